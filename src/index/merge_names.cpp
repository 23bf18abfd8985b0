#include <limits>
#include <queue>

#include "waymark/index/columns.h"
#include "waymark/index/names.h"

#include "whole_names.h"

namespace waymark {
namespace {

constexpr std::uint32_t kGone = std::numeric_limits<std::uint32_t>::max();

struct Entry {
  std::uint32_t source, index;
};

// Where each source's documents went.
std::vector<std::vector<std::uint32_t>> places(std::size_t sources, std::span<const Pick> picks) {
  std::vector<std::vector<std::uint32_t>> all(sources);
  for (std::size_t i = 0; i < picks.size(); ++i) {
    std::vector<std::uint32_t>& of_source = all[picks[i].source];
    if (of_source.size() <= picks[i].document)
      of_source.resize(std::max<std::size_t>(picks[i].document + 1, of_source.size() * 2), kGone);
    of_source[picks[i].document] = static_cast<std::uint32_t>(i);
  }
  return all;
}

class Merge {
 public:
  Merge(std::span<const Names* const> sources, std::span<const Pick> picks)
      : sources_(sources), places_(places(sources.size(), picks)) {}

  std::uint32_t place(Entry entry) const {
    const std::uint32_t document = sources_[entry.source]->entry(entry.index).document;
    const std::vector<std::uint32_t>& of_source = places_[entry.source];
    return document < of_source.size() ? of_source[document] : kGone;
  }

  // The entries that stay, by text.
  std::vector<Entry> in_order() const {
    const auto later = [&](Entry a, Entry b) {
      const int order = sources_[a.source]->text(a.index).compare(sources_[b.source]->text(b.index));
      return order != 0 ? order > 0 : a.source > b.source;
    };
    std::priority_queue<Entry, std::vector<Entry>, decltype(later)> heads(later);
    const auto push = [&](Entry entry) {
      while (entry.index < sources_[entry.source]->size() && place(entry) == kGone) ++entry.index;
      if (entry.index < sources_[entry.source]->size()) heads.push(entry);
    };
    for (std::uint32_t source = 0; source < sources_.size(); ++source) push({source, 0});
    std::vector<Entry> order;
    while (!heads.empty()) {
      const Entry entry = heads.top();
      heads.pop();
      order.push_back(entry);
      push({entry.source, entry.index + 1});
    }
    return order;
  }

 private:
  std::span<const Names* const> sources_;
  std::vector<std::vector<std::uint32_t>> places_;
};

}  // namespace

Status merge_names(std::span<const Names* const> sources, std::span<const Pick> picks,
                   const std::filesystem::path& path) {
  const Merge merge(sources, picks);
  const std::vector<Entry> order = merge.in_order();
  auto out = SectionWriter::create(path);
  if (!out) return fail(out.error());
  write_texts(*out, "name", order.size(),
              [&](std::size_t i) { return sources[order[i].source]->text(order[i].index); });
  std::vector<std::uint32_t> documents;
  documents.reserve(order.size());
  std::vector<std::uint8_t> starts;
  starts.reserve(order.size());
  for (const Entry entry : order) {
    documents.push_back(merge.place(entry));
    starts.push_back(sources[entry.source]->entry(entry.index).start);
  }
  out->add("document", documents);
  out->add("start", starts);
  write_whole_names(
      *out, order.size(), [&](std::size_t i) { return sources[order[i].source]->text(order[i].index); },
      [&](std::size_t i) { return starts[i] != 0; });
  return out->finish();
}

}  // namespace waymark

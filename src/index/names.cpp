#include "waymark/index/names.h"

#include <tuple>

#include "waymark/index/own_words.h"

#include "whole_names.h"

namespace waymark {
namespace {

// Longer names are cut: nobody types more, and entries of one name share its tail.
constexpr std::size_t kLongestName = 96;

void add_name(const OwnWords& own, std::string_view name, std::uint32_t document,
              std::vector<std::pair<std::string, NameEntry>>& entries) {
  name = name.substr(0, kLongestName);
  std::vector<std::string> parts;
  for (const Token& token : own.analyze(name, TextKind::Name))
    if (token.kind == TokenKind::Part) parts.push_back(token.folded);
  std::string rest;
  for (std::size_t i = parts.size(); i-- > 0;) {
    rest.insert(0, parts[i]);
    entries.push_back({rest, {document, static_cast<std::uint8_t>(i == 0 ? 1 : 0)}});
  }
}

}  // namespace

void NamesWriter::add(const Asset& asset, std::uint32_t document) {
  const OwnWords own(asset, analyzer_);
  add_name(own, asset.name, document, entries_);
  if (asset.title != asset.name) add_name(own, asset.title, document, entries_);
  for (const std::string& synonym : asset.synonyms) add_name(own, synonym, document, entries_);
}

Status NamesWriter::write(const std::filesystem::path& path) {
  std::sort(entries_.begin(), entries_.end(), [](const auto& a, const auto& b) {
    return std::tie(a.first, a.second.document, b.second.start) <
           std::tie(b.first, b.second.document, a.second.start);
  });
  TextArrayWriter texts;
  std::vector<std::uint32_t> documents;
  std::vector<std::uint8_t> starts;
  for (const auto& [text, entry] : entries_) {
    texts.add(text);
    documents.push_back(entry.document);
    starts.push_back(entry.start);
  }
  auto out = SectionWriter::create(path);
  if (!out) return fail(out.error());
  texts.write(*out, "name");
  out->add("document", documents);
  out->add("start", starts);
  write_whole_names(
      *out, entries_.size(), [&](std::size_t i) { return std::string_view(entries_[i].first); },
      [&](std::size_t i) { return starts[i] != 0; });
  return out->finish();
}

Result<Names> Names::open(const std::filesystem::path& path) {
  auto file = SectionFile::open(path);
  if (!file) return fail(file.error());
  Names names;
  names.file_ = std::move(*file);
  names.texts_ = TextArray(names.file_, "name");
  names.documents_ = names.file_.array<std::uint32_t>("document");
  names.starts_ = names.file_.array<std::uint8_t>("start");
  names.whole_ = names.file_.array<std::uint32_t>("whole");
  names.letters_ = names.file_.array<std::uint64_t>("letters");
  if (names.documents_.size() != names.texts_.size() || names.starts_.size() != names.texts_.size() ||
      names.letters_.size() != names.whole_.size())
    return fail(ErrorCode::Unreadable, "opening \"" + path.string() + "\": names of unequal length");
  return names;
}

std::pair<std::size_t, std::size_t> Names::whole_of_length(std::size_t shortest, std::size_t longest) const {
  const auto size_at = [&](std::uint32_t entry) { return texts_[entry].size(); };
  const auto first = std::partition_point(whole_.begin(), whole_.end(),
                                          [&](std::uint32_t entry) { return size_at(entry) < shortest; });
  const auto last = std::partition_point(first, whole_.end(),
                                         [&](std::uint32_t entry) { return size_at(entry) <= longest; });
  return {static_cast<std::size_t>(first - whole_.begin()), static_cast<std::size_t>(last - whole_.begin())};
}

std::pair<std::size_t, std::size_t> Names::range(std::string_view prefix) const {
  const auto first_where = [&](auto&& past) {
    std::size_t low = 0, high = texts_.size();
    while (low < high) {
      const std::size_t middle = low + (high - low) / 2;
      if (past(texts_[middle]))
        high = middle;
      else
        low = middle + 1;
    }
    return low;
  };
  const std::size_t first = first_where([&](std::string_view text) { return text >= prefix; });
  const std::size_t last =
      first_where([&](std::string_view text) { return text > prefix && !text.starts_with(prefix); });
  return {first, last};
}

}  // namespace waymark

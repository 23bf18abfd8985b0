#include "waymark/index/columns.h"

#include "column_sections.h"

namespace waymark {
namespace {

constexpr std::size_t kBuffer = 16 * 1024;  // Values written at a time.

using Sources = std::span<const Columns* const>;
using Picks = std::span<const Pick>;

template <typename T>
class BufferedValues {
 public:
  explicit BufferedValues(SectionWriter& out) : out_(out) { values_.reserve(kBuffer); }
  ~BufferedValues() { out_.append_values(std::span<const T>(values_)); }
  BufferedValues(const BufferedValues&) = delete;
  BufferedValues& operator=(const BufferedValues&) = delete;
  void add(const T& value) {
    values_.push_back(value);
    if (values_.size() < kBuffer) return;
    out_.append_values(std::span<const T>(values_));
    values_.clear();
  }

 private:
  SectionWriter& out_;
  std::vector<T> values_;
};

template <typename T>
void gather(SectionWriter& out, std::string_view name, Sources sources, Picks picks,
            std::span<const T> Columns::*member) {
  out.begin(name);
  BufferedValues<T> values(out);
  for (const Pick& pick : picks) values.add((sources[pick.source]->*member)[pick.document]);
}

void gather_texts(SectionWriter& out, std::string_view name, Sources sources, Picks picks,
                  TextArray Columns::*member) {
  write_texts(out, name, picks.size(),
              [&](std::size_t i) { return (sources[picks[i].source]->*member)[picks[i].document]; });
}

// One field over all sources: the values still in use, and what each source's ordinals become.
class FieldMerge {
 public:
  FieldMerge(Sources sources, Picks picks, std::size_t row) : sources_(sources), picks_(picks), row_(row) {
    std::vector<std::vector<std::uint8_t>> used;
    for (const Columns* source : sources) used.emplace_back(source->field(row).dictionary.size(), 0);
    for (const Pick& pick : picks)
      for (const std::uint32_t ordinal : values_of(pick)) used[pick.source][ordinal] = 1;
    for (std::size_t s = 0; s < sources.size(); ++s)
      for (std::size_t i = 0; i < used[s].size(); ++i)
        if (used[s][i] != 0) values_.push_back(sources[s]->field(row).dictionary[i]);
    std::sort(values_.begin(), values_.end());
    values_.erase(std::unique(values_.begin(), values_.end()), values_.end());
    for (std::size_t s = 0; s < sources.size(); ++s) {
      std::vector<std::uint32_t>& becomes = becomes_.emplace_back(used[s].size(), 0);
      for (std::size_t i = 0; i < used[s].size(); ++i)
        if (used[s][i] != 0)
          becomes[i] = static_cast<std::uint32_t>(
              std::lower_bound(values_.begin(), values_.end(), sources[s]->field(row).dictionary[i]) -
              values_.begin());
    }
  }

  void write(SectionWriter& out) const {
    const Field& field = fields()[row_];
    write_texts(out, field_section(field, "value"), values_.size(),
                [&](std::size_t i) { return values_[i]; });
    out.begin(field_section(field, "begin"));
    {
      BufferedValues<std::uint32_t> begins(out);
      std::uint32_t at = 0;
      begins.add(at);
      for (const Pick& pick : picks_) begins.add(at += static_cast<std::uint32_t>(values_of(pick).size()));
    }
    // Sorted ordinals stay sorted: both dictionaries are in order.
    out.begin(field_section(field, "ordinal"));
    BufferedValues<std::uint32_t> ordinals(out);
    for (const Pick& pick : picks_)
      for (const std::uint32_t ordinal : values_of(pick)) ordinals.add(becomes_[pick.source][ordinal]);
  }

 private:
  std::span<const std::uint32_t> values_of(const Pick& pick) const {
    return sources_[pick.source]->field(row_).of(pick.document);
  }

  Sources sources_;
  Picks picks_;
  std::size_t row_;
  std::vector<std::string_view> values_;
  std::vector<std::vector<std::uint32_t>> becomes_;  // [source][ordinal]
};

}  // namespace

Status merge_columns(Sources sources, Picks picks, const std::filesystem::path& path) {
  auto out = SectionWriter::create(path);
  if (!out) return fail(out.error());
  for (std::size_t row = 0; row < fields().size(); ++row) FieldMerge(sources, picks, row).write(*out);
  gather_texts(*out, "key", sources, picks, &Columns::keys);
  gather_texts(*out, "sort_name", sources, picks, &Columns::sort_names);
  gather(*out, "updated", sources, picks, &Columns::updated);
  gather(*out, "changed", sources, picks, &Columns::changed);
  gather(*out, "accessed", sources, picks, &Columns::accessed);
  gather(*out, "fresh_within", sources, picks, &Columns::fresh_within);
  gather(*out, "queries", sources, picks, &Columns::queries);
  gather(*out, "users", sources, picks, &Columns::users);
  gather(*out, "importance", sources, picks, &Columns::importance);
  gather(*out, "length", sources, picks, &Columns::length);
  gather(*out, "flags", sources, picks, &Columns::flags);
  gather(*out, "seen", sources, picks, &Columns::seen);
  gather(*out, "digest", sources, picks, &Columns::digests);
  return out->finish();
}

}  // namespace waymark

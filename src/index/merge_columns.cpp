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

// One field over all sources: the values and sets of values still in use, and what each source's become.
class FieldMerge {
 public:
  FieldMerge(Sources sources, Picks picks, std::size_t row) : row_(row) {
    std::vector<std::vector<std::uint32_t>> sets;  // [source][set]: how it is numbered now.
    for (const Columns* source : sources) sets.emplace_back(source->field(row).sets(), kUnused);
    for (const Pick& pick : picks) sets[pick.source][sources[pick.source]->field(row).set[pick.document]] = 0;
    std::vector<std::vector<std::uint8_t>> used;
    for (std::size_t s = 0; s < sources.size(); ++s) {
      const FieldColumn& column = sources[s]->field(row);
      used.emplace_back(column.dictionary.size(), 0);
      for (std::size_t set = 0; set < sets[s].size(); ++set)
        if (sets[s][set] != kUnused)
          for (const std::uint32_t ordinal : column.of_set(set)) used[s][ordinal] = 1;
      for (std::size_t i = 0; i < used[s].size(); ++i)
        if (used[s][i] != 0) values_.push_back(column.dictionary[i]);
    }
    std::sort(values_.begin(), values_.end());
    values_.erase(std::unique(values_.begin(), values_.end()), values_.end());
    for (std::size_t s = 0; s < sources.size(); ++s) {
      const FieldColumn& column = sources[s]->field(row);
      std::vector<std::uint32_t> becomes(used[s].size(), 0);
      for (std::size_t i = 0; i < used[s].size(); ++i)
        if (used[s][i] != 0)
          becomes[i] = static_cast<std::uint32_t>(
              std::lower_bound(values_.begin(), values_.end(), column.dictionary[i]) - values_.begin());
      for (std::size_t set = 0; set < sets[s].size(); ++set) {
        if (sets[s][set] == kUnused) continue;
        // Sorted ordinals stay sorted: both dictionaries are in order.
        std::vector<std::uint32_t> ordinals;
        for (const std::uint32_t ordinal : column.of_set(set)) ordinals.push_back(becomes[ordinal]);
        sets[s][set] = sets_.number(std::move(ordinals));
      }
    }
    for (const Pick& pick : picks)
      sets_.add(sets[pick.source][sources[pick.source]->field(row).set[pick.document]]);
  }

  void write(SectionWriter& out) const {
    const Field& field = fields()[row_];
    write_texts(out, field_section(field, "value"), values_.size(),
                [&](std::size_t i) { return values_[i]; });
    sets_.write(out, field, nullptr);
  }

 private:
  static constexpr std::uint32_t kUnused = ~0u;

  std::size_t row_;
  std::vector<std::string_view> values_;
  ValueSets sets_;
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

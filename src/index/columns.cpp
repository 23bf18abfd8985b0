#include "waymark/index/columns.h"

#include "waymark/text/analyzer.h"

#include "column_sections.h"

namespace waymark {

std::uint32_t ValueSets::number(std::vector<std::uint32_t> values) {
  return numbers_.try_emplace(std::move(values), static_cast<std::uint32_t>(numbers_.size())).first->second;
}

void ValueSets::write(SectionWriter& out, const Field& field, const std::vector<std::uint32_t>* becomes) const {
  std::vector<const std::vector<std::uint32_t>*> in_order(numbers_.size());
  for (const auto& [values, number] : numbers_) in_order[number] = &values;
  std::vector<std::uint32_t> begin{0}, ordinals;
  for (const std::vector<std::uint32_t>* values : in_order) {
    for (const std::uint32_t value : *values) ordinals.push_back(becomes != nullptr ? (*becomes)[value] : value);
    std::sort(ordinals.begin() + begin.back(), ordinals.end());
    begin.push_back(static_cast<std::uint32_t>(ordinals.size()));
  }
  out.add(field_section(field, "set"), of_document_);
  out.add(field_section(field, "begin"), begin);
  out.add(field_section(field, "ordinal"), ordinals);
}

ColumnsWriter::ColumnsWriter() : fields_(fields().size()) {}

void ColumnsWriter::add(const Asset& asset, std::uint32_t length, const Digest& digest, std::int64_t seen) {
  const auto rows = fields();
  for (std::size_t row = 0; row < rows.size(); ++row) {
    FieldValues& column = fields_[row];
    std::vector<std::uint32_t> ids;
    if (rows[row].values != nullptr) {
      for (std::string& value : rows[row].values(asset)) {
        if (value.empty()) continue;
        const auto next = static_cast<std::uint32_t>(column.ids.size());
        ids.push_back(column.ids.try_emplace(std::move(value), next).first->second);
      }
      // A value told twice (two columns with one tag) counts once.
      std::sort(ids.begin(), ids.end());
      ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    }
    column.sets.add(column.sets.number(std::move(ids)));
  }
  const AssetTimes times = times_of(asset);
  keys_.add(asset.key);
  sort_names_.add(fold(display_name(asset)));
  updated_.push_back(times.updated);
  changed_.push_back(times.changed);
  accessed_.push_back(times.accessed);
  fresh_within_.push_back(times.fresh_within);
  queries_.push_back(asset.usage.queries_30d.value_or(-1));
  users_.push_back(asset.usage.users_30d.value_or(-1));
  importance_.push_back(static_cast<float>(asset.importance));
  length_.push_back(length);
  digests_.push_back(digest);
  seen_.push_back(seen);
  flags_.push_back(static_cast<std::uint8_t>((asset.lifecycle == "deprecated" ? kDeprecated : 0) |
                                             (asset.stub ? kStub : 0)));
}

Status ColumnsWriter::write(const std::filesystem::path& path) const {
  auto out = SectionWriter::create(path);
  if (!out) return fail(out.error());
  const auto rows = fields();
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const FieldValues& column = fields_[row];
    TextArrayWriter dictionary;
    std::vector<std::uint32_t> sorted_id(column.ids.size());
    std::uint32_t next = 0;
    for (const auto& [value, id] : column.ids) {
      dictionary.add(value);
      sorted_id[id] = next++;
    }
    dictionary.write(*out, field_section(rows[row], "value"));
    column.sets.write(*out, rows[row], &sorted_id);
  }
  keys_.write(*out, "key");
  sort_names_.write(*out, "sort_name");
  out->add("updated", updated_);
  out->add("changed", changed_);
  out->add("accessed", accessed_);
  out->add("fresh_within", fresh_within_);
  out->add("queries", queries_);
  out->add("users", users_);
  out->add("importance", importance_);
  out->add("length", length_);
  out->add("flags", flags_);
  out->add("seen", seen_);
  out->add("digest", digests_);
  return out->finish();
}

Result<Columns> Columns::open(const std::filesystem::path& path) {
  auto file = SectionFile::open(path);
  if (!file) return fail(file.error());
  Columns columns;
  columns.file_ = std::move(*file);
  const SectionFile& in = columns.file_;
  columns.keys = TextArray(in, "key");
  columns.sort_names = TextArray(in, "sort_name");
  columns.updated = in.array<std::int64_t>("updated");
  columns.changed = in.array<std::int64_t>("changed");
  columns.accessed = in.array<std::int64_t>("accessed");
  columns.fresh_within = in.array<std::int64_t>("fresh_within");
  columns.queries = in.array<std::int64_t>("queries");
  columns.users = in.array<std::int64_t>("users");
  columns.importance = in.array<float>("importance");
  columns.length = in.array<std::uint32_t>("length");
  columns.flags = in.array<std::uint8_t>("flags");
  columns.seen = in.array<std::int64_t>("seen");
  columns.digests = in.array<Digest>("digest");
  const std::size_t size = columns.keys.size();
  bool whole = columns.sort_names.size() == size && columns.length.size() == size &&
               columns.flags.size() == size && columns.importance.size() == size &&
               columns.updated.size() == size && columns.changed.size() == size &&
               columns.accessed.size() == size && columns.fresh_within.size() == size &&
               columns.queries.size() == size && columns.users.size() == size &&
               columns.seen.size() == size && columns.digests.size() == size;
  for (const Field& row : fields()) {
    FieldColumn column{TextArray(in, field_section(row, "value")),
                       in.array<std::uint32_t>(field_section(row, "set")),
                       in.array<std::uint32_t>(field_section(row, "begin")),
                       in.array<std::uint32_t>(field_section(row, "ordinal"))};
    whole = whole && column.set.size() == size && column.begin.size() >= 2 &&
            column.begin.back() <= column.ordinals.size();
    columns.fields_.push_back(column);
  }
  if (!whole)
    return fail(ErrorCode::Unreadable, "opening \"" + path.string() + "\": columns of unequal length");
  return columns;
}

}  // namespace waymark

#include "shared/snowflake_rows.h"

#include "waymark/base/strings.h"

#include "shared/event_hash.h"

namespace waymark::snowflake {
namespace {

const Value& member(const Value& object, std::string_view name) {
  static const Value none;
  for (const auto& [key, value] : object.members())
    if (same_ignoring_case(key, name)) return value;
  return none;
}

std::string json_cell(const Value& object, std::string_view column) {
  const Value& value = member(object, column);
  return value.is_array() || value.is_object() ? to_json(value) : value.text();
}

}  // namespace

bool has_columns(const Shape& shape, std::initializer_list<std::string_view> lower_case_names) {
  if (shape.syntax == Syntax::Csv) return shape.has_columns(lower_case_names);
  if (shape.syntax != Syntax::Json) return false;
  // A null is a column too: the first row may be empty there.
  for (const std::string_view name : lower_case_names) {
    const auto& members = shape.first.members();
    if (std::none_of(members.begin(), members.end(),
                     [&](const auto& one) { return same_ignoring_case(one.first, name); }))
      return false;
  }
  return true;
}

Status read_rows(const Export& file, ReadSink& sink, const std::function<void(const Row&)>& on_row) {
  if (file.shape.syntax == Syntax::Csv)
    return file.csv(sink, [&](const CsvRow& row) {
      on_row({[&](std::string_view column) { return std::string(row[column]); }, row.place()});
    });
  return file.json({}, sink, [&](JsonRecord&& record) {
    on_row({[&](std::string_view column) { return json_cell(record.value, column); }, record.place});
  });
}

std::string object_id(const Export& file, std::string_view id) {
  return "snowflake:" + (file.instance.empty() ? file.source : file.instance) + ":" + std::string(id);
}

std::uint64_t query_event(const std::string& query_id, const std::string& place) {
  return query_id.empty() ? event_hash({"snowflake row", place}) : event_hash({"snowflake query", query_id});
}

std::optional<std::uint64_t> user(const std::string& name) {
  if (name.empty()) return std::nullopt;
  return event_hash({"snowflake user", name});
}

}  // namespace waymark::snowflake

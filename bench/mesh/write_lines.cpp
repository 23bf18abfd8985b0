// Waymark JSON lines (docs/sources.md): use of things that other exports describe, and things of every kind
// in full.
#include "mesh/write.h"

namespace waymark::mesh {
namespace {

constexpr std::string_view kTypes[kColumnKinds] = {"varchar", "bigint", "timestamp", "boolean",
                                                   "date",    "double", "json",      "decimal(18,2)"};

void texts(JsonWriter& json, std::string_view name, const std::vector<std::string>& values) {
  if (values.empty()) return;
  json.name(name);
  json.begin('[');
  for (const std::string& value : values) json.text(value);
  json.end(']');
}

void identity(JsonWriter& json, const Plan& plan, const Unit& unit, const Thing& thing) {
  member(json, "id", reference(plan, thing.number));
  member(json, "type", thing.dashboard ? "dashboard" : thing.view ? "view" : "table");
  if (thing.dashboard) {
    member(json, "name", thing.name);
    return member(json, "platform", "tableau");
  }
  const bool lake = unit.place == Place::Lake;
  member(json, "name", lake ? thing.schema + "_" + thing.name : thing.name);
  member(json, "platform", lake ? "glue" : "snowflake");
  if (lake) member(json, "instance", unit.account);
  member(json, "database", unit.database);
  if (!lake) member(json, "schema", thing.schema);
}

void use(JsonWriter& json, const Thing& thing) {
  if (thing.queries == 0) return;
  json.name("usage");
  json.begin('{');
  member(json, "queries_30d", thing.queries);
  member(json, "users_30d", thing.users);
  json.end('}');
  member(json, "accessed", time_text(thing.updated + 60));
}

void columns(JsonWriter& json, const Thing& thing) {
  if (thing.columns.empty()) return;
  json.name("columns");
  json.begin('[');
  for (const ThingColumn& column : thing.columns) {
    json.begin('{');
    member(json, "name", column.name);
    member(json, "type", kTypes[column.kind]);
    member(json, "description", column.description);
    if (column.personal) member(json, "sensitivity", "confidential");
    json.end('}');
  }
  json.end(']');
}

void whole_line(JsonWriter& json, const Plan& plan, const Unit& unit, const Thing& thing) {
  json.begin('{');
  identity(json, plan, unit, thing);
  member(json, "description", thing.description);
  member(json, "domain", domain_path(thing.domain));
  if (!thing.owner.empty()) texts(json, "owners", {thing.owner});
  texts(json, "tags", thing.tags);
  std::vector<std::string> terms;
  for (const std::size_t term : thing.terms) terms.push_back("Term " + std::to_string(term));
  texts(json, "terms", terms);
  member(json, "sensitivity", thing.sensitivity);
  member(json, "criticality", thing.criticality);
  member(json, "certification", thing.certification);
  member(json, "layer",
         thing.layer == Layer::Raw         ? "raw"
         : thing.layer == Layer::Processed ? "processed"
                                           : "aggregated");
  member(json, "created", time_text(thing.created));
  member(json, "updated", time_text(thing.updated));
  use(json, thing);
  std::vector<std::string> upstream;
  for (const std::size_t other : thing.upstream) upstream.push_back(reference(plan, other));
  if (thing.foreign != Thing::kNobody) upstream.push_back(reference(plan, thing.foreign));
  texts(json, "upstream", upstream);
  columns(json, thing);
  json.end('}');
}

}  // namespace

void write_usage(const Plan& plan, const Unit& unit, const std::filesystem::path& out) {
  Output file(out / "usage" / (unit.database + ".jsonl"));
  for (std::size_t number = unit.first; number < unit.first + unit.count; ++number) {
    const Thing one = thing(plan, unit, number);
    if (one.queries == 0 || one.layer == Layer::Raw) continue;
    JsonWriter json(file.text());
    json.begin('{');
    identity(json, plan, unit, one);
    use(json, one);
    json.end('}');
    file.text() += '\n';
    file.flush_some();
  }
}

void write_lines(const Plan& plan, const Unit& unit, const std::filesystem::path& out) {
  Output file(out / "lines" / (unit.database + ".jsonl"));
  for (std::size_t number = unit.first; number < unit.first + unit.count; ++number) {
    JsonWriter json(file.text());
    whole_line(json, plan, unit, thing(plan, unit, number));
    file.text() += '\n';
    file.flush_some();
  }
}

}  // namespace waymark::mesh

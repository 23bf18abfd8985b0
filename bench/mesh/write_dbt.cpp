// manifest.json, catalog.json and run_results.json of one dbt project, in one line each as dbt writes them.
#include "mesh/write.h"

namespace waymark::mesh {
namespace {

constexpr std::string_view kTypes[kColumnKinds] = {"varchar", "number", "timestamp", "boolean",
                                                   "date",    "double", "variant",   "decimal(18,2)"};
constexpr std::string_view kGenerated = "2026-11-02T06:00:00.318204Z";

// What depends on where the project runs.
struct Project {
  const Plan& plan;
  const Unit& unit;
  std::string name = unit.database;
  bool lake = unit.place == Place::Lake;

  std::string database() const { return lake ? "awsdatacatalog" : upper(unit.database); }
  std::string schema(const ThingName& thing) const { return lake ? unit.database : upper(thing.schema); }
  std::string relation(const ThingName& thing) const {
    return lake ? thing.schema + "_" + thing.name : upper(thing.name);
  }
  bool is_source(std::size_t number) const { return thing_layer_raw(number); }
  std::string id(std::size_t number) const {
    const ThingName named = name_of(plan, unit, number);
    return (is_source(number) ? "source." + name + ".raw." : "model." + name + ".") + named.name;
  }

 private:
  bool thing_layer_raw(std::size_t number) const { return name_of(plan, unit, number).schema == "raw"; }
};

void open(JsonWriter& json, std::string_view name) {
  json.name(name);
  json.begin('{');
}

void metadata(JsonWriter& json, const Project& project, std::string_view artefact, std::string_view version) {
  open(json, "metadata");
  member(json, "dbt_schema_version",
         "https://schemas.getdbt.com/dbt/" + std::string(artefact) + "/" + std::string(version) + ".json");
  member(json, "dbt_version", "1.9.4");
  member(json, "generated_at", kGenerated);
  member(json, "project_name", project.name);
  member(json, "adapter_type", project.lake ? "athena" : "snowflake");
  json.end('}');
}

void meta(JsonWriter& json, const Thing& thing) {
  open(json, "meta");
  member(json, "owner", thing.owner);
  member(json, "sensitivity", thing.sensitivity);
  member(json, "criticality", thing.criticality);
  if (thing.number % 2 == 0) member(json, "domain", domain_path(thing.domain));
  if (!thing.certification.empty()) member(json, "certification", thing.certification);
  json.end('}');
}

void tags(JsonWriter& json, const Thing& thing) {
  json.name("tags");
  json.begin('[');
  for (const std::string& tag : thing.tags) json.text(tag);
  json.end(']');
}

// People write down the columns that need a word; the catalog has them all.
void documented_columns(JsonWriter& json, const Thing& thing) {
  open(json, "columns");
  for (const ThingColumn& column : thing.columns) {
    if (column.description.empty() && !column.personal) continue;
    open(json, column.name);
    member(json, "name", column.name);
    member(json, "description", column.description);
    json.name("tags");
    json.begin('[');
    if (column.personal) json.text("pii");
    json.end(']');
    json.end('}');
  }
  json.end('}');
}

void depends_on(JsonWriter& json, const Project& project, const Thing& thing) {
  open(json, "depends_on");
  json.name("nodes");
  json.begin('[');
  for (const std::size_t upstream : thing.upstream) json.text(project.id(upstream));
  json.end(']');
  json.end('}');
}

void node(JsonWriter& json, const Project& project, const Thing& thing) {
  const ThingName named{thing.schema, thing.name};
  const bool source = project.is_source(thing.number);
  const std::string id = project.id(thing.number);
  open(json, id);
  member(json, "database", project.database());
  member(json, "schema", project.schema(named));
  member(json, "name", thing.name);
  member(json, "resource_type", source ? "source" : "model");
  member(json, "package_name", project.name);
  member(json, "original_file_path",
         "models/" + thing.schema + "/" + thing.name + (source ? ".yml" : ".sql"));
  member(json, "unique_id", id);
  if (source) member(json, "source_name", "raw");
  member(json, source ? "identifier" : "alias", project.relation(named));
  member(json, "relation_name",
         project.database() + "." + project.schema(named) + "." + project.relation(named));
  open(json, "config");
  json.name("enabled");
  json.raw("true");
  if (!source) member(json, "materialized", thing.view ? "view" : "table");
  json.end('}');
  meta(json, thing);
  tags(json, thing);
  member(json, "description", thing.description);
  documented_columns(json, thing);
  if (!source) {
    member(json, "raw_code",
           "select * from {{ ref('" + thing.name + "') }} where loaded_at > current_date - 30");
    depends_on(json, project, thing);
  }
  json.end('}');
}

template <typename Each>
void each_thing(const Project& project, Output& file, Each write) {
  const Unit& unit = project.unit;
  for (std::size_t number = unit.first; number < unit.first + unit.count; ++number) {
    write(thing(project.plan, unit, number));
    file.flush_some();
  }
}

void write_manifest(const Project& project, const std::filesystem::path& folder) {
  Output file(folder / "manifest.json");
  JsonWriter json(file.text());
  json.begin('{');
  metadata(json, project, "manifest", "v12");
  for (const bool sources : {false, true}) {
    open(json, sources ? "sources" : "nodes");
    each_thing(project, file, [&](const Thing& one) {
      if (project.is_source(one.number) == sources) node(json, project, one);
    });
    json.end('}');
  }
  json.end('}');
}

void catalog_entry(JsonWriter& json, const Project& project, const Thing& thing) {
  const ThingName named{thing.schema, thing.name};
  open(json, project.id(thing.number));
  open(json, "metadata");
  member(json, "type", thing.view ? "VIEW" : "BASE TABLE");
  member(json, "database", project.database());
  member(json, "schema", project.schema(named));
  member(json, "name", project.relation(named));
  json.end('}');
  open(json, "columns");
  std::uint64_t index = 0;
  for (const ThingColumn& column : thing.columns) {
    const std::string name = project.lake ? column.name : upper(column.name);
    open(json, name);
    member(json, "type", kTypes[column.kind]);
    member(json, "index", ++index);
    member(json, "name", name);
    json.end('}');
  }
  json.end('}');
  open(json, "stats");
  json.end('}');
  member(json, "unique_id", project.id(thing.number));
  json.end('}');
}

void write_catalog(const Project& project, const std::filesystem::path& folder) {
  Output file(folder / "catalog.json");
  JsonWriter json(file.text());
  json.begin('{');
  metadata(json, project, "catalog", "v1");
  for (const bool sources : {false, true}) {
    open(json, sources ? "sources" : "nodes");
    each_thing(project, file, [&](const Thing& one) {
      if (project.is_source(one.number) == sources) catalog_entry(json, project, one);
    });
    json.end('}');
  }
  json.end('}');
}

void write_run_results(const Project& project, const std::filesystem::path& folder) {
  Output file(folder / "run_results.json");
  JsonWriter json(file.text());
  json.begin('{');
  metadata(json, project, "run-results", "v6");
  json.name("results");
  json.begin('[');
  each_thing(project, file, [&](const Thing& one) {
    if (project.is_source(one.number)) return;
    json.begin('{');
    member(json, "status", one.number % 50 == 0 ? "error" : "success");
    json.name("timing");
    json.begin('[');
    json.begin('{');
    member(json, "name", "execute");
    member(json, "completed_at", time_text(one.updated));
    json.end('}');
    json.end(']');
    member(json, "unique_id", project.id(one.number));
    json.end('}');
  });
  json.end(']');
  json.end('}');
}

}  // namespace

void write_dbt(const Plan& plan, const Unit& unit, const std::filesystem::path& out) {
  const Project project{plan, unit};
  const std::filesystem::path folder =
      project.lake ? out / "dbt-lake" / unit.account / unit.database : out / "dbt" / unit.database;
  write_manifest(project, folder);
  write_catalog(project, folder);
  write_run_results(project, folder);
}

}  // namespace waymark::mesh

// dbt_manifest.cpp - dbt's manifest.json, versions 1 to 12: models, seeds, snapshots, sources, exposures,
// metrics, their owners and lineage. Source: docs/sources.md.
//
// The file is read twice, record by record: first for what applies to every node and may stand after them
// (adapter, groups), then for the nodes. No member name is dropped while parsing: `docs` or `compiled_code`
// may be a column.
#include "waymark/base/strings.h"
#include "waymark/readers/reader.h"

#include "shared/dbt_artefacts.h"
#include "shared/dbt_contract.h"
#include "shared/dbt_node.h"
#include "shared/meta_facts.h"

namespace waymark {
namespace {

using dbt::Project;

// In a manifest with sorted keys, `metadata` comes after megabytes of macros and may be out of sight.
bool recognises(const Shape& shape) {
  if (dbt::is_artefact(shape, "manifest")) return true;
  const Value& first = shape.first;
  return shape.syntax == Syntax::Json && !first.has("metadata") && first["child_map"].is_object() &&
         (first.has("disabled") || first.has("docs") || first.has("exposures"));
}

void learn_group(Project& project, const Value& group) {
  std::vector<Owner> owners;
  add_owners(owners, group["owner"], OwnerKind::Unknown);
  if (owners.empty()) owners.push_back({.name = group["name"].text(), .team = true});
  project.group_owners[group["name"].text()] = std::move(owners);
}

Result<Project> learn_project(const Export& file, ReadSink& sink) {
  Project project{file, sink};
  const JsonSplit split{.paths = {"metadata.*", "groups.*"}};
  // What is wrong with the file is told once, by the pass that reads the nodes.
  dbt::QuietSink quiet;
  const Status read = file.json(split, quiet, [&](JsonRecord&& record) {
    if (record.path == "groups.*") return learn_group(project, record.value);
    if (record.name == "adapter_type") project.adapter = record.value.text();
    if (record.name == "project_name") project.name = record.value.text();
    if (record.name == "generated_at") project.generated = parse_time(record.value.text());
  });
  if (!read) return fail(read.error());
  if (project.adapter.empty()) project.adapter = file.platform;
  return project;
}

bool enabled(const Value& node) { return node["config"]["enabled"].boolean().value_or(true); }

void emit_lineage(const Project& project, const Value& node, const Fragment& fragment,
                  std::string_view kind) {
  std::vector<std::string> seen;
  for (const std::string& upstream : node["depends_on"]["nodes"].texts()) {
    if (!dbt::is_data(upstream) || std::find(seen.begin(), seen.end(), upstream) != seen.end()) continue;
    seen.push_back(upstream);
    Edge edge;
    edge.from.id = dbt::asset_id(project.file, upstream);
    edge.to = fragment.self;
    edge.kind = kind;
    edge.place = fragment.place;
    if (edge.from.id != edge.to.id) project.sink.edge(std::move(edge));
  }
}

// The edges' kind names what is at the downstream end.
std::string_view lineage_kind(const Fragment& fragment) {
  switch (fragment.facts.type) {
    case AssetType::View:
      return "view";
    case AssetType::Dashboard:
    case AssetType::Report:
      return "dashboard";
    default:
      return "data";
  }
}

void read_node(const Project& project, const std::string& place, const std::string& unique_id,
               const Value& node) {
  const std::string kind = node["resource_type"].text().empty() ? std::string(dbt::kind_of(unique_id))
                                                                : node["resource_type"].text();
  if (!enabled(node)) return project.sink.count("disabled");
  project.sink.count(kind);
  if (!dbt::is_data(kind)) return;
  if (!node.is_object() || node["name"].text().empty())
    return project.sink.problem({place, "this " + kind + " has no name; it was left out"});
  Fragment fragment = dbt::fragment_of(project, kind, unique_id, node);
  fragment.place = place;
  emit_lineage(project, node, fragment, lineage_kind(fragment));
  if (dbt::contract_enforced(node))
    project.sink.fragment(dbt::contract_of(project, unique_id, node, fragment));
  if (!fragment.facts.columns.empty()) project.sink.count("column", fragment.facts.columns.size());
  project.sink.fragment(std::move(fragment));
}

Status read(const Export& file, ReadSink& sink) {
  const Result<Project> project = learn_project(file, sink);
  if (!project) return fail(project.error());
  dbt::tell_newer(file, sink);
  if (project->adapter.empty())
    sink.problem(
        {"metadata.adapter_type",
         "the manifest does not say which warehouse it is about, so its models match nothing from other "
         "sources; set `platform` on the source"});
  const JsonSplit split{.paths = {"nodes.*", "sources.*", "exposures.*", "metrics.*", "semantic_models.*",
                                  "groups.*", "disabled.*"}};
  return file.json(split, sink, [&](JsonRecord&& record) {
    if (record.path == "groups.*") return sink.count("group");
    if (record.path == "disabled.*")
      return sink.count("disabled", std::max<std::size_t>(record.value.items().size(), 1));
    const std::string id = record.value["unique_id"].text();
    read_node(*project, record.place, id.empty() ? record.name : id, record.value);
  });
}

}  // namespace

extern const Reader dbt_manifest_reader{
    "dbt_manifest", "dbt manifest (JSON)", SourceKind::Dbt, 10, recognises, read};

}  // namespace waymark

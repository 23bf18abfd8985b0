// datahub_work.cpp - what reads and makes data: dashboards, charts, notebooks, pipelines and models.
#include "waymark/base/strings.h"

#include "shared/datahub_assets.h"
#include "shared/datahub_facts.h"
#include "shared/meta_facts.h"

namespace waymark::datahub {
namespace {

// Urns listed plainly, in the union form {"string": urn}, or as edges with a destinationUrn.
std::vector<std::string> urns_of(const Value& aspect, std::initializer_list<std::string_view> members) {
  std::vector<std::string> urns;
  for (const std::string_view member : members)
    for (const Value& item : aspect[member].items())
      add_unique(urns, item.is_object() ? item.first_of({"destinationUrn", "string"}).text() : item.text());
  return urns;
}

// "looker" of urn:li:dashboard:(looker,dashboards.53), "airflow" of a job inside a flow.
std::string tool_of(const Urn& urn) {
  if (urn.parts.empty()) return "";
  const Urn inner = parse_urn(urn.parts[0]);
  if (inner.type == "dataFlow") return tool_of(inner);
  return urn.parts.size() < 2 ? "" : platform_of(urn.parts[0]);
}

Fragment start_work(const Store& store, const Entity& entity, AssetType type, const Value& info,
                    const Value& editable) {
  Fragment fragment = start_fragment(store, entity, type);
  Facts& facts = fragment.facts;
  facts.platform = tool_of(entity.parsed);
  facts.instance = store.instance_of(entity.urn);
  facts.name = info.first_of({"title", "displayName", "name"}).text();
  if (facts.name.empty()) facts.name = tail_of(entity.urn);
  facts.description = description_of(entity, info, editable);
  facts.url = info.first_of({"externalUrl", "dashboardUrl", "chartUrl"}).text();
  if (type == AssetType::Pipeline)
    add_job_properties(facts, info);
  else
    add_custom_properties(facts, info);
  facts.created = parse_time(info["created"]["time"].text());
  // Charts and dashboards keep both stamps in one member.
  const Value& stamps = info["lastModified"].has("lastModified") ? info["lastModified"] : info;
  if (!facts.created) facts.created = parse_time(stamps["created"]["time"].text());
  facts.changed = parse_time(stamps["lastModified"]["time"].text());
  add_activity(store, entity, facts);
  return fragment;
}

void emit_dashboard(const Store& store, const Entity& entity) {
  const Value& info = entity["dashboardinfo"];
  Fragment fragment =
      start_work(store, entity, AssetType::Dashboard, info, entity["editabledashboardproperties"]);
  for (const std::string& urn :
       urns_of(info, {"charts", "chartEdges", "datasets", "datasetEdges", "dashboards"}))
    emit_edge(store, store.ref(urn), fragment.self, "dashboard", entity.place);
  fragment.facts.updated = parse_time(info["lastRefreshed"].text());
  store.sink().fragment(std::move(fragment));
}

void emit_chart(const Store& store, const Entity& entity) {
  const Value& info = entity["chartinfo"];
  Fragment fragment = start_work(store, entity, AssetType::Report, info, entity["editablechartproperties"]);
  for (const std::string& urn : urns_of(info, {"inputs", "inputEdges"}))
    emit_edge(store, store.ref(urn), fragment.self, "dashboard", entity.place);
  fragment.facts.updated = parse_time(info["lastRefreshed"].text());
  store.sink().fragment(std::move(fragment));
}

void emit_flow(const Store& store, const Entity& entity) {
  Fragment fragment = start_work(store, entity, AssetType::Pipeline, entity["dataflowinfo"],
                                 entity["editabledataflowproperties"]);
  // Its urn ends with where it runs: (airflow,daily_orders,PROD).
  if (entity["dataflowinfo"]["name"].is_null() && entity.parsed.parts.size() == 3)
    fragment.facts.name = entity.parsed.parts[1];
  store.sink().fragment(std::move(fragment));
}

// Columns that a job turns into others, as edges from data to data.
void emit_job_columns(const Store& store, const Value& lineage, const std::string& place) {
  std::map<std::pair<std::string, std::string>, std::vector<Edge::ColumnPair>> pairs;
  for (const Value& one : lineage["fineGrainedLineages"].items())
    for (const std::string& upstream : one["upstreams"].texts())
      for (const std::string& downstream : one["downstreams"].texts()) {
        const Urn from = parse_urn(upstream), to = parse_urn(downstream);
        if (from.type == "schemaField" && to.type == "schemaField" && from.parts.size() == 2 &&
            to.parts.size() == 2)
          pairs[{from.parts[0], to.parts[0]}].push_back({field_path(from.parts[1]), field_path(to.parts[1])});
      }
  for (auto& [ends, columns] : pairs)
    emit_edge(store, store.ref(ends.first), store.ref(ends.second), "data", place, std::move(columns));
}

void emit_job(const Store& store, const Entity& entity) {
  Fragment fragment = start_work(store, entity, AssetType::Pipeline, entity["datajobinfo"],
                                 entity["editabledatajobproperties"]);
  if (fragment.parent_id.empty() && entity.parsed.parts.size() == 2)
    fragment.parent_id = entity.parsed.parts[0];
  if (const Entity* flow = store.find(fragment.parent_id))
    add_extra(fragment.facts, "pipeline", (*flow)["dataflowinfo"]["name"].text());
  const Value& lineage = entity["datajobinputoutput"];
  for (const std::string& urn :
       urns_of(lineage, {"inputDatasets", "inputDatasetEdges", "inputDatajobs", "inputDatajobEdges"}))
    emit_edge(store, store.ref(urn), fragment.self, "job", entity.place);
  for (const std::string& urn : urns_of(lineage, {"outputDatasets", "outputDatasetEdges"}))
    emit_edge(store, fragment.self, store.ref(urn), "job", entity.place);
  emit_job_columns(store, lineage, entity.place);
  store.sink().fragment(std::move(fragment));
}

void emit_model(const Store& store, const Entity& entity) {
  const bool group = entity.type() == "mlModelGroup";
  const Value& properties = entity[group ? "mlmodelgroupproperties" : "mlmodelproperties"];
  Fragment fragment =
      start_work(store, entity, AssetType::MlModel, properties, entity["editablemlmodelproperties"]);
  Facts& facts = fragment.facts;
  if (entity.parsed.parts.size() > 2) facts.environment = lower(entity.parsed.parts[2]);
  if (properties.first_of({"displayName", "name"}).is_null() && entity.parsed.parts.size() > 1)
    facts.name = entity.parsed.parts[1];
  add_extra(facts, "model type", properties["type"].text());
  for (const std::string& tag : properties["tags"].texts()) add_label(facts, tag);
  add_extra(facts, "intended use", join(entity["intendeduse"]["primaryUses"].texts(), ", "));
  for (const std::string& urn : urns_of(properties, {"trainingJobs", "mlFeatures"}))
    emit_edge(store, store.ref(urn), fragment.self, "feature", entity.place);
  for (const Value& data : entity["trainingdata"]["trainingData"].items())
    emit_edge(store, store.ref(data["dataset"].text()), fragment.self, "feature", entity.place);
  store.sink().fragment(std::move(fragment));
}

}  // namespace

void emit_work(const Store& store) {
  for (const Entity& entity : store.entities()) {
    const std::string& type = entity.type();
    if (type == "dashboard") emit_dashboard(store, entity);
    if (type == "chart") emit_chart(store, entity);
    if (type == "dataFlow") emit_flow(store, entity);
    if (type == "dataJob") emit_job(store, entity);
    if (type == "mlModel" || type == "mlModelGroup") emit_model(store, entity);
    if (type == "notebook")
      store.sink().fragment(start_work(store, entity, AssetType::Report, entity["notebookinfo"], {}));
  }
}

}  // namespace waymark::datahub

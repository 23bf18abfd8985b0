// datahub_data.cpp - datasets, containers and feature tables of a DataHub export.
#include <algorithm>
#include <unordered_map>

#include "waymark/base/strings.h"

#include "shared/datahub_assets.h"
#include "shared/datahub_facts.h"
#include "shared/meta_facts.h"

namespace waymark::datahub {
namespace {

using FieldsByDataset = std::unordered_map<std::string, std::vector<const Entity*>>;

FieldsByDataset fields_by_dataset(const Store& store) {
  FieldsByDataset fields;
  for (const Entity& entity : store.entities())
    if (entity.type() == "schemaField" && entity.parsed.parts.size() == 2)
      fields[entity.parsed.parts[0]].push_back(&entity);
  return fields;
}

AssetType type_of(const Entity& dataset, std::string_view platform) {
  const auto named = parse_type(dataset["subtypes"]["typeNames"].items().empty()
                                    ? ""
                                    : dataset["subtypes"]["typeNames"].items().front().text());
  for (const AssetType kind :
       {AssetType::Table, AssetType::View, AssetType::Topic, AssetType::File, AssetType::Dataset})
    if (named == kind) return kind;
  if (!dataset["viewproperties"].is_null()) return AssetType::View;
  for (const std::string_view one : {"kafka", "kinesis", "pulsar"})
    if (platform == one) return AssetType::Topic;
  for (const std::string_view one : {"s3", "gcs", "adls", "hdfs", "file"})
    if (platform == one) return AssetType::File;
  return platform == "looker" ? AssetType::View : AssetType::Table;
}

// A dbt model and the table it makes are two datasets in DataHub, told to be siblings; here they are one
// thing.
const std::string& warehouse_sibling(const Entity& dataset, std::string& found) {
  if (platform_of(dataset.urn) == "dbt")
    for (const std::string& sibling : dataset["siblings"]["siblings"].texts())
      if (found.empty() && platform_of(sibling) != "dbt" &&
          same_ignoring_case(tail_of(sibling), tail_of(dataset.urn)))
        found = sibling;
  return found;
}

bool is_named_by_place(const PhysicalName& physical, const std::string& called) {
  return !physical.parts.empty() && (called.empty() || same_ignoring_case(physical.parts.back(), called) ||
                                     physical.parts.size() > 1 || physical.platform == "kafka");
}

void set_names(const Value& properties, Fragment& fragment) {
  Facts& facts = fragment.facts;
  PhysicalName& physical = fragment.self.physical;
  facts.platform = physical.platform;
  facts.instance = physical.instance;
  const std::string called = properties["name"].text();
  // The urn is often in lower case; qualifiedName has the letters of the source.
  std::string qualified = properties["qualifiedName"].text();
  if (!physical.instance.empty() && qualified.starts_with(physical.instance + "."))
    qualified.erase(0, physical.instance.size() + 1);
  facts.qualified_name = join(physical.parts, ".");
  if (same_ignoring_case(qualified, facts.qualified_name)) {
    facts.qualified_name = qualified;
    if (const auto parts = split(qualified, '.'); parts.size() == physical.parts.size())
      physical.parts = parts;
  }
  if (!is_named_by_place(physical, called)) {
    facts.name = called;
    return;
  }
  facts.name = same_ignoring_case(physical.parts.back(), called) ? called : physical.parts.back();
  if (facts.name != called) facts.title = called;
}

void set_times(const Value& properties, Facts& facts) {
  facts.created = parse_time(properties["created"]["time"].text());
  if (!facts.updated) facts.updated = parse_time(properties["lastModified"]["time"].text());
}

// Column pairs by the dataset they come from.
std::map<std::string, std::vector<Edge::ColumnPair>> column_lineage(const Value& lineage,
                                                                    const std::string& into) {
  std::map<std::string, std::vector<Edge::ColumnPair>> pairs;
  for (const Value& one : lineage["fineGrainedLineages"].items())
    for (const std::string& upstream : one["upstreams"].texts())
      for (const std::string& downstream : one["downstreams"].texts()) {
        const Urn from = parse_urn(upstream), to = parse_urn(downstream);
        if (from.type != "schemaField" || to.type != "schemaField" || from.parts.size() != 2 ||
            to.parts.size() != 2)
          continue;
        if (to.parts[0] != into) continue;
        Edge::ColumnPair pair{field_path(from.parts[1]), field_path(to.parts[1])};
        std::vector<Edge::ColumnPair>& known = pairs[from.parts[0]];
        if (std::find(known.begin(), known.end(), pair) == known.end()) known.push_back(std::move(pair));
      }
  return pairs;
}

void emit_lineage(const Store& store, const Entity& dataset, const Fragment& fragment) {
  const Value& lineage = dataset["upstreamlineage"];
  auto pairs = column_lineage(lineage, dataset.urn);
  const std::string place = dataset.place;
  for (const Value& upstream : lineage["upstreams"].items()) {
    const std::string urn = upstream["dataset"].text();
    const auto columns = pairs.extract(urn);
    // Siblings are one thing, so there is no way from one to the other.
    const std::vector<std::string> siblings = dataset["siblings"]["siblings"].texts();
    if (urn.empty() || std::find(siblings.begin(), siblings.end(), urn) != siblings.end()) continue;
    const std::string_view kind = upstream["type"].text() == "VIEW" ? "view" : "data";
    emit_edge(store, store.ref(urn), fragment.self, kind, place,
              columns.empty() ? std::vector<Edge::ColumnPair>{} : columns.mapped());
  }
}

void emit_dataset(const Store& store, const Entity& dataset, const std::vector<const Entity*>& fields) {
  std::string sibling;
  const Ref self = store.ref(warehouse_sibling(dataset, sibling).empty() ? dataset.urn : sibling);
  Fragment fragment = start_fragment(store, dataset, type_of(dataset, self.physical.platform));
  fragment.self.physical = self.physical;
  if (!sibling.empty()) fragment.other_ids.push_back(sibling);
  Facts& facts = fragment.facts;
  const Value& properties = dataset["datasetproperties"];
  set_names(properties, fragment);
  if (dataset.parsed.parts.size() > 2) facts.environment = lower(dataset.parsed.parts[2]);
  facts.description = description_of(dataset, properties, dataset["editabledatasetproperties"]);
  facts.url = properties["externalUrl"].text();
  for (const std::string& tag : properties["tags"].texts()) add_label(facts, tag);
  add_custom_properties(facts, properties);
  add_columns(store, dataset, fields, facts);
  add_activity(store, dataset, facts);
  set_times(properties, facts);
  if (!facts.columns.empty()) store.sink().count("column", facts.columns.size());
  emit_lineage(store, dataset, fragment);
  store.sink().fragment(std::move(fragment));
}

// The members that make the guid of a container's urn are in its properties too.
void emit_container(const Store& store, const Entity& container) {
  Fragment fragment = start_fragment(store, container, AssetType::Container);
  const Value& properties = container["containerproperties"];
  const Value& custom = properties["customProperties"];
  Facts& facts = fragment.facts;
  facts.platform = platform_of(container["dataplatforminstance"]["platform"].text());
  if (facts.platform.empty()) facts.platform = platform_of(custom["platform"].text());
  facts.instance = store.instance_of(container.urn);
  if (facts.instance.empty()) facts.instance = custom["instance"].text();
  if (facts.instance.empty()) facts.instance = store.file().instance;
  facts.environment = lower(properties["env"].text());
  std::vector<std::string> parts;
  for (const std::string_view member : {"project_id", "database", "dataset_id", "schema", "bucket_name"})
    if (const std::string part = custom[member].text(); !part.empty()) parts.push_back(part);
  facts.name = properties["name"].text();
  if (facts.name.empty()) facts.name = parts.empty() ? tail_of(container.urn) : parts.back();
  facts.qualified_name = parts.empty() ? properties["qualifiedName"].text() : join(parts, ".");
  if (!parts.empty() && same_ignoring_case(parts.back(), facts.name))
    fragment.self.physical = {facts.platform, facts.instance, parts};
  facts.description = description_of(container, properties, container["editablecontainerproperties"]);
  facts.url = properties["externalUrl"].text();
  if (!container["subtypes"]["typeNames"].items().empty())
    add_extra(facts, "container kind", container["subtypes"]["typeNames"].items().front().text());
  set_times(properties, facts);
  store.sink().fragment(std::move(fragment));
}

// A feature as a column of its table, and the datasets it is made of.
void add_feature(const Store& store, const std::string& urn, bool key, Fragment& fragment) {
  const Urn parsed = parse_urn(urn);
  Column column{.path = parsed.parts.empty() ? urn : parsed.parts.back()};
  if (key) column.key_role = "primary";
  if (const Entity* feature = store.find(urn)) {
    const Value& properties = (*feature)[key ? "mlprimarykeyproperties" : "mlfeatureproperties"];
    column.type = lower(properties["dataType"].text());
    column.description = properties["description"].text();
    for (const std::string& source : properties["sources"].texts())
      emit_edge(store, store.ref(source), fragment.self, "feature", feature->place);
  }
  fragment.facts.columns.push_back(std::move(column));
}

void emit_feature_table(const Store& store, const Entity& table) {
  Fragment fragment = start_fragment(store, table, AssetType::Table);
  const Value& properties = table["mlfeaturetableproperties"];
  Facts& facts = fragment.facts;
  facts.platform = platform_of(table.urn);
  facts.name = tail_of(table.urn);
  fragment.self.physical = {facts.platform, store.file().instance, {facts.name}};
  facts.description = description_of(table, properties, {});
  add_custom_properties(facts, properties);
  for (const std::string& urn : properties["mlPrimaryKeys"].texts()) add_feature(store, urn, true, fragment);
  for (const std::string& urn : properties["mlFeatures"].texts()) add_feature(store, urn, false, fragment);
  store.sink().fragment(std::move(fragment));
}

}  // namespace

void emit_edge(const Store& store, const Ref& from, const Ref& to, std::string_view kind,
               const std::string& place, std::vector<Edge::ColumnPair> columns) {
  if (from.id.empty() || to.id.empty() || from.id == to.id) return;
  store.sink().edge({from, to, std::string(kind), std::move(columns), place});
}

void emit_data(const Store& store) {
  FieldsByDataset fields = fields_by_dataset(store);
  for (const Entity& entity : store.entities()) {
    if (entity.type() == "dataset") emit_dataset(store, entity, fields[entity.urn]);
    if (entity.type() == "container") emit_container(store, entity);
    if (entity.type() == "mlFeatureTable") emit_feature_table(store, entity);
    fields.erase(entity.urn);
  }
  // Fields of datasets that are described elsewhere.
  for (const auto& [urn, list] : fields) {
    Entity dataset;
    dataset.urn = urn;
    dataset.parsed = parse_urn(urn);
    dataset.place = list.front()->place;
    Facts described;
    add_columns(store, dataset, list, described);
    if (dataset.type() == "dataset" && !described.columns.empty()) emit_dataset(store, dataset, list);
  }
}

}  // namespace waymark::datahub

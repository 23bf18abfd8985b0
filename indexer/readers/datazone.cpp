// datazone.cpp - Amazon DataZone and SageMaker Catalog: answers of search-listings, search, get-asset,
// get-data-product, get-listing, list-projects, domain units, glossary terms and lineage nodes. Source:
// docs/sources.md.
//
// What a project owns lies in the domain unit of the project; the record of the project says which that is.
#include "shared/datazone.h"

#include "waymark/base/strings.h"
#include "waymark/readers/reader.h"

#include "shared/meta_facts.h"

namespace waymark {
namespace {

using datazone::id_of;
using datazone::Kind;

bool lists(const Value& document) { return document["items"].is_array() && !document.has("id"); }

bool recognises(const Shape& shape) {
  if (shape.syntax != Syntax::Json) return false;
  const Value& first = shape.first;
  const Value& items = lists(first) ? first["items"] : first["nodes"];
  if (items.is_array() && items.size() > 0) return datazone::classify(items.items()[0]).kind != Kind::None;
  return datazone::classify(first).kind != Kind::None;
}

class DataZoneReader {
 public:
  DataZoneReader(const Export& file, ReadSink& sink) : file_(file), sink_(sink) {}

  void read(const JsonRecord& json) {
    const datazone::Record record = datazone::classify(json.value, json.place);
    switch (record.kind) {
      case Kind::Asset:
        return emit(datazone::asset_fragment(file_, record, forms(record)), "asset");
      case Kind::Product:
        return emit(datazone::product_fragment(record, forms(record)), "data product");
      case Kind::Project:
        return project(record);
      case Kind::DomainUnit:
      case Kind::Domain:
        return domain(record);
      case Kind::Term:
        return term(record);
      case Kind::LineageNode:
        return node(record);
      case Kind::Glossary:
        return sink_.count("glossary");  // Its terms name it by an id; there is nothing else in it.
      case Kind::Type:
        return sink_.count("type");
      case Kind::None:
        break;
    }
    sink_.problem(
        {json.place, "this record is none of those DataZone answers are read for; it was left out"});
  }

 private:
  datazone::Forms forms(const datazone::Record& record) {
    datazone::Forms found = datazone::forms_of(*record.value);
    for (const auto& [name, content] : found)
      if (content.is_string())
        sink_.problem(
            {record.place + "." + name, "the form is no JSON that can be decoded; it was left out"});
    return found;
  }

  void emit(Fragment fragment, std::string_view counted_as) {
    if (fragment.self.id.empty())
      return sink_.problem({fragment.place, "the record has no id; it was left out"});
    sink_.count(counted_as);
    if (!fragment.facts.columns.empty()) sink_.count("column", fragment.facts.columns.size());
    sink_.fragment(std::move(fragment));
  }

  static Fragment named(const datazone::Record& record, AssetType type) {
    const Value& value = *record.value;
    Fragment fragment;
    fragment.self.id = id_of(value["id"].text());
    fragment.self.name = fragment.facts.name = value["name"].text();
    fragment.facts.type = type;
    fragment.facts.description = value["description"].text();
    fragment.facts.platform = "datazone";
    fragment.place = record.place;
    return fragment;
  }

  // The team that owns things, and under the domain unit an alias by which these find it.
  void project(const datazone::Record& record) {
    const Value& value = *record.value;
    Fragment team = named(record, AssetType::Team);
    team.facts.owners.push_back(
        {.id = team.self.id, .name = team.facts.name, .kind = OwnerKind::Project, .team = true});
    team.facts.created = parse_time(value["createdAt"].text());
    emit(std::move(team), "project");
    const std::string unit = value["domainUnitId"].text();
    if (unit.empty()) return;
    Fragment home;
    home.self.id = id_of(unit);
    home.other_ids = {datazone::home_of(value["id"].text())};
    home.facts.type = AssetType::Domain;
    home.place = record.place;
    sink_.fragment(std::move(home));
  }

  // The root of the tree of domain units is the domain itself.
  void domain(const datazone::Record& record) {
    const Value& value = *record.value;
    Fragment fragment = named(record, AssetType::Domain);
    if (const std::string root = value["rootDomainUnitId"].text(); !root.empty())
      fragment.other_ids = {id_of(root)};
    fragment.parent_id = id_of(value["parentDomainUnitId"].text());
    for (const Value& owner : value["owners"].items()) {
      const Value& group = owner["group"];
      const std::string id =
          owner["user"].is_object() ? owner["user"]["userId"].text() : group["groupId"].text();
      if (!id.empty())
        fragment.facts.owners.push_back(
            {.id = id_of(id), .name = id, .kind = OwnerKind::Business, .team = group.is_object()});
    }
    if (const std::string url = value["portalUrl"].text(); url.starts_with("https://"))
      fragment.facts.url = url;
    emit(std::move(fragment), record.kind == Kind::Domain ? "domain" : "domain unit");
  }

  void term(const datazone::Record& record) {
    const Value& value = *record.value;
    Fragment fragment = named(record, AssetType::GlossaryTerm);
    Facts& facts = fragment.facts;
    facts.description = value["longDescription"].text();
    const std::string brief = value["shortDescription"].text();
    if (facts.description.empty())
      facts.description = brief;
    else if (brief != facts.description)
      add_extra(facts, "in short", brief);
    if (same_ignoring_case(value["status"].text(), "disabled")) facts.lifecycle = "deprecated";
    for (const std::string& broader : value["termRelations"]["isA"].texts())
      fragment.term_ids.push_back(id_of(broader));
    emit(std::move(fragment), "glossary term");
  }

  // Nodes of lineage are known by the thing they stand for, jobs by themselves.
  void node(const datazone::Record& record) {
    const Value& value = *record.value;
    const std::string stands_for = value["sourceIdentifier"].text(), type = lower(value["typeName"].text());
    Fragment fragment;
    fragment.place = record.place;
    fragment.self.id = node_id(value["id"].text());
    fragment.self.physical = datazone::physical_of_arn(stands_for);
    Facts& facts = fragment.facts;
    const bool job = contains(type, "job");
    facts.type = job ? AssetType::Pipeline : AssetType::Table;
    facts.name = fragment.self.physical.empty() ? value["name"].text() : fragment.self.physical.parts.back();
    if (!fragment.self.physical.empty()) facts.platform = fragment.self.physical.platform;
    if (!stands_for.empty())
      fragment.other_ids = {stands_for.starts_with("arn:") ? stands_for : id_of(stands_for)};
    const bool written = value["upstreamNodes"].size() > 0;
    if (written && !job) facts.updated = parse_time(value["eventTimestamp"].text());
    for (const Value& upstream : value["upstreamNodes"].items())
      link(upstream["id"].text(), value["id"].text(), record.place);
    for (const Value& downstream : value["downstreamNodes"].items())
      link(value["id"].text(), downstream["id"].text(), record.place);
    emit(std::move(fragment), "lineage node");
  }

  static std::string node_id(const std::string& id) { return id.empty() ? id : "datazone:node:" + id; }

  void link(const std::string& from, const std::string& to, const std::string& place) {
    if (from.empty() || to.empty()) return;
    Edge edge;
    edge.from.id = node_id(from);
    edge.to.id = node_id(to);
    edge.place = place;
    sink_.edge(std::move(edge));
  }

  const Export& file_;
  ReadSink& sink_;
};

Status read(const Export& file, ReadSink& sink) {
  JsonSplit split;
  if (lists(file.shape.first)) split.paths = {"items[]"};
  if (file.shape.first["nodes"].is_array()) split.paths = {"nodes[]"};
  DataZoneReader reader(file, sink);
  return file.json(split, sink, [&](JsonRecord&& record) { reader.read(record); });
}

}  // namespace

extern const Reader datazone_reader{
    "datazone", "Amazon DataZone, SageMaker Catalog (JSON)", SourceKind::BusinessCatalog, 90, recognises,
    read};

}  // namespace waymark

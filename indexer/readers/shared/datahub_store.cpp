#include "shared/datahub_store.h"

#include <algorithm>

#include "waymark/base/strings.h"

namespace waymark::datahub {
namespace {

// Aspects that something is read from. Profiles, queries' text and lineage features are none of them.
constexpr std::string_view kAspects[] = {"assertioninfo",
                                         "assertionssummary",
                                         "chartinfo",
                                         "container",
                                         "containerproperties",
                                         "corpgroupeditableinfo",
                                         "corpgroupinfo",
                                         "corpusereditableinfo",
                                         "corpuserinfo",
                                         "dashboardinfo",
                                         "datacontractproperties",
                                         "datacontractstatus",
                                         "dataflowinfo",
                                         "datajobinfo",
                                         "datajobinputoutput",
                                         "dataplatforminstance",
                                         "dataproductproperties",
                                         "datasetproperties",
                                         "deprecation",
                                         "documentation",
                                         "domainproperties",
                                         "domains",
                                         "editablechartproperties",
                                         "editablecontainerproperties",
                                         "editabledashboardproperties",
                                         "editabledataflowproperties",
                                         "editabledatajobproperties",
                                         "editabledatasetproperties",
                                         "editablemlmodelproperties",
                                         "editableschemametadata",
                                         "globaltags",
                                         "glossarynodeinfo",
                                         "glossaryrelatedterms",
                                         "glossaryterminfo",
                                         "glossaryterms",
                                         "groupmembership",
                                         "intendeduse",
                                         "mlfeatureproperties",
                                         "mlfeaturetableproperties",
                                         "mlmodelgroupproperties",
                                         "mlmodelproperties",
                                         "mlprimarykeyproperties",
                                         "nativegroupmembership",
                                         "notebookinfo",
                                         "ownership",
                                         "ownershiptypeinfo",
                                         "propertydefinition",
                                         "schemametadata",
                                         "siblings",
                                         "status",
                                         "structuredproperties",
                                         "subtypes",
                                         "tagproperties",
                                         "trainingdata",
                                         "upstreamlineage",
                                         "usagefeatures",
                                         "viewproperties"};

bool kept(std::string_view lower_case_name) {
  return std::find(std::begin(kAspects), std::end(kAspects), lower_case_name) != std::end(kAspects);
}

// Some aspects are JSON inside a string, which may hold a string again.
Value decoded(Value value, std::string& error) {
  for (int times = 0; times < 3 && value.is_string(); ++times) {
    Result<Value> parsed = parse_json(value.string());
    if (!parsed) {
      error = parsed.error().message;
      return {};
    }
    value = std::move(*parsed);
  }
  return value;
}

Value content_of(const Value& aspect, std::string& error) {
  if (aspect.has("json")) return decoded(aspect["json"], error);
  if (aspect.has("value")) return decoded(aspect["value"], error);
  return decoded(aspect, error);
}

// The urn of a proposal that gives the key of its entity instead.
std::string urn_of(const Value& record) {
  if (const std::string urn = record["entityUrn"].text(); !urn.empty()) return urn;
  std::string error;
  const Value key = content_of(record["entityKeyAspect"], error);
  const std::string start = "urn:li:" + record["entityType"].text() + ":";
  if (key.has("platform") && key.has("name"))
    return start + "(" + key["platform"].text() + "," + key["name"].text() + "," + key["origin"].text() + ")";
  const Value& id = key.first_of({"id", "name", "guid", "username"});
  return id.is_null() ? "" : start + id.text();
}

bool changes_data(std::string_view operation) { return operation != "ALTER" && operation != "DROP"; }

}  // namespace

const Value& Entity::operator[](std::string_view lower_case_name) const {
  static const Value none;
  const auto at = aspects.find(lower_case_name);
  return at == aspects.end() ? none : at->second;
}

Entity& Store::entity(const std::string& urn) {
  const auto [at, fresh] = by_urn_.try_emplace(urn, entities_.size());
  if (fresh) {
    entities_.emplace_back();
    entities_.back().urn = urn;
    entities_.back().parsed = parse_urn(urn);
  }
  return entities_[at->second];
}

const Entity* Store::find(std::string_view urn) const {
  const auto at = by_urn_.find(std::string(urn));
  return at == by_urn_.end() ? nullptr : &entities_[at->second];
}

void Store::seen(Entity& entity, const JsonRecord& record) {
  if (entity.place.empty()) {
    entity.place = record.place;
    sink_.count(entity.type());
  }
  const auto observed = parse_time(record.value["systemMetadata"]["lastObserved"].text());
  if (observed && (!entity.observed || *entity.observed < *observed)) entity.observed = observed;
}

void Store::add(const JsonRecord& record) {
  const Value& value = record.value;
  if (value["proposedSnapshot"].is_object()) return add_snapshot(value["proposedSnapshot"], record);
  const std::string urn = urn_of(value);
  const std::string name = value["aspectName"].text();
  if (parse_urn(urn).type.empty() || name.empty())
    return sink_.problem(
        {record.place, "neither a snapshot nor a proposal with entityUrn and aspectName; left out"});
  Entity& found = entity(urn);
  seen(found, record);
  const std::string change = value["changeType"].text();
  if (change == "PATCH") {
    if (patches_++ == 0) first_patch_ = record.place;
    return;
  }
  if (change == "DELETE") {
    found.aspects.erase(lower(name));
    return;
  }
  std::string error;
  const Value aspect = content_of(value["aspect"], error);
  if (!aspect.is_object())
    return sink_.problem({record.place + ".aspect", "the aspect " + name + " of " + urn + " is no object" +
                                                        (error.empty() ? "" : " (" + error + ")") +
                                                        "; left out"});
  add_aspect(found, name, aspect);
}

void Store::add_snapshot(const Value& snapshot, const JsonRecord& record) {
  for (const auto& [kind, content] : snapshot.members()) {
    const std::string urn = content["urn"].text();
    if (parse_urn(urn).type.empty()) {
      sink_.problem({record.place + ".proposedSnapshot", "the snapshot has no urn; left out"});
      continue;
    }
    Entity& found = entity(urn);
    seen(found, record);
    for (const Value& one : content["aspects"].items())
      for (const auto& [name, aspect] : one.members())
        add_aspect(found, name.substr(name.rfind('.') + 1), aspect);
  }
}

void Store::add_aspect(Entity& entity, std::string_view name, const Value& aspect) {
  const std::string known = lower(name);
  if (known == "datasetusagestatistics") return add_usage(entity, aspect, "totalSqlQueries");
  if (known == "dashboardusagestatistics" || known == "chartusagestatistics")
    return add_usage(entity, aspect, "viewsCount");
  if (known == "assertionrunevent") return add_check(entity.urn, aspect);
  if (known == "operation") {
    const auto at = parse_time(aspect["lastUpdatedTimestamp"].text());
    if (at && changes_data(aspect["operationType"].text()) && (!entity.operated || *entity.operated < *at))
      entity.operated = at;
    return;
  }
  if (kept(known)) entity.aspects[known] = aspect;
}

void Store::add_usage(Entity& entity, const Value& aspect, std::string_view count) {
  const auto at = parse_time(aspect["timestampMillis"].text());
  if (!at) return;
  UsageBucket bucket{*at, aspect["eventGranularity"]["unit"].text(), aspect[count].integer().value_or(0),
                     aspect["uniqueUserCount"].integer()};
  if (!bucket.granularity.empty() && (!newest_usage_ || *newest_usage_ < *at)) newest_usage_ = at;
  if (const Value& queries = aspect["topSqlQueries"]; queries.size() > 0 && entity.top_queries.first <= *at)
    entity.top_queries = {*at, queries.texts()};
  const std::pair key(bucket.granularity, *at);
  entity.usage[key] = std::move(bucket);
}

void Store::add_check(const std::string& assertion, const Value& event) {
  const std::string about = event["asserteeUrn"].text();
  const auto at = parse_time(event["timestampMillis"].text());
  const std::string result = event["result"]["type"].text();
  if (parse_urn(about).type.empty() || !at || (result != "SUCCESS" && result != "FAILURE")) return;
  CheckResult& newest = entity(about).checks[assertion];
  if (newest.at <= *at) newest = {*at, result == "SUCCESS"};
}

void Store::report_patches() {
  if (patches_ == 0) return;
  sink_.count("patch", patches_);
  sink_.problem({first_patch_, "records that patch a part of an aspect are not applied; there are " +
                                   std::to_string(patches_) + ", of which this is the first"});
}

std::string Store::instance_of(const std::string& urn) const {
  const Entity* known = find(urn);
  return known == nullptr ? "" : tail_of((*known)["dataplatforminstance"]["instance"].text());
}

Ref Store::ref(const std::string& urn) const {
  Ref ref;
  ref.id = urn;
  const Urn parsed = parse_urn(urn);
  if (parsed.type != "dataset") return ref;
  ref.physical = physical_of(parsed, instance_of(urn));
  if (ref.physical.instance.empty()) ref.physical.instance = file_.instance;
  return ref;
}

std::string Store::name_of(const std::string& urn) const {
  if (const Entity* known = find(urn)) {
    for (const std::string_view aspect :
         {"corpusereditableinfo", "corpgroupeditableinfo", "corpuserinfo", "corpgroupinfo", "tagproperties",
          "glossaryterminfo", "glossarynodeinfo", "domainproperties", "propertydefinition",
          "ownershiptypeinfo", "dataproductproperties", "containerproperties"}) {
      const std::string name = (*known)[aspect].first_of({"displayName", "name", "fullName"}).text();
      if (!trim(name).empty()) return std::string(trim(name));
    }
  }
  return tail_of(urn);
}

}  // namespace waymark::datahub

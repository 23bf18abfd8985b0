// datazone_records.cpp - which record is which, and how forms are unpacked.
#include <algorithm>

#include "waymark/base/strings.h"

#include "shared/datazone.h"
#include "shared/meta_facts.h"

namespace waymark::datazone {
namespace {

struct Wrapper {
  std::string_view member;
  Kind kind;
};
constexpr Wrapper kWrappers[] = {
    {"assetListing", Kind::Asset},         {"assetItem", Kind::Asset},
    {"dataProductListing", Kind::Product}, {"dataProductItem", Kind::Product},
    {"glossaryItem", Kind::Glossary},      {"glossaryTermItem", Kind::Term},
    {"assetTypeItem", Kind::Type},         {"formTypeItem", Kind::Type},
    {"lineageNodeTypeItem", Kind::Type},
};

const Wrapper* wrapper_of(const Value& record) {
  for (const Wrapper& wrapper : kWrappers)
    if (record[wrapper.member].is_object()) return &wrapper;
  return nullptr;
}

// Fourteen small letters and digits: how DataZone names domain units.
bool like_unit_id(std::string_view id) {
  return id.size() == 14 && std::all_of(id.begin(), id.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
         });
}

Kind kind_of_bare(const Value& record) {
  const bool named = record["id"].is_string() && record["name"].is_string();
  if (record.has("upstreamNodes") || record.has("downstreamNodes") ||
      (record["typeName"].is_string() && record.has("sourceIdentifier") && record.has("domainId")))
    return Kind::LineageNode;
  if (!named) return Kind::None;
  if (record["id"].string().starts_with("dzd")) return Kind::Domain;
  if (record.has("termRelations") || record.has("glossaryId")) return Kind::Term;
  const Value& items = record["items"];
  if (items.is_array() && items.size() > 0 && items.items()[0].has("itemType")) return Kind::Product;
  if (record["formsOutput"].is_array()) return record.has("typeIdentifier") ? Kind::Asset : Kind::Product;
  if (record.has("parentDomainUnitId") || (record.has("domainId") && record["owners"].is_array()))
    return Kind::DomainUnit;
  if (record.has("domainId") && record.has("owningProjectId") && record.has("status")) return Kind::Glossary;
  // Environments and subscriptions of a project look alike but name it.
  if (record.has("domainId") && record.has("createdBy") && !record.has("projectId") &&
      !record.has("owningProjectId") && !record.has("provider"))
    return Kind::Project;
  return record.members().size() == 2 && like_unit_id(record["id"].string()) ? Kind::DomainUnit : Kind::None;
}

// Known by other means, or about the machinery.
bool is_technical(std::string_view form) {
  for (const std::string_view word :
       {"GlueTable", "GlueView", "RelationalTable", "RedshiftTable", "RedshiftView", "ColumnBusinessMetadata",
        "AssetCommonDetails", "DataSourceReference", "S3ObjectCollection", "SubscriptionTerms",
        "DataProductCommon"})
    if (form.starts_with(word) || form.starts_with("amazon.datazone." + std::string(word))) return true;
  return false;
}

}  // namespace

Record classify(const Value& record, std::string place) {
  Record found{.value = &record, .outer = &record, .place = std::move(place)};
  const Value& holder = record["item"].is_object() ? record["item"] : record;  // get-listing wraps once more.
  if (const Wrapper* wrapper = wrapper_of(holder)) {
    found.kind = wrapper->kind;
    found.value = &holder[wrapper->member];
  } else {
    found.kind = kind_of_bare(record);
  }
  return found;
}

std::string id_of(std::string_view id) { return id.empty() ? std::string() : "datazone:" + std::string(id); }

std::string home_of(std::string_view project) {
  return project.empty() ? std::string() : "datazone:project:" + std::string(project) + ":";
}

Value decoded(const Value& value) {
  constexpr int kMostTimes = 3;
  Value result = value;
  for (int times = 0; times < kMostTimes && result.is_string(); ++times) {
    const std::string_view text = trim(result.string());
    if (!text.starts_with('{') && !text.starts_with('[') && !text.starts_with('"')) break;
    Result<Value> inside = parse_json(text);
    if (!inside) break;
    result = std::move(*inside);
  }
  return result;
}

Forms forms_of(const Value& record) {
  Forms forms;
  for (const Value* place : {&record, &record["additionalAttributes"]}) {
    const Value listed = decoded((*place)["forms"]);
    for (const auto& [name, content] : listed.members()) forms.emplace(name, decoded(content));
    for (const char* list : {"formsOutput", "readOnlyFormsOutput"})
      for (const Value& form : (*place)[list].items())
        forms.emplace(form["formName"].text(), decoded(form["content"]));
  }
  return forms;
}

void apply_custom_forms(Facts& facts, const Forms& forms) {
  for (const auto& [name, content] : forms) {
    if (is_technical(name)) continue;
    for (const auto& [field, value] : content.members()) apply_meta(facts, name + "." + field, value);
  }
}

}  // namespace waymark::datazone

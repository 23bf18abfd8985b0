#include "shared/datahub_facts.h"

#include <algorithm>

#include "waymark/base/strings.h"
#include "waymark/model/fields.h"

#include "shared/meta_facts.h"
#include "shared/update_frequency.h"

namespace waymark::datahub {
namespace {

// Accounts of DataHub itself own nothing.
bool is_system(const Urn& user) {
  return user.parts.empty() || user.parts[0].starts_with("__datahub") || user.parts[0] == "unknown";
}

// New files name the kind in typeUrn and put NONE or an old word into type.
OwnerKind kind_of(const Store& store, const Value& owner) {
  const std::string type_urn = owner["typeUrn"].text();
  const OwnerKind kind = type_urn.empty() ? OwnerKind::Unknown : parse_owner_kind(store.name_of(type_urn));
  return kind == OwnerKind::Unknown ? parse_owner_kind(owner["type"].text()) : kind;
}

void add_owners(const Store& store, const Entity& entity, Facts& facts) {
  for (const Value& item : entity["ownership"]["owners"].items()) {
    const std::string urn = item["owner"].text();
    if (is_system(parse_urn(urn))) continue;
    Owner owner = owner_of(store, urn, kind_of(store, item));
    if (std::find(facts.owners.begin(), facts.owners.end(), owner) == facts.owners.end())
      facts.owners.push_back(std::move(owner));
  }
}

void add_tags(const Store& store, const Entity& entity, Facts& facts) {
  for (const Value& item : entity["globaltags"]["tags"].items()) {
    const std::string urn = item["tag"].text();
    if (urn.empty()) continue;
    add_label(facts, store.name_of(urn));
    // DataHub's own badge of quality; its name in the records is decorated.
    if (tail_of(urn).ends_with("__default_gold") && facts.certification.empty())
      facts.certification = "certified";
  }
}

void add_terms(const Entity& entity, Fragment& fragment) {
  for (const Value& item : entity["glossaryterms"]["terms"].items()) {
    const std::string urn = item["urn"].text();
    if (urn.empty()) continue;
    add_unique(fragment.term_ids, urn);
  }
}

// The name people see; what it means is told by the end of the qualified name.
void add_property(const Store& store, const Value& property, Facts& facts) {
  const std::string urn = property["propertyUrn"].text(), id = tail_of(urn);
  const std::string key = id.substr(id.rfind('.') + 1);
  Value::Items values;
  for (const Value& item : property["values"].items()) {
    const Value& value = item.is_object() ? item.first_of({"string", "double"}) : item;
    const std::string text = value.text();
    values.emplace_back(text.starts_with("urn:li:") ? store.name_of(text) : text);
  }
  if (values.empty()) return;
  const std::size_t before = facts.extra.size();
  const Value all = values.size() == 1 ? values.front() : Value(values);
  apply_meta(facts, key, all);
  if (facts.extra.size() > before && store.find(urn) != nullptr)
    facts.extra.back().first = store.name_of(urn);
  if (contains(lower(key), "freshness") && !facts.fresh_within)
    facts.fresh_within = update_frequency(all.text());
}

void add_deprecation(const Entity& entity, Facts& facts) {
  const Value& deprecation = entity["deprecation"];
  if (!deprecation["deprecated"].is_true()) return;
  facts.lifecycle = "deprecated";
  add_extra(facts, "deprecation note", deprecation["note"].text());
  if (const auto ends = parse_time(deprecation["decommissionTime"].text()))
    add_extra(facts, "decommission date", format_date(*ends));
}

}  // namespace

Owner owner_of(const Store& store, const std::string& urn, OwnerKind kind) {
  Owner owner{.id = urn, .name = store.name_of(urn), .kind = kind};
  owner.team = parse_urn(urn).type == "corpGroup";
  if (const Entity* known = store.find(urn)) {
    for (const std::string_view aspect :
         {"corpusereditableinfo", "corpuserinfo", "corpgroupeditableinfo", "corpgroupinfo"})
      if (owner.mail.empty()) owner.mail = (*known)[aspect]["email"].text();
  }
  const std::string id = tail_of(urn);
  if (owner.mail.empty() && contains(id, "@")) owner.mail = id;
  if (owner.name == owner.mail) owner.name.clear();
  return owner;
}

void add_custom_properties(Facts& facts, const Value& properties) {
  apply_meta(facts, properties["customProperties"]);
}

void add_job_properties(Facts& facts, const Value& properties) {
  const std::size_t before = facts.extra.size();
  apply_meta(facts, properties["customProperties"]);
  facts.extra.resize(before);
}

std::string description_of(const Entity& entity, const Value& properties, const Value& editable) {
  if (std::string edited = editable["description"].text(); !edited.empty()) return edited;
  for (const Value& item : entity["documentation"]["documentations"].items())
    if (std::string text = item["documentation"].text(); !text.empty()) return text;
  return properties["description"].text();
}

Fragment start_fragment(const Store& store, const Entity& entity, AssetType type) {
  Fragment fragment;
  fragment.self.id = entity.urn;
  fragment.place = entity.place;
  fragment.at = entity.observed;
  fragment.deleted = entity["status"]["removed"].is_true();
  fragment.facts.type = type;
  fragment.parent_id = entity["container"]["container"].text();
  for (const std::string& domain : entity["domains"]["domains"].texts())
    if (fragment.domain_id.empty()) fragment.domain_id = domain;  // DataHub lets people choose one.
  add_owners(store, entity, fragment.facts);
  add_tags(store, entity, fragment.facts);
  add_terms(entity, fragment);
  for (const Value& property : entity["structuredproperties"]["properties"].items())
    add_property(store, property, fragment.facts);
  add_deprecation(entity, fragment.facts);
  return fragment;
}

}  // namespace waymark::datahub

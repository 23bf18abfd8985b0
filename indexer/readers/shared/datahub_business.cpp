// datahub_business.cpp - domains, data products, people, teams, glossary and contracts of a DataHub export.
#include "waymark/base/strings.h"

#include "shared/datahub_assets.h"
#include "shared/datahub_facts.h"
#include "shared/meta_facts.h"

namespace waymark::datahub {
namespace {

Fragment start_named(const Store& store, const Entity& entity, AssetType type, const Value& properties) {
  Fragment fragment = start_fragment(store, entity, type);
  fragment.facts.name = store.name_of(entity.urn);
  fragment.self.name = fragment.facts.name;
  fragment.facts.description = description_of(entity, properties, {});
  fragment.facts.created = parse_time(properties["created"]["time"].text());
  return fragment;
}

void emit_domain(const Store& store, const Entity& entity) {
  const Value& properties = entity["domainproperties"];
  Fragment fragment = start_named(store, entity, AssetType::Domain, properties);
  fragment.self.name =
      replace_all(fragment.self.name, "/", "-");  // The slash is between the levels of a path.
  fragment.parent_id = properties["parentDomain"].text();
  store.sink().fragment(std::move(fragment));
}

void emit_product(const Store& store, const Entity& entity) {
  const Value& properties = entity["dataproductproperties"];
  Fragment fragment = start_named(store, entity, AssetType::DataProduct, properties);
  fragment.facts.url = properties["externalUrl"].text();
  add_custom_properties(fragment.facts, properties);
  for (const Value& item : properties["assets"].items())
    if (const std::string urn = item["destinationUrn"].text(); !urn.empty())
      fragment.facts.members.push_back({store.ref(urn), item["outputPort"].is_true() ? "output" : ""});
  store.sink().fragment(std::move(fragment));
}

std::string names_of(const Store& store, const Value& urns) {
  std::vector<std::string> names;
  for (const std::string& urn : urns.texts()) add_unique(names, store.name_of(urn));
  return join(names, ", ");
}

void emit_person(const Store& store, const Entity& entity) {
  const Value& info = entity["corpuserinfo"];
  Fragment fragment = start_named(store, entity, AssetType::Person, info);
  Facts& facts = fragment.facts;
  facts.owners = {owner_of(store, entity.urn, OwnerKind::Unknown)};
  if (facts.description.empty()) facts.description = entity["corpusereditableinfo"]["aboutMe"].text();
  add_extra(facts, "title",
            entity["corpusereditableinfo"]["title"].is_null()
                ? info["title"].text()
                : entity["corpusereditableinfo"]["title"].text());
  add_extra(facts, "department", info["departmentName"].text());
  add_extra(facts, "teams", names_of(store, entity["groupmembership"]["groups"]));
  add_extra(facts, "teams", names_of(store, entity["nativegroupmembership"]["nativeGroups"]));
  if (info["active"].boolean() == false) add_extra(facts, "active", "false");
  store.sink().fragment(std::move(fragment));
}

void emit_team(const Store& store, const Entity& entity) {
  const Value& info = entity["corpgroupinfo"];
  Fragment fragment = start_named(store, entity, AssetType::Team, info);
  Facts& facts = fragment.facts;
  const Owner self = owner_of(store, entity.urn, OwnerKind::Unknown);
  facts.owners = {self};
  if (facts.description.empty()) facts.description = entity["corpgroupeditableinfo"]["description"].text();
  add_extra(facts, "members", names_of(store, info["members"]));
  add_extra(facts, "slack", info["slack"].text());
  store.sink().fragment(std::move(fragment));
}

void emit_term(const Store& store, const Entity& entity) {
  const Value& term = entity["glossaryterminfo"];
  Fragment fragment = start_named(store, entity, AssetType::GlossaryTerm, term);
  Facts& facts = fragment.facts;
  if (term["name"].is_null()) {  // Urns of older versions are the path of the term: "Sales.Order".
    facts.name.erase(0, facts.name.rfind('.') + 1);
    fragment.self.name = facts.name;
  }
  facts.description = description_of(entity, term, {});
  if (facts.description.empty()) facts.description = term["definition"].text();
  fragment.parent_id = term["parentNode"].text();
  for (const auto& [key, value] : term["customProperties"].members()) {
    if (!same_ignoring_case(key, "synonyms") && !same_ignoring_case(key, "synonym"))
      apply_meta(facts, key, value);
    else
      for (std::string& word : split_words(value.text(), ',')) add_unique(facts.synonyms, std::move(word));
  }
  const Value& related = entity["glossaryrelatedterms"];
  for (const std::string_view relation : {"isRelatedTerms", "hasRelatedTerms", "relatedTerms", "values"})
    add_extra(facts, "related terms", names_of(store, related[relation]));
  store.sink().fragment(std::move(fragment));
}

void emit_term_group(const Store& store, const Entity& entity) {
  const Value& node = entity["glossarynodeinfo"];
  Fragment fragment = start_named(store, entity, AssetType::Container, node);
  fragment.self.name.clear();  // Known by its urn only; a database may have the same name.
  fragment.parent_id = node["parentNode"].text();
  if (fragment.facts.description.empty()) fragment.facts.description = node["definition"].text();
  add_extra(fragment.facts, "container kind", "Glossary");
  store.sink().fragment(std::move(fragment));
}

// The assertions of a contract, told by their records where those are in the export.
void add_promises(const Store& store, const Value& list, std::string_view kind, Contract& contract) {
  for (const Value& item : list.items()) {
    const std::string urn = item["assertion"].text();
    const Entity* assertion = store.find(urn);
    Promise promise{.kind = std::string(kind)};
    if (assertion != nullptr) {
      promise.text = (*assertion)["assertioninfo"]["description"].text();
      const Value& interval =
          (*assertion)["assertioninfo"]["freshnessAssertion"]["schedule"]["fixedInterval"];
      const std::string unit = lower(interval["unit"].text());
      if (!unit.empty())
        promise.within =
            parse_duration(interval["multiple"].text() + unit.substr(0, unit == "month" ? 2 : 1));
      if (promise.text.empty() && promise.within)
        promise.text = "every " + interval["multiple"].text() + " " + unit +
                       (interval["multiple"].text() == "1" ? "" : "s");
    }
    if (promise.text.empty()) promise.text = std::string(kind) + " check " + tail_of(urn);
    contract.promises.push_back(std::move(promise));
  }
}

void add_promised_columns(const Store& store, const Value& list, ContractObject& object) {
  for (const Value& item : list.items()) {
    const Entity* assertion = store.find(item["assertion"].text());
    if (assertion == nullptr) continue;
    for (const Value& field : (*assertion)["assertioninfo"]["schemaAssertion"]["schema"]["fields"].items())
      object.columns.push_back(
          {.path = field_path(field["fieldPath"].text()), .type = field["nativeDataType"].text()});
  }
}

void emit_contract(const Store& store, const Entity& entity) {
  const Value& properties = entity["datacontractproperties"];
  Fragment fragment = start_fragment(store, entity, AssetType::Contract);
  Facts& facts = fragment.facts;
  const std::string about = properties["entity"].text();
  facts.name = about.empty() ? tail_of(entity.urn) : tail_of(about) + " contract";
  Contract contract;
  contract.format = "datahub";
  contract.status = lower(entity["datacontractstatus"]["state"].text());
  contract.original = to_json(properties);
  add_promises(store, properties["freshness"], "freshness", contract);
  add_promises(store, properties["dataQuality"], "quality", contract);
  ContractObject object;
  object.target = store.ref(about);
  object.name = tail_of(about);
  add_promised_columns(store, properties["schema"], object);
  if (!about.empty()) contract.objects.push_back(std::move(object));
  for (const Promise& promise : contract.promises)
    if (promise.kind == "freshness" && promise.within && !facts.fresh_within)
      facts.fresh_within = promise.within;
  facts.contract = std::move(contract);
  store.sink().fragment(std::move(fragment));
}

}  // namespace

void emit_business(const Store& store) {
  for (const Entity& entity : store.entities()) {
    const std::string& type = entity.type();
    if (type == "domain") emit_domain(store, entity);
    if (type == "dataProduct") emit_product(store, entity);
    if (type == "corpuser") emit_person(store, entity);
    if (type == "corpGroup") emit_team(store, entity);
    if (type == "glossaryTerm") emit_term(store, entity);
    if (type == "glossaryNode") emit_term_group(store, entity);
    if (type == "dataContract") emit_contract(store, entity);
  }
}

}  // namespace waymark::datahub

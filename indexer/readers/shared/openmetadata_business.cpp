// openmetadata_business.cpp - OpenMetadata's domains, data products, people, glossaries and contracts.
#include "waymark/base/strings.h"
#include "waymark/model/keys.h"

#include "shared/fact_words.h"
#include "shared/meta_facts.h"
#include "shared/openmetadata_kinds.h"

namespace waymark::openmetadata {
namespace {

void read_domain(const Record& record) {
  Fragment fragment = start_fragment(record, AssetType::Domain, "domain");
  fragment.self.name = domain_path(qualified_name(record));
  fragment.facts.domain.clear();  // Its place in the tree is in its name.
  add_extra(fragment.facts, "domain type", record.text("domainType"));
  record.sink.fragment(std::move(fragment));
}

void read_product(const Record& record) {
  Fragment fragment = start_fragment(record, AssetType::DataProduct, "dataProduct");
  fragment.self.name = fragment.facts.name;
  for (const Value& asset : record["assets"].items())
    if (const std::string id = ref_id(asset); !id.empty()) fragment.facts.members.push_back({{.id = id}, ""});
  for (const Value& port : record["inputPorts"].items())
    if (const std::string id = ref_id(port); !id.empty())
      fragment.facts.members.push_back({{.id = id}, "input"});
  for (const Value& port : record["outputPorts"].items())
    if (const std::string id = ref_id(port); !id.empty())
      fragment.facts.members.push_back({{.id = id}, "output"});
  for (const Value& product : record["consumesFrom"].items())
    emit_edge(record, ref_id(product), fragment.self.id, "data");
  for (const Value& product : record["providesTo"].items())
    emit_edge(record, fragment.self.id, ref_id(product), "data");
  fragment.facts.lifecycle = lifecycle_word(record.text("lifecycleStage"));
  record.sink.fragment(std::move(fragment));
}

std::string names_of(const Value& references) {
  std::vector<std::string> names = references.texts();
  for (const Value& reference : references.items())
    add_unique(names, reference.first_of({"displayName", "name"}).text());
  return join(names, ", ");
}

// People and teams go by the name that is shown; the other one is a login.
std::string take_display_name(Fragment& fragment) {
  Facts& facts = fragment.facts;
  const std::string name(display_name(facts));
  if (name != facts.name) add_extra(facts, "login", facts.name);
  facts.name = name;
  facts.title.clear();
  fragment.self.name = name;
  return name;
}

void read_user(const Record& record) {
  if (record["isBot"].is_true()) return record.sink.count("bot");  // Nobody to ask.
  Fragment fragment = start_fragment(record, AssetType::Person, "user");
  Facts& facts = fragment.facts;
  const std::string name = take_display_name(fragment);
  facts.owners = {{.id = fragment.self.id, .name = name, .mail = record.text("email")}};
  facts.usage = {};
  add_extra(facts, "teams", names_of(record["teams"]));
  record.sink.fragment(std::move(fragment));
}

void read_team(const Record& record) {
  Fragment fragment = start_fragment(record, AssetType::Team, "team");
  Facts& facts = fragment.facts;
  const std::string name = take_display_name(fragment);
  facts.owners = {{.id = fragment.self.id, .name = name, .mail = record.text("email"), .team = true}};
  add_extra(facts, "members", names_of(record["users"]));
  add_extra(facts, "team type", record.text("teamType"));
  record.sink.fragment(std::move(fragment));
}

void read_glossary(const Record& record) {
  Fragment fragment = start_fragment(record, AssetType::Container, "glossary");
  add_extra(fragment.facts, "container kind", "Glossary");
  record.sink.fragment(std::move(fragment));
}

void read_term(const Record& record) {
  Fragment fragment = start_fragment(record, AssetType::GlossaryTerm, "glossaryTerm");
  fragment.self.name = fragment.facts.name;
  fragment.facts.synonyms = record["synonyms"].texts();
  add_extra(fragment.facts, "related terms", names_of(record["relatedTerms"]));
  const Value& above = record["parent"].is_null() ? record["glossary"] : record["parent"];
  if (const std::string name = above.first_of({"fullyQualifiedName", "name"}).text(); !name.empty())
    fragment.parent_id = named_id(record["parent"].is_null() ? "glossary" : "glossaryTerm", name);
  record.sink.fragment(std::move(fragment));
}

void add_promise(Contract& contract, std::string kind, const Value& amount, std::string_view member) {
  const std::string number = amount[member].text(), unit = lower(amount["unit"].text());
  if (number.empty()) return;
  const std::string short_unit = unit.starts_with("mon") ? "mo" : unit.substr(0, 1);
  contract.promises.push_back({std::move(kind),
                               number + " " + unit + (number == "1" || unit.ends_with('s') ? "" : "s"),
                               parse_duration(number + short_unit)});
}

void add_promises(const Record& record, Facts& facts) {
  Contract& contract = *facts.contract;
  const Value& sla = record["sla"];
  add_promise(contract, "freshness", sla["maxLatency"], "value");
  add_promise(contract, "frequency", sla["refreshFrequency"], "interval");
  add_promise(contract, "retention", sla["retention"], "period");
  if (const std::string time = sla["availabilityTime"].text(); !time.empty())
    contract.promises.push_back({"availability", "by " + time, {}});
  for (const Promise& promise : contract.promises)
    if ((promise.kind == "freshness" || promise.kind == "frequency") && promise.within && !facts.fresh_within)
      facts.fresh_within = promise.within;
  for (const Value& rule : record["semantics"].items())
    if (rule["enabled"].boolean().value_or(true))
      contract.promises.push_back({"semantics", rule.first_of({"description", "name"}).text(), {}});
  for (const Value& check : record["qualityExpectations"].items())
    contract.promises.push_back({"quality", check.first_of({"displayName", "name"}).text(), {}});
}

void read_contract(const Record& record) {
  Fragment fragment = start_fragment(record, AssetType::Contract, "dataContract");
  Facts& facts = fragment.facts;
  facts.contract.emplace();
  facts.contract->format = "openmetadata";
  facts.contract->version = record.text("version");
  facts.contract->status = lower(record.value.first_of({"entityStatus", "status"}).text());
  facts.contract->original = to_json(record.value);
  add_promises(record, facts);
  ContractObject object;
  const Value& about = record.value.has("entity") ? record["entity"] : record["tableFQN"];
  object.target.id = ref_id(about);
  const std::vector<std::string> parts = split_qualified(
      about.is_object() ? about.first_of({"fullyQualifiedName", "name"}).text() : about.text());
  object.name = parts.empty() ? "" : parts.back();
  object.columns = columns_of(record["schema"]);
  for (const Column& column : object.columns)
    if (column.nullable == false) object.required.push_back(column.path);
  if (!object.target.id.empty()) facts.contract->objects.push_back(std::move(object));
  record.sink.fragment(std::move(fragment));
}

constexpr Kind kKinds[] = {
    {"domains", "domain", read_domain, ""},
    {"dataProducts", "data_product", read_product, ""},
    {"users", "user", read_user, ""},
    {"teams", "team", read_team, ""},
    {"glossaries", "glossary", read_glossary, ""},
    {"glossaryTerms", "term", read_term, ""},
    {"dataContracts", "contract", read_contract, ""},
};

}  // namespace

std::span<const Kind> business_kinds() { return kKinds; }

}  // namespace waymark::openmetadata

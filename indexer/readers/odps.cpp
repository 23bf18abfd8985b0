// odps.cpp - data products of the Open Data Product Standard (Bitol), versions 0.9 and 1.0, as YAML or JSON.
// Source: docs/sources.md.
//
// A product names contracts, not tables: the merge puts what a contract is about in its place.
#include <algorithm>
#include <map>

#include "waymark/base/strings.h"
#include "waymark/parse/yaml.h"
#include "waymark/readers/reader.h"

#include "shared/fact_words.h"
#include "shared/meta_facts.h"
#include "shared/version.h"

namespace waymark {
namespace {

bool is_product(const Value& document) {
  return same_ignoring_case(document["kind"].text(), "DataProduct") && document.has("apiVersion");
}

bool recognises(const Shape& shape) {
  return (shape.syntax == Syntax::Yaml || shape.syntax == Syntax::Json) && is_product(shape.first);
}

// A port stands once for each of its versions; the highest is the current one.
std::vector<const Value*> current_ports(const Value& ports, std::string_view kind, Facts& facts) {
  std::vector<const Value*> current;
  for (const Value& port : ports.items()) {
    const std::string name = port["name"].text();
    const auto same = std::find_if(current.begin(), current.end(), [&](const Value* other) {
      return !name.empty() && (*other)["name"].text() == name;
    });
    if (same == current.end()) {
      current.push_back(&port);
      continue;
    }
    const bool newer = version_numbers(port["version"].text()) > version_numbers((**same)["version"].text());
    const Value& older = newer ? **same : port;
    add_extra(facts, "former " + std::string(kind) + " port", name + " " + older["version"].text());
    if (newer) *same = &port;
  }
  return current;
}

void add_contract(Facts& facts, const std::string& contract, std::string_view port) {
  if (contract.empty()) return;
  const std::string id = "odcs:" + contract;
  for (const Member& known : facts.members)
    if (known.asset.id == id) return;
  facts.members.push_back({.asset = {.id = id}, .port = std::string(port)});
}

void add_port(Facts& facts, std::string_view kind, const Value& port) {
  std::string text = port["name"].text();
  for (const std::string_view member : {"version", "type", "description"})
    if (const std::string part = port[member].text(); !part.empty())
      text += (member == "version" ? " " : ", ") + part;
  add_extra(facts, std::string(kind) + " port", text);
  for (const std::string& tag : port["tags"].texts()) add_label(facts, tag);
}

void read_ports(const Value& product, Facts& facts, ReadSink& sink) {
  for (const Value* port : current_ports(product["outputPorts"], "output", facts)) {
    sink.count("output port");
    add_port(facts, "output", *port);
    add_contract(facts, (*port)["contractId"].text(), "output");
    for (const Value& input : (*port)["inputContracts"].items())
      add_contract(facts, input.is_object() ? input.first_of({"id", "contractId"}).text() : input.text(),
                   "input");
  }
  for (const Value* port : current_ports(product["inputPorts"], "input", facts)) {
    sink.count("input port");
    add_port(facts, "input", *port);
    add_contract(facts, (*port)["contractId"].text(), "input");
  }
  for (const Value& port : product["managementPorts"].items()) add_port(facts, "management", port);
}

// Who has left by the day the product was read is no owner; without that day nobody is taken to have left.
bool has_left(const Value& member) { return parse_time(member["dateOut"].text()).has_value(); }

void read_team(const Value& team, Facts& facts) {
  if (const std::string name = team.is_object() ? team["name"].text() : ""; !name.empty())
    facts.owners.push_back({.name = name, .team = true});
  for (const Value& member : team.is_object() ? team["members"].items() : team.items()) {
    const std::string role = member["role"].text();
    if (has_left(member)) continue;
    Owner owner = owner_from_text(member.is_object() ? member.first_of({"username", "email", "name"}).text()
                                                     : member.text());
    if (const std::string name = member["name"].text(); !name.empty()) owner.name = name;
    owner.kind = parse_owner_kind(role);
    const bool owns = role.empty() || contains(lower(role), "owner") || owner.kind == OwnerKind::Business;
    if (owns)
      facts.owners.push_back(std::move(owner));
    else
      add_extra(facts, "team", (owner.name.empty() ? owner.mail : owner.name) + " (" + role + ")");
  }
}

void read_description(const Value& description, Facts& facts) {
  if (!description.is_object()) {
    facts.description = description.text();
    return;
  }
  facts.description = description["purpose"].text();
  for (const std::string_view member : {"limitations", "usage"})
    add_extra(facts, std::string(member), description[member].text());
}

void read_rest(const Value& product, Facts& facts) {
  for (const Value& row : product["customProperties"].items())
    apply_meta(facts, row["property"].text(), row["value"]);
  for (const Value& row : product["authoritativeDefinitions"].items()) {
    add_extra(facts, row["type"].text().empty() ? "definition" : row["type"].text(), row["url"].text());
    if (facts.url.empty()) facts.url = row["url"].text();
  }
  for (const Value& row : product["support"].items())
    add_extra(facts, "support", row["channel"].text() + (row.has("url") ? ": " + row["url"].text() : ""));
  add_extra(facts, "tenant", product["tenant"].text());
  add_extra(facts, "version", product["version"].text());
}

void read_product(const Value& product, const std::string& place, ReadSink& sink) {
  const std::string id = product["id"].text(), name = product["name"].text();
  if (id.empty() && name.empty())
    return sink.problem(
        {place, "a data product without id and name cannot be told from others; it was left out"});
  sink.count("data_product");
  Fragment fragment;
  fragment.place = place;
  if (!id.empty()) fragment.self.id = "odps:" + id;
  Facts& facts = fragment.facts;
  facts.type = AssetType::DataProduct;
  facts.name = name.empty() ? id : name;
  fragment.self.name = facts.name;
  facts.domain = join(split_words(product["domain"].text(), '/'), "/");
  facts.lifecycle = lifecycle_word(product["status"].text());
  add_extra(facts, "status", product["status"].text());
  facts.created = parse_time(product["productCreatedTs"].text());
  for (const std::string& tag : product["tags"].texts()) add_label(facts, tag);
  read_description(product["description"], facts);
  read_ports(product, facts, sink);
  read_team(product["team"], facts);
  read_rest(product, facts);
  sink.fragment(std::move(fragment));
}

Status read(const Export& file, ReadSink& sink) {
  tell_newer_version(sink, "Open Data Product Standard", file.shape.first["apiVersion"].text(), "1.0");
  const auto take = [&](const Value& document, const std::string& place) {
    if (is_product(document))
      read_product(document, place, sink);
    else
      sink.problem({place, "this document is no data product; left out"});
  };
  if (file.shape.syntax == Syntax::Json)
    return file.json({}, sink, [&](JsonRecord&& record) { take(record.value, record.place); });
  const Result<std::string> text = file.text();
  if (!text) return fail(text.error());
  const Result<std::vector<Value>> documents = parse_yaml_documents(*text);
  if (!documents) return fail(documents.error());
  std::size_t number = 0;
  for (const Value& document : *documents) {
    ++number;
    if (!document.is_null())
      take(document, documents->size() > 1 ? "document " + std::to_string(number) : "");
  }
  return {};
}

}  // namespace

extern const Reader odps_reader{
    "odps", "Open Data Product Standard (YAML, JSON)", SourceKind::Contract, 200, recognises, read};

}  // namespace waymark

// contract_odcs.cpp - Open Data Contract Standard, versions 2.2, 3.0 and 3.1. Source: docs/sources.md.
#include <algorithm>

#include "waymark/base/strings.h"
#include "waymark/model/fields.h"

#include "contract_parts.h"
#include "type_family.h"

namespace waymark {
namespace {

// Members that have a place in the model, of all versions. The others are kept as extra.
constexpr std::string_view kMapped[] = {
    "apiVersion",       "kind",        "id",     "uuid",         "name",
    "datasetName",      "version",     "status", "domain",       "datasetDomain",
    "dataProduct",      "quantumName", "tags",   "description",  "schema",
    "dataset",          "servers",     "team",   "stakeholders", "slaProperties",
    "contractCreatedTs"};
// How to log in: version 2 has them beside each other. Never kept.
constexpr std::string_view kLogin[] = {"username", "password", "server",
                                       "database", "driver",   "driverVersion"};
constexpr std::string_view kLogicalTypes[] = {"string",  "date",   "timestamp", "time",   "number",
                                              "integer", "object", "array",     "boolean"};

template <typename List>
bool listed(const List& list, std::string_view word) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

// Where a column stands: the object it belongs to, the path of its parent column, and its place in the file.
struct ColumnPlace {
  ContractObject& object;
  std::string parent;
  std::string place;
};

void read_properties(ContractDraft& draft, const Value& properties, const ColumnPlace& at);

std::string key_role_of(const Value& property) {
  if (property["primaryKey"].is_true() || property["isPrimaryKey"].is_true()) return "primary";
  if (property["partitioned"].is_true() || property["partitionStatus"].is_true()) return "partition";
  for (const Value& relationship : property["relationships"].items())
    if (relationship["type"].text() == "foreignKey" || !relationship.has("type")) return "foreign";
  return {};
}

std::optional<bool> nullable_of(const Value& property) {
  if (const std::optional<bool> required = property["required"].boolean()) return !*required;
  return property["isNullable"].boolean();
}

void check_logical_type(ContractDraft& draft, const Value& property, const std::string& place) {
  const std::string type = property["logicalType"].text();
  // Version 2 takes any word here.
  if (type.empty() || property.has("column") || listed(kLogicalTypes, type)) return;
  draft.problem(property["logicalType"], place + ".logicalType",
                "\"" + type + "\" is not a logical type of the standard; kept as written");
}

// Text, numbers and truth values; how days, bytes and lists are kept differs from engine to engine.
bool is_plain(TypeFamily family) {
  return family == TypeFamily::Text || family == TypeFamily::Integer || family == TypeFamily::Decimal ||
         family == TypeFamily::Float || family == TypeFamily::Boolean;
}

// "integer" that is kept as STRING promises two things at once.
void check_types_agree(ContractDraft& draft, const Value& property, const std::string& place) {
  const std::string logical = property["logicalType"].text(), physical = property["physicalType"].text();
  if (!is_plain(type_family(logical)) || !is_plain(type_family(physical)) ||
      !plainly_differ(logical, physical))
    return;
  draft.problem(property["logicalType"], place + ".logicalType",
                "\"" + logical + "\" and the physical type \"" + physical + "\" contradict each other");
}

void read_property(ContractDraft& draft, const Value& property, const ColumnPlace& at) {
  // Version 2 names the column "column"; the physical name is what the table itself calls it.
  const std::string name = property.first_of({"name", "column"}).text();
  const std::string physical = property["physicalName"].text();
  if (name.empty() && physical.empty())
    return draft.problem(property, at.place, "a column without a name is left out");

  Column column;
  column.path = at.parent + (physical.empty() ? name : physical);
  column.title = property["businessName"].text();
  if (column.title.empty() && !physical.empty() && physical != name) column.title = name;
  column.type = property.first_of({"physicalType", "logicalType"}).text();
  column.description = property["description"].text();
  column.tags = property["tags"].texts();
  column.nullable = nullable_of(property);
  column.key_role = key_role_of(property);
  classify(draft.facts(), column, property["classification"].text());
  if (property["criticalDataElement"].is_true() || property["criticalDataElementStatus"].is_true())
    draft.facts().criticality = "high";
  check_logical_type(draft, property, at.place);
  check_types_agree(draft, property, at.place);
  promise_quality(draft, property["quality"], at.object.name + "." + column.path);

  draft.mark(at.object.name + "." + column.path, property);
  const std::string inside = column.path + ".";
  if (column.nullable == false) at.object.required.push_back(column.path);
  at.object.columns.push_back(std::move(column));
  read_properties(draft, property["properties"], {at.object, inside, at.place + ".properties"});
  // The items of a list have no name of their own: their members stand directly below it.
  const Value* items = &property["items"];
  std::string place = at.place + ".items";
  check_types_agree(draft, *items, place);
  while (items->has("items") && !items->has("properties")) {
    items = &(*items)["items"];
    place += ".items";
  }
  read_properties(draft, (*items)["properties"], {at.object, inside, place + ".properties"});
}

void read_properties(ContractDraft& draft, const Value& properties, const ColumnPlace& at) {
  if (!properties.is_null() && !properties.is_array())
    return draft.problem(properties, at.place, "columns must be a list; left out");
  for (std::size_t i = 0; i < properties.size(); ++i) {
    const std::string place = at.place + "[" + std::to_string(i) + "]";
    const Value& property = properties.items()[i];
    if (!property.is_object())
      draft.problem(property, place, "a column must be an object with a name; left out");
    else
      read_property(draft, property, {at.object, at.parent, place});
  }
}

std::vector<ContractServer> servers_of(ContractDraft& draft, const Value& document) {
  const Value& servers = document["servers"];
  std::vector<ContractServer> found;
  for (std::size_t i = 0; i < servers.items().size(); ++i) {
    const Value& server = servers.items()[i];
    const std::string path = "servers[" + std::to_string(i) + "]";
    if (server.is_object())
      found.push_back({server.first_of({"server", "id", "type"}).text(), &server, path});
    else
      draft.problem(server, path, "a server must be an object; left out");
  }
  // A map of servers is the other specification's shape, and common.
  for (const auto& [name, server] : servers.members()) found.push_back({name, &server, "servers." + name});
  if (servers.is_object())
    draft.problem(servers, "servers", "servers must be a list; read as a map of names");
  return found;
}

void read_object(ContractDraft& draft, const Value& schema, const std::string& place,
                 const std::vector<ContractServer>& servers) {
  ContractObject object;
  object.name = schema.first_of({"name", "table", "physicalName"}).text();
  if (object.name.empty())
    return draft.problem(schema, place, "an object of the schema without a name is left out");
  draft.mark(object.name, schema);
  const char* columns = schema.has("columns") && !schema.has("properties") ? "columns" : "properties";
  read_properties(draft, schema[columns], {object, "", place + "." + columns});
  promise_quality(draft, schema["quality"], object.name);

  std::string about = schema["businessName"].text();
  if (const std::string text = schema["description"].text(); !text.empty())
    about += (about.empty() ? "" : ": ") + text;
  if (!about.empty()) draft.facts().extra.emplace_back("schema." + object.name, std::move(about));
  // A copy: `object` moves away while its name is still asked for.
  const std::string physical = schema["physicalName"].text();
  add_object(draft, servers, physical, std::move(object));
}

void read_schema(ContractDraft& draft, const Value& document) {
  const std::vector<ContractServer> servers = servers_of(draft, document);
  const char* member = document.has("dataset") && !document.has("schema") ? "dataset" : "schema";
  const Value& schema = document[member];
  if (!schema.is_null() && !schema.is_array())
    return draft.problem(schema, member, "must be a list of objects; left out");
  for (std::size_t i = 0; i < schema.size(); ++i) {
    const std::string place = std::string(member) + "[" + std::to_string(i) + "]";
    if (schema.items()[i].is_object())
      read_object(draft, schema.items()[i], place, servers);
    else
      draft.problem(schema.items()[i], place,
                    "an object of the schema must be an object with a name; left out");
  }
}

bool has_left(const Value& member, Time at) {
  const std::optional<Time> out = parse_time(member["dateOut"].text());
  return out && *out <= at;
}

void read_member(ContractDraft& draft, const Value& member, std::string& others) {
  const std::string name =
      member.is_scalar() ? member.text() : member.first_of({"username", "name", "email"}).text();
  if (name.empty() || has_left(member, draft.origin.at)) return;
  const std::string role = member["role"].text();
  const bool owns =
      role.empty() || contains(lower(role), "owner") || parse_owner_kind(role) == OwnerKind::Business;
  if (!owns) {
    others += (others.empty() ? "" : ", ") + name + " (" + role + ")";
    return;
  }
  Owner owner;
  owner.id = name;
  owner.name = member.has("name") ? member["name"].text() : name;
  const std::string mail = member.first_of({"email", "username"}).text();
  owner.mail = contains(mail, "@") ? mail : contains(name, "@") ? name : "";
  owner.kind = parse_owner_kind(role);
  draft.facts().owners.push_back(std::move(owner));
}

// A list of people until 3.0; from 3.1 on a team with a name and members.
void read_team(ContractDraft& draft, const Value& document) {
  const Value& team = document.has("team") ? document["team"] : document["stakeholders"];
  if (!team.is_null() && !team.is_array() && !team.is_object())
    draft.problem(team, "team", "must be a list of people or a team with members; left out");
  if (const std::string name = team.is_object() ? team["name"].text() : ""; !name.empty())
    draft.facts().owners.push_back(
        {.id = "", .name = name, .mail = "", .kind = OwnerKind::Unknown, .team = true});
  draft.mark("owner", team, document.has("team") ? "team" : "stakeholders");
  std::string others;
  for (const Value& member : team.is_object() ? team["members"].items() : team.items())
    read_member(draft, member, others);
  // Converted contracts of the other specification carry their owner here.
  for (const Value& row : document["customProperties"].items())
    if (row["property"].text() == "owner" && !row["value"].text().empty())
      draft.facts().owners.push_back(
          {.id = "", .name = row["value"].text(), .mail = "", .kind = OwnerKind::Unknown, .team = true});
  if (!others.empty()) draft.facts().extra.emplace_back("team", std::move(others));
}

std::string promise_kind(std::string_view property) {
  const std::string word = lower(property);
  if (word == "latency" || word == "freshness") return "freshness";
  for (const std::string_view known : {"frequency", "retention", "availability"})
    if (word == known) return word;
  return std::string(property);
}

void read_promises(ContractDraft& draft, const Value& document) {
  const Value& rows = document["slaProperties"];
  if (!rows.is_null() && !rows.is_array())
    return draft.problem(rows, "slaProperties", "must be a list; left out");
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Value& row = rows.items()[i];
    const std::string place = "slaProperties[" + std::to_string(i) + "]";
    const std::string property = row["property"].text();
    if (property.empty() || !row["value"].is_scalar()) {
      draft.problem(row, place, "a promise needs a property and a value; left out");
      continue;
    }
    const std::string unit = row["unit"].text();
    const std::optional<Seconds> within = duration_of(row["value"], unit);
    const std::string kind = promise_kind(property);
    if (!within && !unit.empty() && kind == "freshness")
      draft.remark(row, place,
                   "\"" + row["value"].text() + " " + unit + "\" is not a length of time; kept as words");
    draft.mark("promise " + std::to_string(draft.contract().promises.size()), row);
    promise(draft, kind, row["value"].text() + (unit.empty() ? "" : " " + unit), within);
    if (lower(row["driver"].text()) == "regulatory") draft.facts().criticality = "high";
  }
}

// The words that say which contract this is, from the most to the least telling.
std::string name_of(const ContractDraft& draft, const Value& document, const std::string& version) {
  if (std::string name = document.first_of({"name", "datasetName"}).text(); !name.empty()) return name;
  const std::string product = document.first_of({"dataProduct", "quantumName"}).text();
  if (!product.empty()) return version.empty() ? product : product + " " + version;
  const Value& schema = document["schema"];
  if (schema.size() == 1 && schema.is_array())
    if (std::string name = schema.items()[0]["name"].text(); !name.empty()) return name;
  if (std::string name = name_from_file(draft.origin.file); !name.empty()) return name;
  return document.first_of({"id", "uuid"}).text();
}

void read_description(ContractDraft& draft, const Value& description) {
  if (!description.is_object()) {  // A plain text in old files.
    draft.facts().description = description.text();
    return;
  }
  draft.facts().description = description["purpose"].text();
  for (const auto& [name, value] : description.members())
    if (name != "purpose")
      keep_extra(draft, name == "usage" || name == "limitations" ? name : "description." + name, value);
}

void read_fundamentals(ContractDraft& draft, const Value& document) {
  Facts& facts = draft.facts();
  Contract& contract = draft.contract();
  contract.version = written_text(draft.document, document, "version");
  contract.status = document["status"].text();
  facts.lifecycle = lifecycle_of(contract.status);
  facts.name = name_of(draft, document, contract.version);
  facts.domain = document.first_of({"domain", "datasetDomain"}).text();
  facts.products = document.first_of({"dataProduct", "quantumName"}).texts();
  facts.tags = document["tags"].texts();
  facts.created = parse_time(document["contractCreatedTs"].text());
  for (const Value& definition : document["authoritativeDefinitions"].items())
    if (definition["type"].text() == "canonical") facts.url = definition["url"].text();
  read_description(draft, document["description"]);

  const std::string id = document.first_of({"id", "uuid"}).text();
  if (!id.empty()) draft.reading.fragment.self.id = "odcs:" + id;
  draft.reading.fragment.self.name = facts.name;
}

void check_fundamentals(ContractDraft& draft, const Value& document) {
  if (!document.has("id") && !document.has("uuid"))
    draft.problem(document, "id",
                  "the contract has no id; it is known by its name \"" + draft.facts().name + "\"");
  for (const char* member : {"kind", "version", "status", "apiVersion"})
    if (document[member].text().empty())
      draft.problem(document, member, "the contract has no " + std::string(member));
  const std::string version = document["apiVersion"].text();
  const bool known = version.empty() || version.starts_with("v2.") || version.starts_with("v3.") ||
                     version.starts_with("2.") || version.starts_with("3.");
  if (!known)
    draft.remark(document["apiVersion"], "apiVersion",
                 "version \"" + version + "\" of the standard is not known; read as version 3");
}

}  // namespace

bool recognises_odcs(const Value& document) {
  if (same_ignoring_case(document["kind"].text(), "DataContract")) return true;
  // Without its kind a contract is still known by its version and its shape.
  const std::string version = document["apiVersion"].text();
  return !document.has("kind") && (version.starts_with("v2.") || version.starts_with("v3.")) &&
         (document.has("schema") || document.has("dataset") || document.has("slaProperties"));
}

ContractReading read_odcs(const ContractDocument& document, const ContractOrigin& origin) {
  const Value& contract = document.value;
  ContractDraft draft = start_contract(document, origin, "odcs");
  read_fundamentals(draft, contract);
  check_fundamentals(draft, contract);
  read_team(draft, contract);
  read_promises(draft, contract);
  read_schema(draft, contract);
  for (const auto& [name, value] : contract.members())
    if (!listed(kMapped, name) && !listed(kLogin, name)) keep_extra(draft, name, value);
  return std::move(draft.reading);
}

}  // namespace waymark

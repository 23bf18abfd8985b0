// contract_datacontract.cpp - Data Contract Specification, versions 0.9 to 1.2. Source: docs/sources.md.
#include <algorithm>

#include "waymark/base/strings.h"
#include "waymark/parse/yaml.h"

#include "contract_parts.h"

namespace waymark {
namespace {

// Members that have a place in the model, and the example rows, which are never kept. The others become
// extra.
constexpr std::string_view kMapped[] = {"dataContractSpecification",
                                        "id",
                                        "info",
                                        "servers",
                                        "models",
                                        "definitions",
                                        "servicelevels",
                                        "tags",
                                        "examples",
                                        "schema",
                                        "quality"};
constexpr std::string_view kMappedInfo[] = {"title",  "version", "description", "owner",
                                            "status", "contact", "domain"};
constexpr std::size_t kReferences = 16;  // Definitions that name definitions; more is a circle.

template <typename List>
bool listed(const List& list, std::string_view word) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

// "#/definitions/order_id" inside the document; the null Value when nothing is there.
const Value& look_up(const Value& document, std::string_view pointer) {
  const Value* at = &document;
  for (const std::string& step : split_words(pointer.substr(1), '/'))
    at = &(*at)[replace_all(step, "~1", "/")];
  return *at;
}

// A field with what its definition says below what it says itself.
Value resolved(ContractDraft& draft, const Value& field, const std::string& place) {
  Value whole = field;
  for (std::size_t hops = 0; whole.has("$ref"); ++hops) {
    const std::string reference = whole["$ref"].text();
    whole.set("$ref", Value());
    if (!reference.starts_with("#/") || hops == kReferences) {
      const char* reason =
          reference.starts_with("#/") ? "goes in a circle" : "lies outside the contract and was not followed";
      draft.remark(field, place, "the reference \"" + reference + "\" " + reason);
      break;
    }
    const Value& definition = look_up(draft.document.value, reference);
    if (!definition.is_object()) {
      draft.problem(field, place, "the reference \"" + reference + "\" names nothing in the contract");
      break;
    }
    for (const auto& [name, value] : definition.members())
      if (!whole.has(name)) whole.set(name, value);
  }
  return whole;
}

// Where a field stands: the object it belongs to, the path of its parent, and its place in the file.
struct FieldPlace {
  ContractObject& object;
  std::string parent;
  std::string place;
  std::size_t depth = 0;
};
// A definition may hold itself, even twice.
constexpr std::size_t kFieldDepth = 32;
constexpr std::size_t kFields = 100'000;

void read_fields(ContractDraft& draft, const Value& fields, const FieldPlace& at);

void read_field(ContractDraft& draft, const std::string& name, const Value& written, const FieldPlace& at) {
  const Value field = resolved(draft, written, at.place);
  Column column;
  column.path = at.parent + name;
  column.title = field["title"].text();
  column.type = field["type"].text();
  column.description = field["description"].text();
  column.tags = field["tags"].texts();
  if (const std::optional<bool> required = field["required"].boolean()) column.nullable = !*required;
  if (field["primaryKey"].is_true() || field["primary"].is_true()) column.key_role = "primary";
  if (column.key_role.empty() && field.has("references")) column.key_role = "foreign";
  classify(draft.facts(), column, field["classification"].text());
  if (column.sensitivity.empty() && field["pii"].is_true()) classify(draft.facts(), column, "PII");
  promise_quality(draft, field["quality"], at.object.name + "." + column.path);

  draft.mark(at.object.name + "." + column.path, written, name);
  const std::string inside = column.path + ".";
  if (column.nullable == false) at.object.required.push_back(column.path);
  at.object.columns.push_back(std::move(column));
  read_fields(draft, field["fields"], {at.object, inside, at.place + ".fields", at.depth + 1});
  // The items of a list have no name of their own: their members stand directly below it.
  const Value items = resolved(draft, field["items"], at.place + ".items");
  read_fields(draft, items["fields"], {at.object, inside, at.place + ".items.fields", at.depth + 1});
}

void read_fields(ContractDraft& draft, const Value& fields, const FieldPlace& at) {
  if (!fields.is_null() && !fields.is_object())
    return draft.problem(fields, at.place, "fields must be a map of names; left out");
  if (at.depth > kFieldDepth)
    return draft.problem(fields, at.place, "fields nested deeper than 32 are left out");
  for (const auto& [name, field] : fields.members()) {
    if (at.object.columns.size() == kFields) return;
    const std::string place = at.place + "." + name;
    if (!field.is_object()) draft.problem(field, place, "a field must be an object; only its name is read");
    read_field(draft, name, field, {at.object, at.parent, place, at.depth});
  }
}

void mark_primary_keys(ContractObject& object, const Value& names) {
  for (const std::string& name : names.texts())
    for (Column& column : object.columns)
      if (column.path == name) column.key_role = "primary";
}

void read_model(ContractDraft& draft, const std::string& name, const Value& model,
                const std::vector<ContractServer>& servers) {
  ContractObject object;
  object.name = name;
  const std::string place = "models." + name;
  draft.mark(name, model, name);
  if (!model.is_object()) draft.problem(model, place, "a model must be an object; only its name is read");
  read_fields(draft, model["fields"], {object, "", place + ".fields"});
  if (object.columns.size() == kFields)
    draft.problem(model, place, "fields past the first " + std::to_string(kFields) + " are left out");
  mark_primary_keys(object, model["primaryKey"]);
  promise_quality(draft, model["quality"], name);

  std::string about = model["title"].text();
  if (const std::string text = model["description"].text(); !text.empty())
    about += (about.empty() ? "" : ": ") + text;
  if (!about.empty()) draft.facts().extra.emplace_back("schema." + name, std::move(about));
  const std::string physical = model["physicalName"].text();
  add_object(draft, servers, physical, std::move(object));
}

std::vector<ContractServer> servers_of(ContractDraft& draft, const Value& document) {
  const Value& servers = document["servers"];
  std::vector<ContractServer> found;
  for (const auto& [name, server] : servers.members()) {
    if (!server.is_object())
      draft.problem(server, "servers." + name, "a server must be an object; left out");
    else
      found.push_back({name, &server, "servers." + name});
  }
  // A list of servers is the other standard's shape.
  for (std::size_t i = 0; i < servers.items().size(); ++i) {
    const Value& server = servers.items()[i];
    found.push_back({server["server"].text(), &server, "servers[" + std::to_string(i) + "]"});
  }
  if (servers.is_array()) draft.problem(servers, "servers", "servers must be a map of names; read as a list");
  return found;
}

// Version 0.9 could carry the schema as text of another format; dbt's is YAML with the same names as ours.
void read_old_schema(ContractDraft& draft, const Value& schema, const std::vector<ContractServer>& servers) {
  if (schema.is_null()) return;
  const std::string type = schema["type"].text();
  const Value& specification = schema["specification"];
  if (type != "dbt")
    return draft.remark(schema, "schema",
                        "a schema of type \"" + type + "\" is kept as text; its columns are not read");
  Result<Value> parsed = specification.is_object() ? specification : parse_yaml(specification.text());
  if (!parsed) return draft.problem(schema, "schema.specification", parsed.error().message);
  for (const Value& model : (*parsed)["models"].items()) {
    ContractObject object;
    object.name = model["name"].text();
    if (object.name.empty()) continue;
    for (const Value& field : model["columns"].items()) {
      Column column;
      column.path = field["name"].text();
      column.type = field["data_type"].text();
      column.description = field["description"].text();
      column.tags = field["tags"].texts();
      for (const Value& test : field["tests"].items())
        if (test.text() == "not_null") column.nullable = false;
      if (column.path.empty()) continue;
      if (column.nullable == false) object.required.push_back(column.path);
      object.columns.push_back(std::move(column));
    }
    add_object(draft, servers, "", std::move(object));
  }
}

void read_models(ContractDraft& draft, const Value& document) {
  const std::vector<ContractServer> servers = servers_of(draft, document);
  const Value& models = document["models"];
  if (!models.is_null() && !models.is_object())
    draft.problem(models, "models", "models must be a map of names; left out");
  for (const auto& [name, model] : models.members()) read_model(draft, name, model, servers);
  read_old_schema(draft, document["schema"], servers);
  for (const ContractServer& server : servers)
    if (server.value->has("dataProductId"))
      keep_extra(draft, "dataProductId", (*server.value)["dataProductId"]);
}

struct LevelMember {
  std::string_view level;   // Of servicelevels.
  std::string_view kind;    // Of the promise.
  std::string_view member;  // What holds the figure.
};
constexpr LevelMember kLevelMembers[] = {
    {"availability", "availability", "percentage"},
    {"retention", "retention", "period"},
    {"latency", "freshness", "threshold"},
    {"freshness", "freshness", "threshold"},
    {"frequency", "frequency", "interval"},
    {"support", "support", "time"},
    {"backup", "backup", "interval"},
};

void read_promises(ContractDraft& draft, const Value& document) {
  const Value& levels = document["servicelevels"];
  for (const auto& [name, level] : levels.members()) {
    std::string kind = name, text;
    const Value* figure = nullptr;
    for (const LevelMember& known : kLevelMembers)
      if (known.level == name) {
        kind = known.kind;
        figure = &level[known.member];
        text = figure->text();
      }
    // A level of another kind, or one without its figure, is still told in words.
    if (text.empty())
      text = level.is_scalar() ? level.text() : level.first_of({"cron", "description"}).text();
    draft.mark("promise " + std::to_string(draft.contract().promises.size()), level, name);
    promise(draft, kind, text, figure ? duration_of(*figure, "") : std::nullopt);
  }
}

void read_owner(ContractDraft& draft, const Value& info) {
  const Value& contact = info["contact"];
  draft.mark("owner", info.has("owner") ? info["owner"] : contact, info.has("owner") ? "owner" : "contact");
  if (const std::string team = info["owner"].text(); !team.empty()) {
    draft.facts().owners.push_back(
        {.id = team, .name = team, .mail = "", .kind = OwnerKind::Unknown, .team = true});
    keep_extra(draft, "contact", contact);
    return;
  }
  const std::string name = contact.first_of({"name", "email"}).text();
  if (!name.empty())
    draft.facts().owners.push_back({.id = "", .name = name, .mail = contact["email"].text()});
}

void read_info(ContractDraft& draft, const Value& document) {
  Facts& facts = draft.facts();
  const Value& info = document["info"];
  const std::string id = document["id"].text();
  facts.name = info["title"].text();
  if (facts.name.empty()) facts.name = !id.empty() ? id : name_from_file(draft.origin.file);
  facts.description = info["description"].text();
  facts.domain = info["domain"].text();
  facts.tags = document["tags"].texts();
  draft.contract().version = written_text(draft.document, info, "version");
  draft.contract().status = info["status"].text();
  facts.lifecycle = lifecycle_of(draft.contract().status);
  read_owner(draft, info);
  for (const auto& [name, value] : info.members())
    if (!listed(kMappedInfo, name)) keep_extra(draft, "info." + name, value);

  if (!id.empty()) draft.reading.fragment.self.id = "datacontract:" + id;
  draft.reading.fragment.self.name = facts.name;
  if (id.empty())
    draft.problem(document, "id", "the contract has no id; it is known by its name \"" + facts.name + "\"");
  if (!info.is_object()) return draft.problem(document, "info", "the contract has no info");
  for (const char* member : {"title", "version"})
    if (info[member].text().empty())
      draft.problem(info, std::string("info.") + member, std::string("the contract has no ") + member);
}

}  // namespace

bool recognises_datacontract(const Value& document) { return document.has("dataContractSpecification"); }

ContractReading read_datacontract(const ContractDocument& document, const ContractOrigin& origin) {
  const Value& contract = document.value;
  ContractDraft draft = start_contract(document, origin, "datacontract");
  read_info(draft, contract);
  read_promises(draft, contract);
  read_models(draft, contract);
  promise_quality(draft, contract["quality"], "");
  for (const auto& [name, value] : contract.members())
    if (!listed(kMapped, name)) keep_extra(draft, name, value);
  return std::move(draft.reading);
}

}  // namespace waymark

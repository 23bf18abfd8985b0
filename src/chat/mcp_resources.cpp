#include "waymark/base/strings.h"
#include "waymark/model/fields.h"
#include "waymark/model/keys.h"

#include "card.h"
#include "mcp_offers.h"
#include "tools.h"

namespace waymark {
namespace {

constexpr std::size_t kCompletions = 20;

Json item(std::string_view type, std::string text) {
  Json json;
  json["mimeType"] = type;
  json["text"] = std::move(text);
  return Json::array({std::move(json)});
}

// How to ask, in at most 2 KB.
std::string guide() {
  std::string text =
      "# Asking Waymark\n\n"
      "Words find names, descriptions, columns and terms; all of them must match, and where nothing has all, "
      "most do.\n\n"
      "- `\"customer orders\"`: these words side by side\n- `-returns`: without this word\n"
      "- `cust*`: any word that begins so\n- `orders OR returns`, `( )`: either\n"
      "- `domain:Sales/Orders`, `owner:\"Dana Roth\"`: a filter inside the text\n\n"
      "Filters (values: list_filter_values): ";
  std::vector<std::string> names;
  for (const Field& field : fields()) {
    std::vector<std::string> values;
    for (const FieldValue& value : field.closed) values.emplace_back(value.value);
    const bool shown = field.kind == FieldKind::Ordinal || field.kind == FieldKind::Clock;
    names.push_back(std::string(field.name) + (shown ? " (" + join(values, " ") + ")" : ""));
  }
  text += join(names, ", ") + ".\n\nA domain takes in what lies below it. ";
  text +=
      "In answers `trust` says: cert, crit(icality), sens(itivity), fresh (day of the data), state (only "
      "late or stale), "
      "use (none to high), life (only deprecated), contract (kept, broken, unchecked). What is unknown is "
      "left out.\n";
  return std::string(cut_utf8(text, 2048));
}

McpAnswer read_json(McpCall& call, std::string path, NameValues query) {
  const Reply reply = call.catalog.get(std::move(path), std::move(query));
  if (reply.absent()) return Json::array();
  if (!reply.ok()) return refuse_call({kInternalError, reply.problem()});
  return item("application/json", as_text(reply.json));
}

// The JSON of get_asset for one key: the same words and the same size as the tool's.
McpAnswer read_asset(McpCall& call, const std::string& key) {
  if (!looks_like_key(key)) return Json::array();
  Value::Members given = {{"keys", Value(Value::Items{Value(key)})}};
  const Tool& tool = tools()[1];
  const auto arguments = Arguments::read(tool.arguments, Value(std::move(given)));
  const auto answer =
      arguments ? tool.handler(*arguments, call.catalog) : Result<Json>(tl::unexpect, arguments.error());
  if (!answer) return refuse_call({kInternalError, answer.error().message});
  const Json& assets = at(*answer, "assets");
  if (assets.empty()) return Json::array();
  return item("application/json", as_text(assets.front()));
}

// The text as received; of an asset, the text of the contract about it.
McpAnswer read_contract(McpCall& call, const std::string& key) {
  if (!looks_like_key(key)) return Json::array();
  std::string wanted = key;
  for (int step = 0; step < 2; ++step) {
    const Reply reply = call.catalog.get("/api/v1/assets/" + wanted, {{"include", "contract"}});
    if (reply.absent()) return Json::array();
    if (!reply.ok()) return refuse_call({kInternalError, reply.problem()});
    const Json& contract = at(reply.json, "contract");
    if (std::string text = text_at(contract, "original"); !text.empty())
      return item("text/plain", std::move(text));
    const Json& contracts = at(contract, "contracts");
    if (contracts.empty()) break;
    wanted = text_at(contracts.front(), "key");
  }
  return Json::array();
}

Json listing(const char* address, std::string_view uri, std::string_view name, std::string_view description,
             std::string_view type) {
  Json json;
  json[address] = uri;
  json["name"] = name;
  json["description"] = description;
  json["mimeType"] = type;
  return json;
}

std::vector<std::string> suggested(const CatalogClient& catalog, const std::string& typed,
                                   const char* member) {
  const Reply reply = catalog.get("/api/v1/suggest",
                                  {{"q", typed}, {"kinds", "asset"}, {"size", std::to_string(kCompletions)}});
  std::vector<std::string> texts;
  for (const Json& one : at(reply.json, "items")) {
    std::string text = text_at(one, member);
    if (!text.empty() && std::find(texts.begin(), texts.end(), text) == texts.end())
      texts.push_back(std::move(text));
  }
  return texts;
}

}  // namespace

std::vector<std::string> complete_names(const CatalogClient& catalog, const std::string& typed) {
  return suggested(catalog, typed, "text");
}

std::vector<std::string> complete_keys(const CatalogClient& catalog, const std::string& typed) {
  return suggested(catalog, typed, "key");
}

std::vector<std::string> complete_values(const CatalogClient& catalog, std::string_view field,
                                         const std::string& typed) {
  const Reply reply = catalog.get("/api/v1/facets/" + std::string(field),
                                  {{"prefix", typed}, {"size", std::to_string(kCompletions)}});
  std::vector<std::string> texts;
  for (const Json& one : at(reply.json, "values")) texts.push_back(text_at(one, "value"));
  return texts;
}

std::vector<McpResource> catalog_resources() {
  return {
      {listing("uri", "waymark://guide", "guide", "How to ask: query syntax, filters and their values.",
               "text/markdown"),
       [](McpCall&) -> McpAnswer { return item("text/markdown", guide()); }},
      {listing("uri", "waymark://status", "status", "What is indexed and since when.", "application/json"),
       [](McpCall& call) { return read_json(call, "/api/v1/status", {}); }}};
}

std::vector<McpTemplate> catalog_templates() {
  return {{listing("uriTemplate", "waymark://asset/{key}", "asset", "One asset, as get_asset gives it.",
                   "application/json"),
           "waymark://asset/", "", read_asset, complete_keys},
          {listing("uriTemplate", "waymark://domain/{key}", "domain", "One domain, as get_asset gives it.",
                   "application/json"),
           "waymark://domain/", "", read_asset, complete_keys},
          {listing("uriTemplate", "waymark://contract/{key}", "contract",
                   "The text of a contract, as received.", "text/plain"),
           "waymark://contract/", "", read_contract, complete_keys}};
}

}  // namespace waymark

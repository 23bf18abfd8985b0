#include "mcp_methods.h"

#include "waymark/base/strings.h"

namespace waymark {
namespace {

constexpr int kListMs = 300'000, kReadMs = 60'000, kDiscoverMs = 3'600'000;
constexpr std::size_t kMostCompletions = 20;

Json capabilities(const Mcp& mcp) {
  Json json;
  for (const char* name : {"tools", "resources", "prompts", "completions"}) json[name] = Json::object();
  if (mcp.offers().logging) json["logging"] = Json::object();
  return json;
}

Json server_info(const Mcp& mcp) {
  Json json;
  json["name"] = "waymark";
  json["title"] = "Waymark";
  json["version"] = mcp.version();
  return json;
}

McpAnswer initialize(const Mcp& mcp, McpCall& call) {
  const std::string asked = call.params["protocolVersion"].text();
  const std::vector<std::string>& versions = mcp_versions();
  const bool served = std::find(versions.begin() + 1, versions.end(), asked) != versions.end();
  Json json;
  json["protocolVersion"] = served ? asked : versions[1];
  json["capabilities"] = capabilities(mcp);
  json["serverInfo"] = server_info(mcp);
  put(json, "instructions", mcp.offers().instructions);
  return json;
}

McpAnswer discover(const Mcp& mcp, McpCall&) {
  Json json;
  json["supportedVersions"] = mcp_versions();
  json["capabilities"] = capabilities(mcp);
  put(json, "instructions", mcp.offers().instructions);
  return json;
}

McpAnswer nothing(const Mcp&, McpCall&) { return Json::object(); }

// Lists are short, so no cursor was ever given out.
McpAnswer whole_list(const McpCall& call, const char* name, Json list) {
  if (!call.params["cursor"].is_null()) return refuse_call({kInvalidParams, "There is no such cursor."});
  Json json;
  json[name] = std::move(list);
  return json;
}

template <typename Offer>
Json listings(const std::vector<Offer>& offers) {
  Json list = Json::array();
  for (const Offer& offer : offers) list.push_back(offer.listing);
  return list;
}

McpAnswer list_tools(const Mcp& mcp, McpCall& call) {
  Json list = Json::array();
  for (const McpTool& tool : mcp.offers().tools)
    if (call.catalog.may(tool.scope)) list.push_back(tool.listing);
  return whole_list(call, "tools", std::move(list));
}

McpAnswer list_resources(const Mcp& mcp, McpCall& call) {
  return whole_list(call, "resources", listings(mcp.offers().resources));
}
McpAnswer list_templates(const Mcp& mcp, McpCall& call) {
  return whole_list(call, "resourceTemplates", listings(mcp.offers().templates));
}
McpAnswer list_prompts(const Mcp& mcp, McpCall& call) {
  return whole_list(call, "prompts", listings(mcp.offers().prompts));
}

std::string shown(std::string_view text) { return "\"" + std::string(cut_utf8(text, 80)) + "\""; }

McpAnswer call_tool(const Mcp& mcp, McpCall& call) {
  const std::string name = call.params["name"].text();
  const McpTool* tool = find_tool(mcp, call.catalog, name);
  if (tool == nullptr) return refuse_call({kInvalidParams, "There is no tool " + shown(name) + "."});
  const Value& arguments = call.params["arguments"];
  if (!arguments.is_null() && !arguments.is_object())
    return refuse_call({kInvalidParams, "arguments must be an object."});
  return tool->call(call, arguments);
}

// What stands for the value in an address made by `wanted`; empty when it was not.
std::string value_in(std::string_view address, const McpTemplate& wanted) {
  if (!address.starts_with(wanted.before) || !address.ends_with(wanted.after) ||
      address.size() <= wanted.before.size() + wanted.after.size())
    return {};
  const std::string_view value =
      address.substr(wanted.before.size(), address.size() - wanted.before.size() - wanted.after.size());
  return value.find('/') == std::string_view::npos ? std::string(value) : std::string();
}

McpAnswer read_contents(const Mcp& mcp, McpCall& call, const std::string& address) {
  for (const McpResource& resource : mcp.offers().resources)
    if (text_at(resource.listing, "uri") == address) return resource.read(call);
  for (const McpTemplate& one : mcp.offers().templates)
    if (const std::string value = value_in(address, one); !value.empty()) return one.read(call, value);
  return Json::array();
}

McpAnswer read_resource(const Mcp& mcp, McpCall& call) {
  if (!call.params["uri"].is_string()) return refuse_call({kInvalidParams, "uri must be a text."});
  const std::string address = call.params["uri"].text();
  auto contents = read_contents(mcp, call, address);
  if (!contents) return contents;
  if (contents->empty()) {
    Json data;
    data["uri"] = address;
    return refuse_call({call.modern ? kInvalidParams : kResourceNotFound,
                        "There is no such resource, or you may not see it.", std::move(data)});
  }
  Json json;
  for (Json& one : *contents) {
    Json item;
    item["uri"] = address;
    item.update(one);
    json["contents"].push_back(std::move(item));
  }
  return json;
}

McpAnswer get_prompt(const Mcp& mcp, McpCall& call) {
  const std::string name = call.params["name"].text();
  const Value& arguments = call.params["arguments"];
  if (!arguments.is_null() && !arguments.is_object())
    return refuse_call({kInvalidParams, "arguments must be an object."});
  for (const McpPrompt& prompt : mcp.offers().prompts)
    if (text_at(prompt.listing, "name") == name) return prompt.get(call, arguments);
  return refuse_call({kInvalidParams, "There is no prompt " + shown(name) + "."});
}

// Nothing when the reference names nothing of ours.
std::optional<std::vector<std::string>> completions(const Mcp& mcp, McpCall& call) {
  const Value& ref = call.params["ref"];
  const std::string argument = call.params["argument"]["name"].text();
  const std::string typed = call.params["argument"]["value"].text();
  if (ref["type"].text() == "ref/prompt")
    for (const McpPrompt& prompt : mcp.offers().prompts)
      if (text_at(prompt.listing, "name") == ref["name"].text())
        return prompt.complete ? prompt.complete(call.catalog, argument, typed) : std::vector<std::string>();
  if (ref["type"].text() == "ref/resource")
    for (const McpTemplate& one : mcp.offers().templates)
      if (text_at(one.listing, "uriTemplate") == ref["uri"].text())
        return one.complete ? one.complete(call.catalog, typed) : std::vector<std::string>();
  return std::nullopt;
}

McpAnswer complete(const Mcp& mcp, McpCall& call) {
  if (!call.params["argument"]["name"].is_string() || !call.params["argument"]["value"].is_string())
    return refuse_call({kInvalidParams, "argument must have a name and a value."});
  const auto values = completions(mcp, call);
  if (!values)
    return refuse_call({kInvalidParams, "ref names no prompt and no resource template of this server."});
  Json json;
  Json& completion = json["completion"];
  completion["values"] = Json::array();
  for (const std::string& value : *values)
    if (completion["values"].size() < kMostCompletions) completion["values"].push_back(value);
  completion["hasMore"] = false;
  return json;
}

// Nothing here ever changes while a client looks, so a subscription is over as soon as it is acknowledged.
McpAnswer listen(const Mcp&, McpCall& call) {
  if (!call.params["notifications"].is_object())
    return refuse_call({kInvalidParams, "notifications must be an object."});
  Json note;
  note["jsonrpc"] = "2.0";
  note["method"] = "notifications/subscriptions/acknowledged";
  note["params"]["notifications"] = Json::object();
  note["params"]["_meta"] = Json::object();
  call.notifications.push_back(std::move(note));
  Json json;
  json["_meta"] = Json::object();
  return json;
}

constexpr McpMethod kMethods[] = {
    {.name = "initialize", .modern = false, .handler = initialize},
    {.name = "ping", .modern = false, .handler = nothing},
    {.name = "logging/setLevel", .modern = false, .handler = nothing},
    {.name = "server/discover", .legacy = false, .ttl_ms = kDiscoverMs, .handler = discover},
    {.name = "tools/list", .ttl_ms = kListMs, .may_be_private = true, .handler = list_tools},
    {.name = "tools/call", .handler = call_tool},
    {.name = "resources/list", .ttl_ms = kListMs, .handler = list_resources},
    {.name = "resources/templates/list", .ttl_ms = kListMs, .handler = list_templates},
    {.name = "resources/read", .ttl_ms = kReadMs, .may_be_private = true, .handler = read_resource},
    {.name = "prompts/list", .ttl_ms = kListMs, .handler = list_prompts},
    {.name = "prompts/get", .handler = get_prompt},
    {.name = "completion/complete", .handler = complete},
    {.name = "subscriptions/listen", .legacy = false, .handler = listen},
};

}  // namespace

const McpMethod* find_method(std::string_view name, bool modern, const McpOffers& offers) {
  if (name == "logging/setLevel" && !offers.logging) return nullptr;
  for (const McpMethod& method : kMethods)
    if (method.name == name) return (modern ? method.modern : method.legacy) ? &method : nullptr;
  return nullptr;
}

const Value& meta_of(const Value& params, std::string_view name) {
  return params["_meta"][std::string("io.modelcontextprotocol/") + std::string(name)];
}

const McpTool* find_tool(const Mcp& mcp, const CatalogClient& catalog, std::string_view name) {
  for (const McpTool& tool : mcp.offers().tools)
    if (text_at(tool.listing, "name") == name && catalog.may(tool.scope)) return &tool;
  return nullptr;
}

}  // namespace waymark

#include "card.h"
#include "tools.h"

namespace waymark {
namespace {

constexpr std::int64_t kMostContract = 200'000;

Json finding_of(const Json& finding) {
  Json json;
  for (const char* member : {"code", "severity", "where"}) put(json, member, text_at(finding, member));
  put(json, "text", cut_text(text_at(finding, "text"), 300));
  return json;
}

Result<Json> check(const Arguments& given, const CatalogClient& catalog) {
  NameValues query;
  if (given.given("target")) {
    const std::string key = catalog.key_of(given.text("target"));
    if (key.empty())
      return fail(
          ErrorCode::NotFound,
          "target: there is no such asset, or you may not see it; leave it out to find it by the contract");
    query.emplace_back("target", key);
  }
  const Reply reply =
      catalog.post("/api/v1/contracts/check", std::move(query), given.text("contract"), "text/plain");
  if (reply.absent())
    return fail(ErrorCode::NotFound, "target: there is no such asset, or you may not see it");
  if (!reply.ok()) return tool_failure(reply);
  Json json;
  json["verdict"] = at(reply.json, "verdict");
  put(json, "format", text_at(reply.json, "format"));
  if (const Json& target = at(reply.json, "target"); target.is_object()) json["target"] = target;
  json["findings"] = Json::array();
  for (const Json& finding : at(reply.json, "findings")) json["findings"].push_back(finding_of(finding));
  const std::size_t all = json["findings"].size();
  fit(json, "findings", kMostBytes, [&](std::size_t left) {
    return "The first " + std::to_string(left) + " of " + std::to_string(all) + " findings.";
  });
  return json;
}

Json output() {
  Json finding;
  for (const char* member : {"code", "severity", "where", "text"}) finding[member] = text_schema();
  Json properties;
  for (const char* member : {"verdict", "format"}) properties[member] = text_schema();
  properties["target"] = {{"type", "object"}};
  properties["findings"] = list_schema(object_schema(std::move(finding)));
  return object_schema(with_notes(std::move(properties)), {"verdict", "findings"});
}

}  // namespace

Tool contract_tool() {
  return {
      .name = "check_contract",
      .description =
          "Compare a data contract, in any usual format, with the catalog: verdict pass, warn or fail, and what "
          "differs where.",
      .arguments = {{.name = "contract",
                     .kind = Argument::Kind::Text,
                     .min = 1,
                     .max = kMostContract,
                     .required = true},
                    {.name = "target",
                     .kind = Argument::Kind::Text,
                     .help = "Key or identifier of what it is about, when it does not say.",
                     .min = 1,
                     .max = 2000}},
      .output = output(),
      .scope = "contracts:check",
      .handler = check};
}

}  // namespace waymark

// api_fixture.h - the API over a small index from hand-made assets.
#pragma once

#include <string>
#include <thread>
#include <vector>

#include <nlohmann/json.hpp>

#include "waymark/api/api.h"

#include "index_fixture.h"

namespace waymark::testing_support {

using Json = nlohmann::ordered_json;

// With time enough: a busy machine changes no answer.
inline ApiSettings test_settings(const std::string& public_url = "") {
  ApiSettings settings{.version = "test", .public_url = public_url};
  settings.search_enough = settings.search_too_long = std::chrono::minutes(5);
  return settings;
}

class Api {
 public:
  explicit Api(const std::vector<Asset>& assets) : index_(publish(assets, folder_.path())) {}

  ApiResponse ask(ApiRequest request, const Caller& caller = everybody()) {
    return handle(request, index_, caller, settings_);
  }
  ApiResponse get(const std::string& path, NameValues query = {}, const Caller& caller = everybody()) {
    return ask({.path = path, .query = std::move(query)}, caller);
  }
  ApiResponse post(const std::string& path, std::string body) {
    return ask({.method = "POST", .path = path, .body = std::move(body), .content_type = "application/json"});
  }
  Json json(const std::string& path, NameValues query = {}, const Caller& caller = everybody()) {
    const ApiResponse answer = get(path, std::move(query), caller);
    EXPECT_EQ(answer.status, 200) << path << ": " << answer.body;
    return Json::parse(answer.body);
  }
  Json search(NameValues query, const Caller& caller = everybody()) {
    return json("/api/v1/search", std::move(query), caller);
  }

  // The next run of the indexer, as of `time`; returns when it is served.
  void publish_again(const std::vector<Asset>& assets, const std::string& time) {
    PublishOptions options;
    options.now = parse_time(time);
    options.tuning.rebuild_above = 2;
    publish_assets(assets, folder_.path(), options);
    std::this_thread::sleep_for(std::chrono::milliseconds(250));  // Longer than it looks away.
    index_.refresh();
  }
  ApiSettings& settings() { return settings_; }
  void set_public_url(std::string url) { settings_.public_url = std::move(url); }

  const std::filesystem::path& folder() const { return folder_.path(); }
  SearchIndex& index() { return index_; }

  static Caller everybody() { return {.subject = "local", .everything = true, .via = "loopback"}; }
  static Caller level(const std::string& name, std::vector<std::string> groups = {}) {
    return {.clearance = name, .groups = std::move(groups)};
  }

 private:
  static std::filesystem::path publish(const std::vector<Asset>& assets,
                                       const std::filesystem::path& folder) {
    publish_assets(assets, folder);
    return folder;
  }

  TemporaryFolder folder_;
  SearchIndex index_;
  ApiSettings settings_ = test_settings();
};

inline std::vector<std::string> member_names(const Json& json) {
  std::vector<std::string> names;
  for (const auto& [name, value] : json.items()) names.push_back(name);
  return names;
}

inline std::string header(const ApiResponse& answer, const std::string& name) {
  for (const auto& [key, value] : answer.headers)
    if (key == name) return value;
  return {};
}

// A problem document with this code and status, and nothing of another form.
inline void expect_problem(const ApiResponse& answer, int status, const std::string& code) {
  EXPECT_EQ(answer.status, status) << answer.body;
  EXPECT_EQ(answer.content_type, "application/problem+json");
  const Json json = Json::parse(answer.body);
  EXPECT_EQ(json.value("code", ""), code) << answer.body;
  EXPECT_EQ(json.value("type", ""), "/problems/" + code);
  EXPECT_EQ(json.value("status", 0), status);
}

// The one table with a value for everything a card shows.
inline Asset full_table() {
  Asset asset = table("PROD.SALES.FCT_ORDERS", "Sales/Orders");
  asset.title = "Orders";
  asset.description = "One row per confirmed order.";
  asset.columns = {
      {.path = "order_id", .type = "NUMBER", .nullable = false},
      {.path = "customer.email", .type = "TEXT", .tags = {"PII"}, .sensitivity = "confidential"}};
  asset.products = {"Orders 360"};
  asset.product_keys = {asset_key('p', "orders 360")};
  asset.owners = {{.name = "Dana Roth", .mail = "dana@example.com", .kind = OwnerKind::Business}};
  asset.owner_keys = {person_key(asset.owners.front())};
  asset.sensitivity = "internal";
  asset.criticality = "high";
  asset.certification = "certified";
  asset.lifecycle = "production";
  asset.tags = {"gold"};
  asset.updated = parse_time("2026-10-31T23:00:00Z");
  asset.usage = {1840, 37};
  asset.fresh_within = Seconds(86400);
  asset.contract_state = "kept";
  asset.sources = {{"warehouse", "snowflake", "TABLES.csv row 2", "snowflake:PROD.SALES.FCT_ORDERS",
                    parse_time("2026-10-31T00:00:00Z")}};
  asset.history = {{"description", {{"warehouse", "One row per confirmed order."}, {"dbt", "Orders."}}},
                   {"sensitivity", {{"warehouse", "internal"}}}};
  asset.extra = {{"retention", "7 years"}};
  return asset;
}

// Hidden from who is not in the group finance.
inline Asset card_numbers() {
  Asset asset = table("PROD.FIN.CARD_NUMBERS", "Finance");
  asset.description = "Zanzibar ledger.";
  asset.access = {2, {"finance"}, ""};
  return asset;
}

}  // namespace waymark::testing_support

// datahub_activity.cpp - how much a DataHub entity is used, when its data changed, and which checks it
// passed. Source: docs/sources.md.
#include <algorithm>

#include "shared/datahub_facts.h"
#include "shared/meta_facts.h"
#include "shared/query_text.h"

namespace waymark::datahub {
namespace {

constexpr auto kWindow = std::chrono::days(30);

// Buckets of two granularities cover the same queries twice, so one is chosen: the first of these there is.
std::string chosen_granularity(const Entity& entity) {
  for (const std::string_view granularity : {"DAY", "WEEK", "MONTH", "HOUR", "MINUTE"})
    for (const auto& [key, bucket] : entity.usage)
      if (key.first == granularity) return key.first;
  return "";
}

// Counted back from the newest bucket of the whole export: an old export is not one of unused data.
bool add_buckets(const Store& store, const Entity& entity, Facts& facts) {
  const std::string granularity = chosen_granularity(entity);
  if (granularity.empty() || !store.newest_usage()) return false;
  std::int64_t queries = 0;
  std::optional<std::int64_t> users;
  for (const auto& [key, bucket] : entity.usage) {
    if (key.first != granularity) continue;
    if (bucket.queries > 0) facts.accessed = std::max(facts.accessed.value_or(bucket.at), bucket.at);
    if (bucket.at <= *store.newest_usage() - kWindow) continue;
    queries += bucket.queries;
    if (bucket.users) users = std::max(users.value_or(0), *bucket.users);
  }
  facts.usage = {queries, users};
  return true;
}

void add_features(const Value& features, Facts& facts) {
  std::int64_t uses = -1;
  for (const std::string_view count : {"queryCountLast30Days", "viewCountLast30Days", "usageCountLast30Days"})
    uses = std::max(uses, features[count].integer().value_or(-1));
  if (uses >= 0) facts.usage.queries_30d = uses;
  facts.usage.users_30d = features["uniqueUserCountLast30Days"].integer();
}

// Totals without a granularity are of all time; they say nothing about the last 30 days.
void add_totals(const Entity& entity, Facts& facts) {
  const UsageBucket* newest = nullptr;
  for (const auto& [key, bucket] : entity.usage)
    if (key.first.empty() && (newest == nullptr || newest->at < bucket.at)) newest = &bucket;
  if (newest != nullptr && newest->queries > 0)
    add_extra(facts, "views in total", std::to_string(newest->queries));
}

void add_quality(const Entity& entity, Facts& facts) {
  Quality quality;
  for (const auto& [assertion, result] : entity.checks) ++(result.passed ? quality.passed : quality.failed);
  if (entity.checks.empty()) {
    const Value& summary = entity["assertionssummary"];
    const auto count = [&](std::string_view details, std::string_view urns) {
      return static_cast<std::int64_t>(std::max(summary[details].size(), summary[urns].size()));
    };
    quality = {count("passingAssertionDetails", "passingAssertions"),
               count("failingAssertionDetails", "failingAssertions")};
  }
  if (quality.passed + quality.failed > 0) facts.quality = quality;
}

}  // namespace

void add_activity(const Store& store, const Entity& entity, Facts& facts) {
  if (!add_buckets(store, entity, facts)) add_features(entity["usagefeatures"], facts);
  add_totals(entity, facts);
  facts.popular_queries = popular_queries(entity.top_queries.second);
  if (entity.operated) facts.updated = entity.operated;
  add_quality(entity, facts);
}

}  // namespace waymark::datahub

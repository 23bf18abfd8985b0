#include <algorithm>
#include <cmath>

#include "waymark/base/strings.h"

#include "derivation.h"
#include "rules.h"
#include "spoken.h"

namespace waymark {
namespace {

// Grows fast for the first uses and slowly for the last: 0 for none, 1 from
// `full` on.
double damped(std::int64_t count, double full) {
  return std::min(1.0, std::log1p(static_cast<double>(std::max<std::int64_t>(0, count))) / std::log1p(full));
}

// People count for more than queries, so that one robot does not win.
double use_of(const Usage& usage) {
  const double queries = damped(usage.queries_30d.value_or(0), 100'000);
  return usage.users_30d ? 0.65 * damped(*usage.users_30d, 1'000) + 0.35 * queries : 0.6 * queries;
}

double trust_of(const Asset& asset, const AssetLinks& links) {
  double sum = asset.certification == "certified" ? 0.14 : asset.certification == "in_review" ? 0.03 : 0;
  sum += asset.criticality == "critical" ? 0.12
         : asset.criticality == "high"   ? 0.08
         : asset.criticality == "medium" ? 0.03
                                         : 0;
  if (has_answering_owner(asset)) sum += 0.06;
  if (!asset.domain.empty() || asset.type == AssetType::Domain) sum += 0.04;
  // A sentence is a description; a word or two are half of one.
  sum += 0.08 * std::min(1.0, static_cast<double>(links.description_bytes) / 60);
  const bool has_no_columns = !has_physical_identity(asset.type) || asset.type == AssetType::Dashboard ||
                              asset.type == AssetType::Pipeline || asset.type == AssetType::Report;
  if (links.has_columns || has_no_columns) sum += 0.04;
  return sum;
}

double lift_of(AssetType type) {
  if (type == AssetType::DataProduct) return 0.1;
  if (type == AssetType::Domain) return 0.06;
  return 0;
}

bool is_trial(std::string_view environment) {
  const std::string word = lower(environment);
  return word.starts_with("dev") || word.starts_with("test") || word == "sandbox" || word == "stage" ||
         word == "staging" || word == "qa" || word == "uat" || word == "int";
}

}  // namespace

// Between 0 and 1, from what the asset itself says and nothing else: neither
// the clock nor other assets. Source: docs/derivations.md, "Importance".
double importance_of(const Asset& asset, const AssetLinks& links) {
  if (is_person_or_team(asset.type)) return 0.02;
  double importance = 0.42 * use_of(asset.usage) + trust_of(asset, links) + lift_of(asset.type);
  if (asset.lifecycle == "deprecated") importance *= 0.2;
  if (asset.lifecycle == "draft" || is_trial(asset.environment)) importance *= 0.6;
  if (asset.type == AssetType::Container || asset.type == AssetType::Contract) importance *= 0.5;
  if (asset.stub) importance *= 0.1;
  return std::round(std::clamp(importance, 0.0, 1.0) * 10'000) /
         10'000;  // Short to write, and no order hangs on less.
}

}  // namespace waymark

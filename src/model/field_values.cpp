#include "field_values.h"

#include <algorithm>

#include "waymark/model/conflicts.h"

namespace waymark::field_values {
namespace {

bool any_of(AssetType type, std::initializer_list<AssetType> types) {
  return std::find(types.begin(), types.end(), type) != types.end();
}

bool is_data(AssetType type) {
  return any_of(type,
                {AssetType::Table, AssetType::View, AssetType::Topic, AssetType::File, AssetType::Dataset});
}
bool is_person_or_team(AssetType type) { return any_of(type, {AssetType::Person, AssetType::Team}); }
bool is_made_from_data(AssetType type) {
  return any_of(type, {AssetType::Dashboard, AssetType::Report, AssetType::Pipeline, AssetType::MlModel,
                       AssetType::Metric});
}

// One part of a well-kept record: whether an asset has it, and whether its type is expected to.
struct Part {
  std::string_view name;
  bool (*present)(const Asset& asset);
  bool (*expected)(AssetType type);
};
constexpr Part kPartRows[] = {
    {"owner", [](const Asset& a) { return !a.owners.empty(); },
     [](AssetType t) { return !is_person_or_team(t); }},
    {"description", [](const Asset& a) { return !a.description.empty(); },
     [](AssetType t) { return !is_person_or_team(t); }},
    {"domain", [](const Asset& a) { return !a.domain.empty(); },
     [](AssetType t) { return !is_person_or_team(t) && t != AssetType::Domain; }},
    {"term", [](const Asset& a) { return !a.terms.empty(); },
     [](AssetType t) { return is_data(t) || is_made_from_data(t) || t == AssetType::DataProduct; }},
    {"contract", [](const Asset& a) { return !a.contract_state.empty(); },
     [](AssetType t) { return is_data(t) || t == AssetType::DataProduct; }},
    {"lineage", [](const Asset& a) { return !a.upstream.empty() || !a.downstream.empty(); },
     [](AssetType t) { return is_data(t) || is_made_from_data(t); }},
    {"columns", [](const Asset& a) { return !a.columns.empty(); },
     [](AssetType t) {
       return any_of(t, {AssetType::Table, AssetType::View, AssetType::Topic});
     }},
};

constexpr std::int64_t kHour = 3600, kDay = 24 * kHour;

// A time in the future counts as now.
std::int64_t age(std::int64_t at, Time now) {
  return std::max<std::int64_t>(0, now.time_since_epoch().count() - at);
}

enum Freshness : std::uint8_t { OnTime, Late, Stale, FreshnessUnknown };
enum Activity : std::uint8_t { Today, Week, Month, Quarter, Quiet, ActivityUnknown };
enum Updated : std::uint8_t { Day24, Days7, Days30, Year, Older, UpdatedUnknown };

}  // namespace

Values distinct(const Values& values) {
  Values kept;
  for (const std::string& value : values)
    if (!value.empty() && std::find(kept.begin(), kept.end(), value) == kept.end()) kept.push_back(value);
  return kept;
}

Values type(const Asset& asset) { return {std::string(info(asset.type).name)}; }

Values domain(const Asset& asset) {
  Values paths;
  if (asset.domain.empty()) return paths;
  for (std::size_t slash = asset.domain.find('/'); slash != std::string::npos;
       slash = asset.domain.find('/', slash + 1))
    paths.push_back(asset.domain.substr(0, slash));
  paths.push_back(asset.domain);
  return paths;
}

Values owner(const Asset& asset) {
  Values names;
  for (const Owner& one : asset.owners)
    names.push_back(!one.name.empty() ? one.name : !one.mail.empty() ? one.mail : one.id);
  return distinct(names);
}

Values contract(const Asset& asset) {
  if (!asset.contract_state.empty()) return {asset.contract_state};
  return is_data(asset.type) || asset.type == AssetType::DataProduct ? Values{"none"} : Values{};
}

Values source(const Asset& asset) {
  Values names;
  for (const SourceNote& note : asset.sources) names.push_back(note.source);
  return distinct(names);
}

Values has(const Asset& asset) {
  Values names;
  for (const Part& part : kPartRows)
    if (part.present(asset)) names.emplace_back(part.name);
  if (!conflicts_of(asset).empty()) names.emplace_back("conflict");
  return names;
}

Values missing(const Asset& asset) {
  Values names;
  for (const Part& part : kPartRows)
    if (part.expected(asset.type) && !part.present(asset)) names.emplace_back(part.name);
  return names;
}

// With a promise: on time up to it and a tenth more (a run takes time), then late: somebody is waiting. Only
// what is past ten times its promise and a month old is stale: nobody is waiting any more. Without a promise
// nothing can be late: data of the last 30 days is on time, data older than 90 days is stale whatever its
// purpose, and what lies between could be either, so it is not known.
std::uint8_t freshness(const AssetTimes& times, Time now) {
  if (times.updated == 0) return FreshnessUnknown;
  const std::int64_t old = age(times.updated, now);
  if (times.fresh_within > 0) {
    if (old <= times.fresh_within + times.fresh_within / 10) return OnTime;
    return old / 10 < times.fresh_within || old <= 30 * kDay ? Late : Stale;
  }
  if (old <= 30 * kDay) return OnTime;
  return old > 90 * kDay ? Stale : FreshnessUnknown;
}

// Use or change of the data, whichever is later; a change of the record counts only where nothing else is
// known, or a corrected description would wake dead data up.
std::uint8_t activity(const AssetTimes& times, Time now) {
  std::int64_t last = std::max(times.accessed, times.updated);
  if (last == 0) last = times.changed;
  if (last == 0) return ActivityUnknown;
  const std::int64_t old = age(last, now);
  if (old <= kDay) return Today;
  if (old <= 7 * kDay) return Week;
  if (old <= 30 * kDay) return Month;
  return old <= 90 * kDay ? Quarter : Quiet;
}

std::uint8_t updated(const AssetTimes& times, Time now) {
  if (times.updated == 0) return UpdatedUnknown;
  const std::int64_t old = age(times.updated, now);
  if (old <= kDay) return Day24;
  if (old <= 7 * kDay) return Days7;
  if (old <= 30 * kDay) return Days30;
  return old <= 365 * kDay ? Year : Older;
}

}  // namespace waymark::field_values

// contract_promises.cpp - whether a promise is kept by what the exports say. To judge a kind of promise, add
// a row.
#include <algorithm>
#include <map>

#include "waymark/base/strings.h"
#include "waymark/catalog/contract_check.h"
#include "waymark/parse/value.h"

namespace waymark {
namespace {

constexpr std::int64_t kMinute = 60, kHour = 3600, kDay = 86400, kYear = 365 * kDay;

std::string plural(std::int64_t count, std::string_view word) {
  return std::to_string(count) + " " + std::string(word) + (count == 1 ? "" : "s");
}

// Rounded to what a reader compares: "31 hours", "12 days", "10 years".
std::string length_in_words(Seconds length) {
  const std::int64_t seconds = length.count();
  if (seconds < 2 * kMinute) return plural(seconds, "second");
  if (seconds < 2 * kHour) return plural(seconds / kMinute, "minute");
  if (seconds < 3 * kDay) return plural(seconds / kHour, "hour");
  if (seconds >= 2 * kYear && seconds % kYear == 0) return plural(seconds / kYear, "year");
  return plural(seconds / kDay, "day");
}

std::string called(const Asset& asset) { return " (" + std::string(display_name(asset)) + ")"; }

// What one thing tells of one promise; nothing when its sources do not tell.
using JudgeOne = std::optional<JudgedPromise> (*)(const Promise& promise, const Asset& asset, Time now);

std::optional<JudgedPromise> judge_freshness(const Promise& promise, const Asset& asset, Time now) {
  if (!promise.within || !asset.updated) return std::nullopt;
  const Seconds age = std::max(Seconds(0), now - *asset.updated);
  return JudgedPromise{age <= *promise.within ? Kept::Kept : Kept::Broken,
                       length_in_words(*promise.within),
                       length_in_words(age) + called(asset),
                       {}};
}

std::optional<JudgedPromise> judge_frequency(const Promise& promise, const Asset& asset, Time) {
  if (!promise.within || !asset.usage.refreshes_30d) return std::nullopt;
  // A month has days without data at its ends.
  const std::int64_t wanted = std::max<std::int64_t>(0, 30 * kDay / promise.within->count() - 1);
  const std::int64_t found = *asset.usage.refreshes_30d;
  return JudgedPromise{
      found >= wanted ? Kept::Kept : Kept::Broken,
      "every " + length_in_words(*promise.within),
      std::to_string(found) + (found == 1 ? " refresh" : " refreshes") + " in 30 days" + called(asset),
      {}};
}

std::string_view further(const Asset& asset, std::string_view name) {
  for (const auto& [known, value] : asset.extra)
    if (same_ignoring_case(known, name)) return value;
  return {};
}

// Topics alone say how long they keep what they hold, as Kafka sets it: in milliseconds, a negative number for
// ever. Of a table that has it, the retention is how long one can go back in time (Snowflake, Delta) or has no
// unit (Glue), and the data itself stays.
constexpr std::string_view kRetentionMs = "retention.ms", kCleanup = "cleanup.policy";

std::optional<JudgedPromise> judge_retention(const Promise& promise, const Asset& asset, Time) {
  const std::optional<double> told = Value(std::string(further(asset, kRetentionMs))).number();
  if (!promise.within || !told) return std::nullopt;
  const std::string expected = length_in_words(*promise.within);
  if (*told < 0) return JudgedPromise{Kept::Kept, expected, "without end" + called(asset), {}};
  // Compacting keeps the newest record of a key however old it is, and drops older ones however young.
  const std::string_view cleanup = further(asset, kCleanup);
  if (!cleanup.empty() && cleanup != "delete") return std::nullopt;
  const Seconds kept(static_cast<std::int64_t>(std::min(*told, 1e15) / 1000));
  return JudgedPromise{
      kept >= *promise.within ? Kept::Kept : Kept::Broken, expected, length_in_words(kept) + called(asset), {}};
}

std::optional<JudgedPromise> judge_quality(const Promise&, const Asset& asset, Time) {
  if (!asset.quality || asset.quality->passed + asset.quality->failed == 0) return std::nullopt;
  const std::int64_t all = asset.quality->passed + asset.quality->failed;
  const std::string found =
      std::to_string(asset.quality->passed) + " of " + plural(all, "check") + " passed" + called(asset);
  return JudgedPromise{asset.quality->failed == 0 ? Kept::Kept : Kept::Broken, "all checks pass", found, {}};
}

struct PromiseKind {
  std::string_view kind;
  JudgeOne judge;
  std::string_view why_not;  // When no source tells.
};
constexpr PromiseKind kKinds[] = {
    {"freshness", judge_freshness, "no source tells when its data was updated"},
    {"frequency", judge_frequency, "no source tells how often its data is refreshed"},
    {"retention", judge_retention, "no source tells how long its data is kept"},
    {"quality", judge_quality, "no source tells the results of its checks"},
};

const PromiseKind* kind_of(std::string_view kind) {
  for (const PromiseKind& known : kKinds)
    if (known.kind == kind) return &known;
  return nullptr;
}

// "orders.email: not null" speaks of the object orders alone.
bool speaks_of(const Promise& promise, const ContractObject& object) {
  if (promise.kind != "quality") return true;
  const std::string_view text = promise.text;
  if (!text.starts_with(object.name)) return text.find(": ") == std::string_view::npos;
  const std::string_view rest = text.substr(object.name.size());
  return rest.starts_with('.') || rest.starts_with(':');
}

JudgedPromise judge_promise(const Promise& promise, const std::vector<JudgedObject>& objects, Time now) {
  JudgedPromise worst;
  worst.expected = promise.text;
  const PromiseKind* kind = kind_of(promise.kind);
  if (kind == nullptr) {
    worst.why = "no export tells of " + promise.kind;
    return worst;
  }
  if (kind->judge != judge_quality && !promise.within) {
    worst.why = "it is told in words, not as a length of time";
    return worst;
  }
  worst.why = "what it is about is not in the catalog";
  for (const JudgedObject& judged : objects) {
    if (!judged.target || !speaks_of(promise, *judged.object)) continue;
    std::optional<JudgedPromise> one = kind->judge(promise, *judged.target, now);
    if (!one && worst.state == Kept::Unchecked) worst.why = kind->why_not;
    if (one && one->state > worst.state) worst = std::move(*one);
  }
  return worst;
}

}  // namespace

std::string_view to_string(Kept kept) {
  return kept == Kept::Kept ? "kept" : kept == Kept::Broken ? "broken" : "unchecked";
}

std::vector<JudgedPromise> judge_promises(const Contract& contract, const std::vector<JudgedObject>& objects,
                                          Time now) {
  std::vector<JudgedPromise> judged;
  std::map<std::string, std::size_t> same;  // Rules of quality by what was found.
  for (const Promise& promise : contract.promises) {
    judged.push_back(judge_promise(promise, objects, now));
    if (promise.kind == "quality") ++same[judged.back().found];
  }
  // Exports count failed checks without saying which rule of a contract they are: of one rule that is enough.
  for (std::size_t i = 0; i < judged.size(); ++i)
    if (contract.promises[i].kind == "quality" && judged[i].state == Kept::Broken &&
        same[judged[i].found] > 1) {
      judged[i].state = Kept::Unchecked;
      judged[i].why = "some checks fail, and no export tells which rule they are";
    }
  return judged;
}

}  // namespace waymark

// changes.h - what is worth telling about the step from one record of an asset to the next.
//
//   std::vector<ChangeEvent> events;
//   compare_assets(&before, &after, context, events);
//
// One small rule for each kind; docs/derivations.md, "Changes", has them in words. Kinds and names are one
// table that the log, the API and the page's filters share.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/model/asset.h"
#include "waymark/model/fields.h"

namespace waymark {

enum class ChangeKind : std::uint8_t {
  Added,
  Removed,
  Moved,
  SchemaChanged,
  OwnerChanged,
  DescriptionChanged,
  SensitivityChanged,
  AccessChanged,
  Certified,
  Deprecated,
  Late,
  Recovered,
  ContractChanged,
  ContractBroken,
  ContractKept,
  IndexRun,
};

struct ChangeKindInfo {
  ChangeKind kind;
  std::string_view name;   // "schema_changed": in the log, the API and filters.
  std::string_view label;  // "Schema changed"
  bool of_record;          // The record about the asset changed: what sort=changed goes by.
};
std::span<const ChangeKindInfo> change_kinds();
const ChangeKindInfo& info(ChangeKind kind);
const ChangeKindInfo* find_change_kind(std::string_view name);

// One thing that differs. Texts are short: cut where a reader would stop.
struct ChangeDetail {
  std::string field;          // "columns.email", "owner", "domain"
  std::string before, after;  // Empty: it was not there, it is gone.
};

// A class an asset had on that day, by the name of its level: levels may be renumbered later.
struct EventAccess {
  std::string level;
  std::vector<std::string> groups;

  bool operator==(const EventAccess&) const = default;
};

// What a run did, for the event that closes it.
struct RunSummary {
  std::string generation;
  Time as_of{};            // The hour that lateness was judged at.
  bool published = false;  // False: nothing had changed but the clock.
  std::uint64_t added = 0, changed = 0, removed = 0, unchanged = 0;
  std::uint64_t left_out = 0;  // Events past the most that one run keeps.
};

struct ChangeEvent {
  Time at{};  // When Waymark saw it.
  ChangeKind kind = ChangeKind::IndexRun;
  std::string key, name, path;  // As of then; `path` is the qualified name.
  AssetType type = AssetType::Table;
  std::string domain;               // A domain's own path for a domain.
  std::vector<std::string> owners;  // As the owner field shows them.
  std::string source;               // Who said so.
  std::vector<ChangeDetail> details;
  std::uint32_t more = 0;           // Further details.
  std::vector<EventAccess> access;  // All of them must be open to whoever sees the event.
  std::optional<RunSummary> run;    // Of index_run.
};

struct CompareContext {
  Time at{};
  Time as_of_before{}, as_of{};  // Full hours: of the last run and of this one.
  std::span<const std::string> levels_before, levels;
};

// Either may be null: added, removed. Appends what happened, in the order of the kinds.
void compare_assets(const Asset* before, const Asset* after, const CompareContext& context,
                    std::vector<ChangeEvent>& events);

// The same asset, the clock alone moved on: true when it became late or is no longer.
bool lateness_differs(const AssetTimes& before, const AssetTimes& after, const CompareContext& context);

}  // namespace waymark

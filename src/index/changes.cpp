#include "waymark/index/changes.h"

#include <algorithm>
#include <map>

#include "waymark/base/strings.h"

namespace waymark {
namespace {

constexpr ChangeKindInfo kKinds[] = {
    {ChangeKind::Added, "added", "Added", true},
    {ChangeKind::Removed, "removed", "Removed", false},
    {ChangeKind::Moved, "moved", "Moved", true},
    {ChangeKind::SchemaChanged, "schema_changed", "Schema changed", true},
    {ChangeKind::OwnerChanged, "owner_changed", "Owner changed", true},
    {ChangeKind::DescriptionChanged, "description_changed", "Description changed", true},
    {ChangeKind::SensitivityChanged, "sensitivity_changed", "Sensitivity changed", true},
    {ChangeKind::AccessChanged, "access_changed", "Access changed", false},
    {ChangeKind::Certified, "certified", "Certified", true},
    {ChangeKind::Deprecated, "deprecated", "Deprecated", true},
    {ChangeKind::Late, "late", "Late", false},
    {ChangeKind::Recovered, "recovered", "Recovered", false},
    {ChangeKind::ContractChanged, "contract_changed", "Contract changed", true},
    {ChangeKind::ContractBroken, "contract_broken", "Contract broken", false},
    {ChangeKind::ContractKept, "contract_kept", "Contract kept again", false},
    {ChangeKind::IndexRun, "index_run", "Index run", false},
};

constexpr std::size_t kMostDetails = 20;
constexpr std::size_t kDetailBytes = 240;

std::string shortened(std::string_view text) {
  text = trim(text);
  if (text.size() <= kDetailBytes) return std::string(text);
  return std::string(cut_utf8(text, kDetailBytes)) + "…";
}

enum class Lateness : std::uint8_t { Unknown, OnTime, Late };

// Only a promise can be broken: what merely is old is not late. Past being late lies stale.
Lateness lateness(const AssetTimes& times, Time now) {
  static const Field* const field = find_field("freshness");
  if (times.fresh_within == 0) return Lateness::Unknown;
  const std::string_view value = field->closed[field->bucket(times, now)].value;
  if (value == "on_time") return Lateness::OnTime;
  return value == "late" || value == "stale" ? Lateness::Late : Lateness::Unknown;
}

// The source whose word for the field is in use.
std::string source_of(const Asset& asset, std::string_view field) {
  for (const FieldHistory& history : asset.history)
    if (history.field == field && !history.values.empty()) return history.values.front().first;
  return asset.sources.empty() ? std::string() : asset.sources.front().source;
}

EventAccess access_of(const Asset& asset, std::span<const std::string> levels) {
  const std::size_t level = asset.access.level;
  return {level < levels.size() ? levels[level] : std::string(), asset.access.groups};
}

std::string own_domain(const Asset& asset) {
  return asset.type == AssetType::Domain ? asset.qualified_name : asset.domain;
}

std::vector<std::string> owner_names(const Asset& asset) {
  static const Field* const field = find_field("owner");
  return field->values(asset);
}

class Comparison {
 public:
  Comparison(const Asset* before, const Asset* after, const CompareContext& context,
             std::vector<ChangeEvent>& events)
      : before_(before), after_(after), context_(context), events_(events) {}

  void run() {
    // What only others name comes and goes with them: no news of its own.
    const bool was = before_ != nullptr && !before_->stub, is = after_ != nullptr && !after_->stub;
    if (!was && !is) return;
    if (!was) {
      event(ChangeKind::Added, source_of(*after_, ""));
      return;
    }
    if (!is) {
      event(ChangeKind::Removed, source_of(*before_, ""));
      return;
    }
    compare_place();
    compare_columns();
    compare_owners();
    compare_descriptions();
    compare_word(ChangeKind::SensitivityChanged, "sensitivity", before_->sensitivity, after_->sensitivity);
    compare_access();
    if (after_->certification == "certified")
      compare_word(ChangeKind::Certified, "certification", before_->certification, after_->certification);
    if (after_->lifecycle == "deprecated")
      compare_word(ChangeKind::Deprecated, "lifecycle", before_->lifecycle, after_->lifecycle);
    compare_lateness();
    compare_contracts();
  }

 private:
  ChangeEvent& event(ChangeKind kind, std::string source) {
    const Asset& shown = after_ != nullptr && !(after_->stub && before_ != nullptr) ? *after_ : *before_;
    ChangeEvent& made = events_.emplace_back();
    made.at = context_.at;
    made.kind = kind;
    made.key = after_ != nullptr ? after_->key : before_->key;
    made.name = std::string(display_name(shown));
    made.path = shown.qualified_name;
    made.type = shown.type;
    made.domain = own_domain(shown);
    made.owners = owner_names(shown);
    made.source = std::move(source);
    if (before_ != nullptr) made.access.push_back(access_of(*before_, context_.levels_before));
    if (after_ != nullptr) {
      const EventAccess now = access_of(*after_, context_.levels);
      if (made.access.empty() || !(made.access.front() == now)) made.access.push_back(now);
    }
    return made;
  }

  void tell(ChangeKind kind, std::string source, std::vector<ChangeDetail> details) {
    if (details.empty()) return;
    ChangeEvent& made = event(kind, std::move(source));
    if (details.size() > kMostDetails) {
      made.more = static_cast<std::uint32_t>(details.size() - kMostDetails);
      details.resize(kMostDetails);
    }
    for (ChangeDetail& detail : details) {
      detail.before = shortened(detail.before);
      detail.after = shortened(detail.after);
    }
    made.details = std::move(details);
  }

  void compare_word(ChangeKind kind, const char* field, const std::string& was, const std::string& is) {
    if (was != is) tell(kind, source_of(*after_, field), {{field, was, is}});
  }

  // Another domain, or another address that its former one leads to.
  void compare_place() {
    std::vector<ChangeDetail> details;
    if (before_->key != after_->key)
      details.push_back({"address", before_->qualified_name, after_->qualified_name});
    const std::string was = own_domain(*before_), is = own_domain(*after_);
    if (was != is && (after_->type != AssetType::Domain || details.empty()))
      details.push_back({"domain", was, is});
    tell(ChangeKind::Moved, source_of(*after_, "domain"), std::move(details));
  }

  void compare_columns() {
    std::map<std::string_view, const Column*> known;
    for (const Column& column : before_->columns) known.emplace(column.path, &column);
    std::vector<ChangeDetail> details;
    for (const Column& column : after_->columns) {
      const auto found = known.find(column.path);
      if (found == known.end()) {
        details.push_back({"columns." + column.path, "", column.type.empty() ? "there" : column.type});
        continue;
      }
      if (!same_ignoring_case(found->second->type, column.type))
        details.push_back({"columns." + column.path, found->second->type, column.type});
      known.erase(found);
    }
    for (const Column& column : before_->columns)
      if (known.contains(column.path))
        details.push_back({"columns." + column.path, column.type.empty() ? "there" : column.type, ""});
    tell(ChangeKind::SchemaChanged, source_of(*after_, "columns"), std::move(details));
  }

  void compare_owners() {
    std::vector<std::string> was = owner_names(*before_), is = owner_names(*after_);
    std::sort(was.begin(), was.end());
    std::sort(is.begin(), is.end());
    if (was != is)
      tell(ChangeKind::OwnerChanged, source_of(*after_, "owners"),
           {{"owner", join(was, ", "), join(is, ", ")}});
  }

  void compare_descriptions() {
    std::vector<ChangeDetail> details;
    if (trim(before_->description) != trim(after_->description))
      details.push_back({"description", before_->description, after_->description});
    std::map<std::string_view, const Column*> known;
    for (const Column& column : before_->columns) known.emplace(column.path, &column);
    for (const Column& column : after_->columns)
      if (const auto found = known.find(column.path);
          found != known.end() && trim(found->second->description) != trim(column.description))
        details.push_back(
            {"columns." + column.path + ".description", found->second->description, column.description});
    tell(ChangeKind::DescriptionChanged, source_of(*after_, "description"), std::move(details));
  }

  // Levels only: the groups of a class are nobody's news but the audit's.
  void compare_access() {
    const EventAccess was = access_of(*before_, context_.levels_before),
                      is = access_of(*after_, context_.levels);
    if (was == is) return;
    ChangeEvent& made = event(ChangeKind::AccessChanged, after_->access.rule);
    made.details.push_back({"access", was.level, is.level});
  }

  void compare_lateness() {
    const Lateness was = lateness(times_of(*before_), context_.as_of_before);
    const Lateness is = lateness(times_of(*after_), context_.as_of);
    if (is == Lateness::Late && was != Lateness::Late)
      tell(ChangeKind::Late, source_of(*after_, "updated"), {{"updated", "", updated_text()}});
    if (is == Lateness::OnTime && was == Lateness::Late)
      tell(ChangeKind::Recovered, source_of(*after_, "updated"), {{"updated", "", updated_text()}});
  }
  std::string updated_text() const { return after_->updated ? format_time(*after_->updated) : "unknown"; }

  void compare_contracts() {
    std::vector<ChangeDetail> details;
    if (before_->contract_keys != after_->contract_keys && after_->type != AssetType::Contract)
      details.push_back({"contracts", std::to_string(before_->contract_keys.size()),
                         std::to_string(after_->contract_keys.size())});
    if (before_->contract && after_->contract) compare_terms(*before_->contract, *after_->contract, details);
    tell(ChangeKind::ContractChanged, source_of(*after_, "contract"), std::move(details));
    const std::string &was = before_->contract_state, &is = after_->contract_state;
    if (is == "broken" && was != "broken")
      tell(ChangeKind::ContractBroken, source_of(*after_, "contract"),
           {{"contract", was, after_->contract_findings.empty() ? is : after_->contract_findings.front()}});
    if (is == "kept" && was == "broken")
      tell(ChangeKind::ContractKept, source_of(*after_, "contract"), {{"contract", was, is}});
  }

  static void compare_terms(const Contract& was, const Contract& is, std::vector<ChangeDetail>& details) {
    if (was.version != is.version) details.push_back({"version", was.version, is.version});
    if (was.status != is.status) details.push_back({"status", was.status, is.status});
    std::map<std::string, std::string> promises;
    for (const Promise& promise : was.promises) promises[promise.kind] = promise.text;
    for (const Promise& promise : is.promises) {
      const auto found = promises.find(promise.kind);
      const std::string before = found == promises.end() ? std::string() : found->second;
      if (before != promise.text) details.push_back({"promises." + promise.kind, before, promise.text});
      if (found != promises.end()) promises.erase(found);
    }
    for (const auto& [kind, text] : promises) details.push_back({"promises." + kind, text, ""});
    if (details.empty() && was.original != is.original) details.push_back({"text", "", ""});
  }

  const Asset* before_;
  const Asset* after_;
  const CompareContext& context_;
  std::vector<ChangeEvent>& events_;
};

}  // namespace

std::span<const ChangeKindInfo> change_kinds() { return kKinds; }
const ChangeKindInfo& info(ChangeKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

const ChangeKindInfo* find_change_kind(std::string_view name) {
  for (const ChangeKindInfo& row : kKinds)
    if (row.name == name) return &row;
  return nullptr;
}

void compare_assets(const Asset* before, const Asset* after, const CompareContext& context,
                    std::vector<ChangeEvent>& events) {
  Comparison(before, after, context, events).run();
}

bool lateness_differs(const AssetTimes& before, const AssetTimes& after, const CompareContext& context) {
  return lateness(before, context.as_of_before) != lateness(after, context.as_of);
}

}  // namespace waymark

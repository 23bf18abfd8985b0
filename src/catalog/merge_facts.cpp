#include "merge_facts.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "waymark/base/strings.h"
#include "waymark/model/keys.h"

#include "clean_text.h"
#include "domain_tree.h"
#include "lasting_place.h"
#include "merge_activity.h"
#include "owner_conflict.h"

namespace waymark {
namespace {

constexpr std::size_t kHistoryBytes = 1024;  // Of a loser's text; enough to see what it said.
constexpr std::size_t kQueries = 20;
constexpr std::size_t kExtraBytes = 8 * 1024;
constexpr std::size_t kSourceNotes = 100;
constexpr std::size_t kContractTexts = 20;  // Beside the one that counts.
constexpr std::size_t kContractBytes = 1024 * 1024;

enum class Believe { Strongest, Physical };
struct TextField {
  std::string_view name;
  std::string Facts::*member;
  Believe order = Believe::Strongest;
};
constexpr TextField kTextFields[] = {
    {"name", &Facts::name, Believe::Physical},
    {"title", &Facts::title},
    {"qualified_name", &Facts::qualified_name, Believe::Physical},
    {"platform", &Facts::platform, Believe::Physical},
    {"instance", &Facts::instance, Believe::Physical},
    {"environment", &Facts::environment},
    {"domain", &Facts::domain},
    {"sensitivity", &Facts::sensitivity},
    {"criticality", &Facts::criticality},
    {"certification", &Facts::certification},
    {"lifecycle", &Facts::lifecycle},
    {"layer", &Facts::layer},
    {"url", &Facts::url},
};

struct TimeField {
  std::string_view name;
  std::optional<Time> Facts::*member;
};
constexpr TimeField kTimeFields[] = {{"created", &Facts::created},
                                     {"updated", &Facts::updated},
                                     {"changed", &Facts::changed},
                                     {"accessed", &Facts::accessed}};

constexpr std::vector<std::string> Facts::*kNameLists[] = {&Facts::products, &Facts::tags, &Facts::terms,
                                                           &Facts::synonyms};

class FactMerger {
 public:
  FactMerger(std::span<Spoken* const> said, const Heard& heard, const Identity& identity)
      : said_(said), heard_(heard), identity_(identity), physical_(in_physical_order(said, heard)) {}

  Asset merge() {
    note_sources();
    asset_.type = type();
    for (const TextField& field : kTextFields) merge_text(field);
    for (const TimeField& field : kTimeFields) merge_time(field);
    merge_description();
    for (const auto list : kNameLists) merge_list(list);
    note_owner_conflict();
    merge_owners();
    asset_.columns = merge_columns(said_, physical_, heard_);
    merge_numbers();
    merge_quality();
    merge_activity(said_, heard_, asset_);
    merge_contract();
    for (Spoken* spoken : said_)
      std::move(facts(spoken).members.begin(), facts(spoken).members.end(),
                std::back_inserter(asset_.members));
    merge_extra();
    return std::move(asset_);
  }

 private:
  static Facts& facts(Spoken* spoken) { return spoken->fragment.facts; }
  int strength(const Spoken* spoken) const { return heard_.speaker(*spoken).strength; }

  // A source's name, and its format where one source of the asset speaks in several.
  std::string label(const Spoken* spoken) const {
    const Speaker& speaker = heard_.speaker(*spoken);
    for (const Spoken* other : said_)
      if (const Speaker& also = heard_.speaker(*other);
          also.name == speaker.name && also.format != speaker.format)
        return speaker.name + " (" + speaker.format + ")";
    return speaker.name;
  }

  void remember(FieldHistory& history, const Spoken* spoken, std::string_view value) {
    std::string name = label(spoken);
    for (const auto& [source, said] : history.values)
      if (source == name) return;  // Its stronger or earlier word stands.
    history.values.emplace_back(std::move(name), std::string(cut_utf8(value, kHistoryBytes)));
  }
  void keep(FieldHistory history) {
    if (history.values.size() > 1) asset_.history.push_back(std::move(history));
  }

  void note_sources();
  AssetType type();
  void merge_text(const TextField& field);
  void merge_time(const TimeField& field);
  void merge_description();
  void merge_list(std::vector<std::string> Facts::*list);
  void note_owner_conflict();
  void merge_owners();
  void merge_numbers();
  void merge_quality();
  void merge_contract();
  void merge_extra();

  std::span<Spoken* const> said_;
  const Heard& heard_;
  const Identity& identity_;
  std::vector<Spoken*> physical_;
  Asset asset_;
};

// One note for each source, file and id; a file that speaks of one thing in many places is noted at the
// first.
void FactMerger::note_sources() {
  std::set<std::tuple<std::uint32_t, std::uint32_t, std::string_view>> seen;
  for (const Spoken* spoken : said_) {
    const Fragment& fragment = spoken->fragment;
    if (!seen.emplace(spoken->speaker, spoken->file, fragment.self.id).second) continue;
    if (asset_.sources.size() == kSourceNotes) break;
    const Speaker& speaker = heard_.speaker(*spoken);
    asset_.sources.push_back({.source = speaker.name,
                              .format = speaker.format,
                              .place = lasting_place(heard_.files[spoken->file], fragment.place),
                              .ref = visible_text(fragment.self.id),
                              .at = {}});  // With every export another; the source has it (docs/indexing.md).
  }
}

// "Table" is also what a source says that knows no better, so a view, topic or file told by anybody is one.
AssetType FactMerger::type() {
  FieldHistory history{.field = "type", .values = {}};
  AssetType found = facts(physical_.front()).type;
  for (Spoken* spoken : physical_) {
    const AssetType type = facts(spoken).type;
    remember(history, spoken, info(type).name);
    if (found == AssetType::Table &&
        (type == AssetType::View || type == AssetType::Topic || type == AssetType::File))
      found = type;
  }
  const auto in_use = std::find_if(history.values.begin(), history.values.end(),
                                   [&](const auto& value) { return value.second == info(found).name; });
  if (in_use != history.values.end()) std::rotate(history.values.begin(), in_use, in_use + 1);
  keep(std::move(history));
  return found;
}

void FactMerger::merge_text(const TextField& field) {
  FieldHistory history{.field = std::string(field.name), .values = {}};
  Spoken* winner = nullptr;
  for (Spoken* spoken : field.order == Believe::Physical ? std::span<Spoken* const>(physical_) : said_) {
    const std::string& value = facts(spoken).*field.member;
    if (value.empty()) continue;
    remember(history, spoken, value);
    if (winner == nullptr) winner = spoken;
  }
  if (winner == nullptr) return;
  asset_.*field.member = std::move(facts(winner).*field.member);
  if (field.member == &Facts::sensitivity)
    asset_.sensitivity_word = std::move(facts(winner).sensitivity_word);
  keep(std::move(history));
}

// The latest is in use, whoever says it.
void FactMerger::merge_time(const TimeField& field) {
  std::vector<Spoken*> spoke;
  for (Spoken* spoken : said_)
    if (facts(spoken).*field.member) spoke.push_back(spoken);
  if (spoke.empty()) return;
  std::stable_sort(spoke.begin(), spoke.end(),
                   [&](Spoken* a, Spoken* b) { return facts(a).*field.member > facts(b).*field.member; });
  asset_.*field.member = facts(spoke.front()).*field.member;
  FieldHistory history{.field = std::string(field.name), .values = {}};
  for (const Spoken* spoken : spoke)
    remember(history, spoken, format_time(*(spoken->fragment.facts.*field.member)));
  keep(std::move(history));
}

void FactMerger::merge_description() {
  std::vector<Spoken*> spoke;
  for (Spoken* spoken : said_)
    if (!trim(facts(spoken).description).empty()) spoke.push_back(spoken);
  if (spoke.empty()) return;
  std::stable_sort(spoke.begin(), spoke.end(), [&](Spoken* a, Spoken* b) {
    const std::string& left = facts(a).description;
    const std::string& right = facts(b).description;
    if (strength(a) != strength(b)) return strength(a) > strength(b);
    return left.size() != right.size() ? left.size() > right.size() : left < right;
  });
  FieldHistory history{.field = "description", .values = {}};
  for (const Spoken* spoken : spoke) remember(history, spoken, spoken->fragment.facts.description);
  keep(std::move(history));
  asset_.description = std::move(facts(spoke.front()).description);
}

// Strongest first, then in alphabet; one spelling of each, the strongest one's.
void FactMerger::merge_list(std::vector<std::string> Facts::*list) {
  std::vector<std::pair<int, std::string>> all;
  for (Spoken* spoken : said_)
    for (std::string& value : facts(spoken).*list)
      if (!trim(value).empty()) all.emplace_back(-strength(spoken), std::move(value));
  std::sort(all.begin(), all.end());
  std::set<std::string> seen;
  for (auto& [weakness, value] : all)
    if (seen.insert(lower(trim(value))).second) (asset_.*list).push_back(std::move(value));
}

void FactMerger::note_owner_conflict() {
  if (is_person_or_team(asset_.type)) return;  // Theirs is themselves.
  std::vector<OwnersSaid> said;
  for (Spoken* spoken : said_) {
    const auto answers = [](const Owner& owner) {
      return owner.kind != OwnerKind::Role && owner.kind != OwnerKind::Creator;
    };
    const std::vector<Owner>& owners = facts(spoken).owners;
    if (std::none_of(owners.begin(), owners.end(), answers)) continue;
    const std::string source = label(spoken);
    if (said.empty() || said.back().source != source) said.push_back({.source = source, .owners = {}});
    std::copy_if(owners.begin(), owners.end(), std::back_inserter(said.back().owners), answers);
  }
  if (said.size() > 1) keep(owner_conflict(said, identity_));
}

// In the order their sources give them. What a later word knows of a person that an earlier one left out is
// added.
void FactMerger::merge_owners() {
  std::map<std::string, std::size_t> at;
  for (Spoken* spoken : said_) {
    for (Owner& owner : facts(spoken).owners) {
      const std::uint32_t person = identity_.find_person(owner);
      const std::string who = person != Identity::kNobody ? std::to_string(person)
                              : !owner.mail.empty()       ? "mail " + lower(trim(owner.mail))
                              : !owner.name.empty()       ? "name " + lower(trim(owner.name))
                                                          : "id " + owner.id;
      const auto [found, added] = at.emplace(who, asset_.owners.size());
      if (added) {
        asset_.owners.push_back(std::move(owner));
        continue;
      }
      Owner& known = asset_.owners[found->second];
      if (known.id.empty()) known.id = std::move(owner.id);
      if (known.name.empty()) known.name = std::move(owner.name);
      if (known.mail.empty()) known.mail = std::move(owner.mail);
      if (known.kind == OwnerKind::Unknown) known.kind = owner.kind;
      known.team |= owner.team;
    }
  }
}

void FactMerger::merge_numbers() {
  const auto most = [](std::optional<std::int64_t>& into, const std::optional<std::int64_t>& value) {
    if (value && (!into || *value > *into)) into = value;
  };
  FieldHistory fresh{.field = "fresh_within", .values = {}};
  std::set<std::string> queries;
  for (Spoken* spoken : said_) {
    Facts& said = facts(spoken);
    // Sources that tell of the same 30 days tell of the same queries, so the larger number stands and none
    // are added.
    most(asset_.usage.queries_30d, said.usage.queries_30d);
    most(asset_.usage.users_30d, said.usage.users_30d);
    most(asset_.usage.refreshes_30d, said.usage.refreshes_30d);
    most(asset_.usage.runs_30d, said.usage.runs_30d);
    for (std::string& query : said.popular_queries)
      if (asset_.popular_queries.size() < kQueries && queries.insert(query).second)
        asset_.popular_queries.push_back(std::move(query));
    if (said.fresh_within) {
      if (!asset_.fresh_within) asset_.fresh_within = said.fresh_within;
      remember(fresh, spoken, std::to_string(said.fresh_within->count()) + " s");
    }
  }
  keep(std::move(fresh));
}

// The strongest; of equally strong ones the newest, for every run of the checks leaves a result of its own.
void FactMerger::merge_quality() {
  std::vector<Spoken*> spoke;
  for (Spoken* spoken : said_)
    if (facts(spoken).quality) spoke.push_back(spoken);
  std::stable_sort(spoke.begin(), spoke.end(), [&](Spoken* a, Spoken* b) {
    return strength(a) != strength(b) ? strength(a) > strength(b) : a->fragment.at > b->fragment.at;
  });
  FieldHistory history{.field = "quality", .values = {}};
  for (const Spoken* spoken : spoke) {
    const Quality& quality = *spoken->fragment.facts.quality;
    if (!asset_.quality) asset_.quality = quality;
    remember(history, spoken,
             std::to_string(quality.passed) + " passed, " + std::to_string(quality.failed) + " failed");
  }
  keep(std::move(history));
}

// Of several versions of one contract the one that stands first in `said` speaks: merge.cpp puts the newest
// there. The texts of the others are kept for who wants to compare.
void FactMerger::merge_contract() {
  std::set<std::string> texts;
  std::size_t bytes = 0;
  for (Spoken* spoken : said_) {
    std::optional<Contract>& said = facts(spoken).contract;
    if (!said || !texts.insert(said->original).second) continue;
    if (!asset_.contract) {
      asset_.contract = std::move(said);
      continue;
    }
    std::vector<ContractText>& others = asset_.contract->others;
    bytes += said->original.size();
    if (said->original.empty() || others.size() == kContractTexts || bytes > kContractBytes) continue;
    others.push_back(
        {.format = said->format,
         .version = said->version,
         .status = said->status,
         .place = label(spoken) + ": " + lasting_place(heard_.files[spoken->file], spoken->fragment.place),
         .original = std::move(said->original)});
  }
}

void FactMerger::merge_extra() {
  std::set<std::string> seen;
  std::size_t bytes = 0;
  for (Spoken* spoken : said_)
    for (auto& [key, value] : facts(spoken).extra) {
      if (!seen.insert(key).second || bytes + key.size() + value.size() > kExtraBytes) continue;
      bytes += key.size() + value.size();
      asset_.extra.emplace_back(std::move(key), std::move(value));
    }
}

}  // namespace

void LongestOfStrongest::offer(std::string text, int strength) {
  if (trim(text).empty()) return;
  const bool better = text_.empty() || strength > strength_ ||
                      (strength == strength_ &&
                       (text.size() > text_.size() || (text.size() == text_.size() && text < text_)));
  if (!better) return;
  text_ = std::move(text);
  strength_ = strength;
}

std::vector<Spoken*> in_physical_order(std::span<Spoken* const> said, const Heard& heard) {
  std::vector<Spoken*> order(said.begin(), said.end());
  const auto distance = [&](const Spoken* spoken) {
    const SourceKind kind = heard.speaker(*spoken).kind;
    return kind == SourceKind::Technical ? 0 : kind == SourceKind::Dbt ? 1 : 2;
  };
  std::stable_sort(order.begin(), order.end(),
                   [&](Spoken* a, Spoken* b) { return distance(a) < distance(b); });
  return order;
}

Asset merge_facts(std::span<Spoken* const> said, const Heard& heard, const Identity& identity) {
  return FactMerger(said, heard, identity).merge();
}

}  // namespace waymark

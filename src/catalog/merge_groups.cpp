#include "merge_groups.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <numeric>
#include <thread>

#include <sys/mman.h>

#include "waymark/base/strings.h"
#include "waymark/model/asset_bytes.h"
#include "waymark/model/conflicts.h"
#include "waymark/model/heavy_facts.h"

#include "clean_text.h"
#include "domain_tree.h"
#include "kept_group.h"
#include "merge_facts.h"
#include "settle.h"

namespace waymark {
namespace {

constexpr std::size_t kAtOnce = 512;             // Assets a thread takes at a time.
constexpr std::size_t kForgetEvery = 32 * 1024;  // Assets after which pages read are given back.

// The positions of each group, and which asset it becomes.
class Grouping {
 public:
  Grouping(const Heard& heard, const Identity& identity) : starts_(heard.fragments.size() + 1) {
    const auto count = static_cast<std::uint32_t>(heard.fragments.size());
    for (std::uint32_t i = 0; i < count; ++i) ++starts_[identity.group_of(i) + 1];
    std::partial_sum(starts_.begin(), starts_.end(), starts_.begin());
    positions_.resize(count);
    std::vector<std::uint32_t> next(starts_.begin(), starts_.end() - 1);
    for (std::uint32_t i = 0; i < count; ++i) positions_[next[identity.group_of(i)]++] = i;
  }

  std::span<const std::uint32_t> positions(std::uint32_t group) const {
    return {positions_.data() + starts_[group], positions_.data() + starts_[group + 1]};
  }

 private:
  std::vector<std::uint32_t> starts_, positions_;
};

std::vector<int> version_of(const Fragment& fragment) {
  std::vector<int> numbers;
  if (!fragment.facts.contract) return numbers;
  int number = -1;
  for (const char c : fragment.facts.contract->version) {
    if (c >= '0' && c <= '9' && number < 100'000'000)
      number = std::max(number, 0) * 10 + (c - '0');
    else if (number >= 0)
      numbers.push_back(std::exchange(number, -1));
  }
  if (number >= 0) numbers.push_back(number);
  return numbers;
}

// What one thread does, with everything it writes to on its own.
class GroupMerger {
 public:
  GroupMerger(Heard& heard, const Identity& identity, const GroupRules& with, const GroupPrinter& printer,
              Draft& draft, Spill& spill, std::size_t lane)
      : heard_(heard),
        identity_(identity),
        with_(with),
        printer_(printer),
        draft_(draft),
        spill_(spill),
        lane_(lane) {}

  Status merge(std::uint32_t index, std::uint32_t group, std::span<const std::uint32_t> positions) {
    std::optional<Print> print;
    if (with_.kept.remembers()) print = printer_.print(group, positions, heads_);
    if (print && take_kept(index, positions, *print)) return {};
    return merge_anew(index, group, positions, with_.options.keep ? print : std::nullopt);
  }

  NoteBook notes;
  std::vector<NamedById> named;
  std::vector<KeptEntry> kept;

 private:
  // Without a print it is not kept.
  Status merge_anew(std::uint32_t index, std::uint32_t group, std::span<const std::uint32_t> positions,
                    const std::optional<Print>& print) {
    NoteBook book;
    KeptGroup keep;
    Group said;
    if (const Status heard = hear(positions, said, book); !heard) return heard;
    if (print) remember_owners(said, keep);
    std::vector<Spoken*> spoken;
    for (Told& told : said) spoken.push_back(&told.spoken);
    Asset& asset = draft_.assets[index];
    asset = merge_facts(spoken, heard_, identity_);
    if (asset.type == AssetType::Domain) {
      asset.qualified_name = identity_.domain_path(group);
      asset.name = last_domain_name(asset.qualified_name);
      asset.domain = parent_domain(asset.qualified_name);
    }
    set_key(asset, said, heard_, identity_);
    const bool edited = !with_.edits.empty() && with_.edits.apply(asset, book);
    for (const FieldHistory* conflict : conflicts_of(asset))
      book.add("conflict", asset.name + ": " + conflict_text(*conflict));
    AssetLinks& links = draft_.links[index];
    link(index, said);
    const std::size_t owners = links.owners.size();
    settle(asset, links, with_.rules, heard_.files, book);
    keep.owners_by_rule = links.owners.size() - owners;
    keep.notes = std::move(book).finish();
    notes.take(keep.notes);
    put_by(asset, links, keep, edited ? std::nullopt : print);
    return {};
  }

  // What the living fragments say, the newest version of a contract first.
  Status hear(std::span<const std::uint32_t> positions, Group& said, NoteBook& book) {
    for (const std::uint32_t position : positions) {
      if (identity_.is_deleted(position)) continue;
      Result<Spoken> spoken = heard_.take(position, book);
      if (!spoken) return fail(spoken.error());
      resolve_domain(spoken->fragment, book);
      said.push_back({position, std::move(*spoken)});
    }
    std::stable_sort(said.begin(), said.end(), [](const Told& a, const Told& b) {
      return version_of(a.spoken.fragment) > version_of(b.spoken.fragment);
    });
    return {};
  }

  void link(std::uint32_t index, const Group& said) {
    std::string& guess = draft_.links[index].domain_guess;
    for (const Told& told : said) {
      if (guess.empty()) guess = tidy_domain_path(told.spoken.fragment.domain_guess);
      link_mention(index, mention_of(told.spoken), identity_, draft_, named, last_container_);
    }
    complete_links(index, 0, identity_, draft_);
  }

  // The heavy parts, and in front of them, with a print, what makes up the rest.
  void put_by(Asset& asset, AssetLinks& links, KeptGroup& keep, const std::optional<Print>& print) {
    if (print)
      for (const std::string& alias : asset.aliases) keep.aliases.push_back(alias_mark(alias));
    const std::string heavy = take_heavy(asset);
    links.heavy_print = print_of(heavy);
    if (print) {
      keep.asset = asset_to_bytes(asset);
      keep.domain_guess = links.domain_guess;
      keep.description_bytes = links.description_bytes;
      keep.has_columns = links.has_columns;
      keep.worst_level = links.worst_level;
      keep.worst_column = links.worst_column;
      keep.persons = persons_of(keep.owners, identity_);
      keep.heavy_high = links.heavy_print.high;
      keep.heavy_low = links.heavy_print.low;
      kept.push_back({*print, spill_.add(lane_, kept_to_bytes(keep))});
    }
    links.heavy = spill_.add(lane_, heavy);
  }

  // What the group became before, where everything that led to it is as it was.
  bool take_kept(std::uint32_t index, std::span<const std::uint32_t> positions, Print print) {
    const auto place = with_.kept.find(print);
    KeptGroup known;
    if (!place || !kept_from_bytes(spill_.at(*place), known)) return false;
    if (persons_of(known.owners, identity_) != known.persons) return false;
    Asset& asset = draft_.assets[index];
    if (!asset_from_bytes(known.asset, asset) || with_.edits.may_speak_of(asset, known.aliases)) {
      asset = Asset();
      return false;
    }
    link_kept(index, positions, known);
    std::uint64_t& heavy = draft_.links[index].heavy;
    heavy = spill_.after(*place);
    KeptEntry entry{print, *place};
    if (with_.kept.is_leaving(*place)) {
      entry.place = spill_.add(lane_, spill_.at(*place));
      heavy = spill_.add(lane_, spill_.at(heavy));
    }
    kept.push_back(entry);
    notes.take(std::move(known.notes));
    return true;
  }

  void link_kept(std::uint32_t index, std::span<const std::uint32_t> positions, KeptGroup& known) {
    std::size_t head = 0;
    for (const std::uint32_t position : positions)
      if (!identity_.is_deleted(position))
        link_mention(index, mention_of(heads_[head++], heard_.fragments[position].file), identity_, draft_,
                     named, last_container_);
    complete_links(index, known.owners_by_rule, identity_, draft_);
    AssetLinks& links = draft_.links[index];
    links.domain_guess = std::move(known.domain_guess);
    links.description_bytes = static_cast<std::uint32_t>(known.description_bytes);
    links.has_columns = known.has_columns;
    links.worst_level = std::move(known.worst_level);
    links.worst_column = std::move(known.worst_column);
    links.settled = true;
    links.heavy_print = known.heavy_print();
  }

  static void remember_owners(const Group& said, KeptGroup& keep) {
    for (const Told& told : said)
      for (const Owner& owner : told.spoken.fragment.facts.owners) {
        Owner& known = keep.owners.emplace_back();
        known.id = owner.id, known.name = owner.name, known.mail = owner.mail;
      }
  }

  // A domain named by id is as good as one named by path.
  void resolve_domain(Fragment& fragment, NoteBook& book) {
    if (!fragment.facts.domain.empty() || fragment.domain_id.empty()) return;
    const std::uint32_t group = identity_.find_id(fragment.domain_id);
    if (group != Identity::kNobody && !identity_.domain_path(group).empty()) {
      fragment.facts.domain = identity_.domain_path(group);
      return;
    }
    book.add("domain_unknown", visible_text(fragment.domain_id));
    fragment.facts.domain = tidy_domain_path(replace_all(readable_id(fragment.domain_id).name, "/", "-"));
  }

  Heard& heard_;
  const Identity& identity_;
  const GroupRules& with_;
  const GroupPrinter& printer_;
  Draft& draft_;
  Spill& spill_;
  std::size_t lane_;
  std::vector<SpokenHead> heads_;
  LastContainer last_container_;
};

// The groups that become assets, in the order of their first fragments; of
// deleted things a note stays.
std::vector<std::uint32_t> number_assets(const Heard& heard, const Identity& identity,
                                         const Grouping& grouping, Draft& draft, NoteBook& notes) {
  std::vector<std::uint32_t> groups;
  draft.asset_of_group.assign(heard.fragments.size(), Identity::kNobody);
  for (std::uint32_t group = 0; group < heard.fragments.size(); ++group) {
    const auto positions = grouping.positions(group);
    if (positions.empty()) continue;
    const bool deleted = std::all_of(positions.begin(), positions.end(),
                                     [&](std::uint32_t position) { return identity.is_deleted(position); });
    if (deleted) notes.add("deleted", heard.head(group).name());
    draft.asset_of_group[group] = deleted ? Draft::kDeleted : static_cast<std::uint32_t>(groups.size());
    if (!deleted) groups.push_back(group);
  }
  return groups;
}

// Room for stubs, people and domains as well: memory that is not touched costs
// nothing, moving a million assets does.
template <typename Item>
void make_room(std::vector<Item>& items, std::size_t count) {
  constexpr std::uintptr_t kPage = 2 << 20;
  items.reserve(count + count / 2 + 1024);
  // In large pages: a gigabyte of small ones takes longer to get than to fill.
  const auto begin = (reinterpret_cast<std::uintptr_t>(items.data()) + kPage - 1) / kPage * kPage;
  const auto end = reinterpret_cast<std::uintptr_t>(items.data() + count) / kPage * kPage;
  if (begin < end) ::madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);
  items.resize(count);
}

}  // namespace

Result<MergedGroups> merge_groups(Heard& heard, const Identity& identity, const GroupRules& with,
                                  Draft& draft, NoteBook& notes) {
  const Grouping grouping(heard, identity);
  const std::vector<std::uint32_t> groups = number_assets(heard, identity, grouping, draft, notes);
  make_room(draft.assets, groups.size());
  make_room(draft.links, groups.size());
  const std::size_t wanted =
      with.options.threads > 0 ? with.options.threads : std::thread::hardware_concurrency();
  const std::size_t lanes = std::clamp<std::size_t>(wanted, 1, 1 + groups.size() / kAtOnce);
  auto spill = with.kept.make_spill(lanes, with.options.keep, with.options.spill);
  if (!spill) return fail(spill.error());
  const GroupPrinter printer(heard, identity);
  std::vector<std::unique_ptr<GroupMerger>> mergers;
  for (std::size_t lane = 0; lane < lanes; ++lane)
    mergers.push_back(std::make_unique<GroupMerger>(heard, identity, with, printer, draft, **spill, lane));
  std::atomic<std::size_t> next{0};
  std::mutex mutex;  // Guards `failure`.
  Status failure;
  const auto work = [&](GroupMerger& merger) {
    for (std::size_t from = next.fetch_add(kAtOnce); from < groups.size(); from = next.fetch_add(kAtOnce)) {
      if (from % kForgetEvery == 0) heard.forget_pages();
      for (std::size_t i = from; i < std::min(from + kAtOnce, groups.size()); ++i)
        if (const Status done =
                merger.merge(static_cast<std::uint32_t>(i), groups[i], grouping.positions(groups[i]));
            !done) {
          const std::lock_guard lock(mutex);
          failure = done;
          return;
        }
    }
  };
  std::vector<std::thread> threads;
  for (std::size_t lane = 1; lane < lanes; ++lane) threads.emplace_back(work, std::ref(*mergers[lane]));
  work(*mergers.front());
  for (std::thread& thread : threads) thread.join();
  if (!failure) return fail(failure.error());
  std::vector<NamedById> named;
  MergedGroups merged;
  for (const auto& merger : mergers) {
    notes.take(std::move(merger->notes).finish());
    std::move(merger->named.begin(), merger->named.end(), std::back_inserter(named));
    merged.kept.insert(merged.kept.end(), merger->kept.begin(), merger->kept.end());
  }
  link_named(named, draft, notes);
  if (const Status sealed = (*spill)->seal(); !sealed) return fail(sealed.error());
  merged.spill = std::move(*spill);
  return merged;
}

}  // namespace waymark

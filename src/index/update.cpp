#include <algorithm>
#include <map>
#include <numeric>

#include "waymark/index/xapian_guard.h"
#include "waymark/model/asset_json.h"

#include "build.h"
#include "document.h"
#include "shard_files.h"
#include "side_files.h"
#include "workers.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

struct Write {
  std::uint32_t document, asset;
};
struct Move {
  std::uint32_t from, to;
};

// What becomes of one shard of the old generation. Documents stay numbered without gaps.
struct ShardPlan {
  std::size_t old = 0;
  std::vector<Write> writes;                     // Replaced where they stand, and new ones.
  std::vector<std::uint32_t> removed, replaced;  // Old documents.
  std::vector<std::uint32_t> added;              // Assets.
  std::vector<Move> moves;                       // Documents from the end into gaps that nothing new filled.
  std::uint32_t old_size = 0, new_size = 0;

  bool untouched() const { return writes.empty() && removed.empty() && added.empty(); }
};

// New assets go where something was removed, then to the end; gaps left over are filled from the end.
void settle(ShardPlan& plan) {
  std::sort(plan.removed.begin(), plan.removed.end());
  const std::size_t filled = std::min(plan.removed.size(), plan.added.size());
  for (std::size_t i = 0; i < filled; ++i) plan.writes.push_back({plan.removed[i], plan.added[i]});
  plan.new_size = plan.old_size;
  for (std::size_t i = filled; i < plan.added.size(); ++i)
    plan.writes.push_back({plan.new_size++, plan.added[i]});
  const std::vector<std::uint32_t> gaps(plan.removed.begin() + static_cast<std::ptrdiff_t>(filled),
                                        plan.removed.end());
  plan.new_size -= static_cast<std::uint32_t>(gaps.size());
  std::map<std::uint32_t, std::size_t> rewritten;  // At the end: these come from their asset.
  for (std::size_t i = 0; i < plan.writes.size(); ++i)
    if (plan.writes[i].document >= plan.new_size) rewritten.emplace(plan.writes[i].document, i);
  auto gap = gaps.begin();
  for (std::uint32_t d = plan.new_size; d < plan.old_size && !gaps.empty(); ++d) {
    if (std::binary_search(gaps.begin(), gaps.end(), d)) continue;
    if (const auto write = rewritten.find(d); write != rewritten.end())
      plan.writes[write->second].document = *gap++;
    else
      plan.moves.push_back({d, *gap++});
  }
  std::sort(plan.writes.begin(), plan.writes.end(), [](Write a, Write b) { return a.document < b.document; });
}

class Planner {
 public:
  Planner(const BuildJob& job, const Generation& old, const Difference& difference)
      : job_(job), old_(old), difference_(difference) {
    for (std::size_t i = 0; i < old.shards().size(); ++i) {
      ShardPlan plan;
      plan.old = i;
      plan.old_size = plan.new_size = old.shards()[i].columns.size();
      plans_.push_back(std::move(plan));
      of_class_[old.shards()[i].info.access].push_back(i);
    }
  }

  std::vector<ShardPlan> plan(std::vector<ShardOrder>& fresh) {
    for (const Place place : difference_.removed) plans_[place.shard].removed.push_back(place.document);
    std::vector<std::uint32_t> arrivals;
    for (std::uint32_t i = 0; i < job_.assets.size(); ++i) {
      const Place place = difference_.before[i];
      if (difference_.changed[i] == 0) continue;
      if (!place.none() && old_.shards()[place.shard].info.access == job_.assets.access(i)) {
        plans_[place.shard].writes.push_back({place.document, i});
        plans_[place.shard].replaced.push_back(place.document);
        continue;
      }
      if (!place.none()) plans_[place.shard].removed.push_back(place.document);
      arrivals.push_back(i);
    }
    for (const std::uint32_t asset : arrivals) place_new(asset, fresh);
    for (ShardPlan& plan : plans_) settle(plan);
    return std::move(plans_);
  }

 private:
  void place_new(std::uint32_t asset, std::vector<ShardOrder>& fresh) {
    const AccessClass& access = job_.assets.access(asset);
    const auto shards = of_class_.find(access);
    if (shards == of_class_.end()) {
      const auto same = std::find_if(fresh.begin(), fresh.end(),
                                     [&](const ShardOrder& order) { return order.info.access == access; });
      if (same != fresh.end()) return same->assets.push_back(asset);
      fresh.push_back({{"", {access.level, access.groups, ""}, 0, 0}, {asset}});
      return;
    }
    // A gap first, else the smallest.
    const auto size = [&](std::size_t i) {
      const ShardPlan& plan = plans_[i];
      const bool has_gap = plan.removed.size() > plan.added.size();
      return std::pair(!has_gap,
                       plan.old_size + plan.added.size() - std::min(plan.removed.size(), plan.added.size()));
    };
    const std::size_t chosen =
        *std::min_element(shards->second.begin(), shards->second.end(),
                          [&](std::size_t a, std::size_t b) { return size(a) < size(b); });
    plans_[chosen].added.push_back(asset);
  }

  const BuildJob& job_;
  const Generation& old_;
  const Difference& difference_;
  std::vector<ShardPlan> plans_;
  std::map<AccessClass, std::vector<std::size_t>> of_class_;
};

// Works one plan into a copy of its shard.
class ShardUpdate {
 public:
  ShardUpdate(const BuildJob& job, const Generation& old, const ShardPlan& plan, ShardInfo& info)
      : job_(job),
        old_(old.shards()[plan.old]),
        generation_(old),
        plan_(plan),
        info_(info),
        prefix_(job.folder / info.name),
        delta_(with_suffix(prefix_, ".delta")),
        builder_(job.language) {}

  Status run() {
    if (const Status copied = copy_database(generation_, info_.name, job_.folder); !copied) return copied;
    if (const Status written = write(); !written) return written;
    if (const Status merged = merge(); !merged) return merged;
    remove_shard(delta_);
    info_.documents = plan_.new_size;
    start_writing_out(prefix_);
    if (folder_bytes(prefix_) <= info_.compact_bytes + info_.compact_bytes / 2) return check_written();
    const Status compacted = compact();
    return compacted ? check_database(prefix_) : compacted;
  }

 private:
  Status write() {
    auto side = SideWriter::create(delta_, job_.language);
    if (!side) return fail(side.error());
    const Status done = xapian_guard_status("updating a shard", [&]() -> Status {
      Xapian::WritableDatabase database(prefix_.string(), Xapian::DB_OPEN | Xapian::DB_NO_SYNC);
      if (const Status written = write_documents(database, *side); !written) return written;
      for (std::uint32_t d = plan_.new_size; d < plan_.old_size; ++d) database.delete_document(d + 1);
      database.commit();
      database.close();
      return {};
    });
    return done ? side->finish() : done;
  }

  Status write_documents(Xapian::WritableDatabase& database, SideWriter& side) {
    for (const std::uint32_t d : plan_.removed)
      if (const Status forgotten = forget_words(d); !forgotten) return forgotten;
    for (const std::uint32_t d : plan_.replaced)
      if (const Status forgotten = forget_words(d); !forgotten) return forgotten;
    Asset room;
    for (const Write& write : plan_.writes) {
      const auto asset = job_.assets.whole(write.asset, room);
      if (!asset) return fail(asset.error());
      const std::string json = asset_to_json(**asset);
      const BuiltDocument built = builder_.build(**asset);
      side.add(**asset, json, sha256(json), built, job_.seen_of(write.asset));
      database.replace_document(write.document + 1, to_xapian(built));
      if (job_.written && side.size() % 100 == 0) job_.written(100);
    }
    for (const Move& move : plan_.moves) {
      auto asset = asset_from_json(old_.documents[move.from]);
      if (!asset) return fail("reading back a stored asset", asset.error());
      database.replace_document(move.to + 1, to_xapian(builder_.build(*asset)));
    }
    return {};
  }

  // The new record, where there is one, is counted with the delta.
  Status forget_words(std::uint32_t document) {
    auto asset = asset_from_json(old_.documents[document]);
    if (!asset) return fail("reading back a stored asset", asset.error());
    for (const std::string& word : builder_.spellings(*asset)) --words_[word];
    return {};
  }

  Status merge() {
    auto delta = SideFiles::open(delta_);
    if (!delta) return fail(delta.error());
    const TextArray lines(old_.document_file, "lines");
    std::vector<Pick> picks(plan_.new_size);
    for (std::uint32_t d = 0; d < plan_.new_size; ++d) picks[d] = {0, d};
    for (const Move& move : plan_.moves) picks[move.to] = {0, move.from};
    for (std::uint32_t i = 0; i < plan_.writes.size(); ++i) picks[plan_.writes[i].document] = {1, i};
    const SideSource sources[] = {
        {&old_.columns, &old_.names, &old_.documents, &lines, &old_.forward, &old_.words},
        {&delta->columns, &delta->names, &delta->documents, &delta->lines, &delta->forward, &delta->words}};
    return merge_side_files(sources, picks, prefix_, words_);
  }

  // The copy was whole: reading all of it again would take longer than everything else.
  Status check_written() const {
    const auto columns = Columns::open(with_suffix(prefix_, ".columns"));
    if (!columns) return fail(columns.error());
    std::vector<std::uint32_t> documents;
    for (const Write& write : plan_.writes) documents.push_back(write.document);
    for (const Move& move : plan_.moves) documents.push_back(move.to);
    return check_places(prefix_, *columns, documents);
  }

  Status compact() {
    const fs::path compacted = with_suffix(prefix_, ".compact");
    const fs::path databases[] = {prefix_};
    if (const Status done = compact_databases(databases, compacted); !done) return done;
    std::error_code error;
    fs::remove_all(prefix_, error);
    if (!error) fs::rename(compacted, prefix_, error);
    if (error) return fail(ErrorCode::Failed, "replacing \"" + prefix_.string() + "\": " + error.message());
    info_.compact_bytes = folder_bytes(prefix_);
    return {};
  }

  template <typename Action>
  static Status xapian_guard_status(std::string_view doing, Action&& action) {
    auto done = xapian_guard(doing, [&] { return action(); });
    return done ? *done : fail(done.error());
  }

  const BuildJob& job_;
  const Shard& old_;
  const Generation& generation_;
  const ShardPlan& plan_;
  ShardInfo& info_;
  const fs::path prefix_, delta_;
  DocumentBuilder builder_;
  WordChanges words_;  // Of the documents that go.
};

// Names that no shard has yet.
void name_fresh(std::vector<ShardOrder>& fresh, const Generation& old) {
  std::size_t next = 0;
  for (const Shard& shard : old.shards())
    next = std::max<std::size_t>(next, std::strtoull(shard.info.name.c_str() + 6, nullptr, 10) + 1);
  for (ShardOrder& order : fresh) order.info.name = shard_name(next++);
}

}  // namespace

Result<std::vector<ShardInfo>> update_shards(const BuildJob& job, const Generation& old,
                                             const Difference& difference) {
  std::vector<ShardOrder> fresh;
  const std::vector<ShardPlan> plans = Planner(job, old, difference).plan(fresh);
  name_fresh(fresh, old);
  std::vector<ShardInfo> infos;
  for (const ShardPlan& plan : plans) infos.push_back(old.shards()[plan.old].info);
  // The longest first, or the last one keeps everybody waiting.
  std::vector<std::size_t> order(plans.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const auto work = [&](std::size_t i) { return plans[i].untouched() ? 0 : plans[i].old_size; };
    return work(a) > work(b);
  });
  const Status updated = for_each_item(job.threads, order.size(), [&](std::size_t n) -> Status {
    const std::size_t i = order[n];
    if (plans[i].new_size == 0) {
      infos[i].documents = 0;
      return {};
    }
    if (plans[i].untouched()) return link_shard(old, infos[i].name, job.folder);
    return ShardUpdate(job, old, plans[i], infos[i]).run();
  });
  if (!updated) return fail(updated.error());
  auto built = build_shards(job, std::move(fresh));
  if (!built) return built;
  std::erase_if(infos, [](const ShardInfo& info) { return info.documents == 0; });
  infos.insert(infos.end(), built->begin(), built->end());
  std::stable_sort(infos.begin(), infos.end(), [](const ShardInfo& a, const ShardInfo& b) {
    return a.access == b.access ? a.name < b.name : a.access < b.access;
  });
  return infos;
}

}  // namespace waymark

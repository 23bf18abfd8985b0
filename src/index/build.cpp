#include "build.h"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <map>

#include "waymark/index/xapian_guard.h"

#include "builders.h"
#include "glass_part.h"
#include "part_writer.h"
#include "shard_files.h"
#include "side_files.h"
#include "workers.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

// Of one class: each costs every search some look-ups.
constexpr std::size_t kMostShards = 16;

struct Part {
  std::size_t shard = 0;
  std::size_t first = 0, last = 0;  // Of the shard's assets.
  fs::path prefix;
};

std::vector<Part> cut_into_parts(const BuildJob& job, const std::vector<ShardOrder>& orders) {
  std::vector<Part> parts;
  const std::size_t most = std::min<std::size_t>(job.tuning.part_documents, GlassPart::kMostDocuments);
  for (std::size_t shard = 0; shard < orders.size(); ++shard) {
    const std::size_t count = orders[shard].assets.size();
    const std::size_t pieces = (count + most - 1) / most;  // Of nearly equal size.
    for (std::size_t piece = 0; piece < pieces; ++piece)
      parts.push_back({shard, count * piece / pieces, count * (piece + 1) / pieces,
                       job.folder / (orders[shard].info.name + ".part-" + std::to_string(piece))});
  }
  return parts;
}

void put_neighbours_together(const AssetList& assets, std::vector<std::uint32_t>& members) {
  std::vector<std::pair<std::uint64_t, std::uint32_t>> places;
  places.reserve(members.size());
  for (const std::uint32_t i : members) places.emplace_back(assets.neighbourhood(i), i);
  std::sort(places.begin(), places.end());
  for (std::size_t i = 0; i < members.size(); ++i) members[i] = places[i].second;
}

Status write_part(const BuildJob& job, const ShardOrder& order, const Part& part, Builders& builders) {
  const Builders::Lease builder = builders.take();
  auto writer = PartWriter::create(part.prefix, job.language, *builder);
  if (!writer) return fail(writer.error());
  Asset room;
  for (std::size_t i = part.first; i < part.last; ++i) {
    const auto asset = job.assets.whole(order.assets[i], room);
    if (!asset) return fail(asset.error());
    if (const Status added = writer->add(**asset, job.seen_of(order.assets[i])); !added) return added;
  }
  if (job.written) job.written(part.last - part.first);
  return writer->finish();
}

Status join_parts(std::span<const Part> parts, const fs::path& prefix, std::size_t most_open) {
  {
    std::vector<SideFiles> files;
    std::vector<SideSource> sources;
    std::vector<Pick> picks;
    files.reserve(parts.size());
    for (const Part& part : parts) {
      auto opened = SideFiles::open(part.prefix);
      if (!opened) return fail(opened.error());
      const SideFiles& side = files.emplace_back(std::move(*opened));
      for (std::uint32_t d = 0; d < side.columns.size(); ++d)
        picks.push_back({static_cast<std::uint32_t>(sources.size()), d});
      sources.push_back(
          {&side.columns, &side.names, &side.documents, &side.lines, &side.forward, &side.words});
    }
    if (const Status done = merge_side_files(sources, picks, prefix); !done) return done;
  }
  std::vector<fs::path> databases;
  for (const Part& part : parts) databases.push_back(part.prefix);
  const Status done = compact_databases(databases, prefix, most_open);
  for (const Part& part : parts) remove_shard(part.prefix);
  return done;
}

}  // namespace

std::string shard_name(std::size_t number) {
  char name[16];
  std::snprintf(name, sizeof name, "shard-%03zu", number);
  return name;
}

std::vector<ShardOrder> plan_all(const AssetList& assets, const PublishTuning& tuning, std::size_t threads) {
  std::map<AccessClass, std::vector<std::uint32_t>> classes;
  for (std::uint32_t i = 0; i < assets.size(); ++i) classes[assets.access(i)].push_back(i);
  std::vector<ShardOrder> orders;
  for (auto& [access, members] : classes) {
    put_neighbours_together(assets, members);
    const std::size_t most = std::max(threads, std::min(kMostShards, members.size() / tuning.large_shard));
    const std::size_t shards = std::clamp<std::size_t>(members.size() / tuning.shard_documents, 1, most);
    for (std::size_t shard = 0; shard < shards; ++shard) {
      const auto at = [&](std::size_t n) {
        return members.begin() + static_cast<std::ptrdiff_t>(members.size() * n / shards);
      };
      ShardOrder order;
      order.info = {shard_name(orders.size()), {access.level, access.groups, ""}, 0, 0};
      order.assets.assign(at(shard), at(shard + 1));
      orders.push_back(std::move(order));
    }
  }
  return orders;
}

Result<std::vector<ShardInfo>> build_shards(const BuildJob& job, std::vector<ShardOrder> orders) {
  const std::vector<Part> parts = cut_into_parts(job, orders);
  Builders builders(job.language);
  const std::size_t most_open = most_databases_open(job.threads);
  const auto join = [&](std::size_t shard) -> Status {
    std::vector<Part> own;
    for (const Part& part : parts)
      if (part.shard == shard) own.push_back(part);
    ShardInfo& info = orders[shard].info;
    const fs::path prefix = job.folder / info.name;
    if (const Status done = join_parts(own, prefix, most_open); !done) return done;
    info.documents = orders[shard].assets.size();
    info.compact_bytes = folder_bytes(prefix);
    start_writing_out(prefix);
    return check_database(prefix);
  };
  // Parts come shard by shard. Whoever writes the last one of a shard joins them, while the others go on with
  // the next shard.
  std::vector<std::atomic<std::size_t>> left(orders.size());
  for (const Part& part : parts) ++left[part.shard];
  const Status written = for_each_item(job.threads, parts.size(), [&](std::size_t i) -> Status {
    const std::size_t shard = parts[i].shard;
    if (const Status done = write_part(job, orders[shard], parts[i], builders); !done) return done;
    return --left[shard] == 0 ? join(shard) : Status();
  });
  if (!written) return fail(written.error());
  std::vector<ShardInfo> shards;
  for (ShardOrder& order : orders) shards.push_back(std::move(order.info));
  return shards;
}

}  // namespace waymark

#include "waymark/index/publish.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unordered_map>

#include "waymark/base/files.h"
#include "waymark/base/hash.h"
#include "waymark/base/strings.h"
#include "waymark/index/terms.h"
#include "waymark/index/xapian_guard.h"
#include "waymark/model/asset_json.h"

#include "shard_writer.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

// How many generations are kept, the current one included.
constexpr std::size_t kKept = 3;

std::string generation_name(std::uint64_t number) {
  char name[24];
  std::snprintf(name, sizeof name, "gen-%06llu", static_cast<unsigned long long>(number));
  return name;
}

std::uint64_t highest_number(const fs::path& index) {
  std::uint64_t highest = 0;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(index, error)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with("gen-"))
      highest = std::max<std::uint64_t>(highest, std::strtoull(name.c_str() + 4, nullptr, 10));
  }
  return highest;
}

// The access class is part of what is compared: an asset that moves to another class has changed.
std::string class_mark(const AccessClass& access) {
  return std::to_string(access.level) + join(access.groups, ",");
}

void compare(std::span<const Asset> assets, const std::vector<std::string>& json, const Generation* old,
             PublishReport& report) {
  std::unordered_map<std::string_view, std::pair<std::string_view, const Shard*>> before;
  if (old != nullptr)
    for (const Shard& shard : old->shards())
      for (std::uint32_t d = 0; d < shard.columns.size(); ++d)
        before.emplace(shard.columns.keys[d], std::pair{shard.documents[d], &shard});
  for (std::size_t i = 0; i < assets.size(); ++i) {
    const auto found = before.find(assets[i].key);
    if (found == before.end()) {
      ++report.added;
      continue;
    }
    const auto& [text, shard] = found->second;
    const bool same = text == json[i] && class_mark(shard->info.access) == class_mark(assets[i].access);
    ++(same ? report.unchanged : report.changed);
    before.erase(found);
  }
  report.removed = before.size();
}

std::vector<ShardInfo> plan_shards(std::span<const Asset> assets, std::vector<std::size_t>& shard_of) {
  std::map<AccessClass, std::size_t> classes;
  for (const Asset& asset : assets) classes.emplace(asset.access, 0);
  std::vector<ShardInfo> shards;
  for (auto& [access, number] : classes) {
    number = shards.size();
    char name[16];
    std::snprintf(name, sizeof name, "shard-%03zu", number);
    shards.push_back({name, access, 0, ""});
  }
  for (const Asset& asset : assets) shard_of.push_back(classes.at(asset.access));
  return shards;
}

Status write_shards(std::span<const Asset> assets, const std::vector<std::string>& json,
                    const fs::path& folder, const PublishOptions& options, Manifest& manifest) {
  std::vector<std::size_t> shard_of;
  manifest.shards = plan_shards(assets, shard_of);
  std::size_t done = 0;
  for (std::size_t number = 0; number < manifest.shards.size(); ++number) {
    auto writer = ShardWriter::create(folder, manifest.shards[number]);
    if (!writer) return fail(writer.error());
    for (std::size_t i = 0; i < assets.size(); ++i) {
      if (shard_of[i] != number) continue;
      if (const Status added = writer->add(assets[i], json[i]); !added) return added;
      if (options.progress && ++done % 500 == 0) options.progress(done, assets.size());
    }
    auto info = writer->finish();
    if (!info) return fail(info.error());
    manifest.shards[number] = *info;
  }
  if (options.progress) options.progress(assets.size(), assets.size());
  return {};
}

std::string content_of(const Manifest& manifest) {
  Sha256 hash;
  for (const ShardInfo& shard : manifest.shards)
    hash.update(class_mark(shard.access) + " " + shard.content + "\n");
  return to_hex(hash.finish());
}

Status list_files(const fs::path& folder, Manifest& manifest) {
  std::error_code error;
  for (const auto& entry : fs::recursive_directory_iterator(folder, error)) {
    if (!entry.is_regular_file()) continue;
    const auto mapped = MappedFile::open(entry.path());
    if (!mapped) return fail(mapped.error());
    manifest.files.push_back({fs::relative(entry.path(), folder).generic_string(), mapped->bytes().size(),
                              to_hex(sha256(mapped->bytes()))});
  }
  if (error) return fail(ErrorCode::Failed, "listing \"" + folder.string() + "\": " + error.message());
  std::sort(manifest.files.begin(), manifest.files.end(),
            [](const auto& a, const auto& b) { return a.path < b.path; });
  return {};
}

Status sync_everything(const fs::path& folder) {
  std::error_code error;
  for (const auto& entry : fs::recursive_directory_iterator(folder, error))
    if (const Status synced = sync_path(entry.path()); !synced) return synced;
  return sync_path(folder);
}

// One asset of each shard must be found by its key before anybody is sent there.
Status try_out(const fs::path& folder) {
  const auto generation = Generation::open(folder);
  if (!generation) return fail(generation.error());
  for (const Shard& shard : (*generation)->shards()) {
    const Status found = xapian_guard("trying out the new generation", [&] {
      const Xapian::Database database(shard.database.string());
      for (const std::uint32_t d : {0u, shard.columns.size() - 1})
        if (database.get_termfreq(key_term(shard.columns.keys[d])) != 1)
          throw Xapian::DatabaseCorruptError("asset " + std::string(shard.columns.keys[d]) +
                                             " cannot be found");
    });
    if (!found) return found;
  }
  return {};
}

Status make_current(const fs::path& index, const fs::path& temporary, const Manifest& manifest) {
  const std::string text = manifest_to_json(manifest);
  if (const Status written = write_file_durably(temporary / "manifest.json", text); !written) return written;
  if (const Status synced = sync_everything(temporary); !synced) return synced;
  if (const Status works = try_out(temporary); !works) return works;
  std::error_code error;
  fs::rename(temporary, index / manifest.id, error);
  if (error) return fail(ErrorCode::Failed, "publishing \"" + manifest.id + "\": " + error.message());
  if (const Status synced = sync_path(index); !synced) return synced;
  return write_file_durably(index / "CURRENT", manifest.id + " " + to_hex(sha256(text)) + "\n");
}

// Older generations and left-overs of runs that did not finish. Readers that still map them keep their pages.
void clean_up(const fs::path& index, const std::string& current) {
  std::vector<fs::path> finished;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(index, error)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with("gen-")) continue;
    if (name.ends_with(".tmp"))
      fs::remove_all(entry.path(), error);
    else if (name != current)
      finished.push_back(entry.path());
  }
  std::sort(finished.rbegin(), finished.rend());
  for (std::size_t i = kKept - 1; i < finished.size(); ++i) fs::remove_all(finished[i], error);
}

}  // namespace

Result<PublishReport> publish(std::span<const Asset> assets, const PublishOptions& options,
                              const IndexLock&) {
  PublishReport report;
  std::vector<std::string> json;
  json.reserve(assets.size());
  for (const Asset& asset : assets) json.push_back(asset_to_json(asset));
  const auto old = Generation::open_current(options.index);
  compare(assets, json, old ? old->get() : nullptr, report);

  const bool same = old && report.added + report.changed + report.removed == 0 && (*old)->problem().empty() &&
                    (*old)->manifest().policy == options.policy &&
                    (*old)->manifest().levels == options.levels && (*old)->manifest().clock == options.clock;
  if (same && !options.even_if_unchanged) {
    report.generation = (*old)->manifest().id;
    return report;
  }

  Manifest manifest;
  manifest.id = generation_name(highest_number(options.index) + 1);
  manifest.tool = options.tool;
  manifest.policy = options.policy;
  manifest.levels = options.levels;
  manifest.clock = options.clock;
  manifest.sources = options.sources;
  const fs::path temporary = options.index / (manifest.id + ".tmp");
  std::error_code error;
  fs::remove_all(temporary, error);
  if (!fs::create_directories(temporary, error))
    return fail(ErrorCode::Failed, "creating \"" + temporary.string() + "\": " + error.message());
  const auto give_up = [&](const Error& why) {
    fs::remove_all(temporary, error);
    return fail(why);
  };
  if (const Status written = write_shards(assets, json, temporary, options, manifest); !written)
    return give_up(written.error());
  manifest.content = content_of(manifest);
  manifest.published_at = now_utc();
  if (const Status listed = list_files(temporary, manifest); !listed) return give_up(listed.error());
  if (const Status current = make_current(options.index, temporary, manifest); !current)
    return give_up(current.error());
  clean_up(options.index, manifest.id);
  report.published = true;
  report.generation = manifest.id;
  return report;
}

}  // namespace waymark

#include "make_current.h"

#include <cstdio>
#include <map>

#include "waymark/base/files.h"
#include "waymark/base/hash.h"
#include "waymark/base/strings.h"

#include "key_order.h"
#include "shard_files.h"
#include "side_files.h"
#include "workers.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

// How many generations are kept, the current one included.
constexpr std::size_t kKept = 3;

std::string class_mark(const AccessClass& access) {
  return std::to_string(access.level) + join(access.groups, ",");
}

ClassInfo sum_up_class(const AccessClass& access, const std::vector<const Columns*>& shards) {
  const std::vector<Place> places = in_key_order(shards);
  Sha256 hash;
  for (const Place place : places) {
    const Digest& digest = shards[place.shard]->digests[place.document];
    hash.update({reinterpret_cast<const char*>(digest.data()), digest.size()});
  }
  return {access, places.size(), to_hex(hash.finish())};
}

Status sync_everything(const fs::path& folder) {
  std::error_code error;
  for (const auto& entry : fs::recursive_directory_iterator(folder, error))
    if (const Status synced = sync_path(entry.path()); !synced) return synced;
  return sync_path(folder);
}

// One asset of each shard must be found by its key, where its columns say it is, before anybody is sent
// there.
Status try_out(const fs::path& folder) {
  const auto generation = Generation::open(folder);
  if (!generation) return fail(generation.error());
  for (const Shard& shard : (*generation)->shards()) {
    const std::uint32_t first_and_last[] = {0, shard.columns.size() - 1};
    if (const Status found = check_places(shard.database, shard.columns, first_and_last); !found)
      return found;
  }
  return {};
}

}  // namespace

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

Status sum_up(const fs::path& folder, Manifest& manifest) {
  std::vector<Columns> opened;
  opened.reserve(manifest.shards.size());
  std::map<AccessClass, std::vector<const Columns*>> classes;
  for (const ShardInfo& shard : manifest.shards) {
    auto columns = Columns::open(with_suffix(folder / shard.name, ".columns"));
    if (!columns) return fail(columns.error());
    classes[shard.access].push_back(&opened.emplace_back(std::move(*columns)));
  }
  Sha256 hash;
  for (const auto& [access, shards] : classes) {
    manifest.classes.push_back(sum_up_class(access, shards));
    hash.update(class_mark(access) + " " + manifest.classes.back().content + "\n");
  }
  manifest.content = to_hex(hash.finish());
  return {};
}

Status list_files(const fs::path& folder, const Generation* old, std::size_t threads, Manifest& manifest) {
  std::error_code error;
  for (const auto& entry : fs::recursive_directory_iterator(folder, error))
    if (entry.is_regular_file())
      manifest.files.push_back({fs::relative(entry.path(), folder).generic_string(), 0, {}});
  if (error) return fail(ErrorCode::Failed, "listing \"" + folder.string() + "\": " + error.message());
  std::sort(manifest.files.begin(), manifest.files.end(),
            [](const auto& a, const auto& b) { return a.path < b.path; });
  std::map<std::string_view, const FileInfo*> known;
  if (old != nullptr)
    for (const FileInfo& file : old->manifest().files) known.emplace(file.path, &file);
  return for_each_item(threads, manifest.files.size(), [&](std::size_t i) -> Status {
    FileInfo& file = manifest.files[i];
    std::error_code other;
    if (const auto same = known.find(file.path);
        same != known.end() && fs::equivalent(old->folder() / file.path, folder / file.path, other)) {
      file.size = same->second->size;
      file.sha256 = same->second->sha256;
      return {};
    }
    const auto mapped = MappedFile::open(folder / file.path);
    if (!mapped) return fail(mapped.error());
    file.size = mapped->bytes().size();
    file.sha256 = to_hex(sha256(mapped->bytes()));
    return {};
  });
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

}  // namespace waymark

#include "waymark/index/generation.h"

#include "waymark/base/files.h"
#include "waymark/base/hash.h"
#include "waymark/base/strings.h"

#include "side_files.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

Status verify_files(const fs::path& folder, const Manifest& manifest, Verify verify) {
  for (const FileInfo& file : manifest.files) {
    std::error_code error;
    const auto size = fs::file_size(folder / file.path, error);
    if (error) return fail(ErrorCode::Unreadable, "file \"" + file.path + "\" is missing");
    if (size != file.size)
      return fail(ErrorCode::Unreadable, "file \"" + file.path + "\" has " + std::to_string(size) +
                                             " bytes, not the " + std::to_string(file.size) +
                                             " of its manifest");
    if (verify != Verify::Hashes) continue;
    const auto mapped = MappedFile::open(folder / file.path);
    if (!mapped) return fail(mapped.error());
    if (to_hex(sha256(mapped->bytes())) != file.sha256)
      return fail(ErrorCode::Unreadable, "file \"" + file.path + "\" does not match its checksum");
  }
  return {};
}

Result<Shard> open_shard(const fs::path& folder, const ShardInfo& info) {
  Shard shard;
  shard.info = info;
  shard.database = folder / info.name;
  auto files = SideFiles::open(folder / info.name);
  if (!files) return fail(files.error());
  shard.columns = std::move(files->columns);
  shard.names = std::move(files->names);
  shard.words = std::move(files->words);
  shard.document_file = std::move(files->document_file);
  shard.documents = files->documents;
  shard.forward_file = std::move(files->forward_file);
  shard.forward = files->forward;
  if (shard.columns.size() != info.documents)
    return fail(ErrorCode::Unreadable, "shard \"" + info.name + "\" does not hold the " +
                                           std::to_string(info.documents) + " documents of its manifest");
  return shard;
}

// Newest first.
std::vector<fs::path> generation_folders(const fs::path& index) {
  std::vector<fs::path> folders;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(index, error)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with("gen-") && !name.ends_with(".tmp") && entry.is_directory())
      folders.push_back(entry.path());
  }
  std::sort(folders.rbegin(), folders.rend());
  return folders;
}

}  // namespace

std::string current_line(const fs::path& index) {
  const auto text = read_file(index / "CURRENT");
  return text ? std::string(trim(*text)) : std::string();
}

Result<std::shared_ptr<const Generation>> Generation::open(const fs::path& folder, Verify verify) {
  return open(folder, verify, "");
}

Result<std::shared_ptr<const Generation>> Generation::open(const fs::path& folder, Verify verify,
                                                           std::string problem) {
  const auto inside = [&](const Error& error) {
    return fail("opening generation \"" + folder.string() + "\"", error);
  };
  const auto text = read_file(folder / "manifest.json");
  if (!text) return inside(text.error());
  auto manifest = manifest_from_json(*text);
  if (!manifest) return inside(manifest.error());
  if (const Status whole = verify_files(folder, *manifest, verify); !whole) return inside(whole.error());
  auto generation = std::make_shared<Generation>();
  generation->folder_ = folder;
  generation->problem_ = std::move(problem);
  for (const ShardInfo& info : manifest->shards) {
    auto shard = open_shard(folder, info);
    if (!shard) return inside(shard.error());
    generation->shards_.push_back(std::move(*shard));
  }
  auto lineage = Adjacency::open(folder / kAdjacencyFile);
  if (!lineage) return inside(lineage.error());
  generation->lineage_ = std::move(*lineage);
  generation->manifest_ = std::move(*manifest);
  return generation;
}

Result<std::shared_ptr<const Generation>> Generation::open_current(const fs::path& index, Verify verify) {
  const std::vector<std::string> line = split_words(current_line(index), ' ');
  std::string problem = "CURRENT is missing or empty";
  if (line.size() == 2) {
    const fs::path folder = index / fs::path(line[0]).filename();
    const auto manifest = read_file(folder / "manifest.json");
    if (manifest && to_hex(sha256(*manifest)) == line[1]) {
      auto opened = open(folder, verify);
      // A format this program does not read is no damage: falling back would serve the past.
      if (opened || opened.error().code == ErrorCode::Unavailable) return opened;
      problem = opened.error().message;
    } else {
      problem = "CURRENT names \"" + line[0] + "\", whose manifest is missing or does not match";
    }
  }
  for (const fs::path& folder : generation_folders(index)) {
    auto opened = open(folder, verify, problem + "; serving " + folder.filename().string() + " instead");
    if (opened) return opened;
  }
  return fail(ErrorCode::NotFound, "no index at \"" + index.string() +
                                       "\": run `waymark index EXPORTS --index " + index.string() +
                                       "` first");
}

}  // namespace waymark

#include "shard_files.h"

#include <cerrno>
#include <cstring>
#include <sstream>

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "waymark/base/files.h"
#include "waymark/base/hash.h"
#include "waymark/index/terms.h"
#include "waymark/index/xapian_guard.h"

#include "side_files.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSuffixes[] = {".columns", ".names", ".words", ".forward", ".documents"};

constexpr std::size_t kDescriptors = 4;  // Of a database open for reading, and one to spare.
constexpr std::size_t kOtherDescriptors = 300;

tl::unexpected<Error> refused(std::string_view doing, const fs::path& path, const std::error_code& error) {
  return fail(ErrorCode::Failed, std::string(doing) + " \"" + path.string() + "\": " + error.message());
}

// In the kernel where it can: a copy on write or at least no detour through this process.
Status copy_bytes(const fs::path& from, const fs::path& to) {
  const int in = ::open(from.c_str(), O_RDONLY | O_CLOEXEC);
  const int out = in < 0 ? -1 : ::open(to.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  ssize_t copied = in < 0 || out < 0 ? -1 : 1;
  while (copied > 0) copied = ::copy_file_range(in, nullptr, out, nullptr, std::size_t{1} << 30, 0);
  if (in >= 0) ::close(in);
  if (out >= 0) ::close(out);
  if (copied == 0) return {};
  std::error_code error;
  fs::copy_file(from, to, fs::copy_options::overwrite_existing, error);
  if (error) return refused("copying", from, error);
  return {};
}

bool belongs_to(const std::string& path, const std::string& shard) {
  return path.starts_with(shard) && (path[shard.size()] == '/' || path[shard.size()] == '.');
}

Status compact_some(std::span<const fs::path> databases, const fs::path& into) {
  return xapian_guard("compacting a shard", [&] {
    Xapian::Database all;
    for (const fs::path& database : databases) all.add_database(Xapian::Database(database.string()));
    all.compact(into.string(), static_cast<unsigned>(Xapian::Compactor::FULL));
  });
}

}  // namespace

std::uint64_t folder_bytes(const fs::path& folder) {
  std::uint64_t total = 0;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    const auto size = entry.file_size(error);
    if (!error) total += size;
  }
  return total;
}

std::size_t most_databases_open(std::size_t threads) {
  rlimit files{};
  if (::getrlimit(RLIMIT_NOFILE, &files) != 0) return kLeastOpen;
  // 1,024 is a usual limit, meant for programs that cannot do with more; what one may take is mostly far
  // above.
  files.rlim_cur = std::max(files.rlim_cur, std::min<rlim_t>(files.rlim_max, 16'384));
  ::setrlimit(RLIMIT_NOFILE, &files);
  ::getrlimit(RLIMIT_NOFILE, &files);
  const std::size_t spare = files.rlim_cur > kOtherDescriptors ? files.rlim_cur - kOtherDescriptors : 0;
  return std::max(kLeastOpen, spare / kDescriptors / threads);
}

Status compact_databases(std::span<const fs::path> databases, const fs::path& into, std::size_t most_open) {
  if (databases.size() <= most_open) return compact_some(databases, into);
  std::vector<fs::path> larger;
  const std::size_t groups = (databases.size() + most_open - 1) / most_open;
  for (std::size_t group = 0; group < groups; ++group) {
    const std::size_t first = databases.size() * group / groups,
                      last = databases.size() * (group + 1) / groups;
    larger.push_back(with_suffix(into, ".group-" + std::to_string(group)));
    if (const Status done = compact_some(databases.subspan(first, last - first), larger.back()); !done)
      return done;
    std::error_code error;
    for (std::size_t i = first; i < last; ++i) fs::remove_all(databases[i], error);
  }
  const Status done = compact_databases(larger, into, most_open);
  std::error_code error;
  for (const fs::path& group : larger) fs::remove_all(group, error);
  return done;
}

Status check_database(const fs::path& database) {
  return xapian_guard("checking a shard", [&] {
    std::ostringstream complaints;
    if (Xapian::Database::check(database.string(), 0, &complaints) != 0)
      throw Xapian::DatabaseCorruptError("the new shard fails its check: " + complaints.str());
  });
}

Status check_places(const fs::path& database, const Columns& columns,
                    std::span<const std::uint32_t> documents) {
  return xapian_guard("trying out a shard", [&] {
    const Xapian::Database opened(database.string());
    if (opened.get_doccount() != columns.size())
      throw Xapian::DatabaseCorruptError("it does not hold as many assets as its columns");
    for (const std::uint32_t d : documents) {
      const std::string term = key_term(columns.keys[d]);
      auto at = opened.postlist_begin(term);
      at.skip_to(d + 1);
      if (at == opened.postlist_end(term) || *at != d + 1)
        throw Xapian::DatabaseCorruptError("asset " + std::string(columns.keys[d]) + " cannot be found");
    }
  });
}

Status copy_database(const Generation& from, const std::string& shard, const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder / shard, error);
  if (error) return refused("creating", folder / shard, error);
  for (const FileInfo& file : from.manifest().files) {
    if (!belongs_to(file.path, shard)) continue;
    const auto mapped = MappedFile::open(from.folder() / file.path);
    if (!mapped) return fail(mapped.error());
    if (to_hex(sha256(mapped->bytes())) != file.sha256)
      return fail(ErrorCode::Unreadable,
                  "file \"" + file.path + "\" of " + from.manifest().id + " does not match its checksum");
    if (!file.path.starts_with(shard + "/")) continue;
    if (const Status copied = copy_bytes(from.folder() / file.path, folder / file.path); !copied)
      return copied;
  }
  return {};
}

Status link_shard(const Generation& from, const std::string& shard, const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder / shard, error);
  if (error) return refused("creating", folder / shard, error);
  for (const FileInfo& file : from.manifest().files) {
    if (!belongs_to(file.path, shard)) continue;
    fs::create_hard_link(from.folder() / file.path, folder / file.path, error);
    if (!error) continue;
    if (const Status copied = copy_bytes(from.folder() / file.path, folder / file.path); !copied)
      return copied;
  }
  return {};
}

void start_writing_out(const fs::path& prefix) {
  std::vector<fs::path> files;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(prefix, error)) files.push_back(entry.path());
  for (const std::string_view suffix : kSuffixes) files.push_back(with_suffix(prefix, suffix));
  for (const fs::path& file : files) {
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) continue;
    ::sync_file_range(descriptor, 0, 0, SYNC_FILE_RANGE_WRITE);
    ::close(descriptor);
  }
}

void remove_shard(const fs::path& prefix) {
  std::error_code error;
  fs::remove_all(prefix, error);
  for (const std::string_view suffix : kSuffixes) fs::remove(with_suffix(prefix, suffix), error);
}

}  // namespace waymark

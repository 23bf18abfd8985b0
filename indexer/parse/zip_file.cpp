#include "zip_file.h"

#include <cstring>

#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

#include "waymark/base/strings.h"

namespace waymark {
namespace {

constexpr std::size_t kPiece = 64 * 1024;
constexpr std::uint64_t kAlwaysAllowed = 1 << 20;  // Unpacked bytes that no ratio forbids.

std::string message_of(int code) {
  zip_error_t error;
  zip_error_init_with_code(&error, code);
  std::string text = zip_error_strerror(&error);
  zip_error_fini(&error);
  return lower(text);
}

tl::unexpected<Error> damaged(const std::string& why) {
  return fail(ErrorCode::Unreadable, "the zip archive cannot be read: " + why);
}

std::string megabytes(std::uint64_t bytes) { return std::to_string(bytes >> 20) + " MB"; }

class MemberBytes final : public ByteSource {
 public:
  MemberBytes(std::shared_ptr<ZipFile> archive, zip_file_t* file, std::uint64_t declared)
      : archive_(std::move(archive)), file_(file), left_(declared), buffer_(kPiece, '\0') {}
  ~MemberBytes() override { zip_fclose(file_); }
  MemberBytes(const MemberBytes&) = delete;
  MemberBytes& operator=(const MemberBytes&) = delete;

  Result<std::string_view> read() override {
    const zip_int64_t got = zip_fread(file_, buffer_.data(), buffer_.size());
    if (got < 0) return damaged(lower(zip_file_strerror(file_)));
    if (static_cast<std::uint64_t>(got) > left_) return damaged("a member is longer than the archive says");
    left_ -= static_cast<std::uint64_t>(got);
    return std::string_view(buffer_.data(), static_cast<std::size_t>(got));
  }

 private:
  std::shared_ptr<ZipFile> archive_;
  zip_file_t* file_;
  std::uint64_t left_;
  std::string buffer_;
};

// Which file stands at a path right now: enough to see that it is another one.
struct FileIdentity {
  dev_t device = 0;
  ino_t inode = 0;
  off_t bytes = 0;
  std::int64_t seconds = 0, nanoseconds = 0;

  bool operator==(const FileIdentity&) const = default;
};

std::optional<FileIdentity> identity_of(const std::filesystem::path& path) {
  struct stat info {};
  if (::lstat(path.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) return std::nullopt;
  return FileIdentity{info.st_dev, info.st_ino, info.st_size, info.st_mtim.tv_sec, info.st_mtim.tv_nsec};
}

}  // namespace

Result<std::shared_ptr<ZipFile>> ZipFile::open(const std::filesystem::path& path,
                                               const ArchiveLimits& limits) {
  const Result<int> descriptor = open_descriptor(path);
  if (!descriptor) return fail(descriptor.error());
  struct stat info {};
  if (::fstat(*descriptor, &info) != 0) {
    ::close(*descriptor);
    return damaged(std::strerror(errno));
  }
  const auto file_bytes = static_cast<std::uint64_t>(info.st_size);
  if (file_bytes > limits.packed_bytes) {
    ::close(*descriptor);
    return fail(ErrorCode::Unreadable, "the zip archive has " + megabytes(file_bytes) + ", more than the " +
                                           megabytes(limits.packed_bytes) + " that are read: split it");
  }
  std::shared_ptr<ZipFile> file(new ZipFile);
  int code = 0;
  file->archive_ = zip_fdopen(*descriptor, ZIP_CHECKCONS, &code);
  if (file->archive_ == nullptr) {
    ::close(*descriptor);
    return damaged(message_of(code));
  }
  if (Status taken = file->take_members(file_bytes, limits); !taken) return fail(taken.error());
  return file;
}

Result<std::shared_ptr<ZipFile>> ZipFile::from_bytes(std::string bytes, const ArchiveLimits& limits) {
  std::shared_ptr<ZipFile> file(new ZipFile);
  file->bytes_ = std::move(bytes);
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(file->bytes_.data(), file->bytes_.size(), 0, &error);
  if (source != nullptr) file->archive_ = zip_open_from_source(source, ZIP_CHECKCONS | ZIP_RDONLY, &error);
  if (file->archive_ == nullptr) {
    const std::string why = lower(zip_error_strerror(&error));
    if (source != nullptr) zip_source_free(source);
    zip_error_fini(&error);
    return damaged(why);
  }
  zip_error_fini(&error);
  if (Status taken = file->take_members(file->bytes_.size(), limits); !taken) return fail(taken.error());
  return file;
}

ZipFile::~ZipFile() {
  if (archive_ != nullptr) zip_discard(archive_);
}

Status ZipFile::take_members(std::uint64_t file_bytes, const ArchiveLimits& limits) {
  const zip_int64_t count = zip_get_num_entries(archive_, 0);
  if (count > static_cast<zip_int64_t>(limits.members))
    return fail(ErrorCode::Unreadable, "the zip archive has " + std::to_string(count) +
                                           " members, more than the " + std::to_string(limits.members) +
                                           " that are read: split it");
  ratio_ = limits.ratio;
  std::uint64_t packed = 0, unpacked = 0;
  for (zip_uint64_t index = 0; index < static_cast<zip_uint64_t>(count); ++index) {
    zip_stat_t info;
    constexpr zip_uint64_t kNeeded = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;
    if (zip_stat_index(archive_, index, 0, &info) != 0 || (info.valid & kNeeded) != kNeeded)
      return damaged("member " + std::to_string(index + 1) + " has no name or size");
    // Sums that wrap around would pass every limit below.
    if (info.comp_size > file_bytes || packed + info.comp_size > file_bytes)
      return damaged("its members overlap, which no honest archive does");
    packed += info.comp_size;
    if (info.size > limits.unpacked_bytes || unpacked + info.size > limits.unpacked_bytes)
      return fail(ErrorCode::Unreadable, "the zip archive unpacks to more than the " +
                                             megabytes(limits.unpacked_bytes) + " that are read: split it");
    unpacked += info.size;
    const std::string name = info.name;
    if (name.empty() || name.ends_with('/') || has(name)) continue;
    const bool encrypted =
        (info.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && info.encryption_method != ZIP_EM_NONE;
    members_.push_back({name, info.size, info.comp_size});
    by_name_.emplace(name, entries_.size());
    entries_.push_back({index, encrypted});
  }
  return {};
}

bool ZipFile::has(std::string_view name) const { return by_name_.contains(std::string(name)); }

Result<std::unique_ptr<ByteSource>> ZipFile::read(std::string_view name) {
  const auto found = by_name_.find(std::string(name));
  if (found == by_name_.end())
    return fail(ErrorCode::NotFound, "the zip archive has no member \"" + std::string(name) + "\"");
  const ArchiveMember& member = members_[found->second];
  const Entry& entry = entries_[found->second];
  if (entry.encrypted)
    return fail(ErrorCode::Unreadable, "encrypted, which is not read: pack it without a password");
  if (member.bytes > kAlwaysAllowed && member.bytes / ratio_ >= std::max<std::uint64_t>(member.packed, 1))
    return fail(ErrorCode::Unreadable,
                "unpacks to more than " + std::to_string(ratio_) + " times its size, as no export does");
  zip_file_t* file = zip_fopen_index(archive_, entry.index, 0);
  if (file == nullptr) return damaged(lower(zip_strerror(archive_)));
  return std::make_unique<MemberBytes>(shared_from_this(), file, member.bytes);
}

Result<std::unique_ptr<ByteSource>> open_member(const std::filesystem::path& path, std::string_view member) {
  thread_local std::shared_ptr<ZipFile> last;
  thread_local FileIdentity last_identity;
  const auto identity = identity_of(path);
  if (!last || !identity || *identity != last_identity) {
    last.reset();
    auto opened = ZipFile::open(path, {});
    if (!opened) return fail(opened.error());
    last = std::move(*opened);
    last_identity = identity.value_or(FileIdentity{});
  }
  return last->read(member);
}

bool begins_as_archive(std::string_view beginning) {
  return beginning.starts_with("PK\x03\x04") || beginning.starts_with("PK\x05\x06");
}

bool is_archive(const std::filesystem::path& path) {
  auto bytes = open_bytes(path);
  if (!bytes) return false;
  const auto beginning = (*bytes)->read();
  return beginning && begins_as_archive(*beginning);
}

Result<std::vector<ArchiveMember>> list_archive(const std::filesystem::path& path,
                                                const ArchiveLimits& limits) {
  const auto file = ZipFile::open(path, limits);
  if (!file) return fail(file.error());
  return (*file)->members();
}

std::string document_in(const std::vector<ArchiveMember>& members) {
  const auto has = [&](std::string_view name) {
    return std::any_of(members.begin(), members.end(),
                       [&](const ArchiveMember& member) { return member.name == name; });
  };
  if (has("xl/workbook.xml")) return "workbook";
  if (has("xl/workbook.bin")) return "a binary Excel workbook (.xlsb): save it as .xlsx";
  if (has("[Content_Types].xml")) return "an Office document, not a catalog export";
  if (has("mimetype") && has("content.xml")) return "an OpenDocument file: save a sheet as .xlsx";
  return {};
}

}  // namespace waymark

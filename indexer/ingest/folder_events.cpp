#include "folder_events.h"

#include <array>
#include <cerrno>
#include <cstring>

#include <sys/inotify.h>
#include <unistd.h>

namespace waymark {
namespace {

namespace fs = std::filesystem;

// IN_MODIFY, so that an upload that takes long is waited for.
constexpr std::uint32_t kMask = IN_CLOSE_WRITE | IN_MODIFY | IN_CREATE | IN_DELETE | IN_MOVED_FROM |
                                IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR | IN_DONT_FOLLOW;

fs::path tidy(const fs::path& path) {
  const fs::path normal = fs::absolute(path).lexically_normal();
  return normal.has_filename() ? normal : normal.parent_path();
}

}  // namespace

Result<FolderEvents> FolderEvents::open() {
  const int inotify = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  if (inotify < 0) return fail(ErrorCode::Failed, std::string("watching folders: ") + std::strerror(errno));
  return FolderEvents(inotify);
}

FolderEvents::FolderEvents(FolderEvents&& other) noexcept
    : inotify_(std::exchange(other.inotify_, -1)), watched_(std::move(other.watched_)) {}

FolderEvents::~FolderEvents() {
  if (inotify_ >= 0) ::close(inotify_);
}

Status FolderEvents::add(const fs::path& folder, const std::string& only_name) {
  const int number = ::inotify_add_watch(inotify_, folder.c_str(), kMask);
  if (number < 0 && (errno == ENOENT || errno == ENOTDIR || errno == EACCES)) return {};
  if (number < 0 && errno == ENOSPC)
    return fail(
        ErrorCode::Failed,
        "more folders than this system lets one user watch (fs.inotify.max_user_watches): changes in the "
        "others are found by the regular look");
  if (number < 0)
    return fail(ErrorCode::Failed, "watching \"" + folder.string() + "\": " + std::strerror(errno));
  Watched& watched = watched_[number];
  if (only_name.empty())
    watched.everything = true;
  else
    watched.names.insert(only_name);
  return {};
}

Status FolderEvents::add_tree(const fs::path& folder, const fs::path& leave_out) {
  if (folder == leave_out) return {};
  if (const Status added = add(folder, ""); !added) return added;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().filename().string().starts_with(".")) continue;
    if (!entry.is_directory(error) || entry.is_symlink(error)) continue;
    if (const Status added = add_tree(entry.path(), leave_out); !added) return added;
  }
  return {};
}

Status FolderEvents::add_place(const fs::path& place, const fs::path& leave_out) {
  std::error_code error;
  if (fs::is_directory(place, error)) {
    if (const Status added = add_tree(place, leave_out); !added) return added;
  }
  // The thing itself may go and come again, and so may the folders above it that are not there.
  fs::path there = place;
  do {
    const std::string name = there.filename().string();
    there = there.parent_path();
    if (fs::is_directory(there, error)) return add(there, name);
  } while (there.has_relative_path());
  return {};
}

Status FolderEvents::look(const WatchedPlaces& places) {
  const fs::path leave_out = places.leave_out.empty() ? fs::path() : tidy(places.leave_out);
  for (const fs::path& tree : places.trees)
    if (const Status added = add_place(tidy(tree), leave_out); !added) return added;
  for (const fs::path& file : places.files) {
    const fs::path path = tidy(file);
    if (const Status added = add(path.parent_path(), path.filename().string()); !added) return added;
  }
  return {};
}

// Hidden files are no exports: editors and copiers make some on the way to the real one.
bool FolderEvents::matters(const Watched& watched, unsigned mask, const std::string& name) const {
  if (name.empty()) return (mask & (IN_DELETE_SELF | IN_MOVE_SELF)) != 0;
  if (watched.names.contains(name)) return true;
  return watched.everything && !name.starts_with(".");
}

bool FolderEvents::drain() {
  bool any = false;
  alignas(inotify_event) std::array<char, 64 * 1024> buffer{};
  for (;;) {
    const ssize_t got = ::read(inotify_, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return any;
    for (ssize_t at = 0; at < got;) {
      inotify_event event{};
      std::memcpy(&event, buffer.data() + at, sizeof event);
      const char* text = buffer.data() + at + sizeof event;
      const std::string name(text, ::strnlen(text, event.len));
      at += static_cast<ssize_t>(sizeof event + event.len);
      if ((event.mask & IN_Q_OVERFLOW) != 0) {
        any = true;
        continue;
      }
      const auto found = watched_.find(event.wd);
      if (found == watched_.end()) continue;
      any |= matters(found->second, event.mask, name);
      if ((event.mask & IN_IGNORED) != 0) watched_.erase(found);
    }
  }
}

}  // namespace waymark

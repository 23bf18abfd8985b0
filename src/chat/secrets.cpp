#include "secrets.h"

#include <cstdlib>

#include "waymark/base/files.h"
#include "waymark/base/strings.h"

namespace waymark {
namespace {

constexpr Seconds kRemembered(600);  // Longer than a signed time is good for.
constexpr Seconds kRecent(300);
constexpr std::size_t kMostRemembered = 4096;

std::vector<std::string> secrets_in(std::string_view text, char separator) {
  std::vector<std::string> secrets;
  for (const std::string& line : split_words(text, separator)) secrets.emplace_back(trim(line));
  return secrets;
}

Result<std::vector<std::string>> read_secrets(const std::filesystem::path& path) {
  const auto text = read_file(path);
  if (!text) return fail(ErrorCode::InvalidInput, text.error().message);
  std::vector<std::string> secrets = secrets_in(*text, '\n');
  if (secrets.empty()) return fail(ErrorCode::InvalidInput, "\"" + path.string() + "\" holds no secret");
  return secrets;
}

}  // namespace

Result<std::shared_ptr<const Secrets>> Secrets::open(const SecretPlace& place,
                                                     const std::filesystem::path& folder) {
  auto secrets = std::make_shared<Secrets>();
  if (!place.variable.empty()) {
    const char* value = std::getenv(place.variable.c_str());
    secrets->fixed_ = secrets_in(value == nullptr ? "" : value, ' ');
    if (secrets->fixed_.empty())
      return fail(ErrorCode::InvalidInput, "the environment has no secret in " + place.variable);
    return secrets;
  }
  secrets->file_ = std::make_unique<WatchedFile<std::vector<std::string>>>(folder / place.file, read_secrets);
  if (const Status read = secrets->file_->open(); !read) return fail(read.error());
  return secrets;
}

std::vector<std::string> Secrets::current() const { return file_ == nullptr ? fixed_ : *file_->content(); }

std::optional<ApiResponse> ReplayMemory::answered(const std::string& what, Time now) {
  const std::lock_guard lock(mutex_);
  forget(now);
  const auto found = seen_.find(what);
  return found == seen_.end() ? std::nullopt : std::optional(found->second.answer);
}

void ReplayMemory::remember(const std::string& what, const ApiResponse& answer, Time now) {
  const std::lock_guard lock(mutex_);
  if (seen_.size() >= kMostRemembered) {
    const auto oldest = std::min_element(
        seen_.begin(), seen_.end(), [](const auto& a, const auto& b) { return a.second.at < b.second.at; });
    seen_.erase(oldest);
  }
  seen_.emplace(what, Entry{now, answer});
}

void ReplayMemory::forget(Time now) {
  std::erase_if(seen_, [&](const auto& entry) { return now - entry.second.at > kRemembered; });
}

bool is_recent(Time stated, Time now) { return stated - now <= kRecent && now - stated <= kRecent; }

}  // namespace waymark

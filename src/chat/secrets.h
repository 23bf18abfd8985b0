// secrets.h - secrets of chat services, read from where the configuration says and again when they change.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "waymark/api/api.h"
#include "waymark/base/result.h"
#include "waymark/base/time.h"
#include "waymark/catalog/chat_config.h"

namespace waymark {

// A file that is read again when it was written; what cannot be read keeps what was there before.
// Threads: any.
template <typename T>
class WatchedFile {
 public:
  using Parse = Result<T> (*)(const std::filesystem::path&);
  WatchedFile(std::filesystem::path path, Parse parse) : path_(std::move(path)), parse_(parse) {}

  Status open() {
    auto first = parse_(path_);
    if (!first) return fail(first.error());
    const std::lock_guard lock(mutex_);
    content_ = std::make_shared<const T>(std::move(*first));
    written_ = written();
    return {};
  }
  std::shared_ptr<const T> content() const {
    const std::lock_guard lock(mutex_);
    if (const auto now = written(); now != written_) {
      written_ = now;
      if (auto again = parse_(path_)) content_ = std::make_shared<const T>(std::move(*again));
    }
    return content_;
  }

 private:
  std::filesystem::file_time_type written() const {
    std::error_code error;
    return std::filesystem::last_write_time(path_, error);
  }

  const std::filesystem::path path_;
  const Parse parse_;
  mutable std::mutex mutex_;  // Guards everything below.
  mutable std::shared_ptr<const T> content_;
  mutable std::filesystem::file_time_type written_{};
};

// One secret, or two while they are being changed.
class Secrets {
 public:
  static Result<std::shared_ptr<const Secrets>> open(const SecretPlace& place,
                                                     const std::filesystem::path& folder);
  std::vector<std::string> current() const;

 private:
  std::vector<std::string> fixed_;  // From the environment.
  std::unique_ptr<WatchedFile<std::vector<std::string>>> file_;
};

// What was answered to signed requests lately: the same one again gets the same answer and does nothing anew.
// Threads: any.
class ReplayMemory {
 public:
  std::optional<ApiResponse> answered(const std::string& what, Time now);
  void remember(const std::string& what, const ApiResponse& answer, Time now);

 private:
  void forget(Time now);

  struct Entry {
    Time at;
    ApiResponse answer;
  };
  std::mutex mutex_;  // Guards `seen_`.
  std::map<std::string, Entry> seen_;
};

// Whether a time stated by a signed request is near enough to now.
bool is_recent(Time stated, Time now);

}  // namespace waymark

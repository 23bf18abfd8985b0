#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <ostream>
#include <set>
#include <thread>

#include <poll.h>
#include <unistd.h>

#include "waymark/base/strings.h"

#include "chat_parts.h"

namespace waymark {
namespace {

constexpr std::size_t kLongestLine = std::size_t{1024} * 1024;
constexpr std::size_t kMostWaiting = 1000;
constexpr std::chrono::milliseconds kAfterTheEnd(900);  // To finish what waits once the input has ended.

// Lines on their way from the thread that reads them to the one that answers.
class Waiting {
 public:
  void add(std::string line) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return lines_.size() < kMostWaiting || ended_; });
    if (!ended_) lines_.push_back(std::move(line));
    changed_.notify_all();
  }
  void end() {
    const std::lock_guard lock(mutex_);
    if (!ended_) ended_ = std::chrono::steady_clock::now();
    changed_.notify_all();
  }
  // Nothing: the input has ended and is dealt with.
  std::optional<std::string> next() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return !lines_.empty() || ended_; });
    if (lines_.empty() || (ended_ && std::chrono::steady_clock::now() - *ended_ > kAfterTheEnd))
      return std::nullopt;
    std::string line = std::move(lines_.front());
    lines_.pop_front();
    changed_.notify_all();
    return line;
  }
  void call_off(const std::string& id) {
    const std::lock_guard lock(mutex_);
    if (called_off_.size() < kMostWaiting) called_off_.insert(id);
  }
  // Whether the answer to this request is not wanted any more; forgets it.
  bool is_called_off(const std::string& id) {
    const std::lock_guard lock(mutex_);
    return called_off_.erase(id) > 0;
  }
  void forget_called_off() {
    const std::lock_guard lock(mutex_);
    if (lines_.empty()) called_off_.clear();
  }

 private:
  std::mutex mutex_;  // Guards everything below.
  std::condition_variable changed_;
  std::deque<std::string> lines_;
  std::set<std::string> called_off_;  // Ids, as JSON.
  std::optional<std::chrono::steady_clock::time_point> ended_;
};

// Splits what arrives into lines. A line past the limit is passed over and stands as an empty object, which
// is refused.
class LineReader {
 public:
  explicit LineReader(Waiting& waiting) : waiting_(waiting) {}

  void take(std::string_view bytes) {
    while (!bytes.empty()) {
      const std::size_t end = bytes.find('\n');
      if (!too_long_) line_ += bytes.substr(0, end);
      if (line_.size() > kLongestLine) {
        too_long_ = true;
        line_.clear();
      }
      if (end == std::string_view::npos) return;
      finish();
      bytes.remove_prefix(end + 1);
    }
  }

 private:
  void finish() {
    const std::string line = too_long_ ? "{}" : std::string(trim(line_));
    line_.clear();
    too_long_ = false;
    if (line.empty()) return;
    // Cancelling must not wait behind what it cancels.
    if (const auto message = read_message(line); message && message->kind == McpMessage::Kind::Notification &&
                                                 message->method == "notifications/cancelled")
      return waiting_.call_off(as_text(json_of(message->params["requestId"])));
    waiting_.add(line);
  }

  Waiting& waiting_;
  std::string line_;
  bool too_long_ = false;
};

void read_lines(int input, Waiting& waiting, const std::atomic<bool>& over) {
  LineReader reader(waiting);
  std::array<char, std::size_t{64} * 1024> buffer{};
  while (!over) {
    constexpr int kLookMs = 100;  // How soon it is noticed that nobody reads the answers any more.
    pollfd one{input, POLLIN, 0};
    if (::poll(&one, 1, kLookMs) == 0) continue;
    const ssize_t got = ::read(input, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    reader.take({buffer.data(), static_cast<std::size_t>(got)});
  }
  waiting.end();  // What stands after the last line end was never a message.
}

}  // namespace

void Chat::serve_lines(int input, std::ostream& output, SearchIndex& index, const Caller& caller) const {
  Waiting waiting;
  std::atomic<bool> over{false};
  std::thread reader([&] { read_lines(input, waiting, over); });
  const CatalogClient catalog(index, caller, parts_->api);
  while (const auto line = waiting.next()) {
    const std::vector<Json> answers = parts_->mcp.answer_line(*line, catalog);
    if (!answers.empty() && !waiting.is_called_off(as_text(at(answers.back(), "id"))))
      for (const Json& answer : answers) output << as_text(answer) << '\n';
    output.flush();
    waiting.forget_called_off();
    if (!output) break;  // Nobody reads any more.
  }
  over = true;
  waiting.end();
  reader.join();
}

}  // namespace waymark

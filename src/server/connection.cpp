#include "connection.h"

#include <cerrno>

#include <poll.h>
#include <sys/socket.h>

namespace waymark {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kBetweenStopLooks(50);
constexpr std::chrono::milliseconds kLinger(500);
constexpr std::size_t kLingerBytes = std::size_t{4} << 20;
constexpr std::size_t kPiece = std::size_t{16} * 1024;

int milliseconds_until(Clock::time_point until) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()).count();
  return static_cast<int>(std::max<std::int64_t>(0, left));
}

}  // namespace

Connection::Wait Connection::wait_readable(Clock::time_point until, bool stop_early) const {
  for (;;) {
    if (stop_early && stopping_) return Wait::Stopped;
    const int left = milliseconds_until(until);
    const int slice = stop_early ? std::min(left, static_cast<int>(kBetweenStopLooks.count())) : left;
    pollfd one{socket_, POLLIN, 0};
    const int ready = ::poll(&one, 1, slice);
    if (ready > 0) return Wait::Ready;
    if (ready < 0 && errno != EINTR) return Wait::Late;
    if (left == 0) return Wait::Late;
  }
}

bool Connection::receive() {
  const std::size_t had = buffer_.size();
  buffer_.resize(had + kPiece);
  ssize_t got = 0;
  do {
    got = ::recv(socket_, buffer_.data() + had, kPiece, 0);
  } while (got < 0 && errno == EINTR);
  buffer_.resize(had + static_cast<std::size_t>(std::max<ssize_t>(0, got)));
  return got > 0;
}

Frame Connection::next() {
  if (buffer_.empty() && (wait_readable(Clock::now() + limits_.idle, true) != Wait::Ready || !receive()))
    return {};
  const auto begun = Clock::now();
  bool continued = false;
  Clock::time_point body_begun{};
  for (;;) {
    Frame frame = read_frame(buffer_, limits_.frame);
    if (frame.state == Frame::State::Whole) buffer_.erase(0, frame.size);
    if (frame.state != Frame::State::More) return frame;
    if (frame.head_read && body_begun == Clock::time_point{}) body_begun = Clock::now();
    if (frame.wants_continue && !continued) continued = write("HTTP/1.1 100 Continue\r\n\r\n");
    const auto until = frame.head_read ? body_begun + limits_.body : begun + limits_.head;
    if (wait_readable(until, false) != Wait::Ready) {
      frame.state = Frame::State::Refused;
      frame.refusal = "request_timeout";
      frame.detail = "The request did not arrive in time.";
      return frame;
    }
    if (!receive()) return {};
  }
}

bool Connection::write(std::string_view bytes) {
  const auto until = Clock::now() + limits_.write;
  while (!bytes.empty()) {
    pollfd one{socket_, POLLOUT, 0};
    const int left = milliseconds_until(until);
    const int ready = ::poll(&one, 1, left);
    if (ready == 0 || (ready < 0 && errno != EINTR)) return false;
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0 && errno != EINTR && errno != EAGAIN) return false;
    if (sent > 0) bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void Connection::linger() {
  ::shutdown(socket_, SHUT_WR);
  const auto until = Clock::now() + kLinger;
  std::size_t dropped = 0;
  while (dropped < kLingerBytes && wait_readable(until, false) == Wait::Ready) {
    buffer_.clear();
    if (!receive()) return;
    dropped += buffer_.size();
  }
}

}  // namespace waymark

#include "waymark/ingest/watch.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <optional>

#include <poll.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "folder_events.h"

namespace waymark {
namespace {

using Clock = std::chrono::steady_clock;

// SIGINT, SIGTERM and SIGCHLD as something to read, as long as this object lives.
class Signals {
 public:
  Signals() {
    sigset_t taken;
    sigemptyset(&taken);
    for (const int signal : {SIGINT, SIGTERM, SIGCHLD}) sigaddset(&taken, signal);
    ::sigprocmask(SIG_BLOCK, &taken, &before_);
    descriptor_ = ::signalfd(-1, &taken, SFD_NONBLOCK | SFD_CLOEXEC);
  }
  ~Signals() {
    ::close(descriptor_);
    give_back();
  }
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;

  int descriptor() const { return descriptor_; }
  void give_back() const { ::sigprocmask(SIG_SETMASK, &before_, nullptr); }
  // True when one of them says to stop.
  bool drain() const {
    bool stop = false;
    signalfd_siginfo told{};
    while (::read(descriptor_, &told, sizeof told) == sizeof told)
      stop |= told.ssi_signo == SIGINT || told.ssi_signo == SIGTERM;
    return stop;
  }

 private:
  sigset_t before_{};
  int descriptor_ = -1;
};

class Watch {
 public:
  Watch(const WatchOptions& options, FolderEvents events) : options_(options), events_(std::move(events)) {}
  ~Watch() {
    if (!running_) return;
    ::kill(*running_, SIGTERM);
    while (::waitpid(*running_, nullptr, 0) < 0 && errno == EINTR) {
    }
  }
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

  Status run() {
    if (const Status started = start(); !started) return started;
    for (;;) {
      std::array<pollfd, 2> polled{pollfd{signals_.descriptor(), POLLIN, 0},
                                   pollfd{events_.descriptor(), POLLIN, 0}};
      ::poll(polled.data(), polled.size(), wait_for());
      if (signals_.drain()) return {};
      note_end();
      if (events_.drain()) note_change();
      if (!running_ && is_due())
        if (const Status started = start(); !started) return started;
    }
  }

 private:
  void note_change() {
    const auto now = Clock::now();
    if (!first_change_) first_change_ = now;
    last_change_ = now;
  }

  Clock::time_point due() const {
    if (!first_change_) return next_tick_;
    return std::min(last_change_ + options_.quiet, *first_change_ + options_.longest);
  }
  bool is_due() const { return Clock::now() >= due(); }

  // Milliseconds; -1 while a run is under way, whose end is a signal.
  int wait_for() const {
    if (running_) return -1;
    const auto rest = std::chrono::ceil<std::chrono::milliseconds>(due() - Clock::now()).count();
    return static_cast<int>(std::clamp<std::int64_t>(rest, 0, 3'600'000));
  }

  // Looks first and runs then: what changes between is seen by the run, and what changes later by the look.
  Status start() {
    if (const Status looked = events_.look(options_.places()); !looked && options_.warn && !warned_) {
      warned_ = true;
      options_.warn(looked.error().message);
    }
    events_.drain();
    first_change_.reset();
    next_tick_ = Clock::now() + options_.tick;
    std::fflush(nullptr);  // Or both processes would write what is waiting.
    const pid_t child = ::fork();
    if (child < 0) return fail(ErrorCode::Failed, std::string("starting a run: ") + std::strerror(errno));
    if (child == 0) {
      ::prctl(PR_SET_PDEATHSIG, SIGTERM);
      signals_.give_back();
      const int code = options_.run();
      std::fflush(nullptr);
      ::_exit(code);
    }
    running_ = child;
    return {};
  }

  void note_end() {
    int status = 0;
    if (!running_ || ::waitpid(*running_, &status, WNOHANG) != *running_) return;
    running_.reset();
    if (options_.ended) options_.ended(WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status));
  }

  const WatchOptions& options_;
  Signals signals_;
  FolderEvents events_;
  std::optional<pid_t> running_;
  std::optional<Clock::time_point> first_change_;  // Since the last run began.
  Clock::time_point last_change_, next_tick_;
  bool warned_ = false;
};

}  // namespace

Status watch(const WatchOptions& options) {
  auto events = FolderEvents::open();
  if (!events) return fail(events.error());
  return Watch(options, std::move(*events)).run();
}

}  // namespace waymark

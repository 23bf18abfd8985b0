#include "waymark/ingest/workers.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <new>
#include <optional>
#include <vector>

#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace waymark {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kOutOfMemory = 100;  // Exit codes of a worker.
constexpr int kThrew = 101;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif
#else
constexpr bool kSanitized = false;
#endif

// All of it, or false when the other side is gone.
bool send_all(int socket, const void* bytes, std::size_t size) {
  const char* at = static_cast<const char*>(bytes);
  while (size > 0) {
    const ssize_t sent = ::send(socket, at, size, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    at += sent;
    size -= static_cast<std::size_t>(sent);
  }
  return true;
}

bool receive_all(int socket, void* bytes, std::size_t size) {
  char* at = static_cast<char*>(bytes);
  while (size > 0) {
    const ssize_t got = ::recv(socket, at, size, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    at += got;
    size -= static_cast<std::size_t>(got);
  }
  return true;
}

void set_soft_limit(__rlimit_resource_t what, std::uint64_t value) {
  struct rlimit limit {};
  if (::getrlimit(what, &limit) != 0) return;
  limit.rlim_cur = std::min<rlim_t>(value, limit.rlim_max);
  ::setrlimit(what, &limit);
}

// The limit counts from the start of the process, so each job moves it on.
void allow_processor_time(std::chrono::seconds more) {
  struct rusage used {};
  ::getrusage(RUSAGE_SELF, &used);
  const auto seconds = static_cast<std::uint64_t>(used.ru_utime.tv_sec + used.ru_stime.tv_sec + 1);
  set_soft_limit(RLIMIT_CPU, seconds + static_cast<std::uint64_t>(more.count()));
}

void set_up_worker(const WorkerLimits& limits) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGCHLD}) std::signal(signal, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  set_soft_limit(RLIMIT_CORE, 0);  // A core file would hold the export.
  if (!kSanitized) set_soft_limit(RLIMIT_AS, limits.memory_bytes);
}

[[noreturn]] void serve_jobs(int socket, const JobRun& run) {
  set_up_worker(run.limits);
  std::uint64_t job = 0;
  while (receive_all(socket, &job, sizeof job)) {
    allow_processor_time(run.limits.processor);
    try {
      const std::string text = run.work(job);
      const std::uint64_t size = text.size();
      if (!send_all(socket, &size, sizeof size) || !send_all(socket, text.data(), text.size())) break;
    } catch (const std::bad_alloc&) {
      ::_exit(kOutOfMemory);
    } catch (...) {
      ::_exit(kThrew);
    }
  }
  ::_exit(0);  // Without the parent's ends: its buffers and files are not this process's to close.
}

std::string signal_name(int signal) {
  const char* name = ::sigabbrev_np(signal);
  return name != nullptr ? "SIG" + std::string(name) : "signal " + std::to_string(signal);
}

std::string why_it_died(int status, const WorkerLimits& limits) {
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
    return "took more than " + std::to_string(limits.processor.count()) + " s of processor time";
  if (WIFSIGNALED(status)) return "crashed (" + signal_name(WTERMSIG(status)) + ")";
  if (WEXITSTATUS(status) == kOutOfMemory)
    return "needed more than " + std::to_string(limits.memory_bytes >> 20) + " MB of memory";
  return "ended early (exit code " + std::to_string(WEXITSTATUS(status)) + ")";
}

struct Worker {
  pid_t process = -1;
  int socket = -1;
  std::optional<std::size_t> job;
  Clock::time_point begun;
};

class Pool {
 public:
  explicit Pool(const JobRun& run) : run_(run) {}
  ~Pool() {
    for (Worker& worker : workers_) stop(worker);
  }
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  Status run() {
    const std::size_t wanted = std::min(std::max<std::size_t>(run_.workers, 1), run_.jobs);
    for (std::size_t i = 0; i < wanted; ++i)
      if (const Status started = start(workers_.emplace_back()); !started && i == 0) return started;
    std::size_t ended = 0;
    while (ended < run_.jobs) {
      for (Worker& worker : workers_)
        if (!worker.job && next_ < run_.jobs)
          if (const Status given = give(worker); !given) return given;
      ended += wait_for_some();
    }
    return {};
  }

 private:
  Status start(Worker& worker) {
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
      return fail(ErrorCode::Failed, std::string("starting a reading process: ") + std::strerror(errno));
    const pid_t process = ::fork();
    if (process == 0) {
      // Held open here, the sockets of the others would never tell them that the parent is gone.
      for (const Worker& other : workers_)
        if (other.socket >= 0) ::close(other.socket);
      ::close(ends[0]);
      serve_jobs(ends[1], run_);
    }
    const int problem = errno;
    ::close(ends[1]);
    if (process < 0) {
      ::close(ends[0]);
      return fail(ErrorCode::Failed, std::string("starting a reading process: ") + std::strerror(problem));
    }
    worker = {.process = process, .socket = ends[0], .job = {}, .begun = {}};
    return {};
  }

  // A worker that never started, or that died between two jobs, is replaced first.
  Status give(Worker& worker) {
    const std::uint64_t job = next_;
    if (worker.socket >= 0 && !send_all(worker.socket, &job, sizeof job)) stop(worker);
    if (worker.socket < 0) {
      if (const Status started = start(worker); !started) return started;
      if (!send_all(worker.socket, &job, sizeof job))
        return fail(ErrorCode::Failed, "a reading process ended before its first file");
    }
    worker.job = next_++;
    worker.begun = Clock::now();
    return {};
  }

  std::size_t wait_for_some() {
    std::vector<pollfd> polled;
    for (const Worker& worker : workers_)
      polled.push_back({.fd = worker.job ? worker.socket : -1, .events = POLLIN, .revents = 0});
    ::poll(polled.data(), polled.size(), 1000);
    std::size_t ended = 0;
    for (std::size_t i = 0; i < workers_.size(); ++i) {
      Worker& worker = workers_[i];
      if (!worker.job) continue;
      if (polled[i].revents != 0) {
        end_job(worker, receive(worker));
        ++ended;
      } else if (Clock::now() - worker.begun > run_.limits.wall) {
        stop(worker);
        end_job(worker, {false, "took longer than " + std::to_string(run_.limits.wall.count()) + " s"});
        ++ended;
      }
    }
    return ended;
  }

  void end_job(Worker& worker, JobEnd end) {
    const std::size_t job = *worker.job;
    worker.job.reset();
    run_.ended(job, std::move(end));
  }

  JobEnd receive(Worker& worker) {
    std::uint64_t size = 0;
    if (receive_all(worker.socket, &size, sizeof size)) {
      std::string text(size, '\0');
      if (receive_all(worker.socket, text.data(), size)) return {true, std::move(text)};
    }
    return {false, why_it_died(stop(worker, true), run_.limits)};
  }

  // The status it ended with. Who has closed its socket is ending by itself, and how is worth knowing.
  int stop(Worker& worker, bool ending = false) {
    int status = 0;
    if (worker.socket < 0) return status;
    ::close(worker.socket);
    worker.socket = -1;
    if (!ending) ::kill(worker.process, SIGKILL);
    while (::waitpid(worker.process, &status, 0) < 0 && errno == EINTR) {
    }
    return status;
  }

  const JobRun& run_;
  std::vector<Worker> workers_;
  std::size_t next_ = 0;
};

}  // namespace

Status run_jobs(const JobRun& run) {
  if (run.jobs == 0) return {};
  return Pool(run).run();
}

}  // namespace waymark

#include "waymark/server/server.h"

#include <atomic>
#include <condition_variable>
#include <csignal>
#include <mutex>
#include <thread>

#include <fcntl.h>
#include <poll.h>
#include <spdlog/spdlog.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "waymark/base/strings.h"

#include "http_server.h"
#include "serve_rules.h"

namespace waymark {
namespace {

constexpr std::chrono::seconds kBetweenLooks(1);

// An event that stays once it has happened. Raising it is safe in a signal handler.
class Event {
 public:
  Event() : file_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}
  ~Event() { ::close(file_); }
  Event(const Event&) = delete;
  Event& operator=(const Event&) = delete;

  int file() const { return file_; }
  void raise() const { raise(file_); }
  static void raise(int file) {
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t written = ::write(file, &one, sizeof(one));
  }
  // Whether it has happened by then; a negative time waits for it.
  bool wait(std::chrono::milliseconds time) const {
    pollfd one{file_, POLLIN, 0};
    int ready = 0;
    do {
      ready = ::poll(&one, 1, static_cast<int>(time.count()));
    } while (ready < 0 && errno == EINTR);
    return ready > 0;
  }

 private:
  int file_;
};

// Where a signal reports to. A handler can be given nothing, so this is the one mutable global of the
// program.
std::atomic<int> signal_event{-1};

void on_signal(int) {
  const int event = signal_event;
  if (event >= 0) Event::raise(event);
}

Status check_level(const SearchIndex& index, const Caller& caller) {
  const auto generation = index.generation();
  if (caller.everything || generation == nullptr) return {};
  const std::vector<std::string>& levels = generation->manifest().levels;
  if (std::find(levels.begin(), levels.end(), caller.clearance) != levels.end()) return {};
  return fail(ErrorCode::InvalidInput, "anonymous: there is no level \"" + caller.clearance +
                                           "\"; the levels of this index are " + join(levels, ", "));
}

std::string url_host(const std::string& host) {
  return host.find(':') == std::string::npos ? host : "[" + host + "]";
}

}  // namespace

struct Server::Running {
  explicit Running(const ServeOptions& given) : options(given), index(given.index, given.ranking) {}
  ~Running() { stop(); }

  Status start() {
    if (!options.ranking.empty())
      if (const auto ranking = read_ranking(options.ranking); !ranking) return fail(ranking.error());
    auto caller = caller_of(options);
    if (!caller) return fail(caller.error());
    auto published = read_public_url(options.public_url);
    if (!published) return fail(published.error());
    if (const Status level = check_level(index, *caller); !level) return level;
    everything = caller->everything;
    base = published->base;
    SiteOptions site_options{.base = base, .caller = std::move(*caller), .files = page_files()};
    site_options.api = {.version = options.version,
                        .public_url = published->origin + base.substr(0, base.size() - 1),
                        .now = options.now,
                        .search_enough = options.search_enough,
                        .search_too_long = options.search_too_long};
    if (published->origin.empty()) site_options.api.public_url.clear();
    auto chat = Chat::open({.slack = options.slack,
                            .teams = options.teams,
                            .folder = options.config_folder,
                            .api = site_options.api});
    if (!chat) return fail(chat.error());
    site_options.chat = std::move(*chat);
    if (const Status traffic = set_traffic(site_options); !traffic) return traffic;
    return listen(std::move(site_options), published->host);
  }

  // Whoever is on this machine and sees everything may also ask as much as he likes.
  Status set_traffic(SiteOptions& site_options) const {
    const TrafficConfig& traffic = options.traffic;
    site_options.loopback = is_loopback(options.host);
    site_options.cors_origins = traffic.cors_origins;
    site_options.rate_limit = traffic.rate_limit;
    if (!traffic.rate_limit && !traffic.unlimited && !everything) site_options.rate_limit = RateLimit{};
    for (const std::string& text : traffic.trusted_proxies) {
      auto network = Network::read(text);
      if (!network) return fail("trusted_proxies", network.error());
      site_options.trusted_proxies.push_back(*network);
    }
    return {};
  }

  Status listen(SiteOptions site_options, const std::string& public_host) {
    auto bound = HttpServer::bind(options.host, options.port);
    if (!bound) return fail(bound.error());
    http = std::move(*bound);
    site_options.hosts = answered_hosts(options, http->port(), public_host);
    site = std::make_unique<Site>(std::move(site_options), index);
    http->serve(*site);
    // A new index is taken over without waiting for somebody to ask.
    ticker = std::thread([this] {
      while (!stopping.wait(kBetweenLooks)) index.refresh();
    });
    return {};
  }

  void stop() {
    const std::lock_guard lock(stop_mutex);
    stopping.raise();
    if (http != nullptr) http->stop();
    if (ticker.joinable()) ticker.join();
    int mine = stopping.file();
    signal_event.compare_exchange_strong(mine, -1);
  }

  const ServeOptions options;
  SearchIndex index;
  bool everything = false;
  std::string base = "/";
  std::unique_ptr<Site> site;
  std::unique_ptr<HttpServer> http;
  Event stopping;
  std::thread ticker;     // Owned here; joined by stop().
  std::mutex stop_mutex;  // Guards stopping a second time.
};

Server::Server(std::unique_ptr<Running> running) : running_(std::move(running)) {}
Server::Server(Server&&) noexcept = default;
Server& Server::operator=(Server&&) noexcept = default;
Server::~Server() = default;

Result<Server> Server::start(const ServeOptions& options) {
  auto running = std::make_unique<Running>(options);
  if (const Status started = running->start(); !started) return fail(started.error());
  Server server(std::move(running));
  spdlog::debug("serving {} ({})", server.address(), server.access());
  return server;
}

int Server::port() const { return running_->http->port(); }

std::string Server::address() const {
  const std::string& host = running_->options.host;
  const bool any_address = host == "0.0.0.0" || host == "::";
  return "http://" + url_host(any_address ? "127.0.0.1" : host) + ":" + std::to_string(port()) +
         running_->base;
}

std::string Server::access() const {
  if (running_->everything) return "everybody on this machine sees everything";
  return "callers without credentials see what is " + *running_->options.anonymous + " or below";
}

void Server::wait() {
  while (!running_->stopping.wait(std::chrono::milliseconds(-1))) {
  }
  running_->stop();
}

void Server::stop() { running_->stop(); }

void stop_on_signals(Server& server) {
  signal_event = server.running_->stopping.file();
  struct sigaction action {};
  action.sa_handler = on_signal;
  ::sigemptyset(&action.sa_mask);
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
}

}  // namespace waymark

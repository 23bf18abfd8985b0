// server.h - the catalog over HTTP: the browser page and the JSON API on one port.
//
//   Result<Server> server = Server::start({.port = 8080, .index = "data/index"});
//   if (!server) return fail(server.error());
//   stop_on_signals(*server);
//   server->wait();
//
// An index that is not there yet is no error: the API answers 503 until one is published, then works without
// a restart.
//
// Threads: start() returns once the port is open; the server runs on threads of its own until stop(). Every
// member may
//          be called from any thread.
// Errors:  InvalidInput when the options contradict each other or would open the catalog to everybody by
// accident;
//          Failed when the address cannot be bound.
#pragma once

#include <filesystem>
#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "waymark/base/result.h"
#include "waymark/base/time.h"
#include "waymark/catalog/chat_config.h"
#include "waymark/catalog/traffic_config.h"

namespace waymark {

struct ServeOptions {
  std::string host = "127.0.0.1";
  int port = 8080;                // 0: any free port.
  std::filesystem::path index;    // Folder of the published index.
  std::filesystem::path ranking;  // Weights other than those built in (ranking_file.h).
  std::string public_url;         // How browsers reach it, when that is not host and port; may have a path.
  std::optional<std::string>
      anonymous;  // Level of callers without credentials. Needed unless `host` is loopback.
  std::optional<Time>
      now;  // "Today", for samples and tests; else the index's own clock, else the wall clock.
  TrafficConfig traffic;
  std::optional<SlackConfig> slack;
  std::optional<TeamsConfig> teams;
  std::filesystem::path config_folder;  // What their paths start from.
  // How long a search looks for everything, and how long at all.  Source: docs/http-api.md.
  std::chrono::milliseconds search_enough{400}, search_too_long{2000};
  std::string version;                  // Of the program, as answers and cached copies name it.
};

class Server {
 public:
  static Result<Server> start(const ServeOptions& options);

  Server(Server&&) noexcept;
  Server& operator=(Server&&) noexcept;
  ~Server();  // Stops.

  int port() const;
  std::string address() const;  // "http://127.0.0.1:8080/"
  std::string access() const;   // Who may see what, in one line for the terminal.
  void wait();                  // Until stopped.
  void stop();                  // Takes no new connections, finishes requests in flight, then returns.

 private:
  friend void stop_on_signals(Server& server);
  struct Running;
  explicit Server(std::unique_ptr<Running> running);
  std::unique_ptr<Running> running_;
};

// SIGINT and SIGTERM stop this server; wait() then returns. One server per process may ask for it.
void stop_on_signals(Server& server);

}  // namespace waymark

#include "http_server.h"

#include <chrono>
#include <cstring>
#include <thread>

#include <httplib.h>
#include <spdlog/spdlog.h>

#include "connection.h"

namespace waymark {
namespace {

// A waiting connection holds a worker, so there are more of them than the processors could use.
constexpr std::size_t kWorkers = 64;
constexpr int kRequestsPerConnection = 100;
constexpr int kBacklog = 511;  // The library's own is 5.

// Answers of any length (exports) hold a worker for as long as their reader takes, so they are few and have an end.
constexpr int kMostStreams = 2;
constexpr std::chrono::minutes kLongestStream(10);

// What the library reads of a request: its method and how the connection goes on. All else was read and
// checked before, and nothing a client sends reaches the library's parser. What it writes is kept and sent in
// one piece, or in several where it is long.
class FrameStream : public httplib::Stream {
 public:
  FrameStream(const Frame& frame, int socket, Connection& connection)
      : socket_(socket),
        connection_(connection),
        head_(std::string(frame.method == "HEAD" ? "HEAD" : "GET") + " / HTTP/1.1\r\nHost: waymark\r\n" +
              (frame.close ? "Connection: close\r\n\r\n" : "\r\n")) {}

  bool is_readable() const override { return at_ < head_.size(); }
  bool is_writable() const override { return true; }
  ssize_t read(char* into, std::size_t size) override {
    const std::size_t count = std::min(size, head_.size() - at_);
    std::memcpy(into, head_.data() + at_, count);
    at_ += count;
    return static_cast<ssize_t>(count);
  }
  ssize_t write(const char* bytes, std::size_t size) override {
    out_.append(bytes, size);
    return out_.size() < kPiece || flush() ? static_cast<ssize_t>(size) : -1;
  }
  bool flush() {
    const bool sent = connection_.write(out_);
    out_.clear();
    return sent;
  }
  void get_remote_ip_and_port(std::string&, int&) const override {}
  void get_local_ip_and_port(std::string&, int&) const override {}
  socket_t socket() const override { return socket_; }

 private:
  static constexpr std::size_t kPiece = std::size_t{256} * 1024;

  int socket_;
  Connection& connection_;
  std::string head_;
  std::size_t at_ = 0;
  std::string out_;
};

void fill(httplib::Response& response, const ApiResponse& answer) {
  response.status = answer.status;
  for (const auto& [name, value] : answer.headers) response.set_header(name, value);
  response.body = answer.body;
  if (answer.status != 304 && answer.status != 204 && !response.has_header("Content-Type"))
    response.set_header("Content-Type", answer.content_type);
}

// One of the few answers that may be under way at a time; gives its place back when it ends.
class StreamPlace {
 public:
  explicit StreamPlace(std::atomic<int>& taken) : taken_(taken), granted_(taken.fetch_add(1) < kMostStreams) {}
  ~StreamPlace() { --taken_; }
  StreamPlace(const StreamPlace&) = delete;
  StreamPlace& operator=(const StreamPlace&) = delete;
  bool granted() const { return granted_; }

 private:
  std::atomic<int>& taken_;
  const bool granted_;
};

class Implementation : public HttpServer, private httplib::Server {
 public:
  Implementation() {
    new_task_queue = [] { return new httplib::ThreadPool(kWorkers); };
    set_tcp_nodelay(true);
    set_keep_alive_max_count(kRequestsPerConnection);
    set_keep_alive_timeout(std::chrono::duration_cast<std::chrono::seconds>(limits_.idle).count());
    // The library's own options would let a second server share the port.
    set_socket_options([](socket_t socket) {
      const int yes = 1;
      ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
    });
    // The library's own answer to an exception tells its text.
    set_exception_handler(
        [this](const httplib::Request&, httplib::Response& response, const std::exception_ptr&) {
          const ApiResponse refused = site_->refusal("internal", "The server could not answer this request.");
          response.headers.clear();
          fill(response, refused);
          spdlog::error("an exception ended request {}", response.get_header_value("X-Request-Id"));
        });
    // Everything is answered here: the library's routes are regular expressions, and it has none.
    set_pre_routing_handler([this](const httplib::Request&, httplib::Response& response) {
      answer(*current_frame, response);
      return HandlerResponse::Handled;
    });
  }

  ~Implementation() override { Implementation::stop(); }

  Status bind_to(const std::string& host, int port) {
    port_ = port == 0 ? bind_to_any_port(host) : bind_to_port(host, port) ? port : -1;
    if (port_ < 0)
      return fail(ErrorCode::Failed,
                  "listening on " + host + ", port " + std::to_string(port) + ": " + std::strerror(errno));
    ::listen(svr_sock_, kBacklog);
    return {};
  }

  void serve(const Site& site) override {
    site_ = &site;
    limits_.frame.body_of = [&site](std::string_view method, std::string_view target) {
      return site.body_limit(method, target);
    };
    acceptor_ = std::thread([this] {
      // An error of one accept ends the library's loop; the next begins on the same socket.
      while (!stopping_) listen_after_bind();
      ended_ = true;
    });
    while (!is_running()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }

  int port() const override { return port_; }

  void stop() override {
    stopping_ = true;
    if (!acceptor_.joinable()) return;
    while (!ended_) {
      if (svr_sock_ != INVALID_SOCKET) httplib::Server::stop();
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    acceptor_.join();
  }

 private:
  void answer(const Frame& frame, httplib::Response& response) const {
    const auto begun = std::chrono::steady_clock::now();
    const bool refused = frame.state == Frame::State::Refused;
    ApiResponse answer = refused
                                   ? site_->refusal(frame.refusal, frame.detail)
                                   : site_->answer({frame.method, frame.target, frame.fields, frame.body, *current_peer});
    // Also to HEAD, for its headers: the library does not ask for the body then.
    if (answer.stream) stream_body(answer, frame, response);
    fill(response, answer);
    // The library promises ranges otherwise.
    if (frame.method == "HEAD") response.set_header("Accept-Ranges", "none");
    const auto took =
        std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begun);
    // Without the query: what people look for is theirs.
    spdlog::debug("{} {} {} {} bytes {} us {}", frame.method, frame.target.substr(0, frame.target.find('?')),
                  answer.status, answer.body.size(), took.count(), response.get_header_value("X-Request-Id"));
  }

  // The library frames the pieces; to a client of HTTP/1.0 the end of the connection is the end of the answer.
  void stream_body(ApiResponse& answer, const Frame& frame, httplib::Response& response) const {
    const auto place = std::make_shared<StreamPlace>(streams_);
    if (!place->granted()) {
      answer = site_->refusal("overloaded", "As many exports are under way as this server gives at a time.");
      answer.headers.emplace_back("Retry-After", "5");
      return;
    }
    const auto until = std::chrono::steady_clock::now() + kLongestStream;
    const auto provide = [this, place, until, stream = answer.stream](std::size_t, httplib::DataSink& sink) {
      const bool whole = stream([&](std::string_view piece) {
        return !stopping_ && std::chrono::steady_clock::now() < until && sink.write(piece.data(), piece.size());
      });
      if (whole) sink.done();
      return whole;
    };
    if (frame.version_1_0)
      response.set_content_provider(answer.content_type, provide);
    else
      response.set_chunked_content_provider(answer.content_type, provide);
  }

  bool serve_frame(const Frame& frame, Connection& connection, socket_t socket) {
    FrameStream stream(frame, socket, connection);
    const std::string peer = peer_address(socket);
    bool closed = false;
    current_frame = &frame;
    current_peer = &peer;
    const bool answered = process_request(stream, frame.close, closed, nullptr);
    current_frame = nullptr;
    current_peer = nullptr;
    return stream.flush() && answered;
  }

  // The library's door for what happens on an accepted socket.
  bool process_and_close_socket(socket_t socket) override {
    Connection connection(socket, limits_, stopping_);
    for (int left = kRequestsPerConnection; left > 0; --left) {
      Frame frame = connection.next();
      if (frame.state == Frame::State::More) break;
      const bool refused = frame.state == Frame::State::Refused;
      frame.close = frame.close || refused || left == 1 || stopping_ || frame.version_1_0;
      const bool sent = serve_frame(frame, connection, socket);
      if (sent && frame.close) connection.linger();
      if (!sent || frame.close) break;
    }
    ::shutdown(socket, SHUT_RDWR);
    ::close(socket);
    return true;
  }

  // The library's handlers see only what it parsed; the request itself waits here, on the thread that serves
  // it.
  static thread_local const Frame* current_frame;
  static thread_local const std::string* current_peer;

  const Site* site_ = nullptr;  // Set before the first request.
  ConnectionLimits limits_;  // Not changed once it serves.
  std::atomic<bool> stopping_{false};
  std::atomic<bool> ended_{false};
  mutable std::atomic<int> streams_{0};
  std::thread acceptor_;  // Owned here; joined by stop().
  int port_ = 0;
};

thread_local const Frame* Implementation::current_frame = nullptr;
thread_local const std::string* Implementation::current_peer = nullptr;

}  // namespace

Result<std::unique_ptr<HttpServer>> HttpServer::bind(const std::string& host, int port) {
  auto server = std::make_unique<Implementation>();
  if (const Status bound = server->bind_to(host, port); !bound) return fail(bound.error());
  return std::unique_ptr<HttpServer>(std::move(server));
}

}  // namespace waymark

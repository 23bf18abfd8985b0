// The server over real sockets, on a free port.
#include "waymark/server/server.h"

#include <thread>

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <httplib.h>
#include <nlohmann/json.hpp>
#include <sys/socket.h>
#include <unistd.h>

#include "index_fixture.h"

namespace waymark {
namespace {

using namespace testing_support;
using testing::HasSubstr;
using testing::StartsWith;

// Bytes on a socket, to send what no client would.
class Wire {
 public:
  explicit Wire(int port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof(address)), 0);
    const timeval patience{15, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
  }
  ~Wire() { ::close(socket_); }
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;

  void send(const std::string& bytes) const {
    EXPECT_EQ(::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL), static_cast<ssize_t>(bytes.size()));
  }
  // Everything until the server closes.
  std::string rest() const {
    std::string all;
    char piece[4096];
    for (ssize_t got = 0; (got = ::recv(socket_, piece, sizeof(piece), 0)) > 0;)
      all.append(piece, static_cast<std::size_t>(got));
    return all;
  }

 private:
  int socket_;
};

class ServerTest : public testing::Test {
 protected:
  void SetUp() override {
    auto started = Server::start({.port = 0, .index = folder.path(), .version = "test"});
    ASSERT_TRUE(started) << started.error().message;
    server = std::make_unique<Server>(std::move(*started));
  }

  httplib::Client client() const { return httplib::Client("127.0.0.1", server->port()); }
  std::string ask(const std::string& bytes) const {
    const Wire wire(server->port());
    wire.send(bytes);
    return wire.rest();
  }
  std::string host() const { return "Host: 127.0.0.1:" + std::to_string(server->port()) + "\r\n"; }
  void publish_table() const { publish_assets({table("PROD.SALES.FCT_ORDERS", "Sales")}, folder.path()); }

  void publish_and_wait() const {
    publish_table();
    auto http = client();
    for (int i = 0; i < 300 && http.Get("/api/v1/status")->status != 200; ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }

  TemporaryFolder folder;
  std::unique_ptr<Server> server;
};

TEST_F(ServerTest, WithoutAnIndexItSaysSoAndWorksOnceOneIsPublished) {
  auto http = client();
  const auto waiting = http.Get("/api/v1/search?q=orders");
  ASSERT_TRUE(waiting);
  EXPECT_EQ(waiting->status, 503);
  EXPECT_THAT(waiting->body, HasSubstr("index_unavailable"));
  EXPECT_TRUE(waiting->has_header("Retry-After"));
  EXPECT_EQ(http.Get("/readyz")->status, 503);
  EXPECT_EQ(http.Get("/healthz")->body, "ok\n");
  EXPECT_EQ(http.Get("/")->status, 200);
  publish_table();
  for (int i = 0; i < 300 && http.Get("/readyz")->status != 200; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  const auto found = http.Get("/api/v1/search?q=orders");
  EXPECT_EQ(found->status, 200);
  EXPECT_EQ(nlohmann::json::parse(found->body)["total"], 1);
}

TEST_F(ServerTest, HeadIsGetWithoutABody) {
  auto http = client();
  const auto get = http.Get("/healthz"), head = http.Head("/healthz");
  ASSERT_TRUE(head);
  EXPECT_EQ(head->status, 200);
  EXPECT_EQ(head->body, "");
  EXPECT_EQ(head->get_header_value("Content-Length"), get->get_header_value("Content-Length"));
}

TEST_F(ServerTest, HeadOfAnAnswerOfAnyLengthPromisesNoLength) {
  publish_and_wait();
  auto http = client();
  const std::string address = "/api/v1/export?format=csv";
  const auto get = http.Get(address), head = http.Head(address);
  ASSERT_TRUE(get && head);
  EXPECT_EQ(head->status, 200);
  EXPECT_EQ(head->body, "");
  EXPECT_FALSE(head->has_header("Content-Length"));
  for (const char* name : {"Transfer-Encoding", "Content-Type", "Content-Disposition"})
    EXPECT_EQ(head->get_header_value(name), get->get_header_value(name)) << name;
  EXPECT_EQ(http.Get("/healthz")->body, "ok\n");  // The connection is where it should be.
}

TEST_F(ServerTest, KeepsAConnectionForManyRequests) {
  const Wire wire(server->port());
  for (int i = 0; i < 3; ++i) wire.send("GET /healthz HTTP/1.1\r\n" + host() + "\r\n");
  wire.send("GET /readyz HTTP/1.1\r\n" + host() + "Connection: close\r\n\r\n");
  const std::string all = wire.rest();
  std::size_t answers = 0;
  for (std::size_t at = 0; (at = all.find("HTTP/1.1 ", at)) != std::string::npos; ++at) ++answers;
  EXPECT_EQ(answers, 4u);
  EXPECT_THAT(all, HasSubstr("HTTP/1.1 503"));
}

TEST_F(ServerTest, AnOverlongRequestLineIs414) {
  const std::string answer = ask("GET /" + std::string(9000, 'a') + " HTTP/1.1\r\n" + host() + "\r\n");
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 414"));
  EXPECT_THAT(answer, HasSubstr("application/problem+json"));
  EXPECT_THAT(answer, HasSubstr("uri_too_long"));
}

TEST_F(ServerTest, AFloodOfHeadersIs431) {
  EXPECT_THAT(ask("GET / HTTP/1.1\r\n" + host() + "X: " + std::string(2'000'000, 'a')),
              StartsWith("HTTP/1.1 431"));
}

TEST_F(ServerTest, MalformedRequestsAre400AndEndTheConnection) {
  for (const std::string& bytes :
       {std::string("nonsense\r\n\r\n"), std::string("GET / HTTP/1.1\nHost: a\n\n"),
        std::string("GET / HTTP/1.1\r\n\r\n"), "GET / HTTP/1.1\r\n" + host() + "X: a\r\n folded\r\n\r\n"}) {
    const std::string answer = ask(bytes + "GET /healthz HTTP/1.1\r\n" + host() + "\r\n");
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 400")) << bytes;
    EXPECT_THAT(answer, testing::Not(HasSubstr("ok\n"))) << bytes;
  }
}

TEST_F(ServerTest, BodiesOfAWrongLengthAreNeverServerErrors) {
  publish_and_wait();
  const std::string post = "POST /api/v1/search HTTP/1.1\r\n" + host() + "Content-Type: application/json\r\n";
  EXPECT_THAT(ask(post + "Content-Length: 2\r\n\r\n{}junk\r\n\r\n"), HasSubstr("HTTP/1.1 400"));
  EXPECT_THAT(ask(post + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}"),
              StartsWith("HTTP/1.1 400"));
  EXPECT_THAT(ask(post + "Content-Length: 99999999\r\n\r\n{}"), StartsWith("HTTP/1.1 413"));
  EXPECT_THAT(ask(post + "\r\n"), StartsWith("HTTP/1.1 411"));
  EXPECT_THAT(ask(post + "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"),
              StartsWith("HTTP/1.1 200"));
  EXPECT_THAT(ask(post + "Connection: close\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n{}"),
              HasSubstr("HTTP/1.1 200"));
}

TEST_F(ServerTest, TraversalFindsNothing) {
  for (const char* path : {"/../../etc/passwd", "/assets/..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/passwd",
                           "/assets/%252e%252e/x", "/..\\x", "/%00"}) {
    const std::string answer =
        ask("GET " + std::string(path) + " HTTP/1.1\r\n" + host() + "Connection: close\r\n\r\n");
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 400") || answer.starts_with("HTTP/1.1 404"))
        << path << ": " << answer;
  }
}

TEST_F(ServerTest, AnswersToItsOwnNamesOnly) {
  auto http = client();
  EXPECT_EQ(http.Get("/healthz", {{"Host", "localhost:" + std::to_string(server->port())}})->status, 200);
  const auto refused = http.Get("/healthz", {{"Host", "evil.example"}});
  EXPECT_EQ(refused->status, 403);
  EXPECT_THAT(refused->body, HasSubstr("bad_host"));
}

TEST_F(ServerTest, AKnownTagIsNotSentAgain) {
  publish_and_wait();
  auto http = client();
  const auto first = http.Get("/api/v1/search?q=orders");
  const auto again =
      http.Get("/api/v1/search?q=orders", {{"If-None-Match", first->get_header_value("ETag")}});
  EXPECT_EQ(again->status, 304);
  EXPECT_EQ(again->body, "");
}

TEST_F(ServerTest, PacksLongAnswers) {
  publish_and_wait();
  auto http = client();
  const auto plain = http.Get("/api/v1/schema");
  http.set_decompress(true);
  const auto packed = http.Get("/api/v1/schema", {{"Accept-Encoding", "gzip"}});
  EXPECT_EQ(packed->get_header_value("Content-Encoding"), "gzip");
  EXPECT_EQ(packed->body, plain->body);
}

TEST_F(ServerTest, ARangeGetsTheWholeAnswer) {
  const auto answer = client().Get("/healthz", {{"Range", "bytes=0-,0-,0-"}});
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(answer->body, "ok\n");
}

TEST_F(ServerTest, IdleConnectionsDoNotHoldUpOthers) {
  std::vector<std::unique_ptr<Wire>> idle;
  for (int i = 0; i < 40; ++i) idle.push_back(std::make_unique<Wire>(server->port()));
  const auto begun = std::chrono::steady_clock::now();
  EXPECT_EQ(client().Get("/healthz")->status, 200);
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(1));
}

TEST_F(ServerTest, StopsWhileConnectionsAreOpenAndCanBeStoppedTwice) {
  const Wire idle(server->port());
  const auto begun = std::chrono::steady_clock::now();
  server->stop();
  server->stop();
  server->wait();
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(3));
  EXPECT_FALSE(client().Get("/healthz"));
}

TEST_F(ServerTest, ASecondServerCannotTakeThePort) {
  const auto second = Server::start({.port = server->port(), .index = folder.path()});
  ASSERT_FALSE(second);
  EXPECT_THAT(second.error().message, HasSubstr(std::to_string(server->port())));
}

TEST(ServerStart, OffTheMachineOnlyWithALevelForStrangers) {
  const TemporaryFolder folder;
  const auto refused = Server::start({.host = "0.0.0.0", .port = 0, .index = folder.path()});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::InvalidInput);
  EXPECT_THAT(refused.error().message, HasSubstr("anonymous"));
  EXPECT_TRUE(Server::start({.host = "0.0.0.0", .port = 0, .index = folder.path(), .anonymous = "public"}));
}

TEST(ServerStart, AnUnknownLevelIsNamedWithTheKnownOnes) {
  const TemporaryFolder folder;
  publish_assets({table("A.B.C")}, folder.path());
  const auto refused = Server::start({.port = 0, .index = folder.path(), .anonymous = "pubic"});
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("public, internal"));
}

TEST(ServerStart, StrangersSeeTheirLevel) {
  const TemporaryFolder folder;
  Asset open = table("A.B.OPEN"), secret = table("A.B.SECRET");
  open.access.level = 0;
  secret.access.level = 3;
  publish_assets({open, secret}, folder.path());
  const auto server = Server::start({.port = 0, .index = folder.path(), .anonymous = "public"});
  ASSERT_TRUE(server) << server.error().message;
  httplib::Client http("127.0.0.1", server->port());
  EXPECT_EQ(nlohmann::json::parse(http.Get("/api/v1/search")->body)["total"], 1);
  EXPECT_EQ(http.Get("/api/v1/assets/" + secret.key)->status, 404);
}

TEST(ServerStart, APublicUrlMustBeOne) {
  const TemporaryFolder folder;
  for (const char* url : {"data.example", "ftp://data.example", "https://", "https://a/?b", "https://a/../b"})
    EXPECT_FALSE(Server::start({.port = 0, .index = folder.path(), .public_url = url})) << url;
  const auto server =
      Server::start({.port = 0, .index = folder.path(), .public_url = "https://Data.example/catalog"});
  ASSERT_TRUE(server);
  httplib::Client http("127.0.0.1", server->port());
  EXPECT_EQ(http.Get("/catalog/healthz", {{"Host", "data.example"}})->status, 200);
}

}  // namespace
}  // namespace waymark

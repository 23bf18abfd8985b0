#include "src/server/site.h"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>

#include "index_fixture.h"

namespace waymark {
namespace {

using namespace testing_support;
using testing::HasSubstr;
using testing::Not;

constexpr PageFile kFiles[] = {
    {"assets/index-Bx81.js", "text/javascript; charset=utf-8", "\"aa\"", "console.log(1)", "PACKED", true},
    {"favicon.svg", "image/svg+xml", "\"bb\"", "<svg/>", "", false},
    {"index.html", "text/html; charset=utf-8", "\"cc\"",
     "<meta name=\"waymark-base\" content=\"/\"><meta name=\"waymark-schema\" content=\"\">"
     "<script src=\"./assets/index-Bx81.js\"></script>",
     "", false},
};

std::string header(const ApiResponse& answer, const std::string& name) {
  for (const auto& [key, value] : answer.headers)
    if (key == name) return value;
  return {};
}

class SiteTest : public testing::Test {
 protected:
  TemporaryFolder folder;
  SearchIndex index{folder.path()};

  ApiResponse ask(const std::string& target, NameValues fields = {}, const std::string& method = "GET",
                  const std::string& base = "/", bool everything = true) {
    SiteOptions options{.hosts = {"localhost:8080", "data.example"},
                        .base = base,
                        .caller = {.everything = everything},
                        .files = kFiles};
    const bool has_host =
        std::any_of(fields.begin(), fields.end(), [](const auto& field) { return field.first == "Host"; });
    if (!has_host) fields.emplace_back("Host", "localhost:8080");
    return Site(std::move(options), index).answer({method, target, std::move(fields), ""});
  }
};

TEST_F(SiteTest, PageAddressesGiveTheShell) {
  for (const char* path : {"/", "/search?q=a", "/domains", "/help", "/asset/t_1", "/product/p_1",
                           "/domain/d_1", "/owner/u_1", "/contract/x_1", "/term/g_1"}) {
    const ApiResponse answer = ask(path);
    EXPECT_EQ(answer.status, 200) << path;
    EXPECT_EQ(answer.content_type, "text/html; charset=utf-8");
    EXPECT_THAT(answer.body, HasSubstr("src=\"/assets/index-Bx81.js\"")) << path;
  }
}

TEST_F(SiteTest, WrongPageAddressesGiveTheShellAndAStatus) {
  for (const char* path : {"/searching", "/asset", "/asset/a/b", "/nothing"}) {
    EXPECT_EQ(ask(path).status, 404) << path;
    EXPECT_EQ(ask(path).content_type, "text/html; charset=utf-8") << path;
  }
}

TEST_F(SiteTest, WrongFileAndApiAddressesNeverGiveThePage) {
  for (const char* path :
       {"/assets/other.js", "/assets/x", "/robots.txt", "/api/v1/nothing", "/api", "/index.htm"}) {
    EXPECT_EQ(ask(path).status, 404) << path;
    EXPECT_EQ(ask(path).content_type, "application/problem+json") << path;
  }
}

TEST_F(SiteTest, OddPathsAreRefused) {
  for (const char* path : {"/../etc/passwd", "/assets/..%2f..%2fetc/passwd", "/%2e%2e/x", "//api/v1/search",
                           "/api/v1;healthz/search", "/healthz/../api/v1/search", "/assets\\x"})
    EXPECT_THAT(ask(path).body, HasSubstr("bad_path")) << path;
}

TEST_F(SiteTest, ThePageIsMountedAtThePathOfPublicUrl) {
  for (const char* path : {"/catalog/", "/catalog", "/catalog/search", "/search"}) {
    const ApiResponse answer = ask(path, {}, "GET", "/catalog/");
    EXPECT_EQ(answer.status, 200) << path;
    EXPECT_THAT(answer.body, HasSubstr("src=\"/catalog/assets/index-Bx81.js\""));
    EXPECT_THAT(answer.body, HasSubstr("name=\"waymark-base\" content=\"/catalog/\""));
  }
  EXPECT_EQ(ask("/catalog/assets/index-Bx81.js", {}, "GET", "/catalog/").body, "console.log(1)");
  EXPECT_EQ(ask("/catalog/healthz", {}, "GET", "/catalog/").body, "ok\n");
}

TEST_F(SiteTest, HashedFilesAreCachedForGoodAndPacked) {
  const ApiResponse plain = ask("/assets/index-Bx81.js"),
                    packed = ask("/assets/index-Bx81.js", {{"Accept-Encoding", "br, gzip"}});
  EXPECT_EQ(plain.body, "console.log(1)");
  EXPECT_EQ(header(plain, "Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(packed.body, "PACKED");
  EXPECT_EQ(header(packed, "Content-Encoding"), "gzip");
  EXPECT_EQ(ask("/assets/index-Bx81.js", {{"Accept-Encoding", "gzip;q=0"}}).body, "console.log(1)");
  EXPECT_EQ(ask("/assets/index-Bx81.js", {{"If-None-Match", "\"aa\""}}).status, 304);
  EXPECT_EQ(header(ask("/favicon.svg"), "Cache-Control"), "public, max-age=3600");
}

TEST_F(SiteTest, TheShellHasAPolicyAndATag) {
  const ApiResponse answer = ask("/");
  EXPECT_THAT(header(answer, "Content-Security-Policy"), HasSubstr("default-src 'none'; script-src 'self'"));
  EXPECT_EQ(header(answer, "X-Frame-Options"), "DENY");
  EXPECT_EQ(header(answer, "Cross-Origin-Opener-Policy"), "same-origin");
  EXPECT_EQ(header(answer, "Cross-Origin-Resource-Policy"), "same-origin");
  EXPECT_EQ(header(answer, "X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(ask("/", {{"If-None-Match", header(answer, "ETag")}}).status, 304);
}

TEST_F(SiteTest, TheShellCarriesTheSchemaAsAnAttribute) {
  const std::string shell = ask("/search").body;
  EXPECT_THAT(shell, HasSubstr("<meta name=\"waymark-schema\" content=\"{&quot;fields&quot;:[{&quot;name&quot;:"));
  EXPECT_THAT(shell, Not(HasSubstr("content=\"\"")));
  EXPECT_EQ(ask("/", {}, "GET", "/catalog/").body.find("waymark-schema\" content=\"{&quot;") == std::string::npos,
            false);
}

TEST_F(SiteTest, OtherHostsAreRefused) {
  for (const char* host : {"evil.example", "localhost", "localhost:9", "", "localhost:8080.evil.example"}) {
    const ApiResponse answer = ask("/api/v1/search", {{"Host", host}});
    EXPECT_EQ(answer.status, 403) << host;
    EXPECT_THAT(answer.body, HasSubstr("bad_host")) << host;
  }
  EXPECT_EQ(ask("/healthz", {{"Host", "DATA.example"}}).status, 200);
}

TEST_F(SiteTest, AProxyInFrontOfAnOpenServerOpensNothing) {
  for (const char* name : {"Forwarded", "X-Forwarded-For", "via"}) {
    EXPECT_EQ(ask("/", {{name, "10.0.0.1"}}).status, 403) << name;
    EXPECT_EQ(ask("/", {{name, "10.0.0.1"}}, "GET", "/", false).status, 200) << name;
  }
}

TEST_F(SiteTest, PagesOfOtherSitesSendNothing) {
  EXPECT_EQ(ask("/api/v1/search", {{"Origin", "http://evil.example"}}, "POST").status, 403);
  EXPECT_EQ(ask("/api/v1/search", {{"Origin", "null"}}, "POST").status, 403);
  EXPECT_EQ(ask("/api/v1/search", {{"Sec-Fetch-Site", "cross-site"}}, "POST").status, 403);
  EXPECT_NE(ask("/api/v1/search", {{"Origin", "https://data.example"}}, "POST").status, 403);
}

class TrafficTest : public SiteTest {
 protected:
  SiteOptions options{.hosts = {"localhost:8080", "data.example"}, .caller = {.clearance = "public"}, .files = kFiles};

  // One site for a whole test: what was asked before counts.
  ApiResponse send(const std::string& target, NameValues fields = {}, const std::string& method = "GET",
                   const std::string& peer = "192.0.2.1") {
    if (site == nullptr) site = std::make_unique<Site>(options, index);
    fields.emplace_back("Host", "data.example");
    return site->answer({method, target, std::move(fields), "", peer});
  }
  // Answers only what Slack signed.
  std::shared_ptr<const Chat> signed_chat() {
    std::ofstream(folder.path() / "slack.secret") << std::string(32, 's');
    std::filesystem::permissions(folder.path() / "slack.secret", std::filesystem::perms::owner_read);
    auto opened = Chat::open({.slack = SlackConfig{.signing_secret = {.file = "slack.secret"},
                                                   .workspaces = {"T1"},
                                                   .apps = {},
                                                   .users = "",
                                                   .clearance = "public",
                                                   .channel_clearance = "public"},
                              .teams = std::nullopt,
                              .folder = folder.path(),
                              .api = {.public_url = "https://data.example"}});
    EXPECT_TRUE(opened) << opened.error().message;
    return opened ? std::shared_ptr<const Chat>(std::move(*opened)) : nullptr;
  }
  std::unique_ptr<Site> site;
};

TEST_F(TrafficTest, WithoutConfiguredOriginsThereIsNothingForOtherSites) {
  const ApiResponse asked = send("/api/v1/search", {{"Origin", "https://intranet.example"}}, "OPTIONS");
  EXPECT_EQ(asked.status, 403);
  EXPECT_EQ(send("/api/v1/search", {}, "OPTIONS").status, 405);
  const ApiResponse read = send("/healthz", {{"Origin", "https://intranet.example"}});
  for (const auto& [name, value] : read.headers) EXPECT_THAT(name, Not(HasSubstr("Access-Control")));
}

TEST_F(TrafficTest, PagesOfConfiguredOriginsMayAskAndRead) {
  options.cors_origins = {"https://intranet.example"};
  const NameValues from = {{"Origin", "https://intranet.example"}, {"Sec-Fetch-Site", "cross-site"}};
  const ApiResponse asked = send("/api/v1/search", from, "OPTIONS");
  EXPECT_EQ(asked.status, 204);
  EXPECT_EQ(asked.body, "");
  EXPECT_EQ(header(asked, "Access-Control-Allow-Origin"), "https://intranet.example");
  EXPECT_EQ(header(asked, "Access-Control-Allow-Methods"), "GET, POST");
  EXPECT_EQ(header(asked, "Access-Control-Allow-Headers"),
            "Authorization, Content-Type, X-Request-Id, MCP-Protocol-Version, Mcp-Method, Mcp-Name");
  EXPECT_EQ(header(asked, "Access-Control-Max-Age"), "600");
  EXPECT_THAT(header(asked, "Vary"), HasSubstr("Origin"));
  for (const char* method : {"GET", "POST"}) {
    const ApiResponse answer = send("/api/v1/nothing", from, method);  // Also errors can be read.
    EXPECT_EQ(answer.status, 404) << method;
    EXPECT_EQ(header(answer, "Access-Control-Allow-Origin"), "https://intranet.example") << method;
    EXPECT_EQ(header(answer, "Access-Control-Allow-Credentials"), "");
  }
}

TEST_F(TrafficTest, OtherOriginsStayOutsideWhenSomeAreConfigured) {
  options.cors_origins = {"https://intranet.example"};
  for (const char* origin : {"https://evil.example", "https://intranet.example.evil.example",
                             "http://intranet.example", "https://intranet.example:8443", "null", "*"}) {
    EXPECT_EQ(send("/api/v1/search", {{"Origin", origin}}, "POST").status, 403) << origin;
    EXPECT_EQ(send("/api/v1/search", {{"Origin", origin}}, "OPTIONS").status, 403) << origin;
    EXPECT_EQ(header(send("/healthz", {{"Origin", origin}}), "Access-Control-Allow-Origin"), "") << origin;
  }
}

TEST_F(TrafficTest, ToolsOnThisMachineMaySendToAssistantsAddressOnly) {
  options.loopback = true;
  const NameValues tool = {{"Origin", "http://localhost:6274"}, {"Sec-Fetch-Site", "cross-site"}};
  EXPECT_NE(send("/mcp", tool, "POST").status, 403);
  EXPECT_EQ(send("/api/v1/search", tool, "POST").status, 403);
  EXPECT_EQ(send("/mcp", {{"Origin", "http://localhost.evil.example"}}, "POST").status, 403);
  site = nullptr;
  options.loopback = false;
  EXPECT_EQ(send("/mcp", tool, "POST").status, 403);
}

TEST_F(TrafficTest, WhoAsksTooOftenIsToldWhenToComeBack) {
  options.rate_limit = RateLimit{.per_second = 0.1, .burst = 3};
  const ApiResponse first = send("/api/v1/nothing");
  EXPECT_EQ(header(first, "RateLimit-Limit"), "3");
  EXPECT_EQ(header(first, "RateLimit-Remaining"), "2");
  EXPECT_EQ(header(first, "RateLimit-Reset"), "10");
  send("/api/v1/nothing");
  send("/api/v1/nothing");
  const ApiResponse refused = send("/api/v1/nothing");
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(refused.content_type, "application/problem+json");
  EXPECT_THAT(refused.body, HasSubstr("\"code\":\"rate_limited\""));
  EXPECT_EQ(header(refused, "Retry-After"), "10");
  EXPECT_EQ(header(refused, "RateLimit-Remaining"), "0");
  EXPECT_EQ(header(refused, "Cache-Control"), "no-store");
  EXPECT_EQ(send("/mcp", {}, "POST").status, 429);
  EXPECT_EQ(send("/api/v1/nothing", {}, "GET", "192.0.2.2").status, 404);
  // The page itself and the questions of a supervisor cost nothing.
  EXPECT_EQ(send("/").status, 200);
  EXPECT_EQ(send("/healthz").status, 200);
}

TEST_F(TrafficTest, WhatABrowserAsksBeforeARequestCostsNothing) {
  options.cors_origins = {"https://intranet.example"};
  options.rate_limit = RateLimit{.per_second = 0.1, .burst = 2};
  const NameValues from = {{"Origin", "https://intranet.example"}};
  for (int i = 0; i < 10; ++i) EXPECT_EQ(send("/api/v1/search", from, "OPTIONS").status, 204);
  EXPECT_EQ(header(send("/api/v1/nothing", from), "RateLimit-Remaining"), "1");
}

TEST_F(TrafficTest, TenWrongSignaturesInAMinuteAreEnoughForOneAddress) {
  options.chat = signed_chat();
  for (int i = 0; i < 10; ++i) EXPECT_EQ(send("/hooks/slack/command", {}, "POST").status, 401) << i;
  const ApiResponse refused = send("/hooks/slack/command", {}, "POST");
  EXPECT_EQ(refused.status, 429);
  EXPECT_THAT(refused.body, HasSubstr("\"code\":\"rate_limited\""));
  EXPECT_EQ(header(refused, "Retry-After"), "6");
  // Nobody else is held up, and nothing else.
  EXPECT_EQ(send("/hooks/slack/command", {}, "POST", "192.0.2.2").status, 401);
  EXPECT_EQ(send("/healthz").status, 200);
}

TEST_F(TrafficTest, BehindATrustedProxyItsCallersAreToldApart) {
  options.rate_limit = RateLimit{.per_second = 0.1, .burst = 1};
  options.trusted_proxies = {*Network::read("192.0.2.1")};
  EXPECT_EQ(send("/api/v1/nothing", {{"X-Forwarded-For", "198.51.100.1"}}).status, 404);
  EXPECT_EQ(send("/api/v1/nothing", {{"X-Forwarded-For", "198.51.100.1"}}).status, 429);
  EXPECT_EQ(send("/api/v1/nothing", {{"X-Forwarded-For", "9.9.9.9, 198.51.100.1"}}).status, 429);
  EXPECT_EQ(send("/api/v1/nothing", {{"X-Forwarded-For", "198.51.100.2"}}).status, 404);
  // Anybody else can write that header himself.
  EXPECT_EQ(send("/api/v1/nothing", {{"X-Forwarded-For", "198.51.100.3"}}, "GET", "192.0.2.9").status, 404);
  const ApiResponse refused =
      send("/api/v1/nothing", {{"X-Forwarded-For", "198.51.100.4"}}, "GET", "192.0.2.9");
  EXPECT_EQ(refused.status, 429);
  EXPECT_THAT(refused.body, HasSubstr("until trusted_proxies names it"));
}

TEST_F(TrafficTest, WithoutALimitNothingIsCounted) {
  for (int i = 0; i < 300; ++i) ASSERT_EQ(send("/healthz").status, 200);
  EXPECT_EQ(header(send("/healthz"), "RateLimit-Limit"), "");
}

TEST_F(SiteTest, OtherMethodsAreNamedInAllow) {
  for (const char* method : {"POST", "OPTIONS", "TRACE", "DELETE", "PROPFIND"}) {
    const ApiResponse answer = ask("/", {}, method);
    EXPECT_EQ(answer.status, 405) << method;
    EXPECT_EQ(header(answer, "Allow"), "GET, HEAD") << method;
  }
}

TEST_F(SiteTest, NoHeaderOfARequestComesBackButTheRequestId) {
  const ApiResponse answer =
      ask("/api/v1/nothing", {{"X-Request-Id", "my-id"}, {"X-Foo", "a%0d%0aSet-Cookie: x=1"}});
  EXPECT_EQ(header(answer, "X-Request-Id"), "my-id");
  for (const auto& [name, value] : answer.headers) EXPECT_THAT(value, Not(HasSubstr("Set-Cookie"))) << name;
}

TEST_F(SiteTest, LongAnswersArePackedWhenTheCallerTakesIt) {
  publish_assets({table("A.B.C")}, folder.path());
  std::this_thread::sleep_for(std::chrono::milliseconds(250));
  const ApiResponse packed = ask("/api/v1/schema", {{"Accept-Encoding", "gzip"}});
  EXPECT_EQ(header(packed, "Content-Encoding"), "gzip");
  EXPECT_EQ(packed.body.substr(0, 2), "\x1f\x8b");
  EXPECT_EQ(header(ask("/api/v1/schema"), "Content-Encoding"), "");
}

}  // namespace
}  // namespace waymark

#include "src/server/site.h"

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
     "<meta name=\"waymark-base\" content=\"/\"><script src=\"./assets/index-Bx81.js\"></script>", "", false},
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

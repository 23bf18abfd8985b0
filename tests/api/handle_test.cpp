#include <gmock/gmock.h>

#include "api_fixture.h"

namespace waymark {
namespace {

using namespace testing_support;

TEST(Answers, CarryWhatEveryAnswerCarries) {
  Api api({full_table()});
  for (const char* path : {"/api/v1/search", "/api/v1/nothing", "/healthz"}) {
    const ApiResponse answer = api.get(path);
    EXPECT_EQ(header(answer, "X-Content-Type-Options"), "nosniff") << path;
    EXPECT_EQ(header(answer, "Referrer-Policy"), "no-referrer") << path;
    EXPECT_EQ(header(answer, "Vary"), "Authorization, Accept, Accept-Encoding, Origin") << path;
    EXPECT_FALSE(header(answer, "X-Request-Id").empty()) << path;
    EXPECT_FALSE(header(answer, "Cache-Control").empty()) << path;
  }
  EXPECT_EQ(header(api.get("/api/v1/search"), "Cache-Control"), "private, max-age=0, must-revalidate");
  EXPECT_EQ(header(api.get("/api/v1/nothing"), "Cache-Control"), "no-store");
}

TEST(RequestId, IsKeptWhenWellFormedAndMadeOtherwise) {
  Api api({full_table()});
  const ApiResponse kept = api.ask({.path = "/api/v1/nothing", .request_id = "job-7.a_B"});
  EXPECT_EQ(header(kept, "X-Request-Id"), "job-7.a_B");
  EXPECT_EQ(Json::parse(kept.body)["instance"], "urn:request:job-7.a_B");
  for (const std::string& bad :
       {std::string(), std::string("a b"), std::string("a\r\nSet-Cookie: x"), std::string(65, 'a')}) {
    const std::string made = header(api.ask({.path = "/healthz", .request_id = bad}), "X-Request-Id");
    EXPECT_NE(made, bad);
    EXPECT_EQ(made.size(), 32u);
  }
}

TEST(WithoutAnIndex, TheApiSaysSoAndWorksOnceOneIsPublished) {
  const TemporaryFolder folder;
  SearchIndex index(folder.path());
  const auto ask = [&](const std::string& path) { return handle({.path = path}, index, Api::everybody()); };
  const ApiResponse waiting = ask("/api/v1/search");
  expect_problem(waiting, 503, "index_unavailable");
  EXPECT_FALSE(header(waiting, "Retry-After").empty());
  EXPECT_EQ(ask("/readyz").status, 503);
  EXPECT_EQ(ask("/readyz").body, "index_unavailable\n");
  EXPECT_EQ(ask("/healthz").status, 200);
  expect_problem(handle({.path = "/api/v1/search", .query = {{"sise", "1"}}}, index, Api::everybody()), 400,
                 "unknown_parameter");

  publish_assets({full_table()}, folder.path());
  std::this_thread::sleep_for(std::chrono::milliseconds(250));
  EXPECT_EQ(ask("/api/v1/search").status, 200);
  EXPECT_EQ(ask("/readyz").status, 200);
}

TEST(Problems, EveryCodeHasAPage) {
  Api api({full_table()});
  for (const char* code : {"bad_value", "unknown_parameter", "page_too_deep", "not_found",
                           "index_unavailable", "uri_too_long"}) {
    const ApiResponse page = api.get("/problems/" + std::string(code));
    EXPECT_EQ(page.status, 200) << code;
    EXPECT_EQ(page.content_type, "text/plain; charset=utf-8");
  }
}

TEST(Clock, CanBeSetFromOutside) {
  const TemporaryFolder folder;
  publish_assets({full_table()}, folder.path());
  SearchIndex index(folder.path());
  const ApiResponse answer = handle({.path = "/api/v1/search"}, index, Api::everybody(),
                                    {.now = parse_time("2027-03-01T10:20:30Z")});
  const Json json = Json::parse(answer.body);
  EXPECT_EQ(json["as_of"], "2027-03-01T10:00:00Z");
  EXPECT_EQ(json["hits"][0]["freshness"]["state"], "stale");
}

TEST(PublicUrl, MakesAddressesAbsolute) {
  const TemporaryFolder folder;
  publish_assets({full_table()}, folder.path());
  SearchIndex index(folder.path());
  const ApiResponse answer = handle({.path = "/api/v1/search"}, index, Api::everybody(),
                                    {.public_url = "https://data.example/catalog"});
  EXPECT_EQ(Json::parse(answer.body)["hits"][0]["url"],
            "https://data.example/catalog/asset/" + full_table().key);
}

}  // namespace
}  // namespace waymark

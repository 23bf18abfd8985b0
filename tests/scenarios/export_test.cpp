// Exports over HTTP: what a search of the fixture finds, whole and in pieces, also to a client of HTTP/1.0.
#include <set>

#include <gmock/gmock.h>

#include "mesh_server.h"

namespace waymark {
namespace {

using namespace testing_support;
using testing::HasSubstr;

class Exports : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    mesh_ = new MeshServer;
    mesh_->load(scenario_folder("mesh") / "waymark.yaml");
  }
  static void TearDownTestSuite() { delete mesh_; }
  static inline MeshServer* mesh_ = nullptr;
};

TEST_F(Exports, TheCountIsTheTotalOfTheSearch) {
  for (const Parameters& query : {Parameters{}, Parameters{{"domain", "Sales"}}, Parameters{{"q", "orders"}},
                                  Parameters{{"type", "column"}, {"q", "customer"}}}) {
    const auto total = mesh_->search(query)["total"].get<std::size_t>();
    const auto answer = mesh_->raw("/api/v1/export", query);
    ASSERT_TRUE(answer);
    ASSERT_EQ(answer->status, 200) << answer->body;
    EXPECT_EQ(answer->get_header_value("Transfer-Encoding"), "chunked");
    EXPECT_EQ(answer->get_header_value_count("Content-Type"), 1u);
    EXPECT_EQ(answer->get_header_value("Cache-Control"), "no-store");
    std::set<std::string> keys;
    std::string last;
    for (const std::string& line : split(answer->body, '\n')) {
      if (line.empty()) continue;
      last = line;
      const json hit = json::parse(line);
      if (!hit.contains("_end")) {
        EXPECT_TRUE(keys.insert(hit.at("key")).second) << line;
      }
    }
    EXPECT_EQ(keys.size(), total);
    EXPECT_EQ(json::parse(last)["count"], total);
  }
}

// Several exports one after the other on one connection: the end of each is told.
TEST_F(Exports, TheConnectionGoesOnBehindAnExport) {
  for (const char* format : {"ndjson", "csv", "dcat"}) {
    const auto answer = mesh_->raw("/api/v1/export", {{"format", format}});
    ASSERT_TRUE(answer) << format;
    EXPECT_EQ(answer->status, 200);
    EXPECT_THAT(answer->body, HasSubstr("FCT_CUSTOMER_ORDERS"));
  }
  EXPECT_EQ(mesh_->raw("/api/v1/status")->status, 200);
}

TEST_F(Exports, HeadGivesNoBody) {
  const auto answer = mesh_->make_client()->Head("/api/v1/export?format=csv");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 200);
  EXPECT_THAT(answer->get_header_value("Content-Type"), HasSubstr("text/csv"));
  EXPECT_TRUE(answer->body.empty());
}

}  // namespace
}  // namespace waymark

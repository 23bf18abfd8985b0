// Scenarios 4.10: assistants and chats (S67 to S69), over HTTP. Numbers are those of the catalogue of
// scenarios.
#include <ctime>

#include <gmock/gmock.h>

#include "waymark/base/hmac.h"

#include "mesh_server.h"

namespace waymark {
namespace {

using namespace testing_support;
using testing::HasSubstr;
using testing::Not;

// 5,000 assets of 5,000 owners, beside the mesh.
std::string many_owners() {
  std::string lines;
  for (int i = 0; i < 5000; ++i) {
    const std::string number = std::to_string(i);
    json line = {{"id", "crowd:" + number},
                 {"name", "crowd_" + number},
                 {"type", "table"},
                 {"platform", "postgres"},
                 {"qualified_name", "crowd.public.crowd_" + number},
                 {"description", "One of many tables about the crowd, kept by somebody of their own."},
                 {"owners",
                  json::array({{{"name", "Owner " + number}, {"mail", "owner" + number + "@example.com"}}})}};
    lines += line.dump() + "\n";
  }
  return lines;
}

class Assistants : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    mesh_ = new MeshServer;
    mesh_->load(mesh_->with_lines("mesh", many_owners()));
  }
  static void TearDownTestSuite() { delete mesh_; }

  // Its structured answer, and the bytes of the whole reply.
  static std::pair<json, std::size_t> call(const std::string& tool, const json& arguments) {
    const json body = {{"jsonrpc", "2.0"},
                       {"id", 1},
                       {"method", "tools/call"},
                       {"params", {{"name", tool}, {"arguments", arguments}}}};
    const auto answer = mesh_->make_client()->Post("/mcp", body.dump(), "application/json");
    EXPECT_TRUE(answer && answer->status == 200);
    if (!answer) return {json::object(), 0};
    const json result = json::parse(answer->body).value("result", json::object());
    EXPECT_FALSE(result.value("isError", false)) << answer->body;
    return {result.value("structuredContent", json::object()), answer->body.size()};
  }

  static inline MeshServer* mesh_ = nullptr;
};

TEST_F(Assistants, S67_AReplyIsShortOnACatalogOfManyOwners) {
  auto [found, size] = call("search_catalog", {{"query", "crowd"}, {"limit", 20}});
  EXPECT_EQ(found["total"], 5000);
  EXPECT_LT(size, 16'000u);
  EXPECT_FALSE(found.contains("counts"));
  EXPECT_GT(found["hits"].size(), 10u);
  EXPECT_THAT(found.value("hint", ""), HasSubstr("page="));
  auto [values, more] = call("list_filter_values", {{"field", "owner"}});
  EXPECT_EQ(values["values"].size(), 20u);
  EXPECT_GT(values["more"], 4900);
}

TEST_F(Assistants, S67_NothingFoundIsNeverAnEmptySuccess) {
  const auto [found, size] =
      call("search_catalog", {{"query", "crowd"}, {"filters", {{"domain", "Finance"}}}});
  EXPECT_EQ(found["hits"], json::array());
  EXPECT_THAT(found.value("hint", ""), HasSubstr("drop the filter domain"));
}

TEST_F(Assistants, S68_AWideTableComesPageByPage) {
  const std::string key = mesh_->search("wide_events")["hits"][0]["key"];
  auto [found, size] = call("get_asset", {{"keys", json::array({key})}});
  ASSERT_EQ(found["assets"].size(), 1u) << found;
  ASSERT_EQ(found["assets"][0]["name"], "wide_events") << found;
  EXPECT_EQ(found["assets"][0]["columns_total"], 3000);
  EXPECT_EQ(found["assets"][0]["columns"].size(), 30u);
  EXPECT_THAT(found.value("hint", ""), HasSubstr("column_page=2"));
  auto [last, last_size] = call("get_asset", {{"keys", json::array({key})}, {"column_page", 100}});
  EXPECT_EQ(last["assets"][0]["columns"][29]["n"], "c3000");
}

TEST_F(Assistants, OtherSitesAndNamesAreRefusedAsTheProtocolSays) {
  const std::string ping = R"({"jsonrpc":"2.0","id":1,"method":"ping"})";
  for (const char* origin : {"http://evil.example", "null", "http://localhost.evil.example"}) {
    const auto answer = mesh_->make_client()->Post("/mcp", {{"Origin", origin}}, ping, "application/json");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 403) << origin;
    const json body = json::parse(answer->body);
    EXPECT_TRUE(body.contains("error"));
    EXPECT_FALSE(body.contains("id"));
  }
  const auto host = mesh_->make_client()->Post("/mcp", {{"Host", "evil.example"}}, ping, "application/json");
  EXPECT_EQ(host->status, 403);
  EXPECT_EQ(mesh_->make_client()->Get("/mcp")->status, 405);
}

TEST_F(Assistants, ALongContractIsTakenAndALongerBodyIsNot) {
  const auto post = [&](std::size_t bytes) {
    const json body = {
        {"jsonrpc", "2.0"}, {"id", 1}, {"method", "ping"}, {"params", {{"x", std::string(bytes, 'x')}}}};
    const auto answer = mesh_->make_client()->Post("/mcp", body.dump(), "application/json");
    return answer ? answer->status : 0;
  };
  EXPECT_EQ(post(200'000), 200);
  EXPECT_EQ(post(1'000'000), 413);
}

class InSlack : public testing::Test {
 protected:
  static constexpr const char* kSecret = "a secret of Slack";

  void SetUp() override {
    std::ofstream(folder_.path() / "secret") << kSecret;
    std::filesystem::permissions(folder_.path() / "secret", std::filesystem::perms::owner_read);
    index_config(scenario_folder("mesh") / "waymark.yaml", folder_.path() / "index");
    ServeOptions options;
    options.port = 0;
    options.index = folder_.path() / "index";
    options.search_enough = options.search_too_long = std::chrono::minutes(5);
    options.public_url = "https://catalog.example";
    options.anonymous = "public";
    options.slack = SlackConfig{.signing_secret = {.file = "secret"},
                                .workspaces = {"T01"},
                                .clearance = "internal",
                                .channel_clearance = "public"};
    options.config_folder = folder_.path();
    auto started = Server::start(options);
    ASSERT_TRUE(started) << started.error().message;
    server_ = std::make_unique<Server>(std::move(*started));
  }
  json ask(const std::string& text) {
    const std::string body = "team_id=T01&user_id=U01&text=" + httplib::detail::encode_query_param(text);
    const std::string time = std::to_string(std::time(nullptr));
    httplib::Client client("127.0.0.1", server_->port());
    const auto answer =
        client.Post("/hooks/slack/command",
                    {{"X-Slack-Request-Timestamp", time},
                     {"X-Forwarded-For", "192.0.2.1"},
                     {"X-Slack-Signature", "v0=" + to_hex(hmac_sha256(kSecret, "v0:" + time + ":" + body))}},
                    body, "application/x-www-form-urlencoded");
    EXPECT_TRUE(answer && answer->status == 200) << (answer ? answer->body : "no answer");
    return answer && answer->status == 200 ? json::parse(answer->body) : json::object();
  }

  TemporaryFolder folder_;
  std::unique_ptr<Server> server_;
};

TEST_F(InSlack, S69_ACommandShowsTheBestWithWhatOneNeedsToKnow) {
  const json answer = ask("customer orders domain:sales");
  const json& blocks = answer["blocks"];
  std::size_t cards = 0;
  for (const json& block : blocks) cards += block.contains("accessory") ? 1 : 0;
  EXPECT_GE(cards, 3u);
  EXPECT_LE(cards, 5u);
  const std::string first = blocks[1]["text"]["text"], facts = blocks[2]["elements"][0]["text"];
  EXPECT_THAT(first, HasSubstr("<https://catalog.example/"));
  EXPECT_THAT(lower(answer.dump()), HasSubstr("fct_customer_orders"));
  EXPECT_THAT(answer.dump(), HasSubstr("table · snowflake"));
  EXPECT_THAT(facts, HasSubstr("Sales › Orders"));
  EXPECT_THAT(facts, HasSubstr("owner "));
  EXPECT_THAT(answer.dump(), HasSubstr("certified"));
  EXPECT_THAT(answer.dump(), HasSubstr("updated 20"));
}

TEST_F(InSlack, S69_AnAnswerShowsWhatTheAskerMaySee) {
  EXPECT_THAT(ask("card_numbers")["text"].get<std::string>(), HasSubstr("Nothing found"));
  EXPECT_THAT(ask("fct_customer_orders share").dump(), Not(HasSubstr("catalog.example/asset/")));
}

}  // namespace
}  // namespace waymark

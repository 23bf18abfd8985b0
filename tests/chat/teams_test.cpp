// Microsoft Teams: signatures and repeats (A26), texts that cannot do anything (A42), and the answers
// themselves.
#include <gmock/gmock.h>

#include "channel_fixture.h"
#include "src/chat/teams_card.h"

namespace waymark {
namespace {

using namespace testing_support;
using testing::HasSubstr;
using testing::Not;

class TeamsTest : public testing::Test {
 protected:
  void SetUp() override {
    channels_.write("sales", to_base64(kSales) + "\n");
    channels_.write("inside", to_base64(kInside) + "\n");
    TeamsConfig config;
    config.webhooks = {{.name = "sales", .token = {.file = "sales"}, .clearance = "public"},
                       {.name = "inside", .token = {.file = "inside"}, .clearance = "internal"}};
    ASSERT_TRUE(channels_.open(std::nullopt, config));
  }
  std::string activity(const std::string& text) {
    Json json;
    json["type"] = "message";
    json["id"] = std::to_string(++number_);
    json["timestamp"] = format_time(channels_.now);
    json["text"] = text;
    return json.dump();
  }
  ApiResponse send(const std::string& body, const std::string& key = kSales) {
    return channels_.post("/hooks/teams/outgoing",
                          {{"Authorization", "HMAC " + to_base64(bytes_of(hmac_sha256(key, body)))}}, body);
  }
  std::string ask(const std::string& text, const std::string& key = kSales) {
    const ApiResponse answer = send(activity(text), key);
    EXPECT_EQ(answer.status, 200) << answer.body;
    return answer.body;
  }

  static inline const std::string kSales = "the key of sales", kInside = "the key of inside";
  Channels channels_;
  int number_ = 0;
};

TEST_F(TeamsTest, AGoodRequestIsAnswered) { expect_golden("teams_search", ask("<at>Waymark</at> orders\n")); }

TEST_F(TeamsTest, UnsignedAndWronglySignedRequestsAreRefused) {
  const std::string body = activity("orders");
  EXPECT_EQ(send(body, "another key").status, 401);
  std::string changed = body;
  changed[changed.find("orders")] = 'O';
  const NameValues fields = {{"Authorization", "HMAC " + to_base64(bytes_of(hmac_sha256(kSales, body)))}};
  EXPECT_EQ(channels_.post("/hooks/teams/outgoing", fields, changed).status, 401);
  for (const char* header : {"", "HMAC ", "HMAC x", "Bearer abc"})
    EXPECT_EQ(channels_.post("/hooks/teams/outgoing", {{"Authorization", header}}, body).status, 401)
        << header;
  EXPECT_EQ(channels_.post("/hooks/teams/outgoing", {}, body).status, 401);
}

TEST_F(TeamsTest, OldMessagesAreRefused) {
  const std::string body = activity("orders");
  channels_.now += Seconds(301);
  EXPECT_EQ(send(body).status, 401);
  Json without = Json::parse(activity("orders"));
  without.erase("timestamp");
  EXPECT_EQ(send(without.dump()).status, 401);
  without = Json::parse(activity("orders"));
  without.erase("id");
  EXPECT_EQ(send(without.dump()).status, 401);
}

TEST_F(TeamsTest, ARepeatedMessageGetsTheAnswerItHad) {
  const std::string body = activity("orders");
  const std::string first = send(body).body;
  Json other = Json::parse(body);
  other["text"] = "domains";
  EXPECT_EQ(send(other.dump()).body, first);
}

TEST_F(TeamsTest, TheTeamOfTheKeyDecidesWhatIsSeen) {
  EXPECT_THAT(ask("orders"), Not(HasSubstr("INSIDE")));
  EXPECT_THAT(ask("inside"), Not(HasSubstr("INSIDE")));
  EXPECT_THAT(ask("inside", kInside), HasSubstr("INSIDE"));
}

TEST_F(TeamsTest, AKeyCanBeChangedWithoutABreak) {
  channels_.write("sales", to_base64("the new key of sales") + "\n" + to_base64(kSales) + "\n");
  std::filesystem::last_write_time(channels_.folder() / "sales",
                                   std::filesystem::file_time_type::clock::now() + std::chrono::seconds(5));
  ask("orders", "the new key of sales");
  ask("orders");
}

TEST_F(TeamsTest, MentionsAndTagsAreNoWords) {
  EXPECT_EQ(teams_words("<at>Waymark</at>&nbsp;customer &amp; orders"), "  customer & orders");
  EXPECT_EQ(teams_words("<at>a<at>b</at>c</at>d"), " d");
  EXPECT_EQ(teams_words("<at>never closed words"), "");
  EXPECT_EQ(teams_words("</at>words"), " words");
  EXPECT_EQ(teams_words("<p>a</p>b < c"), " a b < c");
  EXPECT_EQ(teams_words("&amp;lt;"), "&lt;");
}

TEST_F(TeamsTest, OtherActivitiesAreAcknowledged) {
  Json json = Json::parse(activity("orders"));
  json["type"] = "conversationUpdate";
  const ApiResponse answer = send(json.dump());
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, "");
  EXPECT_EQ(send("[1").status, 400);
}

TEST_F(TeamsTest, TextsOfTheCatalogCanDoNothing) {
  const std::string body = ask("hostile");
  expect_golden("teams_hostile", body);
  EXPECT_THAT(body, Not(HasSubstr("[here](http")));
  EXPECT_THAT(body, Not(HasSubstr("[click](")));
  EXPECT_EQ(teams_text("[a](b) *c* _d_ `e` <f>\n\\"), R"(\[a\]\(b\) \*c\* \_d\_ \`e\` f \\)");
}

TEST_F(TeamsTest, WhatTakesTooLongIsAnsweredWithALink) {
  channels_.patience = std::chrono::milliseconds(0);
  SetUp();
  expect_golden("teams_late", ask("orders domain:sales"));
}

TEST_F(TeamsTest, AnswersKeepToTheLimit) {
  ChatReply reply{.headline = std::string(3000, '*')};
  for (int i = 0; i < 100; ++i)
    reply.lines.push_back({std::string(300, '_'), "https://data.example/a", "more"});
  for (int i = 0; i < 5; ++i) reply.cards.push_back({.name = "a", .description = std::string(2000, '[')});
  const Json json = teams_reply(reply);
  EXPECT_LE(json.dump().size(), std::size_t{20} * 1024);
  EXPECT_FALSE(json["attachments"][0]["content"]["fallbackText"].get<std::string>().empty());
}

TEST(TeamsSetUp, ATokenThatIsNotOneIsSaidAtTheStart) {
  Channels channels;
  channels.write("token", "this is not base64!");
  TeamsConfig config;
  config.webhooks = {{.name = "sales", .token = {.file = "token"}, .clearance = "public"}};
  const Status opened = channels.open(std::nullopt, config);
  ASSERT_FALSE(opened);
  EXPECT_THAT(opened.error().message, HasSubstr("base64"));
  EXPECT_THAT(opened.error().message, Not(HasSubstr("this is not base64!")));
}

}  // namespace
}  // namespace waymark

// Slack: signatures (A25), texts that cannot do anything (A42), who sees what, and the answers themselves.
#include <gmock/gmock.h>

#include "channel_fixture.h"
#include "src/chat/command.h"
#include "src/chat/slack_blocks.h"

namespace waymark {
namespace {

using namespace testing_support;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kSecret = "8f742231b10e8888abcd99yyyzzz85a5";
constexpr const char* kOtherSecret = "aa742231b10e8888abcd99yyyzzz85a5";

class SlackTest : public testing::Test {
 protected:
  void SetUp() override {
    channels_.write("secret", std::string(kSecret) + "\n");
    channels_.write("people.yaml",
                    "U01DANA: {clearance: confidential, groups: [finance]}\nU02INA: {clearance: internal}\n");
    ASSERT_TRUE(channels_.open(config(), std::nullopt));
  }
  static SlackConfig config() {
    return {.signing_secret = {.file = "secret"},
            .workspaces = {"T01"},
            .apps = {},
            .users = "people.yaml",
            .clearance = "public",
            .channel_clearance = "public"};
  }
  static std::string form(const std::string& text, const std::string& user = "U09",
                          const std::string& workspace = "T01") {
    return "token=old&team_id=" + workspace + "&user_id=" + user +
           "&command=%2Fwaymark&text=" + url_encoded(text) +
           "&api_app_id=A01&response_url=https%3A%2F%2Fhooks.example%2F1";
  }
  static NameValues signature(const std::string& body, Time at, const std::string& secret = kSecret) {
    const std::string time = std::to_string(at.time_since_epoch().count());
    return {{"Content-Type", "application/x-www-form-urlencoded"},
            {"X-Slack-Request-Timestamp", time},
            {"X-Slack-Signature", "v0=" + to_hex(hmac_sha256(secret, "v0:" + time + ":" + body))}};
  }
  ApiResponse send(const std::string& body, const std::string& path = "/hooks/slack/command") {
    return channels_.post(path, signature(body, channels_.now), body);
  }
  std::string ask(const std::string& text, const std::string& user = "U09") {
    // A question asked twice in one second is the same request to Slack and to us.
    channels_.now += Seconds(1);
    const ApiResponse answer = send(form(text, user));
    EXPECT_EQ(answer.status, 200) << answer.body;
    return answer.body;
  }
  void expect_refused(const ApiResponse& answer) {
    EXPECT_EQ(answer.status, 401);
    EXPECT_EQ(answer.body, "");
  }

  Channels channels_;
};

// The example of Slack's own documentation.
TEST_F(SlackTest, TheSignatureIsSlacks) {
  const std::string body =
      "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_"
      "name="
      "foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%"
      "2F%2Fhooks."
      "slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015."
      "47445629121."
      "803a0bc887a14d10d2c447fce8b6703c";
  EXPECT_EQ(signature(body, Time(Seconds(1531420618)))[2].second,
            "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503");
}

TEST_F(SlackTest, AGoodRequestIsAnswered) { expect_golden("slack_search", ask("orders")); }

TEST_F(SlackTest, AWrongKeyOrOneByteChangedIsRefused) {
  const std::string body = form("orders");
  expect_refused(channels_.post("/hooks/slack/command", signature(body, channels_.now, kOtherSecret), body));
  for (std::size_t at : {std::size_t{0}, body.size() / 2, body.size() - 1}) {
    std::string changed = body;
    changed[at] = changed[at] == 'x' ? 'y' : 'x';
    expect_refused(channels_.post("/hooks/slack/command", signature(body, channels_.now), changed));
  }
  NameValues fields = signature(body, channels_.now);
  fields[2].second.back() = fields[2].second.back() == '0' ? '1' : '0';
  expect_refused(channels_.post("/hooks/slack/command", fields, body));
}

TEST_F(SlackTest, AnotherSpellingOfTheSameFormIsRefused) {
  const std::string body = form("customer orders");
  std::string plus = body;
  plus.replace(plus.find("%20"), 3, "+");
  expect_refused(channels_.post("/hooks/slack/command", signature(body, channels_.now), plus));
}

TEST_F(SlackTest, OldAndFutureRequestsAreRefused) {
  const std::string body = form("orders");
  for (const int seconds : {-301, 301})
    expect_refused(
        channels_.post("/hooks/slack/command", signature(body, channels_.now + Seconds(seconds)), body));
  for (const int seconds : {-300, 300})
    EXPECT_EQ(channels_.post("/hooks/slack/command", signature(body, channels_.now + Seconds(seconds)), body)
                  .status,
              200);
  for (const char* time : {"", "x", "1793523600.5", "99999999999999"}) {
    NameValues fields = signature(body, channels_.now);
    fields[1].second = time;
    fields[2].second = "v0=" + to_hex(hmac_sha256(kSecret, "v0:" + std::string(time) + ":" + body));
    expect_refused(channels_.post("/hooks/slack/command", fields, body));
  }
  expect_refused(channels_.post("/hooks/slack/command", {}, body));
}

TEST_F(SlackTest, TheSameRequestAgainGetsTheSameAnswerAndDoesNothing) {
  const std::string body = form("orders", "U01DANA");
  const NameValues fields = signature(body, channels_.now);
  const ApiResponse first = channels_.post("/hooks/slack/command", fields, body);
  // What changed in between shows that nothing was asked again.
  channels_.write("people.yaml", "U01DANA: {clearance: public}\n");
  std::filesystem::last_write_time(channels_.folder() / "people.yaml",
                                   std::filesystem::file_time_type::clock::now() + std::chrono::seconds(5));
  channels_.now += Seconds(200);
  const ApiResponse again = channels_.post("/hooks/slack/command", fields, body);
  EXPECT_EQ(again.status, 200);
  EXPECT_EQ(again.body, first.body);
  EXPECT_NE(ask("orders", "U01DANA"), first.body);
}

TEST_F(SlackTest, BothSecretsHoldWhileTheyAreChanged) {
  channels_.write("secret", std::string(kOtherSecret) + "\n" + kSecret + "\n");
  std::filesystem::last_write_time(channels_.folder() / "secret",
                                   std::filesystem::file_time_type::clock::now() + std::chrono::seconds(5));
  for (const char* secret : {kSecret, kOtherSecret}) {
    const std::string body = form("orders");
    EXPECT_EQ(channels_.post("/hooks/slack/command", signature(body, channels_.now, secret), body).status,
              200);
  }
  channels_.write("secret", std::string(kOtherSecret) + "\n");
  std::filesystem::last_write_time(channels_.folder() / "secret",
                                   std::filesystem::file_time_type::clock::now() + std::chrono::seconds(9));
  const std::string body = form("order lines");
  expect_refused(channels_.post("/hooks/slack/command", signature(body, channels_.now), body));
}

TEST_F(SlackTest, OtherWorkspacesAreRefused) { expect_refused(send(form("orders", "U09", "T02"))); }

TEST_F(SlackTest, OnlyPostsAreTakenAndOnlyKnownAddresses) {
  EXPECT_EQ(channels_.post("/hooks/slack/command", {}, "", "GET").status, 405);
  EXPECT_EQ(send(form("orders"), "/hooks/slack/other").status, 404);
  EXPECT_EQ(channels_.post("/hooks/teams/outgoing", {}, "{}").status, 404);
}

TEST_F(SlackTest, PeopleSeeWhatTheyMay) {
  EXPECT_THAT(ask("orders"), Not(HasSubstr("ORDERS_INSIDE")));
  EXPECT_THAT(ask("orders", "U02INA"), HasSubstr("ORDERS_INSIDE"));
  EXPECT_THAT(ask("zanzibar", "U02INA"), HasSubstr("Nothing found"));
  EXPECT_THAT(ask("zanzibar", "U01DANA"), HasSubstr("CARD_NUMBERS"));
  EXPECT_THAT(ask("show " + card_numbers().key, "U02INA"), HasSubstr("no such thing"));
}

TEST_F(SlackTest, WhatIsSharedShowsWhatTheChannelMaySee) {
  const Json shared = Json::parse(ask("orders share", "U01DANA"));
  EXPECT_EQ(shared["response_type"], "in_channel");
  EXPECT_THAT(shared.dump(), Not(HasSubstr("ORDERS_INSIDE")));
  EXPECT_EQ(Json::parse(ask("orders", "U01DANA"))["response_type"], "ephemeral");
}

TEST_F(SlackTest, TheGrammarIsAnswered) {
  expect_golden("slack_help", ask("help"));
  EXPECT_EQ(Json::parse(ask(""))["text"], Json::parse(ask("help"))["text"]);
  expect_golden("slack_domains", ask("domains"));
  expect_golden("slack_owns", ask("who owns orders"));
  expect_golden("slack_show", ask("show " + full_table().key));
  expect_golden("slack_lineage", ask("lineage " + full_table().key + " down"));
  expect_golden("slack_nothing", ask("orders domain:finance"));
  EXPECT_THAT(ask("orders page 2"), HasSubstr("page 2"));
  EXPECT_THAT(ask("orders &amp; lines"), HasSubstr("orders &amp; lines"));
}

TEST_F(SlackTest, AThingIsShownByItsNameToo) {
  EXPECT_EQ(Json::parse(ask("show FCT_ORDERS"))["text"], Json::parse(ask("show " + full_table().key))["text"]);
  EXPECT_THAT(ask("lineage fct_orders down"), HasSubstr("FCT_ORDER_LINES"));
  // What is hidden is as absent by name as by key.
  EXPECT_THAT(ask("show CARD_NUMBERS", "U02INA"), HasSubstr("no such thing"));
  EXPECT_THAT(ask("show CARD_NUMBERS", "U02INA"), HasSubstr("To look for it: CARD_NUMBERS"));
}

TEST_F(SlackTest, TextsOfTheCatalogCanDoNothing) {
  const std::string body = ask("hostile");
  expect_golden("slack_hostile", body);
  for (const char* bad :
       {"<!channel", "<@U", "<http://x", "`code", "*bold", "~gone", "<!here", "javascript:alert(1)|"})
    EXPECT_THAT(body, Not(HasSubstr(bad)));
  EXPECT_EQ(slack_text("<!channel> & `a` *b* ~c~\nd"), "&lt;!channel&gt; &amp;  a   b   c  d");
}

TEST_F(SlackTest, WordsOfTheAskerCanDoNothingEither) {
  EXPECT_THAT(ask("&lt;!channel&gt; *orders*"), Not(HasSubstr("<!channel>")));
}

TEST_F(SlackTest, WhatTakesTooLongIsAnsweredWithALink) {
  channels_.patience = std::chrono::milliseconds(0);
  SetUp();
  expect_golden("slack_late", ask("orders domain:sales"));
  EXPECT_THAT(ask("show t_1"), HasSubstr("https://data.example/search?q=t_1"));
  EXPECT_THAT(ask("show " + full_table().key), HasSubstr("https://data.example/asset/" + full_table().key));
}

TEST_F(SlackTest, AnswersKeepToTheLimits) {
  ChatReply reply{.headline = std::string(5000, '&')};
  for (int i = 0; i < 60; ++i)
    reply.lines.push_back({std::string(400, '<'), "https://data.example/a", "more"});
  for (int i = 0; i < 5; ++i)
    reply.cards.push_back({.name = std::string(900, '>'),
                           .url = "https://data.example/asset/t_0",
                           .description = std::string(700, '&')});
  const Json json = slack_reply(reply, false);
  EXPECT_LE(json.dump().size(), std::size_t{12} * 1024);
  EXPECT_LE(json["blocks"].size(), 30u);
  for (const Json& block : json["blocks"]) {
    if (block["type"] == "section") {
      EXPECT_LE(block["text"]["text"].get<std::string>().size(), 3000u);
    }
  }
}

TEST_F(SlackTest, EventsAndClicksAreAcknowledged) {
  const std::string challenge = R"({"type":"url_verification","token":"x","challenge":"3eZbrw1a"})";
  const ApiResponse answer = send(challenge, "/hooks/slack/events");
  EXPECT_EQ(answer.body, "3eZbrw1a");
  EXPECT_THAT(answer.content_type, HasSubstr("text/plain"));
  const ApiResponse event =
      send(R"({"type":"event_callback","team_id":"T01","event":{}})", "/hooks/slack/events");
  EXPECT_EQ(event.status, 200);
  EXPECT_EQ(event.body, "");
  const std::string click =
      "payload=" + url_encoded(R"({"type":"block_actions","team":{"id":"T01"},"api_app_id":"A01"})");
  EXPECT_EQ(send(click, "/hooks/slack/interactive").status, 200);
  EXPECT_EQ(send("ssl_check=1&token=x").status, 200);
  expect_refused(send(R"({"type":"event_callback","team_id":"T02"})", "/hooks/slack/events"));
}

TEST(SlackSetUp, WhatCannotWorkIsSaidAtTheStart) {
  Channels channels;
  const SlackConfig config{
      .signing_secret = {.file = "secret"}, .workspaces = {"T01"}, .clearance = "public"};
  const Status missing = channels.open(config, std::nullopt);
  ASSERT_FALSE(missing);
  EXPECT_THAT(missing.error().message, HasSubstr("secret"));
  channels.write("secret", "\n");
  EXPECT_FALSE(channels.open(config, std::nullopt));
  channels.write("secret", "abc");  // Could be guessed.
  EXPECT_FALSE(channels.open(config, std::nullopt));
  channels.write("secret", kSecret);
  std::filesystem::permissions(channels.folder() / "secret", std::filesystem::perms::others_read,
                               std::filesystem::perm_options::add);
  const Status open_to_all = channels.open(config, std::nullopt);
  ASSERT_FALSE(open_to_all);
  EXPECT_THAT(open_to_all.error().message, HasSubstr("chmod 600"));
  channels.write("secret", kSecret);
  EXPECT_TRUE(channels.open(config, std::nullopt));
  SlackConfig people = config;
  people.users = "people.yaml";
  channels.write("people.yaml", "U01: {groups: [a]}");
  EXPECT_FALSE(channels.open(people, std::nullopt));
  const auto without_url = Chat::open({.slack = config, .folder = channels.folder()});
  ASSERT_FALSE(without_url);
  EXPECT_THAT(without_url.error().message, HasSubstr("public_url"));
}

TEST(Command, IsReadAsWritten) {
  const Command paged = read_command("customer orders domain:sales page 3");
  EXPECT_EQ(paged.kind, Command::Kind::Search);
  EXPECT_EQ(paged.words, "customer orders domain:sales");
  EXPECT_EQ(paged.page, 3);
  EXPECT_EQ(read_command("page 3").words, "page 3");
  EXPECT_TRUE(read_command("orders share").share);
  EXPECT_EQ(read_command("share").words, "share");
  EXPECT_EQ(read_command("who owns order lines").words, "order lines");
  EXPECT_EQ(read_command("show me orders").kind, Command::Kind::Search);
  EXPECT_EQ(read_command("lineage t_1 sideways").kind, Command::Kind::Search);
  EXPECT_EQ(read_command("LINEAGE t_1 UP").direction, "up");
  EXPECT_EQ(read_command(" \n ").kind, Command::Kind::Help);
}

}  // namespace
}  // namespace waymark

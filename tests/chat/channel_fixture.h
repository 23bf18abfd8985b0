// channel_fixture.h - signed requests of chat services, answered from a small index; answers held to golden
// files.
#pragma once

#include <cstdlib>
#include <fstream>
#include <string>

#include "waymark/base/files.h"
#include "waymark/base/hmac.h"
#include "waymark/chat/chat.h"

#include "api/api_fixture.h"

namespace waymark::testing_support {

inline Time channel_day() { return *parse_time("2026-11-01T09:00:00Z"); }

inline Asset hostile() {
  Asset asset = table("PROD.SALES.EVIL", "Sales");
  asset.name = "Look <!channel> <@U1> <http://x|y> `code` *bold* ~gone~ [here](http://evil.example)";
  asset.description = "hostile words\n<!here> & [click](javascript:alert(1)) _all_ of it";
  asset.owners = {{.name = "<@U2>"}};
  return asset;
}

// What services answer from: assets of every level, with their people.
inline std::vector<Asset> channel_assets() {
  Asset open = full_table();
  open.access = {0, {}, ""};
  open.products.clear();
  open.product_keys.clear();
  Asset lines = table("PROD.SALES.FCT_ORDER_LINES", "Sales/Orders");
  lines.description = "One row per line of an order.";
  lines.access = {0, {}, ""};
  lines.upstream = {{open.key, "data", {}}};
  open.downstream = {{lines.key, "data", {}}};
  Asset inside = table("PROD.SALES.ORDERS_INSIDE", "Sales/Orders");
  inside.description = "Orders for the people inside.";
  Asset bad = hostile();
  bad.access = {0, {}, ""};
  return {open, lines, inside, bad, card_numbers()};
}

class Channels {
 public:
  std::filesystem::path folder() const { return folder_.path(); }
  void write(const std::string& file, const std::string& text) const {
    std::ofstream(folder_.path() / file, std::ios::binary | std::ios::trunc) << text;
    std::filesystem::permissions(folder_.path() / file, std::filesystem::perms::owner_read |
                                                            std::filesystem::perms::owner_write);
  }
  Status open(std::optional<SlackConfig> slack, std::optional<TeamsConfig> teams) {
    auto opened = Chat::open({.slack = std::move(slack),
                              .teams = std::move(teams),
                              .folder = folder_.path(),
                              .api = settings_,
                              .clock = [this] { return now; },
                              .slack_patience = patience,
                              .teams_patience = patience});
    if (!opened) return fail(opened.error());
    chat_ = std::move(*opened);
    return {};
  }
  ApiResponse post(const std::string& path, const NameValues& fields, const std::string& body,
                   const std::string& method = "POST") {
    // Nothing of this caller may reach an answer: it sees everything.
    return chat_->answer({method, path, fields, body}, api_.index(), Api::everybody());
  }

  Time now = channel_day();
  std::chrono::milliseconds patience{10'000};  // A busy machine changes no answer.

 private:
  TemporaryFolder folder_;
  ApiSettings settings_ = test_settings("https://data.example");
  Api api_{channel_assets()};
  std::unique_ptr<Chat> chat_;
};

// The answer is that of the golden file; WAYMARK_UPDATE=1 writes it.
inline void expect_golden(const std::string& name, const std::string& body) {
  const auto path = std::filesystem::path(WAYMARK_SOURCE_DIR) / "tests/chat/golden" / (name + ".json");
  const Json json = Json::parse(body, nullptr, false);
  ASSERT_FALSE(json.is_discarded()) << body;
  const std::string text = json.dump(2) + "\n";
  if (std::getenv("WAYMARK_UPDATE") != nullptr)
    std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
  const auto golden = read_file(path);
  ASSERT_TRUE(golden) << "no golden file " << path;
  EXPECT_EQ(text, *golden) << name;
}

}  // namespace waymark::testing_support

// command.h - what people write to the catalog in a chat, and its answer before it has the looks of any
// service.
//
//   help · words and filters · words page 2 · show KEY · lineage KEY [up|down] · who owns words · domains
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "client.h"

namespace waymark {

struct Command {
  enum class Kind { Help, Search, Show, Lineage, Owners, Domains };
  Kind kind = Kind::Help;
  std::string words;      // Of a search.
  std::string key;        // Or an identifier, of Show and Lineage.
  std::string direction;  // "up", "down" or "".
  int page = 1;
  bool share = false;  // The answer is for everybody in the channel.
};

Command read_command(std::string_view text);

// One asset of an answer. Every text is as the catalog has it: whoever draws it makes it harmless.
struct ChatCard {
  std::string name, url, type, platform, description;
  std::string domain, owner;
  std::vector<std::string> trust;  // "certified", "updated 2026-02-28", "stale"
};

// A line that may lead somewhere.
struct ChatLine {
  std::string text, url, more;
};

struct ChatReply {
  std::string headline;
  std::vector<ChatCard> cards;
  std::vector<ChatLine> lines;   // Below the cards.
  std::string link_title, link;  // One button.
};

ChatReply answer_command(const Command& command, const CatalogClient& catalog);

// When there is no answer in time: where on the page it is.
ChatReply late_reply(const Command& command, const ApiSettings& settings);

// As part of an address.
std::string url_encoded(std::string_view text);

}  // namespace waymark

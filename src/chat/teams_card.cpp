#include "teams_card.h"

#include "waymark/base/strings.h"

#include "card.h"

namespace waymark {
namespace {

constexpr std::size_t kCardBytes = std::size_t{20} * 1024;  // Teams takes 28 KB.

Json text_block(const std::string& text) { return {{"type", "TextBlock"}, {"text", text}, {"wrap", true}}; }

std::string linked(const std::string& text, const std::string& url) {
  return url.empty() ? teams_text(text) : "[" + teams_text(text) + "](" + url + ")";
}

Json container(const ChatCard& card) {
  Json json;
  json["type"] = "Container";
  json["separator"] = true;
  Json& items = json["items"] = Json::array();
  items.push_back(text_block(linked(cut_text(card.name, 120), card.url)));
  if (!card.description.empty()) {
    items.push_back(text_block(teams_text(card.description)));
    items.back()["maxLines"] = 2;
  }
  Json set;
  set["type"] = "FactSet";
  const auto add = [&](const char* title, const std::string& value) {
    if (!value.empty()) set["facts"].push_back({{"title", title}, {"value", teams_text(value)}});
  };
  add("Type", card.platform.empty() ? card.type : card.type + ", " + card.platform);
  add("Domain", card.domain);
  add("Owner", card.owner);
  add("Trust", join(card.trust, ", "));
  items.push_back(std::move(set));
  return json;
}

std::string plain(const ChatReply& reply) {
  std::vector<std::string> names;
  for (const ChatCard& card : reply.cards)
    names.push_back(card.name + (card.domain.empty() ? "" : " (" + card.domain + ")"));
  return reply.headline + (names.empty() ? "" : ": " + join(names, ", "));
}

Json message(const ChatReply& reply) {
  Json card;
  card["type"] = "AdaptiveCard";
  card["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json";
  card["version"] = "1.4";
  card["fallbackText"] = teams_text(cut_text(plain(reply), 1000));
  Json& body = card["body"] = Json::array();
  body.push_back(text_block(teams_text(cut_text(reply.headline, 300))));
  body.back()["weight"] = "Bolder";
  for (const ChatCard& one : reply.cards) body.push_back(container(one));
  for (const ChatLine& line : reply.lines)
    body.push_back(text_block(linked(cut_text(line.text, 300), line.url) +
                              (line.more.empty() ? "" : "  " + teams_text(cut_text(line.more, 150)))));
  if (!reply.link.empty()) {
    Json action;
    action["type"] = "Action.OpenUrl";
    action["title"] = reply.link_title;
    action["url"] = reply.link;
    card["actions"].push_back(std::move(action));
  }
  Json attachment;
  attachment["contentType"] = "application/vnd.microsoft.card.adaptive";
  attachment["content"] = std::move(card);
  Json json;
  json["type"] = "message";
  json["attachments"].push_back(std::move(attachment));
  return json;
}

}  // namespace

std::string teams_text(std::string_view text) {
  constexpr std::string_view kEscaped = "\\[]()*_`#";
  std::string out;
  for (const char c : text) {
    if (c == '<' || c == '>') continue;
    if (c == '\n' || c == '\r' || c == '\t') {
      out += ' ';
      continue;
    }
    if (kEscaped.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

Json teams_reply(const ChatReply& reply) {
  ChatReply shorter = reply;
  Json json = message(shorter);
  while (as_text(json).size() > kCardBytes && !(shorter.cards.empty() && shorter.lines.empty())) {
    if (!shorter.lines.empty())
      shorter.lines.pop_back();
    else
      shorter.cards.pop_back();
    json = message(shorter);
  }
  return json;
}

}  // namespace waymark

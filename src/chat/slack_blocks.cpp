#include "slack_blocks.h"

#include "waymark/base/strings.h"

#include "card.h"

namespace waymark {
namespace {

// Limits of docs/chat.md, well below Slack's own.
constexpr std::size_t kSectionCharacters = 600, kReplyBytes = std::size_t{12} * 1024;
constexpr std::size_t kButtonTitle = 75;

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

Json markup(const std::string& text) { return {{"type", "mrkdwn"}, {"text", text}}; }

Json section(const std::string& text) { return {{"type", "section"}, {"text", markup(text)}}; }

std::string linked(const std::string& text, const std::string& url) {
  const std::string shown = replace_all(slack_text(text), "|", " ");
  return url.empty() ? shown : "<" + url + "|" + shown + ">";
}

Json button(std::string_view title, const std::string& url, const std::string& action) {
  Json json;
  json["type"] = "button";
  json["text"] = {{"type", "plain_text"}, {"text", cut_text(title, kButtonTitle)}};
  json["url"] = url;
  json["action_id"] = action;
  return json;
}

// The texts joined by dots; those that are empty are left out.
std::string dotted(const std::vector<std::string>& texts) {
  std::vector<std::string> there;
  for (const std::string& text : texts)
    if (!text.empty()) there.push_back(slack_text(text));
  return join(there, " · ");
}

void add_card(Json& blocks, const ChatCard& card) {
  std::string text =
      "*" + linked(cut_text(card.name, 120), card.url) + "*  " + dotted({card.type, card.platform});
  if (!card.description.empty()) text += "\n" + slack_text(card.description);
  // Escaping makes texts longer; a cut inside an entity would show, so the description goes as a whole.
  if (characters(text) > kSectionCharacters) text = text.substr(0, text.find('\n'));
  Json block = section(text);
  if (!card.url.empty())
    block["accessory"] = button("Open", card.url, "open:" + card.url.substr(card.url.rfind('/') + 1));
  blocks.push_back(std::move(block));
  std::vector<std::string> facts = {card.domain, card.owner.empty() ? "" : "owner " + card.owner};
  facts.insert(facts.end(), card.trust.begin(), card.trust.end());
  if (const std::string line = dotted(facts); !line.empty()) {
    Json context;
    context["type"] = "context";
    context["elements"].push_back(markup(line));
    blocks.push_back(std::move(context));
  }
}

// Lines share sections, as many in one as its limit takes.
void add_lines(Json& blocks, const std::vector<ChatLine>& lines) {
  std::string text;
  const auto flush = [&] {
    if (!text.empty()) blocks.push_back(section(text));
    text.clear();
  };
  for (const ChatLine& line : lines) {
    std::string one = linked(cut_text(line.text, 300), line.url);
    if (!line.more.empty()) one += "  " + slack_text(cut_text(line.more, 150));
    if (characters(one) > kSectionCharacters) continue;
    if (characters(text) + 1 + characters(one) > kSectionCharacters) flush();
    text += (text.empty() ? "" : "\n") + one;
  }
  flush();
}

// For notifications and for readers of screens.
std::string summary(const ChatReply& reply) {
  std::string text = slack_text(cut_text(reply.headline, 300));
  if (reply.cards.empty()) return text;
  const ChatCard& top = reply.cards.front();
  return text + " (top: " + dotted({cut_text(top.name, 120), top.domain}) + ")";
}

Json message(const ChatReply& reply, bool in_channel) {
  Json json;
  json["response_type"] = in_channel ? "in_channel" : "ephemeral";
  json["text"] = summary(reply);
  Json& blocks = json["blocks"] = Json::array();
  blocks.push_back(section("*" + slack_text(cut_text(reply.headline, 300)) + "*"));
  for (const ChatCard& card : reply.cards) add_card(blocks, card);
  add_lines(blocks, reply.lines);
  if (!reply.link.empty()) {
    Json actions;
    actions["type"] = "actions";
    actions["elements"].push_back(button(reply.link_title, reply.link, "all"));
    blocks.push_back(std::move(actions));
  }
  return json;
}

}  // namespace

std::string slack_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '`':
      case '*':
      case '~':
      case '\n':
      case '\r':
      case '\t':
        out += ' ';
        break;
      default:
        out += c;
    }
  }
  return out;
}

Json slack_reply(const ChatReply& reply, bool in_channel) {
  ChatReply shorter = reply;
  Json json = message(shorter, in_channel);
  while (as_text(json).size() > kReplyBytes && !(shorter.cards.empty() && shorter.lines.empty())) {
    if (!shorter.lines.empty())
      shorter.lines.pop_back();
    else
      shorter.cards.pop_back();
    json = message(shorter, in_channel);
  }
  return json;
}

}  // namespace waymark

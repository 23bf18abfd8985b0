#include "command.h"

#include <charconv>

#include "waymark/base/strings.h"
#include "waymark/model/fields.h"
#include "waymark/model/keys.h"

#include "card.h"

namespace waymark {
namespace {

constexpr std::size_t kResults = 5, kDescription = 200, kLongDescription = 400, kNamesShown = 12;
constexpr int kLastPage = 40;

// Takes a last word "share" off; and a number after a last but one word "page".
void take_endings(std::vector<std::string>& words, Command& command) {
  if (words.size() > 1 && same_ignoring_case(words.back(), "share")) {
    command.share = true;
    words.pop_back();
  }
  if (words.size() < 3 || !same_ignoring_case(words[words.size() - 2], "page")) return;
  int page = 0;
  const std::string& number = words.back();
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), page);
  if (error != std::errc() || end != number.data() + number.size() || page < 1) return;
  command.page = std::min(page, kLastPage);
  words.resize(words.size() - 2);
}

bool is(const std::vector<std::string>& words, std::size_t at, std::string_view word) {
  return at < words.size() && same_ignoring_case(words[at], word);
}

// With a mark between the parts that no markup of a chat knows.
std::string place_of(const Json& json) { return replace_all(path_of(json), " > ", " › "); }

ChatCard card_of(const Json& json, std::size_t description) {
  ChatCard card{.name = text_at(json, "name"),
                .url = text_at(json, "url"),
                .type = replace_all(text_at(json, "type"), "_", " "),
                .platform = text_at(json, "platform"),
                .description = cut_text(text_at(json, "description"), description),
                .domain = place_of(json),
                .owner = owners_of(json)};
  if (card.owner == card.name) card.owner.clear();  // People own their own page.
  const Json trust = trust_of(json);
  const auto add = [&](const char* before, const char* member) {
    if (const std::string text = text_at(trust, member); !text.empty()) card.trust.push_back(before + text);
  };
  add("", "cert");
  add("updated ", "fresh");
  add("", "state");
  add("", "life");
  add("contract ", "contract");
  return card;
}

std::string counted(const Json& total, std::string_view one) {
  return total.dump() + " " + std::string(one) + (total == Json(1) ? "" : "s");
}

void add_ways_out(ChatReply& reply, const Json& found) {
  for (const Json& way : at(found, "exits")) {
    const std::string kind = text_at(way, "kind"), total = at(way, "total").dump();
    if (kind == "spell")
      reply.lines.push_back({"Did you mean: " + text_at(way, "q") + " (" + total + ")", "", ""});
    if (kind == "drop_filter")
      reply.lines.push_back({"Without " + text_at(way, "field") + ": " + total, "", ""});
    if (kind == "any_words") reply.lines.push_back({"With any of the words: " + total, "", ""});
  }
}

// What the words seem to name is offered as the command that keeps only that.
void add_offers(ChatReply& reply, const Command& command, const Json& query) {
  for (const Json& offer : at(query, "offers")) {
    const std::string field = text_at(offer, "field"), value = text_at(offer, "value");
    if (find_field(field) == nullptr) continue;
    const bool plain = value.find_first_of(" \"():") == std::string::npos;
    reply.lines.push_back({"Narrower (" + at(offer, "total").dump() + "): " + command.words +
                               " " + field + ":" + (plain ? value : "\"" + value + "\""),
                           "", ""});
  }
}

ChatReply problem_reply(const Reply& reply) {
  return {.headline = reply.absent() ? "There is no such thing in the catalog, or you may not see it."
                                     : reply.problem()};
}

Reply search(const Command& command, const CatalogClient& catalog) {
  return catalog.get("/api/v1/search", {{"q", command.words},
                                        {"size", std::to_string(kResults)},
                                        {"page", std::to_string(command.page)},
                                        {"facets", "none"},
                                        {"highlight", "0"}});
}

void add_search_link(ChatReply& reply, const Command& command, const CatalogClient& catalog) {
  reply.link_title = "All results";
  reply.link = catalog.page("/search?q=" + url_encoded(command.words));
}

ChatReply answer_search(const Command& command, const CatalogClient& catalog) {
  const Reply found = search(command, catalog);
  if (!found.ok()) return problem_reply(found);
  const Json& query = at(found.json, "query");
  const Json& total = at(found.json, "total");
  const bool applied = at(at(query, "spell"), "applied") == Json(true);
  ChatReply reply;
  const std::string words = applied ? text_at(at(query, "spell"), "q") : command.words;
  reply.headline =
      total == Json(0) ? "Nothing found for " + words : counted(total, "result") + " for " + words;
  if (command.page > 1) reply.headline += ", page " + std::to_string(command.page);
  for (const Json& hit : at(found.json, "hits")) reply.cards.push_back(card_of(hit, kDescription));
  if (applied) reply.lines.push_back({"Nothing has the words as typed: " + command.words, "", ""});
  if (at(query, "relaxed") == Json(true))
    reply.lines.push_back({"Nothing has all the words; these have some of them.", "", ""});
  if (total == Json(0)) add_ways_out(reply, found.json);
  if (total > Json(1)) add_offers(reply, command, query);
  const std::int64_t seen = static_cast<std::int64_t>(command.page) * static_cast<std::int64_t>(kResults);
  if (total > seen)
    reply.lines.push_back({"More: " + command.words + " page " + std::to_string(command.page + 1), "", ""});
  add_search_link(reply, command, catalog);
  return reply;
}

ChatReply answer_owners(const Command& command, const CatalogClient& catalog) {
  const Reply found = search(command, catalog);
  if (!found.ok()) return problem_reply(found);
  ChatReply reply;
  reply.headline = at(found.json, "hits").empty() ? "Nothing found for " + command.words
                                                  : "Owners of what fits " + command.words;
  for (const Json& hit : at(found.json, "hits")) {
    const std::string owner = owners_of(hit), domain = place_of(hit);
    reply.lines.push_back(
        {text_at(hit, "name"), text_at(hit, "url"),
         (owner.empty() ? "no owner known" : owner) + (domain.empty() ? "" : " · " + domain)});
  }
  if (reply.lines.empty()) add_ways_out(reply, found.json);
  add_search_link(reply, command, catalog);
  return reply;
}

// The key of what is called by its key, by an identifier of a source or by its whole name.
std::string key_of(const Command& command, const CatalogClient& catalog) {
  if (std::string key = catalog.key_of(command.key); !key.empty()) return key;
  const Reply found = catalog.get("/api/v1/search", {{"q", command.key},
                                                     {"size", "1"},
                                                     {"facets", "none"},
                                                     {"spell", "off"},
                                                     {"fields", "key,why"}});
  for (const Json& hit : at(found.json, "hits"))
    for (const Json& reason : at(hit, "why"))
      if (reason == Json("exact name")) return text_at(hit, "key");
  return "none";
}

ChatReply no_such_thing(const Command& command, const Reply& reply) {
  ChatReply refused = problem_reply(reply);
  if (reply.absent()) refused.lines.push_back({"To look for it: " + command.key, "", ""});
  return refused;
}

ChatReply answer_show(const Command& command, const CatalogClient& catalog) {
  const std::string key = key_of(command, catalog);
  const Reply found = catalog.get("/api/v1/assets/" + key, {{"include", "columns,usage,contract"}});
  if (!found.ok()) return no_such_thing(command, found);
  ChatReply reply{.headline = text_at(found.json, "name")};
  reply.cards.push_back(card_of(found.json, kLongDescription));
  std::vector<std::string> columns;
  for (const Json& column : at(found.json, "columns"))
    if (columns.size() < kNamesShown) columns.push_back(text_at(column, "path"));
  if (!columns.empty())
    reply.lines.push_back(
        {at(found.json, "columns_total").dump() + " columns: " + join(columns, ", "), "", ""});
  const Json& links = at(found.json, "links");
  reply.lines.push_back({"Made from " + at(links, "upstream").dump() + ", used by " +
                             at(links, "downstream").dump() + ": lineage " + key,
                         "", ""});
  reply.link_title = "Open";
  reply.link = text_at(found.json, "url");
  return reply;
}

void add_neighbours(ChatReply& reply, const Json& asset, const char* side, const char* words,
                    const CatalogClient& catalog) {
  const Json& neighbours = at(at(asset, "lineage"), side);
  const Json& total = at(at(asset, "links"), side);
  reply.lines.push_back({std::string(words) + " " + total.dump() + (neighbours.empty() ? "" : ":"), "", ""});
  for (std::size_t i = 0; i < std::min(neighbours.size(), kNamesShown); ++i) {
    const std::string domain = place_of(neighbours[i]);
    reply.lines.push_back(
        {text_at(neighbours[i], "name"), catalog.page("/asset/" + text_at(neighbours[i], "key")),
         replace_all(text_at(neighbours[i], "type"), "_", " ") + (domain.empty() ? "" : " · " + domain)});
  }
}

ChatReply answer_lineage(const Command& command, const CatalogClient& catalog) {
  const Reply found = catalog.get("/api/v1/assets/" + key_of(command, catalog), {{"include", "lineage"}});
  if (!found.ok()) return no_such_thing(command, found);
  ChatReply reply{.headline = "Lineage of " + text_at(found.json, "name")};
  if (command.direction != "down") add_neighbours(reply, found.json, "upstream", "Made from", catalog);
  if (command.direction != "up") add_neighbours(reply, found.json, "downstream", "Used by", catalog);
  reply.link_title = "Open";
  reply.link = text_at(found.json, "url");
  return reply;
}

ChatReply answer_domains(const CatalogClient& catalog) {
  const Reply found = catalog.get("/api/v1/facets/domain", {{"size", "100"}});
  if (!found.ok()) return problem_reply(found);
  ChatReply reply;
  for (const Json& value : at(found.json, "values")) {
    const std::string path = text_at(value, "value");
    if (contains(path, "/") || reply.lines.size() == 2 * kNamesShown) continue;
    reply.lines.push_back(
        {path, catalog.page("/domain/" + text_at(value, "key")), counted(at(value, "count"), "asset")});
  }
  reply.headline = reply.lines.empty() ? "There are no domains." : "Domains";
  reply.link_title = "Open the catalog";
  reply.link = catalog.page("/");
  return reply;
}

ChatReply answer_help(const CatalogClient& catalog) {
  ChatReply reply{.headline = "Ask the data catalog"};
  for (const char* line : {"customer orders: words, and filters such as domain:sales type:table owner:dana",
                           "customer orders page 2: the next results", "show KEY: one asset",
                           "lineage KEY up: what it is made from", "lineage KEY down: what is made from it",
                           "who owns customer orders: whom to ask", "domains: what there is",
                           "share as the last word: everybody in the channel reads the answer"})
    reply.lines.push_back({line, "", ""});
  reply.link_title = "Open the catalog";
  reply.link = catalog.page("/");
  return reply;
}

}  // namespace

Command read_command(std::string_view text) {
  std::vector<std::string> words = split_words(replace_all(replace_all(text, "\n", " "), "\t", " "), ' ');
  Command command;
  take_endings(words, command);
  if (words.empty() || (words.size() == 1 && is(words, 0, "help"))) return command;
  if (words.size() == 1 && is(words, 0, "domains")) {
    command.kind = Command::Kind::Domains;
  } else if (is(words, 0, "who") && is(words, 1, "owns") && words.size() > 2) {
    command.kind = Command::Kind::Owners;
    words.erase(words.begin(), words.begin() + 2);
  } else if (is(words, 0, "show") && words.size() == 2) {
    command.kind = Command::Kind::Show;
    command.key = words[1];
  } else if (is(words, 0, "lineage") && (words.size() == 2 || is(words, 2, "up") || is(words, 2, "down"))) {
    command.kind = Command::Kind::Lineage;
    command.key = words[1];
    command.direction = words.size() > 2 ? lower(words[2]) : "";
  } else {
    command.kind = Command::Kind::Search;
  }
  command.words = join(words, " ");
  return command;
}

ChatReply answer_command(const Command& command, const CatalogClient& catalog) {
  switch (command.kind) {
    case Command::Kind::Help:
      return answer_help(catalog);
    case Command::Kind::Search:
      return answer_search(command, catalog);
    case Command::Kind::Show:
      return answer_show(command, catalog);
    case Command::Kind::Lineage:
      return answer_lineage(command, catalog);
    case Command::Kind::Owners:
      return answer_owners(command, catalog);
    case Command::Kind::Domains:
      return answer_domains(catalog);
  }
  return {};
}

ChatReply late_reply(const Command& command, const ApiSettings& settings) {
  const std::string words = command.key.empty() ? command.words : command.key;
  std::string page = "/search?q=" + url_encoded(words);
  if (command.kind == Command::Kind::Help || command.kind == Command::Kind::Domains) page = "/";
  if (looks_like_key(command.key)) page = "/asset/" + command.key;
  return {.headline = "The catalog takes longer than a chat waits.",
          .lines = {{"See the answer on the page", settings.public_url + page, ""}}};
}

std::string url_encoded(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF", kPlain = "-._~";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter || kPlain.find(c) != std::string_view::npos)
      out += c;
    else
      (out += '%') += {kDigits[byte >> 4], kDigits[byte & 15]};
  }
  return out;
}

}  // namespace waymark

#include "card.h"

#include <algorithm>
#include <vector>

#include "waymark/base/strings.h"

namespace waymark {
namespace {

constexpr std::size_t kOwnersShown = 3;
// Queries in 30 days from which use counts as high or medium.  Source: docs/chat.md.
constexpr std::int64_t kHighUse = 1000, kMediumUse = 50;

std::string use_of(const Json& activity) {
  const Json& queries = at(activity, "queries_30d");
  if (!queries.is_number_integer()) return {};
  const auto count = queries.get<std::int64_t>();
  return count >= kHighUse ? "high" : count >= kMediumUse ? "medium" : count > 0 ? "low" : "none";
}

std::string contract_state(const Json& card) {
  const Json& contract = at(card, "contract");
  return contract.is_string() ? contract.get<std::string>() : text_at(contract, "state");
}

}  // namespace

std::string cut_text(std::string_view text, std::size_t characters) {
  std::string folded;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!blank)
      folded += c;
    else if (!folded.empty() && folded.back() != ' ')
      folded += ' ';
  }
  while (folded.ends_with(' ')) folded.pop_back();
  std::size_t count = 0, end = 0, word_end = 0;
  for (; end < folded.size(); ++end) {
    if ((folded[end] & 0xC0) == 0x80) continue;
    // The mark of the cut is the last of them.
    if (++count == characters) word_end = folded[end] == ' ' || word_end <= end / 2 ? end : word_end;
    if (count > characters) break;
    if (folded[end] == ' ' && count < characters) word_end = end;
  }
  if (end >= folded.size()) return folded;
  return folded.substr(0, word_end) + "…";
}

std::string path_of(const Json& card) {
  std::vector<std::string> names;
  for (const Json& part : at(card, "path")) names.push_back(text_at(part, "name"));
  return join(names, " > ");
}

std::string owners_of(const Json& card) {
  std::vector<std::string> names, nobody;
  for (const Json& owner : at(card, "owner")) {
    const std::string kind = text_at(owner, "kind");
    (kind == "role" || kind == "creator" ? nobody : names).push_back(text_at(owner, "name"));
  }
  if (names.empty()) names = std::move(nobody);
  const std::size_t more = names.size() - std::min(names.size(), kOwnersShown);
  names.resize(names.size() - more);
  return join(names, ", ") + (more > 0 ? " and " + std::to_string(more) + " more" : "");
}

Json trust_of(const Json& card) {
  Json trust = Json::object();
  put(trust, "cert", text_at(card, "certification"));
  put(trust, "crit", text_at(card, "criticality"));
  put(trust, "sens", text_at(card, "sensitivity"));
  const Json& freshness = at(card, "freshness");
  put(trust, "fresh", text_at(freshness, "updated_at").substr(0, 10));
  // On time is what one expects.
  if (const std::string state = text_at(freshness, "state"); state == "late" || state == "stale")
    trust["state"] = state;
  put(trust, "use", use_of(at(card, "activity")));
  if (text_at(card, "lifecycle") == "deprecated") trust["life"] = "deprecated";
  put(trust, "contract", contract_state(card));
  if (at(card, "stub").is_boolean()) trust["stub"] = true;
  return trust;
}

}  // namespace waymark

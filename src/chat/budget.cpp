#include "budget.h"

#include "card.h"

namespace waymark {
namespace {

constexpr std::size_t kShortDescription = 80;
constexpr std::size_t kEnvelopeBytes = 256;  // What the protocol puts around a result.

bool drop(Json& items, const char* member) {
  bool dropped = false;
  for (Json& item : items) dropped = (item.is_object() && item.erase(member) > 0) || dropped;
  return dropped;
}

bool shorten(Json& items) {
  bool shorter = false;
  for (Json& item : items) {
    const std::string text = text_at(item, "desc");
    std::string cut = cut_text(text, kShortDescription);
    if (cut == text) continue;
    item["desc"] = std::move(cut);
    shorter = true;
  }
  return shorter;
}

}  // namespace

Json tool_result(const Json& structured) {
  Json result;
  Json text;
  text["type"] = "text";
  text["text"] = as_text(structured);
  result["content"].push_back(std::move(text));
  result["structuredContent"] = structured;
  return result;
}

std::size_t result_bytes(const Json& structured) {
  return as_text(tool_result(structured)).size() + kEnvelopeBytes;
}

void fit(Json& json, const char* list, std::size_t bytes,
         const std::function<std::string(std::size_t)>& rest) {
  if (result_bytes(json) <= bytes) return;
  json["truncated"] = true;
  for (const char* member : {"tags", "path"})
    if (drop(json[list], member) && result_bytes(json) <= bytes) return;
  if (shorten(json[list]) && result_bytes(json) <= bytes) return;
  // A new member moves the others, so the list is not held by reference.
  while (!json[list].empty()) {
    json[list].erase(json[list].size() - 1);
    json["hint"] = rest(json[list].size());
    if (result_bytes(json) <= bytes) return;
  }
}

}  // namespace waymark

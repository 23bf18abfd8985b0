#include "client.h"

#include "waymark/base/strings.h"
#include "waymark/model/keys.h"

namespace waymark {
namespace {

Reply reply_of(const ApiResponse& answer) {
  Reply reply{answer.status, Json::parse(answer.body, nullptr, false)};
  if (reply.json.is_discarded()) reply = {500, Json::object()};
  return reply;
}

}  // namespace

std::string Reply::problem() const {
  std::string detail = text_at(json, "detail");
  return detail.empty() ? "The catalog could not answer." : detail;
}

Reply CatalogClient::get(std::string path, NameValues query) const {
  return reply_of(handle({.path = std::move(path), .query = std::move(query)}, index_, caller_, settings_));
}

Reply CatalogClient::post(std::string path, NameValues query, std::string body,
                          std::string content_type) const {
  return reply_of(handle({.method = "POST",
                          .path = std::move(path),
                          .query = std::move(query),
                          .body = std::move(body),
                          .content_type = std::move(content_type)},
                         index_, caller_, settings_));
}

std::string CatalogClient::key_of(std::string_view key_or_ref) const {
  if (looks_like_key(key_or_ref)) return std::string(key_or_ref);
  const Reply reply = get("/api/v1/resolve", {{"ref", std::string(key_or_ref)}});
  const Json& found = at(reply.json, "found");
  return found.is_object() && !found.empty() && found.begin()->is_string() ? found.begin()->get<std::string>()
                                                                           : std::string();
}

bool CatalogClient::may(std::string_view scope) const {
  return scope.empty() ||
         std::find(caller_.scopes.begin(), caller_.scopes.end(), scope) != caller_.scopes.end();
}

}  // namespace waymark

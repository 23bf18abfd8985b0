// client.h - the JSON API as the chat module asks it: the same routes, checks and access as over HTTP.
//
//   const CatalogClient catalog(index, caller, settings);
//   const Reply found = catalog.get("/api/v1/search", {{"q", "orders"}});
//   if (!found.ok()) return found.problem();
//
// Nothing here searches by itself, so an answer in a chat can show nothing that the API would not.
#pragma once

#include <string>
#include <string_view>

#include "waymark/api/api.h"

#include "json.h"

namespace waymark {

struct Reply {
  int status = 200;
  Json json;

  bool ok() const { return status == 200; }
  // Neither there nor visible: the two are the same.
  bool absent() const { return status == 404; }
  std::string problem() const;  // One sentence.
};

class CatalogClient {
 public:
  CatalogClient(SearchIndex& index, const Caller& caller, const ApiSettings& settings)
      : index_(index), caller_(caller), settings_(settings) {}

  Reply get(std::string path, NameValues query = {}) const;
  Reply post(std::string path, NameValues query, std::string body, std::string content_type) const;
  // The key that a key or an identifier of a source stands for; "" when there is no such thing.
  std::string key_of(std::string_view key_or_ref) const;

  bool may(std::string_view scope) const;
  const ApiSettings& settings() const { return settings_; }
  // An address of the page: absolute where public_url is known.
  std::string page(std::string_view path) const { return settings_.public_url + std::string(path); }

 private:
  SearchIndex& index_;
  const Caller& caller_;
  const ApiSettings& settings_;
};

}  // namespace waymark

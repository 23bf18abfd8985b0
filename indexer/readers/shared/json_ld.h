// json_ld.h - JSON-LD as plain records: members by their local names, references followed inside the file.
//
//   {"@id": "x", "dct:title": "A"}, {"http://purl.org/dc/terms/title": [{"@value": "A"}]} and {"title": "A"}
//   with a context are one and the same here: {"@id": "x", "title": …}. Contexts by address are never
//   fetched; the names they would explain are taken as they stand.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "waymark/parse/value.h"

namespace waymark {

class JsonLd {
 public:
  // One document: an object, an array of nodes or an object with @graph.
  void add(const Value& document);

  // Every node of one of these types (local names), in the order of the file, each once; references in them
  // are replaced by what they name, but for those in the members listed in `kept`.
  void each(std::string_view type, const std::vector<std::string_view>& kept,
            const std::function<void(const Value& node)>& visit) const;

 private:
  using Context = std::unordered_map<std::string, std::string>;  // Alias -> IRI.

  Value node_of(const Value& object, Context context, std::string_view member);
  Value plain(const Value& value, const Context& context, std::string_view member);
  std::size_t remember(Value node);
  Value with_references(const Value& value, const std::vector<std::string_view>& kept, int depth) const;

  std::vector<Value> nodes_;
  std::unordered_map<std::string, std::size_t> by_id_;
};

// "title" of "dct:title", "http://purl.org/dc/terms/title" and "title"; "@id" stays.
std::string local_name(std::string_view name);

}  // namespace waymark

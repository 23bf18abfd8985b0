// json_paths.h - which values of a document are records, decided while walking down into it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace waymark {

class JsonPaths {
 public:
  explicit JsonPaths(const std::vector<std::string>& paths);

  // How far each path that still fits reaches into the document: `step` of its steps are behind us.
  struct Reach {
    std::uint32_t path;
    std::uint32_t step;
  };
  using Reaches = std::vector<Reach>;

  Reaches document() const;           // At the root of a document that is no array.
  Reaches document_in_array() const;  // At an item of a top-level array: a document, or an item for "[]…".
  Reaches item(const Reaches& from) const;
  Reaches member(const Reaches& from, const std::string& name) const;

  // The first path that ends here.
  const std::string* record(const Reaches& at) const;
  bool by_member(const std::string& path) const { return path.ends_with(".*") || path == "*"; }

 private:
  enum class Kind : std::uint8_t { Name, AnyMember, AnyItem };
  struct Step {
    Kind kind;
    std::string name;
  };
  static std::vector<Step> steps_of(std::string_view path);

  std::vector<std::string> paths_;
  std::vector<std::vector<Step>> steps_;
};

}  // namespace waymark

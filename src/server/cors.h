// cors.h - which pages of other sites may read answers (docs/http-api.md, "Other sites").
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "waymark/api/api.h"

namespace waymark {

class Cors {
 public:
  explicit Cors(std::vector<std::string> origins) : origins_(std::move(origins)) {}

  bool configured() const { return !origins_.empty(); }
  bool lists(std::string_view origin) const;
  // What a browser asks before it sends such a page's request.
  ApiResponse preflight() const;
  // Lets the page read the answer.
  void admit(ApiResponse& answer, std::string_view origin) const;

 private:
  const std::vector<std::string> origins_;
};

}  // namespace waymark

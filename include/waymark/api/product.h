// product.h - how a data product stands: what its record still lacks, whether its data is fresh and its
// contract kept, what it hands over and takes in. Rules: docs/http-api.md, "Data products".
//
//   Result<ProductState> state = product_state(product, viewer, viewer.now());
//   std::cout << state->health << "\n";   // "Its data is on time, its contract is kept, and Ana Ruiz owns
//   it."
#pragma once

#include <string>
#include <vector>

#include "waymark/base/result.h"
#include "waymark/search/viewer.h"

namespace waymark {

enum class Health : std::uint8_t { Good, Unclear, Trouble };
std::string_view to_string(Health health);  // "good", "unclear", "trouble"

struct ProductPort {
  std::string key, name;
  AssetType type = AssetType::Table;
};

struct ProductState {
  int complete = 0;                  // Percent of what a product's record should say.
  std::vector<std::string> missing;  // "description", "output port"…: the rest.
  Health health = Health::Unclear;
  std::string sentence;  // Fresh or late, contract kept or broken, owner present: in one sentence.
  std::vector<ProductPort> outputs, inputs;
};

// As this viewer sees it: things and counts are those that it may see.
Result<ProductState> product_state(const Asset& product, const Viewer& viewer, Time now);

}  // namespace waymark

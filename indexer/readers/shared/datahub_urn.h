// datahub_urn.h - DataHub's names for things, taken apart. Urns hold commas, parentheses and other urns, so
// parts are told by depth.
//
//   parse_urn("urn:li:dataset:(urn:li:dataPlatform:kafka,orders,PROD)")
//     == {"dataset", {"urn:li:dataPlatform:kafka", "orders", "PROD"}}
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "waymark/model/asset.h"

namespace waymark::datahub {

struct Urn {
  std::string type;                // "dataset"; empty when the text is no urn.
  std::vector<std::string> parts;  // Of the parentheses; one part without.
};
Urn parse_urn(std::string_view text);

// What people would call it without any record about it: "ana" of urn:li:corpuser:ana, "orders" of a topic.
std::string tail_of(std::string_view urn);

// "snowflake" of a platform's urn, of "snowflake" itself, and of the urn of anything that stands on a
// platform.
std::string platform_of(std::string_view text);

// The physical name in a dataset's urn. `instance` is what the dataset's platform instance is known to be: it
// stands in front of the name. Where it is not known, a part too many for the platform is taken for it.
PhysicalName physical_of(const Urn& dataset, std::string_view instance);

// "[version=2.0].[type=struct].[type=string].name" -> "name"; nested ones keep their dots.
std::string field_path(std::string_view path);

}  // namespace waymark::datahub

// readable_name.h - the part of an id that tells a reader something: "urn:li:corpuser:ana" is ana.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "waymark/model/asset.h"

namespace waymark {

// What an id tells of the thing it stands for: "urn:li:dataset:(urn:li:dataPlatform:snowflake,db.s.t,PROD)"
// is a snowflake table db.s.t. The name is empty when the id says nothing to a reader (a uuid).
struct ReadableId {
  std::string name;
  std::string platform;
  std::optional<AssetType> type;
};
ReadableId readable_id(std::string_view id);

inline std::string readable_name(std::string_view id) { return readable_id(id).name; }

}  // namespace waymark

// asset_members.h - the members of what an asset holds beside facts, in the order of their bytes
// (byte_codec.h).
#pragma once

#include "fragment_members.h"

namespace waymark {

auto members_of(Is<SourceNote> auto& value) {
  auto& [source, format, place, ref, at] = value;
  return std::tie(source, format, place, ref, at);
}
auto members_of(Is<FieldHistory> auto& value) {
  auto& [field, values] = value;
  return std::tie(field, values);
}
auto members_of(Is<Neighbour> auto& value) {
  auto& [key, kind, sources] = value;
  return std::tie(key, kind, sources);
}

}  // namespace waymark

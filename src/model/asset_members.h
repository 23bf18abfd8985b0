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
auto members_of(Is<ContractText> auto& value) {
  auto& [format, version, status, place, original] = value;
  return std::tie(format, version, status, place, original);
}
auto members_of(Is<Neighbour> auto& value) {
  auto& [key, kind, sources, columns, at] = value;
  return std::tie(key, kind, sources, columns, at);
}

}  // namespace waymark

// field_values.h - what the rows of the fields table point to: values of an asset, buckets of a clock.
#pragma once

#include "waymark/model/fields.h"

namespace waymark::field_values {

Values type(const Asset& asset);
Values domain(const Asset& asset);  // Every ancestor of its path, outermost first.
Values owner(const Asset& asset);
Values contract(const Asset& asset);
Values source(const Asset& asset);
Values has(const Asset& asset);
// Only what is expected of its type: a dashboard without columns misses nothing.
Values missing(const Asset& asset);

template <std::string Facts::*member>
Values one(const Asset& asset) {
  const std::string& value = asset.*member;
  return value.empty() ? Values{} : Values{value};
}
Values distinct(const Values& values);  // Without empty and repeated ones, in their order.
template <auto member>
Values all(const Asset& asset) {
  return distinct(asset.*member);
}

std::uint8_t freshness(const AssetTimes& times, Time now);
std::uint8_t activity(const AssetTimes& times, Time now);
std::uint8_t updated(const AssetTimes& times, Time now);

}  // namespace waymark::field_values

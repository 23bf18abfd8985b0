// parameters.h - the parameters of a request, checked against the row of the route they came to.
//
// Strict: what is unknown, repeated where one value is meant, or not allowed is refused with the nearest
// valid name, so that a typing error never widens a result. A POST takes the same parameters as members of
// one JSON object.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/search/search.h"

#include "problems.h"

namespace waymark {

enum class ParameterType {
  Text,     // `max` code points.
  Integer,  // `min` to `max`.
  Choice,   // One of `allowed`.
  Flag,     // 0 or 1.
  List,     // Of `allowed`, joined by commas; in JSON also an array.
  Moment,   // A date, an RFC 3339 time, or how long ago: 7d, 24h.
};

struct Parameter {
  std::string_view name;
  ParameterType type = ParameterType::Text;
  std::string_view fallback;  // The value that stands for "not given"; may be empty.
  std::int64_t min = 0;
  std::int64_t max = 0;
  std::vector<std::string> (*allowed)() = nullptr;
  std::size_t most = 1;   // How often it may be given.
  std::string_view help;  // One sentence, for the documentation.
};

class Parameters {
 public:
  bool given(std::string_view name) const { return values_.contains(name); }
  // The value, else the fallback of the parameter's row.
  std::string_view text(std::string_view name) const;
  std::int64_t integer(std::string_view name) const;
  bool flag(std::string_view name) const { return text(name) == "1"; }
  std::vector<std::string> list(std::string_view name) const;
  const std::vector<std::string>& values(std::string_view name) const;
  const std::vector<Filter>& filters() const { return filters_; }  // In the order of fields(), values sorted.
  std::string canonical() const;                                   // Equal for requests that ask the same.

 private:
  friend class ParameterReader;
  std::span<const Parameter> rows_;
  std::map<std::string, std::vector<std::string>, std::less<>> values_;
  std::vector<Filter> filters_;
};

struct Route;
Answer<Parameters> read_parameters(const Route& route, const ApiRequest& request);

// `text` of a Moment seen from `now`; nothing when it is none.
std::optional<Time> parse_moment(std::string_view text, Time now);

}  // namespace waymark

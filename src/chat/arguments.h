// arguments.h - the arguments of a tool: one table gives its input schema and checks every call.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/base/result.h"
#include "waymark/search/search.h"

#include "json.h"

namespace waymark {

struct Argument {
  enum class Kind {
    Text,     // `min` to `max` code points.
    Integer,  // `min` to `max`.
    Flag,
    Choice,   // One of `allowed`.
    Texts,    // `min` to `max` texts, each one of `allowed` where there is such a list.
    Filters,  // An object of fields(), each with a text or a list of texts.
  };
  std::string_view name;
  Kind kind = Kind::Text;
  std::string_view help;
  std::int64_t min = 0, max = 0;
  std::int64_t fallback = 0;  // Of an integer.
  std::vector<std::string> allowed;
  bool required = false;
};

Json input_schema(const std::vector<Argument>& table);

class Arguments {
 public:
  // An error is one line that names the argument and the way out.
  static Result<Arguments> read(const std::vector<Argument>& table, const Value& given);

  bool given(std::string_view name) const { return given_[name].is_object() || !given_[name].is_null(); }
  std::string text(std::string_view name) const { return given_[name].text(); }
  std::int64_t integer(std::string_view name) const;
  bool flag(std::string_view name) const { return given_[name].is_true(); }
  std::vector<std::string> texts(std::string_view name) const { return given_[name].texts(); }
  // Of an argument of kind Filters: name and value, one pair for each value.
  std::vector<std::pair<std::string, std::string>> filters(std::string_view name) const;

 private:
  const std::vector<Argument>* table_ = nullptr;
  Value given_;
};

// Names of fields(), and of those with a closed list their values.
std::vector<std::string> filter_names();

}  // namespace waymark

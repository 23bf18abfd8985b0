// given.h - one name and value of a request as it came, and what can be wrong with it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parameters.h"
#include "problems.h"

namespace waymark {

struct Given {
  std::string name;
  std::string value;
  ProblemPlace::In in = ProblemPlace::In::Parameter;
};

// The value as the row of its parameter wants it, or why not.
Answer<std::string> checked_value(const Parameter& row, const Given& given);

// The members of a JSON body: arrays give their items one by one, numbers and truth values their text.
Answer<std::vector<Given>> read_body(const Route& route, const ApiRequest& request);

ProblemPlace place_of(const Given& given, std::string detail, std::vector<std::string> allowed = {});
tl::unexpected<Problem> bad_value(const Given& given, const std::string& what,
                                  std::vector<std::string> allowed = {});
std::string shown(std::string_view text);  // As it may go back to the caller.
std::string listed(
    const std::vector<std::string>& values);  // In a sentence: the first few, and how many more.
std::optional<std::int64_t> whole_number(std::string_view text);

}  // namespace waymark

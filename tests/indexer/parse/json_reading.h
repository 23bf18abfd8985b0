// json_reading.h - what read_json gives, as lines to compare.
#pragma once

#include <string>
#include <vector>

#include "waymark/parse/json.h"

namespace waymark {

struct JsonReading {
  std::vector<std::string> records;  // "place|name|json"
  std::vector<std::string> headers;
  std::vector<std::string> problems;  // "place: message"
  Status status;
};

inline JsonReading read_json_of(Input input, const JsonSplit& split = {}, const JsonLimits& limits = {}) {
  JsonReading reading;
  reading.status = read_json(
      input, split,
      [&](JsonRecord&& record) {
        reading.records.push_back(record.place + "|" + record.name + "|" + to_json(record.value));
        reading.headers.push_back(record.header != nullptr ? to_json(*record.header) : "");
        return true;
      },
      [&](JsonProblem&& problem) { reading.problems.push_back(problem.place + ": " + problem.message); },
      limits);
  return reading;
}

inline JsonReading read_json_of(const std::string& text, const JsonSplit& split = {},
                                const JsonLimits& limits = {}) {
  return read_json_of(Input::from_text(text), split, limits);
}

}  // namespace waymark

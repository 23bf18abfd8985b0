// json_fuzz.cpp - JSON of any container: never a crash, and the same records wherever a stream cuts the
// bytes.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/parse/json.h"

#include "pieces.h"

namespace {

using namespace waymark;

std::size_t depth_of(const Value& value) {
  std::size_t inner = 0;
  for (const Value& item : value.items()) inner = std::max(inner, depth_of(item));
  for (const auto& [key, member] : value.members()) inner = std::max(inner, depth_of(member));
  return inner + (value.is_array() || value.is_object() ? 1 : 0);
}

std::vector<std::string> lines_of(Input input, const JsonSplit& split) {
  std::vector<std::string> lines;
  const JsonLimits limits{.depth = 8, .values = 1000};
  const auto take = [&](JsonRecord&& record) {
    if (depth_of(record.value) > limits.depth) std::abort();
    const std::string json = to_json(record.value);
    if (!parse_json(json)) std::abort();  // What was read can be written and read again.
    lines.push_back(record.path + "|" + record.place + "|" + record.name + "|" + json + "|" +
                    to_json(*record.header));
    return true;
  };
  const Status read = read_json(
      input, split, take,
      [&](JsonProblem&& problem) { lines.push_back(problem.place + ": " + problem.message); }, limits);
  if (!read) lines.push_back(read.error().message);
  return lines;
}

std::string outlined(Input input) {
  const Result<JsonOutline> seen = outline_json(input);
  return seen
             ? to_json(seen->first) + (seen->top_array ? "[" : "") + (seen->many ? "+" : "") + seen->malformed
             : seen.error().message;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const std::vector<std::string> pieces = fuzz::pieces_of(bytes);
  const std::vector<JsonSplit> splits = {
      {},
      {.paths = {"[]", "t[]", "nodes.*", "*.t[].u"}, .headers = {"h", "metadata"}, .drop = {"d", "macros"}}};
  for (const JsonSplit& split : splits)
    if (lines_of(Input::from_text(bytes), split) != lines_of(Input::from_pieces(pieces), split)) std::abort();
  if (outlined(Input::from_text(bytes)) != outlined(Input::from_pieces(pieces))) std::abort();
  if (const Result<Value> value = parse_json(bytes, DuplicateKeys::Refuse);
      value && !parse_json(to_json(*value)))
    std::abort();
  return 0;
}

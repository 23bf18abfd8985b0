#include "waymark/base/strings.h"
#include "waymark/parse/json.h"

#include "given.h"
#include "routes.h"

namespace waymark {
namespace {

class BodyReader {
 public:
  static Answer<std::vector<Given>> read(const Route& route, const ApiRequest& request) {
    const std::string_view type =
        trim(std::string_view(request.content_type).substr(0, request.content_type.find(';')));
    if (!same_ignoring_case(type, "application/json"))
      return refuse(
          {.code = "unsupported_media_type",
           .detail = "Send the search as JSON with Content-Type: application/json.",
           .errors = {
               {ProblemPlace::In::Header, "Content-Type", "is not application/json", {"application/json"}}}});
    if (request.body.starts_with("\xEF\xBB\xBF")) return bad_json("the body begins with a byte order mark");
    if (!valid_utf8(request.body)) return bad_json("the body is not UTF-8");
    const Result<Value> body = parse_json(request.body, DuplicateKeys::Refuse, {.depth = 32});
    if (!body) return bad_json(body.error().message);
    if (!body->is_object()) return bad_json("the body is not an object");
    std::vector<Given> pairs;
    for (const auto& [name, value] : body->members())
      if (auto added = add(route, name, value, pairs); !added) return refuse(added.error());
    return pairs;
  }

 private:
  static tl::unexpected<Problem> bad_json(const std::string& why) {
    return refuse({.code = "bad_json",
                   .detail = "The body is not acceptable JSON: " + why + ".",
                   .errors = {{ProblemPlace::In::Pointer, "", why, {}}}});
  }

  static const Parameter* row_of(const Route& route, std::string_view name) {
    for (const Parameter& row : route.parameters)
      if (row.name == name) return &row;
    return nullptr;
  }

  static Answer<void> add(const Route& route, const std::string& name, const Value& value,
                          std::vector<Given>& pairs) {
    const Given here{name, "", ProblemPlace::In::Pointer};
    if (!value.is_array()) {
      auto text = scalar(here, value);
      if (!text) return refuse(text.error());
      pairs.push_back({name, *text, here.in});
      return {};
    }
    const Parameter* row = row_of(route, name);
    std::vector<std::string> texts;
    for (const Value& item : value.items()) {
      auto text = scalar(here, item);
      if (!text) return refuse(text.error());
      texts.push_back(*text);
    }
    if (row != nullptr && row->type == ParameterType::List) {
      pairs.push_back({name, join(texts, ","), here.in});
    } else if (row != nullptr && row->most == 1) {
      return bad_value({name, "[…]", here.in}, "takes one value, not a list");
    } else {
      for (std::string& text : texts) pairs.push_back({name, std::move(text), here.in});
    }
    return {};
  }

  static Answer<std::string> scalar(const Given& here, const Value& value) {
    if (value.is_bool()) return std::string(value.is_true() ? "1" : "0");
    if (value.is_string()) return value.text();
    if (!value.is_number())
      return bad_value({here.name, "…", here.in},
                       "is neither a text, a number, true, false nor a list of these");
    // Past 2^53 a reader that keeps numbers as doubles would see another one.
    constexpr std::int64_t kLargest = 1LL << 53;
    const double size = value.number().value_or(0);
    const std::int64_t whole = value.integer().value_or(0);
    if (size > kLargest || size < -kLargest || whole > kLargest || whole < -kLargest)
      return bad_json("a number is beyond 2^53");
    return value.text();
  }
};

}  // namespace

Answer<std::vector<Given>> read_body(const Route& route, const ApiRequest& request) {
  return BodyReader::read(route, request);
}

}  // namespace waymark

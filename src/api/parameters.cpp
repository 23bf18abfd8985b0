#include "parameters.h"

#include <charconv>
#include <set>

#include "waymark/base/strings.h"
#include "waymark/parse/json.h"

#include "routes.h"

namespace waymark {
namespace {

constexpr std::size_t kMostFilterValues = 50;   // In one request. Source: security.md 5.
constexpr std::size_t kMostFilterBytes = 2000;  // Of one value.
constexpr std::string_view kNot = "not.";

// One name and value as it came, and where from.
struct Given {
  std::string name;
  std::string value;
  ProblemPlace::In in = ProblemPlace::In::Parameter;
};

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; });
}

// A list of values in a sentence: the first few, and how many more.
std::string listed(const std::vector<std::string>& values) {
  constexpr std::size_t kShown = 20;
  const std::vector<std::string> first(
      values.begin(), values.begin() + static_cast<std::ptrdiff_t>(std::min(kShown, values.size())));
  const std::string more =
      values.size() > kShown ? " and " + std::to_string(values.size() - kShown) + " more" : "";
  return join(first, ", ") + more;
}

ProblemPlace place_of(const Given& given, std::string detail, std::vector<std::string> allowed = {}) {
  const std::string name = given.in == ProblemPlace::In::Pointer
                               ? "/" + replace_all(replace_all(given.name, "~", "~0"), "/", "~1")
                               : given.name;
  return {given.in, name, std::move(detail), std::move(allowed)};
}

// Only valid UTF-8 of a bounded length goes back to the caller.
std::string shown(std::string_view text) {
  return std::string(valid_utf8(text) ? cut_utf8(text, 80) : "(not UTF-8)");
}

tl::unexpected<Problem> bad_value(const Given& given, const std::string& what,
                                  std::vector<std::string> allowed = {}) {
  Problem problem{.code = "bad_value",
                  .detail = shown(given.name) + "=" + shown(given.value) + " " + what + "."};
  problem.errors.push_back(place_of(given, what, std::move(allowed)));
  return refuse(std::move(problem));
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

Answer<std::string> checked(const Parameter& row, const Given& given) {
  const std::string& value = given.value;
  switch (row.type) {
    case ParameterType::Text: {
      // Line ends and the like are blanks to a search.
      std::string text = value;
      for (char& c : text)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
      if (code_points(text) > static_cast<std::size_t>(row.max))
        return bad_value({given.name, "…", given.in},
                         "is longer than " + std::to_string(row.max) + " characters");
      return text;
    }
    case ParameterType::Integer: {
      const auto number = whole_number(value);
      if (!number || *number < row.min || *number > row.max)
        return bad_value(given, "is not a whole number from " + std::to_string(row.min) + " to " +
                                    std::to_string(row.max));
      return std::to_string(*number);
    }
    case ParameterType::Flag:
      if (value != "0" && value != "1") return bad_value(given, "is neither 0 nor 1", {"0", "1"});
      return value;
    case ParameterType::Choice:
    case ParameterType::List: {
      const std::vector<std::string> allowed = row.allowed();
      const std::vector<std::string> parts =
          row.type == ParameterType::List ? split_words(value, ',') : std::vector<std::string>{value};
      if (parts.empty()) return bad_value(given, "names nothing; use " + listed(allowed), allowed);
      for (const std::string& part : parts) {
        if (std::find(allowed.begin(), allowed.end(), part) != allowed.end()) continue;
        const std::string near = nearest(part, allowed);
        return bad_value({given.name, part, given.in},
                         "is not known; " +
                             (near.empty() ? "use one of " + listed(allowed) : "did you mean " + near + "?"),
                         allowed);
      }
      return join(parts, ",");
    }
    case ParameterType::Moment:
      if (!parse_moment(value, Time{}))
        return bad_value(given, "is no date (2026-03-01), time (2026-03-01T08:15:00Z) or age (7d, 24h)");
      return value;
  }
  return value;
}

// A JSON body as pairs: arrays give their items one by one, numbers and truth values their text.
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

// Takes pairs one after another, then gives the parameters.
class ParameterReader {
 public:
  explicit ParameterReader(const Route& route) : route_(route) { out_.rows_ = route.parameters; }

  Answer<void> take(const Given& given) {
    if (!valid_utf8(given.name) || !valid_utf8(given.value)) return bad_value(given, "is not UTF-8");
    for (const Parameter& row : route_.parameters)
      if (row.name == given.name) return take(row, given);
    const bool excluded = given.name.starts_with(kNot);
    const Field* field = route_.filters
                             ? find_field(std::string_view(given.name).substr(excluded ? kNot.size() : 0))
                             : nullptr;
    if (field != nullptr) return take(*field, excluded, given);
    return unknown(given);
  }

  Answer<Parameters> finish() {
    // In the order of the table, so that the order of parameters in an address changes nothing.
    for (const Field& field : fields())
      for (const bool excluded : {false, true})
        if (const auto found = filters_.find({&field, excluded}); found != filters_.end())
          out_.filters_.push_back({&field, {found->second.begin(), found->second.end()}, excluded});
    return std::move(out_);
  }

 private:
  Answer<void> take(const Parameter& row, const Given& given) {
    std::vector<std::string>& values = out_.values_[std::string(row.name)];
    if (values.size() == row.most)
      return bad_value(given, row.most == 1 ? "is given more than once"
                                            : "is given more than " + std::to_string(row.most) + " times");
    auto value = checked(row, given);
    if (!value) return refuse(value.error());
    values.push_back(std::move(*value));
    return {};
  }

  Answer<void> take(const Field& field, bool excluded, const Given& given) {
    if (given.value.empty()) return bad_value(given, "is empty");
    if (has_control(given.value)) return bad_value(given, "holds a control character");
    if (given.value.size() > kMostFilterBytes) return bad_value({given.name, "…", given.in}, "is too long");
    if (field.kind == FieldKind::Ordinal || field.kind == FieldKind::Clock) {
      std::vector<std::string> allowed;
      for (const FieldValue& known : field.closed) allowed.emplace_back(known.value);
      const bool there = std::any_of(allowed.begin(), allowed.end(), [&](const std::string& known) {
        return same_ignoring_case(known, given.value);
      });
      if (!there) return bad_value(given, "is not known; use one of " + listed(allowed), allowed);
    }
    std::set<std::string>& values = filters_[{&field, excluded}];
    if (!values.insert(given.value).second) return {};
    if (++count_ > kMostFilterValues)
      return refuse(
          {.code = "query_too_complex",
           .detail = "A request takes at most " + std::to_string(kMostFilterValues) + " filter values.",
           .errors = {place_of(given, "is one too many")}});
    return {};
  }

  Answer<void> unknown(const Given& given) const {
    std::vector<std::string> known;
    for (const Parameter& row : route_.parameters) known.emplace_back(row.name);
    if (route_.filters)
      for (const Field& field : fields()) {
        known.emplace_back(field.name);
        known.push_back(std::string(kNot) + std::string(field.name));
      }
    const std::string near = nearest(given.name, known);
    const std::string way_out = !near.empty()   ? "did you mean " + near + "?"
                                : known.empty() ? "this address takes none."
                                                : "this address takes " + listed(known) + ".";
    Problem problem{.code = "unknown_parameter",
                    .detail = "There is no parameter " + shown(given.name) + " here; " + way_out};
    problem.errors.push_back(place_of({shown(given.name), "", given.in}, "is not known",
                                      near.empty() ? std::vector<std::string>{} : std::vector{near}));
    return refuse(std::move(problem));
  }

  const Route& route_;
  Parameters out_;
  std::map<std::pair<const Field*, bool>, std::set<std::string>> filters_;
  std::size_t count_ = 0;
};

Answer<Parameters> read_parameters(const Route& route, const ApiRequest& request) {
  std::vector<Given> pairs;
  for (const auto& [name, value] : request.query) pairs.push_back({name, value});
  if (request.method == "POST") {
    if (!pairs.empty())
      return refuse({.code = "unknown_parameter",
                     .detail = "A POST takes its parameters in the body, not in the address.",
                     .errors = {place_of(pairs.front(), "belongs into the body")}});
    auto body = BodyReader::read(route, request);
    if (!body) return refuse(body.error());
    pairs = std::move(*body);
  }
  ParameterReader reader(route);
  for (const Given& given : pairs)
    if (auto taken = reader.take(given); !taken) return refuse(taken.error());
  return reader.finish();
}

std::string_view Parameters::text(std::string_view name) const {
  if (const auto found = values_.find(name); found != values_.end()) return found->second.front();
  for (const Parameter& row : rows_)
    if (row.name == name) return row.fallback;
  return {};
}

std::int64_t Parameters::integer(std::string_view name) const { return whole_number(text(name)).value_or(0); }

std::vector<std::string> Parameters::list(std::string_view name) const {
  return split_words(text(name), ',');
}

const std::vector<std::string>& Parameters::values(std::string_view name) const {
  static const std::vector<std::string> none;
  const auto found = values_.find(name);
  return found == values_.end() ? none : found->second;
}

std::string Parameters::canonical() const {
  std::string text;
  const auto add = [&](std::string_view name, const std::string& value) {
    text += std::string(name) + "=" + std::to_string(value.size()) + ":" + value + "&";
  };
  for (const auto& [name, values] : values_)
    for (const std::string& value : values) add(name, value);
  for (const Filter& filter : filters_)
    for (const std::string& value : filter.values)
      add((filter.excluded ? std::string(kNot) : "filter.") + std::string(filter.field->name), value);
  return text;
}

std::optional<Time> parse_moment(std::string_view text, Time now) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (text.empty() || !is_digit(text.front())) return std::nullopt;
  if (const bool age =
          !is_digit(text.back()) && text.back() != 'Z' && text.find('-') == std::string_view::npos;
      age) {
    const auto length = parse_duration(text);
    if (!length) return std::nullopt;
    return now - *length;
  }
  // A bare number could be anything.
  if (std::all_of(text.begin(), text.end(), is_digit)) return std::nullopt;
  return parse_time(text);
}

}  // namespace waymark

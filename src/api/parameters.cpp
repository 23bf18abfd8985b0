#include "parameters.h"

#include <set>

#include "waymark/base/strings.h"

#include "given.h"
#include "routes.h"

namespace waymark {
namespace {

constexpr std::size_t kMostFilterValues = 50;   // In one request.
constexpr std::size_t kMostFilterBytes = 2000;  // Of one value.
constexpr std::string_view kNot = "not.";

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; });
}

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
    auto value = checked_value(row, given);
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
  if (request.method == "POST" && !route.text_body) {
    if (!pairs.empty())
      return refuse({.code = "unknown_parameter",
                     .detail = "A POST takes its parameters in the body, not in the address.",
                     .errors = {place_of(pairs.front(), "belongs into the body")}});
    auto body = read_body(route, request);
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

}  // namespace waymark

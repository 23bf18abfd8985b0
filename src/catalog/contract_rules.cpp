// contract_rules.cpp - what a contract promises of columns against what the catalog knows. To add a rule, add
// a row.
#include <algorithm>

#include "waymark/base/strings.h"
#include "waymark/catalog/derive.h"
#include "waymark/model/fields.h"
#include "waymark/model/keys.h"

#include "type_family.h"

namespace waymark {
namespace {

struct Promised {
  const ContractObject& object;
  const Column& column;
  const Column* actual;  // Null: the thing has no such column.
  bool required;
};

struct Expectation {
  std::string expected, actual, text;
};

using Check = std::optional<Expectation> (*)(const Promised& promised);
struct ContractRule {
  std::string_view code;
  bool breaks;
  Check check;
};

std::string in_quotes(std::string_view text) { return "\"" + std::string(text) + "\""; }

std::optional<Expectation> missing_column(const Promised& p) {
  if (p.actual != nullptr) return std::nullopt;
  return Expectation{p.column.path, "",
                     "column " + in_quotes(p.column.path) + " is promised and is not there"};
}

std::optional<Expectation> type_mismatch(const Promised& p) {
  if (p.actual == nullptr || !plainly_differ(p.column.type, p.actual->type)) return std::nullopt;
  return Expectation{p.column.type, p.actual->type,
                     "column " + in_quotes(p.column.path) + " is promised as " + p.column.type + " (" +
                         std::string(name_of(type_family(p.column.type))) + ") and is " + p.actual->type +
                         " (" + std::string(name_of(type_family(p.actual->type))) + ")"};
}

std::optional<Expectation> nullability(const Promised& p) {
  if (p.actual == nullptr || !p.required || !p.actual->nullable.value_or(false)) return std::nullopt;
  return Expectation{"never empty", "may be empty",
                     "column " + in_quotes(p.column.path) + " is promised never to be empty and may be"};
}

std::optional<Expectation> classification_lower(const Promised& p) {
  if (p.actual == nullptr || p.column.sensitivity.empty() || p.actual->sensitivity.empty())
    return std::nullopt;
  if (worse_sensitivity(p.actual->sensitivity, p.column.sensitivity) == p.actual->sensitivity)
    return std::nullopt;
  return Expectation{p.column.sensitivity, p.actual->sensitivity,
                     "column " + in_quotes(p.column.path) + " is promised to be handled as " +
                         p.column.sensitivity + " and is marked " + p.actual->sensitivity};
}

constexpr ContractRule kRules[] = {
    {"missing_column", true, missing_column},
    {"type_mismatch", true, type_mismatch},
    {"nullability", false, nullability},
    {"classification_lower", false, classification_lower},
};

// Codes for when there is nothing to hold a promise against.
constexpr std::string_view kNoTarget = "no_target";
constexpr std::string_view kNoColumns = "no_columns";

std::string folded(std::string_view path) { return lower(trim(replace_all(path, "[]", ""))); }

class Columns {
 public:
  explicit Columns(const Asset& asset) {
    for (const Column& column : asset.columns) by_path_.emplace(folded(column.path), &column);
  }
  const Column* find(std::string_view path) const {
    const auto found = by_path_.find(folded(path));
    return found == by_path_.end() ? nullptr : found->second;
  }
  // A field of a column whose own fields no source lists cannot be told to be missing.
  bool may_lie_in_known(std::string_view path) const {
    const std::string whole = folded(path);
    for (std::size_t dot = whole.rfind('.'); dot != std::string::npos && dot > 0;
         dot = whole.rfind('.', dot - 1)) {
      const std::string outer = whole.substr(0, dot);
      if (!by_path_.contains(outer)) continue;
      const auto inner = by_path_.lower_bound(outer + ".");
      return inner == by_path_.end() || !inner->first.starts_with(outer + ".");
    }
    return false;
  }

 private:
  std::map<std::string, const Column*> by_path_;
};

std::string called(const ContractObject& object) {
  if (!object.target.physical.empty()) return join(object.target.physical.parts, ".");
  return object.name;
}

}  // namespace

std::vector<ContractFinding> check_contract_object(const ContractObject& object, const Asset* target) {
  if (target == nullptr || target->stub)
    return {{.code = std::string(kNoTarget),
             .where = object.name,
             .expected = called(object),
             .text = in_quotes(called(object)) + " is not in the catalog"}};
  if (target->columns.empty() && !object.columns.empty())
    return {{.code = std::string(kNoColumns),
             .where = object.name,
             .text = "no source tells the columns of " + in_quotes(called(object))}};
  std::vector<ContractFinding> findings;
  const Columns columns(*target);
  for (const Column& column : object.columns) {
    const Column* actual = columns.find(column.path);
    if (actual == nullptr && columns.may_lie_in_known(column.path)) continue;
    const bool required =
        std::any_of(object.required.begin(), object.required.end(),
                    [&](const std::string& path) { return folded(path) == folded(column.path); });
    for (const ContractRule& rule : kRules)
      if (std::optional<Expectation> broken = rule.check({object, column, actual, required}))
        findings.push_back({.code = std::string(rule.code),
                            .breaks = rule.breaks,
                            .where = object.name + "." + column.path,
                            .expected = std::move(broken->expected),
                            .actual = std::move(broken->actual),
                            .text = object.name + ": " + broken->text});
  }
  return findings;
}

std::string contract_state(const std::vector<ContractFinding>& findings) {
  bool unchecked = false;
  for (const ContractFinding& finding : findings) {
    if (finding.breaks) return "broken";
    unchecked |= finding.code == kNoTarget || finding.code == kNoColumns;
  }
  return unchecked ? "unchecked" : "kept";
}

}  // namespace waymark

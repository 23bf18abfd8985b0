// contract_check.cpp - the contracts of a text against a catalog.
#include "waymark/catalog/contract_check.h"

#include <algorithm>

#include "waymark/base/strings.h"
#include "waymark/model/fields.h"

namespace waymark {
namespace {

constexpr std::size_t kMostFindings = 1000;

std::string in_quotes(std::string_view text) { return "\"" + std::string(text) + "\""; }

// One contract of the text with everything the rules look at.
struct Checked {
  const ContractReading& reading;
  const CheckCatalog& catalog;
  std::vector<JudgedObject> objects;

  const Facts& facts() const { return reading.fragment.facts; }
  const Contract& contract() const { return *facts().contract; }
  // The line of the innermost thing that has one: "orders.customer.city", "orders.customer", "orders".
  std::uint32_t line_of(std::string_view what) const {
    for (;;) {
      if (const auto found = reading.lines.find(what); found != reading.lines.end()) return found->second;
      const std::size_t dot = what.rfind('.');
      if (dot == std::string_view::npos) return 0;
      what = what.substr(0, dot);
    }
  }
};

using Findings = std::vector<CheckFinding>;
using CheckRule = void (*)(const Checked& checked, Findings& findings);

Severity severity_of(const ContractFinding& finding) {
  return finding.breaks ? Severity::Error : Severity::Warning;
}

void check_columns(const Checked& checked, Findings& findings) {
  for (const JudgedObject& judged : checked.objects)
    for (const ContractFinding& one : judged.findings)
      findings.push_back({.code = one.code,
                          .severity = severity_of(one),
                          .where = "schema." + one.where,
                          .line = checked.line_of(one.where),
                          .expected = one.expected,
                          .actual = one.actual,
                          .text = one.text});
}

// Who writes to the thing must fill a column that the contract does not know.
void check_extra_required(const Checked& checked, Findings& findings) {
  for (const JudgedObject& judged : checked.objects) {
    if (!judged.target || judged.object->columns.empty()) continue;
    for (const Column& column : judged.target->columns) {
      if (column.nullable.value_or(true)) continue;
      const bool promised =
          std::any_of(judged.object->columns.begin(), judged.object->columns.end(),
                      [&](const Column& one) { return same_ignoring_case(one.path, column.path); });
      if (promised) continue;
      findings.push_back({.code = "extra_required",
                          .severity = Severity::Info,
                          .where = "schema." + judged.object->name + "." + column.path,
                          .line = checked.line_of(judged.object->name),
                          .expected = "",
                          .actual = column.path,
                          .text = judged.object->name + ": column " + in_quotes(column.path) +
                                  " must never be empty and the contract does not have it"});
    }
  }
}

std::vector<std::string> names_of(const std::vector<Owner>& owners) {
  std::vector<std::string> names;
  for (const Owner& owner : owners)
    if (owner.kind != OwnerKind::Role && owner.kind != OwnerKind::Creator)
      names.push_back(owner.name.empty() ? owner.mail : owner.name);
  return names;
}

// By mail, name or what one signs in with: sources rarely call one person alike.
bool same_owner(const Owner& a, const Owner& b) {
  const auto words = [](const Owner& owner) {
    std::vector<std::string> all;
    for (const std::string& text : {owner.id, owner.name, owner.mail}) {
      const std::string word = lower(trim(text));
      if (word.empty()) continue;
      all.push_back(word);
      if (const std::size_t colon = word.rfind(':'); colon != std::string::npos)
        all.push_back(word.substr(colon + 1));
      if (const std::size_t at = word.find('@'); at != std::string::npos) all.push_back(word.substr(0, at));
    }
    return all;
  };
  const std::vector<std::string> left = words(a), right = words(b);
  return std::any_of(left.begin(), left.end(), [&](const std::string& word) {
    return std::find(right.begin(), right.end(), word) != right.end();
  });
}

void check_owner(const Checked& checked, Findings& findings) {
  const std::vector<Owner>& promised = checked.facts().owners;
  for (const JudgedObject& judged : checked.objects) {
    if (!judged.target || promised.empty() || judged.target->owners.empty()) continue;
    const std::vector<Owner>& known = judged.target->owners;
    const bool shared = std::any_of(promised.begin(), promised.end(), [&](const Owner& owner) {
      return std::any_of(known.begin(), known.end(),
                         [&](const Owner& one) { return same_owner(owner, one); });
    });
    const std::vector<std::string> actual = names_of(known);
    if (shared || actual.empty()) continue;
    const std::string expected = join(names_of(promised), ", "), found = join(actual, ", ");
    findings.push_back({.code = "owner_mismatch",
                        .severity = Severity::Warning,
                        .where = "owner",
                        .line = checked.line_of("owner"),
                        .expected = expected,
                        .actual = found,
                        .text = judged.object->name + ": the contract names " + expected +
                                " as owner, the catalog " + found});
  }
}

// Columns have a row of their own; this is for things whose columns are not marked.
void check_sensitivity(const Checked& checked, Findings& findings) {
  const std::string& promised = checked.facts().sensitivity;
  for (const JudgedObject& judged : checked.objects) {
    if (!judged.target || promised.empty() || judged.target->sensitivity.empty()) continue;
    const bool told =
        std::any_of(judged.findings.begin(), judged.findings.end(),
                    [](const ContractFinding& one) { return one.code == "classification_lower"; });
    const std::string& actual = judged.target->sensitivity;
    // Of a contract about several things only their worst is known.
    const bool alone = checked.objects.size() == 1;
    if (told || !alone || worse_sensitivity(actual, promised) == actual) continue;
    findings.push_back({.code = "classification_lower",
                        .severity = Severity::Warning,
                        .where = "schema." + judged.object->name,
                        .line = checked.line_of(judged.object->name),
                        .expected = promised,
                        .actual = actual,
                        .text = judged.object->name + " is promised to be handled as " + promised +
                                " and is marked " + actual});
  }
}

// No change of a contract makes late data fresh or a failed check pass, so these only warn.
void check_promises(const Checked& checked, Findings& findings) {
  const std::vector<JudgedPromise> judged =
      judge_promises(checked.contract(), checked.objects, checked.catalog.now);
  for (std::size_t i = 0; i < judged.size(); ++i) {
    if (judged[i].state != Kept::Broken) continue;
    const Promise& promise = checked.contract().promises[i];
    const bool quality = promise.kind == "quality";
    findings.push_back({.code = quality ? "quality_failed" : "sla_missed",
                        .severity = Severity::Warning,
                        .where = "promises." + promise.kind,
                        .line = checked.line_of("promise " + std::to_string(i)),
                        .expected = judged[i].expected,
                        .actual = judged[i].found,
                        .text = promise.kind + " is promised as " + in_quotes(promise.text) +
                                " and found is " + judged[i].found});
  }
}

// A contract that several rules of quality speak for is still told of its failed checks once.
void check_quality(const Checked& checked, Findings& findings) {
  const auto& promises = checked.contract().promises;
  const auto rules = std::count_if(promises.begin(), promises.end(),
                                   [](const Promise& promise) { return promise.kind == "quality"; });
  if (rules < 2) return;  // One rule is judged by itself.
  for (const JudgedObject& judged : checked.objects) {
    if (!judged.target || !judged.target->quality || judged.target->quality->failed == 0) continue;
    const Quality& quality = *judged.target->quality;
    const std::string all = std::to_string(quality.passed + quality.failed);
    findings.push_back({.code = "quality_failed",
                        .severity = Severity::Warning,
                        .where = "schema." + judged.object->name,
                        .line = checked.line_of(judged.object->name),
                        .expected = "all checks pass",
                        .actual = std::to_string(quality.passed) + " of " + all + " checks passed",
                        .text = judged.object->name + ": " + std::to_string(quality.failed) + " of " + all +
                                " checks failed in the last run"});
  }
}

void check_form(const Checked& checked, Findings& findings) {
  for (const ContractProblem& problem : checked.reading.problems) {
    // "line 12, schema[0].name" tells the line twice.
    const std::size_t comma =
        problem.place.starts_with("line ") ? problem.place.find(", ") : std::string::npos;
    std::string where = comma != std::string::npos ? problem.place.substr(comma + 2)
                        : problem.line > 0         ? std::string()
                                                   : problem.place;
    findings.push_back({.code = "parse_error",
                        .severity = problem.invalid ? Severity::Error : Severity::Info,
                        .where = where,
                        .line = problem.line,
                        .expected = {},
                        .actual = {},
                        .text = where.empty() ? problem.message : where + ": " + problem.message});
  }
}

constexpr CheckRule kRules[] = {
    check_form,        check_columns,  check_extra_required, check_owner,
    check_sensitivity, check_promises, check_quality,
};

CheckFinding broken_off(std::string message, std::uint32_t line) {
  return {.code = "parse_error",
          .severity = Severity::Error,
          .where = {},
          .line = line,
          .expected = {},
          .actual = {},
          .text = std::move(message)};
}

// "… at line 12, column 3: …" as the parsers say it.
std::uint32_t line_in(std::string_view message) {
  const std::size_t at = message.find("line ");
  if (at == std::string_view::npos) return 0;
  std::uint32_t line = 0;
  for (const char c : message.substr(at + 5)) {
    if (c < '0' || c > '9' || line > 100'000'000) break;
    line = line * 10 + static_cast<std::uint32_t>(c - '0');
  }
  return line;
}

// What the contract is held against instead of what it names itself: the object that is called like it, else
// the only one.
void aim_at(const Asset& target, std::vector<JudgedObject>& judged) {
  for (JudgedObject& one : judged) {
    const bool meant = judged.size() == 1 || same_ignoring_case(one.object->name, target.name);
    if (!meant) continue;
    one.target = target.stub ? std::nullopt : std::optional<Asset>(target);
    one.findings = check_contract_object(*one.object, &target);
  }
}

void check_one(const ContractReading& reading, const CheckCatalog& catalog, ContractCheck& check) {
  Checked checked{reading, catalog, judge_objects(*reading.fragment.facts.contract, catalog)};
  if (catalog.target) aim_at(*catalog.target, checked.objects);
  for (const CheckRule rule : kRules) rule(checked, check.findings);
  for (const JudgedObject& judged : checked.objects) {
    check.checks += judged.object->columns.size() + 1;
    if (judged.target && !check.target)
      check.target = {judged.target->key, std::string(display_name(*judged.target))};
  }
  check.checks += checked.contract().promises.size();
  if (check.contracts++ > 0) return;
  check.format = checked.contract().format;
  check.name = checked.facts().name;
}

// A Markdown heading is a comment to YAML; the first line that is neither tells them apart.
bool is_prose(std::string_view text) {
  if (!trim(text).starts_with('#')) return false;
  for (const std::string& line : split(text.substr(0, 64 * 1024), '\n')) {
    const std::string_view words = trim(line);
    if (words.empty() || words.starts_with('#')) continue;
    const std::size_t colon = words.find(':');
    const bool key = colon != std::string_view::npos &&
                     words.substr(0, colon).find_first_of(" \t*`[(") == std::string_view::npos;
    return !key && !words.starts_with("---") && !words.starts_with('{');
  }
  return true;
}

}  // namespace

std::string_view to_string(Severity severity) {
  return severity == Severity::Error ? "error" : severity == Severity::Warning ? "warning" : "info";
}

std::string_view to_string(Verdict verdict) {
  return verdict == Verdict::Fail ? "fail" : verdict == Verdict::Warn ? "warn" : "pass";
}

Verdict verdict_of(const std::vector<CheckFinding>& findings) {
  Verdict worst = Verdict::Pass;
  for (const CheckFinding& finding : findings) {
    if (finding.severity == Severity::Error) return Verdict::Fail;
    if (finding.severity == Severity::Warning) worst = Verdict::Warn;
  }
  return worst;
}

std::vector<JudgedObject> judge_objects(const Contract& contract, const CheckCatalog& catalog) {
  std::vector<JudgedObject> judged;
  std::map<std::string, bool> found;
  std::vector<JudgedObject> absent;
  for (const ContractObject& object : contract.objects) {
    std::optional<Asset> target = catalog.find(object.target);
    JudgedObject one{&object, std::nullopt, check_contract_object(object, target ? &*target : nullptr)};
    const bool there = target && !target->stub;
    found[object.name] |= there;
    if (there) one.target = std::move(target);
    (there ? judged : absent).push_back(std::move(one));
  }
  for (JudgedObject& one : absent)
    if (!std::exchange(found[one.object->name], true)) judged.push_back(std::move(one));
  // In the order of the contract.
  std::sort(judged.begin(), judged.end(),
            [](const JudgedObject& a, const JudgedObject& b) { return a.object < b.object; });
  return judged;
}

ContractCheck check_contract_text(std::string_view text, const ContractOrigin& origin,
                                  const CheckCatalog& catalog) {
  ContractCheck check;
  if (is_prose(text)) {
    check_one(read_words(text, origin), catalog, check);
  } else {
    const Result<std::vector<ContractDocument>> documents = contract_documents(text);
    if (!documents)
      check.findings.push_back(broken_off(documents.error().message, line_in(documents.error().message)));
    else
      for (const ContractDocument& document : *documents) {
        if (const ContractDialect* dialect = dialect_of(document.value))
          check_one(dialect->read(document, origin), catalog, check);
        else
          check.findings.push_back(broken_off("this is no data contract in a format that is known",
                                              std::max(document.value.line, document.first_line)));
      }
    if (documents && documents->empty())
      check.findings.push_back(broken_off("there is no data contract in this text", 0));
  }
  std::stable_sort(check.findings.begin(), check.findings.end(),
                   [](const CheckFinding& a, const CheckFinding& b) { return a.line < b.line; });
  if (check.findings.size() > kMostFindings) check.findings.resize(kMostFindings);
  return check;
}

bool looks_like_contract(std::string_view text) {
  if (is_prose(text)) return contains(lower(text.substr(0, text.find('\n'))), "contract");
  const Result<std::vector<ContractDocument>> documents = contract_documents(text);
  if (!documents)
    return contains(text, "kind: DataContract") || contains(text, "dataContractSpecification") ||
           contains(text, "\"DataContract\"");
  return std::any_of(documents->begin(), documents->end(),
                     [](const ContractDocument& document) { return dialect_of(document.value) != nullptr; });
}

Result<ContractReading> read_contract(std::string_view text, const ContractOrigin& origin) {
  if (is_prose(text)) return read_words(text, origin);
  const Result<std::vector<ContractDocument>> documents = contract_documents(text);
  if (!documents) return fail(documents.error());
  for (const ContractDocument& document : *documents)
    if (const ContractDialect* dialect = dialect_of(document.value)) return dialect->read(document, origin);
  return fail(ErrorCode::InvalidInput, "there is no data contract in a format that is known");
}

}  // namespace waymark

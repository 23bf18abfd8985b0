// contract_check.h - contracts against what a catalog knows, and one version of a contract against another.
//
//   ContractCheck check = check_contract_text(text, {.file = "orders.odcs.yaml", .at = now}, catalog);
//   if (check.verdict() == Verdict::Fail) …
//   std::vector<ContractChange> changes = compare_contracts(was, is);
//
// The check knows the catalog only by what it is handed: who asks decides what can be seen. Rules are rows of
// contract_rules.cpp (columns), contract_check.cpp (the thing as a whole), contract_promises.cpp and
// contract_changes.cpp; docs/contracts.md lists them.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/base/result.h"
#include "waymark/catalog/contract_dialect.h"
#include "waymark/catalog/derive.h"
#include "waymark/model/asset.h"

namespace waymark {

enum class Severity : std::uint8_t { Info, Warning, Error };
std::string_view to_string(Severity severity);  // "info", "warning", "error"

struct CheckFinding {
  std::string code;  // "missing_column", "type_mismatch", "sla_missed", "parse_error", "no_target"…
  Severity severity = Severity::Error;
  std::string where;       // "schema.orders.email_address"
  std::uint32_t line = 0;  // Of the contract's file; 0 where it is not known.
  std::string expected, actual;
  std::string text;  // One sentence.
};

enum class Verdict : std::uint8_t { Pass, Warn, Fail };
std::string_view to_string(Verdict verdict);                    // "pass", "warn", "fail"
Verdict verdict_of(const std::vector<CheckFinding>& findings);  // By the gravest.

// What a check may know of a catalog.
struct CheckCatalog {
  // The thing that is meant, whole; nothing when there is none or it may not be seen.
  std::function<std::optional<Asset>(const Ref&)> find;
  Time now{};
  std::optional<Asset> target;  // Instead of what the contract itself says it is about.
};

// An object of a contract beside what it is about.
struct JudgedObject {
  const ContractObject* object = nullptr;  // Of the contract that was judged.
  std::optional<Asset> target;             // Empty: not in the catalog, or nobody describes it.
  std::vector<ContractFinding> findings;   // Of contract_rules.cpp.
};
// An object that the contract repeats for several servers counts where it is found.
std::vector<JudgedObject> judge_objects(const Contract& contract, const CheckCatalog& catalog);

enum class Kept : std::uint8_t { Unchecked, Kept, Broken };
std::string_view to_string(Kept kept);  // "unchecked", "kept", "broken"

struct JudgedPromise {
  Kept state = Kept::Unchecked;
  std::string expected, found;  // "24 hours", "31 hours (orders)"
  std::string why;              // Of what is not checked: the reason, one sentence.
};
// By what the exports say of the things the contract is about: times, refreshes, checks.
std::vector<JudgedPromise> judge_promises(const Contract& contract, const std::vector<JudgedObject>& objects,
                                          Time now);

struct ContractCheck {
  std::string format = "unknown";  // Of the first contract of the text.
  std::string name;
  std::size_t contracts = 0;
  std::size_t checks = 0;  // Columns, objects and promises that were held against something.
  std::optional<std::pair<std::string, std::string>> target;  // Key and name of the first thing found.
  std::vector<CheckFinding> findings;                         // By line, then as the contract has them.

  Verdict verdict() const { return verdict_of(findings); }
};
// Every contract of a text. What cannot be read is a finding, never an error.
ContractCheck check_contract_text(std::string_view text, const ContractOrigin& origin,
                                  const CheckCatalog& catalog);
// Whether a text is worth checking: it is a contract, or broken in a way that leaves open whether it is.
bool looks_like_contract(std::string_view text);

struct ContractChange {
  std::string kind;  // "column_removed", "type_changed", "promise_loosened"…
  std::string where;
  std::string from, to;
  bool breaking = false;
  std::uint32_t line = 0;  // In the new text; where something is gone, of what held it.
  std::string text;        // One sentence.
};
// From the view of who reads the data.
std::vector<ContractChange> compare_contracts(const ContractReading& was, const ContractReading& is);
// The one contract of a text, in whatever dialect; of several the first. An error says why there is none.
Result<ContractReading> read_contract(std::string_view text, const ContractOrigin& origin);

}  // namespace waymark

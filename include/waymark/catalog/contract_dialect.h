// contract_dialect.h - data contracts in the formats people write them in, read into one shape.
//
//   Result<std::vector<ContractDocument>> documents = contract_documents(text);
//   for (const ContractDocument& document : *documents)
//     if (const ContractDialect* dialect = dialect_of(document.value))
//       ContractReading reading = dialect->read(document, {.file = "orders.odcs.yaml", .at = now});
//
// Invalid contracts are usual: what can be read is read, and what cannot is in `problems`, each with its
// line. The readers of exports and the contract check use the same dialects. A new dialect is one file and
// one row of the table.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/base/result.h"
#include "waymark/base/time.h"
#include "waymark/model/fragment.h"
#include "waymark/parse/value.h"

namespace waymark {

// One contract as it stands in a file.
struct ContractDocument {
  Value value;
  std::string text;                        // As received, at most 512 KiB, secrets taken out.
  bool cut = false;                        // The text was longer.
  std::uint32_t first_line = 1;            // Of the file: where `text` begins.
  std::vector<std::uint32_t> line_starts;  // In `text`.

  std::string_view line(std::uint32_t number) const;  // Of the file; "" past the end.
};

// The contracts of a YAML or JSON text: several YAML documents and the items of a JSON list count as several.
Result<std::vector<ContractDocument>> contract_documents(std::string_view text);

// What a contract cannot say itself.
struct ContractOrigin {
  std::string file;      // Its name stands in where a contract has none.
  std::string platform;  // Of the source: for contracts that name no server.
  std::string instance;
  Time at;  // When the export was made: who had left by then is no owner.
};

struct ContractProblem {
  std::string place;  // "line 12, schema[0].name"
  std::string message;
  std::uint32_t line = 0;  // Of the file; 0 where it is not known.
  bool invalid = true;     // The standard forbids it; otherwise it is only worth knowing.
};

struct ContractReading {
  Fragment fragment;  // Of type contract, with `facts.contract`.
  std::vector<ContractProblem> problems;
  // Lines of the file: of objects ("orders"), their columns ("orders.customer.city"), promises ("promise 0")
  // and members ("owner").
  std::map<std::string, std::uint32_t, std::less<>> lines;
};

struct ContractDialect {
  std::string_view name;   // "odcs"
  std::string_view label;  // "Open Data Contract Standard"
  bool (*recognises)(const Value& document);
  ContractReading (*read)(const ContractDocument& document, const ContractOrigin& origin);
};

std::span<const ContractDialect> contract_dialects();
const ContractDialect* dialect_of(const Value& document);
const ContractDialect* find_dialect(std::string_view name);

// A contract in plain words: a Markdown or text file. What can be told of it are its title, the lines
// "Owner: …", "Product: …" and the like, and the things it names ("snowflake:prod.sales.orders", or
// `prod.sales.orders` in code quotes).
ContractReading read_words(std::string_view text, const ContractOrigin& origin);

}  // namespace waymark

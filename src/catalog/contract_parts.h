// contract_parts.h - what the dialects of contracts have in common.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/catalog/contract_dialect.h"

namespace waymark {

// The dialects; contract_dialects.cpp lists them.
bool recognises_odcs(const Value& document);
ContractReading read_odcs(const ContractDocument& document, const ContractOrigin& origin);
bool recognises_datacontract(const Value& document);
ContractReading read_datacontract(const ContractDocument& document, const ContractOrigin& origin);
bool recognises_dbt_model(const Value& document);
ContractReading read_dbt_model(const ContractDocument& document, const ContractOrigin& origin);
bool recognises_json_schema(const Value& document);
ContractReading read_json_schema(const ContractDocument& document, const ContractOrigin& origin);
bool recognises_avro(const Value& document);
ContractReading read_avro(const ContractDocument& document, const ContractOrigin& origin);

// A text that is no YAML or JSON, as a document without a value.
ContractDocument words_document(std::string_view text);

// A contract in the making: the reading, and where it comes from.
struct ContractDraft {
  const ContractDocument& document;
  const ContractOrigin& origin;
  ContractReading reading;

  Facts& facts() { return reading.fragment.facts; }
  Contract& contract() { return *facts().contract; }
  void problem(const Value& value, const std::string& path, std::string message);
  // What the standard allows and a reader should still know.
  void remark(const Value& value, const std::string& path, std::string message);
  // Remembers the line of an object, column, promise or member. `key` is the name in front of the value where
  // it stands in a map: the line of the name is meant.
  void mark(const std::string& what, const Value& value, std::string_view key = {});
};

// A draft with what every dialect states the same way: type, format, original text and the note about a cut.
ContractDraft start_contract(const ContractDocument& document, const ContractOrigin& origin,
                             std::string_view format);

// The member as it is written: `version: 1.0` is "1.0", which a number no longer tells.
std::string written_text(const ContractDocument& document, const Value& parent, std::string_view member);

// "active", "in development", "retired"… as draft, production or deprecated; "" for other words.
std::string_view lifecycle_of(std::string_view status);

// "postgresql-adventureworks" of "a/postgresql-adventureworks.odcs.yaml"; "" where the file name says
// nothing.
std::string name_from_file(std::string_view file);

// Raises the sensitivity of a column and of the contract to what `word` means; a word of no known level is
// ignored.
void classify(Facts& facts, Column& column, std::string_view word);

// Keeps a member the model has no place for, flattened: extra "price.priceAmount" = "9.95".
void keep_extra(ContractDraft& draft, const std::string& name, const Value& value);

// 4 and "d" as four days; "24h" or "PT24H" with no unit as one day.
std::optional<Seconds> duration_of(const Value& value, std::string_view unit);

// Adds a promise; freshness and frequency also become what the contract's data is promised to be fresh
// within.
void promise(ContractDraft& draft, std::string kind, std::string text, std::optional<Seconds> within);
// Adds a promise for each quality rule of a list; `about` names the object or column. Queries are left out.
void promise_quality(ContractDraft& draft, const Value& rules, const std::string& about);

// A server of the contract and how it is called there.
struct ContractServer {
  std::string name;
  const Value* value;
  std::string path;
};

// Adds an object of the contract for every thing it may be about: one for each server that tells a physical
// name.
void add_object(ContractDraft& draft, const std::vector<ContractServer>& servers,
                std::string_view physical_name, ContractObject object);

}  // namespace waymark

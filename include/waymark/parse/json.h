// json.h - JSON of any size, record by record.
//
//   JsonSplit split{.paths = {"TableList[]", "nodes.*"}, .drop = {"compiled_code"}};
//   Status read = read_json(input, split, [](JsonRecord&& record) { … return true; });
//
// The same loop reads one object, one array, NDJSON and several documents one after another: white space and
// commas between documents are skipped. Only one record is in memory at a time.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "waymark/base/result.h"
#include "waymark/parse/input.h"
#include "waymark/parse/value.h"

namespace waymark {

struct JsonSplit {
  // Which values are records: "TableList[]" each item of that array, "nodes.*" each member of that object
  // (its name is JsonRecord::name), "[]" each item of a top-level array, "" the whole document. A top-level
  // array stands for several documents: paths other than "[]…" apply to each of its items too. What no path
  // covers is skipped, except that scalar members of the document and the objects named in `headers` are
  // collected in JsonRecord::header.
  std::vector<std::string> paths = {""};
  std::vector<std::string> headers;
  // Member names discarded wherever they stand, however large (sampleData, macros…).
  std::vector<std::string> drop;
};

struct JsonRecord {
  std::string path;   // Which of the paths: "nodes.*"
  std::string name;   // Member name for ".*", else "".
  std::string place;  // "nodes.model.shop.orders", "TableList[3]", "document 2", "line 7"
  Value value;
  // The document's own scalars and `headers` objects seen so far; valid during the call.
  const Value* header = nullptr;
};

// What reading reports beside records: a malformed document costs that document (NDJSON: that line; a
// truncated tail: the last record) and one problem; reading resumes at the next line that begins a document.
struct JsonProblem {
  std::string place;  // "line 7, byte 120"
  std::string message;
};

// A record past a limit is left out with a problem, and the next one is read. A text of more than 16 MB is
// cut.
struct JsonLimits {
  std::size_t depth = 64;
  std::size_t values = 5'000'000;       // In one record, names of members not counted.
  std::size_t text_bytes = 256u << 20;  // Of all texts of one record.
};

// `on_record` returns false to stop. The Status is an error only when the bytes could not be read at all.
Status read_json(Input& input, const JsonSplit& split, const std::function<bool(JsonRecord&&)>& on_record,
                 const std::function<void(JsonProblem&&)>& on_problem, const JsonLimits& limits = {});

// What a document of any size is about: every list cut to its first three items, objects to their first sixty
// members (the document itself: 200), long texts cut. What is cut away is passed over without being held in
// memory.
struct JsonOutline {
  Value first;  // The first document, or the first item of a top-level array; null when there is none.
  bool top_array = false;
  bool many = false;      // Another document follows.
  std::string malformed;  // "line 3, byte 7: …" where it broke off; `first` is what came before.
};
Result<JsonOutline> outline_json(Input& input);
Value outline(const Value& value);  // The same of a value that is in memory.

// A whole text that must be exactly one JSON value (strict: no trailing bytes; duplicate keys as told).
enum class DuplicateKeys { LastWins, Refuse };
Result<Value> parse_json(std::string_view text, DuplicateKeys duplicates = DuplicateKeys::LastWins,
                         const JsonLimits& limits = {});

}  // namespace waymark

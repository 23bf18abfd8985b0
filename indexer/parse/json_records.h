// json_records.h - the events of one JSON document to records; everything that no path covers is skipped
// unread.
#pragma once

#include <functional>
#include <string>
#include <unordered_set>
#include <vector>

#include "waymark/parse/json.h"

#include "json_paths.h"
#include "json_source.h"
#include "value_builder.h"

namespace waymark {

class JsonRecords {
 public:
  using OnRecord = std::function<bool(JsonRecord&&)>;
  using OnProblem = std::function<void(JsonProblem&&)>;

  JsonRecords(JsonSource& source, const JsonSplit& split, const JsonLimits& limits, const OnRecord& on_record,
              const OnProblem& on_problem);

  // Before each document. `place` names it where a record has no place inside it; `prefix` goes before those
  // that have.
  void begin_document(std::string place, std::string prefix, bool inside_array);
  bool was_array() const { return was_array_; }
  bool stopped() const { return stopped_; }
  const std::string& malformed_message() const { return malformed_; }

  // For JsonEvents.
  bool scalar(Value value);
  bool start(bool array);
  bool end();
  bool key(std::string& name);
  void malformed(std::string message) { malformed_ = std::move(message); }

 private:
  // A container on the way down to records.
  struct Level {
    bool array = false;
    bool documents = false;  // A top-level array: each item is a document.
    bool document = false;   // The object of a document, whose scalars make the header.
    JsonPaths::Reaches reaches;
    std::size_t index = 0;  // Of the item that comes next.
    std::string key;        // Of the member being read.
  };
  enum class Building : std::uint8_t { Nothing, Record, Header };

  JsonPaths::Reaches reaches_of_next() const;
  bool next_is_document() const;
  void begin_record(const std::string& path);
  bool finish_record();
  void refuse(std::string why);
  bool build_scalar(Value value);
  bool build_start(bool array);
  bool build_end();
  bool build_key(std::string& name);
  void leave_value();
  std::string place_of_next() const;
  void skip(JsonSource::Skip what);

  JsonSource& source_;
  const JsonSplit& split_;
  const JsonLimits limits_;
  const OnRecord& on_record_;
  const OnProblem& on_problem_;
  JsonPaths paths_;
  std::unordered_set<std::string> drop_;

  std::string document_place_, document_prefix_;
  bool inside_array_ = false;  // The document stands in a top-level array whose begin was lost.
  bool was_array_ = false;
  bool stopped_ = false;
  bool ignore_next_ = false;  // The null that stands for a skipped value.
  std::string malformed_;

  std::vector<Level> levels_;
  Value header_;
  Building building_ = Building::Nothing;
  ValueBuilder builder_;
  std::size_t depth_ = 0;   // Of containers open in what is being built.
  std::size_t values_ = 0;  // In it.
  std::size_t text_bytes_ = 0;
  std::string refused_;  // Why it is not built after all: it is over a limit.
  JsonRecord record_;
};

}  // namespace waymark

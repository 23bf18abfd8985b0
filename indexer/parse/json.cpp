#include "waymark/parse/json.h"

#include "waymark/parse/cut_off.h"

#include "json_events.h"
#include "json_records.h"
#include "json_source.h"
#include "value_builder.h"

namespace waymark {
namespace {

using nlohmann::json;

constexpr std::size_t kMostProblems = 1000;

// Reads one document after another, and goes on after one that is malformed.
class JsonReader {
 public:
  JsonReader(Input& input, const JsonSplit& split, const JsonRecords::OnRecord& on_record,
             const JsonRecords::OnProblem& on_problem, const JsonLimits& limits)
      : source_(input),
        on_problem_(on_problem),
        report_([this](JsonProblem&& problem) { report(std::move(problem)); }),
        records_(source_, split, limits, on_record, report_) {}

  Status read() {
    while (!records_.stopped()) {
      const std::optional<char> first = source_.next_document(inside_array_);
      if (!first) break;
      read_document(*first);
    }
    if (source_.error()) {
      if (documents_ == 0) return fail(*source_.error());
      report({source_.position().text(), source_.error()->message + "; what came before is kept"});
    }
    if (problems_ > kMostProblems)
      on_problem_({"", std::to_string(problems_ - kMostProblems) + " more problems are not listed"});
    return {};
  }

 private:
  void read_document(char first) {
    const JsonPosition begin = source_.position();
    const std::string number = std::to_string(++documents_);
    std::string place =
        begin.line == last_line_ ? "document " + number : "line " + std::to_string(begin.line);
    records_.begin_document(std::move(place), documents_ > 1 ? "document " + number + ": " : "",
                            inside_array_);
    last_line_ = begin.line;
    JsonEvents<JsonRecords> events(records_);
    const bool whole = json::sax_parse(JsonCharacters(source_), JsonCharacters(), &events,
                                       json::input_format_t::json, false);
    if (whole) {
      if (first == '-' || (first >= '0' && first <= '9')) source_.give_back_after_number();
    } else if (!records_.stopped()) {
      give_up(begin);
    }
  }

  void give_up(const JsonPosition& begin) {
    JsonPosition at = source_.position();
    if (at.byte > 1) --at.byte;  // The lexer is past the character that it stumbled over.
    std::string message = records_.malformed_message();
    if (source_.error()) {
      message.clear();  // The damage of the file is reported once, when all is read.
    } else if (source_.exhausted()) {
      message = std::string(kEndsInTheMiddle) + " that began in line " + std::to_string(begin.line);
    } else if (at.line != begin.line) {
      message += " (in the document that began in line " + std::to_string(begin.line) + ")";
    }
    if (!message.empty())
      report({at.text(), "malformed JSON: " + message + "; the rest of this document is left out"});
    inside_array_ = inside_array_ || records_.was_array();
    source_.resume(begin);
  }

  void report(JsonProblem&& problem) {
    if (++problems_ <= kMostProblems) on_problem_(std::move(problem));
  }

  JsonSource source_;
  const JsonRecords::OnProblem& on_problem_;
  const JsonRecords::OnProblem report_;
  JsonRecords records_;
  std::size_t documents_ = 0;
  std::uint64_t last_line_ = 0;  // Where the document before began.
  bool inside_array_ =
      false;  // A top-level array was given up: what follows are its items, then its bracket.
  std::size_t problems_ = 0;
};

// The events of a whole text to one value, under a limit of depth.
class WholeValue {
 public:
  explicit WholeValue(const JsonLimits& limits) : limits_(limits) {}

  bool scalar(Value value) {
    builder_.scalar(std::move(value));
    return one_more();
  }
  bool start(bool array) {
    if (builder_.depth() == limits_.depth) {
      malformed_ = "nested deeper than " + std::to_string(limits_.depth) + " levels";
      return false;
    }
    array ? builder_.start_array() : builder_.start_object();
    return one_more();
  }
  bool end() {
    builder_.end();
    return true;
  }
  bool key(std::string& name) {
    builder_.key(std::move(name));
    return true;
  }
  void malformed(std::string message) { malformed_ = std::move(message); }

  const std::string& malformed_message() const { return malformed_; }
  const std::string& duplicate() const { return builder_.duplicate(); }
  Value take() { return builder_.take(); }

 private:
  bool one_more() {
    if (++values_ > limits_.values) malformed_ = "more than " + std::to_string(limits_.values) + " values";
    return values_ <= limits_.values;
  }

  const JsonLimits limits_;
  std::size_t values_ = 0;
  ValueBuilder builder_;
  std::string malformed_;
};

}  // namespace

Status read_json(Input& input, const JsonSplit& split, const std::function<bool(JsonRecord&&)>& on_record,
                 const std::function<void(JsonProblem&&)>& on_problem, const JsonLimits& limits) {
  try {
    return JsonReader(input, split, on_record, on_problem, limits).read();
  } catch (const std::exception& exception) {
    return fail(ErrorCode::Failed, std::string("reading JSON: ") + exception.what());
  }
}

Result<Value> parse_json(std::string_view text, DuplicateKeys duplicates, const JsonLimits& limits) {
  try {
    WholeValue whole(limits);
    JsonEvents<WholeValue> events(whole);
    // The lexer takes a NUL byte for the end of the text.
    if (text.find('\0') != std::string_view::npos)
      return fail(ErrorCode::InvalidInput, "not JSON: it holds a NUL byte");
    if (!json::sax_parse(text.begin(), text.end(), &events))
      return fail(ErrorCode::InvalidInput, "not JSON: " + whole.malformed_message());
    if (duplicates == DuplicateKeys::Refuse && !whole.duplicate().empty())
      return fail(ErrorCode::InvalidInput, "the key \"" + whole.duplicate() + "\" is there twice");
    return whole.take();
  } catch (const std::exception& exception) {
    return fail(ErrorCode::Failed, std::string("reading JSON: ") + exception.what());
  }
}

}  // namespace waymark

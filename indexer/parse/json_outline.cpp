#include "waymark/base/strings.h"
#include "waymark/parse/json.h"

#include "json_events.h"
#include "json_source.h"
#include "value_builder.h"

namespace waymark {
namespace {

using nlohmann::json;

constexpr std::size_t kItems = 3;
constexpr std::size_t kMembers = 60;
constexpr std::size_t kTopMembers = 200;  // Of the document itself, so that its telling member is among them.
constexpr std::size_t kTextBytes = 1024;
constexpr std::size_t kDepth = 16;
constexpr std::size_t kValuesPerTopMember = 2000;
constexpr std::size_t kDocumentsTried = 20;  // Malformed ones, until one tells something.

Value cut_text(const Value& value) {
  const std::string_view text = value.string();
  return text.size() > kTextBytes ? Value(std::string(cut_utf8(text, kTextBytes))) : value;
}

// The events of one document to its outline; what the outline has no place for is skipped unread where it can
// be.
class JsonOutliner {
 public:
  explicit JsonOutliner(JsonSource& source) : source_(source) {}

  bool top_array() const { return top_array_; }
  bool done() const { return done_; }
  const std::string& malformed_message() const { return malformed_; }
  // Also of a document that broke off: what came before.
  Value take() {
    while (builder_.depth() > 0) builder_.end();
    return builder_.take();
  }

  bool scalar(Value value) {
    if (std::exchange(ignore_next_, false)) return true;
    const bool text = value.is_string();
    if (wanted()) builder_.scalar(cut_text(value));
    return leave(text);
  }

  bool start(bool array) {
    if (levels_.empty() && array && !top_array_) {
      top_array_ = true;
      return true;
    }
    const bool kept = wanted() && levels_.size() < kDepth;
    if (kept) array ? builder_.start_array() : builder_.start_object();
    levels_.push_back({array, kept, 0});
    return true;
  }

  bool end() {
    if (levels_.empty()) return true;  // A top-level array with nothing in it.
    if (levels_.back().kept) builder_.end();
    levels_.pop_back();
    return leave(true);
  }

  bool key(std::string& name) {
    Level& level = levels_.back();
    const bool top = levels_.size() == 1;
    if (top) values_ = 0;
    if (!level.kept || level.count >= (top ? kTopMembers : kMembers) || ++values_ > kValuesPerTopMember) {
      source_.skip_next_value(JsonSource::Skip::Anything);
      ignore_next_ = true;
    } else {
      builder_.key(std::move(name));
    }
    return true;
  }

  void malformed(std::string message) { malformed_ = std::move(message); }

 private:
  struct Level {
    bool array;
    bool kept;          // Inside the outline.
    std::size_t count;  // Of values that ended.
  };

  bool wanted() const {
    return levels_.empty() ||
           (levels_.back().kept && !(levels_.back().array && levels_.back().count >= kItems));
  }

  // A value ended. `safe` when the lexer has read no character past it, as it does for numbers.
  bool leave(bool safe) {
    if (levels_.empty()) {
      done_ = true;
      return !top_array_;  // Of a list of documents the first tells enough.
    }
    Level& level = levels_.back();
    ++level.count;
    if (level.array && safe && (level.count >= kItems || !level.kept)) source_.skip_rest_of_list();
    return true;
  }

  JsonSource& source_;
  ValueBuilder builder_;
  std::vector<Level> levels_;
  std::size_t values_ = 0;
  bool top_array_ = false;
  bool ignore_next_ = false;
  bool done_ = false;
  std::string malformed_;
};

Result<JsonOutline> outline_of(Input& input) {
  JsonSource source(input);
  JsonOutline outline;
  bool inside_array = false;
  for (std::size_t tried = 0; tried < kDocumentsTried; ++tried) {
    if (!source.next_document(inside_array)) break;
    const JsonPosition begin = source.position();
    JsonOutliner outliner(source);
    JsonEvents<JsonOutliner> events(outliner);
    const bool whole =
        json::sax_parse(JsonCharacters(source), JsonCharacters(), &events, json::input_format_t::json, false);
    outline.top_array = outliner.top_array();
    outline.first = outliner.take();
    if (whole || outliner.done()) {
      outline.many = !outline.top_array && source.next_document(inside_array).has_value();
      return outline;
    }
    if (outline.malformed.empty())
      outline.malformed = source.position().text() + ": " + outliner.malformed_message();
    if (outline.first.size() > 0) return outline;
    source.resume(begin);
  }
  if (source.error() && outline.first.is_null()) return fail(*source.error());
  return outline;
}

Value cut_value(const Value& value, std::size_t depth, std::size_t& values) {
  ++values;
  Value out;
  if (value.is_array()) {
    Value::Items& items = out.make_array();
    for (const Value& item : value.items())
      if (items.size() < kItems && depth < kDepth) items.push_back(cut_value(item, depth + 1, values));
  } else if (value.is_object()) {
    Value::Members& members = out.make_object();
    for (const auto& [key, member] : value.members()) {
      if (depth == 0) values = 0;
      if (members.size() < (depth == 0 ? kTopMembers : kMembers) && values < kValuesPerTopMember &&
          depth < kDepth)
        members.emplace_back(key, cut_value(member, depth + 1, values));
    }
  } else {
    out = cut_text(value);
  }
  out.line = value.line;
  return out;
}

}  // namespace

Result<JsonOutline> outline_json(Input& input) {
  try {
    return outline_of(input);
  } catch (const std::exception& exception) {
    return fail(ErrorCode::Failed, std::string("reading JSON: ") + exception.what());
  }
}

Value outline(const Value& value) {
  std::size_t values = 0;
  return cut_value(value, 0, values);
}

}  // namespace waymark

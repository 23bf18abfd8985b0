#include "json_records.h"

#include <algorithm>
#include <utility>

namespace waymark {
namespace {

constexpr std::size_t kMostHeaderMembers = 200;

}  // namespace

JsonRecords::JsonRecords(JsonSource& source, const JsonSplit& split, const JsonLimits& limits,
                         const OnRecord& on_record, const OnProblem& on_problem)
    : source_(source),
      split_(split),
      limits_(limits),
      on_record_(on_record),
      on_problem_(on_problem),
      paths_(split.paths),
      drop_(split.drop.begin(), split.drop.end()) {}

void JsonRecords::begin_document(std::string place, std::string prefix, bool inside_array) {
  document_place_ = std::move(place);
  document_prefix_ = std::move(prefix);
  inside_array_ = inside_array;
  was_array_ = ignore_next_ = false;
  refused_.clear();
  malformed_.clear();
  levels_.clear();
  header_.make_object();
  building_ = Building::Nothing;
  builder_.clear();
  depth_ = values_ = text_bytes_ = 0;
}

bool JsonRecords::next_is_document() const { return levels_.empty() || levels_.back().documents; }

JsonPaths::Reaches JsonRecords::reaches_of_next() const {
  if (levels_.empty()) return inside_array_ ? paths_.document_in_array() : paths_.document();
  const Level& level = levels_.back();
  if (level.documents) return paths_.document_in_array();
  return level.array ? paths_.item(level.reaches) : paths_.member(level.reaches, level.key);
}

std::string JsonRecords::place_of_next() const {
  std::string place;
  for (const Level& level : levels_) {
    if (level.array) {
      place += "[" + std::to_string(level.index) + "]";
    } else {
      if (!place.empty()) place += '.';
      place += level.key;
    }
  }
  return place.empty() ? document_place_ : document_prefix_ + place;
}

void JsonRecords::skip(JsonSource::Skip what) {
  source_.skip_next_value(what);
  ignore_next_ = what == JsonSource::Skip::Anything;
}

void JsonRecords::begin_record(const std::string& path) {
  building_ = Building::Record;
  record_ = JsonRecord();
  record_.path = path;
  record_.place = place_of_next();
  if (paths_.by_member(path)) record_.name = levels_.back().key;
}

// After a value on the way: the next item of its list has the next number.
void JsonRecords::leave_value() {
  if (!levels_.empty() && levels_.back().array) ++levels_.back().index;
}

bool JsonRecords::finish_record() {
  const Building built = std::exchange(building_, Building::Nothing);
  Value value = builder_.take();
  const std::size_t cut = source_.take_cut_texts();
  const std::string place = built == Building::Record ? record_.place : place_of_next();
  if (cut > 0) on_problem_({place, "a text of more than 16 MB was cut"});
  values_ = text_bytes_ = 0;
  if (const std::string why = std::exchange(refused_, ""); !why.empty()) {
    on_problem_({place, why + "; left out"});
  } else if (built == Building::Header) {
    header_.set(levels_.back().key, std::move(value));
  } else if (!value.is_null()) {
    record_.value = std::move(value);
    record_.header = &header_;
    stopped_ = !on_record_(std::move(record_));
  }
  leave_value();
  return !stopped_;
}

void JsonRecords::refuse(std::string why) {
  refused_ = std::move(why);
  builder_.clear();
}

bool JsonRecords::build_scalar(Value value) {
  if (refused_.empty()) {
    text_bytes_ += value.string().size();
    builder_.scalar(std::move(value));
    if (++values_ > limits_.values) refuse("more than " + std::to_string(limits_.values) + " values");
    if (text_bytes_ > limits_.text_bytes)
      refuse("more than " + std::to_string(limits_.text_bytes >> 20) + " MB of text");
  }
  return depth_ > 0 || finish_record();
}

bool JsonRecords::build_start(bool array) {
  ++depth_;
  if (!refused_.empty()) return true;
  if (levels_.size() + depth_ > limits_.depth) {
    refuse("nested deeper than " + std::to_string(limits_.depth) + " levels");
  } else if (++values_ > limits_.values) {
    refuse("more than " + std::to_string(limits_.values) + " values");
  } else {
    array ? builder_.start_array() : builder_.start_object();
  }
  return true;
}

bool JsonRecords::build_end() {
  --depth_;
  if (refused_.empty()) builder_.end();
  return depth_ > 0 || finish_record();
}

bool JsonRecords::build_key(std::string& name) {
  if (!refused_.empty() || drop_.count(name) > 0) {
    skip(JsonSource::Skip::Anything);
  } else {
    text_bytes_ += name.size();
    builder_.key(std::move(name));
  }
  return true;
}

bool JsonRecords::scalar(Value value) {
  if (std::exchange(ignore_next_, false)) return true;
  if (building_ != Building::Nothing) return build_scalar(std::move(value));
  if (const std::string* path = paths_.record(reaches_of_next())) {
    begin_record(*path);
    return build_scalar(std::move(value));
  }
  if (!levels_.empty() && levels_.back().document && !value.is_null() && header_.size() < kMostHeaderMembers)
    header_.set(levels_.back().key, std::move(value));
  leave_value();
  return true;
}

bool JsonRecords::start(bool array) {
  if (building_ != Building::Nothing) return build_start(array);
  const bool document = next_is_document();
  Level level;
  level.array = array;
  level.documents = array && levels_.empty() && !inside_array_;
  level.document = document && !array;
  level.reaches = reaches_of_next();
  if (level.documents) {
    was_array_ = true;
  } else if (const std::string* path = paths_.record(level.reaches)) {
    begin_record(*path);
    return build_start(array);
  }
  if (level.document) header_.make_object();
  levels_.push_back(std::move(level));
  return true;
}

bool JsonRecords::end() {
  if (building_ != Building::Nothing) return build_end();
  levels_.pop_back();
  leave_value();
  return true;
}

bool JsonRecords::key(std::string& name) {
  if (building_ != Building::Nothing) return build_key(name);
  Level& level = levels_.back();
  level.key = std::move(name);
  if (drop_.count(level.key) > 0) {
    skip(JsonSource::Skip::Anything);
  } else if (!paths_.member(level.reaches, level.key).empty()) {
    return true;
  } else if (!level.document) {
    skip(JsonSource::Skip::Anything);
  } else if (std::find(split_.headers.begin(), split_.headers.end(), level.key) != split_.headers.end()) {
    building_ = Building::Header;
  } else {
    skip(JsonSource::Skip::Containers);
  }
  return true;
}

}  // namespace waymark

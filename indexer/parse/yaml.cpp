#include "waymark/parse/yaml.h"

#include <algorithm>
#include <istream>
#include <streambuf>
#include <unordered_map>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "waymark/base/strings.h"

#include "value_builder.h"
#include "yaml_scalar.h"

namespace waymark {
namespace {

// Text that anchors and aliases may repeat: a scalar of megabytes counts as one event only.
constexpr std::size_t kMostRepeatedText = 64 << 20;

struct Refused {
  std::uint32_t line;
  std::string message;
};

struct Size {
  std::size_t nodes = 0, height = 0, text = 0;
};

Size size_of(const Value& value) {
  Size all{1, 0, value.string().size()};
  const auto add = [&all](const Value& inner) {
    const Size one = size_of(inner);
    all.nodes += one.nodes;
    all.text += one.text;
    all.height = std::max(all.height, one.height);
  };
  for (const Value& item : value.items()) add(item);
  for (const auto& [key, member] : value.members()) {
    add(member);
    all.nodes += 1;
    all.text += key.size();
  }
  if (value.is_array() || value.is_object()) ++all.height;
  return all;
}

// yaml-cpp tells of a container before it goes down into it, so refusing here also bounds its recursion.
class YamlHandler final : public YAML::EventHandler {
 public:
  explicit YamlHandler(const YamlLimits& limits) : limits_(limits) {}

  void OnDocumentStart(const YAML::Mark& mark) override {
    count(line_of(mark), 1);
    builder_.clear();
    anchors_.clear();
    open_.clear();
  }
  void OnDocumentEnd() override { documents.push_back(builder_.take()); }

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    scalar(line_of(mark), anchor, Value(), "null", false);
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& text) override {
    scalar(line_of(mark), anchor, yaml_scalar(tag, text), text, tag == "?");
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    start(line_of(mark), anchor, true);
  }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    start(line_of(mark), anchor, false);
  }
  void OnSequenceEnd() override { end(); }
  void OnMapEnd() override { end(); }

  std::vector<Value> documents;

 private:
  struct Anchored {
    Value value;
    Size size;
  };
  struct Open {
    YAML::anchor_t anchor;
    std::uint32_t line;
    bool map;
    bool key_next = true;  // Of a map: the next node is a key.
    bool merges = false;   // A key was `<<`: its value fills in what this map lacks.
  };

  static std::uint32_t line_of(const YAML::Mark& mark) { return static_cast<std::uint32_t>(mark.line + 1); }
  void count(std::uint32_t line, std::size_t events);
  bool key_is_next() const { return !open_.empty() && open_.back().map && open_.back().key_next; }
  void scalar(std::uint32_t line, YAML::anchor_t anchor, Value value, const std::string& text, bool plain);
  void start(std::uint32_t line, YAML::anchor_t anchor, bool array);
  void end();
  void placed(std::uint32_t line, YAML::anchor_t anchor);
  void keep(std::uint32_t line, YAML::anchor_t anchor, const Value& value);
  void repeat(std::uint32_t line, const Size& size);

  const YamlLimits limits_;
  ValueBuilder builder_;
  std::vector<Open> open_;
  std::unordered_map<YAML::anchor_t, Anchored> anchors_;
  std::size_t events_ = 0, aliases_ = 0, repeated_text_ = 0;
};

void YamlHandler::count(std::uint32_t line, std::size_t events) {
  events_ += events;
  if (events_ > limits_.events)
    throw Refused{
        line, "more than " + std::to_string(limits_.events) + " values, those that aliases repeat included"};
}

void YamlHandler::repeat(std::uint32_t line, const Size& size) {
  count(line, size.nodes);
  repeated_text_ += size.text;
  if (repeated_text_ > kMostRepeatedText) throw Refused{line, "aliases repeat more than 64 MB of text"};
}

// Copying is what an anchor costs here, so the copy counts as much as the events that an alias repeats.
void YamlHandler::keep(std::uint32_t line, YAML::anchor_t anchor, const Value& value) {
  if (anchor == YAML::NullAnchor) return;
  const Size size = size_of(value);
  repeat(line, size);
  anchors_[anchor] = {value, size};
}

// A node has been told in full: its parent, when it is a map, waits for the other half of the pair.
void YamlHandler::placed(std::uint32_t line, YAML::anchor_t anchor) {
  keep(line, anchor, builder_.last());
  if (!open_.empty()) open_.back().key_next = true;
}

void YamlHandler::scalar(std::uint32_t line, YAML::anchor_t anchor, Value value, const std::string& text,
                         bool plain) {
  count(line, 1);
  value.line = line;
  if (key_is_next()) {
    open_.back().key_next = false;
    if (plain && text == "<<") open_.back().merges = true;
    builder_.key(text);
    keep(line, anchor, Value(text));
    return;
  }
  builder_.scalar(std::move(value));
  placed(line, anchor);
}

void YamlHandler::OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) {
  const std::uint32_t line = line_of(mark);
  if (++aliases_ > limits_.aliases)
    throw Refused{line, "more than " + std::to_string(limits_.aliases) + " aliases"};
  const auto found = anchors_.find(anchor);
  if (found == anchors_.end()) throw Refused{line, "an alias inside the value that it stands for"};
  const Anchored& anchored = found->second;
  repeat(line, anchored.size);
  if (open_.size() + anchored.size.height > limits_.depth)
    throw Refused{line, "nested deeper than " + std::to_string(limits_.depth) + " levels by an alias"};
  if (key_is_next()) {
    if (!anchored.value.is_scalar()) throw Refused{line, "a key that is no plain text"};
    open_.back().key_next = false;
    builder_.key(anchored.value.text());
    return;
  }
  Value copy = anchored.value;
  copy.line = line;
  builder_.scalar(std::move(copy));
  placed(line, YAML::NullAnchor);
}

void YamlHandler::start(std::uint32_t line, YAML::anchor_t anchor, bool array) {
  count(line, 1);
  if (key_is_next()) throw Refused{line, "a key that is no plain text"};
  if (open_.size() == limits_.depth)
    throw Refused{line, "nested deeper than " + std::to_string(limits_.depth) + " levels"};
  open_.push_back({anchor, line, !array});
  array ? builder_.start_array(line) : builder_.start_object(line);
}

// The members of `<<` that the map has not itself; of several maps, the first that has one gives it.
void fill_in(Value& map) {
  const Value merge = map["<<"];
  Value::Members& members = map.edit_members();
  std::erase_if(members, [](const auto& member) { return member.first == "<<"; });
  std::unordered_map<std::string, bool> held;
  for (const auto& [key, value] : members) held.emplace(key, true);
  const auto fill = [&](const Value& from) {
    for (const auto& [key, value] : from.members())
      if (held.emplace(key, true).second) members.emplace_back(key, value);
  };
  fill(merge);
  for (const Value& one : merge.items()) fill(one);
}

void YamlHandler::end() {
  const Open closed = open_.back();
  open_.pop_back();
  builder_.end();
  if (!builder_.duplicate().empty())
    throw Refused{builder_.duplicate_line(), "the key \"" + builder_.duplicate() + "\" is there twice"};
  if (closed.merges) fill_in(builder_.last());
  placed(closed.line, closed.anchor);
}

class ViewBuffer final : public std::streambuf {
 public:
  explicit ViewBuffer(std::string_view text) {
    char* begin = const_cast<char*>(text.data());  // Never written to: there is no put area.
    setg(begin, begin, begin + text.size());
  }
};

tl::unexpected<Error> refuse(std::size_t line, const std::string& what) {
  return fail(ErrorCode::InvalidInput, "line " + std::to_string(line) + ": " + what);
}

std::size_t line_at(std::string_view text, std::size_t byte) {
  return static_cast<std::size_t>(
             std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(byte), '\n')) +
         1;
}

}  // namespace

Result<std::vector<Value>> parse_yaml_documents(std::string_view text, const YamlLimits& limits) {
  // yaml-cpp takes both for the end of its input, or for UTF-16.
  constexpr std::string_view kNever("\0\x04", 2);
  if (const auto at = text.find_first_of(kNever); at != std::string_view::npos)
    return refuse(line_at(text, at), "a control character");
  if (const auto good = valid_utf8_prefix(text); good != text.size())
    return refuse(line_at(text, good), "not UTF-8");
  try {
    ViewBuffer buffer(text);
    std::istream stream(&buffer);
    YamlHandler handler(limits);
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(handler)) {
    }
    return std::move(handler.documents);
  } catch (const Refused& refused) {
    return refuse(refused.line, refused.message);
  } catch (const YAML::Exception& exception) {
    return fail(ErrorCode::InvalidInput, "line " + std::to_string(exception.mark.line + 1) + ", column " +
                                             std::to_string(exception.mark.column + 1) + ": " +
                                             exception.msg);
  } catch (const std::exception& exception) {
    return fail(ErrorCode::Failed, std::string("reading YAML: ") + exception.what());
  }
}

Result<Value> parse_yaml(std::string_view text, const YamlLimits& limits) {
  Result<std::vector<Value>> documents = parse_yaml_documents(text, limits);
  if (!documents) return fail(documents.error());
  if (documents->empty()) return Value();
  if (documents->size() > 1)
    return fail(ErrorCode::InvalidInput,
                std::to_string(documents->size()) + " documents where one is expected");
  return std::move(documents->front());
}

}  // namespace waymark

#include "value_builder.h"

#include <optional>
#include <string_view>
#include <unordered_map>

namespace waymark {
namespace {

constexpr std::size_t kFewMembers = 16;

// For each key, where the first member that has it stands.
class SeenKeys {
 public:
  explicit SeenKeys(const Value::Members& members)
      : members_(members), hashed_(members.size() > kFewMembers) {}
  // The earlier one of the first `kept` members that has this key.
  std::optional<std::size_t> find(const std::string& key, std::size_t kept) {
    if (hashed_) {
      const auto [entry, added] = index_.try_emplace(key, kept);
      return added ? std::nullopt : std::optional(entry->second);
    }
    for (std::size_t i = 0; i < kept; ++i)
      if (members_[i].first == key) return i;
    return std::nullopt;
  }

 private:
  const Value::Members& members_;
  const bool hashed_;
  std::unordered_map<std::string, std::size_t> index_;
};

}  // namespace

void ValueBuilder::keep_last_of_equal_keys(Value::Members& members) {
  SeenKeys seen(members);
  std::size_t kept = 0;
  for (auto& member : members) {
    if (const auto earlier = seen.find(member.first, kept)) {
      if (duplicate_.empty()) {
        duplicate_ = member.first.empty() ? "(empty)" : member.first;
        duplicate_line_ = member.second.line;
      }
      members[*earlier].second = std::move(member.second);
    } else {
      if (&member != &members[kept]) members[kept] = std::move(member);
      ++kept;
    }
  }
  members.resize(kept);
}

void ValueBuilder::start_array(std::uint32_t line) {
  frames_.emplace_back();
  frames_.back().container.make_array();
  frames_.back().container.line = line;
}

void ValueBuilder::start_object(std::uint32_t line) {
  frames_.emplace_back();
  frames_.back().container.make_object();
  frames_.back().container.line = line;
}

void ValueBuilder::end() {
  Value done = std::move(frames_.back().container);
  frames_.pop_back();
  if (done.is_object()) keep_last_of_equal_keys(done.edit_members());
  place(std::move(done));
}

void ValueBuilder::place(Value value) {
  if (frames_.empty()) {
    root_ = std::move(value);
    complete_ = true;
  } else if (Frame& frame = frames_.back(); frame.container.is_array()) {
    frame.container.edit_items().push_back(std::move(value));
  } else {
    frame.container.edit_members().emplace_back(std::move(frame.key), std::move(value));
    frame.key.clear();
  }
}

Value& ValueBuilder::last() {
  if (frames_.empty()) return root_;
  Value& container = frames_.back().container;
  return container.is_array() ? container.edit_items().back() : container.edit_members().back().second;
}

Value ValueBuilder::take() {
  Value value = std::move(root_);
  clear();
  return value;
}

}  // namespace waymark

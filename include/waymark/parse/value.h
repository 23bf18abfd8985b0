// value.h - one parsed record, whatever it was written in (JSON or YAML).
//
//   const Value& columns = table["StorageDescriptor"]["Columns"];
//   for (const Value& column : columns.items()) use(column["Name"].text());
//
// Asking never fails: a missing member, a member of a list or an item of a text is the null Value, whose text
// is "".
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace waymark {

class Value {
 public:
  using Items = std::vector<Value>;
  // In the order of the file; the last of equal keys wins.
  using Members = std::vector<std::pair<std::string, Value>>;

  Value() = default;
  explicit Value(bool value) : data_(value) {}
  explicit Value(std::int64_t value) : data_(value) {}
  explicit Value(double value) : data_(value) {}
  explicit Value(std::string value) : data_(std::move(value)) {}
  explicit Value(Items items) : data_(std::move(items)) {}
  explicit Value(Members members) : data_(std::move(members)) {}

  bool is_null() const { return std::holds_alternative<std::monostate>(data_); }
  bool is_bool() const { return std::holds_alternative<bool>(data_); }
  bool is_number() const {
    return std::holds_alternative<std::int64_t>(data_) || std::holds_alternative<double>(data_);
  }
  bool is_string() const { return std::holds_alternative<std::string>(data_); }
  bool is_array() const { return std::holds_alternative<Items>(data_); }
  bool is_object() const { return std::holds_alternative<Members>(data_); }
  bool is_scalar() const { return !is_null() && !is_array() && !is_object(); }

  const Value& operator[](std::string_view key) const;
  const Value& operator[](const char* key) const { return (*this)[std::string_view(key)]; }
  bool has(std::string_view key) const { return !(*this)[key].is_null(); }
  // The first of these members that is there and not null.
  const Value& first_of(std::initializer_list<std::string_view> keys) const;

  const Items& items() const;      // Empty unless an array.
  const Members& members() const;  // Empty unless an object.
  std::size_t size() const { return is_array() ? items().size() : members().size(); }

  // Scalars as text: strings as they are, 3 -> "3", 1.5 -> "1.5", 1.0 -> "1.0", true -> "true"; "" for null
  // and containers.
  std::string text() const;
  std::string_view string() const;              // Only of strings; "" otherwise. Valid while the Value lives.
  std::optional<std::int64_t> integer() const;  // Also "12" and 12.0.
  std::optional<double> number() const;         // Also "1.5".
  std::optional<bool> boolean() const;          // Also "true", "yes", "1" and their opposites.
  bool is_true() const { return boolean().value_or(false); }
  // A list of texts: an array's scalars, or the one scalar. Empty texts are left out.
  std::vector<std::string> texts() const;

  // For builders (parsers).
  Items& make_array();  // Empties the value first.
  Members& make_object();
  Items& edit_items() { return std::get<Items>(data_); }  // Only of an array.
  Members& edit_members() {
    return std::get<Members>(data_);
  }                                        // Only of an object; no two keys may be equal.
  void set(std::string key, Value value);  // Replaces an equal key.

  // Line of the file it began on, 1-based; 0 when the format's parser does not tell (JSON).
  std::uint32_t line = 0;

 private:
  std::variant<std::monostate, bool, std::int64_t, double, std::string, Items, Members> data_;
};

// Compact JSON of a value: how nested attributes are kept as text.
std::string to_json(const Value& value);

}  // namespace waymark

#include "mapped_record.h"

#include "waymark/base/strings.h"

#include "fact_words.h"
#include "meta_facts.h"

namespace waymark {
namespace {

constexpr std::string_view kLists[] = {"products", "owners", "tags", "terms", "synonyms", "upstream"};
// Members that are taken without being mapped where a record calls them as we do.
constexpr std::string_view kSelfEvident[] = {"name",   "title", "description", "domain",
                                             "owners", "tags",  "url"};

bool is_list(std::string_view member) {
  return std::find(std::begin(kLists), std::end(kLists), member) != std::end(kLists);
}

const Value& member_in_any_case(const Value& object, std::string_view name) {
  if (const Value& exact = object[name]; !exact.is_null()) return exact;
  for (const auto& [known, value] : object.members())
    if (same_ignoring_case(known, name)) return value;
  return object[name];
}

void collect(const Value& value, std::vector<std::string> steps, std::vector<const Value*>& found) {
  if (value.is_null()) return;
  if (steps.empty()) {
    if (value.is_array())
      for (const Value& item : value.items()) found.push_back(&item);
    else
      found.push_back(&value);
    return;
  }
  const std::string step = steps.front();
  steps.erase(steps.begin());
  const bool index =
      !step.empty() && step.find_first_not_of("0123456789") == std::string::npos && step.size() < 9;
  if (value.is_array() && index) {
    if (const std::size_t at = std::stoul(step); at < value.size()) collect(value.items()[at], steps, found);
  } else if (value.is_array()) {
    steps.insert(steps.begin(), step);
    for (const Value& item : value.items()) collect(item, steps, found);
  } else {
    collect(member_in_any_case(value, step), std::move(steps), found);
  }
}

// Texts at the first place that holds any.
std::vector<std::string> texts_at(const Value& record, const MappedField& field) {
  for (const std::string& place : field.from) {
    std::vector<std::string> texts;
    for (const Value* value : find_in(record, place)) {
      std::string text = value->is_object() ? value->first_of({"name", "email", "id"}).text() : value->text();
      if (!field.split.empty())
        for (std::string& word : split_words(replace_all(text, field.split, "\x1f"), '\x1f'))
          texts.push_back(std::move(word));
      else if (!trim(text).empty())
        texts.push_back(std::move(text));
    }
    if (!texts.empty()) return texts;
  }
  return field.value.empty() ? std::vector<std::string>() : std::vector<std::string>{field.value};
}

std::vector<std::string> mapped_texts(const Value& record, const MappedField& field) {
  std::vector<std::string> texts = texts_at(record, field);
  for (std::string& text : texts)
    if (const auto word = field.words.find(lower(trim(text))); word != field.words.end()) text = word->second;
  return texts;
}

// Closed lists are known by many words.
std::string usual_word(std::string_view member, std::string text) {
  std::string_view word;
  if (member == "lifecycle") word = lifecycle_word(text);
  if (member == "certification") word = certification_word(text);
  if (member == "layer") word = layer_word(text);
  return word.empty() ? text : std::string(word);
}

Value owner_value(const std::string& text) {
  const Owner owner = owner_from_text(text);
  Value value{Value::Members()};
  if (!owner.name.empty()) value.set("name", Value(owner.name));
  if (!owner.mail.empty()) value.set("mail", Value(owner.mail));
  return value;
}

void set_member(Value& line, std::string_view member, std::vector<std::string> texts) {
  if (texts.empty()) return;
  if (!is_list(member))
    return line.set(std::string(member), Value(usual_word(member, std::move(texts.front()))));
  Value::Items items;
  for (std::string& text : texts)
    items.push_back(member == "owners" ? owner_value(text) : Value(std::move(text)));
  line.set(std::string(member), Value(std::move(items)));
}

// Parts with dots of their own are written in quotes.
std::string qualified_name(const Value& record, const std::vector<std::string>& places) {
  std::vector<std::string> parts;
  for (const std::string& place : places)
    for (const std::string& text : texts_at(record, {.from = {place}}))
      parts.push_back(contains(text, ".") ? "\"" + replace_all(text, "\"", "") + "\"" : text);
  return join(parts, ".");
}

Value mapped_column(const Value& item, const MappingConfig& mapping) {
  Value column{Value::Members()};
  if (!item.is_object()) {
    column.set("name", Value(item.text()));
    return column;
  }
  for (const auto& [member, field] : mapping.columns) {
    std::vector<std::string> texts = mapped_texts(item, field);
    if (texts.empty() || member == "key") continue;
    Value::Items items;
    for (const std::string& text : texts) items.emplace_back(text);
    const bool list = member == "tags" || member == "terms";
    column.set(member, list ? Value(std::move(items)) : items.front());
  }
  if (!mapping.columns.contains("name"))
    column.set("name", member_in_any_case(item, "name").is_null() ? Value()
                                                                  : Value(member_in_any_case(item, "name")));
  return column;
}

// A text that says "PK", "yes" or "primary" where the mapping looks for keys.
bool is_key(const Value& item, const MappingConfig& mapping) {
  const auto field = mapping.columns.find("key");
  if (field == mapping.columns.end()) return false;
  for (const std::string& text : mapped_texts(item, field->second))
    if (const std::string word = lower(trim(text));
        word == "pk" || word.starts_with("pri") || Value(word).boolean().value_or(false))
      return true;
  return false;
}

void map_columns(const Value& record, const MappingConfig& mapping, Value& line) {
  std::vector<const Value*> found;
  if (mapping.columns_from.empty() && !mapping.columns.empty()) found.push_back(&record);
  for (const std::string& place : mapping.columns_from)
    if (found.empty()) found = find_in(record, place);
  Value::Items columns, keys;
  for (const Value* item : found) {
    Value column = mapped_column(*item, mapping);
    if (is_key(*item, mapping)) keys.push_back(column["name"]);
    if (!column["name"].text().empty()) columns.push_back(std::move(column));
  }
  if (!columns.empty()) line.set("columns", Value(std::move(columns)));
  if (!keys.empty()) line.set("primary_key", Value(std::move(keys)));
}

void map_usage(Value& line) {
  Value usage{Value::Members()};
  for (const char* member : {"queries_30d", "users_30d"}) {
    if (!line.has(member)) continue;
    usage.set(member, line[member]);
    std::erase_if(line.edit_members(), [member](const auto& entry) { return entry.first == member; });
  }
  if (usage.size() > 0) line.set("usage", std::move(usage));
}

void map_extra(const Value& record, const MappingConfig& mapping, Value& line) {
  Value extra{Value::Members()};
  for (const auto& [name, place] : mapping.extra)
    if (const auto texts = texts_at(record, {.from = {place}}); !texts.empty())
      extra.set(name, Value(join(texts, ", ")));
  if (extra.size() > 0) line.set("extra", std::move(extra));
}

}  // namespace

std::vector<const Value*> find_in(const Value& record, std::string_view place) {
  std::vector<const Value*> found;
  if (place.starts_with('/')) {
    std::vector<std::string> steps = split(place.substr(1), '/');
    for (std::string& step : steps) step = replace_all(replace_all(step, "~1", "/"), "~0", "~");
    collect(record, std::move(steps), found);
    return found;
  }
  if (const Value& whole = member_in_any_case(record, place); !whole.is_null()) {
    collect(whole, {}, found);
    return found;
  }
  collect(record, split(replace_all(place, "[]", ""), '.'), found);
  return found;
}

Value mapped_line(const Value& record, const MappingConfig& mapping) {
  Value line{Value::Members()};
  for (const std::string_view member : kSelfEvident)
    if (!mapping.fields.contains(std::string(member)))
      set_member(
          line, member,
          texts_at(record, {.from = member == "owners" ? std::vector<std::string>{"owners", "owner"}
                                                       : std::vector<std::string>{std::string(member)}}));
  for (const auto& [member, field] : mapping.fields) set_member(line, member, mapped_texts(record, field));
  if (std::string qualified = qualified_name(record, mapping.parts); !qualified.empty())
    line.set("qualified_name", Value(std::move(qualified)));
  if (!mapping.parts.empty() && !mapping.fields.contains("name"))
    if (const auto last = texts_at(record, {.from = {mapping.parts.back()}}); !last.empty())
      line.set("name", Value(last.back()));
  if (!line.has("id")) line.set("id", Value(line.first_of({"qualified_name", "name"}).text()));
  map_columns(record, mapping, line);
  map_usage(line);
  map_extra(record, mapping, line);
  return line;
}

}  // namespace waymark

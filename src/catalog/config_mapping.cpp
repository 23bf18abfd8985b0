// config_mapping.cpp - which member or column of an unheard-of export is which field. The table of keys is
// docs/configuration.md.
#include "config_mapping.h"

#include "waymark/base/strings.h"
#include "waymark/model/asset.h"

namespace waymark {
namespace {

struct Key {
  std::string_view name;
  std::string_view member;  // Of a Waymark line.
};
constexpr Key kFields[] = {{"id", "id"},
                           {"name", "name"},
                           {"title", "title"},
                           {"qualified_name", "qualified_name"},
                           {"instance", "instance"},
                           {"environment", "environment"},
                           {"description", "description"},
                           {"domain", "domain"},
                           {"product", "products"},
                           {"owner", "owners"},
                           {"sensitivity", "sensitivity"},
                           {"criticality", "criticality"},
                           {"certification", "certification"},
                           {"lifecycle", "lifecycle"},
                           {"layer", "layer"},
                           {"tags", "tags"},
                           {"terms", "terms"},
                           {"synonyms", "synonyms"},
                           {"created", "created"},
                           {"updated", "updated"},
                           {"changed", "changed"},
                           {"accessed", "accessed"},
                           {"queries", "queries_30d"},
                           {"users", "users_30d"},
                           {"upstream", "upstream"},
                           {"url", "url"}};
// What these say is nearly always one word for the whole export, so a plain text is that word.
constexpr Key kWords[] = {{"type", "type"}, {"platform", "platform"}};
constexpr Key kColumns[] = {{"name", "name"},
                            {"title", "title"},
                            {"type", "type"},
                            {"description", "description"},
                            {"tags", "tags"},
                            {"terms", "terms"},
                            {"sensitivity", "sensitivity"},
                            {"nullable", "nullable"},
                            {"key", "key"}};

class MappingReader {
 public:
  MappingReader(ConfigLog& log, const Value& value, std::string where)
      : log_(log), section_(log, value, std::move(where)) {}

  MappingConfig read() {
    mapping_.records = section_.text("records");
    for (const Key& key : kWords) read_field(section_, key, mapping_.fields, true);
    for (const Key& key : kFields) read_field(section_, key, mapping_.fields, false);
    check_type();
    mapping_.parts = section_.texts("parts");
    if (!section_.value("columns").is_null()) read_columns();
    for (const auto& [name, from] : section_.mapping("extra")) {
      if (!from.is_scalar())
        section_.refuse("extra", "\"" + name + "\" needs the name of a member or column");
      mapping_.extra.emplace_back(name, from.text());
    }
    section_.refuse_other_keys();
    const bool named = mapping_.fields.contains("name") || mapping_.fields.contains("qualified_name") ||
                       !mapping_.parts.empty();
    if (!named && mapping_.fields.contains("id")) mapping_.fields["name"] = mapping_.fields["id"];
    return std::move(mapping_);
  }

 private:
  // "owner.mail", [steward, owner], {from: labels, split: ","}, {value: Sales}.
  void read_field(ConfigSection& section, const Key& key, std::map<std::string, MappedField>& fields,
                  bool a_word) {
    const Value& value = section.value(key.name);
    if (value.is_null()) return;
    MappedField field;
    if (value.is_object()) {
      ConfigSection form(log_, value, section.where(key.name));
      field.from = form.texts("from");
      field.value = form.text("value");
      const Value& split = form.value("split");  // A blank is a separator too.
      field.split = split.is_string() ? split.text() : form.text("split");
      for (const auto& [word, meaning] : form.mapping("map")) field.words[lower(word)] = meaning.text();
      form.refuse_other_keys();
      if (field.from.empty() && field.value.empty()) form.refuse("", "\"from\" or \"value\" is missing");
    } else if (a_word) {
      field.value = section.text(key.name);
    } else {
      field.from = section.texts(key.name);
    }
    fields[std::string(key.member)] = std::move(field);
  }

  void check_type() {
    std::vector<std::string> known;
    for (const TypeInfo& type : asset_types()) known.emplace_back(type.name);
    const auto check = [&](const std::string& word) {
      const auto type = parse_type(word);
      if (!word.empty() && (!type || *type == AssetType::Column))
        section_.refuse("type", "\"" + word + "\" is not a type" + advice(word, known) +
                                    (mapping_.fields["type"].words.empty()
                                         ? "; a member that says the type is written {from: member}"
                                         : ""));
    };
    const auto found = mapping_.fields.find("type");
    if (found == mapping_.fields.end()) return;
    check(found->second.value);
    for (const auto& [word, meaning] : found->second.words) check(meaning);
  }

  void read_columns() {
    ConfigSection columns(log_, section_.value("columns"), section_.where("columns"));
    mapping_.columns_from = columns.texts("from");
    for (const Key& key : kColumns) read_field(columns, key, mapping_.columns, false);
    columns.refuse_other_keys();
    if (!mapping_.columns.contains("name") && mapping_.columns_from.empty())
      columns.refuse("", "\"name\" is missing: where a column says its name");
  }

  ConfigLog& log_;
  ConfigSection section_;
  MappingConfig mapping_;
};

}  // namespace

MappingConfig read_mapping(ConfigLog& log, const Value& value, const std::string& where) {
  return MappingReader(log, value, where).read();
}

}  // namespace waymark

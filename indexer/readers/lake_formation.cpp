// lake_formation.cpp - LF-tags on Glue databases, tables and columns: search-tables-by-lf-tags,
// search-databases-by-lf-tags, and get-resource-lf-tags, which does not say what it is about: the name must
// come from a "Resource" written beside the answer or from the file name "<database>.<table>.lftags.json".
// Source: docs/sources.md.
#include "waymark/base/strings.h"
#include "waymark/readers/reader.h"

#include "shared/aws_names.h"
#include "shared/tag_facts.h"

namespace waymark {
namespace {

constexpr std::string_view kFileEnd = ".lftags.json";

bool is_answer(const Value& value) {
  return value.has("LFTagOnDatabase") || value.has("LFTagsOnTable") || value.has("LFTagsOnColumns");
}

// Listings of the same service that say nothing about a table or database, and what they are.
std::string_view other_listing(const Value& value) {
  if (value["LFTags"].is_array()) return "a list of allowed tag values";
  if (value.has("TagKey") && value.has("TagValues")) return "the allowed values of a tag";
  return {};
}

bool recognises(const Shape& shape) {
  if (shape.syntax != Syntax::Json) return false;
  const Value& first = shape.first;
  const auto listed = [&](std::string_view list, std::string_view member) {
    return first[list].size() > 0 && first[list].is_array() && first[list].items()[0].has(member);
  };
  return listed("TableList", "Table") || listed("DatabaseList", "Database") || is_answer(first) ||
         !other_listing(first).empty();
}

struct Tag {
  std::string key, value;
};

std::vector<Tag> tags_of(const Value& list) {
  std::vector<Tag> tags;
  for (const Value& tag : list.items())
    for (const std::string& value : tag["TagValues"].texts()) tags.push_back({tag["TagKey"].text(), value});
  return tags;
}

bool has_key(const std::vector<Tag>& tags, std::string_view key) {
  return std::any_of(tags.begin(), tags.end(),
                     [&](const Tag& tag) { return same_ignoring_case(tag.key, key); });
}

// Tags of the table; of the database's those whose key the table does not set itself.
void add_tags(const Value& answer, Facts& facts) {
  const std::vector<Tag> own = tags_of(answer["LFTagsOnTable"]);
  for (const Tag& tag : own) apply_tag(facts, tag.key, tag.value);
  std::vector<std::string> inherited;
  for (const Tag& tag : tags_of(answer["LFTagOnDatabase"])) {
    if (has_key(own, tag.key)) continue;
    apply_tag(facts, tag.key, tag.value);
    inherited.push_back(tag.key + ":" + tag.value);
  }
  if (!inherited.empty()) facts.extra.emplace_back("tags of the database", join(inherited, ", "));
}

void add_columns(const Value& answer, Facts& facts) {
  for (const Value& item : answer["LFTagsOnColumns"].items()) {
    Column column{.path = item["Name"].text()};
    for (const Tag& tag : tags_of(item["LFTags"])) apply_tag(column, tag.key, tag.value);
    if (!column.path.empty()) facts.columns.push_back(std::move(column));
  }
}

// A table or, with an empty `table`, a database.
struct Resource {
  std::string account, database, table;
};

// {"Table": {CatalogId, DatabaseName, Name}}, {"TableWithColumns": …} or {"Database": {CatalogId, Name}}.
Resource resource_of(const Value& wrapper) {
  if (const Value& database = wrapper["Database"]; database.is_object())
    return {database["CatalogId"].text(), database["Name"].text(), ""};
  const Value& table = wrapper.first_of({"Table", "TableWithColumns"});
  return {table["CatalogId"].text(), table["DatabaseName"].text(), table["Name"].text()};
}

Resource resource_of_file(const std::string& file_name) {
  if (!file_name.ends_with(kFileEnd)) return {};
  const std::string name = file_name.substr(0, file_name.size() - kFileEnd.size());
  const std::size_t dot = name.find('.');
  return {"", name.substr(0, dot), dot == std::string::npos ? "" : name.substr(dot + 1)};
}

Fragment fragment_of(const Resource& resource, const std::string& place) {
  Fragment fragment;
  fragment.self = glue_ref(resource.account, resource.database, resource.table);
  fragment.place = place;
  Facts& facts = fragment.facts;
  facts.type = resource.table.empty() ? AssetType::Container : AssetType::Table;
  facts.name = resource.table.empty() ? resource.database : resource.table;
  facts.qualified_name = join(fragment.self.physical.parts, ".");
  facts.platform = "glue";
  facts.instance = resource.account;
  return fragment;
}

class AnswerReader {
 public:
  AnswerReader(const Export& file, ReadSink& sink) : file_(file), sink_(sink) {}

  void read(const JsonRecord& record) {
    const Value& value = record.value;
    const bool about_one = is_answer(value) || value.has("Database");
    if (const std::string_view listing = other_listing(value); !listing.empty() && !about_one) {
      sink_.problem({record.place,
                     "this is " + std::string(listing) + " and says nothing about a table; it was left out"});
      return;
    }
    Resource resource = resource_of(value.has("Resource") ? value["Resource"] : value);
    if (resource.database.empty()) resource = resource_of_file(file_.shape.file_name);
    if (resource.database.empty()) {
      sink_.problem(
          {record.place,
           "the answer does not say which table it is for; name the file <database>.<table>.lftags.json or "
           "put a \"Resource\" beside the tags"});
      return;
    }
    if (resource.account.empty()) resource.account = file_.instance;
    emit(resource, value, record.place);
  }

 private:
  void emit(const Resource& resource, const Value& answer, const std::string& place) {
    Fragment fragment = fragment_of(resource, place);
    if (resource.table.empty()) {
      for (const char* list : {"LFTags", "LFTagOnDatabase"})
        for (const Tag& tag : tags_of(answer[list])) apply_tag(fragment.facts, tag.key, tag.value);
    } else {
      add_tags(answer, fragment.facts);
      add_columns(answer, fragment.facts);
    }
    sink_.count(resource.table.empty() ? "database" : "table");
    if (!fragment.facts.columns.empty()) sink_.count("column", fragment.facts.columns.size());
    sink_.fragment(std::move(fragment));
  }

  const Export& file_;
  ReadSink& sink_;
};

Status read(const Export& file, ReadSink& sink) {
  const Value& first = file.shape.first;
  JsonSplit split;
  if (first.has("TableList") || first.has("DatabaseList")) split.paths = {"TableList[]", "DatabaseList[]"};
  AnswerReader reader(file, sink);
  return file.json(split, sink, [&](JsonRecord&& record) { reader.read(record); });
}

}  // namespace

// Before glue: both know answers that begin with "TableList".
extern const Reader lake_formation_reader{
    "lake_formation", "AWS Lake Formation tags (JSON)", SourceKind::Technical, 79, recognises, read};

}  // namespace waymark

// dataplex.cpp - Google Dataplex Universal Catalog: lines of a metadata export job, lists of entries as
// gcloud prints them, and the terms of a glossary. Source: docs/sources.md.
#include <algorithm>
#include <set>

#include "waymark/base/strings.h"
#include "waymark/model/keys.h"
#include "waymark/readers/reader.h"

#include "shared/meta_facts.h"
#include "shared/tag_facts.h"

namespace waymark {
namespace {

constexpr std::string_view kLists[] = {"entries", "terms", "categories", "glossaryTerms"};

bool is_resource(const Value& value, std::string_view part) {
  const std::string_view name = value["name"].string();
  return name.starts_with("projects/") && contains(name, part);
}
bool is_entry(const Value& value) {
  return value["entryType"].is_string() &&
         (value["name"].is_string() || value["fullyQualifiedName"].is_string());
}
bool is_term(const Value& value) {
  return is_resource(value, "/glossaries/") &&
         (contains(value["name"].string(), "/terms/") || contains(value["name"].string(), "/categories/"));
}

const Value& first_of_list(const Value& document, std::string_view list) {
  static const Value none;
  return document[list].items().empty() ? none : document[list].items().front();
}

bool recognises(const Shape& shape) {
  if (shape.syntax != Syntax::Json) return false;
  const Value& first = shape.first;
  if (is_entry(first["entry"]) || is_entry(first) || is_term(first)) return true;
  return std::any_of(std::begin(kLists), std::end(kLists), [&](std::string_view list) {
    return is_entry(first_of_list(first, list)) || is_term(first_of_list(first, list));
  });
}

std::string last_segment(std::string_view path) { return std::string(path.substr(path.rfind('/') + 1)); }

// Ends of entry types: "projects/dataplex-types/locations/global/entryTypes/bigquery-table".
struct KnownEnd {
  std::string_view end;
  AssetType type;
};
constexpr KnownEnd kEnds[] = {
    {"glossary-term", AssetType::GlossaryTerm},
    {"glossary-category", AssetType::Container},
    {"glossary", AssetType::Container},
    {"feature-view", AssetType::View},
    {"view", AssetType::View},
    {"table", AssetType::Table},
    {"topic", AssetType::Topic},
    {"model", AssetType::MlModel},
    {"dashboard", AssetType::Dashboard},
    {"look", AssetType::Report},
    {"explore", AssetType::Report},
    {"fileset", AssetType::File},
    {"bucket", AssetType::File},
    {"folder", AssetType::File},
    {"feature-view", AssetType::View},
    {"dataset", AssetType::Container},
    {"database", AssetType::Container},
    {"schema", AssetType::Container},
    {"instance", AssetType::Container},
    {"service", AssetType::Container},
    {"data-product", AssetType::DataProduct},
};

std::optional<AssetType> type_of(std::string_view entry_type) {
  for (const KnownEnd& known : kEnds)
    if (entry_type.ends_with(known.end)) return known.type;
  return std::nullopt;
}

// "bigquery:project.dataset.table", "pubsub:topic:project.topic",
// "dataproc_metastore:project.place.service.db.table".
PhysicalName physical_of(const Export& file, std::string_view qualified) {
  const std::size_t colon = qualified.find(':');
  if (colon == std::string_view::npos) return {};
  PhysicalName physical{normal_platform(qualified.substr(0, colon)), file.instance,
                        split_qualified(qualified.substr(qualified.rfind(':') + 1))};
  if (physical.platform == "pubsub") physical.parts = {join(physical.parts, ".")};
  if (physical.platform == "dataproc_metastore" && physical.parts.size() > 3) {
    physical.platform = "hive";
    physical.parts.erase(physical.parts.begin(), physical.parts.begin() + 3);
  }
  return physical;
}

void add_field(const Value& field, const std::string& above, std::vector<Column>& columns) {
  const std::string name = field["name"].text();
  if (name.empty()) return;
  Column column;
  column.path = above.empty() ? name : above + "." + name;
  column.type = field.first_of({"dataType", "metadataType"}).text();
  column.description = field["description"].text();
  const std::string mode = field["mode"].text();
  if (mode == "REQUIRED") column.nullable = false;
  if (mode == "NULLABLE") column.nullable = true;
  const std::string path = column.path;
  columns.push_back(std::move(column));
  for (const Value& child : field["fields"].items()) add_field(child, path, columns);
}

void add_contacts(const Value& data, Facts& facts) {
  for (const Value& who : data["identities"].items()) {
    Owner owner = owner_from_text(who["name"].text());
    const std::string id = who["id"].text();
    if (owner.mail.empty() && contains(id, "@")) owner.mail = id;
    owner.kind = parse_owner_kind(who["role"].text());
    if (!owner.name.empty() || !owner.mail.empty()) facts.owners.push_back(std::move(owner));
  }
}

// An aspect is named project.place.type, and one about a column has its path behind: "…pii@Schema.email".
void add_aspect(std::string_view key, const Value& aspect, Facts& facts) {
  const std::size_t at = key.find('@');
  const std::string_view type = key.substr(0, at);
  const std::string name(type.substr(type.rfind('.') + 1));
  const Value& data = aspect["data"];
  if (at != std::string_view::npos) {
    std::string_view path = key.substr(at + 1);
    if (path.starts_with("Schema.")) path.remove_prefix(7);
    for (Column& column : facts.columns)
      if (same_ignoring_case(column.path, path)) {
        add_label(column, name);
        apply_meta(column, data);
      }
    return;
  }
  if (name == "schema") {
    for (const Value& field : data["fields"].items()) add_field(field, "", facts.columns);
  } else if (name == "contacts") {
    add_contacts(data, facts);
  } else if (name == "overview") {
    if (facts.description.empty()) facts.description = data["content"].text();
  } else if (name != "storage" && name != "generic" && !name.ends_with("-usage") && name != "queries") {
    add_label(facts, name);
    apply_meta(facts, data);
  }
}

// Columns first: aspects of columns need them.
void add_aspects(const Value& aspects, Facts& facts) {
  for (const bool columns : {true, false})
    for (const auto& [key, aspect] : aspects.members())
      if (key.ends_with(".schema") == columns) add_aspect(key, aspect, facts);
}

std::string id_of(std::string_view name) {
  return name.empty() ? std::string() : "dataplex:" + std::string(name);
}

class CatalogReader {
 public:
  CatalogReader(const Export& file, ReadSink& sink) : file_(file), sink_(sink) {}

  void read(const JsonRecord& record) {
    const Value& value = is_entry(record.value["entry"]) ? record.value["entry"] : record.value;
    if (is_entry(value)) return read_entry(value, record.place);
    if (is_term(value)) return read_term(value, record.place);
    sink_.problem({record.place, "neither an entry nor a term; it was left out"});
  }

 private:
  void read_entry(const Value& entry, const std::string& place) {
    sink_.count("entry");
    const std::string kind = last_segment(entry["entryType"].text());
    const std::optional<AssetType> type = type_of(kind);
    if (!type) {
      if (left_out_.insert(kind).second)
        sink_.problem({place, "entries of type \"" + kind + "\" are not read; left out (said once a file)"});
      return;
    }
    const Value& source = entry["entrySource"];
    Fragment fragment;
    fragment.self.id = id_of(entry["name"].text());
    fragment.parent_id = id_of(entry["parentEntry"].text());
    fragment.place = place;
    Facts& facts = fragment.facts;
    facts.type = *type;
    if (*type == AssetType::GlossaryTerm || *type == AssetType::DataProduct)
      fragment.self.name = source["displayName"].text();
    else
      fragment.self.physical = physical_of(file_, entry["fullyQualifiedName"].text());
    name_it(entry, fragment);
    facts.description = source["description"].text();
    facts.created = parse_time(source["createTime"].text());
    // The source's time moves with its description as well: a change of the record, not of the data.
    facts.changed = parse_time(source["updateTime"].text());
    if (!facts.changed) facts.changed = parse_time(entry["updateTime"].text());
    for (const auto& [key, label] : source["labels"].members()) apply_tag(facts, key, label.text());
    add_aspects(entry["aspects"], facts);
    if (!facts.columns.empty()) sink_.count("column", facts.columns.size());
    sink_.fragment(std::move(fragment));
  }

  void name_it(const Value& entry, Fragment& fragment) const {
    Facts& facts = fragment.facts;
    const Value& source = entry["entrySource"];
    const PhysicalName& physical = fragment.self.physical;
    facts.platform = physical.empty() ? normal_platform(source["system"].text()) : physical.platform;
    facts.instance = physical.instance;
    facts.qualified_name = join(physical.parts, ".");
    const std::string shown = source["displayName"].text();
    facts.name = !physical.empty() ? physical.parts.back()
                 : !shown.empty()  ? shown
                                   : last_segment(entry["name"].text());
    if (shown != facts.name) facts.title = shown;
  }

  void read_term(const Value& value, const std::string& place) {
    const std::string name = value["name"].text();
    const bool term = contains(name, "/terms/");
    sink_.count(term ? "term" : "category");
    Fragment fragment;
    fragment.self.id = id_of(name);
    if (const std::string uid = value["uid"].text(); !uid.empty()) fragment.other_ids.push_back(id_of(uid));
    fragment.parent_id = id_of(value["parent"].text());
    fragment.place = place;
    Facts& facts = fragment.facts;
    facts.type = term ? AssetType::GlossaryTerm : AssetType::Container;
    facts.name = value["displayName"].text();
    if (facts.name.empty()) facts.name = last_segment(name);
    if (term) fragment.self.name = facts.name;
    if (!term) add_extra(facts, "container kind", "Glossary category");
    facts.description = value["description"].text();
    facts.changed = parse_time(value["updateTime"].text());
    for (const auto& [key, label] : value["labels"].members()) apply_tag(facts, key, label.text());
    sink_.fragment(std::move(fragment));
  }

  const Export& file_;
  ReadSink& sink_;
  std::set<std::string> left_out_;
};

Status read(const Export& file, ReadSink& sink) {
  JsonSplit split;
  std::vector<std::string> lists;
  for (const std::string_view list : kLists)
    if (file.shape.first[list].is_array()) lists.push_back(std::string(list) + "[]");
  if (!lists.empty()) split.paths = lists;
  CatalogReader reader(file, sink);
  return file.json(split, sink, [&](JsonRecord&& record) { reader.read(record); });
}

}  // namespace

extern const Reader dataplex_reader{"dataplex",
                                    "Google Dataplex entries and glossary terms (JSON)",
                                    SourceKind::BusinessCatalog,
                                    90,
                                    recognises,
                                    read};

}  // namespace waymark

#include "shared/openmetadata_entity.h"

#include <algorithm>

#include "waymark/base/strings.h"
#include "waymark/model/fields.h"
#include "waymark/model/keys.h"

#include "shared/fact_words.h"
#include "shared/meta_facts.h"

namespace waymark::openmetadata {
namespace {

std::string quoted(const std::string& part) { return contains(part, ".") ? "\"" + part + "\"" : part; }

bool known_by_name(std::string_view kind) {
  for (const std::string_view one :
       {"user", "team", "domain", "dataProduct", "glossary", "glossaryTerm", "tag", "dataContract"})
    if (kind == one) return true;
  return false;
}

Owner owner_of(const Value& reference) {
  Owner owner;
  const std::string uuid = reference["id"].text();
  owner.id = uuid.empty() ? ref_id(reference) : data_id(uuid);
  owner.name = reference.first_of({"displayName", "name"}).text();
  if (owner.name.empty()) owner.name = reference.text();  // Old files list names.
  owner.mail = reference["email"].text();
  owner.team = reference["type"].text() == "team";
  return owner;
}

void add_owners(const Record& record, Facts& facts) {
  const auto add = [&](const Value& reference) {
    if (reference["deleted"].is_true()) return;
    Owner owner = owner_of(reference);
    if (!owner.name.empty()) facts.owners.push_back(std::move(owner));
  };
  for (const Value& item : record["owners"].items()) add(item);
  if (facts.owners.empty() && !record["owner"].is_null()) add(record["owner"]);  // Before version 1.5.
}

void add_domain(const Record& record, Facts& facts) {
  const Value& listed =
      record["domains"].items().empty() ? record["domain"] : record["domains"].items().front();
  const Value& name = listed.is_object() ? listed.first_of({"fullyQualifiedName", "name"}) : listed;
  facts.domain = domain_path(name.text());
}

void add_products(const Record& record, Fragment& fragment) {
  for (const Value& item : record["dataProducts"].items()) {
    if (item["deleted"].is_true()) continue;
    add_unique(fragment.facts.products, item.is_object() ? item["name"].text() : item.text());
    if (const std::string uuid = item["id"].text(); !uuid.empty())
      add_unique(fragment.product_ids, data_id(uuid));
  }
}

// The schema says {accessed: {timestamp}}, the project's sample file {accessed: {accessed_at}} in seconds.
std::optional<Time> life_cycle_time(const Value& life_cycle, const std::string& event) {
  return parse_time(life_cycle[event].first_of({"timestamp", event + "_at"}).text());
}

void add_times(const Record& record, Facts& facts) {
  facts.changed = parse_time(record.text("updatedAt"));
  const Value& life_cycle = record["lifeCycle"];
  facts.created = life_cycle_time(life_cycle, "created");
  facts.updated = life_cycle_time(life_cycle, "updated");
  facts.accessed = life_cycle_time(life_cycle, "accessed");
}

void add_label(const Value& label, Facts& facts) {
  const std::string name = label["tagFQN"].text();
  if (name.empty()) return;
  if (label["state"].text() == "Suggested")
    return add_extra(facts, "suggested tag", name);  // Nobody has confirmed it.
  if (label["source"].text() == "Glossary") {
    const std::vector<std::string> parts = split_qualified(name);
    add_unique(facts.terms, parts.back());
    return;
  }
  if (name.starts_with("Certification.") && facts.certification.empty())
    facts.certification = certification_word(name);
  add_label(facts, name);
}

std::string type_of(const Value& column) { return column.first_of({"dataTypeDisplay", "dataType"}).text(); }

void add_column(const Value& value, const std::string& above, std::vector<Column>& columns) {
  Column column;
  const std::string name = value["name"].text();
  if (name.empty()) return;
  column.path = above.empty() ? name : above + "." + name;
  column.title = value["displayName"].text();
  column.type = type_of(value);
  column.description = value["description"].text();
  const std::string constraint = value["constraint"].text();
  if (constraint == "PRIMARY_KEY") column.key_role = "primary";
  if (constraint == "NOT_NULL" || constraint == "PRIMARY_KEY") column.nullable = false;
  if (constraint == "NULL") column.nullable = true;
  Facts labelled;
  add_tags(labelled, value["tags"]);
  column.tags = std::move(labelled.tags);
  column.terms = std::move(labelled.terms);
  column.sensitivity = labelled.sensitivity;
  const std::string path = column.path;
  columns.push_back(std::move(column));
  for (const Value& child : value["children"].items()) add_column(child, path, columns);
}

}  // namespace

std::string data_id(std::string_view qualified) { return "openmetadata:" + lower(qualified); }

std::string named_id(std::string_view kind, std::string_view qualified) {
  return "openmetadata:" + std::string(kind) + ":" + lower(qualified);
}

std::string ref_id(const Value& reference) {
  if (!reference.is_object()) return reference.text().empty() ? "" : data_id(reference.text());
  const std::string kind = reference["type"].text();
  const std::string name = reference.first_of({"fullyQualifiedName", "fqn"}).text();
  if (!name.empty()) return known_by_name(kind) ? named_id(kind, name) : data_id(name);
  const std::string uuid = reference["id"].text();
  return uuid.empty() ? "" : data_id(uuid);
}

std::string qualified_name(const Record& record) {
  if (std::string given = record.text("fullyQualifiedName"); !given.empty()) return given;
  const std::string name = quoted(record.text("name"));
  for (const std::string_view member : {"databaseSchema", "database", "service", "glossary", "parent"}) {
    const Value& around = record[member].first_of({"fullyQualifiedName", "name"});
    if (!around.is_null()) return around.text() + "." + name;
  }
  return name;
}

std::string platform_of(const Record& record) {
  const std::string type = record.text("serviceType");
  return normal_platform(type.empty() ? record.file.platform : type);
}

PhysicalName physical_of(const std::string& platform, const std::string& instance,
                         std::string_view qualified) {
  std::vector<std::string> parts = split_qualified(qualified);
  if (platform.empty() || parts.size() < 2) return {};
  parts.erase(parts.begin());
  // Platforms without schemas below databases get a database named "default", and Glue one named after the
  // account.
  const bool two_parts = platform_family(platform) == "glue" ||
                         (parts.size() == 3 && (parts.front() == "default" || parts.front().empty()));
  if (two_parts && parts.size() > 2) parts.erase(parts.begin(), parts.end() - 2);
  return {platform, instance, std::move(parts)};
}

std::string domain_path(std::string_view qualified) {
  std::vector<std::string> parts = split_qualified(qualified);
  for (std::string& part : parts) part = replace_all(part, "/", "-");
  return join(parts, "/");
}

void add_tags(Facts& facts, const Value& tags) {
  for (const Value& label : tags.items()) {
    if (label.is_object())
      add_label(label, facts);
    else
      add_label(facts, label.text());
  }
}

std::vector<Column> columns_of(const Value& columns) {
  std::vector<Column> found;
  for (const Value& column : columns.items()) add_column(column, "", found);
  return found;
}

Fragment start_fragment(const Record& record, AssetType type, std::string_view kind) {
  Fragment fragment;
  const std::string qualified = qualified_name(record);
  fragment.self.id = kind.empty() ? data_id(qualified) : named_id(kind, qualified);
  if (const std::string uuid = record.text("id"); !uuid.empty()) fragment.other_ids.push_back(data_id(uuid));
  fragment.place = record.place;
  fragment.deleted = record["deleted"].is_true();
  Facts& facts = fragment.facts;
  facts.type = type;
  facts.name = record.text("name");
  facts.title = record.text("displayName") == facts.name ? "" : record.text("displayName");
  facts.description = record.text("description");
  facts.url = record.text("sourceUrl");
  add_owners(record, facts);
  add_domain(record, facts);
  add_products(record, fragment);
  add_times(record, facts);
  add_tags(facts, record["tags"]);
  if (const std::string badge = record["certification"]["tagLabel"]["tagFQN"].text(); !badge.empty()) {
    facts.certification = certification_word(badge);
    add_extra(facts, "certification", badge);
  }
  facts.usage.queries_30d = record["usageSummary"]["monthlyStats"]["count"].integer();
  apply_meta(facts, record["extension"]);
  return fragment;
}

void emit_edge(const Record& record, const std::string& from, const std::string& to, std::string_view kind,
               std::vector<Edge::ColumnPair> columns) {
  if (from.empty() || to.empty() || from == to) return;
  Edge edge;
  edge.from.id = from;
  edge.to.id = to;
  edge.kind = kind;
  edge.columns = std::move(columns);
  edge.place = record.place;
  record.sink.edge(std::move(edge));
}

}  // namespace waymark::openmetadata

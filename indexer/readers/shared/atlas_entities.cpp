#include "shared/atlas_entities.h"

#include <algorithm>

#include "waymark/base/strings.h"

#include "shared/atlas_facts.h"
#include "shared/meta_facts.h"

namespace waymark::atlas {
namespace {

constexpr std::size_t kMostColumnPairs = 2'000;  // Of one edge.

// A member of an entity, among its attributes or its relationships.
const Value& member(const Value& entity, std::string_view name) {
  const Value& attribute = entity["attributes"][name];
  if (attribute.size() > 0 || attribute.is_scalar()) return attribute;
  return entity["relationshipAttributes"][name];
}

bool is_living(const Value& link) { return link["relationshipStatus"].text() != "DELETED"; }

}  // namespace

Link link_of(const Value& reference) {
  return {reference["guid"].text(), reference["typeName"].text(),
          reference["uniqueAttributes"]["qualifiedName"].text()};
}

// The entity itself knows its type and name better than who refers to it.
Link Entities::known(Link link) const {
  const auto found = by_guid_.find(link.guid);
  return link.guid.empty() || found == by_guid_.end() ? std::move(link) : found->second;
}

Ref Entities::ref_of(const Link& reference) const {
  const Link link = known(reference);
  Ref ref;
  ref.id = guid_id(link.guid);
  if (ref.id.empty()) ref.id = name_id(link.qualified_name);
  if (!link.qualified_name.empty())
    ref.physical = name_of(file_, link.type_name, link.qualified_name).physical;
  return ref;
}

void Entities::leave_out(const std::string& type_name, const std::string& place) {
  if (left_out_.insert(type_name).second)
    sink_.problem(
        {place, "entities of type \"" + type_name + "\" are not read; left out (said once a file)"});
}

void Entities::add(const Value& entity, const std::string& place) {
  const std::string type_name = entity["typeName"].text();
  const EntityKind kind = kind_of(type_name);
  sink_.count("entity");
  const std::string guid = entity["guid"].text();
  if (!guid.empty()) by_guid_[guid] = {guid, type_name, entity["attributes"]["qualifiedName"].text()};
  if (!unnamed_tags_ && has_unnamed_tags(entity)) {
    unnamed_tags_ = true;
    sink_.problem(
        {place,
         "tags have internal ids here and no names; they were left out (said once a file): Atlan's CSV "
         "export has the names"});
  }
  switch (kind.role) {
    case Role::Unknown:
      return leave_out(type_name, place);
    case Role::Part:
      return;
    case Role::Column:
      return add_column(entity, place);
    case Role::Process:
      return add_process(entity, false, place);
    case Role::ColumnProcess:
      return add_process(entity, true, place);
    case Role::Job:
    case Role::Asset:
      return add_asset(entity, kind, place);
  }
}

void Entities::list_columns(Table& table, const Value& entity) {
  for (const std::string_view list : {"columns", "partitionKeys"})
    for (const Value& column : member(entity, list).items()) {
      table.listed.push_back(link_of(column));
      const Value& shown = column["displayText"];
      if (shown.is_string()) table.names[column["guid"].text()] = shown.text();
    }
  for (const Value& column : entity["relationshipAttributes"]["columns"].items())
    if (is_living(column)) table.names[column["guid"].text()] = column["displayText"].text();
}

void Entities::add_asset(const Value& entity, const EntityKind& kind, const std::string& place) {
  const Value& attributes = entity["attributes"];
  const std::string qualified = attributes["qualifiedName"].text(), guid = entity["guid"].text();
  std::string name = attributes.first_of({"name"}).text();
  if (name.empty()) name = entity["displayText"].text();
  if (name.empty()) name = last_part(qualified);
  const bool by_name = kind.type == AssetType::Domain || kind.type == AssetType::DataProduct ||
                       kind.type == AssetType::GlossaryTerm;
  if (qualified.empty() && guid_id(guid).empty() && !by_name)
    return sink_.problem(
        {place, "a " + entity["typeName"].text() + " (" + name +
                    ") without qualifiedName and guid cannot be told from others; it was left out"});
  Table table;
  Fragment& fragment = table.fragment;
  fragment.self.id = guid_id(guid).empty() ? name_id(qualified) : guid_id(guid);
  if (!guid_id(guid).empty() && !qualified.empty()) fragment.other_ids.push_back(name_id(qualified));
  const Name full = name_of(file_, entity["typeName"].text(), qualified);
  if (by_name)
    fragment.self.name = name;
  else if (kind.role != Role::Job)  // A table may be called like a job.
    fragment.self.physical = full.physical;
  fragment.place = place;
  Facts& facts = fragment.facts;
  facts.type = kind.type;
  facts.name = name;
  if (!by_name) facts.platform = full.platform;
  facts.instance = fragment.self.physical.instance;
  facts.qualified_name = join(fragment.self.physical.parts, ".");
  facts.url = full.url;
  add_extra(facts, "container kind", std::string(kind.container));
  apply_entity(fragment, entity);
  list_columns(table, entity);
  tables_.push_back(std::move(table));
  if (kind.role == Role::Job) add_process(entity, false, place);
}

void Entities::add_column(const Value& entity, const std::string& place) {
  HeldColumn held;
  held.column = column_of(entity);
  held.guid = entity["guid"].text();
  held.place = place;
  const Value& attributes = entity["attributes"];
  held.table = link_of(member(entity, "table"));
  if (held.table.guid.empty()) held.table = link_of(member(entity, "view"));
  if (held.table.qualified_name.empty())
    held.table.qualified_name = attributes.first_of({"tableQualifiedName", "viewQualifiedName"}).text();
  if (held.table.qualified_name.empty())
    held.table.qualified_name = table_of_column(attributes["qualifiedName"].text());
  if (held.table.type_name.empty()) {
    const std::string type = entity["typeName"].text();
    held.table.type_name =
        type.substr(0, type.rfind("olumn") - 1) + (contains(type, "_") ? "table" : "Table");
  }
  held.position = attributes.first_of({"order", "position"}).integer().value_or(0);
  held.deleted = entity["status"].text() == "DELETED";
  const std::size_t at = columns_.size();
  if (!held.guid.empty()) column_by_guid_[held.guid] = at;
  for (const std::string* key : {&held.table.guid, &held.table.qualified_name})
    if (!key->empty()) columns_by_table_[*key].push_back(at);
  columns_.push_back(std::move(held));
}

void Entities::add_process(const Value& entity, bool of_columns, const std::string& place) {
  processes_.insert(entity["guid"].text());
  if (entity["status"].text() == "DELETED") return;
  const auto ends = [&](std::string_view list) {
    std::vector<Link> links;
    for (const Value& item : member(entity, list).items())
      if (is_living(item)) links.push_back(link_of(item));
    return links;
  };
  const std::vector<Link> inputs = ends("inputs"), outputs = ends("outputs");
  if (kind_of(entity["typeName"].text()).role == Role::Job) {
    const Ref job = ref_of(by_guid_[entity["guid"].text()]);
    for (const Link& input : inputs) add_edge(ref_of(input), job, "job", place);
    for (const Link& output : outputs) add_edge(job, ref_of(output), "job", place);
    return;
  }
  for (const Link& input : inputs)
    for (const Link& output : outputs) {
      if (!of_columns) {
        add_edge(ref_of(input), ref_of(output), "data", place);
        continue;
      }
      const Link from = known(input), to = known(output);
      const std::string from_table = table_of_column(from.qualified_name),
                        to_table = table_of_column(to.qualified_name);
      if (from_table.empty() || to_table.empty()) continue;
      add_edge(ref_of({"", from.type_name, from_table}), ref_of({"", to.type_name, to_table}), "data", place,
               {last_part(from.qualified_name), last_part(to.qualified_name)});
    }
}

void Entities::add_relation(const Value& relation) {
  sink_.count("relation");
  relations_.emplace_back(relation["fromEntityId"].text(), relation["toEntityId"].text());
}

void Entities::add_edge(Ref from, Ref to, std::string_view kind, const std::string& place,
                        Edge::ColumnPair columns) {
  if (from.empty() || to.empty() || from.id == to.id) return;
  const auto [found, added] = edge_index_.emplace(std::pair(from.id, to.id), edges_.size());
  if (added) {
    Edge edge;
    edge.from = std::move(from);
    edge.to = std::move(to);
    edge.kind = kind;
    edge.place = place;
    edges_.push_back(std::move(edge));
  }
  std::vector<Edge::ColumnPair>& pairs = edges_[found->second].columns;
  if (!columns.from.empty() && pairs.size() < kMostColumnPairs &&
      std::find(pairs.begin(), pairs.end(), columns) == pairs.end())
    pairs.push_back(std::move(columns));
}

// Data to data: a process between two is stepped over, however the answer puts it.
void Entities::emit_relations() {
  std::map<std::string, std::pair<std::vector<std::string>, std::vector<std::string>>> through;
  for (const auto& [from, to] : relations_) {
    const bool out_of_process = processes_.contains(from), into_process = processes_.contains(to);
    if (!out_of_process && !into_process)
      add_edge(ref_of({from, "", ""}), ref_of({to, "", ""}), "data", "relations");
    if (into_process) through[to].first.push_back(from);
    if (out_of_process) through[from].second.push_back(to);
  }
  for (const auto& [process, ends] : through)
    for (const std::string& from : ends.first)
      for (const std::string& to : ends.second)
        add_edge(ref_of({from, "", ""}), ref_of({to, "", ""}), "data", "relations");
}

// In the order the table lists them; the rest by position. What nobody tells of but the table itself has a
// name only.
void Entities::take_columns(Table& table) {
  std::vector<Column>& columns = table.fragment.facts.columns;
  const auto take = [&](HeldColumn& held) {
    if (held.used) return;
    held.used = true;
    if (!held.deleted) columns.push_back(held.column);
  };
  for (const Link& link : table.listed) {
    const auto found = column_by_guid_.find(link.guid);
    const auto name = table.names.find(link.guid);
    if (found != column_by_guid_.end())
      take(columns_[found->second]);
    else if (name != table.names.end() && !name->second.empty())
      columns.push_back({.path = name->second});
  }
  std::vector<std::size_t> rest;
  std::vector<std::string> keys = table.fragment.other_ids;
  keys.push_back(table.fragment.self.id);
  for (const std::string& key : keys)
    for (const std::string_view prefix : {"atlas:name:", "atlas:"})
      if (key.starts_with(prefix))
        if (const auto found = columns_by_table_.find(key.substr(prefix.size()));
            found != columns_by_table_.end())
          rest.insert(rest.end(), found->second.begin(), found->second.end());
  std::stable_sort(rest.begin(), rest.end(),
                   [&](std::size_t a, std::size_t b) { return columns_[a].position < columns_[b].position; });
  for (const std::size_t at : rest) take(columns_[at]);
}

// Columns whose table is in another file, or in none.
void Entities::emit_orphans() {
  std::map<std::string, Fragment> around;
  for (const HeldColumn& held : columns_) {
    if (held.used || held.deleted) continue;
    const std::string& qualified = held.table.qualified_name;
    const std::string id = guid_id(held.table.guid).empty() ? name_id(qualified) : guid_id(held.table.guid);
    if (id.empty()) {
      sink_.problem({held.place, "the column \"" + held.column.path + "\" names no table; it was left out"});
      continue;
    }
    Fragment& fragment = around[id];
    if (fragment.self.id.empty()) {
      fragment.self.id = id;
      if (!qualified.empty() && id != name_id(qualified)) fragment.other_ids.push_back(name_id(qualified));
      const Name name = name_of(file_, held.table.type_name, qualified);
      fragment.self.physical = name.physical;
      fragment.place = held.place;
      fragment.facts.name = last_part(qualified);
      fragment.facts.platform = name.platform;
      fragment.facts.instance = name.physical.instance;
      fragment.facts.qualified_name = join(name.physical.parts, ".");
    }
    fragment.facts.columns.push_back(held.column);
  }
  for (auto& [id, fragment] : around) sink_.fragment(std::move(fragment));
}

void Entities::emit() {
  for (Table& table : tables_) {
    take_columns(table);
    if (!table.fragment.facts.columns.empty()) sink_.count("column", table.fragment.facts.columns.size());
    sink_.fragment(std::move(table.fragment));
  }
  emit_orphans();
  emit_relations();
  for (Edge& edge : edges_) sink_.edge(std::move(edge));
}

}  // namespace waymark::atlas

#include "shared/atlan_rows.h"

#include <algorithm>

#include "waymark/base/strings.h"
#include "waymark/model/keys.h"

#include "shared/atlas_facts.h"
#include "shared/meta_facts.h"

namespace waymark::atlan {
namespace {

std::string text(const CsvRow& row, std::string_view column) { return std::string(trim(row[column])); }

// Several values of a cell stand on lines of their own.
std::vector<std::string> lines(const CsvRow& row, std::string_view column) {
  return split_words(replace_all(row[column], "\r", "\n"), '\n');
}

// "Parent@Child" as "Parent/Child".
std::string domain_path(std::string_view cell) {
  std::vector<std::string> parts = split_words(cell, '@');
  for (std::string& part : parts) part = replace_all(part, "/", "-");
  return join(parts, "/");
}

// "Term@@@Glossary"
struct InGlossary {
  std::string name, glossary;
};
InGlossary in_glossary(std::string_view cell) {
  const std::size_t at = cell.find("@@@");
  if (at == std::string_view::npos) return {std::string(trim(cell)), ""};
  return {std::string(trim(cell.substr(0, at))), std::string(trim(cell.substr(at + 3)))};
}

std::string term_names(const CsvRow& row, std::string_view column) {
  std::vector<std::string> names;
  for (const std::string& line : lines(row, column)) names.push_back(in_glossary(line).name);
  return join(names, ", ");
}

// "PII>>FULL": how a tag spreads is not part of its name.
std::string tag_name(std::string_view line) { return std::string(trim(line.substr(0, line.find(">>")))); }

// "Set::Attribute" and the like: attributes that an organisation added.
void add_custom(Facts& facts, const CsvRow& row) {
  for (std::size_t i = 0; i < row.header().size() && i < row.cells().size(); ++i) {
    const std::string& column = row.header()[i];
    const std::size_t at = column.find("::");
    if (at != std::string::npos && !trim(row.cells()[i]).empty())
      apply_meta(facts, column.substr(0, at) + "." + column.substr(at + 2),
                 Value(std::string(trim(row.cells()[i]))));
  }
}

void add_links(Facts& facts, const CsvRow& row) {
  for (const std::string& line : lines(row, "links")) {
    const Result<Value> link = parse_json(line);
    if (!link) continue;
    const Value& attributes = (*link)["attributes"];
    add_extra(facts, "link: " + attributes["name"].text(), attributes["link"].text());
  }
}

void add_numbers(Facts& facts, const CsvRow& row) {
  const auto positive = [&](std::string_view column) -> std::optional<std::int64_t> {
    const auto number = Value(text(row, column)).integer();
    return number && *number > 0 ? number : std::nullopt;
  };
  facts.usage.queries_30d = positive("sourceReadCount");
  facts.usage.users_30d = positive("sourceReadUserCount");
  facts.created = parse_time(text(row, "sourceCreatedAt"));
  facts.updated = parse_time(text(row, "sourceUpdatedAt"));
  facts.accessed = parse_time(text(row, "sourceLastReadAt"));
}

// What any row may say.
void apply_row(Facts& facts, const CsvRow& row) {
  if (const std::string shown = text(row, "displayName"); shown != facts.name) facts.title = shown;
  for (const std::string_view column : {"userDescription", "description"})
    if (facts.description.empty()) facts.description = text(row, column);
  for (const std::string& name : lines(row, "ownerUsers")) facts.owners.push_back(owner_from_text(name));
  for (const std::string& name : lines(row, "ownerGroups"))
    facts.owners.push_back({.name = name, .team = true});
  atlas::apply_certificate(facts, text(row, "certificateStatus"), text(row, "certificateStatusMessage"));
  std::vector<std::string> announced = {text(row, "announcementTitle"), text(row, "announcementMessage")};
  std::erase(announced, "");
  add_extra(facts, "announcement", join(announced, ": "));
  for (const std::string_view column : {"atlanTags", "tags"})
    for (const std::string& line : lines(row, column)) add_label(facts, tag_name(line));
  for (const std::string& line : lines(row, "assignedTerms")) add_unique(facts.terms, in_glossary(line).name);
  add_links(facts, row);
  add_numbers(facts, row);
  add_custom(facts, row);
}

// Membership stands with the asset: its own columns name the domain and the products. What a product's saved
// query would find is not known here.
void apply_membership(Facts& facts, const CsvRow& row) {
  for (const std::string_view column : {"domain", "dataDomain", "dataDomains", "assetDomain"})
    if (facts.domain.empty())
      if (const std::vector<std::string> found = lines(row, column); !found.empty())
        facts.domain = domain_path(found[0]);
  for (const std::string_view column : {"dataProduct", "dataProducts", "products", "outputPortDataProducts"})
    for (const std::string& line : lines(row, column)) {
      const std::vector<std::string> path = split_words(line, '@');  // "Domain@Product" or the product alone.
      if (!path.empty()) add_unique(facts.products, path.back());
    }
}

std::string own_domain(const CsvRow& row) {
  const std::string above = text(row, "parentDomain"), name = text(row, "name");
  return domain_path(above.empty() ? name : above + "@" + name);
}

std::string glossary_id(std::string_view glossary) { return "atlan:glossary:" + std::string(glossary); }

std::string category_id(std::string_view path, std::string_view glossary) {
  return "atlan:category:" + std::string(glossary) + "/" + std::string(path);
}

// Rows of these kinds may come without a qualified name, before Atlan has given them one.
std::string named_id(const CsvRow& row, AssetType type) {
  const std::string name = text(row, "name"), anchor = text(row, "anchor");
  if (type == AssetType::Domain) return "atlan:domain:" + own_domain(row);
  if (type == AssetType::DataProduct)
    return "atlan:product:" + domain_path(text(row, "dataDomain")) + "/" + name;
  if (type == AssetType::GlossaryTerm) return "atlan:term:" + anchor + "/" + name;
  if (anchor.empty()) return glossary_id(name);
  const std::string above = in_glossary(text(row, "parentCategory")).name;
  return category_id(above.empty() ? name : above + "@" + name, anchor);
}

void apply_product(Facts& facts, const CsvRow& row) {
  facts.domain = domain_path(text(row, "dataDomain"));
  add_extra(facts, "saved query", atlas::saved_query(text(row, "dataProductAssetsDSL")));
}

void apply_term(Fragment& fragment, const CsvRow& row) {
  Facts& facts = fragment.facts;
  for (const std::string& line : lines(row, "synonyms")) add_unique(facts.synonyms, in_glossary(line).name);
  for (const std::string_view related :
       {"seeAlso", "preferredTerms", "antonyms", "translatedTerms", "validValuesFor"})
    add_extra(facts, std::string(related), term_names(row, related));
  const std::vector<std::string> categories = lines(row, "categories");
  for (const std::string& category : categories)
    add_extra(facts, "category", replace_all(in_glossary(category).name, "@", "/"));
  const std::string anchor = text(row, "anchor");
  fragment.parent_id =
      categories.empty() ? glossary_id(anchor) : category_id(in_glossary(categories.front()).name, anchor);
}

void apply_category(Fragment& fragment, const CsvRow& row) {
  const std::string anchor = text(row, "anchor"), above = in_glossary(text(row, "parentCategory")).name;
  if (!anchor.empty()) fragment.parent_id = above.empty() ? glossary_id(anchor) : category_id(above, anchor);
}

}  // namespace

Fragment& Rows::thing(const std::string& id, const CsvRow& row) {
  const auto [found, added] = index_.emplace(id, things_.size());
  if (added) {
    things_.emplace_back().self.id = id;
    things_.back().place = row.place();
  }
  return things_[found->second];
}

Rows::Place Rows::place_of(const CsvRow& row, const std::string& type_name) const {
  Place place;
  const std::string qualified = text(row, "qualifiedName");
  std::string connector = text(row, "connectorType");
  if (connector.empty()) connector = text(row, "connectorName");
  place.platform = normal_platform(connector);
  if (!qualified.empty()) {
    const atlas::Name name = atlas::name_of(file_, type_name, qualified);
    place.id = atlas::name_id(qualified);
    if (atlas::is_atlan_name(qualified)) {
      place.physical = name.physical;
      place.platform = name.platform;
    }
    return place;
  }
  std::vector<std::string> parts;
  for (const std::string_view column : {"databaseName", "schemaName", "entityName"})
    if (std::string part = text(row, column); !part.empty()) parts.push_back(std::move(part));
  if (parts.empty()) return place;
  place.id = "atlan:" + lower(text(row, "connectionName")) + ":" + join(parts, "/");
  place.physical = {place.platform, file_.instance, std::move(parts)};
  return place;
}

void Rows::add(const CsvRow& row) {
  const std::string type_name = text(row, "typeName");
  if (type_name.empty()) return sink_.problem({row.place(), "a row without typeName; it was left out"});
  sink_.count(type_name);
  const atlas::EntityKind kind = atlas::kind_of(type_name);
  if (kind.role == atlas::Role::Column) return add_column(row, type_name);
  if (kind.role != atlas::Role::Asset && kind.role != atlas::Role::Job) return left_out(row, type_name);
  const bool by_name = kind.type == AssetType::Domain || kind.type == AssetType::DataProduct ||
                       kind.type == AssetType::GlossaryTerm || !kind.container.empty();
  by_name ? add_named(row, kind) : add_physical(row, type_name, kind);
}

void Rows::left_out(const CsvRow& row, const std::string& type_name) {
  if (left_out_[type_name]++ == 0)
    sink_.problem(
        {row.place(), "rows of type \"" + type_name + "\" are not read; left out (said once a file)"});
}

void Rows::add_physical(const CsvRow& row, const std::string& type_name, const atlas::EntityKind& kind) {
  const Place place = place_of(row, type_name);
  if (place.id.empty())
    return sink_.problem(
        {row.place(),
         "a row without qualifiedName and entityName cannot be told from others; it was left out"});
  Fragment& fragment = thing(place.id, row);
  fragment.self.physical = place.physical;
  Facts& facts = fragment.facts;
  facts.type = kind.type;
  facts.name = text(row, "name");
  if (facts.name.empty() && !place.physical.empty()) facts.name = place.physical.parts.back();
  if (facts.name.empty()) facts.name = atlas::last_part(text(row, "qualifiedName"));
  facts.platform = place.platform;
  facts.instance = place.physical.instance;
  facts.qualified_name = join(place.physical.parts, ".");
  apply_row(facts, row);
  apply_membership(facts, row);
  fragment.deleted = same_ignoring_case(text(row, "status"), "DELETED");
}

void Rows::add_column(const CsvRow& row, const std::string& type_name) {
  const std::string qualified = text(row, "qualifiedName");
  Place table;
  Column column;
  if (!qualified.empty()) {
    const std::string above = qualified.substr(0, qualified.rfind('/'));
    table.id = atlas::name_id(above);
    if (atlas::is_atlan_name(qualified)) table.physical = atlas::name_of(file_, "Table", above).physical;
    table.platform = table.physical.platform;
    column.path = text(row, "name");
    if (column.path.empty()) column.path = qualified.substr(qualified.rfind('/') + 1);
  } else {
    table = place_of(row, type_name);
    column.path = text(row, "columnName");
  }
  if (table.id.empty() || column.path.empty())
    return sink_.problem({row.place(), "a column without a name or a table; it was left out"});
  Fragment& fragment = thing(table.id, row);
  if (fragment.self.physical.empty() && !table.physical.empty()) {
    fragment.self.physical = table.physical;
    fragment.facts.name = table.physical.parts.back();
    fragment.facts.platform = table.platform;
    fragment.facts.qualified_name = join(table.physical.parts, ".");
  }
  column.type = text(row, "dataType");
  Facts said;
  said.name = column.path;
  apply_row(said, row);
  column.title = said.title;
  column.description = said.description;
  column.tags = said.tags;
  column.terms = said.terms;
  column.sensitivity = said.sensitivity;
  fragment.facts.columns.push_back(std::move(column));
}

void Rows::add_named(const CsvRow& row, const atlas::EntityKind& kind) {
  const std::string name = text(row, "name");
  if (name.empty())
    return sink_.problem({row.place(), "a " + text(row, "typeName") + " without a name; it was left out"});
  Fragment& fragment = thing(named_id(row, kind.type), row);
  fragment.other_ids = {};
  if (const std::string id = atlas::name_id(text(row, "qualifiedName")); !id.empty())
    fragment.other_ids = {id};
  fragment.facts.type = kind.type;
  fragment.facts.name = name;
  fragment.self.name = kind.type == AssetType::Domain ? own_domain(row) : name;
  apply_row(fragment.facts, row);
  add_extra(fragment.facts, "container kind", std::string(kind.container));
  if (kind.type == AssetType::DataProduct) apply_product(fragment.facts, row);
  if (kind.type == AssetType::GlossaryTerm) apply_term(fragment, row);
  if (kind.type == AssetType::Container) apply_category(fragment, row);
}

void Rows::emit() {
  for (Fragment& fragment : things_) {
    sink_.fragment(std::move(fragment));
  }
}

}  // namespace waymark::atlan

// datahub_enricher.cpp - the table people edit to enrich what is in DataHub: a row for each thing or column
// of it. Source: docs/sources.md.
//
// An empty cell leaves things as they are, so only what is filled in is told. Rows become the aspects that
// DataHub itself would write, and the readers of those do the rest.
#include <algorithm>
#include <map>

#include "waymark/base/strings.h"
#include "waymark/readers/reader.h"

#include "shared/datahub_assets.h"
#include "shared/datahub_store.h"

namespace waymark {
namespace {

bool recognises(const Shape& shape) {
  return shape.syntax == Syntax::Csv &&
         shape.has_columns({"resource", "subresource", "glossary_terms", "tags"});
}

constexpr std::string_view kColumns[] = {"resource",    "subresource", "glossary_terms",
                                         "tags",        "owners",      "ownership_type",
                                         "description", "domain",      "ownership_type_urn"};

// "[urn:li:tag:A|urn:li:tag:B]", with or without the brackets.
std::vector<std::string> listed(std::string_view cell) {
  cell = trim(cell);
  if (cell.starts_with('[') && cell.ends_with(']')) cell = cell.substr(1, cell.size() - 2);
  return split_words(cell, '|');
}

Value object(std::initializer_list<std::pair<std::string, Value>> members) {
  return Value(Value::Members(members));
}

// [{"tag": "urn:li:tag:A"}, …]
Value list_of(const std::vector<std::string>& urns, const std::string& member) {
  Value::Items items;
  for (const std::string& urn : urns) items.push_back(object({{member, Value(urn)}}));
  return Value(std::move(items));
}

void append(Value& list, const Value& more) {
  if (!list.is_array()) list.make_array();
  for (const Value& item : more.items()) list.edit_items().push_back(item);
}

// What the rows about one thing say.
struct Enriched {
  std::string urn, place;
  std::string description, domain;
  Value tags, terms, owners, columns, properties;
};

Value owners_of(const CsvRow& row) {
  Value::Items owners;
  for (const std::string& urn : listed(row["owners"])) {
    Value owner = object({{"owner", Value(urn)}, {"type", Value(std::string(trim(row["ownership_type"])))}});
    if (const std::string type(trim(row["ownership_type_urn"])); !type.empty())
      owner.set("typeUrn", Value(type));
    owners.push_back(std::move(owner));
  }
  return Value(std::move(owners));
}

// Columns that people add to the table are their own properties.
Value properties_of(const CsvRow& row) {
  Value::Items properties;
  for (std::size_t i = 0; i < row.header().size() && i < row.cells().size(); ++i) {
    const std::string name(trim(row.header()[i])), cell(trim(row.cells()[i]));
    const bool known = std::any_of(std::begin(kColumns), std::end(kColumns),
                                   [&](std::string_view one) { return same_ignoring_case(one, name); });
    if (known || name.empty() || cell.empty()) continue;
    properties.push_back(object({{"propertyUrn", Value("urn:li:structuredProperty:" + name)},
                                 {"values", Value(Value::Items{object({{"string", Value(cell)}})})}}));
  }
  return Value(std::move(properties));
}

void add_column(Enriched& thing, const CsvRow& row) {
  Value column = object({{"fieldPath", Value(std::string(trim(row["subresource"])))}});
  if (const std::string text(trim(row["description"])); !text.empty()) column.set("description", Value(text));
  column.set("globalTags", object({{"tags", list_of(listed(row["tags"]), "tag")}}));
  column.set("glossaryTerms", object({{"terms", list_of(listed(row["glossary_terms"]), "urn")}}));
  append(thing.columns, Value(Value::Items{std::move(column)}));
}

void add_row(Enriched& thing, const CsvRow& row) {
  if (!trim(row["subresource"]).empty()) return add_column(thing, row);
  append(thing.tags, list_of(listed(row["tags"]), "tag"));
  append(thing.terms, list_of(listed(row["glossary_terms"]), "urn"));
  append(thing.owners, owners_of(row));
  append(thing.properties, properties_of(row));
  // Of several rows the last that says something holds.
  if (const std::string text(trim(row["description"])); !text.empty()) thing.description = text;
  if (const std::string domain(trim(row["domain"])); !domain.empty()) thing.domain = domain;
}

// The aspect that holds a description people wrote, by type of entity.
std::string described_in(const std::string& type) {
  if (type == "glossaryTerm" || type == "glossaryNode") return type + "Info";
  if (type == "mlModelGroup") return "editableMlModelProperties";
  std::string aspect = type;
  if (!aspect.empty() && aspect[0] >= 'a') aspect[0] = static_cast<char>(aspect[0] - 'a' + 'A');
  return type == "domain" || type == "dataProduct" || type == "notebook" || type == "mlFeatureTable"
             ? type + (type == "notebook" ? "Info" : "Properties")
             : "editable" + aspect + "Properties";
}

void hand_over(const Enriched& thing, datahub::Store& store) {
  const auto say = [&](const std::string& aspect, Value content) {
    JsonRecord record;
    record.place = thing.place;
    record.value = object({{"entityUrn", Value(thing.urn)},
                           {"changeType", Value(std::string("UPSERT"))},
                           {"aspectName", Value(aspect)},
                           {"aspect", object({{"json", std::move(content)}})}});
    store.add(record);
  };
  say("globalTags", object({{"tags", thing.tags}}));
  if (thing.terms.size() > 0) say("glossaryTerms", object({{"terms", thing.terms}}));
  if (thing.owners.size() > 0) say("ownership", object({{"owners", thing.owners}}));
  if (thing.properties.size() > 0) say("structuredProperties", object({{"properties", thing.properties}}));
  if (thing.columns.size() > 0)
    say("editableSchemaMetadata", object({{"editableSchemaFieldInfo", thing.columns}}));
  if (!thing.domain.empty()) say("domains", object({{"domains", Value(Value::Items{Value(thing.domain)})}}));
  if (!thing.description.empty())
    say(described_in(datahub::parse_urn(thing.urn).type),
        object({{"description", Value(thing.description)}}));
}

// A feature is a column here, and its urn does not tell of which table.
bool is_feature(std::string_view type) { return type == "mlFeature" || type == "mlPrimaryKey"; }

Status read(const Export& file, ReadSink& sink) {
  std::vector<Enriched> things;
  std::map<std::string, std::size_t> by_urn;
  const Status status = file.csv(sink, [&](const CsvRow& row) {
    sink.count("row");
    const std::string urn(trim(row["resource"]));
    const std::string type = datahub::parse_urn(urn).type;
    if (type.empty())
      return sink.problem(
          {row.place(), "the resource \"" + urn + "\" is no urn of DataHub; the row was left out"});
    if (is_feature(type))
      return sink.problem(
          {row.place(), "the urn of a feature does not tell its table; the row was left out"});
    const auto [known, added] = by_urn.emplace(urn, things.size());
    if (added) things.push_back({.urn = urn, .place = row.place()});
    add_row(things[known->second], row);
  });
  if (!status) return fail(status.error());
  datahub::Store store(file, sink);
  for (const Enriched& thing : things) hand_over(thing, store);
  datahub::emit_data(store);
  datahub::emit_work(store);
  datahub::emit_business(store);
  return {};
}

}  // namespace

extern const Reader datahub_enricher_reader{
    "datahub_enricher", "DataHub CSV enricher", SourceKind::BusinessCatalog, 240, recognises, read};

}  // namespace waymark

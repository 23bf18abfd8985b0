// dbt_catalog.cpp - dbt's catalog.json: what the warehouse answered about the tables of a project, with every
// column and its type. It does not say which warehouse that was. Source: docs/sources.md.
#include <algorithm>

#include "waymark/base/strings.h"
#include "waymark/readers/reader.h"

#include "shared/dbt_artefacts.h"
#include "shared/meta_facts.h"

namespace waymark {
namespace {

bool recognises(const Shape& shape) {
  if (dbt::is_artefact(shape, "catalog")) return true;
  // With sorted keys `metadata` may be out of sight; only here does a node consist of these three.
  const Value& first = shape.first;
  if (shape.syntax != Syntax::Json || first.has("metadata") || first["nodes"].members().empty()) return false;
  const Value& node = first["nodes"].members().front().second;
  return node.has("columns") && node.has("stats") && node["metadata"].has("schema");
}

void add_columns(const Value& listed, std::vector<Column>& columns) {
  std::vector<const Value*> sorted;
  for (const auto& [key, value] : listed.members()) sorted.push_back(&value);
  std::stable_sort(sorted.begin(), sorted.end(), [](const Value* a, const Value* b) {
    return (*a)["index"].integer().value_or(0) < (*b)["index"].integer().value_or(0);
  });
  for (const Value* value : sorted)
    columns.push_back({.path = (*value)["name"].text(),
                       .type = (*value)["type"].text(),
                       .description = (*value)["comment"].text()});
}

// Figures are strings, floats or booleans, by warehouse: 1491.0 rows is "1491".
std::string figure(const Value& stats, std::initializer_list<std::string_view> names) {
  const Value& value = stats.first_of(names)["value"];
  const auto whole = value.integer();
  return whole ? std::to_string(*whole) : value.text();
}

void add_stats(const Value& stats, Facts& facts) {
  facts.updated = parse_time(stats["last_modified"]["value"].text());
  add_extra(facts, "rows", figure(stats, {"num_rows", "row_count", "rows"}));
  add_extra(facts, "bytes", figure(stats, {"num_bytes", "bytes"}));
}

void read_entry(const Export& file, ReadSink& sink, const JsonRecord& record) {
  const Value& metadata = record.value["metadata"];
  const std::string unique_id =
      record.value["unique_id"].text().empty() ? record.name : record.value["unique_id"].text();
  sink.count(dbt::kind_of(unique_id));
  if (metadata["name"].text().empty())
    return sink.problem({record.place, "metadata.name is missing; the entry was left out"});
  Fragment fragment;
  fragment.self.id = dbt::asset_id(file, unique_id);
  fragment.place = record.place;
  if (record.header != nullptr) fragment.at = parse_time((*record.header)["metadata"]["generated_at"].text());
  Facts& facts = fragment.facts;
  facts.type = contains(lower(metadata["type"].text()), "view") ? AssetType::View : AssetType::Table;
  std::vector<std::string> parts = {metadata["database"].text(), metadata["schema"].text(),
                                    metadata["name"].text()};
  std::erase(parts, "");
  dbt::name_relation(fragment, file, file.platform, std::move(parts));
  facts.description = metadata["comment"].text();
  if (const std::string owner = metadata["owner"].text(); !owner.empty())
    facts.owners.push_back({.name = owner, .kind = OwnerKind::Role});
  add_columns(record.value["columns"], facts.columns);
  add_stats(record.value["stats"], facts);
  sink.count("column", facts.columns.size());
  sink.fragment(std::move(fragment));
}

Status read(const Export& file, ReadSink& sink) {
  dbt::tell_newer(file, sink);
  const JsonSplit split{.paths = {"nodes.*", "sources.*"}, .headers = {"metadata"}};
  return file.json(split, sink, [&](JsonRecord&& record) { read_entry(file, sink, record); });
}

}  // namespace

extern const Reader dbt_catalog_reader{"dbt_catalog", "dbt catalog (JSON)", SourceKind::Dbt, 10, recognises,
                                       read};

}  // namespace waymark

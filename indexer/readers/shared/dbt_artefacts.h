// dbt_artefacts.h - what the readers of dbt's files (manifest, catalog, run results, sources) share.
// Source: docs/sources.md.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "waymark/readers/reader.h"

namespace waymark::dbt {

// Whether `metadata.dbt_schema_version` names this artefact: "manifest", "catalog", "run-results", "sources".
bool is_artefact(const Shape& shape, std::string_view artefact);

// unique_id is unique in one project's folder: two exports of one project may stand side by side.
std::string asset_id(const Export& file, std::string_view unique_id);

// For a first look at a file that is read again, or read for itself elsewhere.
struct QuietSink : ReadSink {
  void fragment(Fragment) override {}
  void edge(Edge) override {}
  void problem(Problem) override {}
  void count(std::string_view, std::size_t) override {}
};

// Tells of a schema that is newer than the newest one known.
void tell_newer(const Export& file, ReadSink& sink);

// "model" of "model.shop.orders"
std::string_view kind_of(std::string_view unique_id);
// Whether it is something data flows through: models and what surrounds them, no tests, macros and the like.
bool is_data(std::string_view unique_id);

// Parts of `"db"."schema"."name"`, of the form BigQuery and others put in one pair of quotes also.
std::vector<std::string> relation_parts(std::string_view relation_name);

// Name, qualified name, platform and instance of a relation, for `self` and the facts alike. Without a
// platform there is no physical name: its parts alone would match things anywhere.
void name_relation(Fragment& fragment, const Export& file, const std::string& platform,
                   std::vector<std::string> parts);

}  // namespace waymark::dbt

// atlas_facts.h - what the attributes of an Atlas or Atlan entity say. Source: docs/sources.md.
#pragma once

#include <string>

#include "waymark/model/fragment.h"
#include "waymark/parse/value.h"

namespace waymark::atlas {

// VERIFIED, DRAFT or DEPRECATED, as Atlan certifies.
void apply_certificate(Facts& facts, std::string_view status, const std::string& message);

// Everything but names, columns and lineage.
void apply_entity(Fragment& fragment, const Value& entity);
Column column_of(const Value& entity);
// Classifications, labels and terms; tags that have only an internal id are no labels.
bool has_unnamed_tags(const Value& entity);
void add_labels(Facts& facts, const Value& entity);

// The saved query of a data product as text, at most so long that nobody minds.
std::string saved_query(std::string text);

}  // namespace waymark::atlas

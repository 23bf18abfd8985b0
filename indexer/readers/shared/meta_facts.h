// meta_facts.h - what people write into free-form attributes (dbt meta, DataHub properties, OpenMetadata
// extensions): the keys whose names say what they state become facts, everything else is kept as extra.
// Source: docs/sources.md.5.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "waymark/model/asset.h"
#include "waymark/parse/value.h"

namespace waymark {

// Nested attributes are flattened with dots: {"governance": {"pii_category": "name"}} is
// "governance.pii_category".
void apply_meta(Facts& facts, const Value& meta);
void apply_meta(Facts& facts, const std::string& key, const Value& value);
void apply_meta(Column& column, const Value& meta);

// Adds a tag; "key:value" also sets what its key states. What a plain tag or term means is worked out after
// the merge.
void add_label(Facts& facts, std::string_view name);
void add_label(Column& column, std::string_view name);

// "Ana Lima <ana@example.com>", "ana@example.com", "@ana", {"name": …, "email": …}, or a list of these. Those
// already there are not added again.
void add_owners(std::vector<Owner>& owners, const Value& value, OwnerKind kind, bool team = false);
Owner owner_from_text(std::string_view text);

void add_extra(Facts& facts, std::string key, std::string value);   // Unless empty or already there.
void add_unique(std::vector<std::string>& list, std::string text);  // Unless empty or already there.

}  // namespace waymark

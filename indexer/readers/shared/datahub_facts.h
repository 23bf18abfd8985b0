// datahub_facts.h - what the aspects that many kinds of entities share say: owners, tags, terms, domains,
// properties, columns, use. Source: docs/sources.md.
#pragma once

#include "shared/datahub_store.h"

namespace waymark::datahub {

// A fragment with the entity's urn, place, owners, tags, terms, domain, products and deprecation.
Fragment start_fragment(const Store& store, const Entity& entity, AssetType type);

// The description people edited in DataHub, else what the source wrote. `properties` and `editable` are the
// aspects of the entity's kind.
std::string description_of(const Entity& entity, const Value& properties, const Value& editable);

Owner owner_of(const Store& store, const std::string& urn, OwnerKind kind);
void add_custom_properties(Facts& facts, const Value& properties);
// Of a job, only what its keys state: the rest are settings and arguments, which may hold secrets.
void add_job_properties(Facts& facts, const Value& properties);

// Fields of schemaMetadata with what was edited about them. `fields` are the schemaField entities of the
// dataset.
void add_columns(const Store& store, const Entity& dataset, const std::vector<const Entity*>& fields,
                 Facts& facts);

// Queries or views and users of the newest 30 days of the export, quality, times of change and use.
void add_activity(const Store& store, const Entity& entity, Facts& facts);

}  // namespace waymark::datahub

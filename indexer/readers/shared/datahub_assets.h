// datahub_assets.h - the entities of a DataHub export as fragments and edges.
#pragma once

#include "shared/datahub_store.h"

namespace waymark::datahub {

// Datasets, containers and feature tables.
void emit_data(const Store& store);
// Dashboards, charts, notebooks, jobs and models.
void emit_work(const Store& store);
// Domains, products, people, teams, glossary and contracts.
void emit_business(const Store& store);

// An edge to or from `here`, unless both ends are one thing.
void emit_edge(const Store& store, const Ref& from, const Ref& to, std::string_view kind,
               const std::string& place, std::vector<Edge::ColumnPair> columns = {});

}  // namespace waymark::datahub

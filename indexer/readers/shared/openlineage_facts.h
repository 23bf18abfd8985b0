// openlineage_facts.h - what the facets of OpenLineage say of a dataset or a job. Source: docs/sources.md.
//
// A facet that is not on the list is not looked at: plans, SQL, arguments and environments hold literals and
// secrets.
#pragma once

#include <string_view>

#include "waymark/model/asset.h"

#include "shared/lineage_feed.h"

namespace waymark::openlineage {

bool is_read(std::string_view facet);

void apply_dataset_facets(const Facets& facets, Facts& facts);
void apply_job_facets(const Facets& facets, Facts& facts);

}  // namespace waymark::openlineage

// asset_parts.h - the parts of one asset's answer that have a shape of their own.
#pragma once

#include "hit_json.h"

namespace waymark {

Json column_json(const Asset& asset, std::size_t position);

// Counts of neighbours this caller can see, and the first of them in full.
Json links_json(const Asset& asset, const Viewer& viewer);
Json lineage_json(const Asset& asset, const Viewer& viewer);

// What is promised, whether it is kept, and by which contracts; null when there is none. The contract's own
// text goes in only `with_original`.
Json contract_json(const Asset& asset, const Viewer& viewer, bool with_original);

// What is missing from a data product's record, how it stands, and its ports.
Status add_product(Json& json, const Asset& product, const Viewer& viewer, Time now);
// The column or asset that set a sensitivity nobody stated; null when it was stated or is not to be seen.
Json sensitivity_source_json(const Asset& asset, const Viewer& viewer);

// Which source said what, and where they differ.
Json conflicts_json(const Asset& asset);
Json provenance_json(const Asset& asset);
Json sources_json(const Asset& asset, const Manifest& manifest);

}  // namespace waymark

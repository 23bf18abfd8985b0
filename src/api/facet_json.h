// facet_json.h - counts of a field's values.
#pragma once

#include "waymark/search/search.h"

#include "json.h"

namespace waymark {

Json facet_values_json(const Facet& facet);  // [{value, label, key?, count, selected}]

}  // namespace waymark

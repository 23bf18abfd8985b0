// conflicts.h - where sources contradict each other on something that a person should settle.
//
// Counted are owner, domain, sensitivity, criticality, certification and lifecycle: a reader acts on them,
// and only one of two words can be right. Other wording of a name, a description or a time is shown with the
// asset and not counted.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "waymark/model/asset.h"

namespace waymark {

// Ends the name of a source in a history where a person settled the field in a workbook: whatever others say, that is no
// contradiction any more.
constexpr std::string_view kEditMark = " (workbook)";

// The fields in question, in the order of the asset's history. Spelling is no contradiction, and neither is a
// domain that is only told more exactly (Sales and Sales/Orders). What a workbook or waymark.yaml says is
// settled.
std::vector<const FieldHistory*> conflicts_of(const Asset& asset);

// `domain is "Sales" (datahub); dbt says "Finance"`
std::string conflict_text(const FieldHistory& conflict);

}  // namespace waymark

// checked_table.h - the table that a check of data quality is about, as far as its result tells.
#pragma once

#include <string>
#include <string_view>

#include "waymark/readers/reader.h"

namespace waymark {

// `name` is "orders", "sales.orders" or "prod.sales.orders"; `data_source` is how the tool calls the
// connection, and often says what it is ("snowflake_prod"). With the source's platform, or one that the
// connection tells, and all parts of the name it is a physical name; otherwise the plain name, by which the
// only table that has it is found.
Fragment checked_table(const Export& file, std::string_view name, std::string_view data_source,
                       std::string place);

}  // namespace waymark

// snowflake_rows.h - rows of Snowflake's views, whether exported as CSV or as JSON objects.
#pragma once

#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "waymark/readers/reader.h"

namespace waymark::snowflake {

struct Row {
  std::function<std::string(std::string_view)> cell;
  std::string place;

  std::string operator[](std::string_view column) const {
    return cell(column);
  }  // Any case; "" when there is none.
};

// Whether the export has all of these columns (lower case).
bool has_columns(const Shape& shape, std::initializer_list<std::string_view> lower_case_names);

Status read_rows(const Export& file, ReadSink& sink, const std::function<void(const Row&)>& on_row);

// TABLE_ID, OBJECT_ID and objectId are unique inside one account.
std::string object_id(const Export& file, std::string_view id);

// By which queries and users are counted, in every view that tells of them. A row without a QUERY_ID is an
// event of its own. Nobody for an empty name.
std::uint64_t query_event(const std::string& query_id, const std::string& place);
std::optional<std::uint64_t> user(const std::string& name);

}  // namespace waymark::snowflake

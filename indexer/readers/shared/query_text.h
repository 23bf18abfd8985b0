// query_text.h - the text of a query as it may be shown: without comments and without the values in it, which
// may be somebody's data.
//
//   without_literals("select * from t where mail = 'a@b.c' and n > 12") == "select * from t where mail = ?
//   and n > ?"
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace waymark {

std::string without_literals(std::string_view sql);

// Distinct queries without their literals, in the order given, at most ten of them.
std::vector<std::string> popular_queries(const std::vector<std::string>& as_written);

}  // namespace waymark

// nested_type.h - the fields inside a nested column type as Hive, Glue and Spark write it.
//
//   nested_fields("struct<a:int,b:array<struct<c:string>>>") == {{"a", "int"}, {"b", "array<…>"}, {"b.c",
//   "string"}}
//
// Arrays and maps add no part to a path: what their items hold stands right below them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "waymark/model/asset.h"
#include "waymark/parse/value.h"

namespace waymark {

// Adds the column and, below it, the fields of its type.
void add_column_with_fields(std::vector<Column>& columns, Column column);

// The columns of a Spark schema ({"type": "struct", "fields": […]}), nested ones below theirs. Empty when it
// is none.
std::vector<Column> spark_columns(const Value& schema);

}  // namespace waymark

// ddl.h - what a CREATE TABLE or CREATE VIEW says: name, columns, comments.
//
// No SQL parser: names, types, NOT NULL, COMMENT and PRIMARY KEY are taken, every other clause is passed
// over.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/model/asset.h"

namespace waymark {

struct Ddl {
  bool view = false;
  std::vector<std::string> name;  // Its parts, as written, without quotes.
  std::vector<Column> columns;
  std::string comment;
  std::string select;  // Of a view: its query.
};

// Nothing when the text creates neither a table nor a view.
std::optional<Ddl> parse_ddl(std::string_view text);

}  // namespace waymark

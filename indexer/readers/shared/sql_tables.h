// sql_tables.h - the tables a view or a query reads, by the names after FROM and JOIN, and the one it writes.
//
// No SQL parser: comments and string literals are skipped, names of WITH clauses and functions left out, and
// what looks odd is not guessed at. Source of view lineage where a catalog gives nothing but the text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace waymark {

using SqlName = std::vector<std::string>;  // Qualified: its parts.

// Without repeats, in the order of the text.
std::vector<SqlName> sql_tables(std::string_view sql);

struct SqlStatement {
  std::vector<SqlName> reads;  // Without what it writes.
  SqlName writes;  // Of INSERT, MERGE, COPY INTO, UPDATE, DELETE and CREATE TABLE … AS or CLONE; else empty.
  bool temporary = false;  // It writes a table that is gone with its session.
};

// In Snowflake a name without quotes is one in upper case.
enum class UnquotedNames { AsWritten, Upper };
SqlStatement sql_statement(std::string_view sql, UnquotedNames names);

}  // namespace waymark

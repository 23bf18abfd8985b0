// snowflake_query_history.cpp - use, changes and lineage guessed from the texts of queries, from Snowflake's
// view QUERY_HISTORY as CSV or JSON rows. Source: docs/sources.md.
//
// A query that ACCESS_HISTORY tells of, too, counts once.
#include <algorithm>

#include "waymark/base/strings.h"
#include "waymark/readers/reader.h"

#include "shared/query_log.h"
#include "shared/snowflake_rows.h"

namespace waymark {
namespace {

using snowflake::Row;

// The list of queries of a dashboard (Amundsen) has a query_text, too.
bool recognises(const Shape& shape) {
  return snowflake::has_columns(shape, {"query_id", "query_text", "start_time"}) &&
         !snowflake::has_columns(shape, {"dashboard_id"});
}

// Completed with where the session was; empty when that is not told or the name is Snowflake's own.
SqlName full_name(const Row& row, SqlName name, ReadSink& sink) {
  if (name.empty() || name.size() > 3) return {};
  if (name.size() == 1) name.insert(name.begin(), row["SCHEMA_NAME"]);
  if (name.size() == 2) name.insert(name.begin(), row["DATABASE_NAME"]);
  const bool known = std::find(name.begin(), name.end(), "") == name.end();
  if (!known) sink.count("name without its database or schema");
  const bool system = known && (same_ignoring_case(name[0], "SNOWFLAKE") ||
                                same_ignoring_case(name[1], "INFORMATION_SCHEMA"));
  return known && !system ? name : SqlName{};
}

void read_row(const Export& file, const Row& row, QueryLog& log, ReadSink& sink) {
  const std::string state = row["EXECUTION_STATUS"];
  if (!state.empty() && !same_ignoring_case(state, "success")) return sink.count("query that failed");
  const std::optional<Time> at = parse_time(row["START_TIME"]);
  if (!at)
    return sink.problem({row.place, "\"" + row["START_TIME"] + "\" is no time; the query was left out"});
  sink.count("query");
  if (same_ignoring_case(row["IS_CLIENT_GENERATED_STATEMENT"], "true")) return;
  const std::string user = row["USER_NAME"];
  const QueryLog::Query query{.text = row["QUERY_TEXT"],
                              .at = *at,
                              .event = snowflake::query_event(row["QUERY_ID"], row.place),
                              .user = snowflake::user(user),
                              .ignored = file.ignores(user)};
  log.add(
      query, sql_statement(query.text, UnquotedNames::Upper),
      [&](const SqlName& name) { return full_name(row, name, sink); }, sink);
}

Status read(const Export& file, ReadSink& sink) {
  QueryLog log;
  const Status read =
      snowflake::read_rows(file, sink, [&](const Row& row) { read_row(file, row, log, sink); });
  log.emit(
      [&](const SqlName& name) {
        return Ref{.id = {}, .physical = {"snowflake", file.instance, name}, .name = {}};
      },
      sink);
  return read;
}

}  // namespace

extern const Reader snowflake_query_history_reader{"snowflake_query_history",
                                                   "Snowflake view QUERY_HISTORY (CSV, JSON)",
                                                   SourceKind::Technical,
                                                   244,
                                                   recognises,
                                                   read,
                                                   /*feed=*/true};

}  // namespace waymark

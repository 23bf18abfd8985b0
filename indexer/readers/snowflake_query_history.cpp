// snowflake_query_history.cpp - use, changes and lineage guessed from the texts of queries, from Snowflake's
// view QUERY_HISTORY as CSV or JSON rows. Source: docs/sources.md.
//
// Weaker than ACCESS_HISTORY, which knows what a query touched: here its text must tell, so what follows from
// it is marked as inferred. A query that both histories tell of counts once. Texts are shown without their
// values.
#include <algorithm>
#include <set>

#include "waymark/base/strings.h"
#include "waymark/readers/reader.h"

#include "shared/activity_log.h"
#include "shared/query_text.h"
#include "shared/snowflake_rows.h"
#include "shared/sql_tables.h"

namespace waymark {
namespace {

using snowflake::Row;

constexpr std::size_t kMostTexts = 200;  // Told apart for one table; of those the most frequent are shown.
constexpr std::size_t kMostTextBytes = 2'000;

// The list of queries of a dashboard (Amundsen) has a query_text, too.
bool recognises(const Shape& shape) {
  return snowflake::has_columns(shape, {"query_id", "query_text", "start_time"}) &&
         !snowflake::has_columns(shape, {"dashboard_id"});
}

struct Seen {
  ActivityLog log;
  std::map<std::string, std::size_t> texts;  // Without values, and how often each was asked.
};

// "in (?, ?, ?)" and "in (?)" are one query.
std::string general_text(std::string_view sql) {
  std::string text = without_literals(sql);
  for (std::string before; before != text;) {
    before = text;
    text = replace_all(replace_all(text, "?, ?", "?"), "?,?", "?");
  }
  return std::string(cut_utf8(text, kMostTextBytes));
}

class Queries {
 public:
  Queries(const Export& file, ReadSink& sink) : file_(file), sink_(sink) {}

  void add(const Row& row) {
    const std::string state = row["EXECUTION_STATUS"];
    if (!state.empty() && !same_ignoring_case(state, "success")) return sink_.count("query that failed");
    const std::optional<Time> at = parse_time(row["START_TIME"]);
    if (!at)
      return sink_.problem({row.place, "\"" + row["START_TIME"] + "\" is no time; the query was left out"});
    sink_.count("query");
    if (same_ignoring_case(row["IS_CLIENT_GENERATED_STATEMENT"], "true")) return;
    SqlStatement statement = sql_statement(row["QUERY_TEXT"], UnquotedNames::Upper);
    const std::uint64_t event = snowflake::query_event(row["QUERY_ID"], row.place);
    if (statement.writes.empty())
      add_read(row, statement, *at, event);
    else
      add_write(row, statement, *at, event);
  }

  void emit() {
    for (auto& [name, seen] : tables_)
      if (!temporary_.contains(name)) sink_.fragment(fragment_of(name, seen));
    for (const auto& [from, to] : edges_) {
      if (temporary_.contains(from) || temporary_.contains(to)) continue;
      Edge edge;
      edge.from.physical = physical_of(from);
      edge.to.physical = physical_of(to);
      edge.place = "QUERY_TEXT";
      sink_.edge(std::move(edge));
    }
  }

 private:
  // Completed with where the session was; empty when that is not told or the name is Snowflake's own.
  SqlName full_name(const Row& row, SqlName name) {
    if (name.empty() || name.size() > 3) return {};
    if (name.size() == 1) name.insert(name.begin(), row["SCHEMA_NAME"]);
    if (name.size() == 2) name.insert(name.begin(), row["DATABASE_NAME"]);
    const bool known = std::find(name.begin(), name.end(), "") == name.end();
    if (!known) sink_.count("name without its database or schema");
    const bool system = known && (same_ignoring_case(name[0], "SNOWFLAKE") ||
                                  same_ignoring_case(name[1], "INFORMATION_SCHEMA"));
    return known && !system ? name : SqlName{};
  }

  void add_read(const Row& row, const SqlStatement& statement, Time at, std::uint64_t event) {
    const std::string user = row["USER_NAME"];
    if (file_.ignores(user)) return sink_.count("query of an ignored user");
    std::set<SqlName> read;
    for (const SqlName& name : statement.reads)
      if (SqlName full = full_name(row, name); !full.empty()) read.insert(std::move(full));
    if (read.empty()) return sink_.count("query without a table");
    const std::string text = general_text(row["QUERY_TEXT"]);
    for (const SqlName& name : read) {
      Seen& seen = tables_[name];
      seen.log.add(EventKind::Use, at, event, snowflake::user(user));
      if (seen.texts.size() < kMostTexts || seen.texts.contains(text)) ++seen.texts[text];
    }
  }

  void add_write(const Row& row, const SqlStatement& statement, Time at, std::uint64_t event) {
    const SqlName written = full_name(row, statement.writes);
    if (written.empty()) return;
    if (statement.temporary) temporary_.insert(written);
    tables_[written].log.add(EventKind::Refresh, at, event);
    for (const SqlName& name : statement.reads)
      if (SqlName from = full_name(row, name); !from.empty() && from != written)
        edges_.emplace(std::move(from), written);
  }

  PhysicalName physical_of(const SqlName& name) const { return {"snowflake", file_.instance, name}; }

  Fragment fragment_of(const SqlName& name, Seen& seen) const {
    Fragment fragment;
    fragment.self.physical = physical_of(name);
    fragment.place = join(name, ".");
    Facts& facts = fragment.facts;
    facts.name = name.back();
    facts.qualified_name = join(name, ".");
    facts.platform = "snowflake";
    facts.instance = file_.instance;
    facts.accessed = seen.log.last(EventKind::Use);
    facts.updated = seen.log.last(EventKind::Refresh);
    facts.popular_queries = most_asked(seen);
    facts.extra.emplace_back("use and refresh", "inferred from the texts of queries");
    fragment.events = std::move(seen.log).events();
    return fragment;
  }

  static std::vector<std::string> most_asked(const Seen& seen) {
    std::vector<std::pair<std::string, std::size_t>> texts(seen.texts.begin(), seen.texts.end());
    std::stable_sort(texts.begin(), texts.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    std::vector<std::string> queries;
    for (auto& [text, times] : texts) queries.push_back(std::move(text));
    return popular_queries(queries);
  }

  const Export& file_;
  ReadSink& sink_;
  std::map<SqlName, Seen> tables_;
  std::set<std::pair<SqlName, SqlName>> edges_;
  std::set<SqlName> temporary_;
};

Status read(const Export& file, ReadSink& sink) {
  Queries queries(file, sink);
  const Status read = snowflake::read_rows(file, sink, [&](const Row& row) { queries.add(row); });
  queries.emit();
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

// databricks_events.cpp - use, refreshes and lineage from Databricks' system tables table_lineage,
// column_lineage and audit, as CSV or JSON rows. Source: docs/sources.md.
//
// A row of lineage with a target is the work of a job: its target was refreshed and its source was not used
// by anybody. One without is use. Of the audit log only asking for a table counts, and what failed does not.
#include <set>

#include "waymark/base/strings.h"
#include "waymark/model/keys.h"
#include "waymark/readers/reader.h"

#include "shared/activity_log.h"
#include "shared/databricks.h"
#include "shared/event_hash.h"
#include "shared/snowflake_rows.h"

namespace waymark {
namespace {

using snowflake::Row;
using Name = std::vector<std::string>;

constexpr std::size_t kMostColumnPairs = 2'000;  // Of one edge.

bool is_lineage(const Shape& shape) {
  return snowflake::has_columns(shape, {"source_table_full_name", "target_table_full_name"});
}

bool recognises(const Shape& shape) {
  return is_lineage(shape) ||
         snowflake::has_columns(shape, {"service_name", "action_name", "request_params", "event_time"});
}

class EventReader {
 public:
  EventReader(const Export& file, ReadSink& sink) : file_(file), sink_(sink) {}

  void lineage_row(const Row& row) {
    const std::optional<Time> at = time_of(row);
    if (!at) return;
    sink_.count("lineage record");
    const Name source = table(row["source_table_full_name"]), target = table(row["target_table_full_name"]);
    if (source.empty() && target.empty()) return sink_.count("lineage record without a table");
    if (target.empty()) return add_use(source, row["created_by"], *at, event_of(row));
    tables_[target].add(EventKind::Refresh, *at, event_of(row));
    if (source.empty() || source == target) return;
    auto& columns = edges_[{source, target}];
    std::string from = row["source_column_name"], to = row["target_column_name"];
    if (!from.empty() && !to.empty() && columns.size() < kMostColumnPairs)
      columns.emplace(std::move(from), std::move(to));
  }

  void audit_row(const Row& row) {
    sink_.count("audit record");
    const std::string action = row["action_name"];
    const bool asks = same_ignoring_case(action, "getTable"),
               opens = same_ignoring_case(action, "generateTemporaryTableCredential");
    if (!same_ignoring_case(row["service_name"], "unityCatalog") || (!asks && !opens)) return;
    if (const std::string code = member(row, "response", {"status_code", "statusCode"});
        !code.empty() && code != "200")
      return sink_.count("request that failed");
    const Name name = table(member(row, "request_params", {"full_name_arg", "table_full_name"}));
    const std::optional<Time> at = name.empty() ? std::nullopt : time_of(row);
    if (!at) return;
    const std::string id = row["event_id"].empty() ? row["request_id"] : row["event_id"];
    const std::uint64_t event = event_hash({"databricks audit", id.empty() ? row.place : id});
    if (opens && contains(member(row, "request_params", {"operation"}), "WRITE"))
      tables_[name].add(EventKind::Refresh, *at, event);
    else if (asks)  // Reading the data follows upon asking for the table: one of the two is enough.
      add_use(name, member(row, "user_identity", {"email", "subject_name", "subjectName"}), *at, event);
  }

  void emit() {
    for (auto& [name, log] : tables_) {
      Fragment fragment = databricks::fragment_of(file_, name, join(name, "."));
      fragment.facts.accessed = log.last(EventKind::Use);
      fragment.facts.updated = log.last(EventKind::Refresh);
      fragment.events = std::move(log).events();
      sink_.fragment(std::move(fragment));
    }
    for (const auto& [ends, columns] : edges_) {
      Edge edge;
      edge.from = databricks::ref_of(file_, ends.first);
      edge.to = databricks::ref_of(file_, ends.second);
      for (const auto& [from, to] : columns) edge.columns.push_back({from, to});
      edge.place = "table_lineage";
      sink_.edge(std::move(edge));
    }
  }

 private:
  std::optional<Time> time_of(const Row& row) {
    const std::optional<Time> at = parse_time(row["event_time"]);
    if (!at) sink_.problem({row.place, "\"" + row["event_time"] + "\" is no time; the record was left out"});
    return at;
  }

  // Empty for what is no table of a catalog: paths, temporary views, the system's own.
  static Name table(const std::string& full_name) {
    Name name = split_qualified(full_name);
    return name.size() == 3 && !databricks::is_system(name) ? name : Name{};
  }

  // One member of a JSON object in a cell, by the first of its names that is there.
  static std::string member(const Row& row, std::string_view column,
                            std::initializer_list<std::string_view> names) {
    const Result<Value> object = parse_json(row[column]);
    return object ? object->first_of(names).text() : std::string();
  }

  // Rows of one event share its id; older exports have none.
  static std::uint64_t event_of(const Row& row) {
    for (const char* id : {"event_id", "statement_id", "entity_run_id"})
      if (const std::string text = row[id]; !text.empty() && !same_ignoring_case(text, "null"))
        return event_hash({"databricks event", text});
    return event_hash({"databricks event", row["event_time"], row["created_by"]});
  }

  void add_use(const Name& name, const std::string& user, Time at, std::uint64_t event) {
    if (file_.ignores(user)) return sink_.count("use by an ignored user");
    tables_[name].add(EventKind::Use, at, event, databricks::user(user));
  }

  const Export& file_;
  ReadSink& sink_;
  std::map<Name, ActivityLog> tables_;
  std::map<std::pair<Name, Name>, std::set<std::pair<std::string, std::string>>> edges_;
};

Status read(const Export& file, ReadSink& sink) {
  EventReader reader(file, sink);
  const bool lineage = is_lineage(file.shape);
  const Status read = snowflake::read_rows(
      file, sink, [&](const Row& row) { lineage ? reader.lineage_row(row) : reader.audit_row(row); });
  reader.emit();
  return read;
}

}  // namespace

extern const Reader databricks_events_reader{"databricks_events",
                                             "Databricks system tables: lineage, audit (CSV, JSON)",
                                             SourceKind::Technical,
                                             236,
                                             recognises,
                                             read,
                                             /*feed=*/true};

}  // namespace waymark

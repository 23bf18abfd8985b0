// glue_events.cpp - change events of AWS Glue as EventBridge delivers them: of tables, databases and job
// runs. Source: docs/sources.md.
//
// A new partition is new data, so a refresh. An UpdateTable may be anything from a comment to a commit: it
// only says that the record changed.
#include "waymark/base/strings.h"
#include "waymark/readers/reader.h"

#include "shared/activity_log.h"
#include "shared/aws_names.h"
#include "shared/event_hash.h"
#include "shared/glue_jobs.h"

namespace waymark {
namespace {

bool is_event(const Value& record) {
  return record["source"].string() == "aws.glue" && record.has("detail-type") && record["detail"].is_object();
}

bool recognises(const Shape& shape) { return shape.syntax == Syntax::Json && is_event(shape.first); }

struct TableSeen {
  ActivityLog log;
  std::optional<Time> created, changed, newest;
  bool gone = false;  // By the newest event.
};

class GlueEvents {
 public:
  GlueEvents(const Export& file, ReadSink& sink) : file_(file), sink_(sink) {}

  void add(const JsonRecord& record) {
    const Value& event = record.value;
    const std::optional<Time> at = parse_time(event["time"].text());
    if (!is_event(event) || !at)
      return sink_.problem({record.place, "this is no event of AWS Glue with a time; it was left out"});
    sink_.count("event");
    const std::string type = event["detail-type"].text();
    const Value& detail = event["detail"];
    const std::string id = event["id"].text();
    const std::uint64_t hash = event_hash({"glue event", id.empty() ? record.place : id});
    if (contains(type, "Table State Change"))
      table_event(account_of(event), detail["databaseName"].text(), detail["tableName"].text(),
                  detail["typeOfChange"].text(), *at, hash);
    else if (contains(type, "Database State Change"))
      for (const std::string& name : detail["changedTables"].texts())
        table_event(account_of(event), detail["databaseName"].text(), name, detail["typeOfChange"].text(),
                    *at, hash);
    else if (type == "Glue Job State Change")
      run_event(account_of(event), detail, *at);
    else
      sink_.count("event of another kind");
  }

  void emit() {
    for (auto& [name, seen] : tables_) sink_.fragment(table_fragment(name, seen));
    for (auto& [job, log] : jobs_) {
      Fragment fragment = glue_job(file_, job.first, job.second, job.second);
      fragment.facts.updated = log.last(EventKind::Run);
      fragment.events = std::move(log).events();
      sink_.fragment(std::move(fragment));
    }
  }

 private:
  using TableName = std::tuple<std::string, std::string, std::string>;  // Account, database, table.

  std::string account_of(const Value& event) const {
    const std::string catalog = event["detail"]["catalogId"].text();
    if (!catalog.empty()) return catalog;
    const std::string account = event["account"].text();
    return account.empty() ? file_.instance : account;
  }

  void table_event(const std::string& account, const std::string& database, const std::string& table,
                   const std::string& change, Time at, std::uint64_t hash) {
    if (database.empty() || table.empty()) return sink_.count("event without a table");
    TableSeen& seen = tables_[{account, database, table}];
    const bool data = contains(change, "Partition") && !contains(change, "Delete");
    if (data) seen.log.add(EventKind::Refresh, at, hash);
    if (change == "CreateTable") seen.created = seen.created ? std::min(*seen.created, at) : at;
    if (!data) seen.changed = seen.changed ? std::max(*seen.changed, at) : at;
    if (seen.newest && at < *seen.newest) return;
    seen.newest = at;
    seen.gone = change == "DeleteTable" || change == "BatchDeleteTable";
  }

  void run_event(const std::string& account, const Value& detail, Time at) {
    const std::string job = detail["jobName"].text(), run = detail["jobRunId"].text();
    const auto kind = glue_run(detail["state"].string());
    if (job.empty() || run.empty() || !kind) return sink_.count("event without a finished run");
    jobs_[{account, job}].add(*kind, at, event_hash({"glue run", run}));
  }

  static Fragment table_fragment(const TableName& name, TableSeen& seen) {
    const auto& [account, database, table] = name;
    Fragment fragment;
    fragment.self = glue_ref(account, database, table);
    fragment.place = database + "." + table;
    fragment.deleted = seen.gone;
    Facts& facts = fragment.facts;
    facts.name = table;
    facts.qualified_name = database + "." + table;
    facts.platform = "glue";
    facts.instance = account;
    facts.created = seen.created;
    facts.changed = seen.changed;
    facts.updated = seen.log.last(EventKind::Refresh);
    fragment.events = std::move(seen.log).events();
    return fragment;
  }

  const Export& file_;
  ReadSink& sink_;
  std::map<TableName, TableSeen> tables_;
  std::map<std::pair<std::string, std::string>, ActivityLog> jobs_;
};

Status read(const Export& file, ReadSink& sink) {
  GlueEvents events(file, sink);
  const Status read = file.json({}, sink, [&](JsonRecord&& record) { events.add(record); });
  events.emit();
  return read;
}

}  // namespace

extern const Reader glue_events_reader{
    "glue_events", "AWS Glue change events (JSON)", SourceKind::Technical, 78, recognises, read,
    /*feed=*/true};

}  // namespace waymark

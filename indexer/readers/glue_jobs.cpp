// glue_jobs.cpp - what AWS Glue lists beside tables and still says something about them: jobs and their runs,
// crawlers, partitions. Source: docs/sources.md.
//
// Arguments of jobs may hold passwords and are never taken.
#include "shared/glue_jobs.h"

#include "waymark/base/strings.h"
#include "waymark/readers/reader.h"

#include "shared/activity_log.h"
#include "shared/aws_names.h"
#include "shared/event_hash.h"
#include "shared/meta_facts.h"

namespace waymark {
namespace {

const Value& first_of(const Value& document, std::string_view list) {
  static const Value none;
  return document[list].items().empty() ? none : document[list].items().front();
}

bool recognises(const Shape& shape) {
  if (shape.syntax != Syntax::Json) return false;
  const Value& first = shape.first;
  return (first["Job"].has("Name") && first["Job"].has("Command")) ||
         first_of(first, "Jobs").has("Command") || first_of(first, "JobRuns").has("JobName") ||
         first["JobRun"].has("JobName") || first_of(first, "JobNames").is_string() ||
         first["Crawler"].has("Targets") || first_of(first, "Crawlers").has("Targets") ||
         first_of(first, "Partitions").has("TableName");
}

class GlueWork {
 public:
  GlueWork(const Export& file, ReadSink& sink) : file_(file), sink_(sink) {}

  void read(const JsonRecord& record) {
    if (record.path == "Job" || record.path == "Jobs[]") job(record);
    if (record.path == "JobNames[]") name(record);
    if (record.path == "JobRun" || record.path == "JobRuns[]") run(record);
    if (record.path == "Crawler" || record.path == "Crawlers[]") crawler(record);
    if (record.path == "Partitions[]") partition(record);
  }

  void emit() {
    for (auto& [job_name, log] : runs_) {
      Fragment fragment = glue_job(file_, "", job_name, "runs of " + job_name);
      fragment.facts.updated = log.last(EventKind::Run);
      fragment.events = std::move(log).events();
      sink_.fragment(std::move(fragment));
    }
    for (auto& [name, newest] : partitions_) {
      Fragment fragment;
      fragment.self = glue_ref(file_.instance, name.first, name.second);
      fragment.place = "partitions of " + name.first + "." + name.second;
      fragment.facts.name = name.second;
      fragment.facts.qualified_name = name.first + "." + name.second;
      fragment.facts.platform = "glue";
      fragment.facts.instance = file_.instance;
      fragment.facts.updated = newest;
      sink_.fragment(std::move(fragment));
    }
  }

 private:
  void job(const JsonRecord& record) {
    const Value& value = record.value;
    const std::string job_name = value["Name"].text();
    if (job_name.empty()) return sink_.problem({record.place, "a job has no Name; it was left out"});
    sink_.count("job");
    Fragment fragment = glue_job(file_, "", job_name, record.place);
    Facts& facts = fragment.facts;
    facts.description = value["Description"].text();
    facts.created = parse_time(value["CreatedOn"].text());
    facts.changed = parse_time(value["LastModifiedOn"].text());
    add_extra(facts, "kind", value["Command"]["Name"].text());
    add_extra(facts, "role", arn_principal(value["Role"].text()));
    if (const std::string script = value["Command"]["ScriptLocation"].text(); script.starts_with("s3://"))
      facts.url = script;
    sink_.fragment(std::move(fragment));
  }

  void name(const JsonRecord& record) {
    if (record.value.text().empty()) return;
    sink_.count("job");
    sink_.fragment(glue_job(file_, "", record.value.text(), record.place));
  }

  void run(const JsonRecord& record) {
    const Value& value = record.value;
    const std::string job_name = value["JobName"].text(), id = value["Id"].text();
    if (job_name.empty() || id.empty())
      return sink_.problem({record.place, "a run lacks its Id or its JobName; it was left out"});
    sink_.count("job run");
    const auto kind = glue_run(value["JobRunState"].string());
    const auto at = parse_time(value.first_of({"CompletedOn", "StartedOn"}).text());
    ActivityLog& log = runs_[job_name];
    if (kind && at) log.add(*kind, *at, event_hash({"glue run", id}));
  }

  // A crawler reads places and writes what it finds into a database.
  void crawler(const JsonRecord& record) {
    const Value& value = record.value;
    const std::string crawler_name = value["Name"].text(), database = value["DatabaseName"].text();
    if (crawler_name.empty()) return sink_.problem({record.place, "a crawler has no Name; it was left out"});
    sink_.count("crawler");
    Fragment fragment = glue_job(file_, "", crawler_name, record.place);
    fragment.self.id.replace(0, std::string_view("glue:job:").size(), "glue:crawler:");
    Facts& facts = fragment.facts;
    facts.description = value["Description"].text();
    facts.created = parse_time(value["CreationTime"].text());
    facts.changed = parse_time(value["LastUpdated"].text());
    add_extra(facts, "kind", "crawler");
    add_extra(facts, "last crawl", lower(value["LastCrawl"]["Status"].text()));
    for (const Value& target : value["Targets"]["S3Targets"].items())
      if (std::string path = target["Path"].text(); path.starts_with("s3://"))
        link({.id = {}, .physical = {"s3", "", {path.substr(5)}}, .name = {}}, fragment.self, record.place);
    if (!database.empty()) link(fragment.self, glue_ref(file_.instance, database, ""), record.place);
    sink_.fragment(std::move(fragment));
  }

  // The newest partition tells when data came in.
  void partition(const JsonRecord& record) {
    const std::string database = record.value["DatabaseName"].text(),
                      table = record.value["TableName"].text();
    if (database.empty() || table.empty())
      return sink_.problem(
          {record.place, "a partition lacks its DatabaseName or its TableName; it was left out"});
    sink_.count("partition");
    const auto at = parse_time(record.value["CreationTime"].text());
    auto& newest = partitions_[{database, table}];
    if (at && (!newest || *at > *newest)) newest = at;
  }

  void link(Ref from, Ref to, const std::string& place) {
    Edge edge;
    edge.from = std::move(from);
    edge.to = std::move(to);
    edge.kind = "job";
    edge.place = place;
    sink_.edge(std::move(edge));
  }

  const Export& file_;
  ReadSink& sink_;
  std::map<std::string, ActivityLog> runs_;
  std::map<std::pair<std::string, std::string>, std::optional<Time>> partitions_;
};

Status read(const Export& file, ReadSink& sink) {
  JsonSplit split;
  split.paths = {"Job",       "Jobs[]",  "JobNames[]", "JobRun",
                 "JobRuns[]", "Crawler", "Crawlers[]", "Partitions[]"};
  split.drop = {"Arguments", "DefaultArguments", "NonOverridableArguments", "Connections",
                "StorageDescriptor"};
  GlueWork work(file, sink);
  const Status read = file.json(split, sink, [&](JsonRecord&& record) { work.read(record); });
  work.emit();
  return read;
}

}  // namespace

extern const Reader glue_jobs_reader{
    "glue_jobs", "AWS Glue jobs, runs, crawlers, partitions (JSON)", SourceKind::Technical, 81, recognises,
    read};

}  // namespace waymark

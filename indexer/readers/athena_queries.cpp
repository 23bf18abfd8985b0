// athena_queries.cpp - Athena's get-query-execution and batch-get-query-execution: use, changes and lineage
// guessed from the texts of queries. Source: docs/sources.md. Athena does not say who asked.
#include "waymark/base/strings.h"
#include "waymark/readers/reader.h"

#include "shared/aws_names.h"
#include "shared/event_hash.h"
#include "shared/query_log.h"

namespace waymark {
namespace {

bool is_query(const Value& record) { return record.has("QueryExecutionId") && record["Query"].is_string(); }

bool recognises(const Shape& shape) {
  if (shape.syntax != Syntax::Json) return false;
  const Value& list = shape.first["QueryExecutions"];
  return is_query(shape.first["QueryExecution"]) ||
         (list.is_array() && list.size() > 0 && is_query(list.items()[0]));
}

// {database, table} of the Glue catalog; tables of federated catalogs are not followed.
SqlName full_name(const Value& context, SqlName name, ReadSink& sink) {
  const std::string catalog = name.size() == 3 ? name[0] : context["Catalog"].text();
  if (!catalog.empty() && !same_ignoring_case(catalog, "AwsDataCatalog")) return {};
  if (name.size() == 3) name.erase(name.begin());
  if (name.size() == 1) name.insert(name.begin(), context["Database"].text());
  if (name.size() != 2) return {};
  if (name[0].empty()) sink.count("name without its database");
  return name[0].empty() || same_ignoring_case(name[0], "information_schema") ? SqlName{} : name;
}

void read_query(const JsonRecord& record, QueryLog& log, ReadSink& sink) {
  const Value& value = record.value;
  const Value& status = value["Status"];
  if (!is_query(value))
    return sink.problem(
        {record.place, "the record lacks its QueryExecutionId or its Query; it was left out"});
  if (status["State"].text() != "SUCCEEDED") return sink.count("query that failed");
  const std::string time = status.first_of({"CompletionDateTime", "SubmissionDateTime"}).text();
  const std::optional<Time> at = parse_time(time);
  if (!at) return sink.problem({record.place, "\"" + time + "\" is no time; the query was left out"});
  sink.count("query");
  const QueryLog::Query query{.text = value["Query"].text(),
                              .at = *at,
                              .event = event_hash({"athena query", value["QueryExecutionId"].text()}),
                              .user = {},
                              .ignored = false};
  log.add(
      query, sql_statement(query.text, UnquotedNames::AsWritten),
      [&](const SqlName& name) { return full_name(value["QueryExecutionContext"], name, sink); }, sink);
}

Status read(const Export& file, ReadSink& sink) {
  JsonSplit split;
  split.paths = {"QueryExecutions[]", "QueryExecution"};
  QueryLog log;
  const Status read = file.json(split, sink, [&](JsonRecord&& record) { read_query(record, log, sink); });
  log.emit([&](const SqlName& name) { return glue_ref(file.instance, lower(name[0]), lower(name[1])); },
           sink);
  return read;
}

}  // namespace

extern const Reader athena_queries_reader{
    "athena_queries", "Athena query executions (JSON)", SourceKind::Technical, 85, recognises, read,
    /*feed=*/true};

}  // namespace waymark

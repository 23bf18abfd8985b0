// great_expectations.cpp - validation results of Great Expectations: how many expectations a table met.
// Source: docs/sources.md.
//
// Results hold values that did not meet an expectation, which are somebody's data: they are not even read.
#include "waymark/base/strings.h"
#include "waymark/readers/reader.h"

#include "shared/checked_table.h"
#include "shared/meta_facts.h"

namespace waymark {
namespace {

bool is_validation(const Value& record) {
  return record.has("success") && record["results"].is_array() &&
         (record["statistics"].has("evaluated_expectations") ||
          record["meta"].has("great_expectations_version"));
}

// A checkpoint's result holds those of its validations, by id or in a list.
bool is_checkpoint(const Value& record) {
  return record["run_results"].is_object() ||
         (record["validation_results"].is_array() && record.has("success"));
}

bool recognises(const Shape& shape) {
  return shape.syntax == Syntax::Json && (is_validation(shape.first) || is_checkpoint(shape.first));
}

struct Outcome {
  Time at;
  Quality quality;
};

// What the expectations were checked on: "prod.sales.orders" where the batch tells all of it.
std::string table_of(const Value& meta) {
  const Value& batch = meta["batch_spec"];
  std::vector<std::string> parts;
  for (const char* part : {"database_name", "schema_name", "table_name"})
    if (const std::string text = batch[part].text(); !text.empty()) parts.push_back(text);
  if (!batch["table_name"].text().empty() && !contains(batch["table_name"].string(), "."))
    return join(parts, ".");
  for (const Value* place : {&meta["active_batch_definition"], &batch, &meta["batch_kwargs"]})
    if (const std::string name = place->first_of({"data_asset_name", "table_name", "table"}).text();
        !name.empty())
      return name;
  return {};
}

class ValidationReader {
 public:
  ValidationReader(const Export& file, ReadSink& sink) : file_(file), sink_(sink) {}

  void read(const Value& record, const std::string& place) {
    if (!is_validation(record)) {
      // A checkpoint of former versions keeps each result under "validation_result".
      for (const auto& [id, run] : record["run_results"].members())
        read(run["validation_result"], place + "." + id);
      for (const Value& one : record["validation_results"].items()) read(one, place);
      if (!is_checkpoint(record))
        sink_.problem({place, "this is no result of a validation; it was left out"});
      return;
    }
    sink_.count("validation");
    const Value& meta = record["meta"];
    const std::string table = table_of(meta);
    if (table.empty())
      return sink_.problem({place, "the result does not say which table it is about; it was left out"});
    const auto at = parse_time(meta["run_id"]["run_time"].text());
    const std::string suite =
        record.has("suite_name") ? record["suite_name"].text() : meta["expectation_suite_name"].text();
    const std::string connection = meta["active_batch_definition"]["datasource_name"].text();
    const auto [known, added] =
        tables_[{connection, table}].try_emplace(suite, Outcome{at.value_or(Time{}), quality_of(record)});
    if (!added && at && *at > known->second.at) known->second = {*at, quality_of(record)};
  }

  // Suites add up, runs of one suite do not: the newest counts.
  void emit() {
    for (const auto& [name, suites] : tables_) {
      Fragment fragment = checked_table(file_, name.second, name.first, name.second);
      Quality sum;
      Time newest{};
      for (const auto& [suite, outcome] : suites) {
        sum.passed += outcome.quality.passed;
        sum.failed += outcome.quality.failed;
        newest = std::max(newest, outcome.at);
      }
      fragment.facts.quality = sum;
      if (newest != Time{}) {
        fragment.at = newest;
        add_extra(fragment.facts, "checked", format_time(newest));
      }
      sink_.fragment(std::move(fragment));
    }
  }

 private:
  // By the statistics; without them by the results themselves.
  static Quality quality_of(const Value& record) {
    const Value& statistics = record["statistics"];
    const auto all = statistics["evaluated_expectations"].integer(),
               met = statistics["successful_expectations"].integer();
    if (all && met && *all >= *met) return {.passed = *met, .failed = *all - *met};
    Quality quality;
    for (const Value& result : record["results"].items())
      ++(result["success"].is_true() ? quality.passed : quality.failed);
    return quality;
  }

  const Export& file_;
  ReadSink& sink_;
  std::map<std::pair<std::string, std::string>, std::map<std::string, Outcome>> tables_;
};

Status read(const Export& file, ReadSink& sink) {
  JsonSplit split;
  split.drop = {"result",           "exception_info",        "expectation_config",
                "rendered_content", "evaluation_parameters", "actions_results"};
  ValidationReader reader(file, sink);
  const Status read =
      file.json(split, sink, [&](JsonRecord&& record) { reader.read(record.value, record.place); });
  reader.emit();
  return read;
}

}  // namespace

extern const Reader great_expectations_reader{"great_expectations",
                                              "Great Expectations validation results (JSON)",
                                              SourceKind::Technical,
                                              260,
                                              recognises,
                                              read};

}  // namespace waymark

// dbt_run_results.cpp - dbt's run_results.json and sources.json: when data was made or arrived, and which
// tests hold. Source: docs/sources.md.
//
// Results of tests name the test only. Which model a test is about stands in the manifest.json of the same
// folder.
#include <algorithm>
#include <map>

#include "waymark/base/strings.h"
#include "waymark/readers/reader.h"

#include "shared/dbt_artefacts.h"
#include "shared/meta_facts.h"

namespace waymark {
namespace {

bool recognises(const Shape& shape) {
  return dbt::is_artefact(shape, "run-results") || dbt::is_artefact(shape, "sources");
}

// What a test is about, as the manifest says it.
std::vector<std::string> subjects_of(const Value& test) {
  if (const std::string attached = test["attached_node"].text(); !attached.empty()) return {attached};
  // Older manifests list everything the test reads. One model is what it is about; of several, nobody can
  // tell.
  std::vector<std::string> nodes = test["depends_on"]["nodes"].texts();
  std::erase_if(nodes, [](const std::string& node) { return !dbt::is_data(node); });
  return nodes.size() == 1 ? nodes : std::vector<std::string>{};
}

// "orders" of model.shop.orders.v2 and of source.shop.erp.orders.
std::string name_in(const std::string& unique_id) {
  const std::vector<std::string> parts = split(unique_id, '.');
  return parts.size() < 3 || parts.front() == "source" ? parts.back() : parts[2];
}

class ResultReader {
 public:
  ResultReader(const Export& file, ReadSink& sink) : file_(file), sink_(sink) {}

  Status read() {
    dbt::tell_newer(file_, sink_);
    const JsonSplit split{.paths = {"results[]"}, .headers = {"metadata"}};
    const Status status = file_.json(split, sink_, [&](JsonRecord&& record) { read_result(record); });
    if (!status) return fail(status.error());
    if (!tests_.empty()) attach_tests();
    for (auto& [id, fragment] : fragments_) sink_.fragment(std::move(fragment));
    return {};
  }

 private:
  Fragment& fragment(const std::string& unique_id, const std::string& place) {
    Fragment& found = fragments_[unique_id];
    if (!found.self.id.empty()) return found;
    found.self.id = dbt::asset_id(file_, unique_id);
    found.place = place;
    found.at = generated_;
    found.facts.type = AssetType::Table;
    found.facts.name = name_in(unique_id);
    return found;
  }

  void read_result(const JsonRecord& record) {
    if (record.header != nullptr)
      generated_ = parse_time((*record.header)["metadata"]["generated_at"].text());
    const Value& result = record.value;
    const std::string id = result["unique_id"].text();
    const std::string kind(dbt::kind_of(id));
    sink_.count(result.has("max_loaded_at")             ? "freshness"
                : kind == "test" || kind == "unit_test" ? "test result"
                                                        : "run");
    if (id.empty()) return sink_.problem({record.place, "unique_id is missing; the result was left out"});
    if (kind == "test")
      tests_.push_back({id, result["status"].text(), record.place});
    else if (kind == "source")
      read_freshness(result, fragment(id, record.place).facts);
    else if (dbt::is_data(kind))
      read_run(result, fragment(id, record.place).facts);
  }

  // A view that is made again holds no newer data, but a result does not tell views from tables.
  static void read_run(const Value& result, Facts& facts) {
    const std::string status = result["status"].text();
    add_extra(facts, "last dbt run", status);
    if (status != "success") return;
    for (const Value& step : result["timing"].items())
      if (step["name"].text() == "execute") facts.updated = parse_time(step["completed_at"].text());
    add_extra(facts, "rows affected", result["adapter_response"]["rows_affected"].text());
  }

  static void read_freshness(const Value& result, Facts& facts) {
    facts.updated = parse_time(result["max_loaded_at"].text());
    add_extra(facts, "source freshness", result.first_of({"status", "state"}).text());
    const Value& error = result["criteria"]["error_after"];
    if (const std::string count = error["count"].text(); !count.empty())
      facts.fresh_within = parse_duration(count + error["period"].text());
  }

  void attach_tests() {
    std::map<std::string, std::vector<std::string>> subjects;
    Export manifest = file_;
    const auto beside = [](const std::filesystem::path& file) { return file.parent_path() / "manifest.json"; };
    if (file_.member.empty())
      manifest.path = beside(file_.path);
    else
      manifest.member = beside(file_.member).generic_string();
    if (const Result<Shape> shape = look_at(manifest.path, manifest.member); shape && dbt::is_artefact(*shape, "manifest")) {
      dbt::QuietSink quiet;  // Its problems are told where it is read for itself.
      const Status status = manifest.json({.paths = {"nodes.*"}}, quiet, [&](JsonRecord&& record) {
        if (dbt::kind_of(record.name) == "test") subjects[record.name] = subjects_of(record.value);
      });
      if (!status) subjects.clear();
    }
    std::size_t lost = 0;
    for (const Test& test : tests_) {
      const auto about = subjects.find(test.id);
      if (about == subjects.end() || about->second.empty())
        ++lost;
      else
        count_test(test, about->second.front());
    }
    if (lost > 0)
      sink_.problem(
          {tests_.front().place, std::to_string(lost) + " of " + std::to_string(tests_.size()) +
                                     " results of tests are not counted: the manifest.json beside this file "
                                     "does not tell which one model they are about"});
  }

  struct Test {
    std::string id, status, place;
  };

  void count_test(const Test& test, const std::string& about) {
    Facts& facts = fragment(about, test.place).facts;
    const bool passed = test.status == "pass" || test.status == "success";
    const bool failed = test.status == "fail" || test.status == "error";
    if (!facts.quality && (passed || failed)) facts.quality.emplace();
    if (passed) ++facts.quality->passed;
    if (failed) ++facts.quality->failed;
    if (test.status == "warn")
      add_extra(facts, "dbt warning", test.id.substr(test.id.find('.', test.id.find('.') + 1) + 1));
  }

  const Export& file_;
  ReadSink& sink_;
  std::optional<Time> generated_;
  std::map<std::string, Fragment> fragments_;
  std::vector<Test> tests_;
};

Status read(const Export& file, ReadSink& sink) { return ResultReader(file, sink).read(); }

}  // namespace

extern const Reader dbt_run_results_reader{
    "dbt_run_results", "dbt run results and source freshness (JSON)", SourceKind::Dbt, 10, recognises, read};

}  // namespace waymark

// aws_other.cpp - answers of the AWS command line that say nothing about an asset: named in the report with
// what they are, and where possible with what to export instead. To name one more, add a row.
#include "waymark/base/strings.h"
#include "waymark/readers/reader.h"

namespace waymark {
namespace {

struct Answer {
  std::string_view member;  // Top-level, a list or an object.
  std::string_view also;    // A member of its first item, to be sure; "" when the name tells.
  std::string_view what;
};
constexpr Answer kAnswers[] = {
    {"ConnectionList", "ConnectionType", "a list of connections, which hold passwords"},
    {"Triggers", "Type", "a list of triggers"},
    {"TableVersions", "VersionId", "a list of former versions of a table; export get-tables"},
    {"UserDefinedFunctions", "FunctionName", "a list of functions"},
    {"CrawlerMetricsList", "CrawlerName", "a list of crawler metrics; export get-crawlers"},
    {"CrawlerNames", "", "a list of names of crawlers; export get-crawlers"},
    {"DevEndpoints", "EndpointName", "a list of development endpoints"},
    {"Clusters", "ClusterIdentifier", "a list of Redshift clusters; export redshift-data list-tables"},
    {"DataCatalogsSummary", "CatalogName", "a list of Athena's catalogs; export list-table-metadata"},
    {"WorkGroups", "Name", "a list of Athena's work groups"},
    {"QueryExecutionIds", "", "a list of ids of queries"},
    {"NamedQueryIds", "", "a list of ids of saved queries"},
    {"Failures", "", "the answer to a change of tags; export search-tables-by-lf-tags"},
    {"Buckets", "CreationDate", "a list of S3 buckets"},
    {"FolderSummaryList", "FolderId", "a list of QuickSight folders"},
    {"UserList", "UserName", "a list of QuickSight users"},
};

const Answer* answer_of(const Value& document) {
  for (const Answer& answer : kAnswers) {
    const Value& list = document[answer.member];
    if (!list.is_array()) continue;
    const bool sure = answer.also.empty() ? document.members().size() <= 2
                                          : list.size() > 0 && list.items()[0].has(answer.also);
    if (sure) return &answer;
  }
  return nullptr;
}

bool recognises(const Shape& shape) {
  return shape.syntax == Syntax::Json && answer_of(shape.first) != nullptr;
}

Status read(const Export& file, ReadSink& sink) {
  const Answer* answer = answer_of(file.shape.first);
  const std::string what(answer == nullptr ? "not an answer that is known by name" : answer->what);
  sink.problem({"", "this is " + what + "; it says nothing about an asset and was left out"});
  return {};
}

}  // namespace

// After every reader that finds something in an answer.
extern const Reader aws_other_reader{
    "aws_other", "AWS command line, answers without assets (JSON)", SourceKind::Technical, 290, recognises,
    read};

}  // namespace waymark

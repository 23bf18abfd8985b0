// quicksight.cpp - Amazon QuickSight: data sets, dashboards, analyses and data sources, as list-… and
// describe-… answer. Source: docs/sources.md.
//
// Connection parameters of data sources and the SQL of data sets are not taken.
#include "waymark/base/strings.h"
#include "waymark/readers/reader.h"

#include "shared/aws_names.h"
#include "shared/meta_facts.h"

namespace waymark {
namespace {

struct Listing {
  std::string_view list, single;  // Member of list-… and of describe-….
  std::string_view counted_as;
  AssetType type;
};
constexpr Listing kListings[] = {
    {"DataSetSummaries", "DataSet", "data set", AssetType::Dataset},
    {"DashboardSummaryList", "Dashboard", "dashboard", AssetType::Dashboard},
    {"AnalysisSummaryList", "Analysis", "analysis", AssetType::Report},
    {"DataSources", "DataSource", "data source", AssetType::Container},
};

bool of_quicksight(const Value& record) { return contains(record["Arn"].string(), ":quicksight:"); }

bool recognises(const Shape& shape) {
  if (shape.syntax != Syntax::Json) return false;
  for (const Listing& listing : kListings) {
    const Value& list = shape.first[listing.list];
    if (of_quicksight(shape.first[listing.single]) ||
        (list.size() > 0 && list.is_array() && of_quicksight(list.items()[0])))
      return true;
  }
  return false;
}

std::string account_of(const std::string& arn) {
  const std::vector<std::string> parts = split(arn, ':');
  return parts.size() > 4 ? parts[4] : std::string();
}

class QuickSightReader {
 public:
  explicit QuickSightReader(ReadSink& sink) : sink_(sink) {}

  void read(const Listing& listing, const Value& record, const std::string& place) {
    const std::string arn = record["Arn"].text(), name = record["Name"].text();
    if (arn.empty() || name.empty())
      return sink_.problem({place, "the record lacks its Arn or its Name; it was left out"});
    sink_.count(listing.counted_as);
    Fragment fragment;
    fragment.self.id = arn;
    fragment.place = place;
    fragment.deleted = contains(record["Status"].string(), "DELETED");
    Facts& facts = fragment.facts;
    facts.type = listing.type;
    facts.name = name;
    facts.platform = "quicksight";
    facts.instance = account_of(arn);
    facts.description = record["Version"]["Description"].text();
    facts.created = parse_time(record["CreatedTime"].text());
    facts.changed = parse_time(record.first_of({"LastPublishedTime", "LastUpdatedTime"}).text());
    add_extra(facts, "kind", lower(record["Type"].text()));
    add_extra(facts, "import mode", lower(record["ImportMode"].text()));
    add_columns(facts, record["OutputColumns"]);
    for (const Value* holder : {&record, &record["Version"]})
      for (const std::string& from : (*holder)["DataSetArns"].texts())
        link({.id = from, .physical = {}, .name = {}}, fragment, "dashboard");
    for (const auto& [key, table] : record["PhysicalTableMap"].members()) add_source(fragment, table);
    sink_.fragment(std::move(fragment));
  }

 private:
  void add_columns(Facts& facts, const Value& columns) {
    for (const Value& item : columns.items())
      if (const std::string path = item["Name"].text(); !path.empty())
        facts.columns.push_back(
            {.path = path, .type = lower(item["Type"].text()), .description = item["Description"].text()});
    if (!facts.columns.empty()) sink_.count("column", facts.columns.size());
  }

  // Only Athena's catalog tells by itself which system a table is of.
  void add_source(Fragment& fragment, const Value& table) {
    const Value& relational = table["RelationalTable"];
    const std::string name = relational["Name"].text(), schema = relational["Schema"].text();
    if (!name.empty() && !schema.empty() &&
        same_ignoring_case(relational["Catalog"].text(), "AwsDataCatalog"))
      link(glue_ref(fragment.facts.instance, schema, name), fragment, "data");
    else if (!name.empty())
      add_extra(fragment.facts, "reads", schema.empty() ? name : schema + "." + name);
    if (const std::string source =
            table.members().empty() ? "" : table.members()[0].second["DataSourceArn"].text();
        !source.empty())
      fragment.parent_id = source;
  }

  void link(Ref from, const Fragment& to, std::string kind) {
    Edge edge;
    edge.from = std::move(from);
    edge.to.id = to.self.id;
    edge.kind = std::move(kind);
    edge.place = to.place;
    sink_.edge(std::move(edge));
  }

  ReadSink& sink_;
};

Status read(const Export& file, ReadSink& sink) {
  JsonSplit split;
  split.drop = {"DataSourceParameters", "AlternateDataSourceParameters", "VpcConnectionProperties",
                "SqlQuery"};
  split.paths.clear();
  for (const Listing& listing : kListings) {
    split.paths.push_back(std::string(listing.list) + "[]");
    split.paths.emplace_back(listing.single);
  }
  QuickSightReader reader(sink);
  return file.json(split, sink, [&](JsonRecord&& record) {
    for (const Listing& listing : kListings)
      if (record.path == listing.single || record.path == std::string(listing.list) + "[]")
        reader.read(listing, record.value, record.place);
  });
}

}  // namespace

extern const Reader quicksight_reader{
    "quicksight", "Amazon QuickSight (JSON)", SourceKind::BusinessCatalog, 82, recognises, read};

}  // namespace waymark

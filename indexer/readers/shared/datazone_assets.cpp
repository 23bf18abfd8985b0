// datazone_assets.cpp - assets and data products of Amazon DataZone as fragments.
#include <algorithm>

#include "waymark/base/strings.h"

#include "shared/aws_names.h"
#include "shared/datazone.h"
#include "shared/meta_facts.h"
#include "shared/nested_type.h"

namespace waymark::datazone {
namespace {

const Value& form(const Forms& forms, std::initializer_list<std::string_view> names) {
  static const Value none;
  for (const std::string_view name : names)
    for (const auto& [known, content] : forms)
      if (known == name || known == "amazon.datazone." + std::string(name) + "Type") return content;
  return none;
}

// "amazon.datazone.GlueTableAssetType", "RedshiftViewAssetType", "MyDashboardAssetType"
AssetType type_of(std::string_view word) {
  const std::string kind =
      lower(word.substr(word.rfind('.') == std::string_view::npos ? 0 : word.rfind('.') + 1));
  for (const auto& [part, type] :
       std::initializer_list<std::pair<std::string_view, AssetType>>{{"view", AssetType::View},
                                                                     {"table", AssetType::Table},
                                                                     {"s3object", AssetType::File},
                                                                     {"model", AssetType::MlModel},
                                                                     {"dashboard", AssetType::Dashboard},
                                                                     {"report", AssetType::Report},
                                                                     {"topic", AssetType::Topic},
                                                                     {"pipeline", AssetType::Pipeline}})
    if (contains(kind, part)) return type;
  return AssetType::Dataset;
}

void add_terms(Fragment& fragment, const Value& terms) {
  for (const Value& term : terms.items()) {
    if (term.is_object())
      add_unique(fragment.facts.terms, term["name"].text());
    else
      add_unique(fragment.term_ids, id_of(term.text()));
  }
}

// What assets and products alike have: who owns them, where they belong, what people wrote.
void add_business(Fragment& fragment, const Record& record, const Forms& forms) {
  const Value& value = *record.value;
  Facts& facts = fragment.facts;
  const Value& details =
      form(forms, {"AssetCommonDetailsForm", "AssetCommonDetails", "DataProductCommonForm"});
  const std::string read_me = details["readMe"].text(), summary = details["summary"].text();
  facts.description = value["description"].text();
  if (facts.description.empty()) facts.description = (*record.outer)["description"].text();
  if (facts.description.empty()) facts.description = summary;
  if (facts.description.empty())
    facts.description = read_me;
  else
    add_extra(facts, "read me", read_me);
  const std::string project = value["owningProjectId"].text();
  if (!project.empty())
    facts.owners.push_back({.id = id_of(project),
                            .name = value["owningProjectName"].text(),
                            .kind = OwnerKind::Project,
                            .team = true});
  fragment.domain_id = home_of(project);
  add_terms(fragment, value["glossaryTerms"]);
  facts.created = parse_time(value["firstRevisionCreatedAt"].text());
  if (!value.has("listingId") && !value.has("assetId")) facts.changed = parse_time(value["createdAt"].text());
  apply_custom_forms(facts, forms);
}

void add_columns(Facts& facts, const Value& table) {
  for (const Value& item : table["columns"].items()) {
    Column column{.path = item["columnName"].text(),
                  .type = item["dataType"].text(),
                  .description = item.first_of({"description", "columnDescription"}).text()};
    if (!column.path.empty()) add_column_with_fields(facts.columns, std::move(column));
  }
  for (const std::string& key : table["primaryKeys"].texts())
    for (Column& column : facts.columns)
      if (column.path == key) column.key_role = "primary";
}

// Title, text and terms that people gave the columns.
void add_column_words(Facts& facts, const Value& listed) {
  for (const Value& item : listed["columnsBusinessMetadata"].items()) {
    const std::string path = item.first_of({"columnIdentifier", "columnName"}).text();
    if (path.empty()) continue;
    auto column = std::find_if(facts.columns.begin(), facts.columns.end(),
                               [&](const Column& one) { return same_ignoring_case(one.path, path); });
    if (column == facts.columns.end()) column = facts.columns.insert(column, Column{.path = path});
    if (const std::string name = item["name"].text(); name != column->path) column->title = name;
    if (const std::string text = item["description"].text(); !text.empty()) column->description = text;
    for (const Value& term : item["glossaryTerms"].items())
      if (term.is_object()) add_unique(column->terms, term["name"].text());
  }
}

// The newest result of the checks: {"evaluationsCount": 10, "passingPercentage": 90, "evaluations": […]}.
void add_quality(Facts& facts, const Value& value) {
  std::optional<Time> newest;
  const auto add = [&](const Value& point) {
    const Value summary = decoded(point["contentSummary"]);
    const std::optional<Time> at = parse_time(point["timestamp"].text());
    const auto count = summary["evaluationsCount"].integer();
    const auto percent = summary["passingPercentage"].number();
    if (!count || !percent || *count <= 0 || (newest && at <= newest)) return;
    newest = at;
    const double share = std::clamp(*percent, 0.0, 100.0) / 100.0;
    const auto passed = static_cast<std::int64_t>(static_cast<double>(*count) * share + 0.5);
    facts.quality = Quality{.passed = passed, .failed = *count - passed};
  };
  for (const Value* place : {&value, &value["additionalAttributes"]})
    for (const char* list : {"latestTimeSeriesDataPointForms", "latestTimeSeriesDataPointFormsOutput"})
      for (const Value& point : (*place)[list].items()) add(point);
}

// By the ARN, else by what the form says of database and table.
void set_physical(const Export& file, Fragment& fragment, const std::string& external, const Value& glue,
                  const Value& relational, const std::string& type) {
  const std::string arn = external.starts_with("arn:") ? external : glue["tableArn"].text();
  PhysicalName& physical = fragment.self.physical;
  physical = physical_of_arn(arn);
  if (physical.empty() && glue.has("databaseName") && glue.has("tableName"))
    physical = {"glue", glue["catalogId"].text(), {glue["databaseName"].text(), glue["tableName"].text()}};
  if (physical.empty() && relational.has("tableName")) {
    physical = {contains(lower(type), "redshift") ? "redshift" : file.platform, "", {}};
    for (const char* part : {"databaseName", "schemaName", "tableName"})
      if (const std::string text = relational[part].text(); !text.empty()) physical.parts.push_back(text);
  }
  if (physical.platform == "glue" && physical.instance.empty()) physical.instance = file.instance;
  if (physical.platform == "glue" && physical.parts.size() == 2)
    add_unique(fragment.other_ids, glue_ref(physical.instance, physical.parts[0], physical.parts[1]).id);
  if (arn.starts_with("arn:")) add_unique(fragment.other_ids, arn);
}

}  // namespace

PhysicalName physical_of_arn(std::string_view arn) {
  const std::vector<std::string> parts = split(arn, ':');
  if (parts.size() < 6 || parts[0] != "arn") return {};
  const std::string resource = join({parts.begin() + 5, parts.end()}, ":");
  const std::vector<std::string> path = split_words(resource, '/');
  if (parts[2] == "glue" && path.size() == 3 && path[0] == "table")
    return {"glue", parts[4], {path[1], path[2]}};
  if (parts[2] == "s3" && !resource.empty()) return {"s3", "", {join(path, "/")}};
  return {};
}

Fragment asset_fragment(const Export& file, const Record& record, const Forms& forms) {
  const Value& value = *record.value;
  const Value& outer = *record.outer;
  Fragment fragment;
  fragment.place = record.place;
  fragment.self.id = id_of(value.first_of({"entityId", "assetId", "identifier", "id"}).text());
  for (const std::string& id : {value["listingId"].text(), value["listing"]["listingId"].text(),
                                outer.has("item") ? outer["id"].text() : std::string()})
    add_unique(fragment.other_ids, id_of(id));
  Facts& facts = fragment.facts;
  const std::string type = value.first_of({"entityType", "assetType", "typeIdentifier"}).text();
  facts.type = type_of(type);
  const Value& glue = form(forms, {"GlueTableForm", "GlueViewForm"});
  const Value& relational = form(forms, {"RelationalTableForm", "RedshiftTableForm", "RedshiftViewForm"});
  set_physical(file, fragment, value["externalIdentifier"].text(), glue, relational, type);
  const PhysicalName& physical = fragment.self.physical;
  std::string name = value["name"].text();
  if (name.empty()) name = outer["name"].text();
  facts.name = physical.empty() ? name : physical.parts.back();
  if (name != facts.name) facts.title = name;
  facts.platform = physical.empty() ? "datazone" : physical.platform;
  facts.instance = physical.instance;
  if (!physical.empty()) facts.qualified_name = join(physical.parts, ".");
  add_columns(facts, glue.is_object() ? glue : relational);
  add_column_words(facts, form(forms, {"ColumnBusinessMetadataForm"}));
  add_business(fragment, record, forms);
  if (facts.description.empty()) facts.description = glue["tableDescription"].text();
  if (const std::string location = glue["sourceLocation"].text(); contains(location, "://"))
    facts.url = location;
  add_quality(facts, value);
  add_extra(facts, "asset type", type);
  return fragment;
}

Fragment product_fragment(const Record& record, const Forms& forms) {
  const Value& value = *record.value;
  const Value& outer = *record.outer;
  Fragment fragment;
  fragment.place = record.place;
  fragment.self.id = id_of(value.first_of({"entityId", "dataProductId", "id"}).text());
  for (const std::string& id :
       {value["listingId"].text(), outer.has("item") ? outer["id"].text() : std::string()})
    add_unique(fragment.other_ids, id_of(id));
  Facts& facts = fragment.facts;
  facts.type = AssetType::DataProduct;
  facts.name = value["name"].text();
  if (facts.name.empty()) facts.name = outer["name"].text();
  fragment.self.name = facts.name;
  facts.platform = "datazone";
  for (const Value& item : value["items"].items()) {
    const std::string id = item.first_of({"identifier", "listingId", "entityId"}).text();
    if (!id.empty())
      facts.members.push_back({.asset = {.id = id_of(id), .physical = {}, .name = {}}, .port = "output"});
  }
  add_business(fragment, record, forms);
  return fragment;
}

}  // namespace waymark::datazone

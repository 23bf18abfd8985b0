#include "shared/openlineage_facts.h"

#include "waymark/base/strings.h"
#include "waymark/model/keys.h"

#include "shared/meta_facts.h"
#include "shared/nested_type.h"
#include "shared/openlineage_names.h"
#include "shared/tag_facts.h"

namespace waymark::openlineage {
namespace {

constexpr std::string_view kRead[] = {
    "schema",           "documentation",
    "ownership",        "tags",
    "dataSource",       "storage",
    "catalog",          "datasetType",
    "outputStatistics", "dataQualityAssertions",
    "jobType",          "sourceCodeLocation",
    "parent",
};

void add_field(const Value& field, const std::string& above, std::vector<Column>& columns) {
  const std::string name = field["name"].text();
  if (name.empty()) return;
  Column column;
  column.path = above.empty() ? name : above + "." + name;
  column.type = field["type"].text();
  column.description = field["description"].text();
  for (const std::string& tag : field["tags"].texts()) add_label(column, tag);
  const Value& inside = field["fields"];
  if (inside.size() == 0) return add_column_with_fields(columns, std::move(column));
  const std::string path = column.path;
  columns.push_back(std::move(column));
  for (const Value& child : inside.items()) add_field(child, path, columns);
}

// A value of "true" says no more than the tag itself.
void add_tag(Facts& facts, const Value& tag) {
  const std::string key = tag["key"].text(), field = tag["field"].text();
  const std::string value = tag["value"].text() == "true" ? "" : tag["value"].text();
  if (key.empty()) return;
  if (field.empty()) return apply_tag(facts, key, value);
  for (Column& column : facts.columns)
    if (same_ignoring_case(column.path, field)) apply_tag(column, key, value);
}

// "team:orders", "user:ana@example.com", "group:data"; a plain word is a name.
Owner owner_of(const Value& item) {
  std::string text = item["name"].text();
  const std::size_t colon = text.find(':');
  const std::string kind = colon == std::string::npos ? "" : lower(text.substr(0, colon));
  const bool prefixed = kind == "team" || kind == "user" || kind == "group" || kind == "owner";
  if (prefixed) text.erase(0, colon + 1);
  Owner owner = owner_from_text(text);
  owner.team = kind == "team" || kind == "group";
  owner.kind = parse_owner_kind(item["type"].text());
  return owner;
}

void add_owners_of(const Facets& facets, Facts& facts) {
  for (const Value& item : facets["ownership"]["owners"].items()) {
    Owner owner = owner_of(item);
    if ((!owner.name.empty() || !owner.mail.empty()) &&
        std::find(facts.owners.begin(), facts.owners.end(), owner) == facts.owners.end())
      facts.owners.push_back(std::move(owner));
  }
}

void add_quality(const Value& assertions, Facts& facts) {
  if (assertions.size() == 0) return;
  Quality quality;
  for (const Value& one : assertions.items()) ++(one["success"].is_true() ? quality.passed : quality.failed);
  facts.quality = quality;
}

void apply_description(const Facets& facets, Facts& facts) {
  if (const std::string text = facets["documentation"]["description"].text(); !text.empty())
    facts.description = text;
}

std::string without_login(std::string url) {
  const std::size_t start = url.find("://"), at = url.find('@');
  if (start == std::string::npos || at == std::string::npos || at > url.find('/', start + 3)) return url;
  return url.erase(start + 3, at - start - 2);
}

}  // namespace

bool is_read(std::string_view facet) {
  return std::find(std::begin(kRead), std::end(kRead), facet) != std::end(kRead);
}

void apply_dataset_facets(const Facets& facets, Facts& facts) {
  for (const Value& field : facets["schema"]["fields"].items()) add_field(field, "", facts.columns);
  apply_description(facets, facts);
  add_owners_of(facets, facts);
  for (const Value& tag : facets["tags"]["tags"].items()) add_tag(facts, tag);
  add_quality(facets["dataQualityAssertions"]["assertions"], facts);
  const std::string kind = facets["datasetType"]["datasetType"].text();
  if (const auto type = parse_type(kind); type && (*type == AssetType::View || *type == AssetType::Topic ||
                                                   *type == AssetType::File || *type == AssetType::MlModel))
    facts.type = *type;
  if (facts.platform.empty()) facts.platform = platform_of_uri(facets["dataSource"]["uri"].text());
  std::string format = facets["storage"]["storageLayer"].text();
  if (format.empty()) format = facets["catalog"]["framework"].text();
  add_extra(facts, "table format", lower(format));
  add_extra(facts, "file format", facets["storage"]["fileFormat"].text());
  add_extra(facts, "rows written", facets["outputStatistics"]["rowCount"].text());
  add_extra(facts, "bytes written", facets["outputStatistics"]["size"].text());
}

void apply_job_facets(const Facets& facets, Facts& facts) {
  apply_description(facets, facts);
  add_owners_of(facets, facts);
  for (const Value& tag : facets["tags"]["tags"].items()) add_tag(facts, tag);
  const Value& type = facets["jobType"];
  if (facts.platform.empty()) facts.platform = normal_platform(type["integration"].text());
  add_extra(facts, "job type", lower(type["jobType"].text()));
  add_extra(facts, "processing", lower(type["processingType"].text()));
  const std::string code = without_login(facets["sourceCodeLocation"]["url"].text());
  if (facts.url.empty() && code.starts_with("http")) facts.url = code;
  add_extra(facts, "parent job", facets["parent"]["job"]["name"].text());
}

}  // namespace waymark::openlineage

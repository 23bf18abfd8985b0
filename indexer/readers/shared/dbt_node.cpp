#include "shared/dbt_node.h"

#include <algorithm>

#include "waymark/base/strings.h"
#include "waymark/model/keys.h"

#include "shared/dbt_artefacts.h"
#include "shared/fact_words.h"
#include "shared/meta_facts.h"

namespace waymark::dbt {
namespace {

Column* find_column(std::vector<Column>& columns, std::string_view name) {
  const auto at = std::find_if(columns.begin(), columns.end(),
                               [&](const Column& column) { return same_ignoring_case(column.path, name); });
  return at == columns.end() ? nullptr : &*at;
}

void apply_constraint(Column& column, std::string_view type) {
  if (type == "primary_key") column.key_role = "primary";
  if (type == "foreign_key" && column.key_role.empty()) column.key_role = "foreign";
  if (type == "not_null" || type == "primary_key") column.nullable = false;
}

// 1.10 moved meta and tags below `config`, older versions have them on top, and some producers fill only one.
void apply_config(Column& column, const Value& value) {
  for (const Value* place : {&value, &value["config"]}) {
    for (const std::string& tag : (*place)["tags"].texts()) add_label(column, tag);
    apply_meta(column, (*place)["meta"]);
  }
}

void apply_config(Facts& facts, const Value& node) {
  for (const Value* place : {&node, &node["config"]}) {
    for (const std::string& tag : (*place)["tags"].texts()) add_label(facts, tag);
    apply_meta(facts, (*place)["meta"]);
  }
}

std::string forward_slashes(std::string path) {
  std::replace(path.begin(), path.end(), '\\', '/');  // Manifests made on Windows.
  return path;
}

AssetType type_of(const std::string& kind, const Value& node) {
  if (kind == "metric" || kind == "semantic_model") return AssetType::Metric;
  if (kind == "exposure") {
    const std::string type = node["type"].text();
    if (type == "ml") return AssetType::MlModel;
    return type == "notebook" || type == "analysis" ? AssetType::Report : AssetType::Dashboard;
  }
  const std::string materialized = node["config"]["materialized"].text();
  const bool view =
      materialized == "view" || materialized == "ephemeral" || materialized == "materialized_view";
  return kind == "model" && view ? AssetType::View : AssetType::Table;
}

bool is_relation(const std::string& kind, const Value& node) {
  if (kind == "exposure" || kind == "metric" || kind == "semantic_model") return false;
  return node["config"]["materialized"].text() != "ephemeral";  // It lives only inside the SQL of others.
}

std::vector<std::string> parts_of(const Value& node) {
  std::vector<std::string> parts = relation_parts(node["relation_name"].string());
  if (!parts.empty()) return parts;
  std::vector<std::string> named = {node["database"].text(), node["schema"].text()};
  for (const std::string_view member : {"alias", "identifier", "name"})
    if (named.size() == 2 && !node[member].text().empty()) named.push_back(node[member].text());
  std::erase(named, "");
  return named;
}

void set_names(const Project& project, const std::string& kind, const Value& node, Fragment& fragment) {
  Facts& facts = fragment.facts;
  facts.name = node["name"].text();
  facts.title = node["label"].text();
  if (!is_relation(kind, node)) {
    if (kind == "model") facts.platform = normal_platform(project.adapter);
    return;
  }
  name_relation(fragment, project.file, project.adapter, parts_of(node));
  // A source may be called by another name than its table; of a versioned model every version has one name.
  const std::string called = node["name"].text();
  if (facts.title.empty() && !same_ignoring_case(called, facts.name) && !node.has("version"))
    facts.title = called;
}

void set_owners(const Project& project, const Value& node, Facts& facts) {
  std::string group = node["group"].text();
  if (group.empty()) group = node["config"]["group"].text();
  if (const auto known = project.group_owners.find(group); known != project.group_owners.end())
    for (const Owner& owner : known->second)
      if (std::find(facts.owners.begin(), facts.owners.end(), owner) == facts.owners.end())
        facts.owners.push_back(owner);
  add_owners(facts.owners, node["owner"], OwnerKind::Unknown);
  if (facts.domain.empty()) facts.domain = replace_all(group, "/", "-");
}

// The folders a model lies in, from `models/` on; old manifests tell them only by the path of its file.
std::vector<std::string> folders_of(const Value& node) {
  std::vector<std::string> folders = node["fqn"].texts();
  if (folders.empty()) folders = split(forward_slashes(node["original_file_path"].text()), '/');
  if (folders.size() < 2) return {};
  return {folders.begin() + 1, folders.end() - 1};
}

// What the layout of a project suggests: the first folder that is no layer ("staging", "marts"), else the
// package, which says nothing of who uses what it makes.
std::string domain_guess_of(const std::string& kind, const Value& node) {
  for (const std::string& folder : folders_of(node))
    if (layer_word(folder).empty() && !same_ignoring_case(folder, "intermediate") &&
        !same_ignoring_case(folder, "base"))
      return replace_all(folder, "/", "-");
  return kind == "exposure" ? std::string() : replace_all(node["package_name"].text(), "/", "-");
}

void set_lifecycle(const Project& project, const Value& node, Facts& facts) {
  const std::string maturity = node["maturity"].text();
  if (facts.lifecycle.empty() && !maturity.empty())
    facts.lifecycle = maturity == "low" ? "draft" : maturity == "high" ? "production" : "";
  add_extra(facts, "maturity", maturity);
  const auto ends = parse_time(node["deprecation_date"].text());
  if (!ends) return;
  add_extra(facts, "deprecation date", format_date(*ends));
  if (project.generated && *ends <= *project.generated) facts.lifecycle = "deprecated";
}

void set_extra(const Project& project, const std::string& kind, const Value& node, Facts& facts) {
  add_extra(facts, "dbt resource", kind);
  // Packages from outside bring many models of their own. Old manifests do not tell which package is the
  // project.
  const std::string package = node["package_name"].text();
  if (!project.name.empty() && package != project.name) add_extra(facts, "dbt package", package);
  add_extra(facts, "dbt file", forward_slashes(node["original_file_path"].text()));
  add_extra(facts, "materialized", node["config"]["materialized"].text());
  const Value& access = node["access"].is_null() ? node["config"]["access"] : node["access"];
  add_extra(facts, "dbt access", access.text());
  add_extra(facts, "dbt source", node["source_name"].text());
  add_extra(facts, "loader", node["loader"].text());
  add_extra(facts, "version", node["version"].text());
  if (kind == "exposure" || kind == "metric") add_extra(facts, kind + " type", node["type"].text());
  add_extra(facts, "calculation", node["calculation_method"].text());
}

void add_meaning(std::string& description, std::string_view word, const Value& list) {
  std::vector<std::string> names;
  for (const Value& item : list.items()) names.push_back(item["name"].text());
  std::erase(names, "");
  if (!names.empty())
    description += (description.empty() ? "" : "\n\n") + std::string(word) + ": " + join(names, ", ");
}

}  // namespace

std::vector<Column> columns_of(const Value& node) {
  std::vector<Column> columns;
  for (const auto& [key, value] : node["columns"].members()) {
    Column column;
    column.path = value["name"].text().empty() ? key : value["name"].text();
    column.type = value["data_type"].text();
    column.description = value["description"].text();
    for (const Value& constraint : value["constraints"].items())
      apply_constraint(column, constraint["type"].string());
    apply_config(column, value);
    columns.push_back(std::move(column));
  }
  for (const Value& constraint : node["constraints"].items())
    for (const std::string& name : constraint["columns"].texts())
      if (Column* column = find_column(columns, name)) apply_constraint(*column, constraint["type"].string());
  for (const std::string& name : node["primary_key"].texts())
    if (Column* column = find_column(columns, name)) column->key_role = "primary";
  return columns;
}

Fragment fragment_of(const Project& project, const std::string& kind, const std::string& unique_id,
                     const Value& node) {
  Fragment fragment;
  fragment.self.id = asset_id(project.file, unique_id);
  fragment.at = project.generated;
  Facts& facts = fragment.facts;
  facts.type = type_of(kind, node);
  set_names(project, kind, node, fragment);
  facts.description = node["description"].text();
  if (kind == "semantic_model") {
    add_meaning(facts.description, "Measures", node["measures"]);
    add_meaning(facts.description, "Dimensions", node["dimensions"]);
  }
  facts.columns = columns_of(node);
  facts.url = node["url"].text();
  apply_config(facts, node);
  set_owners(project, node, facts);
  if (facts.domain.empty()) fragment.domain_guess = domain_guess_of(kind, node);
  set_lifecycle(project, node, facts);
  set_extra(project, kind, node, facts);
  return fragment;
}

}  // namespace waymark::dbt

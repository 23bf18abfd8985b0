#include "waymark/model/asset.h"

#include "squeeze.h"

namespace waymark {
namespace {

// Words of other catalogs, squeezed, beside the names and labels of the table itself. "model" alone is dbt's
// word for a table it builds; models of machine learning say so ("mlModel").
struct Word {
  std::string_view word;
  AssetType type;
};
constexpr Word kWords[] = {
    {"api", AssetType::File},
    {"apicollection", AssetType::Container},
    {"apiendpoint", AssetType::File},
    {"basetable", AssetType::Table},
    {"blob", AssetType::File},
    {"bucket", AssetType::File},
    {"businessdomain", AssetType::Domain},
    {"businessglossaryterm", AssetType::GlossaryTerm},
    {"catalog", AssetType::Container},
    {"chart", AssetType::Report},
    {"collection", AssetType::Table},
    {"corpgroup", AssetType::Team},
    {"corpuser", AssetType::Person},
    {"database", AssetType::Container},
    {"databaseschema", AssetType::Container},
    {"datacontract", AssetType::Contract},
    {"datadomain", AssetType::Domain},
    {"dataflow", AssetType::Pipeline},
    {"datajob", AssetType::Pipeline},
    {"directory", AssetType::File},
    {"dynamictable", AssetType::Table},
    {"eventtable", AssetType::Table},
    {"explore", AssetType::Dashboard},
    {"exposure", AssetType::Dashboard},
    {"external", AssetType::Table},
    {"externaltable", AssetType::Table},
    {"field", AssetType::Column},
    {"folder", AssetType::Container},
    {"glossary", AssetType::Container},
    {"group", AssetType::Team},
    {"incremental", AssetType::Table},
    {"job", AssetType::Pipeline},
    {"look", AssetType::Report},
    {"machinelearningmodel", AssetType::MlModel},
    {"managed", AssetType::Table},
    {"materializedview", AssetType::View},
    {"measure", AssetType::Metric},
    {"mlfeaturetable", AssetType::Table},
    {"model", AssetType::Table},
    {"namespace", AssetType::Container},
    {"notebook", AssetType::Report},
    {"object", AssetType::File},
    {"path", AssetType::File},
    {"process", AssetType::Pipeline},
    {"project", AssetType::Container},
    {"queue", AssetType::Topic},
    {"schema", AssetType::Container},
    {"seed", AssetType::Table},
    {"semanticmodel", AssetType::Metric},
    {"snapshot", AssetType::Table},
    {"source", AssetType::Table},
    {"stream", AssetType::Topic},
    {"streamingtable", AssetType::Table},
    {"storedprocedure", AssetType::Pipeline},
    {"task", AssetType::Pipeline},
    {"temporarytable", AssetType::Table},
    {"term", AssetType::GlossaryTerm},
    {"transienttable", AssetType::Table},
    {"user", AssetType::Person},
    {"virtualview", AssetType::View},
    {"visualization", AssetType::Report},
    {"workbook", AssetType::Dashboard},
    {"workflow", AssetType::Pipeline},
};

}  // namespace

const std::vector<TypeInfo>& asset_types() {
  static const std::vector<TypeInfo> types = {
      {AssetType::DataProduct, "data_product", "Data product", "Data products", 'p'},
      {AssetType::Table, "table", "Table", "Tables", 't'},
      {AssetType::View, "view", "View", "Views", 't'},
      {AssetType::Topic, "topic", "Topic", "Topics", 'k'},
      {AssetType::File, "file", "File", "Files", 'o'},
      {AssetType::Dataset, "dataset", "Data set", "Data sets", 'o'},
      {AssetType::Dashboard, "dashboard", "Dashboard", "Dashboards", 'r'},
      {AssetType::Report, "report", "Report", "Reports", 'r'},
      {AssetType::Metric, "metric", "Metric", "Metrics", 'o'},
      {AssetType::Pipeline, "pipeline", "Pipeline", "Pipelines", 'f'},
      {AssetType::MlModel, "ml_model", "ML model", "ML models", 'm'},
      {AssetType::Contract, "contract", "Contract", "Contracts", 'x'},
      {AssetType::GlossaryTerm, "glossary_term", "Glossary term", "Glossary terms", 'g'},
      {AssetType::Domain, "domain", "Domain", "Domains", 'd'},
      {AssetType::Container, "container", "Container", "Containers", 'o'},
      {AssetType::Team, "team", "Team", "Teams", 'u'},
      {AssetType::Person, "person", "Person", "People", 'u'},
      {AssetType::Column, "column", "Column", "Columns", 'c'},
  };
  return types;
}

const TypeInfo& info(AssetType type) {
  for (const TypeInfo& row : asset_types())
    if (row.type == type) return row;
  return asset_types().front();  // Not reached: a test holds the table to the whole enumeration.
}

std::optional<AssetType> parse_type(std::string_view word) {
  const std::string letters = squeeze(word);
  if (letters.empty()) return std::nullopt;
  for (const TypeInfo& row : asset_types())
    if (letters == squeeze(row.name) || letters == squeeze(row.plural)) return row.type;
  for (const Word& known : kWords)
    if (letters == known.word || letters == std::string(known.word) + "s") return known.type;
  return std::nullopt;
}

std::string_view to_string(OwnerKind kind) {
  switch (kind) {
    case OwnerKind::Unknown:
      return "";
    case OwnerKind::Business:
      return "business";
    case OwnerKind::Technical:
      return "technical";
    case OwnerKind::Role:
      return "role";
    case OwnerKind::Project:
      return "project";
    case OwnerKind::Creator:
      return "creator";
  }
  return "";
}

OwnerKind parse_owner_kind(std::string_view word) {
  const std::string letters = squeeze(word);
  const auto holds = [&](std::string_view part) { return letters.find(part) != std::string::npos; };
  if (holds("business") || holds("steward") || holds("productowner")) return OwnerKind::Business;
  if (holds("technical") || holds("engineer") || holds("developer") || holds("maintainer"))
    return OwnerKind::Technical;
  if (letters == "role") return OwnerKind::Role;
  if (letters == "project") return OwnerKind::Project;
  if (holds("creator") || holds("createdby") || holds("author")) return OwnerKind::Creator;
  return OwnerKind::Unknown;
}

std::string_view display_name(const Facts& facts) { return facts.title.empty() ? facts.name : facts.title; }

}  // namespace waymark

#include "shared/dbt_contract.h"

#include "shared/dbt_artefacts.h"

namespace waymark::dbt {
namespace {

// The part of the node that is the promise.
std::string original_of(const std::string& unique_id, const Value& node) {
  Value original;
  original.make_object();
  original.set("unique_id", Value(unique_id));
  Value enforced;
  enforced.make_object();
  enforced.set("enforced", Value(true));
  original.set("contract", std::move(enforced));
  Value columns;
  columns.make_object();
  for (const auto& [name, column] : node["columns"].members()) {
    Value promised;
    promised.make_object();
    for (const std::string_view member : {"name", "data_type", "description", "constraints"})
      if (column.has(member)) promised.set(std::string(member), column[member]);
    columns.set(name, std::move(promised));
  }
  original.set("columns", std::move(columns));
  if (node["constraints"].size() > 0) original.set("constraints", node["constraints"]);
  return to_json(original);
}

}  // namespace

bool contract_enforced(const Value& node) {
  return node["contract"]["enforced"].is_true() || node["config"]["contract"]["enforced"].is_true();
}

Fragment contract_of(const Project& project, const std::string& unique_id, const Value& node,
                     const Fragment& model) {
  Fragment fragment;
  fragment.self.id = asset_id(project.file, "contract." + unique_id);
  fragment.place = model.place + ".contract";
  fragment.at = project.generated;
  Facts& facts = fragment.facts;
  facts.type = AssetType::Contract;
  facts.name = model.facts.name;
  facts.title = "dbt contract of " + std::string(display_name(model.facts));
  facts.description =
      "dbt refuses to build " + model.facts.name + " unless its columns and types are those stated here.";
  facts.domain = model.facts.domain;
  facts.owners = model.facts.owners;
  facts.lifecycle = model.facts.lifecycle;
  Contract contract;
  contract.format = "dbt";
  contract.version = node["version"].text();
  contract.status = "active";
  ContractObject object;
  object.target = model.self;
  object.name = model.facts.name;
  object.columns = model.facts.columns;
  for (const Column& column : object.columns)
    if (column.nullable == false) object.required.push_back(column.path);
  contract.objects.push_back(std::move(object));
  contract.original = original_of(unique_id, node);
  facts.contract = std::move(contract);
  return fragment;
}

}  // namespace waymark::dbt

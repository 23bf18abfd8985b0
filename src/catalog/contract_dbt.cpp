// contract_dbt.cpp - the contract that a dbt model enforces: a node of a manifest, or the part of it that the
// reader of manifests keeps as text. Source: docs/sources.md.
#include "waymark/base/strings.h"
#include "waymark/model/keys.h"

#include "contract_parts.h"

namespace waymark {
namespace {

bool is_enforced(const Value& node) {
  return node["contract"]["enforced"].is_true() || node["config"]["contract"]["enforced"].is_true();
}

bool never_empty(const Value& column) {
  for (const Value& constraint : column["constraints"].items())
    if (constraint["type"].text() == "not_null" || constraint["type"].text() == "primary_key") return true;
  return false;
}

Ref target_of(const Value& node) {
  Ref target;
  PhysicalName& physical = target.physical;
  physical.platform = normal_platform(node["adapter_type"].text());
  for (const std::string& part : {node["database"].text(), node["schema"].text(),
                                  node.first_of({"alias", "identifier", "name"}).text()})
    if (!part.empty()) physical.parts.push_back(part);
  if (physical.platform.empty() || physical.parts.size() < 2) {
    target.name = join(physical.parts, ".");
    physical = {};
  }
  return target;
}

}  // namespace

bool recognises_dbt_model(const Value& document) {
  return document["columns"].is_object() && is_enforced(document);
}

ContractReading read_dbt_model(const ContractDocument& document, const ContractOrigin& origin) {
  const Value& node = document.value;
  ContractDraft draft = start_contract(document, origin, "dbt");
  const std::string id = node["unique_id"].text();
  ContractObject object;
  object.name = node["name"].text();
  if (object.name.empty()) object.name = id.substr(id.rfind('.') + 1);
  object.target = target_of(node);
  draft.mark(object.name, node);
  for (const auto& [name, column] : node["columns"].members()) {
    Column promised;
    promised.path = column["name"].text().empty() ? name : column["name"].text();
    promised.type = column["data_type"].text();
    promised.description = column["description"].text();
    if (never_empty(column)) promised.nullable = false, object.required.push_back(promised.path);
    draft.mark(object.name + "." + promised.path, column, name);
    object.columns.push_back(std::move(promised));
  }
  draft.facts().name = object.name;
  draft.facts().description = node["description"].text();
  draft.contract().version = node["version"].text();
  draft.contract().objects.push_back(std::move(object));
  if (!id.empty()) draft.reading.fragment.self.id = "dbt-contract:" + id;
  draft.reading.fragment.self.name = draft.facts().name;
  return std::move(draft.reading);
}

}  // namespace waymark

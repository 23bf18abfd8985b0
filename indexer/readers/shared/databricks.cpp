#include "shared/databricks.h"

#include "waymark/base/strings.h"

#include "shared/event_hash.h"
#include "shared/meta_facts.h"

namespace waymark::databricks {

Ref ref_of(const Export& file, std::vector<std::string> parts) {
  return {.id = {}, .physical = {"databricks", file.instance, std::move(parts)}, .name = {}};
}

Fragment fragment_of(const Export& file, std::vector<std::string> parts, std::string place) {
  Fragment fragment;
  fragment.facts.type = parts.size() < 3 ? AssetType::Container : AssetType::Table;
  fragment.facts.name = parts.back();
  fragment.facts.qualified_name = join(parts, ".");
  fragment.facts.platform = "databricks";
  fragment.facts.instance = file.instance;
  fragment.self = ref_of(file, std::move(parts));
  fragment.place = std::move(place);
  return fragment;
}

void add_owner(Facts& facts, const std::string& owner) {
  for (const std::string_view nobody : {"", "account users", "System user", "_workspace_admins_", "null"})
    if (same_ignoring_case(owner, nobody)) return;
  facts.owners.push_back(owner_from_text(owner));
}

void set_type(Facts& facts, const std::string& table_type) {
  const std::string kind = lower(table_type);
  if (kind.ends_with("view")) facts.type = AssetType::View;
  if (kind == "metric_view") facts.type = AssetType::Metric;
  add_extra(facts, "kind", replace_all(kind, "_", " "));
}

std::optional<std::uint64_t> user(const std::string& name) {
  if (name.empty() || same_ignoring_case(name, "System-User")) return std::nullopt;
  return event_hash({"databricks user", lower(name)});
}

bool is_system(const std::vector<std::string>& parts) {
  return (!parts.empty() && (same_ignoring_case(parts[0], "system") ||
                             same_ignoring_case(parts[0], "__databricks_internal"))) ||
         (parts.size() > 1 && same_ignoring_case(parts[1], "information_schema"));
}

}  // namespace waymark::databricks

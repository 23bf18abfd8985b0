#include "waymark/model/fields.h"

#include "derivation.h"

namespace waymark {
// What nobody stated is the worst of what it holds: columns for a table, then
// members for a product. Only members count that everyone who may read the
// product may read. It does not flow down again.
void derive_sensitivity(Derivation& d) {
  for (std::size_t i = 0; i < d.size(); ++i) {
    if (!d.asset(i).sensitivity.empty() || d.links(i).worst_level.empty()) continue;
    d.asset(i).sensitivity = d.links(i).worst_level;
    d.asset(i).sensitivity_from = "column " + d.links(i).worst_column;
  }
  std::unordered_map<std::uint32_t, std::uint32_t> worst_member;
  for (std::uint32_t i = 0; i < d.size(); ++i) {
    if (d.asset(i).type == AssetType::DataProduct || d.asset(i).sensitivity.empty()) continue;
    for (const std::uint32_t product : d.links(i).products) {
      if (!d.asset(product).sensitivity.empty() || !d.may_show(i, product)) continue;
      const auto [known, added] = worst_member.emplace(product, i);
      const std::string& so_far = d.asset(known->second).sensitivity;
      if (!added && worse_sensitivity(so_far, d.asset(i).sensitivity) != so_far) known->second = i;
    }
  }
  for (const auto& [product, member] : worst_member) {
    d.asset(product).sensitivity = d.asset(member).sensitivity;
    d.asset(product).sensitivity_from = d.asset(member).key;
  }
}

}  // namespace waymark

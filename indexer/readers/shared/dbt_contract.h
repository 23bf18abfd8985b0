// dbt_contract.h - the contract that a dbt model enforces on itself.
#pragma once

#include <string>

#include "shared/dbt_node.h"

namespace waymark::dbt {

bool contract_enforced(const Value& node);

// A contract about `model`, which was made of the same node.
Fragment contract_of(const Project& project, const std::string& unique_id, const Value& node,
                     const Fragment& model);

}  // namespace waymark::dbt

// contracts.cpp - which contracts are about which assets, and whether they are
// kept.
#include <algorithm>
#include <map>

#include "waymark/base/strings.h"

#include "derivation.h"

namespace waymark {
namespace {

constexpr std::size_t kFindings = 50;  // Kept in words with an asset.

int rank(std::string_view state) {
  return state == "broken" ? 3 : state == "unchecked" ? 2 : state == "kept" ? 1 : 0;
}

void worsen(Asset& asset, std::string_view state) {
  if (rank(state) > rank(asset.contract_state)) asset.contract_state = state;
}

void tell(Asset& asset, const std::vector<ContractFinding>& findings) {
  for (const ContractFinding& finding : findings)
    if (asset.contract_findings.size() < kFindings) asset.contract_findings.push_back(finding.text);
}

void add_key(Asset& asset, const std::string& key) {
  const auto at = std::lower_bound(asset.contract_keys.begin(), asset.contract_keys.end(), key);
  if (at == asset.contract_keys.end() || *at != key) asset.contract_keys.insert(at, key);
}

// A contract that is over is still told of, and promises nothing to anybody.
bool in_force(const Asset& contract) { return contract.lifecycle != "deprecated"; }

std::optional<Seconds> promised_freshness(const Asset& contract) {
  std::optional<Seconds> within = contract.fresh_within;
  if (within) return within;
  for (const Promise& promise : contract.contract->promises)
    if (promise.kind == "freshness" && promise.within && (!within || *promise.within < *within))
      within = promise.within;
  return within;
}

class ContractJudge {
 public:
  explicit ContractJudge(Derivation& d) : d_(d) {}

  void judge(std::uint32_t contract) {
    // A dialect repeats an object for each server it may live on; one that is
    // found speaks for all of its name.
    std::map<std::string, std::vector<const ContractObject*>> by_name;
    for (const ContractObject& object : d_.asset(contract).contract->objects)
      by_name[object.name].push_back(&object);
    std::vector<ContractFinding> own;
    for (const auto& [name, objects] : by_name) judge_object(contract, objects, own);
    Asset& asset = d_.asset(contract);
    worsen(asset, by_name.empty() ? "unchecked" : contract_state(own));
    tell(asset, own);
    for (const std::uint32_t product : d_.links(contract).products)
      about(contract, product, asset.contract_state, own);
  }

 private:
  void judge_object(std::uint32_t contract, const std::vector<const ContractObject*>& objects,
                    std::vector<ContractFinding>& own) {
    bool found = false;
    for (const ContractObject* object : objects) {
      const std::uint32_t asset = d_.find(object->target.id);
      if (asset == AssetLinks::kNone) continue;
      Asset room;
      const std::vector<ContractFinding> findings = check_contract_object(*object, &d_.whole(asset, room));
      about(contract, asset, contract_state(findings), findings);
      promise(contract, asset);
      // For the contract itself only what all its readers may see counts; the
      // rest is as if it were not there.
      if (!d_.may_show(asset, contract)) continue;
      add_key(d_.asset(contract), d_.asset(asset).key);
      if (d_.asset(asset).stub) continue;
      own.insert(own.end(), findings.begin(), findings.end());
      found = true;
    }
    if (found) return;
    const std::vector<ContractFinding> missing = check_contract_object(*objects.front(), nullptr);
    own.insert(own.end(), missing.begin(), missing.end());
  }

  void about(std::uint32_t contract, std::uint32_t asset, std::string_view state,
             const std::vector<ContractFinding>& findings) {
    if (!d_.may_show(contract, asset)) return;
    add_key(d_.asset(asset), d_.asset(contract).key);
    if (!in_force(d_.asset(contract))) return;
    worsen(d_.asset(asset), state);
    tell(d_.asset(asset), findings);
  }

  void promise(std::uint32_t contract, std::uint32_t asset) {
    const std::optional<Seconds> within = promised_freshness(d_.asset(contract));
    if (!within || !in_force(d_.asset(contract)) || !d_.may_show(contract, asset)) return;
    // Of several contracts the tightest counts; any of them counts more than
    // what other sources say.
    std::optional<Seconds>& known = promised_[asset];
    if (!known || *within < *known) known = within;
    d_.asset(asset).fresh_within = known;
  }

  Derivation& d_;
  std::map<std::uint32_t, std::optional<Seconds>> promised_;
};

// A product is as good as the worst of its members and of the contracts about
// itself.
void judge_products(Derivation& d) {
  for (std::uint32_t i = 0; i < d.size(); ++i) {
    if (d.asset(i).type == AssetType::Contract || d.asset(i).contract_state.empty()) continue;
    for (const std::uint32_t product : d.links(i).products) {
      if (!d.may_show(i, product)) continue;
      Asset& whole = d.asset(product);
      worsen(whole, d.asset(i).contract_state);
      for (const std::string& text : d.asset(i).contract_findings)
        if (whole.contract_findings.size() < kFindings &&
            std::find(whole.contract_findings.begin(), whole.contract_findings.end(), text) ==
                whole.contract_findings.end())
          whole.contract_findings.push_back(text);
    }
  }
}

}  // namespace

void judge_contracts(Derivation& d) {
  ContractJudge judge(d);
  const std::size_t count = d.size();
  for (std::uint32_t i = 0; i < count; ++i)
    if (d.asset(i).contract) judge.judge(i);
  judge_products(d);
}

}  // namespace waymark

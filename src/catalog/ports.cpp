// ports.cpp - data products whose ports are contracts: what a contract is about is what the port holds.
#include <algorithm>
#include <map>
#include <unordered_map>

#include "references.h"

namespace waymark {
namespace {

using ByKey = std::unordered_map<std::string_view, std::uint32_t>;  // Views of the assets.

void add_once(std::vector<std::uint32_t>& list, std::uint32_t item) {
  if (std::find(list.begin(), list.end(), item) == list.end()) list.push_back(item);
}

// What a contract is about, as far as it is in the catalog or has a stub there.
std::vector<std::uint32_t> targets_of(const Asset& contract, const ByKey& by_key) {
  std::vector<std::uint32_t> targets;
  for (const ContractObject& object : contract.contract->objects)
    if (const auto found = by_key.find(object.target.id); found != by_key.end())
      add_once(targets, found->second);
  return targets;
}

class Ports {
 public:
  explicit Ports(Draft& draft) : draft_(draft) {
    for (std::uint32_t i = 0; i < draft.assets.size(); ++i) by_key_.emplace(draft.assets[i].key, i);
    each_port([&](std::uint32_t product, const Member& member, std::uint32_t contract) {
      if (member.port != "input") givers_[contract].push_back(product);
    });
  }

  // The products that hand over what an input port reads, else the things themselves, are upstream.
  void join_products() {
    each_port([&](std::uint32_t product, const Member& member, std::uint32_t contract) {
      if (member.port != "input") return;
      const auto givers = givers_.find(contract);
      const std::vector<std::uint32_t> from =
          givers != givers_.end() ? givers->second : targets_of(draft_.assets[contract], by_key_);
      for (const std::uint32_t giver : from)
        if (giver != product) join(giver, product);
    });
  }

  // In the place of a contract stand the things it is about; one that is about nothing known stays itself.
  void open_contracts() {
    for (std::uint32_t product = 0; product < draft_.assets.size(); ++product) {
      std::vector<Member> opened;
      for (Member& member : draft_.assets[product].members) {
        const std::uint32_t contract = contract_of(member);
        std::vector<std::uint32_t> targets;
        if (contract != Identity::kNobody) targets = targets_of(draft_.assets[contract], by_key_);
        if (targets.empty()) add_member(opened, member.asset.id, member.port);
        for (const std::uint32_t target : targets) {
          add_member(opened, draft_.assets[target].key, member.port);
          if (member.port != "input") add_once(draft_.links[target].products, product);
        }
      }
      draft_.assets[product].members = std::move(opened);
    }
  }

  bool any() const { return any_; }

 private:
  template <typename Visit>
  void each_port(Visit visit) {
    for (std::uint32_t product = 0; product < draft_.assets.size(); ++product)
      for (const Member& member : draft_.assets[product].members)
        if (const std::uint32_t contract = contract_of(member); contract != Identity::kNobody)
          any_ = true, visit(product, member, contract);
  }

  std::uint32_t contract_of(const Member& member) const {
    const auto found = by_key_.find(member.asset.id);
    return found != by_key_.end() && draft_.assets[found->second].contract ? found->second
                                                                           : Identity::kNobody;
  }

  static void add_member(std::vector<Member>& members, const std::string& key, const std::string& port) {
    for (Member& known : members)
      if (known.asset.id == key) {
        if (known.port.empty()) known.port = port;
        return;
      }
    members.push_back({.asset = {.id = key, .physical = {}, .name = {}}, .port = port});
  }

  void join(std::uint32_t from, std::uint32_t to) {
    const std::vector<SourceNote>& said = draft_.assets[to].sources;
    const std::vector<std::string> sources = {said.empty() ? std::string() : said.front().source};
    const auto add = [&](std::vector<Neighbour>& neighbours, const std::string& key) {
      const bool known = std::any_of(neighbours.begin(), neighbours.end(), [&](const Neighbour& one) {
        return one.key == key && one.kind == "input";
      });
      if (!known) neighbours.push_back({.key = key, .kind = "input", .sources = sources});
    };
    add(draft_.assets[from].downstream, draft_.assets[to].key);
    add(draft_.assets[to].upstream, draft_.assets[from].key);
  }

  Draft& draft_;
  ByKey by_key_;
  std::map<std::uint32_t, std::vector<std::uint32_t>>
      givers_;  // Products by what their output ports promise.
  bool any_ = false;
};

bool has_products_and_contracts(const Draft& draft) {
  bool products = false, contracts = false;
  for (const Asset& asset : draft.assets) {
    products |= !asset.members.empty();
    contracts |= asset.contract.has_value();
  }
  return products && contracts;
}

}  // namespace

void link_ports(Draft& draft) {
  if (!has_products_and_contracts(draft)) return;  // Most catalogs are spared the table of keys.
  Ports ports(draft);
  if (!ports.any()) return;
  ports.join_products();
  ports.open_contracts();
}

}  // namespace waymark

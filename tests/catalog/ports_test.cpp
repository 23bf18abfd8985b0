// Ports of data products that are contracts, and domains that are only guessed.
#include "catalog/catalog_fixture.h"

namespace waymark {
namespace {

Fragment contract_about(std::string name, std::string id, std::string target) {
  Fragment fragment = named(AssetType::Contract, std::move(name), std::move(id));
  fragment.facts.contract = Contract{.format = "odcs", .version = "1"};
  fragment.facts.contract->objects = {{.target = physical_ref(target), .name = "it"}};
  return fragment;
}

Fragment product_with(std::string name, std::vector<std::pair<std::string, std::string>> ports) {
  Fragment fragment = product(std::move(name));
  for (auto& [contract, port] : ports)
    fragment.facts.members.push_back({.asset = id_ref(contract), .port = port});
  return fragment;
}

std::vector<std::string> members(const Asset& asset, std::string_view port) {
  std::vector<std::string> keys;
  for (const Member& member : asset.members)
    if (member.port == port) keys.push_back(member.asset.id);
  return keys;
}

Catalog two_products() {
  return Mesh()
      .add(table("s:a.RAW"), kSnowflake)
      .add(table("s:a.CLEAN"), kSnowflake)
      .add(table("s:a.SUM"), kSnowflake)
      .add(contract_about("Raw contract", "odcs:1", "s:a.RAW"), kOdcs)
      .add(contract_about("Clean contract", "odcs:2", "s:a.CLEAN"), kOdcs)
      .add(contract_about("Sum contract", "odcs:3", "s:a.SUM"), kOdcs)
      .add(product_with("Cleaning", {{"odcs:1", "input"}, {"odcs:2", "output"}}), kOdcs)
      .add(product_with("Summing", {{"odcs:2", "input"}, {"odcs:3", "output"}, {"odcs:9", "output"}}), kOdcs)
      .build();
}

TEST(Ports, AProductHoldsWhatTheContractsOfItsOutputPortsAreAbout) {
  const Catalog catalog = two_products();
  const Asset& cleaning = the(catalog, "Cleaning");
  EXPECT_EQ(members(cleaning, "output"), (std::vector<std::string>{the(catalog, "CLEAN").key}));
  EXPECT_EQ(members(cleaning, "input"), (std::vector<std::string>{the(catalog, "RAW").key}));
  EXPECT_EQ(the(catalog, "CLEAN").products, (std::vector<std::string>{"Cleaning"}));
  EXPECT_TRUE(the(catalog, "RAW").products.empty());
  EXPECT_TRUE(holds(cleaning.contract_keys, the(catalog, "Clean contract").key));
}

TEST(Ports, AProductIsUpstreamOfTheOneThatReadsItsPortElseTheThingItself) {
  const Catalog catalog = two_products();
  const Asset& summing = the(catalog, "Summing");
  ASSERT_EQ(summing.upstream.size(), 1u);
  EXPECT_EQ(summing.upstream[0].key, the(catalog, "Cleaning").key);
  EXPECT_EQ(summing.upstream[0].kind, "input");
  ASSERT_EQ(the(catalog, "Cleaning").upstream.size(), 1u);
  EXPECT_EQ(the(catalog, "Cleaning").upstream[0].key, the(catalog, "RAW").key);
  EXPECT_EQ(the(catalog, "RAW").downstream.size(), 1u);
}

TEST(Ports, AContractThatNobodyHasIsCounted) { EXPECT_EQ(noted(two_products(), "member_unknown"), 1u); }

TEST(DomainGuess, IsWeakerThanEverythingThatIsSaid) {
  const auto guessed = [](std::string physical) {
    Fragment fragment = table(physical);
    fragment.domain_guess = "staging/shop";
    return fragment;
  };
  SourceInfo with_default = source("other", SourceKind::Dbt);
  with_default.defaults.domain = "Default";
  Fragment box = with_domain(container("s:BOX"), "Boxed");
  const Catalog catalog = Mesh("rules:\n  - {match: {name: RULED}, set: {domain: Ruled}}\n")
                              .add(guessed("s:x.ALONE"), kDbt)
                              .add(guessed("s:x.SAID"), kDbt)
                              .add(with_domain(table("s:x.SAID"), "Said"), kSnowflake)
                              .add(guessed("s:x.RULED"), kDbt)
                              .add(box, kSnowflake)
                              .add(guessed("s:BOX.INSIDE"), kDbt)
                              .add(guessed("s:x.DEFAULTED"), with_default)
                              .build();
  EXPECT_EQ(the(catalog, "ALONE").domain, "staging/shop");
  EXPECT_EQ(history(the(catalog, "ALONE"), "domain"),
            (std::vector<std::pair<std::string, std::string>>{{"folder or package", "staging/shop"}}));
  EXPECT_EQ(the(catalog, "SAID").domain, "Said");
  EXPECT_EQ(the(catalog, "RULED").domain, "Ruled");
  EXPECT_EQ(the(catalog, "INSIDE").domain, "Boxed");
  EXPECT_EQ(the(catalog, "DEFAULTED").domain, "Default");
  EXPECT_EQ(all(catalog, AssetType::Domain).size(), 6u);  // Those named and "staging".
}

}  // namespace
}  // namespace waymark

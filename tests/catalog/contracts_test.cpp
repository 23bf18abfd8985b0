#include "waymark/base/strings.h"

#include "catalog/catalog_fixture.h"

namespace waymark {
namespace {

Fragment contract(std::vector<Column> columns, std::string target = "s:a.ORDERS") {
  Fragment fragment = named(AssetType::Contract, "Orders contract", "odcs:1");
  fragment.facts.contract = Contract{.format = "odcs", .version = "1"};
  fragment.facts.contract->objects = {
      {.target = physical_ref(target), .name = "orders", .columns = std::move(columns)}};
  fragment.facts.contract->promises = {{.kind = "freshness", .text = "24 h", .within = Seconds(86400)}};
  fragment.facts.products = {"P"};
  return fragment;
}
Catalog with_contract(std::vector<Column> promised, std::string_view yaml = "",
                      std::string target = "s:a.ORDERS") {
  Fragment orders = table("s:a.ORDERS");
  orders.facts.columns = {{.path = "ORDER_ID", .type = "NUMBER(38,0)"},
                          {.path = "total", .type = "decimal(10,2)", .nullable = true},
                          {.path = "at", .type = "timestamp_ntz"}};
  return Mesh(yaml)
      .add(orders, kSnowflake)
      .add(table("s:a.BARE"), kSnowflake)
      .add(contract(std::move(promised), target), kOdcs)
      .add(product("P", {"s:a.ORDERS"}), kDataHub)
      .build();
}

TEST(Contracts, AreKeptWhereEveryPromisedColumnIsThereWithATypeOfItsFamily) {
  const Catalog catalog = with_contract({{.path = "order_id", .type = "integer"},
                                         {.path = "Total", .type = "number"},
                                         {.path = "at", .type = "date"}});
  for (const std::string_view name : {"ORDERS", "Orders contract", "P"})
    EXPECT_EQ(the(catalog, name).contract_state, "kept") << name;
  EXPECT_EQ(the(catalog, "ORDERS").contract_keys,
            (std::vector<std::string>{the(catalog, "Orders contract").key}));
  EXPECT_EQ(the(catalog, "Orders contract").contract_keys,
            (std::vector<std::string>{the(catalog, "ORDERS").key}));
  EXPECT_EQ(the(catalog, "ORDERS").fresh_within, Seconds(86400));
}

TEST(Contracts, AreBrokenByAMissingColumnOrATypeOfAnotherFamily) {
  const Catalog missing = with_contract({{.path = "email_address", .type = "string"}});
  EXPECT_EQ(the(missing, "ORDERS").contract_state, "broken");
  EXPECT_EQ(the(missing, "P").contract_state, "broken");
  EXPECT_EQ(the(missing, "ORDERS").contract_findings,
            (std::vector<std::string>{"orders: column \"email_address\" is promised and is not there"}));
  const Catalog changed = with_contract({{.path = "order_id", .type = "varchar(20)"}});
  EXPECT_EQ(the(changed, "Orders contract").contract_state, "broken");
  EXPECT_TRUE(contains(the(changed, "ORDERS").contract_findings.at(0), "NUMBER(38,0) (decimal)"));
}

TEST(Contracts, AreUncheckedWithoutATargetOrItsColumns) {
  const Catalog nowhere = with_contract({{.path = "a"}}, "", "s:a.NOWHERE");
  EXPECT_EQ(the(nowhere, "Orders contract").contract_state, "unchecked");
  EXPECT_TRUE(the(nowhere, "NOWHERE").stub);
  EXPECT_EQ(noted(nowhere, "contract_target_unknown"), 1u);
  EXPECT_EQ(the(with_contract({{.path = "a"}}, "", "s:a.BARE"), "BARE").contract_state, "unchecked");
}

TEST(Contracts, ATargetThatTheirReadersMayNotSeeCountsAsNotThere) {
  const std::string_view hide = "rules: [{match: {name: ORDERS}, access: {level: restricted}}]";
  const Catalog hidden = with_contract({{.path = "email_address"}}, hide);
  const Catalog absent = Mesh().add(contract({{.path = "email_address"}}), kOdcs).build();
  EXPECT_EQ(the(hidden, "Orders contract").contract_state, "unchecked");
  EXPECT_EQ(the(hidden, "Orders contract").contract_findings,
            the(absent, "Orders contract").contract_findings);
  EXPECT_EQ(the(hidden, "ORDERS").contract_state, "broken") << "its own readers see both";
  EXPECT_EQ(the(hidden, "P").contract_state, "unchecked");
}

TEST(Contracts, AnObjectOnSeveralServersIsJudgedWhereItIsFound) {
  Fragment two = contract({{.path = "order_id"}});
  two.facts.contract->objects.push_back(two.facts.contract->objects[0]);
  two.facts.contract->objects[0].target = physical_ref("postgres:dev.a.orders");
  Fragment orders = table("s:a.ORDERS");
  orders.facts.columns = {{.path = "order_id"}};
  const Catalog catalog = Mesh().add(two, kOdcs).add(orders, kSnowflake).build();
  EXPECT_EQ(the(catalog, "Orders contract").contract_state, "kept");
  for (const Asset& asset : catalog.assets) EXPECT_FALSE(asset.stub) << asset.name;
}

TEST(Contracts, AFieldInsideAColumnWhoseFieldsNobodyListsIsNotMissing) {
  Asset target;
  target.columns = {{.path = "address", .type = "object"}, {.path = "buyer"}, {.path = "buyer.name"}};
  EXPECT_TRUE(check_contract_object({.name = "o", .columns = {{.path = "address.city"}}}, &target).empty());
  EXPECT_EQ(
      contract_state(check_contract_object({.name = "o", .columns = {{.path = "buyer.mail"}}}, &target)),
      "broken");
}

TEST(Contracts, WhatMayBeEmptyAgainstThePromiseIsSaidAndBreaksNothing) {
  Asset target;
  target.columns = {{.path = "total", .nullable = true}};
  const auto findings =
      check_contract_object({.name = "o", .columns = {{.path = "total"}}, .required = {"total"}}, &target);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].code, "nullability");
  EXPECT_EQ(contract_state(findings), "kept");
}

}  // namespace
}  // namespace waymark

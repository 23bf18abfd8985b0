// What a contract check finds, and what a change of a contract means for who reads the data.
#include "waymark/catalog/contract_check.h"

#include <gtest/gtest.h>

#include "waymark/base/strings.h"

namespace waymark {
namespace {

const Time kToday = Time(Seconds(1'772'323'200));  // 2026-03-01

constexpr std::string_view kContract =
    "kind: DataContract\n"  // 1
    "apiVersion: v3.0.2\n"  // 2
    "id: c1\n"              // 3
    "name: Orders\n"        // 4
    "version: 1.0.0\n"      // 5
    "status: active\n"      // 6
    "team:\n"               // 7
    "  - {username: ana@x.example, role: Owner}\n"
    "schema:\n"                       // 9
    "  - name: orders\n"              // 10
    "    properties:\n"               // 11
    "      - name: order_id\n"        // 12
    "        logicalType: integer\n"  // 13
    "        required: true\n"        // 14
    "      - name: email_address\n"   // 15
    "        logicalType: string\n"   // 16
    "        classification: confidential\n"
    "slaProperties:\n"                                 // 18
    "  - {property: latency, value: 24, unit: h}\n"    // 19
    "  - {property: retention, value: 3, unit: y}\n";  // 20

Asset orders() {
  Asset asset;
  asset.key = "t_orders";
  asset.name = "ORDERS";
  asset.columns = {{.path = "ORDER_ID", .type = "NUMBER(38,0)", .nullable = false},
                   {.path = "Email_Address", .type = "VARCHAR(200)", .sensitivity = "confidential"}};
  asset.owners = {{.name = "Ana", .mail = "ana@x.example"}};
  asset.updated = kToday - std::chrono::hours(3);
  return asset;
}

CheckCatalog holding(Asset asset) {
  CheckCatalog catalog;
  catalog.now = kToday;
  catalog.find = [asset = std::move(asset)](const Ref&) { return std::optional<Asset>(asset); };
  return catalog;
}

ContractCheck check(std::string_view text, Asset asset) {
  return check_contract_text(text, {"orders.yaml", "", "", kToday}, holding(std::move(asset)));
}

const CheckFinding* find(const ContractCheck& check, std::string_view code) {
  for (const CheckFinding& finding : check.findings)
    if (finding.code == code) return &finding;
  return nullptr;
}

TEST(ContractCheck, PassesWhereEverythingIsAsPromised) {
  const ContractCheck passed = check(kContract, orders());
  EXPECT_EQ(passed.verdict(), Verdict::Pass) << (passed.findings.empty() ? "" : passed.findings[0].text);
  EXPECT_TRUE(passed.findings.empty());
  EXPECT_EQ(passed.format, "odcs");
  EXPECT_EQ(passed.target->first, "t_orders");
}

TEST(ContractCheck, TellsAMissingColumnWithTheLineThatPromisesIt) {
  Asset asset = orders();
  asset.columns.pop_back();
  const ContractCheck failed = check(kContract, asset);
  ASSERT_EQ(failed.findings.size(), 1u);
  EXPECT_EQ(failed.verdict(), Verdict::Fail);
  EXPECT_EQ(failed.findings[0].code, "missing_column");
  EXPECT_EQ(failed.findings[0].line, 15u);
  EXPECT_EQ(failed.findings[0].where, "schema.orders.email_address");
}

TEST(ContractCheck, TellsATypeOfAnotherFamily) {
  Asset asset = orders();
  asset.columns[0].type = "VARCHAR(20)";
  const ContractCheck failed = check(kContract, asset);
  const CheckFinding* finding = find(failed, "type_mismatch");
  ASSERT_NE(finding, nullptr);
  EXPECT_EQ(finding->expected, "integer");
  EXPECT_EQ(finding->actual, "VARCHAR(20)");
  EXPECT_EQ(finding->line, 12u);
}

TEST(ContractCheck, WarnsOfWhatNoChangeOfTheContractCanMend) {
  Asset asset = orders();
  asset.columns[0].nullable = true;
  asset.columns[1].sensitivity = "internal";
  asset.updated = kToday - std::chrono::hours(31);
  asset.owners = {{.name = "Ben", .mail = "ben@x.example"}};
  const ContractCheck warned = check(kContract, asset);
  EXPECT_EQ(warned.verdict(), Verdict::Warn);
  for (const std::string_view code : {"nullability", "classification_lower", "sla_missed", "owner_mismatch"})
    EXPECT_NE(find(warned, code), nullptr) << code;
  EXPECT_EQ(find(warned, "sla_missed")->line, 19u);
  EXPECT_EQ(find(warned, "sla_missed")->actual, "31 hours (ORDERS)");
}

TEST(ContractCheck, SaysWhichColumnMustBeFilledWithoutBeingPromised) {
  Asset asset = orders();
  asset.columns.push_back({.path = "region", .type = "TEXT", .nullable = false});
  const ContractCheck said = check(kContract, asset);
  EXPECT_EQ(said.verdict(), Verdict::Pass) << "worth knowing, and no promise is broken";
  ASSERT_NE(find(said, "extra_required"), nullptr);
  EXPECT_EQ(find(said, "extra_required")->actual, "region");
}

TEST(ContractCheck, WithoutItsTargetIsNoPass) {
  CheckCatalog nothing;
  nothing.now = kToday;
  nothing.find = [](const Ref&) { return std::optional<Asset>(); };
  const ContractCheck unknown = check_contract_text(kContract, {"orders.yaml", "", "", kToday}, nothing);
  EXPECT_EQ(unknown.verdict(), Verdict::Warn);
  EXPECT_EQ(unknown.findings.at(0).code, "no_target");
  EXPECT_EQ(unknown.findings.at(0).line, 10u);
}

TEST(ContractCheck, OfABrokenTextTellsTheLine) {
  const ContractCheck broken = check("kind: DataContract\nid: [a\nname: b\n", orders());
  ASSERT_EQ(broken.findings.size(), 1u);
  EXPECT_EQ(broken.findings[0].code, "parse_error");
  EXPECT_EQ(broken.verdict(), Verdict::Fail);
  EXPECT_GT(broken.findings[0].line, 1u);
}

TEST(ContractCheck, KnowsTheLinesOfJsonToo) {
  const ContractCheck failed = check(
      "{\"kind\": \"DataContract\", \"apiVersion\": \"v3.0.2\", \"id\": \"c\", \"name\": \"O\",\n"
      " \"version\": \"1\", \"status\": \"active\",\n"
      " \"schema\": [{\"name\": \"orders\", \"properties\": [\n"
      "   {\"name\": \"gone\", \"logicalType\": \"string\"}]}]}\n",
      orders());
  ASSERT_NE(find(failed, "missing_column"), nullptr);
  EXPECT_EQ(find(failed, "missing_column")->line, 4u);
}

TEST(ContractCheck, AFieldOfAMapStandsAtItsName) {
  const ContractCheck failed = check(
      "dataContractSpecification: 1.2.0\nid: c\ninfo: {title: T, version: 1.0.0}\nmodels:\n  orders:\n    "
      "fields:\n"
      "      order_id:\n        type: integer\n      gone:\n        # a note between\n        type: string\n",
      orders());
  ASSERT_NE(find(failed, "missing_column"), nullptr);
  EXPECT_EQ(find(failed, "missing_column")->line, 9u);
}

TEST(ContractPromises, OfRefreshesAndChecksAreJudgedByWhatSourcesCount) {
  Contract contract;
  contract.objects = {{.name = "orders"}};
  contract.promises = {{"frequency", "1 d", Seconds(86400)},
                       {"quality", "orders: no empty ids", {}},
                       {"availability", "99.9 %", {}}};
  Asset asset = orders();
  asset.usage.refreshes_30d = 12;
  asset.quality = Quality{.passed = 3, .failed = 1};
  const CheckCatalog catalog = holding(asset);
  const auto judged = judge_promises(contract, judge_objects(contract, catalog), kToday);
  ASSERT_EQ(judged.size(), 3u);
  EXPECT_EQ(judged[0].state, Kept::Broken);
  EXPECT_EQ(judged[0].found, "12 refreshes in 30 days (ORDERS)");
  EXPECT_EQ(judged[1].state, Kept::Broken);
  EXPECT_EQ(judged[1].found, "3 of 4 checks passed (ORDERS)");
  EXPECT_EQ(judged[2].state, Kept::Unchecked);
  EXPECT_FALSE(judged[2].why.empty());
}

JudgedPromise kept_for(std::string retention, std::string cleanup, Seconds promised) {
  Contract contract;
  contract.objects = {{.name = "orders"}};
  contract.promises = {{"retention", "as agreed", promised}};
  Asset topic = orders();
  if (!retention.empty()) topic.extra.emplace_back("retention.ms", std::move(retention));
  if (!cleanup.empty()) topic.extra.emplace_back("cleanup.policy", std::move(cleanup));
  const CheckCatalog catalog = holding(topic);
  return judge_promises(contract, judge_objects(contract, catalog), kToday).at(0);
}

TEST(ContractPromises, OfRetentionAreJudgedByHowLongATopicKeepsWhatItHolds) {
  constexpr Seconds kWeek(7 * 86400), kTenYears(10 * 365 * 86400);
  const JudgedPromise kept = kept_for("604800000.0", "delete", kWeek);
  EXPECT_EQ(kept.state, Kept::Kept);
  EXPECT_EQ(kept.expected, "7 days");
  EXPECT_EQ(kept.found, "7 days (ORDERS)");
  const JudgedPromise broken = kept_for("604799000", "", kTenYears);
  EXPECT_EQ(broken.state, Kept::Broken);
  EXPECT_EQ(broken.expected, "10 years");
  EXPECT_EQ(broken.found, "6 days (ORDERS)");
  EXPECT_EQ(kept_for("-1", "", kTenYears).state, Kept::Kept);
}

TEST(ContractPromises, OfRetentionAreNotJudgedByWhatDoesNotTell) {
  for (const auto& [retention, cleanup] : std::vector<std::pair<std::string, std::string>>{
           {"", ""}, {"", "delete"}, {"soon", ""}, {"604800000", "compact"}, {"604800000", "compact,delete"}}) {
    const JudgedPromise judged = kept_for(retention, cleanup, Seconds(86400));
    EXPECT_EQ(judged.state, Kept::Unchecked) << retention << " " << cleanup;
    EXPECT_EQ(judged.why, "no source tells how long its data is kept");
  }
}

TEST(ContractPromises, OfSeveralRulesNoneIsBlamedForAFailedCheck) {
  Contract contract;
  contract.objects = {{.name = "orders"}};
  contract.promises = {{"quality", "orders: a", {}}, {"quality", "orders: b", {}}};
  Asset asset = orders();
  asset.quality = Quality{.passed = 3, .failed = 1};
  const CheckCatalog catalog = holding(asset);
  for (const JudgedPromise& judged : judge_promises(contract, judge_objects(contract, catalog), kToday))
    EXPECT_EQ(judged.state, Kept::Unchecked);
}

std::vector<std::string> kinds(std::string_view was, std::string_view is, bool breaking) {
  const auto before = read_contract(was, {"a.yaml", "", "", kToday}),
             after = read_contract(is, {"b.yaml", "", "", kToday});
  EXPECT_TRUE(before && after);
  std::vector<std::string> found;
  for (const ContractChange& change : compare_contracts(*before, *after))
    if (change.breaking == breaking) found.push_back(change.kind);
  return found;
}

using Kinds = std::vector<std::string>;

TEST(ContractChanges, WhatReadersRelyOnAndIsGoneBreaks) {
  const std::string was(kContract);
  const auto changed = [&](std::string_view from, std::string_view to) { return replace_all(was, from, to); };
  EXPECT_EQ(kinds(was, changed("name: email_address", "name: mail"), true), Kinds{"column_removed"});
  EXPECT_EQ(kinds(was, changed("name: email_address", "name: mail"), false), Kinds{"column_added"});
  EXPECT_EQ(kinds(was, changed("logicalType: integer", "logicalType: string"), true), Kinds{"type_changed"});
  EXPECT_EQ(kinds(was, changed("        required: true\n", ""), true), Kinds{"nullability_changed"});
  EXPECT_EQ(kinds(was, changed("value: 24", "value: 48"), true), Kinds{"promise_loosened"});
  EXPECT_EQ(kinds(was, changed("value: 3,", "value: 1,"), true), Kinds{"promise_loosened"});
  EXPECT_EQ(kinds(was, changed("name: orders", "name: sales"), true), Kinds{"object_removed"});
  EXPECT_EQ(kinds(was, changed("status: active", "status: deprecated"), true), Kinds{"status_changed"});
}

TEST(ContractChanges, WhatPromisesMoreIsCompatible) {
  const std::string was(kContract);
  const auto changed = [&](std::string_view from, std::string_view to) { return replace_all(was, from, to); };
  EXPECT_EQ(kinds(was, was, true), Kinds{});
  EXPECT_EQ(kinds(was, was, false), Kinds{});
  EXPECT_EQ(kinds(was, changed("value: 24", "value: 12"), true), Kinds{});
  EXPECT_EQ(kinds(was, changed("value: 24", "value: 12"), false), Kinds{"promise_changed"});
  EXPECT_EQ(kinds(was, changed("1.0.0", "1.1.0"), false), Kinds{"version_changed"});
  EXPECT_EQ(kinds(was, changed("ana@", "ben@"), false), Kinds{"owner_changed"});
}

TEST(ContractChanges, StandAtTheLineOfTheNewText) {
  const std::string is = replace_all(std::string(kContract), "name: email_address", "name: mail");
  const auto before = read_contract(kContract, {"a.yaml", "", "", kToday}),
             after = read_contract(is, {"b.yaml", "", "", kToday});
  for (const ContractChange& change : compare_contracts(*before, *after)) {
    const bool gone = change.kind == "column_removed";
    EXPECT_EQ(change.line, gone ? 10u : 15u) << "what is gone is told at what held it";
  }
}

// The one table of types: a row for each meaning, a cell for each dialect.
TEST(ContractTypes, MeanTheSameInEveryDialect) {
  const std::vector<std::vector<std::string>> rows = {
      {"VARCHAR(16777216)", "string", "StringType", "character varying(20)", "STRING", "varchar(256)",
       "string", "text"},
      {"NUMBER(38,0)", "bigint", "LongType", "int8", "INT64", "bigint", "long", "integer"},
      {"FLOAT", "double", "DoubleType", "double precision", "FLOAT64", "float8", "double", "number"},
      {"BOOLEAN", "boolean", "BooleanType", "bool", "BOOL", "boolean", "boolean", "boolean"},
      {"DATE", "date", "DateType", "date", "DATE", "date", "date", "date"},
      {"TIMESTAMP_NTZ(9)", "timestamp", "TimestampType", "timestamp with time zone", "DATETIME",
       "timestamptz", "timestamp-millis", "timestamp"},
      {"BINARY", "binary", "BinaryType", "bytea", "BYTES", "varbyte", "bytes", "binary"},
      {"OBJECT", "struct<a:int>", "StructType", "json", "STRUCT<a INT64>", "super", "record", "object"},
  };
  for (std::size_t row = 0; row < rows.size(); ++row)
    for (const std::string& promised : rows[row])
      for (const std::string& actual : rows[row]) {
        Asset asset;
        asset.columns = {{.path = "a", .type = actual}};
        const ContractObject object{
            .target = {}, .name = "o", .columns = {{.path = "a", .type = promised}}, .required = {}};
        EXPECT_TRUE(check_contract_object(object, &asset).empty()) << promised << " against " << actual;
      }
  // And apart from each other: the first cell of a row against that of every other, numbers aside.
  for (const std::size_t a : {0, 1, 3, 4, 6, 7})
    for (const std::size_t b : {0, 1, 3, 4, 6, 7}) {
      if (a == b) continue;
      Asset asset;
      asset.columns = {{.path = "a", .type = rows[b][0]}};
      const ContractObject object{
          .target = {}, .name = "o", .columns = {{.path = "a", .type = rows[a][0]}}, .required = {}};
      EXPECT_FALSE(check_contract_object(object, &asset).empty()) << rows[a][0] << " against " << rows[b][0];
    }
}

}  // namespace
}  // namespace waymark

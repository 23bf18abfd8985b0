// What a contract says in either dialect, read through the door that readers and the contract check share.
#include "waymark/catalog/contract_dialect.h"

#include <gtest/gtest.h>

namespace waymark {
namespace {

const Time kToday = Time(Seconds(1'772'323'200));  // 2026-03-01

ContractReading read_one(std::string_view text,
                         ContractOrigin origin = {"orders.odcs.yaml", "", "", kToday}) {
  const auto documents = contract_documents(text);
  EXPECT_TRUE(documents) << (documents ? "" : documents.error().message);
  if (!documents || documents->empty()) return {};
  const ContractDialect* dialect = dialect_of(documents->front().value);
  EXPECT_NE(dialect, nullptr);
  return dialect == nullptr ? ContractReading{} : dialect->read(documents->front(), origin);
}

const Facts& facts_of(const ContractReading& reading) { return reading.fragment.facts; }

std::string odcs(std::string_view members) {
  return "kind: DataContract\napiVersion: v3.0.2\nid: c1\nname: Orders\nversion: 1.0.0\nstatus: active\n" +
         std::string(members);
}

PhysicalName only_target(std::string_view members) {
  const ContractReading reading = read_one(odcs(members));
  const auto& objects = facts_of(reading).contract->objects;
  EXPECT_EQ(objects.size(), 1U);
  return objects.empty() ? PhysicalName{} : objects.front().target.physical;
}

constexpr const char* kSnowflake =
    "servers: [{server: p, type: snowflake, account: acme, database: PROD, schema: SALES}]\n";

TEST(ContractTarget, IsTheServersNameWithThePhysicalName) {
  const PhysicalName target =
      only_target(std::string(kSnowflake) + "schema: [{name: orders, physicalName: FCT_ORDERS}]");
  EXPECT_EQ(target.platform, "snowflake");
  EXPECT_EQ(target.instance, "acme");
  EXPECT_EQ(target.parts, (std::vector<std::string>{"PROD", "SALES", "FCT_ORDERS"}));
}

TEST(ContractTarget, TakesTheSchemaWrittenBeforeTheName) {
  const PhysicalName target =
      only_target(std::string(kSnowflake) + "schema: [{name: orders, physicalName: OTHER.ORDERS}]");
  EXPECT_EQ(target.parts, (std::vector<std::string>{"PROD", "OTHER", "ORDERS"}));
}

TEST(ContractTarget, KeepsTheDotsOfATopic) {
  const PhysicalName target = only_target(
      "servers: [{server: k, type: kafka, host: 'b1.example.com:9092,b2:9092'}]\nschema: [{name: o, "
      "physicalName: web.orders.v1}]");
  EXPECT_EQ(target.parts, std::vector<std::string>{"web.orders.v1"});
  EXPECT_EQ(target.instance, "b1.example.com");
}

TEST(ContractTarget, FollowsAPathAsFarAsItIsFixed) {
  const ContractReading reading = read_one(
      "dataContractSpecification: 1.2.0\nid: a\ninfo: {title: T, version: 1}\n"
      "servers: {lake: {type: s3, location: 's3://bucket/v2/{model}/*.json'}}\nmodels: {orders: {fields: "
      "{}}}");
  ASSERT_EQ(facts_of(reading).contract->objects.size(), 1U);
  EXPECT_EQ(facts_of(reading).contract->objects[0].target.physical.parts,
            std::vector<std::string>{"bucket/v2/orders"});
}

TEST(ContractTarget, SaysWhichServerLacksAPart) {
  const ContractReading reading =
      read_one(odcs("servers:\n- server: p\n  type: snowflake\n  database: PROD\nschema: [{name: orders}]"));
  ASSERT_EQ(reading.problems.size(), 1U);
  EXPECT_EQ(reading.problems[0].place, "line 8, servers[0]");
  EXPECT_NE(reading.problems[0].message.find("\"p\""), std::string::npos);
  EXPECT_TRUE(facts_of(reading).contract->objects.at(0).target.physical.empty());
  EXPECT_EQ(facts_of(reading).contract->objects.at(0).target.name, "orders");
}

TEST(ContractTarget, OfOneNameOnTwoServersIsKeptOnce) {
  const ContractReading reading =
      read_one(odcs("servers: [{server: a, type: glue, account: '1', database: sales}, {server: b, type: "
                    "glue, account: '1', database: SALES}]\n"
                    "schema: [{name: orders}]"));
  EXPECT_EQ(facts_of(reading).contract->objects.size(), 1U);
}

TEST(ContractVersion, KeepsTheZeroThatANumberLoses) {
  EXPECT_EQ(facts_of(read_one("kind: DataContract\nid: a\nversion: 1.0 # first\n")).contract->version, "1.0");
  EXPECT_EQ(facts_of(read_one("kind: DataContract\nid: a\nversion: 1.10\n")).contract->version, "1.10");
}

TEST(ContractVersion, OfALaterDocumentIsReadFromItsOwnLines) {
  const auto documents = contract_documents(
      "kind: DataContract\nid: a\nversion: 1.0\n---\nkind: DataContract\nid: b\nversion: 2.0\n");
  ASSERT_TRUE(documents);
  ASSERT_EQ(documents->size(), 2U);
  const ContractReading second =
      dialect_of((*documents)[1].value)->read((*documents)[1], {"x.yaml", "", "", kToday});
  EXPECT_EQ(facts_of(second).contract->version, "2.0");
  EXPECT_EQ(facts_of(second).contract->original.find("id: a"), std::string::npos);
}

TEST(ContractOwners, LeaveOnTheirLastDay) {
  const std::string team = odcs(
      "team: [{username: ana, role: Owner, dateOut: '2026-03-01'}, {username: ben, role: Owner, dateOut: "
      "'2026-03-02'}]");
  const ContractReading reading = read_one(team);
  ASSERT_EQ(facts_of(reading).owners.size(), 1U);
  EXPECT_EQ(facts_of(reading).owners[0].name, "ben");
}

TEST(ContractOwners, AreNotEverybodyInTheTeam) {
  const ContractReading reading =
      read_one(odcs("team: {name: Sales, members: [{username: kim, role: Data Scientist}]}"));
  ASSERT_EQ(facts_of(reading).owners.size(), 1U);
  EXPECT_TRUE(facts_of(reading).owners[0].team);
  EXPECT_EQ(facts_of(reading).owners[0].name, "Sales");
}

struct Length {
  const char* row;
  std::optional<std::int64_t> hours;
};
class ContractFreshness : public testing::TestWithParam<Length> {};
TEST_P(ContractFreshness, IsALengthOfTime) {
  const ContractReading reading =
      read_one(odcs("slaProperties: [{property: latency, " + std::string(GetParam().row) + "}]"));
  const std::optional<Seconds> within = facts_of(reading).contract->promises.at(0).within;
  EXPECT_EQ(within.has_value(), GetParam().hours.has_value());
  EXPECT_EQ(within.value_or(Seconds(0)).count(), GetParam().hours.value_or(0) * 3600);
  EXPECT_EQ(facts_of(reading).fresh_within, within);
}
INSTANTIATE_TEST_SUITE_P(Lengths, ContractFreshness,
                         testing::Values(Length{"value: 4, unit: d", 96}, Length{"value: 24, unit: h", 24},
                                         Length{"value: 0.5, unit: days", 12}, Length{"value: 25h", 25},
                                         Length{"value: PT24H", 24}, Length{"value: 120, unit: min", 2},
                                         Length{"value: soon, unit: h", std::nullopt},
                                         Length{"value: -1, unit: d", std::nullopt},
                                         Length{"value: 99999999, unit: y", std::nullopt}));

TEST(ContractFreshness, StatedCountsBeforeHowOftenDataComes) {
  const ContractReading reading =
      read_one(odcs("slaProperties: [{property: frequency, value: 1, unit: h}, {property: latency, value: 1, "
                    "unit: d}, {property: freshness, value: 6, unit: h}]"));
  EXPECT_EQ(facts_of(reading).fresh_within, Seconds(6 * 3600));
}

TEST(ContractSecrets, LeaveNeitherTextNorFacts) {
  const ContractReading reading = read_one(odcs(
      "password: 'correct horse'\nusername: reader\ncustomProperties: [{property: apiKey, value: k-17}]"));
  EXPECT_EQ(facts_of(reading).contract->original.find("correct horse"), std::string::npos);
  for (const auto& [name, text] : facts_of(reading).extra)
    EXPECT_TRUE(text != "reader" && text != "k-17") << name;
}

TEST(ContractSecrets, AColumnNamedPasswordIsNoSecret) {
  const std::string text =
      odcs("schema:\n- name: users\n  properties:\n  - name: password\n    physicalType: text\n");
  const ContractReading reading = read_one(text);
  EXPECT_EQ(facts_of(reading).contract->original, text);
  EXPECT_EQ(facts_of(reading).contract->objects.at(0).columns.at(0).path, "password");
}

TEST(ContractText, IsKeptToAHalfMegabyteAndTheCutIsTold) {
  const ContractReading reading = read_one(odcs("description: " + std::string(600 * 1024, 'x')));
  EXPECT_EQ(facts_of(reading).contract->original.size(), 512U * 1024);
  ASSERT_EQ(reading.problems.size(), 1U);
}

TEST(ContractDefinitions, ThatHoldThemselvesEnd) {
  const ContractReading reading = read_one(
      "dataContractSpecification: 1.2.0\nid: a\ninfo: {title: T, version: 1}\nmodels: {m: {fields: {root: "
      "{$ref: '#/definitions/node'}}}}\n"
      "definitions: {node: {fields: {left: {$ref: '#/definitions/node'}, right: {$ref: "
      "'#/definitions/node'}}}}\n");
  EXPECT_LE(facts_of(reading).contract->objects.at(0).columns.size(), 100'000U);
  EXPECT_FALSE(reading.problems.empty());
}

TEST(ContractColumns, ShareWhatAnAnchorHolds) {
  const ContractReading reading =
      read_one(odcs("x: &id {physicalType: NUMBER, required: true}\nschema: [{name: t, properties: [{<<: "
                    "*id, name: a, physicalType: INT}]}]"));
  const auto& object = facts_of(reading).contract->objects.at(0);
  EXPECT_EQ(object.columns.at(0).type, "INT");
  EXPECT_EQ(object.required, std::vector<std::string>{"a"});
}

TEST(ContractNames, FallBackFromNameToFile) {
  const auto name = [](std::string_view members) {
    return facts_of(read_one("kind: DataContract\nid: a\nversion: 2.0.0\n" + std::string(members))).name;
  };
  EXPECT_EQ(name("name: N\ndataProduct: P"), "N");
  EXPECT_EQ(name("dataProduct: P"), "P 2.0.0");
  EXPECT_EQ(name("schema: [{name: orders}]"), "orders");
  EXPECT_EQ(name("schema: []"), "orders");  // Of orders.odcs.yaml.
}

TEST(Dialects, DoNotTakeOtherKinds) {
  for (const char* text : {"kind: DataProduct\napiVersion: v1.0.0", "apiVersion: v1\nkind: Service",
                           "apiVersion: v3.0.2\nname: x", "[]"}) {
    const auto documents = contract_documents(text);
    ASSERT_TRUE(documents);
    for (const ContractDocument& document : *documents)
      EXPECT_EQ(dialect_of(document.value), nullptr) << text;
  }
}

}  // namespace
}  // namespace waymark

// shared_test.cpp - what the readers share, piece by piece.
#include "waymark/base/strings.h"

#include "indexer/readers/shared/aws_names.h"
#include "indexer/readers/shared/base64.h"
#include "indexer/readers/shared/nested_type.h"
#include "indexer/readers/shared/sql_tables.h"
#include "indexer/readers/shared/tag_facts.h"
#include "indexer/readers/shared/update_frequency.h"

namespace waymark {
namespace {

TEST(Base64, DecodesWithAndWithoutPadding) {
  EXPECT_EQ(decode_base64("aGVsbG8="), "hello");
  EXPECT_EQ(decode_base64("aGVs\nbG8"), "hello");
  EXPECT_EQ(decode_base64("_-8="), decode_base64("/+8="));
  EXPECT_EQ(decode_base64(""), "");
  EXPECT_FALSE(decode_base64("not base64!"));
}

std::vector<std::string> paths(const std::string& type) {
  std::vector<Column> columns;
  add_column_with_fields(columns, {.path = "c", .type = type});
  std::vector<std::string> found;
  for (const Column& column : columns) found.push_back(column.path + " " + column.type);
  return found;
}

TEST(NestedType, FieldsOfStructsStandBelowTheirColumn) {
  EXPECT_EQ(paths("struct<a:int,b:struct<c:decimal(18,2),d:string>>"),
            (std::vector<std::string>{"c struct<a:int,b:struct<c:decimal(18,2),d:string>>", "c.a int",
                                      "c.b struct<c:decimal(18,2),d:string>", "c.b.c decimal(18,2)",
                                      "c.b.d string"}));
}

TEST(NestedType, ArraysAndMapsAddNoPart) {
  EXPECT_EQ(paths("array<struct<a:int>>").back(), "c.a int");
  EXPECT_EQ(paths("map<string,array<struct<a:int>>>").back(), "c.a int");
}

TEST(NestedType, TextThatIsNoTypeStaysOneColumn) {
  for (const char* type : {"", "string", "struct<", "struct<>", "struct<a:int", "array<", "<>", "struct<a>"})
    EXPECT_EQ(paths(type).size(), 1u) << type;
}

TEST(NestedType, EndlessNestingEnds) {
  std::string type = "int";
  for (int i = 0; i < 200; ++i) type = "struct<f:" + type + ">";
  EXPECT_LT(paths(type).size(), 30u);
}

std::string tables(std::string_view sql) {
  std::string found;
  for (const auto& name : sql_tables(sql)) found += (found.empty() ? "" : " ") + join(name, ".");
  return found;
}

TEST(SqlTables, AreTheNamesAfterFromAndJoin) {
  EXPECT_EQ(tables("SELECT * FROM a.b x JOIN c ON x.i = c.i LEFT JOIN `d`.`e` USING (i)"), "a.b c d.e");
  EXPECT_EQ(tables("select * from a, b as y, c z, \"d.e\" where 1 = 1"), "a b c d.e");
  EXPECT_EQ(tables("select * from (select * from inner_one) t"), "inner_one");
}

TEST(SqlTables, CommentsLiteralsAndOwnNamesAreNoTables) {
  EXPECT_EQ(tables("-- from x\n/* from y */ select 'from z', 'it''s from q' from a"), "a");
  EXPECT_EQ(tables("with w as (select * from a), v as (select * from w) select * from v"), "a");
  EXPECT_EQ(tables("select extract(year from day) from a"), "a");
  EXPECT_EQ(tables("select * from a cross join unnest(a.list) t(x)"), "a");
}

TEST(SqlTables, AnyTextIsRead) {
  for (const char* sql : {"", "from", "from from", "from ,", "from a.", "from \"", "join '", "/*", "from a,"})
    EXPECT_LE(sql_tables(sql).size(), 1u) << sql;
}

TEST(ApplyTag, TheKeySaysWhatTheValueIs) {
  Facts facts;
  apply_tag(facts, "Data-Classification", "Highly Confidential");
  apply_tag(facts, "tier", "1");
  apply_tag(facts, "domain", "Sales / Orders");
  apply_tag(facts, "team", "orders-team");
  apply_tag(facts, "color", "red");
  EXPECT_EQ(facts.sensitivity, "restricted");
  EXPECT_EQ(facts.sensitivity_word, "Highly Confidential");
  EXPECT_EQ(facts.criticality, "critical");
  EXPECT_EQ(facts.domain, "Sales/Orders");
  ASSERT_EQ(facts.owners.size(), 1u);
  EXPECT_TRUE(facts.owners[0].team);
  EXPECT_EQ(facts.tags.size(), 5u);
}

TEST(ApplyTag, TheWorseOfTwoLevelsStays) {
  Facts facts;
  apply_tag(facts, "sensitivity", "restricted");
  apply_tag(facts, "classification", "public");
  EXPECT_EQ(facts.sensitivity, "restricted");
}

TEST(ApplyTag, PersonalDataIsConfidentialUnlessDenied) {
  Column email{.path = "email"}, note{.path = "note"}, plain{.path = "plain"};
  apply_tag(email, "PII", "");
  apply_tag(note, "pii", "false");
  apply_tag(plain, "pii", "None");
  EXPECT_EQ(email.sensitivity, "confidential");
  EXPECT_EQ(note.sensitivity, "");
  EXPECT_EQ(plain.sensitivity, "");
  EXPECT_EQ(email.tags, std::vector<std::string>{"PII"});
}

std::int64_t hours(std::string_view text) {
  const auto found = update_frequency(text);
  return found ? found->count() / 3600 : 0;
}

TEST(UpdateFrequency, PlainRhythmsArePromises) {
  EXPECT_EQ(hours("Hourly"), 1);
  EXPECT_EQ(hours("New scenes are added daily."), 24);
  EXPECT_EQ(hours("Weekly"), 7 * 24);
  EXPECT_EQ(hours("Every 6 hours"), 6);
  EXPECT_EQ(hours("4 times a day at 00Z, 06Z, 12Z and 18Z"), 6);
  EXPECT_EQ(hours("4 times each day at around 00, 06, 12 and 18 UTC."), 6);
  EXPECT_EQ(hours("1 time a day"), 24);
  EXPECT_EQ(hours("Every 3 months"), 3 * 31 * 24);
  EXPECT_EQ(hours("Twice per year"), 183 * 24);
  EXPECT_EQ(hours("Annually"), 366 * 24);
  EXPECT_EQ(update_frequency("5 minutes"), Seconds(300));
}

TEST(UpdateFrequency, OfSeveralRhythmsTheSlowestHolds) {
  EXPECT_EQ(hours("From 2000-02-16 to Ongoing (Daily - < Weekly)"), 7 * 24);
}

TEST(UpdateFrequency, EverythingElsePromisesNothing) {
  for (const char* text :
       {"", "Not updated", "None", "Never", "No longer updated daily", "As needed", "Static", "N/A",
        "Varies by dataset", "Up to daily, as new imagery is made available", "TBD", "At most annually",
        "From 1998-01-01 to Ongoing", "Data since 2006 days"})
    EXPECT_FALSE(update_frequency(text)) << text;
  EXPECT_FALSE(update_frequency("daily " + std::string(200, 'x')));
}

TEST(ArnPrincipal, IsTheRoleOrUser) {
  EXPECT_EQ(arn_principal("arn:aws:sts::1:assumed-role/etl/session"), "etl");
  EXPECT_EQ(arn_principal("arn:aws:iam::1:user/path/ana"), "ana");
  EXPECT_EQ(arn_principal("ana"), "ana");
}

}  // namespace
}  // namespace waymark

// sql_test.cpp - what is taken from statements without parsing SQL.
#include <gtest/gtest.h>

#include "indexer/readers/shared/ddl.h"
#include "indexer/readers/shared/sql_tables.h"

namespace waymark {
namespace {

using Names = std::vector<SqlName>;

SqlStatement upper(std::string_view sql) { return sql_statement(sql, UnquotedNames::Upper); }

TEST(SqlStatement, TellsWhatAQueryReads) {
  const SqlStatement query =
      upper("-- mine\nwith x as (select * from raw.a) select * from x join \"lower\".b on 1=1");
  EXPECT_EQ(query.reads, (Names{{"RAW", "A"}, {"lower", "B"}}));
  EXPECT_TRUE(query.writes.empty());
}

TEST(SqlStatement, TellsWhatIsWritten) {
  const struct {
    std::string_view sql;
    SqlName writes;
    Names reads;
  } kCases[] = {
      {"insert into a.b (x, y) select 1, 2 from c", {"A", "B"}, {{"C"}}},
      {"INSERT OVERWRITE INTO b SELECT * FROM c JOIN b", {"B"}, {{"C"}}},
      {"merge into t using (select * from s) q on t.id = q.id when matched then delete", {"T"}, {{"S"}}},
      {"merge into t using s on t.id = s.id when matched then update set x = 1", {"T"}, {{"S"}}},
      {"copy into t from @stage/file.csv", {"T"}, {}},
      {"copy into @stage from t", {}, {{"T"}}},
      {"update t set x = 1 from s where t.id = s.id", {"T"}, {{"S"}}},
      {"delete from t where 1 = 1", {"T"}, {}},
      {"create or replace transient table db.s.t as select * from u", {"DB", "S", "T"}, {{"U"}}},
      {"create table if not exists t (a int) as select a from u", {"T"}, {{"U"}}},
      {"create table t clone u", {"T"}, {{"U"}}},
      {"create table t (a int)", {}, {}},
      {"create view v as select * from t", {}, {}},
      {"revoke select on table t from role analyst", {}, {}},
      {"select a is distinct from b, extract(day from c) from t", {}, {{"T"}}},
  };
  for (const auto& one : kCases) {
    const SqlStatement statement = upper(one.sql);
    EXPECT_EQ(statement.writes, one.writes) << one.sql;
    EXPECT_EQ(statement.reads, one.reads) << one.sql;
  }
}

TEST(SqlStatement, KnowsATemporaryTable) {
  EXPECT_TRUE(upper("create temporary table t as select 1 from u").temporary);
  EXPECT_FALSE(upper("create table t as select 1 from u").temporary);
}

TEST(Ddl, TakesATable) {
  const auto ddl = parse_ddl(
      "create or replace TRANSIENT TABLE PROD.\"my.schema\".ORDERS (\n"
      "\t\"unique_key\" VARCHAR(16777216) NOT NULL COMMENT 'Ana''s key, (unique)',\n"
      "\tAMOUNT NUMBER(38, 2) DEFAULT 0, -- in euro, (net)\n"
      "\tD DOUBLE PRECISION,\n"
      "\tconstraint PK primary key (\"unique_key\"),\n"
      "\tforeign key (D) references X (D)\n"
      ")COMMENT='All orders; as they came.';");
  ASSERT_TRUE(ddl);
  EXPECT_EQ(ddl->name, (SqlName{"PROD", "my.schema", "ORDERS"}));
  EXPECT_EQ(ddl->comment, "All orders; as they came.");
  ASSERT_EQ(ddl->columns.size(), 3u);
  EXPECT_EQ(ddl->columns[0].path, "unique_key");
  EXPECT_EQ(ddl->columns[0].type, "VARCHAR(16777216)");
  EXPECT_EQ(ddl->columns[0].description, "Ana's key, (unique)");
  EXPECT_EQ(ddl->columns[0].nullable, false);
  EXPECT_EQ(ddl->columns[0].key_role, "primary");
  EXPECT_EQ(ddl->columns[1].type, "NUMBER(38, 2)");
  EXPECT_EQ(ddl->columns[2].type, "DOUBLE PRECISION");
  EXPECT_EQ(ddl->columns[2].key_role, "foreign");
}

TEST(Ddl, TakesAView) {
  const auto ddl = parse_ddl("create view V (\n A COMMENT 'first',\n B\n) as select a, b from T;");
  ASSERT_TRUE(ddl && ddl->view);
  ASSERT_EQ(ddl->columns.size(), 2u);
  EXPECT_EQ(ddl->columns[0].description, "first");
  EXPECT_EQ(ddl->columns[1].type, "");
  EXPECT_EQ(sql_tables(ddl->select), (Names{{"T"}}));
}

TEST(Ddl, IsNothingWhereNothingIsCreated) {
  for (const char* text :
       {"", "select 1", "drop table t", "create", "create table", "create role x", "create table ("})
    EXPECT_FALSE(parse_ddl(text)) << text;
}

}  // namespace
}  // namespace waymark

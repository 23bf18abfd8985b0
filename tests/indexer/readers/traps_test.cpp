// traps_test.cpp - what exports do to whoever reads them, one test or more for each kind of trap: whole files
// through detection, readers and, where it is part of the trap, the merge. traps_merged_test.cpp has those of
// the merge.
#include "export_folder.h"
#include "tests/indexer/parse/workbook_parts.h"

namespace waymark {
namespace {

class Traps : public ExportFolder {};

// What DataHub tells of the table s.t.
std::string about_dataset(const std::string& aspect, const std::string& content) {
  return R"json([{"entityType":"dataset","entityUrn":"urn:li:dataset:(urn:li:dataPlatform:hive,s.t,PROD)",)json"
         R"("changeType":"UPSERT","aspectName":")" +
         aspect + R"(","aspect":)" + content + "}]";
}

const std::string kMark = "\xEF\xBB\xBF";

TEST_F(Traps, Trap01_AByteOrderMarkIsNoPartOfTheFirstYamlKey) {
  const ReadExport file =
      read_text("a.yaml", kMark + "Name: Marked\nDescription: d\nManagedBy: Us\nLicense: x\nResources: []\n");
  ASSERT_EQ(file.fragments.size(), 1u) << file.unread;
  EXPECT_EQ(file.fragments[0].facts.title, "Marked");
}

TEST_F(Traps, Trap01_AByteOrderMarkIsNoPartOfTheFirstCsvHeader) {
  const ReadExport file =
      read_text("t.csv", kMark + "TABLE_CATALOG,TABLE_SCHEMA,TABLE_NAME,TABLE_TYPE\nDB,S,T,BASE TABLE\n");
  ASSERT_EQ(file.fragments.size(), 1u) << file.unread;
  EXPECT_EQ(file.fragments[0].self.physical.parts, (std::vector<std::string>{"DB", "S", "T"}));
}

TEST_F(Traps, Trap02_ACellMayHoldLineEndsAndARecordIsNoLine) {
  std::string many;
  for (int line = 0; line < 40; ++line) many += "line " + std::to_string(line) + "\r\n";
  const ReadExport file = read_text("d.csv", "accessLevel,identifier,title,description\r\npublic,A,First,\"" +
                                                 many + "\"\r\npublic,B,Second,\"one\r\ntwo\"\r\n");
  EXPECT_EQ(file.counted("dataset"), 2u);
  EXPECT_EQ(file.problems, std::vector<std::string>{});
  EXPECT_EQ(file.named("B").facts.description, "one\ntwo");
  EXPECT_TRUE(contains(file.named("A").facts.description, "line 39"));
}

TEST_F(Traps, Trap03_JsonInsideACsvCell) {
  const ReadExport file = read_text(
      "access.csv",
      "QUERY_ID,QUERY_START_TIME,USER_NAME,DIRECT_OBJECTS_ACCESSED,BASE_OBJECTS_ACCESSED,OBJECTS_MODIFIED\n"
      "1,2026-01-02 03:04:05.000 +0000,ANA,[],\"[\n  {\n    \"\"objectDomain\"\": \"\"Table\"\",\n    "
      "\"\"objectName\"\": "
      "\"\"DB.S.ORDERS\"\"\n  }\n]\",[]\n");
  ASSERT_FALSE(file.fragments.empty()) << file.unread;
  EXPECT_EQ(file.fragments[0].self.physical.parts, (std::vector<std::string>{"DB", "S", "ORDERS"}));
}

TEST_F(Traps, Trap03_JsonInsideAJsonText) {
  const ReadExport once = read_text(
      "once.json",
      about_dataset("datasetProperties",
                    R"({"value":"{\"description\":\"inside\"}","contentType":"application/json"})"));
  ASSERT_EQ(once.fragments.size(), 1u) << once.unread;
  EXPECT_EQ(once.fragments[0].facts.description, "inside");
}

TEST_F(Traps, Trap03_JsonInsideAJsonTextInsideAJsonText) {
  // `forms` is a text that holds JSON, whose member is a text that holds JSON.
  const ReadExport twice = read_text(
      "twice.json",
      R"({"items":[{"assetListing":{"listingId":"l1","name":"orders","entityId":"e1","entityType":"amazon.datazone.GlueTableAssetType","additionalAttributes":{"forms":"{\"GlueTableForm\":\"{\\\"databaseName\\\":\\\"sales\\\",\\\"tableName\\\":\\\"orders\\\",\\\"columns\\\":[{\\\"columnName\\\":\\\"id\\\",\\\"dataType\\\":\\\"int\\\"}]}\"}"}}}]})");
  ASSERT_FALSE(twice.fragments.empty()) << twice.unread;
  EXPECT_EQ(twice.named("orders").facts.columns.size(), 1u);
}

// The time of a change of the record, as written.
std::string glue_table(const std::string& name, const std::string& time) {
  return R"({"Name":")" + name + R"(","DatabaseName":"d","StorageDescriptor":{"Columns":[]},"UpdateTime":)" +
         time + "}";
}

TEST_F(Traps, Trap04_AllFormsOfATimeAreOneTime) {
  const std::vector<std::string> forms = {"1602730539",
                                          "1602730539.0",
                                          "\"1602730539\"",
                                          "1602730539000",
                                          "\"2020-10-15T02:55:39Z\"",
                                          "\"2020-10-14T19:55:39-07:00\"",
                                          "\"2020-10-15T02:55:39.000000000+00:00\"",
                                          "\"2020-10-15T02:55:39\"",
                                          "\"2020-10-14 19:55:39.123 -0700\""};
  std::string tables;
  for (std::size_t i = 0; i < forms.size(); ++i)
    tables += (i > 0 ? "," : "") + glue_table("t" + std::to_string(i), forms[i]);
  const ReadExport file = read_text("t.json", R"({"TableList":[)" + tables + "]}");
  ASSERT_EQ(file.fragments.size(), forms.size());
  for (std::size_t i = 0; i < forms.size(); ++i)
    EXPECT_EQ(file.fragments[i].facts.changed, parse_time("2020-10-15T02:55:39Z")) << forms[i];
}

TEST_F(Traps, Trap04_NothingAndTheBeginningOfTimeAreUnknown) {
  std::string tables;
  for (const std::string none :
       {"null", "0", "0.0", "-1", "\"\"", "\"1970-01-01T00:00:00Z\"", "\"0001-01-01T00:00:00Z\""})
    tables += (tables.empty() ? "" : ",") + glue_table("t" + std::to_string(tables.size()), none);
  const ReadExport file = read_text("t.json", R"({"TableList":[)" + tables + "]}");
  EXPECT_EQ(file.fragments.size(), 7u);
  for (const Fragment& one : file.fragments) EXPECT_FALSE(one.facts.changed) << one.place;
}

TEST_F(Traps, Trap04_ARhythmIsNoTime) {
  const ReadExport file =
      read_text("data.json",
                R"({"dataset":[{"identifier":"A","title":"A","accessLevel":"public","modified":"R/P1D"}]})");
  ASSERT_EQ(file.fragments.size(), 1u);
  EXPECT_FALSE(file.fragments[0].facts.updated);
  EXPECT_EQ(file.fragments[0].facts.fresh_within, Seconds(86400));
}

TEST_F(Traps, Trap05_EveryContainerGivesTheSameRecords) {
  const std::string a = glue_table("a", "1"), b = glue_table("b", "2");
  const std::string pretty = "{\n  \"TableList\": [\n    " + a + "\n  ]\n}\n";
  const std::vector<std::string> containers = {
      "[" + a + "," + b + "]", a + "\n" + b + "\n",
      "{\"TableList\":[" + a + "]}\n{\"TableList\":[" + b + "]}",
      pretty + "{\n  \"TableList\": [\n    " + b + "\n  ]\n}\n", "{\"TableList\":[" + a + "," + b + "]}",
      // One line of three megabytes.
      "{\"NextToken\":\"" + std::string(3 << 20, 'x') + "\",\"TableList\":[" + a + "," + b + "]}"};
  for (std::size_t i = 0; i < containers.size(); ++i) {
    const ReadExport file = read_text("c" + std::to_string(i) + ".json", containers[i]);
    ASSERT_EQ(file.fragments.size(), 2u) << i << ": " << file.unread;
    EXPECT_EQ(file.fragments[0].facts.name, "a") << i;
    EXPECT_EQ(file.fragments[1].facts.name, "b") << i;
    EXPECT_EQ(file.problems, std::vector<std::string>{}) << i;
  }
  EXPECT_EQ(read_text("one.json", a).fragments.size(), 1u);
}

TEST_F(Traps, Trap05_ATruncatedTailCostsItsRecordAndOneWarning) {
  const ReadExport file = read_text(
      "cut.jsonl", glue_table("a", "1") + "\n" + glue_table("b", "2") + "\n{\"Name\":\"c\",\"Datab");
  EXPECT_EQ(file.fragments.size(), 2u);
  EXPECT_EQ(file.problems.size(), 1u);
}

TEST_F(Traps, Trap05_FilesWithNothingInThemAreNamed) {
  for (const std::string nothing : {"", "   \n", "[]", "null", "{}"}) {
    const ReadExport file = read_text("nothing.json", nothing);
    EXPECT_EQ(file.reader, nullptr) << nothing;
    EXPECT_FALSE(file.unread.empty()) << nothing;
  }
}

TEST_F(Traps, Trap07_AnOwnerIsAPersonHoweverItIsWritten) {
  const ReadExport manifest = read_text("manifest.json", R"({
    "metadata": {"dbt_schema_version": "https://schemas.getdbt.com/dbt/manifest/v12.json", "adapter_type": "snowflake"},
    "nodes": {
      "model.p.text": {"unique_id":"model.p.text","resource_type":"model","name":"text","database":"d","schema":"s","meta":{"owner":"Ana Lima <ana@example.com>"}},
      "model.p.handle": {"unique_id":"model.p.handle","resource_type":"model","name":"handle","database":"d","schema":"s","meta":{"owner":"@ana"}},
      "model.p.mail": {"unique_id":"model.p.mail","resource_type":"model","name":"mail","database":"d","schema":"s","meta":{"owner":"ana@example.com"}},
      "model.p.object": {"unique_id":"model.p.object","resource_type":"model","name":"object","database":"d","schema":"s","meta":{"owner":{"name":"Ana Lima","email":"ana@example.com"}}},
      "model.p.list": {"unique_id":"model.p.list","resource_type":"model","name":"list","database":"d","schema":"s","meta":{"owners":["ana@example.com",{"name":"Bo"}]}},
      "model.p.group": {"unique_id":"model.p.group","resource_type":"model","name":"group","database":"d","schema":"s","group":"g"}
    },
    "groups": {"group.p.g": {"name":"g","owner":{"name":null,"email":"group@example.com"}}}
  })");
  ASSERT_EQ(manifest.fragments.size(), 6u) << manifest.unread;
  const auto owners = [&](std::string_view name) -> const std::vector<Owner>& {
    return manifest.named(name).facts.owners;
  };
  const Owner both{.name = "Ana Lima", .mail = "ana@example.com"};
  EXPECT_EQ(owners("text")[0].name, both.name);
  EXPECT_EQ(owners("text")[0].mail, both.mail);
  EXPECT_EQ(owners("object")[0].name, both.name);
  EXPECT_EQ(owners("object")[0].mail, both.mail);
  EXPECT_EQ(owners("handle")[0].name, "ana");
  EXPECT_EQ(owners("mail")[0].mail, "ana@example.com");
  ASSERT_EQ(owners("list").size(), 2u);
  EXPECT_TRUE(owners("list")[0].name == "Bo" || owners("list")[1].name == "Bo");
  EXPECT_EQ(owners("group")[0].mail, "group@example.com");
}

TEST_F(Traps, Trap07_RolesAndUnknownUsersAreToldAsWhatTheyAre) {
  const ReadExport role =
      read_text("t.csv", "TABLE_CATALOG,TABLE_SCHEMA,TABLE_NAME,TABLE_OWNER\nDB,S,T,SYSADMIN\n");
  ASSERT_EQ(role.fragments.size(), 1u);
  EXPECT_EQ(role.fragments[0].facts.owners.at(0).kind, OwnerKind::Role);
  const ReadExport urn = read_text(
      "d.json",
      about_dataset("ownership",
                    R"({"json":{"owners":[{"owner":"urn:li:corpuser:nobody.knows","type":"DATAOWNER"}]}})"));
  ASSERT_EQ(urn.fragments.size(), 1u);
  EXPECT_EQ(urn.fragments[0].facts.owners.at(0).name, "nobody.knows");
}

TEST_F(Traps, Trap07_WhoHasLeftIsNoOwner) {
  const ReadExport contract =
      read_text("c.yaml",
                "kind: DataContract\napiVersion: v3.0.2\nid: c\nversion: 1.0.0\nstatus: active\nteam:\n"
                "- {username: here@example.com, role: owner}\n- {username: gone@example.com, role: owner, "
                "dateOut: '2001-02-03'}\n");
  ASSERT_EQ(contract.fragments.size(), 1u) << contract.unread;
  ASSERT_EQ(contract.fragments[0].facts.owners.size(), 1u);
  EXPECT_EQ(contract.fragments[0].facts.owners[0].mail, "here@example.com");
}

TEST_F(Traps, Trap09_NamesMayHoldAnything) {
  const std::vector<std::string> names = {
      "with.dot", "with \\\"quotes\\\"", "with space", "with/slash",     "with(parentheses)", "1leading",
      "100%",     "größe_数据",          "a-b",        "with'apostrophe"};
  std::string tables;
  for (const std::string& name : names) tables += (tables.empty() ? "" : ",") + glue_table(name, "1");
  write("t.json", R"({"TableList":[)" + tables + "]}");
  const Catalog catalog = catalog_of({"t.json"}, "111122223333");
  std::size_t found = 0;
  for (const Asset& asset : catalog.assets) found += asset.type == AssetType::Table;
  EXPECT_EQ(found, names.size());
  for (const std::string& name : names)
    EXPECT_NE(find_asset(catalog, replace_all(name, "\\", "")), nullptr) << name;
}

TEST_F(Traps, Trap12_WhatIsRemovedDisabledDeprecatedOrPrivateIsTold) {
  const ReadExport datahub = read_text("d.json", about_dataset("status", R"({"json":{"removed":true}})"));
  ASSERT_EQ(datahub.fragments.size(), 1u);
  EXPECT_TRUE(datahub.fragments[0].deleted);

  const ReadExport ckan = read_text(
      "c.jsonl", R"({"id":"1","name":"gone","title":"G","notes":"n","resources":[],"state":"deleted"})"
                 "\n"
                 R"({"id":"2","name":"secret","title":"S","notes":"n","resources":[],"private":true})");
  ASSERT_EQ(ckan.fragments.size(), 1u) << ckan.unread;
  EXPECT_TRUE(ckan.named("gone").deleted);
  EXPECT_EQ(ckan.counted("private"), 1u);

  const ReadExport snowflake = read_text(
      "t.csv",
      "TABLE_CATALOG,TABLE_SCHEMA,TABLE_NAME,DELETED\nDB,S,GONE,2026-01-02 03:04:05.000 +0000\nDB,S,HERE,\n");
  ASSERT_EQ(snowflake.fragments.size(), 1u);
  EXPECT_EQ(snowflake.fragments[0].facts.name, "HERE");
  EXPECT_EQ(snowflake.counted("deleted table"), 1u);

  const ReadExport registry =
      read_text("r.yaml", "Name: Old\nManagedBy: Us\nLicense: x\nResources: []\nDeprecated: True\n");
  EXPECT_EQ(registry.named("r").facts.lifecycle, "deprecated");

  const ReadExport dbt = read_text("manifest.json", R"({
    "metadata": {"dbt_schema_version": "https://schemas.getdbt.com/dbt/manifest/v12.json", "adapter_type": "snowflake"},
    "nodes": {"model.p.off": {"unique_id":"model.p.off","resource_type":"model","name":"off","config":{"enabled":false}}},
    "disabled": {"model.p.out": [{"unique_id":"model.p.out","resource_type":"model","name":"out"}]}})");
  EXPECT_TRUE(dbt.fragments.empty());
  EXPECT_EQ(dbt.counted("disabled"), 2u);

  const ReadExport openmetadata = read_text(
      "o.json",
      R"({"data":[{"id":"1","name":"t","fullyQualifiedName":"svc.db.s.t","tableType":"Regular","columns":[],"deleted":true,"href":"h","version":0.1}],"paging":{"total":1}})");
  ASSERT_EQ(openmetadata.fragments.size(), 1u) << openmetadata.unread;
  EXPECT_TRUE(openmetadata.fragments[0].deleted);
}

TEST_F(Traps, Trap13_WideAndDeepTablesKeepEveryColumn) {
  std::string columns =
      R"({"Name":"deep","Type":"struct<a:struct<b:struct<c:struct<d:struct<e:struct<f:int>>>>>>"})";
  for (int i = 0; i < 1500; ++i) columns += R"(,{"Name":"c)" + std::to_string(i) + R"(","Type":"int"})";
  columns += R"(,{"Name":"C7","Type":"bigint"})";
  write("t.json", R"({"Name":"wide","DatabaseName":"d","StorageDescriptor":{"Columns":[)" + columns + "]}}");
  const Catalog catalog = catalog_of({"t.json"}, "1");
  const Asset* wide = find_asset(catalog, "wide");
  ASSERT_NE(wide, nullptr);
  const auto has = [&](std::string_view path) {
    return std::count_if(wide->columns.begin(), wide->columns.end(),
                         [&](const Column& column) { return column.path == path; });
  };
  EXPECT_EQ(has("deep.a.b.c.d.e.f"), 1);
  EXPECT_EQ(has("c1499"), 1);
  // Two spellings of one name are one column, for engines that do not tell them apart.
  EXPECT_EQ(has("c7") + has("C7"), 1);
}

TEST_F(Traps, Trap14_UnknownMembersAndNewerVersionsAreReadAndToldOnce) {
  const ReadExport manifest = read_text("manifest.json", R"({
    "metadata": {"dbt_schema_version": "https://schemas.getdbt.com/dbt/manifest/v99.json", "adapter_type": "snowflake", "novelty": [1]},
    "nodes": {"model.p.a": {"unique_id":"model.p.a","resource_type":"model","name":"a","database":"d","schema":"s","novelty":{"x":1}},
              "model.p.b": {"unique_id":"model.p.b","resource_type":"model","name":"b","database":"d","schema":"s"}},
    "novelties": {"x": {}}})");
  EXPECT_EQ(manifest.fragments.size(), 2u);
  ASSERT_EQ(manifest.problems.size(), 1u);
  EXPECT_TRUE(contains(manifest.problems[0], "version v99 is newer than 12")) << manifest.problems[0];

  const ReadExport contract = read_text("c.yaml",
                                        "kind: DataContract\napiVersion: v9.0.0\nid: c\nname: C\nversion: "
                                        "1.0.0\nstatus: active\nnovelty: {a: 1}\n");
  EXPECT_EQ(contract.fragments.size(), 1u);
  EXPECT_EQ(contract.problems.size(), 1u);

  const ReadExport product = read_text(
      "p.yaml", "kind: DataProduct\napiVersion: v7.0.0\nid: p\nname: P\nstatus: active\nnovelty: 1\n");
  EXPECT_EQ(product.fragments.size(), 1u);
  EXPECT_EQ(product.problems.size(), 1u);
}

// A workbook as programs write them: texts in the cells, a title above the header, dates of the other
// calendar, and a hidden sheet that lists the words one may choose.
TEST_F(Traps, Trap15_WorkbooksAreReadWhateverWroteThem) {
  const auto text = [](const std::string& cell, const std::string& words) {
    return "<c r=\"" + cell + "\" t=\"inlineStr\"><is><t>" + words + "</t></is></c>";
  };
  TestWorkbook workbook;
  workbook.sheets.push_back(
      {"Choices",
       "<row r=\"1\">" + text("A1", "Status") + "</row><row r=\"2\">" + text("A2", "Accepted") + "</row>",
       "hidden"});
  workbook.sheets.push_back(
      {"Assets ",
       "<row r=\"1\">" + text("B1", "Our assets") + "</row><row r=\"5\">" + text("A5", "Name") +
           text("C5", "Asset Type") + text("D5", "Description") + text("E5", "Since") +
           "</row><row r=\"6\">" + text("A6", "ORDERS") + text("C6", "Table") + text("D6", "All orders") +
           "<c r=\"E6\" s=\"1\"><v>44255</v></c></row><row r=\"7\" s=\"1\"><c r=\"A7\" s=\"1\"/></row>"});
  workbook.cell_formats = "<xf numFmtId='0'/><xf numFmtId='14'/>";
  workbook.properties = "date1904='1'";
  const ReadExport file = read_text("assets.xlsx", workbook.bytes());
  ASSERT_EQ(file.fragments.size(), 1u) << file.unread;
  const Facts& facts = file.fragments[0].facts;
  EXPECT_EQ(facts.name, "ORDERS");
  EXPECT_EQ(facts.type, AssetType::Table);
  EXPECT_EQ(facts.description, "All orders");
  const std::pair<std::string, std::string> since{"Since", "2025-03-01"};
  EXPECT_TRUE(std::find(facts.extra.begin(), facts.extra.end(), since) != facts.extra.end());
}

TEST_F(Traps, Trap15_AWorkbookOfDataIsNoCatalog) {
  TestWorkbook workbook;
  workbook.sheets.push_back(
      {"Loans",
       "<row><c t='inlineStr'><is><t>Borrower</t></is></c><c t='inlineStr'><is><t>Balance</t></is></c>"
       "</row><row><c t='inlineStr'><is><t>Ann</t></is></c><c><v>12</v></c></row>"});
  const ReadExport file = read_text("loans.xlsx", workbook.bytes());
  EXPECT_EQ(file.reader, nullptr);
  EXPECT_TRUE(contains(file.unread, "not of a catalog")) << file.unread;
  EXPECT_FALSE(contains(file.unread, "Ann")) << file.unread;
}

TEST_F(Traps, Trap16_AFileOfAnUnknownFormatIsNamedAndTheOthersAreRead) {
  write("a.json", glue_table("a", "1"));
  const ReadExport unknown = read_text("b.json", R"({"blah": 1, "oranges": [1, 2]})");
  EXPECT_EQ(unknown.reader, nullptr);
  EXPECT_TRUE(contains(unknown.unread, "blah, oranges")) << unknown.unread;
  const ReadExport table = read_text("c.csv", "colour,weight\nred,1\n");
  EXPECT_TRUE(contains(table.unread, "colour, weight")) << table.unread;
  const ReadExport turtle =
      read_text("d.ttl", "@prefix dcat: <http://www.w3.org/ns/dcat#> .\n<x> a dcat:Dataset .\n");
  EXPECT_TRUE(contains(turtle.unread, "Turtle")) << turtle.unread;
  EXPECT_EQ(read("a.json").fragments.size(), 1u);
}

TEST_F(Traps, Trap17_SecretsAreNeverTaken) {
  const std::string files[] = {
      // A service with its connection.
      R"({"data":[{"id":"1","name":"svc","fullyQualifiedName":"svc","serviceType":"Postgres","connection":{"config":{"username":"u","password":"hunter2","hostPort":"h:1"}},"href":"h","version":0.1}],"paging":{"total":1}})",
      R"({"data":[{"id":"1","name":"t","fullyQualifiedName":"svc.db.s.t","tableType":"Regular","columns":[],"serviceConnection":{"password":"hunter2"},"extension":{"apiToken":"hunter2","jdbc":"jdbc:x://u:hunter2@h/db"},"href":"h","version":0.1}],"paging":{"total":1}})",
      // Arguments of a job.
      R"json([{"entityType":"dataJob","entityUrn":"urn:li:dataJob:(urn:li:dataFlow:(airflow,dag,PROD),task)","changeType":"UPSERT","aspectName":"dataJobInfo","aspect":{"json":{"name":"task","customProperties":{"op_args":"--password hunter2","env":"X=hunter2"}}}}])json",
      // An address with a key, and parameters.
      R"({"Name":"t","DatabaseName":"d","Parameters":{"password":"hunter2"},"StorageDescriptor":{"Columns":[],"Location":"s3a://KEY:hunter2@bucket/x"}})",
      // Settings of a model.
      R"({"metadata":{"dbt_schema_version":"https://schemas.getdbt.com/dbt/manifest/v12.json","adapter_type":"snowflake"},"nodes":{"model.p.a":{"unique_id":"model.p.a","resource_type":"model","name":"a","database":"d","schema":"s","meta":{"api_key":"hunter2","note":"pwd=hunter2"}}}})",
      // Extras of a package.
      R"({"id":"1","name":"p","title":"P","notes":"n","resources":[],"extras":[{"key":"db_password","value":"hunter2"},{"key":"link","value":"https://u:hunter2@h/x"}]})",
      // A run with the settings of its engine.
      R"({"eventType":"COMPLETE","eventTime":"2026-01-02T03:04:05Z","producer":"p","schemaURL":"s","run":{"runId":"r","facets":{"spark_properties":{"properties":{"spark.password":"hunter2"}}}},"job":{"namespace":"n","name":"j"},"inputs":[],"outputs":[{"namespace":"snowflake://a","name":"d.s.t"}]})"};
  int number = 0;
  for (const std::string& text : files) {
    const ReadExport file = read_text("secret" + std::to_string(number++) + ".json", text);
    ASSERT_NE(file.reader, nullptr) << text;
    for (const Fragment& one : file.fragments) {
      EXPECT_FALSE(contains(one.facts.url + one.facts.description, "hunter2")) << text;
      for (const auto& [key, value] : one.facts.extra)
        EXPECT_FALSE(contains(value, "hunter2")) << key << " in " << text;
      for (const std::string& tag : one.facts.tags) EXPECT_FALSE(contains(tag, "hunter2")) << text;
    }
    for (const std::string& problem : file.problems) EXPECT_FALSE(contains(problem, "hunter2")) << text;
  }
}

TEST_F(Traps, Trap17_NoLiteralOfAQueryIsTaken) {
  const ReadExport file = read_text("q.csv",
                                    "QUERY_ID,QUERY_TEXT,DATABASE_NAME,SCHEMA_NAME,QUERY_TYPE,EXECUTION_"
                                    "STATUS,START_TIME,END_TIME,USER_NAME\n"
                                    "1,\"select * from DB.S.T where mail = "
                                    "'hunter2@example.com'\",DB,S,SELECT,SUCCESS,2026-01-02 03:04:05.000 "
                                    "+0000,2026-01-02 03:04:06.000 +0000,ANA\n");
  ASSERT_NE(file.reader, nullptr) << file.unread;
  for (const Fragment& one : file.fragments) {
    for (const std::string& query : one.facts.popular_queries) EXPECT_FALSE(contains(query, "hunter2"));
    for (const auto& [key, value] : one.facts.extra) EXPECT_FALSE(contains(value, "hunter2")) << key;
  }
}

}  // namespace
}  // namespace waymark

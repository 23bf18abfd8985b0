// The mapping of a source: every word in it is one that is known.
#include <gtest/gtest.h>

#include "waymark/catalog/config.h"

namespace waymark {
namespace {

std::string error_of(const std::string& mapping) {
  const Result<Config> parsed =
      parse_config("sources:\n  - name: a\n    path: x\n    mapping:\n" + mapping, "waymark.yaml");
  return parsed ? "no error" : parsed.error().message;
}

TEST(ConfigMapping, ReadsEveryForm) {
  const Result<Config> config = parse_config(R"(sources:
  - name: a
    path: x
    mapping:
      records: items[]
      type: {from: kind, map: {T: table, V: view}}
      platform: oracle
      parts: [schema, table]
      name: [title, table]
      tags: {from: labels, split: " "}
      domain: {value: Sales}
      columns: {from: fields, name: f, type: t}
      extra: {Cost centre: cc}
)",
                                             "");
  ASSERT_TRUE(config.has_value()) << config.error().message;
  const MappingConfig& mapping = *config->sources[0].mapping;
  EXPECT_EQ(mapping.records, "items[]");
  EXPECT_EQ(mapping.fields.at("type").words.at("t"), "table");
  EXPECT_EQ(mapping.fields.at("platform").value, "oracle");
  EXPECT_EQ(mapping.fields.at("name").from, (std::vector<std::string>{"title", "table"}));
  EXPECT_EQ(mapping.fields.at("tags").split, " ");
  EXPECT_EQ(mapping.fields.at("domain").value, "Sales");
  EXPECT_EQ(mapping.columns.at("type").from, (std::vector<std::string>{"t"}));
  EXPECT_EQ(mapping.extra.at(0).second, "cc");
}

TEST(ConfigMapping, SaysWhereAndWhatAndTheNearestWayOut) {
  EXPECT_EQ(
      error_of("      {desciption: d}"),
      "waymark.yaml line 5, sources[1].mapping: unknown key \"desciption\"; did you mean \"description\"?");
  EXPECT_EQ(error_of("      type: tabel"),
            "waymark.yaml line 5, sources[1].mapping.type: \"tabel\" is not a type; did you mean \"table\"?; "
            "a member "
            "that says the type is written {from: member}");
  EXPECT_EQ(error_of("      columns: {from: f, nme: n}"),
            "waymark.yaml line 5, sources[1].mapping.columns: unknown key \"nme\"; did you mean \"name\"?");
  EXPECT_EQ(
      error_of("      columns: {type: n}"),
      "waymark.yaml line 5, sources[1].mapping.columns: \"name\" is missing: where a column says its name");
  EXPECT_EQ(error_of("      owner: {form: n}"),
            "waymark.yaml line 5, sources[1].mapping.owner: unknown key \"form\"; did you mean \"from\"?");
  EXPECT_EQ(error_of("      owner: {split: n}"),
            "waymark.yaml line 5, sources[1].mapping.owner: \"from\" or \"value\" is missing");
}

TEST(ConfigMapping, AChangeOfItReadsTheFilesAgain) {
  const auto hash = [](const std::string& name) {
    return parse_config("sources: [{name: a, path: x, mapping: {name: " + name + "}}]", "")
        ->sources[0]
        .reading_hash();
  };
  EXPECT_EQ(hash("n"), hash("n"));
  EXPECT_NE(hash("n"), hash("m"));
}

}  // namespace
}  // namespace waymark

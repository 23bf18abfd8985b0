#include "waymark/catalog/config.h"

#include <fstream>

#include <gmock/gmock.h>
#include <unistd.h>

#include "waymark/base/strings.h"

namespace waymark {
namespace {

constexpr std::string_view kFull = R"(now: 2026-11-02T09:00:00Z
public_url: https://host/catalog/
anonymous: internal
sources:
  - {name: glue-prod, path: "glue/prod/*.json", format: glue, instance: "011122223333", platform: snowflake, precedence: 40, max_age: 7d,
     defaults: {domain: Sales, owner: team@x, environment: prod, layer: raw, sensitivity: PII, criticality: Tier1, platform: snowflake}}
rules:
  - match: {source: glue-*, platform: glue, instance: "1111*", database: sales_*, schema: "*", name: "raw_*", folder: "glue/prod/**", tag: "team:*", type: tables}
    set: {domain: "Sales/{database}", owner: orders@example.com, layer: raw, environment: prod, sensitivity: confidential, criticality: high, lifecycle: production}
    access: {level: restricted, groups: [hr, finance, hr]}
    map: {domain: {sales_lake: Lake}}
domains: [{path: Sales/Orders, description: "...", owner: ana@example.com}]
products: [{name: Customer Orders, domain: Sales/Orders, owner: ana@example.com, description: "...", criticality: high, sensitivity: confidential, certification: certified,
            assets: ["snowflake:prod.sales.fct_customer_orders"]}, {name: X, query: "domain:Sales/Orders -layer:raw product:\"Customer Orders\""}]
levels: [public, internal, confidential, restricted]
default_level: internal
same_platform: [[glue, athena, hive, spark, trino]]
language: german
synonyms: [[customer, client, account holder], {cust: customer, txn: [transaction, booking]}]
links: {snowflake: {open: "https://app.example.com/{database}/{schema}/{name}"}}
renamed_from: [{old: "domain:Sales/Returns", new: "domain:Sales/Refunds"}]
)";

std::string error_of(std::string_view yaml) {
  const Result<Config> parsed = parse_config(yaml, "waymark.yaml");
  return parsed ? "no error" : parsed.error().message;
}

TEST(Config, ChatServicesNameWhereTheirSecretsAre) {
  const Result<Config> parsed = parse_config(R"(
slack: {signing_secret_file: secrets/slack, workspaces: [T01], apps: A01, users: people.yaml, clearance: Internal}
teams: {webhooks: [{name: sales, token_env: TEAMS_SALES, clearance: internal}, {name: all, token_file: t}]})",
                                             "waymark.yaml");
  ASSERT_TRUE(parsed.has_value()) << parsed.error().message;
  ASSERT_TRUE(parsed->slack && parsed->teams);
  EXPECT_EQ(parsed->slack->signing_secret.file, "secrets/slack");
  EXPECT_EQ(parsed->slack->workspaces, (std::vector<std::string>{"T01"}));
  EXPECT_EQ(parsed->slack->apps, (std::vector<std::string>{"A01"}));
  EXPECT_EQ(parsed->slack->clearance, "internal");
  EXPECT_EQ(parsed->slack->channel_clearance, "public");
  ASSERT_EQ(parsed->teams->webhooks.size(), 2u);
  EXPECT_EQ(parsed->teams->webhooks[0].token.variable, "TEAMS_SALES");
  EXPECT_EQ(parsed->teams->webhooks[0].clearance, "internal");
  EXPECT_EQ(parsed->teams->webhooks[1].clearance, "public");
}

TEST(Config, SecretsOfChatServicesNeverStandInIt) {
  EXPECT_NE(error_of("slack: {signing_secret: 8f742231b10e, workspaces: [T01]}")
                .find("a secret does not stand in this file"),
            std::string::npos);
  EXPECT_EQ(error_of("slack: {signing_secret: 8f742231b10e, workspaces: [T01]}").find("8f742231b10e"),
            std::string::npos);
  EXPECT_NE(error_of("slack: {workspaces: [T01]}").find("signing_secret_file"), std::string::npos);
  EXPECT_NE(error_of("slack: {signing_secret_file: a}").find("workspaces"), std::string::npos);
  EXPECT_NE(error_of("teams: {webhooks: []}").find("from 1 to 20"), std::string::npos);
  EXPECT_NE(error_of("teams: {webhooks: [{name: a, token_file: t}, {name: a, token_file: t}]}").find("twice"),
            std::string::npos);
}

TEST(Config, SaysHowManyRequestsAreTakenFromWhere) {
  const Result<Config> parsed = parse_config(R"(
rate_limit: {per_second: 0.5, burst: 10}
cors_origins: [https://intranet.example.com, "http://localhost:3000"]
trusted_proxies: 10.0.0.0/24)",
                                             "waymark.yaml");
  ASSERT_TRUE(parsed.has_value()) << parsed.error().message;
  ASSERT_TRUE(parsed->traffic.rate_limit);
  EXPECT_EQ(parsed->traffic.rate_limit->per_second, 0.5);
  EXPECT_EQ(parsed->traffic.rate_limit->burst, 10);
  EXPECT_EQ(parsed->traffic.cors_origins,
            (std::vector<std::string>{"https://intranet.example.com", "http://localhost:3000"}));
  EXPECT_EQ(parsed->traffic.trusted_proxies, (std::vector<std::string>{"10.0.0.0/24"}));
  EXPECT_FALSE(parse_config("now: 2026-11-02T09:00:00Z", "")->traffic.unlimited);
  EXPECT_TRUE(parse_config("rate_limit: off", "")->traffic.unlimited);
  for (const char* wrong : {"rate_limit: 20", "rate_limit: {per_second: 0}", "rate_limit: {burst: 0.5}",
                            "rate_limit: {per_second: fast}", "rate_limit: {per_secnd: 5}"})
    EXPECT_NE(error_of(wrong).find("rate_limit"), std::string::npos) << wrong;
  for (const char* origin : {"\"*\"", "\"null\"", "https://a.example/", "https://a.example/x", "a.example",
                             "https://A.example", "https://u@a.example", "\"https://*.example\"", "ftp://a.example"})
    EXPECT_NE(error_of("cors_origins: [" + std::string(origin) + "]").find("no origin such as"), std::string::npos)
        << origin;
}

TEST(Config, ReadsEveryKeyItKnows) {
  const Result<Config> parsed = parse_config(kFull, "waymark.yaml");
  ASSERT_TRUE(parsed.has_value()) << parsed.error().message;
  const Config& config = *parsed;
  ASSERT_EQ(config.sources.size(), 1u);
  EXPECT_EQ(config.sources[0].paths, (std::vector<std::string>{"glue/prod/*.json"}));
  EXPECT_EQ(config.sources[0].instance, "011122223333");
  EXPECT_EQ(config.sources[0].precedence, 40);
  EXPECT_EQ(config.sources[0].max_age, Seconds(7 * 86400));
  EXPECT_EQ(config.sources[0].defaults.sensitivity, "confidential");
  EXPECT_EQ(config.sources[0].defaults.criticality, "critical");
  ASSERT_EQ(config.rules.size(), 1u);
  EXPECT_EQ(
      config.rules[0].name,
      "rule source glue-*, platform glue, instance 1111*, database sales_*, schema *, name raw_*, folder "
      "glue/prod/**, tag team:*, type table");
  EXPECT_EQ(config.rules[0].match.type, (std::vector<std::string>{"table"}));
  EXPECT_EQ(config.rules[0].access->level, 3);
  EXPECT_EQ(config.rules[0].access->groups, (std::vector<std::string>{"finance", "hr"}));
  EXPECT_EQ(config.rules[0].maps.at("domain").at("sales_lake"), "Lake");
  ASSERT_EQ(config.products.size(), 2u);
  ASSERT_EQ(config.products[1].query.size(), 3u);
  EXPECT_TRUE(config.products[1].query[1].excluded);
  EXPECT_EQ(config.products[1].query[2].value, "Customer Orders");
  EXPECT_EQ(config.links.at("snowflake").at("open"), "https://app.example.com/{database}/{schema}/{name}");
  EXPECT_EQ(config.renamed[0].new_name, "domain:Sales/Refunds");
  EXPECT_TRUE(config.now.has_value());
}

TEST(Config, AnEmptyFileIsTheDefaults) {
  const Result<Config> parsed = parse_config("", "");
  ASSERT_TRUE(parsed.has_value());
  EXPECT_EQ(parsed->hash(), Config{}.hash());
  EXPECT_EQ(parsed->levels[parsed->default_level], "internal");
}

TEST(Config, SaysWhereAndWhatAndTheNearestWayOut) {
  EXPECT_EQ(error_of("sorces: []"), "waymark.yaml line 1: unknown key \"sorces\"; did you mean \"sources\"?");
  EXPECT_EQ(error_of("sources:\n  - {name: a, path: x}\n  - {name: b, path: y, formt: glue}"),
            "waymark.yaml line 3, sources[2]: unknown key \"formt\"; did you mean \"format\"?");
  EXPECT_EQ(error_of("rules:\n  - match: {databse: x}\n    set: {layer: raw}"),
            "waymark.yaml line 2, rules[1].match: unknown key \"databse\"; did you mean \"database\"?");
  EXPECT_EQ(error_of("rules: [{match: {}, set: {layer: rw}}]"),
            "waymark.yaml line 1, rules[1].set.layer: \"rw\" is not a value here; did you mean \"raw\"?");
}

struct Case {
  std::string_view yaml, part;
};

TEST(Config, RefusesWhatCouldNotMeanAnything) {
  const Case cases[] = {
      {"[1, 2]", "a mapping of keys to values is expected"},
      {"sources: [{name: a}]", "a source needs a path"},
      {"sources: [{path: a}]", "\"name\" is missing"},
      {"sources: [{name: a, path: x}, {name: a, path: y}]", "two sources are named \"a\""},
      {"sources: [{name: a, path: x, max_age: soon}]", "\"soon\" is not a length of time"},
      {"sources: [{name: a, path: x, precedence: high}]", "\"high\" is not a whole number"},
      {"sources: [{name: a, path: x, instance: 1234}]", "write it in quotes"},
      {"sources: [{name: a, path: x, defaults: {domain: \"{database}\"}}]", "work in rules only"},
      {"rules: [{set: {layer: raw}}]", "a rule needs \"match\""},
      {"rules: [{match: {}}]", "a rule needs \"set\" or \"access\""},
      {"rules: [{match: {}, set: {domain: \"{databas}\"}}]",
       "{databas} is not a placeholder; did you mean \"database\"?"},
      {"rules: [{match: {}, access: {level: secret}}]", "\"secret\" is not a value here"},
      {"rules: [{match: {}, access: {}}]", "access needs a level"},
      {"rules: [{match: {}, access: {groups: [\"a & b\"]}}]", "cannot hold \"&\""},
      {"rules: [{match: {type: tabel}, set: {layer: raw}}]", "\"tabel\" is not a type of asset"},
      {"rules: [{match: {}, set: {sensitivity: purple}}]", "\"purple\" is not a sensitivity"},
      {"rules: [{match: {}, set: {layer: raw}, map: {domain: {a: b}}}]", "not a field that this rule sets"},
      {"rules: {match: {}}", "a list is expected here"},
      {"products: [{name: X, query: \"domain\"}]", "not of the form field:value"},
      {"products: [{name: X, query: \"domin:Sales\"}]", "did you mean \"domain\"?"},
      {"products: [{name: X, query: \"freshness:late\"}]", "changes with the clock"},
      {"products: [{name: X, assets: [orders]}]", "platform:database.schema.name"},
      {"levels: [low, high]", "\"default_level\" must name one"},
      {"levels: [internal, Internal]", "stands there twice"},
      {"default_level: hidden", "\"hidden\" is not a value here"},
      {"now: tomorrow", "\"tomorrow\" is not a time"},
      {"public_url: ftp://x", "not an http or https address"},
      {"links: {snowflake: {open: \"javascript:alert(1)\"}}", "not an http or https address"},
      {"links: {snowflake: {open: \"https://x/{tabel}\"}}", "{tabel} is not a placeholder"},
      {"same_platform: [glue]", "two or more platforms"},
      {"language: klingon", "\"klingon\" is not a value here"},
      {"synonyms: [customer]", "{short: long form}"},
      {"synonyms: [[customer]]", "two or more of them"},
      {"synonyms: [{cust: }]", "stands for nothing"},
      {"synonyms: {cust: customer}", "a list of entries"},
      {"synonyms: nowhere.yaml", "nowhere.yaml"},
      {"renamed_from: [{old: a, new: b}]", "not of the form"},
      {"a: 1\na: 2", "waymark.yaml"},
  };
  for (const Case& one : cases) {
    const std::string message = error_of(one.yaml);
    EXPECT_TRUE(contains(message, one.part)) << one.yaml << "\n  says: " << message;
    EXPECT_TRUE(message.starts_with("waymark.yaml")) << message;
  }
}

TEST(Config, SynonymsAreGroupsAndShortForms) {
  const WordSettings words =
      parse_config("language: german\nsynonyms: [[a, b c], {cust: customer, txn: [x, y]}]", "x")
          .value()
          .words;
  EXPECT_EQ(words.language, "german");
  EXPECT_THAT(words.equal, testing::ElementsAre(testing::ElementsAre("a", "b c")));
  EXPECT_THAT(words.short_for, testing::ElementsAre(testing::Pair("cust", "customer"),
                                                    testing::Pair("txn", "x"), testing::Pair("txn", "y")));
}

TEST(Config, SynonymsMayStandInAFileBesideIt) {
  const auto folder =
      std::filesystem::temp_directory_path() / ("waymark-words-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "words.yaml") << "- [customer, client]\n- cust: customer\n";
  std::ofstream(folder / "waymark.yaml") << "synonyms: words.yaml\n";
  const auto config = read_config(folder / "waymark.yaml");
  std::filesystem::remove_all(folder);
  ASSERT_TRUE(config) << config.error().message;
  EXPECT_EQ(config->words.equal.size(), 1U);
  EXPECT_EQ(config->words.short_for.size(), 1U);
}

TEST(Config, TheHashFollowsTheRulesAndNothingElse) {
  const auto hash = [](std::string_view yaml) { return parse_config(yaml, "x").value().hash(); };
  const std::string plain = hash("rules: [{match: {name: a}, set: {layer: raw}}]");
  EXPECT_EQ(
      hash("# a comment\npublic_url: https://x/\nrules:\n  - set: {layer: raw}\n    match: {name: [a]}"),
      plain);
  EXPECT_NE(hash("rules: [{match: {name: b}, set: {layer: raw}}]"), plain);
  EXPECT_NE(hash("rules: [{match: {name: a}, set: {layer: raw}, access: {level: public}}]"), plain);
  EXPECT_NE(hash("default_level: public\nrules: [{match: {name: a}, set: {layer: raw}}]"), plain);
}

}  // namespace
}  // namespace waymark

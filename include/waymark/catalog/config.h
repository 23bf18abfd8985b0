// config.h - waymark.yaml as plain values.
//
//   Result<Config> config = read_config("waymark.yaml");
//   for (const SourceConfig& source : config->sources) …  // globs are resolved by ingest
//
// Errors: one sentence with file, line and key, and the nearest valid key or value. Unknown keys are errors,
// so a typo never switches a rule off. A default-made Config is what holds without a file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/base/result.h"
#include "waymark/base/time.h"
#include "waymark/catalog/chat_config.h"
#include "waymark/catalog/traffic_config.h"
#include "waymark/model/asset.h"
#include "waymark/model/word_settings.h"

namespace waymark {

// Values for fields that nobody stated. Levels are already those of the closed lists.
struct FieldSettings {
  std::string domain;  // In rules it may hold {database}, {schema}, {instance}, {name}, {folder1}…
  std::string owner;   // A mail address, a name, or "Name <mail>".
  std::string environment;
  std::string layer;
  std::string sensitivity;
  std::string criticality;
  std::string lifecycle;
  std::string certification;
  std::string platform;  // Only as a default of a source.
};

// Where a field is found in a record of an export that has no reader of its own.
struct MappedField {
  // Names of members ("name", "info.owner", "/info/owner", "labels[].key") or of columns; the first that
  // holds something counts.
  std::vector<std::string> from;
  std::string value;                         // Said of every record, where `from` finds nothing.
  std::string split;                         // Cuts one text into a list.
  std::map<std::string, std::string> words;  // Turns words found into others, letters compared without case.
};

// `mapping` of a source: any JSON, YAML, CSV or workbook as a list of assets.
struct MappingConfig {
  std::string records;  // "/items", "items[]", "tables.*", the name of a sheet; empty: the whole, or every row.
  // By member of a Waymark line ("name", "owners"…; docs/model.md). Members whose names are ours need no entry.
  std::map<std::string, MappedField> fields;
  std::vector<std::string> parts;  // Of the physical name, from the outside in.
  // Columns: a list in the record, or the record itself (one row for each column) when `columns_from` is empty.
  std::vector<std::string> columns_from;
  std::map<std::string, MappedField> columns;  // By member of a column: "name", "type"…
  std::vector<std::pair<std::string, std::string>> extra;  // What it is called and where it is found.
};

struct SourceConfig {
  std::string name;
  std::vector<std::string> paths;  // Files, folders or globs, relative to the folder of waymark.yaml.
  std::string format;              // A reader's name; empty: detected from content.
  std::string instance;            // Account, host or workspace, where the records do not say.
  std::string platform;            // For exports that do not name theirs.
  std::optional<MappingConfig> mapping;
  std::optional<int> precedence;   // Technical 10, dbt 20, business catalog 30, contract 40, workbook 50.
  std::optional<Seconds> max_age;
  FieldSettings defaults;  // Weaker than everything else.
  std::vector<std::string> ignore_users;  // Config::ignore_users.

  // SHA-256 in hex of what decides how its files are read: with equal settings, equal bytes say the same.
  std::string reading_hash() const;
};

// Each entry is a list of patterns (`*` and `?`), one of which must match; an empty list matches everything.
struct RuleMatch {
  std::vector<std::string> source, platform, instance, database, schema, name, folder, tag, type;
  std::vector<std::string>
      domain;  // A pattern also matches what lies below: Finance matches Finance/Payments.
  std::vector<std::string> sensitivity;  // What was stated of the asset itself, never what its columns say.
};

struct RuleAccess {
  std::uint8_t level = 0;           // Index into Config::levels.
  std::vector<std::string> groups;  // Sorted. Empty: everybody of that level.
};

struct Rule {
  std::string name;  // As given, else by what it says (rule_names.h). Unique.
  std::size_t line = 0;
  RuleMatch match;
  FieldSettings set;
  std::optional<RuleAccess> access;
  // Turns the value of a field after its placeholders are filled in: {"domain", {{"111122223333", "Sales"}}}.
  std::map<std::string, std::map<std::string, std::string>> maps;
};

struct DomainConfig {
  std::string path, description, owner;
};

// `assets` and `query` add up. A query is words of the form field:value, all of which must hold; -field:value
// must not.
struct ProductConfig {
  std::string name, domain, owner, description, criticality, sensitivity, certification, lifecycle;
  std::vector<std::string> assets;  // "snowflake:prod.sales.orders"
  struct Condition {
    std::string field, value;
    bool excluded = false;
  };
  std::vector<Condition> query;
  std::size_t line = 0;
};

struct Renamed {
  std::string old_name, new_name;  // "domain:Sales/Returns", "product:X", "snowflake:prod.sales.orders"
};

struct Config {
  std::string file;         // As given; empty without a file.
  std::optional<Time> now;  // For samples and tests only.
  std::string public_url;
  std::string anonymous;  // Level of callers without credentials when not on loopback; empty: none.
  TrafficConfig traffic;
  std::optional<SlackConfig> slack;
  std::optional<TeamsConfig> teams;
  std::vector<SourceConfig> sources;
  std::vector<Rule> rules;
  std::vector<DomainConfig> domains;
  std::vector<ProductConfig> products;
  std::vector<std::string> levels = {"public", "internal", "confidential", "restricted"};  // Lowest first.
  std::uint8_t default_level = 1;  // Index into `levels`.
  std::vector<std::vector<std::string>> same_platform;
  WordSettings words;  // `language` and `synonyms`.
  // By platform, then by kind of link: {"snowflake", {{"open",
  // "https://app.example.com/{database}/{schema}/{name}"}}}.
  std::map<std::string, std::map<std::string, std::string>> links;
  std::vector<Renamed> renamed;
  // Patterns of accounts that work rather than read: what they read is not counted as use. Without a word about
  // it in the file, names that say so by themselves.
  std::vector<std::string> ignore_users = {"ETL_*",     "*_ETL",      "SVC_*",     "*_SVC",  "SERVICE_*",
                                           "*_SERVICE", "*SVC_USER*", "*ETL_USER*", "DBT",    "DBT_*",
                                           "AIRFLOW*",  "FIVETRAN*",  "AIRBYTE*",  "STITCH*", "MATILLION*",
                                           "SNOWPIPE*", "SYSTEM",     "SYSTEM-*"};

  // SHA-256 in hex of everything here that decides what the index holds and who sees it: equal rules, equal
  // hash.
  std::string hash() const;
};

// `file` is only named in messages.
Result<Config> parse_config(std::string_view text, std::string file);
Result<Config> read_config(const std::filesystem::path& path);

}  // namespace waymark

// asset.h - what the catalog knows about one thing.
//
//   Fragment  what ONE source says about one thing (fragment.h), made by a reader
//   Facts     the part both share: names, columns, owners, times, use
//   Asset     the one record after the merge, with who said what, made by the catalog module
//
// Plain values; nothing here depends on the clock: times are kept, and freshness, age and activity are worked out
// when somebody asks (fields.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "waymark/base/time.h"

namespace waymark {

enum class AssetType : std::uint8_t {
  Domain, DataProduct, Dataset, Table, View, Column, Topic, File, Dashboard, Report, Pipeline, MlModel, Metric,
  GlossaryTerm, Contract, Person, Team, Container,
};

struct TypeInfo {
  AssetType type;
  std::string_view name;    // "data_product": in the index, the API and filters.
  std::string_view label;   // "Data product"
  std::string_view plural;  // "Data products"
  char letter;              // First letter of its keys.
};
const std::vector<TypeInfo>& asset_types();  // In display order.
const TypeInfo& info(AssetType type);
// Also knows the words other catalogs use ("model" of dbt, "seed", "chart", "job", "term"…), in any case and spelling.
// Empty when it is none of them.
std::optional<AssetType> parse_type(std::string_view word);

// How sources name a physical thing: platform, where it runs, and the parts of its name from the outside in.
// {"snowflake", "", {"PROD", "SALES", "ORDERS"}}; case and quoting as the source has them.
struct PhysicalName {
  std::string platform;
  std::string instance;  // Account, host or workspace; empty when the source does not say.
  std::vector<std::string> parts;

  bool empty() const { return parts.empty(); }
};

// A thing as a source refers to it: by an id of its own ("urn:li:dataset:(…)", "dbt:model.shop.orders"), by physical
// name, by plain name (products, domains, terms, people), or several of these. Ids match by the letter.
struct Ref {
  std::string id;
  PhysicalName physical;
  std::string name;

  bool empty() const { return id.empty() && physical.empty() && name.empty(); }
};

enum class OwnerKind : std::uint8_t { Unknown, Business, Technical, Role, Project, Creator };
std::string_view to_string(OwnerKind kind);  // Empty for Unknown.
OwnerKind parse_owner_kind(std::string_view word);

struct Owner {
  std::string id;    // The source's own id for the person or team, e.g. urn:li:corpuser:ana.
  std::string name;
  std::string mail;
  OwnerKind kind = OwnerKind::Unknown;
  bool team = false;
  bool inherited = false;  // From the product or container, not stated on the thing itself.

  bool operator==(const Owner&) const = default;
};

struct Column {
  std::string path;   // Nested fields are dotted: "customer.address.city".
  std::string title;
  std::string type;   // As the source writes it.
  std::string description;
  std::vector<std::string> tags;
  std::vector<std::string> terms;
  std::string sensitivity;  // A level of the closed list, or empty.
  std::string key_role;     // "primary", "foreign", "partition", or empty.
  std::optional<bool> nullable;

  bool operator==(const Column&) const = default;
};

struct Usage {
  std::optional<std::int64_t> queries_30d;  // Unknown is not zero.
  std::optional<std::int64_t> users_30d;
  std::optional<std::int64_t> refreshes_30d;  // Times its data was written.
  std::optional<std::int64_t> runs_30d;       // Of a pipeline.

  bool operator==(const Usage&) const = default;
};

// What event feeds tell of one day. Use and refresh are kept apart: a table nobody reads may be written daily.
struct DayOfActivity {
  std::int64_t day = 0;  // Days since 1970, UTC.
  std::int64_t uses = 0, users = 0, refreshes = 0, runs = 0;
  std::int64_t failures = 0;  // Of `runs`.

  bool operator==(const DayOfActivity&) const = default;
};

struct Quality {
  std::int64_t passed = 0;
  std::int64_t failed = 0;

  bool operator==(const Quality&) const = default;
};

// One promise of a contract, in words and where possible in numbers.
struct Promise {
  std::string kind;   // "freshness", "availability", "retention", "frequency", "quality", …
  std::string text;   // As written: "24 h", "99.9 %".
  std::optional<Seconds> within;

  bool operator==(const Promise&) const = default;
};

// A schema object of a contract and the thing it is about.
struct ContractObject {
  Ref target;
  std::string name;
  std::vector<Column> columns;           // What is promised.
  std::vector<std::string> required;     // Paths of columns promised never to be empty.
};

// Another text of the same contract: an older version, or the same one written differently.
struct ContractText {
  std::string format;
  std::string version;
  std::string status;
  std::string place;     // Source, file and record: "contracts: orders.odcs.yaml".
  std::string original;

  bool operator==(const ContractText&) const = default;
};

struct Contract {
  std::string format;   // "odcs", "datacontract", "dbt", …
  std::string version;
  std::string status;   // As written: active, draft, deprecated…
  std::vector<ContractObject> objects;
  std::vector<Promise> promises;
  std::string original;  // The text as received.
  std::vector<ContractText> others;  // Of the merged contract: what else sources hold of it, the newest first.
};

// A member of a data product.
struct Member {
  Ref asset;
  std::string port;  // "output", "input" or empty.
};

struct Facts {
  AssetType type = AssetType::Table;
  std::string name;            // Last part of the physical name, as written: FCT_ORDERS.
  std::string title;           // Display name, where it differs: Orders.
  std::string qualified_name;  // PROD.SALES.FCT_ORDERS
  std::string platform;        // "snowflake"
  std::string instance;
  std::string environment;
  std::string description;
  std::vector<Column> columns;
  std::string domain;          // Path, outermost first: Sales/Orders.
  std::vector<std::string> products;  // Names.
  std::vector<Owner> owners;
  std::string sensitivity;     // Level of the closed list; what was stated.
  std::string sensitivity_word;  // The raw word, when it is another.
  std::string criticality;     // low, medium, high, critical
  std::string certification;   // certified, in_review
  std::string lifecycle;       // draft, production, deprecated
  std::string layer;           // raw, processed, aggregated
  std::vector<std::string> tags;
  std::vector<std::string> terms;
  std::vector<std::string> synonyms;  // Other words for it (glossary terms).
  std::optional<Time> created;
  std::optional<Time> updated;   // The data.
  std::optional<Time> changed;   // The record about it.
  std::optional<Time> accessed;
  Usage usage;
  std::vector<DayOfActivity> activity;  // By day, oldest first; the last 90 days that feeds tell of.
  std::vector<std::string> popular_queries;
  std::optional<Quality> quality;
  std::optional<Seconds> fresh_within;  // Promised freshness, from a contract or an update frequency.
  std::optional<Contract> contract;     // Only of a thing of type contract.
  std::vector<Member> members;          // Only of a data product.
  std::string url;
  std::vector<std::pair<std::string, std::string>> extra;  // What the source says and the model has no place for.
};

// A column of one thing that goes into a column of another.
struct ColumnPair {
  std::string from, to;

  bool operator==(const ColumnPair&) const = default;
};

// One end of lineage as stored with an asset: the neighbour's key and how the two are joined.
struct Neighbour {
  std::string key;
  std::string kind;                   // "data", "view", "job", "dashboard", "input"…
  std::vector<std::string> sources;   // Who says so.
  std::string columns;                // Of upstream ones: which of their columns goes into which (column_pairs.h).
  std::optional<Time> at;             // When a feed last saw it at work.

  bool operator==(const Neighbour&) const = default;
};

// A source that spoke of this asset.
struct SourceNote {
  std::string source;   // Name of the source.
  std::string format;   // Reader: "glue".
  std::string place;    // Export file and record: "glue/sales.json TableList[3]".
  std::string ref;      // The id the source knows it by.
  std::optional<Time> at;  // Time of the export, where it says.

  bool operator==(const SourceNote&) const = default;
};

// What one field's sources said. `values` are (source, value) pairs, strongest first: the first one is in use.
struct FieldHistory {
  std::string field;
  std::vector<std::pair<std::string, std::string>> values;
};

// Who may know that the asset exists: a level (index into the configured levels) and, when not empty, one of the groups.
struct AccessClass {
  std::uint8_t level = 1;
  std::vector<std::string> groups;  // Sorted.
  std::string rule;                 // Which rule gave it; not part of the class.

  bool operator==(const AccessClass& other) const { return level == other.level && groups == other.groups; }
  bool operator<(const AccessClass& other) const {
    return level != other.level ? level < other.level : groups < other.groups;
  }
};

struct Asset : Facts {
  std::string key;                    // keys.h
  std::string match_key;              // What joined its fragments; also the `ref` of answers when no source has an id.
  std::vector<std::string> aliases;   // Former or other keys, and other ids.
  std::vector<SourceNote> sources;    // Strongest first.
  std::vector<FieldHistory> history;  // Fields that more than one source spoke of, or that a rule set.
  AccessClass access;

  // Derived after the merge.
  bool stub = false;                  // Named by lineage or a contract, described by nobody.
  bool domain_inherited = false;
  std::string sensitivity_from;       // Which column or asset set it, when nobody stated it.
  std::vector<std::string> product_keys;
  std::vector<std::string> within;    // Keys of everything it lies in: domains, products, containers.
  std::vector<std::string> owner_keys;
  std::vector<std::string> term_keys;
  std::vector<std::string> contract_keys;  // Contracts about it; for a contract, what it is about.
  std::string contract_state;         // kept, broken, unchecked; empty without a contract.
  std::vector<std::string> contract_findings;  // What is broken, in words.
  std::vector<Neighbour> upstream, downstream;
  double importance = 0;              // 0 to 1: use, trust, completeness. Source: docs/ranking.md.
};

// The name people are shown: title, else name.
std::string_view display_name(const Facts& facts);

}  // namespace waymark

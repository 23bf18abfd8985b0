// contract_server.cpp - where the things of a contract lie: servers of ODCS and of the Data Contract
// Specification, which use the same words. The parts of a name follow the merge rules of
// docs/architecture.md.
#include "waymark/base/strings.h"
#include "waymark/model/keys.h"

#include "contract_parts.h"

namespace waymark {
namespace {

// A '|' separates members that mean the same; the first that is there counts.
struct ServerKind {
  std::string_view type;
  std::string_view outer;     // Part before `inner`, or none.
  std::string_view inner;     // Part before the table, or none.
  std::string_view instance;  // Account or host, or none.
};

constexpr ServerKind kServerKinds[] = {
    {"snowflake", "database", "schema", "account"},
    {"postgres", "database", "schema", "host"},
    {"redshift", "database", "schema", "account|clusterIdentifier|host"},
    {"mssql", "database", "schema", "host"},
    {"synapse", "database", "schema", "host"},
    {"oracle", "", "schema", "host"},
    {"mysql", "", "database", "host"},
    {"clickhouse", "", "database", "host"},
    {"bigquery", "project", "dataset", ""},
    {"databricks", "catalog", "schema", "host"},
    {"glue", "", "database", "account"},
    {"athena", "", "schema|database", "account"},
    // Engines over a catalog that others know by account: the host would keep the two apart.
    {"trino", "catalog", "schema", ""},
    {"presto", "catalog", "schema", ""},
    {"hive", "", "database|schema", ""},
    {"duckdb", "database", "schema", ""},
};

constexpr std::string_view kStores[] = {"s3", "gcs", "azure", "adls"};

std::string server_type(const Value& server) { return normal_platform(server["type"].text()); }

std::string member_of(const Value& server, std::string_view names) {
  for (const std::string& name : split_words(names, '|'))
    if (std::string text = server[name].text(); !text.empty()) return text;
  return {};
}

// The host alone: no port, the first of several, and nothing for names that say only "here".
std::string instance_of(const Value& server, std::string_view names) {
  std::string host = member_of(server, names);
  host = host.substr(0, host.find(','));
  if (const std::size_t colon = host.rfind(':'); colon != std::string::npos && host.find(':') == colon)
    host.resize(colon);
  return host == "localhost" || host == "127.0.0.1" ? std::string() : host;
}

const ServerKind* kind_of(std::string_view type) {
  for (const ServerKind& kind : kServerKinds)
    if (kind.type == type) return &kind;
  return nullptr;
}

bool is_store(std::string_view type) {
  return std::find(std::begin(kStores), std::end(kStores), type) != std::end(kStores);
}

// "s3://bucket/v2/{model}/*.json" -> "bucket/v2/orders": as far as no part of the path varies.
std::string stored_path(std::string location, std::string_view object_name) {
  if (const std::size_t scheme = location.find("://"); scheme != std::string::npos)
    location.erase(0, scheme + 3);
  location = replace_all(replace_all(location, "{model}", object_name), "{schema}", object_name);
  std::vector<std::string> fixed;
  for (std::string& part : split(location, '/')) {
    if (part.find_first_of("*?{") != std::string::npos) break;
    fixed.push_back(std::move(part));
  }
  while (!fixed.empty() && fixed.back().empty()) fixed.pop_back();
  return join(fixed, "/");
}

// The written name stands for as many parts as it has, counted from the table outwards:
// {"db", "schema"} and "other.orders" make {"db", "other", "orders"}.
std::vector<std::string> lay_over(std::vector<std::string> outside, std::string_view written) {
  std::vector<std::string> parts = split_qualified(written);
  const std::size_t given = parts.empty() ? 0 : parts.size() - 1;
  outside.resize(given < outside.size() ? outside.size() - given : 0);
  outside.insert(outside.end(), parts.begin(), parts.end());
  return outside;
}

// Whether the kind of server is one whose tables have physical names, so that a missing part is worth a
// problem.
bool names_tables(const Value& server) { return kind_of(server_type(server)) != nullptr; }

// Once for a server, however many objects the contract has.
void note_missing_part(ContractDraft& draft, const ContractServer& server) {
  const std::string message =
      "server \"" + server.name + "\" lacks a database or schema; its tables are known by name only";
  for (const ContractProblem& known : draft.reading.problems)
    if (known.message == message) return;
  draft.remark(*server.value, server.path, message);
}

// The physical name of an object on a server; no parts when the server's kind has none or a part is missing.
PhysicalName physical_on(const Value& server, std::string_view object_name, std::string_view physical_name) {
  const std::string type = server_type(server);
  const std::string_view written = physical_name.empty() ? object_name : physical_name;
  PhysicalName physical{.platform = type, .instance = "", .parts = {}};
  if (type == "kafka") {
    std::string topic = server["topic"].text();
    physical.parts = {topic.empty() ? std::string(written) : std::move(topic)};
    physical.instance = instance_of(server, "host");
  } else if (is_store(type)) {
    physical.platform = type == "azure" ? "adls" : type;
    if (std::string path = stored_path(server["location"].text(), object_name); !path.empty())
      physical.parts = {std::move(path)};
  } else if (const ServerKind* kind = kind_of(type)) {
    std::vector<std::string> outside;
    for (const std::string_view names : {kind->outer, kind->inner})
      if (!names.empty()) outside.push_back(member_of(server, names));
    physical.parts = lay_over(std::move(outside), written);
    physical.instance = instance_of(server, kind->instance);
  }
  for (const std::string& part : physical.parts)
    if (part.empty()) return {.platform = physical.platform, .instance = "", .parts = {}};
  return physical;
}

// A name of one part is whole only where names have one part: topics and paths.
PhysicalName on_own_platform(const ContractOrigin& origin, const std::string& written) {
  if (origin.platform.empty()) return {};
  PhysicalName physical = parse_physical(origin.platform + ":" + written);
  const bool one_part = parse_physical(origin.platform + ":a.b").parts.size() == 1;
  if (!one_part && physical.parts.size() < 2) return {};
  physical.instance = origin.instance;
  return physical;
}

}  // namespace

void add_object(ContractDraft& draft, const std::vector<ContractServer>& servers,
                std::string_view physical_name, ContractObject object) {
  std::vector<std::string> known;
  const std::string written(physical_name.empty() ? object.name : physical_name);
  for (const ContractServer& server : servers) {
    PhysicalName physical = physical_on(*server.value, object.name, physical_name);
    if (physical.empty()) {
      if (names_tables(*server.value)) note_missing_part(draft, server);
      continue;
    }
    if (physical.instance.empty()) physical.instance = draft.origin.instance;
    const std::string key = match_key(physical);
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    known.push_back(key);
    ContractObject placed = object;
    placed.target.physical = std::move(physical);
    draft.contract().objects.push_back(std::move(placed));
  }
  if (!known.empty()) return;
  // No server tells: the name on the source's own platform where it is whole, else the bare name.
  object.target.physical = on_own_platform(draft.origin, written);
  if (object.target.physical.empty()) object.target.name = written;
  draft.contract().objects.push_back(std::move(object));
}

}  // namespace waymark

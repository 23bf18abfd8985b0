#include "shared/atlas_kinds.h"

#include <algorithm>

#include "waymark/base/strings.h"
#include "waymark/model/keys.h"

#include "shared/fact_words.h"
#include "shared/openlineage_names.h"

namespace waymark::atlas {
namespace {

// Ends of type names, letters only: the first that fits tells. Longer ones stand before what they end with.
struct KnownEnd {
  std::string_view end;
  EntityKind kind;
};
constexpr KnownEnd kEnds[] = {
    {"processexecution", {Role::Part}},
    {"columnlineage", {Role::ColumnProcess}},
    {"columnprocess", {Role::ColumnProcess}},
    {"process", {Role::Process}},
    {"storagedesc", {Role::Part}},
    {"rdbmsstorage", {Role::Part}},
    {"serde", {Role::Part}},
    {"ddl", {Role::Part}},
    {"tablepartition", {Role::Part}},
    {"column", {Role::Column}},
    {"atlasglossaryterm", {Role::Asset, AssetType::GlossaryTerm}},
    {"atlasglossarycategory", {Role::Asset, AssetType::Container, "Glossary category"}},
    {"atlasglossary", {Role::Asset, AssetType::Container, "Glossary"}},
    {"datadomain", {Role::Asset, AssetType::Domain}},
    {"dataproduct", {Role::Asset, AssetType::DataProduct}},
    {"view", {Role::Asset, AssetType::View}},
    {"dbtmodel", {Role::Asset, AssetType::View}},
    {"mlmodel", {Role::Asset, AssetType::MlModel}},
    {"table", {Role::Asset, AssetType::Table}},
    {"topic", {Role::Asset, AssetType::Topic}},
    {"workbook", {Role::Asset, AssetType::Dashboard}},
    {"dashboard", {Role::Asset, AssetType::Dashboard}},
    {"report", {Role::Asset, AssetType::Report}},
    {"worksheet", {Role::Asset, AssetType::Report}},
    {"chart", {Role::Asset, AssetType::Report}},
    {"tile", {Role::Asset, AssetType::Report}},
    {"page", {Role::Asset, AssetType::Report}},
    {"look", {Role::Asset, AssetType::Report}},
    {"explore", {Role::Asset, AssetType::Report}},
    {"visual", {Role::Asset, AssetType::Report}},
    {"datasource", {Role::Asset, AssetType::Dataset}},
    {"dataset", {Role::Asset, AssetType::Dataset}},
    {"metric", {Role::Asset, AssetType::Metric}},
    {"salesforceobject", {Role::Asset, AssetType::Table}},
    {"bucket", {Role::Asset, AssetType::File}},
    {"object", {Role::Asset, AssetType::File}},
    {"path", {Role::Asset, AssetType::File}},
    {"file", {Role::Asset, AssetType::File}},
    {"directory", {Role::Asset, AssetType::File}},
    {"dag", {Role::Job, AssetType::Pipeline}},
    {"task", {Role::Job, AssetType::Pipeline}},
    {"job", {Role::Job, AssetType::Pipeline}},
    {"pipeline", {Role::Job, AssetType::Pipeline}},
    {"application", {Role::Job, AssetType::Pipeline}},
    {"topology", {Role::Job, AssetType::Pipeline}},
    {"database", {Role::Asset, AssetType::Container}},
    {"schema", {Role::Asset, AssetType::Container}},
    {"namespace", {Role::Asset, AssetType::Container}},
    {"db", {Role::Asset, AssetType::Container}},
};

// Types of Atlan whose qualified name is that of a thing in a database.
bool is_relational(std::string_view letters) {
  for (const std::string_view one : {"table", "view", "materialisedview", "column", "database", "schema"})
    if (letters == one) return true;
  return false;
}

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Where the parts of an Atlan name begin, after tenant, connector and connection; 0 when it is no such name.
std::size_t after_connection(const std::vector<std::string>& parts) {
  return parts.size() > 2 && all_digits(parts[2]) && !parts[1].empty() ? 3 : 0;
}

Name atlan_name(const Export& file, std::string_view letters, const std::vector<std::string>& parts) {
  Name name;
  name.platform = normal_platform(parts[1]);
  std::vector<std::string> inside(parts.begin() + 3, parts.end());
  if (letters.ends_with("topic") && inside.size() == 2 && inside[0] == "topic") inside.erase(inside.begin());
  const bool topic = letters.ends_with("topic");
  if (topic) inside = {join(inside, "/")};
  if ((topic || is_relational(letters)) && !inside.empty())
    name.physical = {name.platform, file.instance, inside};
  return name;
}

// Kafka and stores name one part, rdbms does not tell its platform.
Name atlas_name(const Export& file, std::string_view type_name, std::string_view qualified) {
  Name name;
  const std::size_t at = qualified.rfind('@');
  const std::string cluster(at == std::string_view::npos ? "" : qualified.substr(at + 1));
  const std::string_view inside = qualified.substr(0, at);
  const std::string_view prefix = type_name.substr(0, type_name.find('_'));
  if (contains(inside, "://")) {
    const openlineage::Place place = openlineage::place_of(file, "", inside);
    return {place.physical.platform, place.physical, place.url};
  }
  if (prefix == type_name) return name;  // A type of no system: a glossary, a domain.
  name.platform = normal_platform(prefix == "rdbms" ? std::string_view(file.platform) : prefix);
  if (name.platform.empty() || inside.empty()) return name;
  name.physical = {name.platform, file.instance.empty() ? cluster : file.instance, split_qualified(inside)};
  if (type_name.ends_with("topic")) name.physical.parts = {std::string(inside)};
  return name;
}

}  // namespace

EntityKind kind_of(std::string_view type_name) {
  const std::string letters = letters_of(type_name);
  for (const KnownEnd& known : kEnds)
    if (letters.ends_with(known.end)) return known.kind;
  return {};
}

bool is_atlan_name(std::string_view qualified_name) {
  return after_connection(split(qualified_name, '/')) > 0;
}

Name name_of(const Export& file, std::string_view type_name, std::string_view qualified_name) {
  const std::vector<std::string> parts = split(qualified_name, '/');
  if (after_connection(parts) > 0) return atlan_name(file, letters_of(type_name), parts);
  return atlas_name(file, type_name, qualified_name);
}

std::string table_of_column(std::string_view qualified_name) {
  if (is_atlan_name(qualified_name)) return std::string(qualified_name.substr(0, qualified_name.rfind('/')));
  const std::size_t at = std::min(qualified_name.rfind('@'), qualified_name.size());
  const std::size_t dot = qualified_name.substr(0, at).rfind('.');
  if (dot == std::string_view::npos) return {};
  return std::string(qualified_name.substr(0, dot)) + std::string(qualified_name.substr(at));
}

std::string last_part(std::string_view qualified_name) {
  if (is_atlan_name(qualified_name)) return std::string(qualified_name.substr(qualified_name.rfind('/') + 1));
  const std::string_view inside = qualified_name.substr(0, qualified_name.rfind('@'));
  return std::string(inside.substr(inside.rfind('.') + 1));
}

std::string guid_id(std::string_view guid) {
  return guid.empty() || guid.starts_with('-') ? std::string() : "atlas:" + std::string(guid);
}

std::string name_id(std::string_view qualified_name) {
  return qualified_name.empty() ? std::string() : "atlas:name:" + std::string(qualified_name);
}

}  // namespace waymark::atlas

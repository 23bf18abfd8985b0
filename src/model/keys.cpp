#include "waymark/model/keys.h"

#include <algorithm>

#include "waymark/base/hash.h"
#include "waymark/base/strings.h"

#include "letters.h"
#include "squeeze.h"

namespace waymark {
namespace {

constexpr std::size_t kKeyCharacters = 13;

// Other spellings of a platform, squeezed. A platform not listed is its own name in lower case.
struct Spelling {
  std::string_view spelling, platform;
};
constexpr Spelling kSpellings[] = {
    {"awsathena", "athena"},
    {"amazonathena", "athena"},
    {"awsglue", "glue"},
    {"gluedatacatalog", "glue"},
    {"awss3", "s3"},
    {"amazons3", "s3"},
    {"s3a", "s3"},
    {"s3n", "s3"},
    {"amazonredshift", "redshift"},
    {"gbq", "bigquery"},
    {"googlebigquery", "bigquery"},
    {"gs", "gcs"},
    {"googlecloudstorage", "gcs"},
    {"abfs", "adls"},
    {"abfss", "adls"},
    {"wasbs", "adls"},
    {"azuredatalakestorage", "adls"},
    {"postgresql", "postgres"},
    {"pg", "postgres"},
    {"sqlserver", "mssql"},
    {"microsoftsqlserver", "mssql"},
    {"sfdc", "salesforce"},
    {"unity", "databricks"},
    {"unitycatalog", "databricks"},
    {"apachekafka", "kafka"},
    {"confluent", "kafka"},
    {"confluentcloud", "kafka"},
    {"apachehive", "hive"},
    {"apachespark", "spark"},
    {"prestodb", "presto"},
    {"prestosql", "trino"},
    {"apacheairflow", "airflow"},
    {"microsoftpowerbi", "powerbi"},
};

// Catalog names that engines put before a database which the Glue Data Catalog knows by itself.
constexpr std::string_view kGlueCatalogs[] = {"awsdatacatalog", "spark_catalog", "glue_catalog", "hive"};

constexpr std::string_view kGlueFamily[] = {"glue", "athena", "hive", "spark", "trino", "presto"};

// Platforms whose names are one part, dots or not: a topic, a path.
constexpr std::string_view kOnePart[] = {"kafka", "kinesis", "pulsar", "s3", "gcs", "adls", "hdfs", "file"};

template <typename List>
bool listed(const List& list, std::string_view word) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

bool starts_with_glue_catalog(const std::vector<std::string>& parts) {
  if (parts.size() < 2 || !listed(kGlueCatalogs, parts.front())) return false;
  // Two parts may be a database of that name and its table, except for the one name nobody gives a database.
  return parts.size() > 2 || parts.front() == "awsdatacatalog";
}

std::string unquoted(std::string_view part) {
  part = trim(part);
  const auto wrapped = [&](char open, char close) {
    return part.size() >= 2 && part.front() == open && part.back() == close;
  };
  if (wrapped('"', '"') || wrapped('`', '`') || wrapped('[', ']')) part = part.substr(1, part.size() - 2);
  while (part.size() > 1 && part.back() == '/')
    part.remove_suffix(1);  // A folder is written with and without.
  return std::string(part);
}

}  // namespace

std::string asset_key(char letter, std::string_view match_key) {
  return std::string{letter, '_'} + base32_prefix(sha256(match_key), kKeyCharacters);
}

bool looks_like_key(std::string_view text) {
  if (text.size() != kKeyCharacters + 2 || text[1] != '_') return false;
  const auto& types = asset_types();
  if (std::none_of(types.begin(), types.end(), [&](const TypeInfo& row) { return row.letter == text[0]; }))
    return false;
  return std::all_of(text.begin() + 2, text.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '2' && c <= '7'); });
}

std::string normal_platform(std::string_view platform) {
  const std::string letters = squeeze(platform);
  for (const Spelling& known : kSpellings)
    if (letters == known.spelling) return std::string(known.platform);
  return lower(trim(platform));
}

std::string platform_family(std::string_view platform) {
  const std::string name = normal_platform(platform);
  return listed(kGlueFamily, name) ? "glue" : name;
}

std::string normal_name(const PhysicalName& physical) {
  std::vector<std::string> parts;
  for (const std::string& part : physical.parts)
    if (std::string name = fold_case(unquoted(part)); !name.empty()) parts.push_back(std::move(name));
  if (starts_with_glue_catalog(parts) && platform_family(physical.platform) == "glue")
    parts.erase(parts.begin());
  return join(parts, ".");
}

std::string match_key(const PhysicalName& physical) {
  return platform_family(physical.platform) + "//" + lower(trim(physical.instance)) + "//" +
         normal_name(physical);
}

PhysicalName parse_physical(std::string_view text) {
  PhysicalName physical;
  text = trim(text);
  const std::size_t colon = text.find(':');
  if (colon != std::string_view::npos &&
      text.substr(0, colon).find_first_of("\"`.") == std::string_view::npos) {
    physical.platform = normal_platform(text.substr(0, colon));
    text.remove_prefix(colon + 1);
    if (text.starts_with("//")) text.remove_prefix(2);
  }
  if (!listed(kOnePart, physical.platform))
    physical.parts = split_qualified(text);
  else if (!text.empty())
    physical.parts = {unquoted(text)};
  return physical;
}

std::vector<std::string> split_qualified(std::string_view name) {
  std::vector<std::string> parts;
  std::string part;
  char closing = '\0';
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (closing != '\0') {
      if (c != closing)
        part += c;
      else if (i + 1 < name.size() && name[i + 1] == closing)
        part += name[++i];  // A doubled quote stands for itself.
      else
        closing = '\0';
    } else if ((c == '"' || c == '`') && part.empty()) {
      closing = c;
    } else if (c == '.') {
      parts.push_back(std::move(part));
      part.clear();
    } else {
      part += c;
    }
  }
  if (!part.empty() || !parts.empty()) parts.push_back(std::move(part));
  return parts;
}

std::string domain_key(std::string_view path) {
  return asset_key(info(AssetType::Domain).letter, "domain//" + fold_case(path));
}

std::string person_key(const Owner& owner) {
  const std::string_view who = !owner.mail.empty() ? owner.mail : !owner.name.empty() ? owner.name : owner.id;
  return asset_key(info(AssetType::Person).letter, "person//" + fold_case(trim(who)));
}

}  // namespace waymark

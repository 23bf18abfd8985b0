#include "shared/datahub_urn.h"

#include <algorithm>

#include "waymark/base/strings.h"
#include "waymark/model/keys.h"

namespace waymark::datahub {
namespace {

std::vector<std::string> split_by_depth(std::string_view text, char separator, char open, char close) {
  std::vector<std::string> parts(1);
  int depth = 0;
  for (const char c : text) {
    if (c == open) ++depth;
    if (c == close) --depth;
    if (c == separator && depth == 0)
      parts.emplace_back();
    else
      parts.back() += c;
  }
  return parts;
}

// How many parts a table's name has on the platform; 0 where that varies or names are one part.
std::size_t parts_on(std::string_view platform) {
  struct Arity {
    std::string_view platform;
    std::size_t parts;
  };
  constexpr Arity kKnown[] = {{"snowflake", 3},  {"bigquery", 3}, {"postgres", 3}, {"redshift", 3},
                              {"databricks", 3}, {"mssql", 3},    {"dbt", 3},      {"glue", 2},
                              {"athena", 2},     {"hive", 2},     {"mysql", 2},    {"clickhouse", 2}};
  for (const Arity& known : kKnown)
    if (known.platform == platform) return known.parts;
  return 0;
}

bool one_part(std::string_view platform) {
  for (const std::string_view one :
       {"kafka", "kinesis", "pulsar", "s3", "gcs", "adls", "hdfs", "file", "tableau"})
    if (one == platform) return true;
  return false;
}

}  // namespace

Urn parse_urn(std::string_view text) {
  constexpr std::string_view kStart = "urn:li:";
  if (!text.starts_with(kStart)) return {};
  text.remove_prefix(kStart.size());
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return {};
  Urn urn{std::string(text.substr(0, colon)), {}};
  std::string_view rest = text.substr(colon + 1);
  if (rest.starts_with('(') && rest.ends_with(')'))
    urn.parts = split_by_depth(rest.substr(1, rest.size() - 2), ',', '(', ')');
  else
    urn.parts = {std::string(rest)};
  return urn;
}

std::string tail_of(std::string_view text) {
  const Urn urn = parse_urn(text);
  if (urn.parts.empty()) return std::string(text);
  if (urn.type == "dataset" || urn.type == "mlModel") {
    const PhysicalName physical = physical_of(urn, "");
    return physical.parts.empty() ? std::string(text) : physical.parts.back();
  }
  return urn.parts.back();
}

std::string platform_of(std::string_view text) {
  const Urn urn = parse_urn(text);
  if (urn.type.empty()) return normal_platform(text);
  if (urn.type == "dataPlatform") return normal_platform(urn.parts.front());
  return urn.parts.size() < 2 ? "" : platform_of(urn.parts.front());
}

PhysicalName physical_of(const Urn& dataset, std::string_view instance) {
  if (dataset.parts.size() < 2) return {};
  PhysicalName physical;
  physical.platform = platform_of(dataset.parts[0]);
  physical.instance = instance;
  std::string_view name = dataset.parts[1];
  if (!instance.empty() && name.size() > instance.size() && name[instance.size()] == '.' &&
      name.starts_with(instance))
    name.remove_prefix(instance.size() + 1);
  if (one_part(physical.platform))
    physical.parts = {std::string(name)};
  else
    physical.parts = split_qualified(name);
  const std::size_t usual = parts_on(physical.platform);
  if (instance.empty() && usual > 0 && physical.parts.size() == usual + 1) {
    physical.instance = physical.parts.front();
    physical.parts.erase(physical.parts.begin());
  }
  return physical;
}

std::string field_path(std::string_view path) {
  std::vector<std::string> parts = split_by_depth(path, '.', '[', ']');
  std::erase_if(parts, [](const std::string& part) { return part.starts_with('[') && part.ends_with(']'); });
  return join(parts, ".");
}

}  // namespace waymark::datahub

#include "shared/checked_table.h"

#include "waymark/base/strings.h"
#include "waymark/model/keys.h"

namespace waymark {
namespace {

struct Parts {
  std::string_view platform;
  std::size_t least;  // Parts of a name that says where the table is.
};
constexpr Parts kPlatforms[] = {{"snowflake", 3}, {"redshift", 3}, {"databricks", 3}, {"bigquery", 3},
                                {"postgres", 3},  {"mssql", 3},    {"athena", 2},     {"glue", 2},
                                {"spark", 2},     {"trino", 2},    {"hive", 2},       {"mysql", 2}};

const Parts* platform_of(const Export& file, std::string_view data_source) {
  const std::string given = normal_platform(file.platform), told = lower(data_source);
  for (const Parts& known : kPlatforms)
    if (given == known.platform || (given.empty() && contains(told, known.platform))) return &known;
  return nullptr;
}

}  // namespace

Fragment checked_table(const Export& file, std::string_view name, std::string_view data_source,
                       std::string place) {
  Fragment fragment;
  fragment.place = std::move(place);
  const std::vector<std::string> parts = split_qualified(name);
  fragment.facts.name = parts.empty() ? std::string(name) : parts.back();
  const Parts* platform = platform_of(file, data_source);
  if (platform != nullptr && parts.size() >= platform->least) {
    fragment.self.physical = {std::string(platform->platform), file.instance, parts};
    fragment.facts.qualified_name = join(parts, ".");
    fragment.facts.platform = platform->platform;
    fragment.facts.instance = file.instance;
  } else {
    fragment.self.name = fragment.facts.name;
  }
  return fragment;
}

}  // namespace waymark

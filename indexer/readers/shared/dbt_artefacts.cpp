#include "shared/dbt_artefacts.h"

#include <algorithm>

#include "waymark/base/strings.h"
#include "waymark/model/keys.h"

#include "shared/version.h"

namespace waymark::dbt {

bool is_artefact(const Shape& shape, std::string_view artefact) {
  if (shape.syntax != Syntax::Json) return false;
  const std::string version = shape.first["metadata"]["dbt_schema_version"].text();
  return contains(version, "/" + std::string(artefact) + "/");
}

// ".../dbt/manifest/v12.json"
void tell_newer(const Export& file, ReadSink& sink) {
  struct Newest {
    std::string_view artefact, version;
  };
  constexpr Newest kNewest[] = {{"manifest", "12"}, {"catalog", "1"}, {"run-results", "6"}, {"sources", "3"}};
  const std::string schema = file.shape.first["metadata"]["dbt_schema_version"].text();
  const std::string version = schema.substr(schema.rfind('/') + 1);
  for (const Newest& known : kNewest)
    if (is_artefact(file.shape, known.artefact))
      tell_newer_version(sink, "dbt " + std::string(known.artefact), version.substr(0, version.find('.')),
                         known.version);
}

std::string asset_id(const Export& file, std::string_view unique_id) {
  return "dbt:" + file.folder + ":" + std::string(unique_id);
}

std::string_view kind_of(std::string_view unique_id) { return unique_id.substr(0, unique_id.find('.')); }

bool is_data(std::string_view unique_id) {
  constexpr std::string_view kKinds[] = {"model",    "source", "seed",          "snapshot",
                                         "exposure", "metric", "semantic_model"};
  return std::find(std::begin(kKinds), std::end(kKinds), kind_of(unique_id)) != std::end(kKinds);
}

std::vector<std::string> relation_parts(std::string_view relation_name) {
  std::vector<std::string> parts = split_qualified(relation_name);
  if (parts.size() == 1) parts = split(parts.front(), '.');
  for (std::string& part : parts)
    if (part.size() > 2 && part.front() == '[' && part.back() == ']') part = part.substr(1, part.size() - 2);
  std::erase(parts, "");
  return parts;
}

void name_relation(Fragment& fragment, const Export& file, const std::string& platform,
                   std::vector<std::string> parts) {
  if (parts.empty()) return;
  Facts& facts = fragment.facts;
  facts.platform = normal_platform(platform);
  facts.instance = file.instance;
  // dbt on Athena puts the name of the Glue catalog first, which every table there shares.
  if (parts.size() == 3 && platform_family(platform) == "glue") parts.erase(parts.begin());
  facts.name = parts.back();
  facts.qualified_name = join(parts, ".");
  if (!platform.empty()) fragment.self.physical = {facts.platform, file.instance, std::move(parts)};
}

}  // namespace waymark::dbt

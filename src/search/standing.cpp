#include "standing.h"

#include <algorithm>

#include "waymark/base/strings.h"

namespace waymark {
namespace {

double of_type(std::string_view type) {
  if (carries(type)) return 0.5;
  if (type == "person" || type == "team") return 0.6;
  // Who types words of an explanation looks for what it is about.
  if (type == "glossary_term") return 0.85;
  return type == "domain" ? 0.75 : 1;
}

double of_environment(std::string_view environment) {
  constexpr std::string_view kElsewhere[] = {"dev", "development", "test",    "testing", "qa",
                                             "uat", "ci",          "sandbox", "staging", "stage",
                                             "int", "integration", "lab"};
  const std::string folded = fold(environment);
  return std::find(std::begin(kElsewhere), std::end(kElsewhere), folded) == std::end(kElsewhere) ? 1 : 0.3;
}

double of_layer(std::string_view layer) { return layer == "raw" ? 0.8 : 1; }

// "stg_orders" is on its way to what people use; "orders_bkp" is a copy that somebody once kept.
double of_name(std::string_view folded_name) {
  for (const std::string_view begin : {"stg_", "staging_", "landing_"})
    if (folded_name.starts_with(begin)) return 0.8;
  for (const std::string_view begin : {"tmp_", "temp_", "bkp_", "backup_"})
    if (folded_name.starts_with(begin)) return 0.5;
  for (const std::string_view end : {"_tmp", "_temp", "_bkp", "_bak", "_backup", "_old", "_copy"})
    if (folded_name.ends_with(end)) return 0.5;
  return 1;
}

}  // namespace

bool carries(std::string_view type) { return type == "pipeline" || type == "container"; }

Standing::Standing(const AccessView& view) : view_(view) {
  fields_ = {factors(view, "type", of_type), factors(view, "environment", of_environment),
             factors(view, "layer", of_layer)};
}

Standing::Factors Standing::factors(const AccessView& view, std::string_view field,
                                    double (*factor)(std::string_view)) {
  Factors factors{row_of(*find_field(field)), {}};
  for (const Shard* shard : view.shards()) {
    const TextArray& values = shard->columns.field(factors.row).dictionary;
    std::vector<double>& of_values = factors.by_value.emplace_back();
    for (std::size_t i = 0; i < values.size(); ++i) of_values.push_back(factor(values[i]));
  }
  return factors;
}

double Standing::of(DocumentRef ref) const {
  double standing = of_name(view_.shards()[ref.shard]->columns.sort_names[ref.document]);
  for (const Factors& factors : fields_)
    for (const std::uint32_t ordinal : view_.shards()[ref.shard]->columns.field(factors.row).of(ref.document))
      standing *= factors.by_value[ref.shard][ordinal];
  return standing;
}

}  // namespace waymark

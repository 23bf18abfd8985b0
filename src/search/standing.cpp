#include "standing.h"

#include <algorithm>
#include <limits>

#include "waymark/base/strings.h"

namespace waymark {
namespace {

// Types of things that are called after what they carry.
bool is_carrier(std::string_view type) { return type == "pipeline" || type == "container"; }

double of_type(std::string_view type) {
  if (is_carrier(type)) return 0.5;
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

Standing::Standing(const AccessView& view) {
  for (const Shard* shard : view.shards()) {
    const Columns& columns = shard->columns;
    const Factors all[] = {factors(*shard, "type", of_type), factors(*shard, "environment", of_environment),
                           factors(*shard, "layer", of_layer)};
    const FieldColumn& types = columns.field(all[0].row);
    Bitmap& carriers = carriers_.emplace_back(columns.size());
    std::vector<std::uint16_t>& places = places_.emplace_back();
    places.reserve(columns.size());
    for (std::uint32_t document = 0; document < columns.size(); ++document) {
      double standing = of_name(columns.sort_names[document]);
      for (const Factors& one : all)
        for (const std::uint32_t ordinal : columns.field(one.row).of(document))
          standing *= one.by_value[ordinal];
      places.push_back(place_of(standing));
      for (const std::uint32_t ordinal : types.of(document))
        if (is_carrier(types.dictionary[ordinal])) carriers.set(document);
    }
  }
}

Standing::Factors Standing::factors(const Shard& shard, std::string_view field,
                                    double (*factor)(std::string_view)) {
  Factors factors{row_of(*find_field(field)), {}};
  const TextArray& values = shard.columns.field(factors.row).dictionary;
  for (std::size_t i = 0; i < values.size(); ++i) factors.by_value.push_back(factor(values[i]));
  return factors;
}

// A few factors of a few values each; were there ever more products than places, the last would stand for the
// rest.
std::uint16_t Standing::place_of(double standing) {
  const auto known = std::find(values_.begin(), values_.end(), standing);
  if (known == values_.end() && values_.size() <= std::numeric_limits<std::uint16_t>::max()) {
    values_.push_back(standing);
    return static_cast<std::uint16_t>(values_.size() - 1);
  }
  return static_cast<std::uint16_t>(
      std::min<std::size_t>(static_cast<std::size_t>(known - values_.begin()), values_.size() - 1));
}

}  // namespace waymark

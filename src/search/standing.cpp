#include "standing.h"

#include <algorithm>

#include "waymark/base/strings.h"

namespace waymark {
namespace {

double of_type(std::string_view type) {
  if (type == "pipeline" || type == "container") return 0.7;
  if (type == "person" || type == "team") return 0.7;
  return 1;
}

double of_environment(std::string_view environment) {
  constexpr std::string_view kElsewhere[] = {"dev", "development", "test", "testing", "qa", "uat", "ci",
                                             "sandbox", "staging", "stage", "int", "integration", "lab"};
  const std::string folded = fold(environment);
  return std::find(std::begin(kElsewhere), std::end(kElsewhere), folded) == std::end(kElsewhere) ? 1 : 0.5;
}

double of_layer(std::string_view layer) { return layer == "raw" ? 0.8 : 1; }

}  // namespace

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
  double standing = 1;
  for (const Factors& factors : fields_)
    for (const std::uint32_t ordinal : view_.shards()[ref.shard]->columns.field(factors.row).of(ref.document))
      standing *= factors.by_value[ref.shard][ordinal];
  return standing;
}

}  // namespace waymark

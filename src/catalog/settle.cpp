#include "settle.h"

#include <algorithm>

#include "waymark/model/fields.h"

#include "rules.h"
#include "tag_levels.h"

namespace waymark {
namespace {

void find_worst_column(const Asset& asset, AssetLinks& links) {
  std::string_view worst;
  const Column* which = nullptr;
  for (const Column& column : asset.columns) {
    const std::string_view level = worse_sensitivity(worst, column.sensitivity);
    if (level != worst) worst = level, which = &column;
  }
  if (which == nullptr) return;
  links.worst_level = worst;
  links.worst_column = which->path;
}

}  // namespace

void settle(Asset& asset, AssetLinks& links, const std::vector<Rule>& rules,
            const std::vector<std::string>& files, NoteBook& notes) {
  cap_lists(asset, notes);
  levels_from_tags(asset);
  apply_rules(rules, asset, links, files);
  if (asset.sensitivity.empty() && asset.type != AssetType::Contract) find_worst_column(asset, links);
  links.description_bytes = static_cast<std::uint32_t>(asset.description.size());
  links.has_columns = !asset.columns.empty();
  links.settled = true;
}

}  // namespace waymark

#include "clean_text.h"
#include "settle.h"

namespace waymark {
namespace {

bool cut(std::vector<std::string>& list) {
  if (list.size() <= kListEntries) return false;
  list.resize(kListEntries);
  return true;
}

}  // namespace

// Lists keep their first 256 entries, the strongest sources' own. Columns past
// 20,000 keep their names, which stay searchable, and lose the rest.
void cap_lists(Asset& asset, NoteBook& notes) {
  bool cut_any = false;
  for (std::vector<std::string>* list : {&asset.tags, &asset.terms, &asset.synonyms, &asset.products})
    cut_any |= cut(*list);
  for (Column& column : asset.columns) cut_any |= cut(column.tags) | cut(column.terms);
  if (cut_any) notes.add("cut_list", asset.name);
  if (asset.columns.size() <= kFullColumns) return;
  notes.add("cut_columns", asset.name);
  for (std::size_t i = kFullColumns; i < asset.columns.size(); ++i)
    asset.columns[i] = Column{.path = std::move(asset.columns[i].path)};
}

}  // namespace waymark

#include "waymark/model/heavy_facts.h"

#include <algorithm>

#include "asset_members.h"

namespace waymark {
namespace {

struct Heavy {
  std::string description;
  std::vector<Column> columns;
  std::vector<FieldHistory> history;
  std::vector<SourceNote> sources;
  std::vector<std::string> aliases;
  std::vector<std::pair<std::string, std::string>> extra;
  std::vector<std::string> popular_queries, synonyms;
  std::vector<DayOfActivity> activity;
  std::string original;
  std::vector<ContractText> others;
};

auto parts_of(Is<Heavy> auto& value) {
  auto& [description, columns, history, sources, aliases, extra, popular_queries, synonyms, activity,
         original, others] = value;
  return std::tie(description, columns, history, sources, aliases, extra, popular_queries, synonyms, activity,
                  original, others);
}

std::vector<SourceNote> names_alone(const std::vector<SourceNote>& notes) {
  std::vector<SourceNote> names;
  for (const SourceNote& note : notes)
    if (std::none_of(names.begin(), names.end(),
                     [&](const SourceNote& one) { return one.source == note.source; }))
      names.push_back({.source = note.source, .format = {}, .place = {}, .ref = {}, .at = {}});
  names.shrink_to_fit();
  return names;
}

void add_in_front(std::vector<FieldHistory>&& added, std::vector<FieldHistory>& history) {
  for (FieldHistory& more : added) {
    const auto known = std::find_if(history.begin(), history.end(),
                                    [&](const FieldHistory& one) { return one.field == more.field; });
    if (known == history.end())
      history.push_back(std::move(more));
    else
      known->values.insert(known->values.begin(), more.values.begin(), more.values.end());
  }
}

}  // namespace

std::string take_heavy(Asset& asset) {
  Heavy heavy;
  std::swap(heavy.description, asset.description);
  std::swap(heavy.columns, asset.columns);
  std::swap(heavy.history, asset.history);
  std::swap(heavy.aliases, asset.aliases);
  std::swap(heavy.extra, asset.extra);
  std::swap(heavy.popular_queries, asset.popular_queries);
  std::swap(heavy.synonyms, asset.synonyms);
  std::swap(heavy.activity, asset.activity);
  std::swap(heavy.sources, asset.sources);
  asset.sources = asset.contract ? heavy.sources : names_alone(heavy.sources);
  if (asset.contract) std::swap(heavy.original, asset.contract->original);
  if (asset.contract) std::swap(heavy.others, asset.contract->others);
  std::string bytes;
  std::apply([&](const auto&... each) { ByteWriter(bytes).put_all(each...); }, parts_of(heavy));
  return bytes;
}

bool give_heavy(std::string_view bytes, Asset& asset) {
  Heavy heavy;
  ByteReader in(bytes);
  std::apply([&](auto&... each) { in.get_all(each...); }, parts_of(heavy));
  if (!in.finished()) return false;
  asset.description = std::move(heavy.description);
  asset.columns = std::move(heavy.columns);
  asset.extra = std::move(heavy.extra);
  asset.popular_queries = std::move(heavy.popular_queries);
  asset.synonyms = std::move(heavy.synonyms);
  asset.activity = std::move(heavy.activity);
  asset.sources = std::move(heavy.sources);
  if (asset.contract) asset.contract->original = std::move(heavy.original);
  if (asset.contract) asset.contract->others = std::move(heavy.others);
  add_in_front(std::exchange(asset.history, {}), heavy.history);
  asset.history = std::move(heavy.history);
  if (!asset.aliases.empty()) {
    heavy.aliases.insert(heavy.aliases.end(), asset.aliases.begin(), asset.aliases.end());
    std::sort(heavy.aliases.begin(), heavy.aliases.end());
    heavy.aliases.erase(std::unique(heavy.aliases.begin(), heavy.aliases.end()), heavy.aliases.end());
  }
  asset.aliases = std::move(heavy.aliases);
  return true;
}

}  // namespace waymark

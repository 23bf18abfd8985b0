#include <set>
#include <unordered_set>

#include "waymark/base/strings.h"

#include "merge_facts.h"

namespace waymark {
namespace {

struct ColumnUnion {
  Column column;
  LongestOfStrongest title, description;
  std::vector<std::pair<int, std::string>> tags, terms;  // With the strength they were said with, negated.
};

void take_list(std::vector<std::string>& from, int strength, std::vector<std::pair<int, std::string>>& into) {
  for (std::string& text : from)
    if (!trim(text).empty()) into.emplace_back(-strength, std::move(text));
}

std::vector<std::string> give_list(std::vector<std::pair<int, std::string>>& from) {
  std::sort(from.begin(), from.end());
  std::vector<std::string> out;
  std::set<std::string> seen;
  for (auto& [weakness, text] : from)
    if (seen.insert(lower(text)).second) out.push_back(std::move(text));
  return out;
}

// Whether no two of them are one column in different case.
bool all_differ(const std::vector<Column>& columns) {
  std::unordered_set<std::string> seen;
  seen.reserve(columns.size());
  return std::all_of(columns.begin(), columns.end(), [&](const Column& column) {
    return !trim(column.path).empty() && seen.insert(lower(trim(column.path))).second;
  });
}

std::vector<Column> tidied(std::vector<Column> columns) {
  for (Column& column : columns)
    for (std::vector<std::string>* list : {&column.tags, &column.terms}) {
      if (list->empty()) continue;
      std::vector<std::pair<int, std::string>> texts;
      take_list(*list, 0, texts);
      *list = give_list(texts);
    }
  return columns;
}

// What only a physical source knows: the first in that order who says it.
void take_physical(Column& from, Column& into) {
  if (into.path.empty()) into.path = std::move(from.path);
  if (into.type.empty()) into.type = std::move(from.type);
  if (into.key_role.empty()) into.key_role = std::move(from.key_role);
  if (!into.nullable) into.nullable = from.nullable;
}

}  // namespace

std::vector<Column> merge_columns(std::span<Spoken* const> said, std::span<Spoken* const> physical_first,
                                  const Heard& heard) {
  Spoken* only = nullptr;
  std::size_t speakers = 0;
  for (Spoken* spoken : said)
    if (!spoken->fragment.facts.columns.empty()) only = spoken, ++speakers;
  if (speakers == 0) return {};
  if (speakers == 1 && all_differ(only->fragment.facts.columns))
    return tidied(std::move(only->fragment.facts.columns));
  std::unordered_map<std::string, std::size_t> at;
  std::vector<ColumnUnion> merged;
  const auto entry = [&](const Column& column) -> ColumnUnion& {
    const auto [found, added] = at.emplace(lower(trim(column.path)), merged.size());
    if (added) merged.emplace_back();
    return merged[found->second];
  };
  // The order of columns, their spelling and their types are the physical source's.
  for (Spoken* spoken : physical_first)
    for (Column& column : spoken->fragment.facts.columns) {
      if (trim(column.path).empty()) continue;
      ColumnUnion& one = entry(column);
      const int strength = heard.speaker(*spoken).strength;
      one.title.offer(std::move(column.title), strength);
      one.description.offer(std::move(column.description), strength);
      take_list(column.tags, strength, one.tags);
      take_list(column.terms, strength, one.terms);
    }
  for (Spoken* spoken : said)
    for (Column& column : spoken->fragment.facts.columns)
      if (!trim(column.path).empty())
        if (Column& one = entry(column).column; one.sensitivity.empty())
          one.sensitivity = std::move(column.sensitivity);
  for (Spoken* spoken : physical_first)
    for (Column& column : spoken->fragment.facts.columns)
      if (!trim(column.path).empty()) take_physical(column, entry(column).column);
  std::vector<Column> columns;
  columns.reserve(merged.size());
  for (ColumnUnion& one : merged) {
    one.column.title = std::move(one.title).take();
    one.column.description = std::move(one.description).take();
    one.column.tags = give_list(one.tags);
    one.column.terms = give_list(one.terms);
    columns.push_back(std::move(one.column));
  }
  return columns;
}

}  // namespace waymark

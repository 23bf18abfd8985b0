#include "waymark/model/column_pairs.h"

#include <algorithm>
#include <tuple>

#include "waymark/base/strings.h"

namespace waymark {
namespace {

void keep_in_line(std::string& name) {
  for (char& c : name)
    if (c == '\t' || c == '\n' || c == '\r') c = ' ';
  name = trim(name);
}

}  // namespace

std::string pack_columns(std::vector<ColumnPair> pairs) {
  struct Folded {
    std::string from, to;
    ColumnPair pair;
  };
  std::vector<Folded> all;
  for (ColumnPair& pair : pairs) {
    keep_in_line(pair.from), keep_in_line(pair.to);
    if (pair.from.empty() || pair.to.empty()) continue;
    std::string from = lower(pair.from), to = lower(pair.to);
    all.push_back({std::move(from), std::move(to), std::move(pair)});
  }
  std::sort(all.begin(), all.end(), [](const Folded& a, const Folded& b) {
    return std::tie(a.from, a.to, a.pair.from, a.pair.to) < std::tie(b.from, b.to, b.pair.from, b.pair.to);
  });
  const auto last = std::unique(all.begin(), all.end(), [](const Folded& a, const Folded& b) {
    return a.from == b.from && a.to == b.to;
  });
  std::string packed;
  for (auto one = all.begin(); one != last; ++one) {
    if (!packed.empty()) packed += '\n';
    packed += one->pair.from;
    if (one->pair.to != one->pair.from) packed += '\t' + one->pair.to;
  }
  return packed;
}

std::vector<ColumnPair> unpack_columns(std::string_view packed) {
  std::vector<ColumnPair> pairs;
  while (!packed.empty()) {
    const std::string_view line = packed.substr(0, packed.find('\n'));
    packed.remove_prefix(std::min(packed.size(), line.size() + 1));
    const std::size_t tab = line.find('\t');
    const std::string_view from = line.substr(0, tab);
    const std::string_view to = tab == std::string_view::npos ? from : line.substr(tab + 1);
    if (!from.empty() && !to.empty()) pairs.push_back({std::string(from), std::string(to)});
  }
  return pairs;
}

}  // namespace waymark

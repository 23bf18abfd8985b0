#include "shared/query_log.h"

#include <algorithm>

#include "waymark/base/strings.h"

#include "shared/query_text.h"

namespace waymark {
namespace {

constexpr std::size_t kMostTexts = 50;  // Told apart for one table; of those the most frequent are shown.
constexpr std::size_t kMostTextBytes = 2'000;

// "in (?, ?, ?)" and "in (?)" are one query.
std::string general_text(std::string_view sql) {
  std::string text = without_literals(sql);
  for (std::string before; before != text;) {
    before = text;
    text = replace_all(replace_all(text, "?, ?", "?"), "?,?", "?");
  }
  return std::string(cut_utf8(text, kMostTextBytes));
}

}  // namespace

void QueryLog::add(const Query& query, const SqlStatement& statement,
                   const std::function<SqlName(const SqlName&)>& full_name, ReadSink& sink) {
  if (statement.writes.empty() && query.ignored) return sink.count("query of an ignored user");
  std::set<SqlName> read;
  for (const SqlName& name : statement.reads)
    if (SqlName full = full_name(name); !full.empty()) read.insert(std::move(full));
  if (!statement.writes.empty()) {
    const SqlName written = full_name(statement.writes);
    if (written.empty()) return;
    if (statement.temporary) temporary_.insert(written);
    tables_[written].log.add(EventKind::Refresh, query.at, query.event);
    for (const SqlName& from : read)
      if (from != written) edges_.emplace(from, written);
    return;
  }
  if (read.empty()) return sink.count("query without a table");
  const std::string text = general_text(query.text);
  for (const SqlName& name : read) {
    Seen& seen = tables_[name];
    seen.log.add(EventKind::Use, query.at, query.event, query.user);
    if (seen.texts.size() < kMostTexts || seen.texts.contains(text)) ++seen.texts[text];
  }
}

void QueryLog::emit(const std::function<Ref(const SqlName&)>& ref_of, ReadSink& sink) {
  for (auto& [name, seen] : tables_)
    if (!temporary_.contains(name)) sink.fragment(fragment_of(ref_of(name), name, seen));
  for (const auto& [from, to] : edges_) {
    if (temporary_.contains(from) || temporary_.contains(to)) continue;
    Edge edge;
    edge.from = ref_of(from);
    edge.to = ref_of(to);
    edge.place = "text of a query";
    sink.edge(std::move(edge));
  }
}

Fragment QueryLog::fragment_of(Ref self, const SqlName& name, Seen& seen) {
  Fragment fragment;
  fragment.self = std::move(self);
  fragment.place = join(name, ".");
  Facts& facts = fragment.facts;
  facts.name = fragment.self.physical.parts.back();
  facts.qualified_name = join(fragment.self.physical.parts, ".");
  facts.platform = fragment.self.physical.platform;
  facts.instance = fragment.self.physical.instance;
  facts.accessed = seen.log.last(EventKind::Use);
  facts.updated = seen.log.last(EventKind::Refresh);
  facts.popular_queries = most_asked(seen);
  facts.extra.emplace_back("use and refresh", "inferred from the texts of queries");
  fragment.events = std::move(seen.log).events();
  return fragment;
}

std::vector<std::string> QueryLog::most_asked(const Seen& seen) {
  std::vector<std::pair<std::string, std::size_t>> texts(seen.texts.begin(), seen.texts.end());
  std::stable_sort(texts.begin(), texts.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  std::vector<std::string> queries;
  for (auto& [text, times] : texts) queries.push_back(std::move(text));
  return popular_queries(queries);
}

}  // namespace waymark

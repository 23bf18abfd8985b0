#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>

#include <xapian.h>

#include "waymark/base/strings.h"

#include "peers/peer.h"

namespace waymark::peers {
namespace {

// All have a slot in Xapian, so plain Xapian can count them as well.
constexpr const char* kFacets[] = {"type",          "domain",   "owner",    "sensitivity", "criticality",
                                   "certification", "contract", "platform", "tag",         "layer"};

std::size_t row_of(const Field* field) { return static_cast<std::size_t>(field - fields().data()); }

PeerFacet facet_of(const Field* field, const Generation& generation) {
  PeerFacet facet{.field = field};
  for (const Shard& shard : generation.shards()) {
    const TextArray& dictionary = shard.columns.field(row_of(field)).dictionary;
    for (std::size_t i = 0; i < dictionary.size(); ++i) facet.values.emplace_back(dictionary[i]);
  }
  std::sort(facet.values.begin(), facet.values.end());
  facet.values.erase(std::unique(facet.values.begin(), facet.values.end()), facet.values.end());
  facet.begin.push_back(0);
  for (const Shard& shard : generation.shards()) {
    const FieldColumn& column = shard.columns.field(row_of(field));
    std::vector<std::uint32_t> numbers;
    for (std::size_t i = 0; i < column.dictionary.size(); ++i)
      numbers.push_back(static_cast<std::uint32_t>(
          std::lower_bound(facet.values.begin(), facet.values.end(), column.dictionary[i]) -
          facet.values.begin()));
    for (std::uint32_t d = 0; d < shard.columns.size(); ++d) {
      for (const std::uint32_t ordinal : column.of(d)) facet.all.push_back(numbers[ordinal]);
      facet.several = facet.several || column.of(d).size() > 1;
      facet.begin.push_back(static_cast<std::uint32_t>(facet.all.size()));
    }
  }
  return facet;
}

// Words, and values of fields: a word may stand for one of those. Keys, ids and exact names are neither.
bool is_word(const std::string& term) {
  if (term.front() < 'A' || term.front() > 'Z') return true;
  return std::any_of(fields().begin(), fields().end(), [&](const Field& field) {
    return !field.prefix.empty() && field.name != "within" && term.starts_with(field.prefix);
  });
}

// A term in a document, once for each position; without one, once at position 0.
struct Occurrence {
  std::uint32_t document = 0, position = 0, term = 0;
  auto operator<=>(const Occurrence&) const = default;
};

// In the order of terms, as the tables lie on disk: document by document it takes ten times as long.
std::vector<Occurrence> occurrences(const Xapian::Database& database, std::vector<std::string>& terms) {
  std::vector<Occurrence> all;
  for (auto term = database.allterms_begin(), end = database.allterms_end(); term != end; ++term) {
    if (!is_word(*term)) continue;
    const auto number = static_cast<std::uint32_t>(terms.size());
    terms.push_back(token_of(*term));
    for (auto at = database.postlist_begin(*term), last = database.postlist_end(*term); at != last; ++at) {
      const std::size_t before = all.size();
      for (auto place = at.positionlist_begin(), none = at.positionlist_end(); place != none; ++place)
        all.push_back({*at, *place, number});
      if (all.size() == before) all.push_back({*at, 0, number});
    }
  }
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace

void give_up(const std::string& what) {
  std::fprintf(stderr, "peers: %s\n", what.c_str());
  std::exit(1);
}

Corpus::Corpus(std::shared_ptr<const Generation> opened) : generation(std::move(opened)) {
  for (const char* name : kFacets) facets.push_back(facet_of(find_field(name), *generation));
  for (const Shard& shard : generation->shards()) documents += shard.columns.size();
}

void Corpus::for_each_text(const Visit& visit) const {
  std::uint32_t before = 0;  // Documents of the shards before.
  for (const Shard& shard : generation->shards()) {
    std::vector<std::string> terms, more;
    const std::vector<Occurrence> all = occurrences(Xapian::Database(shard.database.string()), terms);
    std::size_t at = 0;
    for (std::uint32_t d = 1; d <= shard.columns.size(); ++d) {
      std::string text;
      more.clear();
      // Where there is a hole between two positions, a gap.
      for (std::uint32_t last = 0; at < all.size() && all[at].document == d; ++at) {
        const Occurrence& one = all[at];
        if (one.position == 0) {
          more.push_back(terms[one.term]);
          continue;
        }
        if (last > 0 && one.position > last + 1) (text += kGap) += ' ';
        (text += terms[one.term]) += ' ';
        last = one.position;
      }
      visit(before + d, text, more);
    }
    before += shard.columns.size();
  }
}

std::string token_of(const std::string& term) {
  if (term.front() < 'A' || term.front() > 'Z') return term;
  std::string token;
  for (const char c : lower(term))
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) token += c;
  return token;
}

void cut_values(ValueCounts& counts) {
  std::sort(counts.begin(), counts.end(), [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  if (counts.size() > kValues) counts.resize(kValues);
}

ValueCounts top_values(const std::vector<std::uint32_t>& counts) {
  ValueCounts values;
  for (std::uint32_t i = 0; i < counts.size(); ++i)
    if (counts[i] > 0) values.emplace_back(i, counts[i]);
  cut_values(values);
  return values;
}

std::string spelled(const PeerQuery& query, const Spelling& spelling) {
  std::vector<std::string> clauses;
  for (const Clause& clause : query.clauses) {
    std::vector<std::string> ways;
    if (!clause.phrase.empty()) ways.push_back(spelling.phrase(clause.phrase));
    if (!clause.prefix.empty()) ways.push_back(spelling.prefix(clause.prefix));
    for (const std::vector<std::string>& form : clause.forms) {
      std::vector<std::string> words;
      for (const std::string& term : form) words.push_back(spelling.word(token_of(term)));
      ways.push_back(words.size() == 1 ? words.front() : "(" + join(words, spelling.all) + ")");
    }
    clauses.push_back(ways.size() == 1 ? ways.front() : "(" + join(ways, spelling.any) + ")");
  }
  return join(clauses, query.any ? spelling.any : spelling.all);
}

}  // namespace waymark::peers

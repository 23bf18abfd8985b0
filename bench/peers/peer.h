// peer.h - what every engine of the comparison gets and gives: the same terms, the same values as numbers,
// the same questions.
//
// Documents are those of an index of Waymark, numbered from 1 over its shards in their order. Text comes as
// the terms of the index, already analyzed, so that no engine's own analysis makes a difference: `text` in
// the order of their positions, `more` without order. Values of a facet are numbers into one sorted
// dictionary.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "waymark/index/generation.h"
#include "waymark/search/search.h"

namespace waymark::peers {

constexpr std::size_t kHits = 20, kValues = 12;
// Stands between two texts, so that no phrase reaches from one into the next.
constexpr std::string_view kGap = "zzgapzz";

struct PeerFacet {
  const Field* field = nullptr;
  std::vector<std::string> values;        // Sorted; a number is a place in here.
  std::vector<std::uint32_t> begin, all;  // Of document d, from 1: all[begin[d - 1]] up to all[begin[d]].
  bool several = false;                   // Some document has more than one.
  std::string name() const { return std::string(field->name); }
};

struct Corpus {
  std::shared_ptr<const Generation> generation;
  std::vector<PeerFacet> facets;
  std::uint32_t documents = 0;

  explicit Corpus(std::shared_ptr<const Generation> opened);
  // visit(document, text, more), in order; walks all term lists of the index.
  using Visit = std::function<void(std::uint32_t, const std::string&, const std::vector<std::string>&)>;
  void for_each_text(const Visit& visit) const;
};

// One word of a query, or several that stand for one: any of the forms, each all of its terms.
struct Clause {
  std::vector<std::vector<std::string>> forms;
  std::vector<std::string> phrase;  // Instead, these in a row.
  std::string prefix;               // Instead, or besides the forms: whatever begins so.
};

struct PeerFilter {
  std::size_t facet = 0;
  std::uint32_t value = 0;
};

struct PeerQuery {
  std::string kind;
  bool any = false;  // One of the clauses is enough.
  std::vector<Clause> clauses;
  std::vector<PeerFilter> filters;  // Of different facets.
  SearchRequest request;            // The same for Waymark.
};

using ValueCounts = std::vector<std::pair<std::uint32_t, std::uint64_t>>;  // By count, at most kValues.

struct Answer {
  std::uint64_t total = 0;
  std::size_t hits = 0;
  std::vector<ValueCounts> counts;  // By facet; a filtered one as if its filter were not there.
};

// Largest first; cut.
ValueCounts top_values(const std::vector<std::uint32_t>& counts);
void cut_values(ValueCounts& counts);

class Engine {
 public:
  virtual ~Engine() = default;
  virtual Answer ask(const PeerQuery& query) = 0;  // Ends the program with a message when it cannot.
};

struct Peer {
  const char* name;
  void (*load)(const Corpus&, const std::filesystem::path& folder);
  std::unique_ptr<Engine> (*open)(const Corpus&, const std::filesystem::path& folder);
};

extern const Peer xapian_spies, xapian_columns, sqlite_peer, postgres_peer, groonga_peer, sphinx_peer;

[[noreturn]] void give_up(const std::string& what);

// A term as a word that every engine takes: "XTYPE:table" is "xtypetable". A word of a query may stand for a
// value.
std::string token_of(const std::string& term);

// The boolean expression of the clauses in an engine's own words.
struct Spelling {
  std::string all, any;                                      // " AND ", " OR "
  std::function<std::string(const std::string& term)> word;  // quoted as the engine wants it
  std::function<std::string(const std::string& prefix)> prefix;
  std::function<std::string(const std::vector<std::string>& terms)> phrase;
};
std::string spelled(const PeerQuery& query, const Spelling& spelling);

}  // namespace waymark::peers

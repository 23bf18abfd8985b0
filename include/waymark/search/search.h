// search.h - what one can ask the catalog and what comes back.
//
// Plain structs: the command line fills a request and prints a result, the API writes it as JSON.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "waymark/model/asset.h"
#include "waymark/model/fields.h"

namespace waymark {

// Values of one field join with OR, fields join with AND. Values compare without case.
struct Filter {
  const Field* field = nullptr;
  std::vector<std::string> values;
  bool excluded = false;
};

enum class Match : std::uint8_t { Auto, All, Any };
enum class Spell : std::uint8_t { Auto, Off, Force };

// How long a search may take, looked at between its stages. Past `enough` it leaves out what it can do without, and
// SearchResult::cut says so; past `too_long` it gives up: Unavailable.
struct TimeBudget {
  std::chrono::steady_clock::time_point enough, too_long;
};

struct SearchRequest {
  std::string text;  // As typed; syntax in docs/query-syntax.md. Empty matches everything the filters allow.
  Match match = Match::Auto;
  std::vector<Filter> filters;
  std::optional<Time> updated_after, updated_before;  // Of the data; inclusive.
  std::string sort;  // A name of sort_orders(); empty: relevance with text, importance without.
  bool reversed = false;
  std::size_t offset = 0;  // In hits.
  std::size_t limit = 20;  // In hits; 0 counts only.
  std::vector<const Field*> facets;
  std::size_t facet_size = 12;
  bool highlight = true;
  bool explain = false;
  Spell spell = Spell::Auto;
  bool columns = true;     // Whether names and descriptions of columns may match.
  std::string similar_to;  // The key of an asset: only what is like it, the most alike first.
  Time now{};              // "Today" for clock fields; passed in so that answers repeat.
  std::optional<TimeBudget> budget;
};

struct Segment {
  std::string text;
  bool marked = false;
};

struct MatchedColumn {
  std::string path;
  std::vector<Segment> segments;
};

// One part of a hit's score. The parts of a hit add up to its score.
struct ScorePart {
  std::string signal;  // "exact_name", "text", "coverage", "importance", "deprecated"…
  std::string term;    // Of text parts: which word.
  double value = 0;
  std::string field{};  // Of text parts: where it stands.
  double weight = 0;    // Of the signal or the field in the ranking file; 0 where the value has none.
};

struct Hit {
  Asset asset;
  std::optional<std::size_t> column;  // With the filter type=column: which of asset.columns the hit is.
  double score = 0;
  std::vector<Segment> name, title, description;  // Marked; the description cut around the match.
  std::vector<MatchedColumn> columns;             // At most 10.
  std::size_t more_columns = 0;
  std::vector<std::string> why;  // "name", "column: email_address", "certified"
  std::vector<ScorePart> parts;  // With SearchRequest::explain.
};

struct FacetCount {
  std::string value;
  std::string label;
  std::uint64_t count = 0;
  bool selected = false;
};

// Counts of one field over the matches, with the field's own selection left out: each count is the total one
// gets by choosing that value.
struct Facet {
  const Field* field = nullptr;
  std::vector<FacetCount> values;  // By count, then label.
  std::uint64_t more = 0;          // Further values.
  std::uint64_t missing = 0;       // Matches without a value.
};

struct Note {
  std::string code;  // "read_as_words", "unknown_field", "prefix_cut", "query_cut"
  std::string text;
};

// A way out of an empty result.
struct Exit {
  std::string kind;  // drop_filter, drop_all_filters, any_words, spell
  std::string field;
  std::vector<std::string> values;
  std::string text;  // Of spell: the corrected query.
  std::uint64_t total = 0;
};

// A filter that the text seems to mean: "retail" where that is a domain. Nothing is filtered by it yet.
struct Offer {
  std::string field, value;  // As a parameter of the search: domain=Retail, updated_after=7d.
  std::string label;
  std::uint64_t total = 0;  // After choosing it.
};

struct Correction {
  std::string text;
  std::uint64_t total = 0;
  bool applied = false;
};

struct SearchResult {
  std::uint64_t total = 0;
  bool exact = true;        // Else total and counts are of the most important part, and a note says so.
  bool cut = false;         // By its time budget: the same request may bring more another time.
  bool of_columns = false;  // Hits and counts are columns, not assets.
  std::string match = "all";  // all, most or any: how the words were joined.
  bool relaxed = false;       // Not every word was asked for, because nothing had them all.
  std::optional<Correction> spell;
  std::vector<Offer> offers;
  std::string text;             // What was searched: the query without the filters found in it.
  std::vector<Filter> filters;  // All in force, those found in the text included.
  std::vector<Hit> hits;        // Best first; ties end on the key.
  std::vector<Facet> facets;
  std::vector<Note> notes;
  std::vector<Exit> exits;
};

struct Suggestion {
  enum class Kind : std::uint8_t { Asset, Value, Query };
  Kind kind = Kind::Asset;
  std::string text;
  std::vector<Segment> segments;  // Marked: what was typed.
  std::string key;                // Of an asset.
  AssetType type = AssetType::Table;
  std::string detail;            // Where it lies: "Sales > Orders".
  const Field* field = nullptr;  // Of a value.
  std::string value;
  std::uint64_t count = 0;  // Of a value or query.
};

struct SuggestRequest {
  std::string text;
  std::size_t limit = 8;
  bool assets = true, values = true, queries = true;
  std::vector<Filter> filters;
  Time now{};
};

struct SuggestResult {
  std::vector<Suggestion> items;
  std::uint64_t total = 0;  // Hits of a search for the text as typed.
};

struct FacetPageRequest {
  SearchRequest search;
  const Field* field = nullptr;
  std::string prefix;  // Of a word in the value or label.
  std::size_t offset = 0, limit = 20;
};

}  // namespace waymark

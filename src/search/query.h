// query.h - a typed query as a tree. Reading never fails: what cannot be read as written is read as plain
// words.
//
//   words  "a phrase"  -not  AND OR NOT ( )  field:value  prefix*
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/search/search.h"
#include "waymark/text/analyzer.h"

namespace waymark {

// One way for a document to have a word: all of `terms`.
struct WordForm {
  std::vector<std::string> terms;
  std::string synonym;  // Another word for the one that was typed: how it is written; "" for the word itself.
};

struct QueryNode {
  enum class Kind : std::uint8_t { All, Or, Not, Word, Phrase, Prefix, FieldValue };
  Kind kind = Kind::All;
  std::vector<QueryNode> children;   // All, Or, Not.
  std::string text;                  // Leaves: as typed.
  std::uint32_t begin = 0, end = 0;  // Word: bytes of the query, to put a correction in.
  std::vector<WordForm> forms;       // Word: any of them. The first is its parts.
  std::vector<std::string> terms;    // Phrase: in order. Prefix: the one beginning.
  std::string folded;                // Word of one part: before stemming; "" otherwise.
  Filter filter;                     // FieldValue.
};

// A value of a field that some words of the text name; without a field an age, as updated_after takes it.
struct NamedValue {
  const Field* field = nullptr;
  std::string value;
};

struct Query {
  QueryNode root;                       // Kind All; no children: everything.
  std::vector<Filter> filters;          // field:value at the top: the same as a chosen facet value.
  std::vector<std::string> neighbours;  // Joined neighbouring words: worth points, never required.
  std::string words;                    // The text without the filters.
  std::vector<std::string> names;       // Squashed texts that may be somebody's name: the words as typed, then
                                        // without words that only ask. Of plain queries.
  bool plain = true;                    // Only words: exact names are looked up.
  std::vector<NamedValue> named;        // In their order in the text; of prepared plain queries.
  std::vector<Note> notes;
};

Query parse_query(std::string_view text, const Analyzer& analyzer);

// Drops words that only ask ("show me the orders" asks for orders) and gathers names and neighbours.
void reduce_question(Query& query, const Analyzer& analyzer);

// Folded parts of the words of a plain query, in order: what may begin the words of a name.
std::vector<std::string> word_beginnings(const Query& query, const Analyzer& analyzer);

// Every word of the query that a document may match, negated parts left out.
std::vector<const QueryNode*> positive_leaves(const QueryNode& node);

}  // namespace waymark

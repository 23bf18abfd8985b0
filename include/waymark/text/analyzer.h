// analyzer.h - the one way text becomes terms, for the index and for queries alike.
//
//   Analyzer analyzer("english");
//   analyzer.analyze("fct_customerOrders");  // fct, customer, order | fctcustomer, customerorders |
//   fctcustomerorders
//
// Text is folded (compatibility forms, case, accents), cut into words at blanks and punctuation, and words
// are cut into parts at case, digit and separator borders: HTTPServerLogs2 is http, server, log, 2. Parts
// that are words of the language are stemmed. A word of several parts also yields its joined neighbours and
// itself joined, so that a glued spelling finds a split one. In names, words written together are cut too:
// FINANCIALSERVICEACCOUNT is financial, service, account. Chinese, Japanese and Korean text yields single
// characters and pairs. Rules with examples: docs/query-syntax.md.
//
// Threads: const use from one thread at a time; make one per thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace waymark {

enum class TokenKind : std::uint8_t {
  Part,   // A word, or one part of an identifier.
  Pair,   // Two neighbouring parts joined.
  Whole,  // All parts of an identifier of three or more, joined.
};

struct Token {
  std::string term;         // Folded and, for parts, stemmed.
  std::string folded;       // Of parts: before stemming. Empty otherwise.
  std::uint32_t begin = 0;  // Bytes of the original text.
  std::uint32_t end = 0;
  std::uint32_t position = 0;  // Of its (first) part, counted over the text.
  std::uint32_t word = 0;      // Which word of the text it is in.
  TokenKind kind = TokenKind::Part;
  bool strange = false;  // Part of a name: perhaps several words, but the lists do not tell which.
};

enum class TextKind : std::uint8_t {
  Prose,
  Name,   // Short, its words belong together: "Customer Orders" also yields customerorders; glued words are
          // cut.
  Typed,  // What may be a name: words are joined as in one, and nothing is cut.
};

// Whether something is a word for somebody: of an asset, or of what a caller may see. Folded.
using KnowsWord = std::function<bool(std::string_view folded)>;

class Analyzer {
 public:
  explicit Analyzer(std::string_view language = "english");
  ~Analyzer();
  Analyzer(Analyzer&&) noexcept;
  Analyzer& operator=(Analyzer&&) noexcept;

  // `more` knows words that the lists do not: glued names are cut with them as well.
  std::vector<Token> analyze(std::string_view text, TextKind kind = TextKind::Prose,
                             const KnowsWord* more = nullptr) const;
  // The words that one folded word is glued of; empty when it is one.
  std::vector<std::string> glued_words(std::string_view folded, const KnowsWord& more) const;
  std::string stem(std::string_view folded_word) const;
  const std::string& language() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Compatibility forms, case and accents folded away: "Ｅspañа" compares equal to "espana"'s Latin spelling.
// Invalid UTF-8 bytes become U+FFFD.
std::string fold(std::string_view text);
// Folded letters and digits only, nothing between: "PROD.Sales/FCT_Orders" -> "prodsalesfctorders". How exact
// names compare.
std::string squash(std::string_view text);
// Squashed name of each path suffix: "PROD.SALES.ORDERS" -> {"prodsalesorders", "salesorders", "orders"}.
std::vector<std::string> squashed_suffixes(std::string_view qualified_name);

// Words that ask rather than name ("which", "show", "list", "how many"): dropped from a query while something
// else is left. `folded_word` is folded, not stemmed.
bool is_question_word(std::string_view folded_word, std::string_view language = "english");

}  // namespace waymark

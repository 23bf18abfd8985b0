#include "waymark/text/analyzer.h"

#include <unordered_map>

#include <libstemmer.h>

#include "characters.h"
#include "glued.h"

namespace waymark {
namespace {

// One part of a word before it becomes a token.
struct Part {
  std::string folded;
  std::uint32_t begin = 0, end = 0;
  bool ideograph = false;
  bool strange = false;
};

struct Word {
  std::vector<Part> parts;
};

bool is_joiner(std::string_view folded) { return folded == "_" || folded == "-" || folded == "'"; }

// Cuts a text into words and words into parts. `'` joins without a border (don't), `_` and `-` join with one.
class Splitter {
 public:
  explicit Splitter(std::string_view text) : reader_(text) {}

  std::vector<Word> split() {
    Character character;
    std::string folded;
    while (reader_.next(character, folded)) {
      if (character.kind == CharClass::Mark) {
        if (in_part_) word_.parts.back().end = character.end;
      } else if (character.kind == CharClass::Other) {
        separator(folded);
      } else {
        letter(character, folded);
      }
    }
    end_word();
    return std::move(words_);
  }

 private:
  void separator(const std::string& folded) {
    if (folded == "'" && in_part_) {
      apostrophe_ = true;
      return;
    }
    if (is_joiner(folded))
      in_part_ = false;
    else
      end_word();
  }

  void letter(const Character& character, const std::string& folded) {
    if (apostrophe_) {
      // "customer's": the s is an ending, not a part.
      apostrophe_ = false;
      if (folded == "s") {
        word_.parts.back().end = character.end;
        in_part_ = false;
        return;
      }
    }
    if (character.kind == CharClass::Ideograph) {
      if (!ideographs_) end_word();
      begin_part(character, folded);
      word_.parts.back().ideograph = ideographs_ = true;
    } else {
      if (ideographs_) end_word();
      if (!in_part_ || border_before(character.kind)) {
        begin_part(character, folded);
      } else {
        if (acronym_ends(character.kind)) split_acronym();
        word_.parts.back().folded += folded;
        word_.parts.back().end = character.end;
      }
    }
    before_last_ = last_;
    last_ = character.kind;
    last_size_ = folded.size();
    last_begin_ = character.begin;
  }

  bool border_before(CharClass kind) const {
    if (last_ == CharClass::Digit || kind == CharClass::Digit)
      return (last_ == CharClass::Digit) != (kind == CharClass::Digit);
    return last_ == CharClass::Lower && kind == CharClass::Upper;
  }

  // HTTPServer: at the e, the S turns out to begin the next part.
  bool acronym_ends(CharClass kind) const {
    return kind == CharClass::Lower && last_ == CharClass::Upper && before_last_ == CharClass::Upper &&
           in_part_ && word_.parts.back().folded.size() > last_size_;
  }
  void split_acronym() {
    Part& part = word_.parts.back();
    Part next{part.folded.substr(part.folded.size() - last_size_), last_begin_, part.end};
    part.folded.resize(part.folded.size() - last_size_);
    part.end = last_begin_;
    word_.parts.push_back(std::move(next));
  }

  void begin_part(const Character& character, const std::string& folded) {
    word_.parts.push_back({folded, character.begin, character.end});
    in_part_ = true;
  }

  void end_word() {
    if (!word_.parts.empty()) words_.push_back(std::move(word_));
    word_ = {};
    in_part_ = ideographs_ = apostrophe_ = false;
    last_ = before_last_ = CharClass::Other;
  }

  CharacterReader reader_;
  std::vector<Word> words_;
  Word word_;
  bool in_part_ = false, ideographs_ = false, apostrophe_ = false;
  CharClass last_ = CharClass::Other, before_last_ = CharClass::Other;
  std::size_t last_size_ = 0;
  std::uint32_t last_begin_ = 0;
};

// Terms longer than this are cut: Xapian's limit is 245 bytes, and nobody types more.
constexpr std::size_t kLongestTerm = 200;

std::string cut_term(std::string term) {
  if (term.size() > kLongestTerm) {
    std::size_t end = kLongestTerm;
    while (end > 0 && (static_cast<unsigned char>(term[end]) & 0xC0) == 0x80) --end;
    term.resize(end);
  }
  return term;
}

constexpr std::size_t kMostCuts = 50'000;

// The byte after so many folded letters from `begin` on.
std::uint32_t byte_after(std::string_view text, std::uint32_t begin, std::size_t letters) {
  CharacterReader reader(text.substr(begin));
  Character character;
  std::string folded;
  std::uint32_t end = begin;
  for (std::size_t count = 0; count < letters && reader.next(character, folded); count += folded.size())
    end = begin + character.end;
  return end;
}

}  // namespace

struct Analyzer::State {
  explicit State(std::string_view name)
      : language(name),
        stemmer(sb_stemmer_new(language.c_str(), "UTF_8")),
        list(language == "english" ? WordSource::PackagedEnglish : WordSource::Nothing) {}
  ~State() {
    if (stemmer != nullptr) sb_stemmer_delete(stemmer);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  std::string language;
  sb_stemmer* stemmer;
  WordSource list;
  // Names come again and again: where the words of each end, by the lists alone.
  std::unordered_map<std::string, std::vector<std::uint8_t>> cuts;

  const std::vector<std::uint8_t>& cut(const std::string& folded) {
    if (const auto known = cuts.find(folded); known != cuts.end()) return known->second;
    if (cuts.size() >= kMostCuts) cuts.clear();
    return cuts.emplace(folded, cut_glued(folded, list, nullptr)).first->second;
  }
  void cut_words(std::vector<Part>& parts, std::string_view text, const KnowsWord* more);
};

// Parts of a name that are several words become those.
void Analyzer::State::cut_words(std::vector<Part>& parts, std::string_view text, const KnowsWord* more) {
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].ideograph || !may_be_glued(parts[i].folded, list)) continue;
    std::vector<std::uint8_t> ends = cut(parts[i].folded);
    if (ends.empty() && more != nullptr) ends = cut_glued(parts[i].folded, list, more);
    if (ends.empty()) {
      parts[i].strange = true;
      continue;
    }
    const Part whole = std::move(parts[i]);
    std::vector<Part> words;
    std::uint32_t begin = 0, byte = whole.begin;
    for (const std::uint8_t end : ends) {
      const std::uint32_t last = end == whole.folded.size() ? whole.end : byte_after(text, byte, end - begin);
      words.push_back({whole.folded.substr(begin, end - begin), byte, last});
      begin = end;
      byte = last;
    }
    parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(i));
    parts.insert(parts.begin() + static_cast<std::ptrdiff_t>(i), words.begin(), words.end());
    i += words.size() - 1;
  }
}

Analyzer::Analyzer(std::string_view language) : state_(std::make_unique<State>(language)) {}
Analyzer::~Analyzer() = default;
Analyzer::Analyzer(Analyzer&&) noexcept = default;
Analyzer& Analyzer::operator=(Analyzer&&) noexcept = default;

const std::string& Analyzer::language() const { return state_->language; }

std::string Analyzer::stem(std::string_view word) const {
  // Two letters and numbers have no endings to lose.
  if (word.size() < 3 || state_->stemmer == nullptr || (word.front() >= '0' && word.front() <= '9'))
    return std::string(word);
  const auto* symbols = reinterpret_cast<const sb_symbol*>(word.data());
  const sb_symbol* stemmed = sb_stemmer_stem(state_->stemmer, symbols, static_cast<int>(word.size()));
  if (stemmed == nullptr) return std::string(word);
  return {reinterpret_cast<const char*>(stemmed),
          static_cast<std::size_t>(sb_stemmer_length(state_->stemmer))};
}

std::vector<Token> Analyzer::analyze(std::string_view text, TextKind kind, const KnowsWord* more) const {
  std::vector<Token> tokens;
  std::uint32_t position = 0, number = 0;
  const Part* previous = nullptr;  // The last part of the word before, for names.
  std::vector<Word> words = Splitter(text).split();
  if (kind == TextKind::Name)
    for (Word& word : words) state_->cut_words(word.parts, text, more);
  for (const Word& word : words) {
    const std::uint32_t first = position;
    std::string whole;
    for (std::size_t i = 0; i < word.parts.size(); ++i) {
      const Part& part = word.parts[i];
      if (part.folded.empty()) continue;
      tokens.push_back({cut_term(part.ideograph ? part.folded : stem(part.folded)), part.folded, part.begin,
                        part.end, position, number, TokenKind::Part, part.strange});
      const Part* neighbour = i > 0 ? &word.parts[i - 1] : kind == TextKind::Prose ? nullptr : previous;
      if (neighbour != nullptr && neighbour->ideograph == part.ideograph)
        tokens.push_back({cut_term(neighbour->folded + part.folded),
                          {},
                          neighbour->begin,
                          part.end,
                          position > 0 ? position - 1 : 0,
                          number,
                          TokenKind::Pair});
      whole += part.folded;
      ++position;
    }
    if (word.parts.size() > 2 && !word.parts.front().ideograph)
      tokens.push_back({cut_term(std::move(whole)),
                        {},
                        word.parts.front().begin,
                        word.parts.back().end,
                        first,
                        number,
                        TokenKind::Whole});
    previous = &word.parts.back();
    ++number;
  }
  return tokens;
}

std::vector<std::string> Analyzer::glued_words(std::string_view folded, const KnowsWord& more) const {
  std::vector<std::string> words;
  if (!may_be_glued(folded, state_->list)) return words;
  std::size_t begin = 0;
  for (const std::uint8_t end : cut_glued(folded, state_->list, &more)) {
    words.emplace_back(folded.substr(begin, end - begin));
    begin = end;
  }
  return words;
}

}  // namespace waymark

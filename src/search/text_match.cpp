#include "text_match.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "waymark/base/strings.h"
#include "waymark/index/terms.h"

#include "named_values.h"

#include "glued_words.h"
#include "synonyms.h"

namespace waymark {
namespace {

constexpr std::size_t kMostWords = 64;
constexpr std::size_t kMostExpansions = 200;
constexpr std::size_t kShortestBeginning = 3;
// How many documents make it worth asking for so many words.
constexpr std::uint64_t kEnoughDocuments = 10, kEnoughForSentence = 100;
constexpr std::size_t kSentence = 5;  // So many words are seldom all in one place: rank what has some.
constexpr double kNeighbourFactor = 0.5;

constexpr double kSaturation = 4;      // k1
constexpr double kLengthShare = 0.75;  // b
constexpr double kAverageLength = 60;  // Weighted words: a table of a dozen columns and one sentence.
constexpr double kShortest =
    0.3 * kAverageLength;  // A bare name is no better an answer for saying nothing else.

// Documents of one shard for one node of the query.
class Evaluator {
 public:
  Evaluator(const Postings& postings, std::size_t shard)
      : postings_(postings), shard_(shard), size_(postings.view.shards()[shard]->columns.size()) {}

  Bitmap run(const QueryNode& node) const {
    switch (node.kind) {
      case QueryNode::Kind::All:
        return all(node);
      case QueryNode::Kind::Or:
        return either(node);
      case QueryNode::Kind::Not:
        return Bitmap(size_, true).remove(run(node.children.front()));
      case QueryNode::Kind::Word:
        return word(node);
      case QueryNode::Kind::Prefix:
        return any_of(node.terms);
      case QueryNode::Kind::Phrase:
        return phrase(node);
      case QueryNode::Kind::FieldValue:
        return field_value(node.filter);
    }
    return Bitmap(size_);
  }

  Bitmap any_of(const std::vector<std::string>& terms) const {
    Bitmap found(size_);
    if (terms.empty()) return found;
    for (const Posting& posting : *postings_.together(shard_, terms)) found.set(posting.document);
    return found;
  }

 private:
  Bitmap all(const QueryNode& node) const {
    Bitmap found(size_, true);
    for (const QueryNode& child : node.children) found &= run(child);
    return found;
  }
  Bitmap either(const QueryNode& node) const {
    Bitmap found(size_);
    for (const QueryNode& child : node.children) found |= run(child);
    return found;
  }
  Bitmap word(const QueryNode& node) const {
    Bitmap found(size_);
    for (const WordForm& form : node.forms) {
      Bitmap has = any_of({form.terms.front()});
      for (std::size_t i = 1; i < form.terms.size(); ++i) has &= any_of({form.terms[i]});
      found |= has;
    }
    return found;
  }
  Bitmap phrase(const QueryNode& node) const {
    if (node.terms.size() == 1) return any_of(node.terms);
    // Positions are Xapian's to compare: looking them up by document took seven times as long.
    Bitmap found(size_);
    Xapian::Enquire enquire(postings_.shards.each[shard_]);
    enquire.set_query(Xapian::Query(Xapian::Query::OP_PHRASE, node.terms.begin(), node.terms.end()));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_docid_order(Xapian::Enquire::ASCENDING);
    const Xapian::MSet matches = enquire.get_mset(0, size_);
    for (auto at = matches.begin(); at != matches.end(); ++at) found.set(*at - 1);
    return found;
  }
  Bitmap field_value(const Filter& filter) const;

  const Postings& postings_;
  std::size_t shard_;
  std::uint32_t size_;
};

// Inside OR and brackets a field value is one more condition. Clock fields only work as filters of their own.
Bitmap Evaluator::field_value(const Filter& filter) const {
  Bitmap found(size_);
  if (filter.field->values == nullptr) return found;
  const FieldColumn& column = postings_.view.shards()[shard_]->columns.field(row_of(*filter.field));
  const std::string wanted = fold(filter.values.front());
  for (std::uint32_t ordinal = 0; ordinal < column.dictionary.size(); ++ordinal) {
    if (fold(column.dictionary[ordinal]) != wanted) continue;
    for (std::uint32_t d = 0; d < size_; ++d)
      for (const std::uint32_t value : column.of(d))
        if (value == ordinal) found.set(d);
  }
  return found;
}

bool is_negative(const QueryNode& node) { return node.kind == QueryNode::Kind::Not; }

// How many of its words, and of the parts of its identifiers, a query has in each document.
class WordCounts {
 public:
  WordCounts(const Query& query, const Postings& postings) {
    for (const QueryNode& child : query.root.children) wanted_ += is_negative(child) ? 0 : parts_of(child);
    at_least_.assign(wanted_ + 2, 0);
    for (std::size_t shard = 0; shard < postings.view.shards().size(); ++shard) {
      const Evaluator evaluator(postings, shard);
      const std::uint32_t size = postings.view.shards()[shard]->columns.size();
      Bitmap& some = some_.emplace_back(size);
      std::vector<std::uint16_t>& counts = counts_.emplace_back(size, std::uint16_t{0});
      Bitmap excluded(size);
      for (const QueryNode& child : query.root.children) {
        if (is_negative(child))
          excluded |= evaluator.run(child.children.front());
        else
          add(child, evaluator, counts, some);
      }
      some.remove(excluded);
      some.for_each([&](std::uint32_t d) { ++at_least_[counts[d]]; });
    }
    for (std::size_t n = wanted_; n > 0; --n) at_least_[n] += at_least_[n + 1];
  }

  std::size_t wanted() const { return wanted_; }
  std::uint64_t documents_with(std::size_t least) const { return at_least_[least]; }
  Bitmap at_least(std::size_t least, std::size_t shard) const {
    return some_[shard].filtered([&](std::uint32_t d) { return counts_[shard][d] >= least; });
  }

 private:
  static std::size_t parts_of(const QueryNode& node) {
    return node.kind == QueryNode::Kind::Word ? node.forms.front().terms.size() : 1;
  }

  static void add(const QueryNode& node, const Evaluator& evaluator, std::vector<std::uint16_t>& counts,
                  Bitmap& some) {
    const auto parts = static_cast<std::uint16_t>(parts_of(node));
    const Bitmap whole = evaluator.run(node);
    some |= whole;
    whole.for_each([&](std::uint32_t d) { counts[d] = static_cast<std::uint16_t>(counts[d] + parts); });
    if (parts == 1) return;
    for (const std::string& term : node.forms.front().terms) {
      Bitmap part = evaluator.any_of({term});
      part.remove(whole);
      some |= part;
      part.for_each([&](std::uint32_t d) { ++counts[d]; });
    }
  }

  std::vector<std::vector<std::uint16_t>> counts_;  // [shard][document]
  std::vector<Bitmap> some_;                        // [shard]: has any, and nothing that is excluded.
  std::size_t wanted_ = 0;
  std::vector<std::uint64_t> at_least_;
};

std::uint64_t count_all(const std::vector<Bitmap>& bitmaps) {
  std::uint64_t total = 0;
  for (const Bitmap& bitmap : bitmaps) total += bitmap.count();
  return total;
}

void find_exact(const Query& query, const Postings& postings, TextMatch& match) {
  for (const Shard* shard : postings.view.shards()) match.exact.emplace_back(shard->columns.size());
  for (const std::string& name : query.names) {
    for (std::size_t shard = 0; shard < postings.view.shards().size(); ++shard)
      postings.for_each(shard, exact_term(name),
                        [&](std::uint32_t d, std::uint32_t) { match.exact[shard].set(d); });
    if (count_all(match.exact) > 0) return;
  }
}

// How many words are enough: as many as leave a handful of documents, at least three in five; else any one.
std::size_t enough_words(const WordCounts& counts, std::size_t typed_words) {
  const std::size_t most = (counts.wanted() * 3 + 4) / 5;
  const std::uint64_t enough = counts.wanted() < kSentence ? kEnoughDocuments : kEnoughForSentence;
  for (std::size_t least = counts.wanted() - 1; least >= most && least > 1; --least)
    if (counts.documents_with(least) >= enough) return least;
  if (most < counts.wanted() && counts.documents_with(most) > 0 && counts.wanted() < kSentence) return most;
  // Any part of a single identifier would be a guess.
  return typed_words > 1 ? 1 : most;
}

void relax(const Query& query, std::size_t typed_words, const Postings& postings, TextMatch& match) {
  const WordCounts counts(query, postings);
  const std::size_t least = enough_words(counts, typed_words);
  if (least >= counts.wanted() || counts.documents_with(least) <= match.total) return;
  for (std::size_t shard = 0; shard < match.documents.size(); ++shard)
    match.documents[shard] |= counts.at_least(least, shard);
  match.total = count_all(match.documents);
  match.match = least == 1 ? "any" : "most";
  match.relaxed = true;
}

void expand(QueryNode& node, const Postings& postings, std::vector<Note>& notes) {
  for (QueryNode& child : node.children) expand(child, postings, notes);
  if (node.kind != QueryNode::Kind::Prefix) return;
  const std::string beginning = node.terms.front();
  std::set<std::string> found;
  const Xapian::Database& all = postings.shards.all;
  for (auto at = all.allterms_begin(beginning), end = all.allterms_end(beginning);
       at != end && found.size() <= kMostExpansions; ++at)
    found.insert(*at);
  // The index holds stems: "orders*" must find what "order" stands for.
  found.insert(postings.shards.analyzer.stem(beginning));
  if (found.size() > kMostExpansions) {
    found.erase(std::prev(found.end()));
    notes.push_back({"prefix_cut", "\"" + node.text + "\" begins more than " +
                                       std::to_string(kMostExpansions) + " words; the first " +
                                       std::to_string(kMostExpansions) + " count. Type more letters."});
  }
  node.terms.assign(found.begin(), found.end());
}

// A word that nothing has may be one still being typed.
void read_as_beginning(QueryNode& word, const Postings& postings) {
  if (word.kind != QueryNode::Kind::Word || word.folded.size() < kShortestBeginning) return;
  for (const WordForm& form : word.forms)
    if (postings.frequency(form.terms.front()) > 0) return;
  const Xapian::Database& all = postings.shards.all;
  if (all.allterms_begin(word.folded) == all.allterms_end(word.folded)) return;
  word.kind = QueryNode::Kind::Prefix;
  word.terms = {word.folded};
  word.forms.clear();
}

std::uint64_t rarity(const QueryNode& node, const Postings& postings) {
  if (node.kind != QueryNode::Kind::Word) return 0;
  std::uint64_t rarest = ~0ULL;
  for (const std::string& term : node.forms.front().terms)
    rarest = std::min(rarest, postings.frequency(term));
  return rarest;
}

}  // namespace

void prepare(Query& query, const Postings& postings) {
  if (query.root.children.size() > kMostWords) {
    std::vector<std::pair<std::uint64_t, std::size_t>> order;
    for (std::size_t i = 0; i < query.root.children.size(); ++i)
      order.emplace_back(rarity(query.root.children[i], postings), i);
    std::sort(order.begin(), order.end());
    order.resize(kMostWords);
    std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    std::vector<QueryNode> kept;
    for (const auto& [frequency, i] : order) kept.push_back(std::move(query.root.children[i]));
    query.root.children = std::move(kept);
    query.notes.push_back(
        {"query_cut", "Only the " + std::to_string(kMostWords) + " rarest words of the query count."});
  }
  add_synonyms(query, postings);
  name_values(query, postings);
  if (query.plain) {
    for (QueryNode& child : query.root.children) read_as_beginning(child, postings);
  }
  cut_glued_words(query.root, postings);
  expand(query.root, postings, query.notes);
}

TextMatch match_text(const Query& query, Match mode, const Postings& postings) {
  TextMatch match;
  find_exact(query, postings, match);
  match.names = match_names(query, postings.view, postings.shards.analyzer);
  std::size_t words = 0;
  for (const QueryNode& child : query.root.children) words += is_negative(child) ? 0 : 1;
  const std::size_t parts = std::max(words, word_beginnings(query, postings.shards.analyzer).size());
  for (std::size_t shard = 0; shard < postings.view.shards().size(); ++shard) {
    Bitmap& found = match.documents.emplace_back(Evaluator(postings, shard).run(query.root));
    found |= match.exact[shard];
    if (!match.names.of.empty() && parts > 1) found |= match.names.any[shard];
  }
  match.total = match.as_typed = count_all(match.documents);
  if (mode == Match::Any && words > 1) {
    const WordCounts counts(query, postings);
    match.match = "any";
    for (std::size_t shard = 0; shard < match.documents.size(); ++shard)
      match.documents[shard] |= counts.at_least(1, shard);
    match.total = count_all(match.documents);
    return match;
  }
  // Whether to relax depends on the words alone, never on filters: a facet count must stay true after its
  // click. Words scattered over one long text are no reason to stop, a name is.
  if (mode != Match::Auto || count_all(match.exact) > 0) return match;
  const std::uint64_t enough = parts < kSentence ? kEnoughDocuments : kEnoughForSentence;
  if (match.total == 0 ? parts > 1 : parts > 2 && match.total < enough) relax(query, words, postings, match);
  return match;
}

std::vector<ScoredWord> scored_words(const Query& query) {
  std::vector<ScoredWord> words;
  std::set<std::string> seen;
  const auto add = [&](std::vector<std::string> terms, const std::string& typed, bool asked = true) {
    std::erase_if(terms, [&](const std::string& term) { return !seen.insert(term).second; });
    if (!terms.empty()) words.push_back({std::move(terms), typed, asked ? 1 : kNeighbourFactor, asked});
  };
  for (const QueryNode* leaf : positive_leaves(query.root)) {
    if (leaf->kind == QueryNode::Kind::Prefix) {
      add(leaf->terms, leaf->text);
      continue;
    }
    for (const std::string& term : leaf->terms) add({term}, leaf->text);
    if (leaf->forms.empty()) continue;
    std::vector<std::string> parts = leaf->forms.front().terms, joined;
    for (std::size_t i = 1; i < leaf->forms.size(); ++i) {
      const WordForm& form = leaf->forms[i];
      if (form.synonym.empty() && form.terms.size() == 1) joined.push_back(form.terms.front());
    }
    if (parts.size() == 1) {  // "orders", stemmed and not: one word.
      parts.insert(parts.end(), joined.begin(), joined.end());
      add(std::move(parts), leaf->text);
      continue;
    }
    for (const std::string& part : parts) add({part}, leaf->text);
    for (const std::string& term : joined) add({term}, leaf->text, false);
  }
  // After every typed word: what was typed as well is no synonym.
  for (const QueryNode* leaf : positive_leaves(query.root))
    for (const WordForm& form : leaf->forms)
      if (!form.synonym.empty())
        for (const std::string& term : form.terms) add({term}, leaf->text, false);
  for (const std::string& term : query.neighbours) add({term}, term, false);
  return words;
}

double term_idf(std::uint64_t frequency, std::uint64_t documents) {
  const auto n = static_cast<double>(frequency);
  return std::log(1 + (static_cast<double>(documents) - n + 0.5) / (n + 0.5));
}

double term_score(double idf, double count_tenths, double length_tenths) {
  const double count = count_tenths / 10;
  const double length = std::max(length_tenths / 10, kShortest);
  return idf * (kSaturation + 1) * count /
         (count + kSaturation * (1 - kLengthShare + kLengthShare * length / kAverageLength));
}

}  // namespace waymark

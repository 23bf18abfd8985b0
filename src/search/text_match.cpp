#include "text_match.h"

#include <cmath>
#include <set>

#include "waymark/index/terms.h"

namespace waymark {
namespace {

constexpr std::size_t kMostWords = 64;
constexpr std::size_t kMostExpansions = 200;
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
    for (const std::string& term : terms)
      postings_.for_each(shard_, term, [&](std::uint32_t document, std::uint32_t) { found.set(document); });
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
    // Positions are Xapian's to compare.
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

// Documents that have at least `least` of the words and none of what is left out.
std::vector<Bitmap> at_least(const Query& query, std::size_t least, const Postings& postings) {
  std::vector<Bitmap> result;
  for (std::size_t shard = 0; shard < postings.view.shards().size(); ++shard) {
    const Evaluator evaluator(postings, shard);
    const std::uint32_t size = postings.view.shards()[shard]->columns.size();
    std::vector<std::uint8_t> counts(size, 0);
    Bitmap excluded(size);
    for (const QueryNode& child : query.root.children) {
      if (is_negative(child))
        excluded |= evaluator.run(child.children.front());
      else
        evaluator.run(child).for_each([&](std::uint32_t d) { ++counts[d]; });
    }
    Bitmap found(size);
    for (std::uint32_t d = 0; d < size; ++d)
      if (counts[d] >= least) found.set(d);
    result.push_back(std::move(found.remove(excluded)));
  }
  return result;
}

std::uint64_t count_all(const std::vector<Bitmap>& bitmaps) {
  std::uint64_t total = 0;
  for (const Bitmap& bitmap : bitmaps) total += bitmap.count();
  return total;
}

void find_exact(const Query& query, const Postings& postings, TextMatch& match) {
  const std::string name = query.plain ? squash(query.words) : std::string();
  for (std::size_t shard = 0; shard < postings.view.shards().size(); ++shard) {
    Bitmap exact(postings.view.shards()[shard]->columns.size());
    if (!name.empty())
      postings.for_each(shard, exact_term(name), [&](std::uint32_t d, std::uint32_t) { exact.set(d); });
    match.exact.push_back(std::move(exact));
  }
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

std::uint64_t rarity(const QueryNode& node, const Postings& postings) {
  if (node.kind != QueryNode::Kind::Word) return 0;
  std::uint64_t rarest = ~0ULL;
  for (const std::string& term : node.forms.front().terms)
    rarest = std::min(rarest, postings.frequency(term));
  return rarest;
}

}  // namespace

std::uint64_t Postings::frequency(const std::string& term) const {
  std::uint64_t total = 0;
  for (const Xapian::Database& database : shards.each) total += database.get_termfreq(term);
  return total;
}

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
  // A lone last word that nothing has may be one still being typed.
  QueryNode* last = query.root.children.empty() ? nullptr : &query.root.children.back();
  if (query.plain && last != nullptr && last->kind == QueryNode::Kind::Word && last->folded.size() >= 3) {
    bool known = false;
    for (const WordForm& form : last->forms) known = known || postings.frequency(form.terms.front()) > 0;
    if (!known &&
        postings.shards.all.allterms_begin(last->folded) != postings.shards.all.allterms_end(last->folded)) {
      last->kind = QueryNode::Kind::Prefix;
      last->terms = {last->folded};
      last->forms.clear();
    }
  }
  expand(query.root, postings, query.notes);
}

TextMatch match_text(const Query& query, Match mode, const Postings& postings) {
  TextMatch match;
  find_exact(query, postings, match);
  std::size_t words = 0;
  for (const QueryNode& child : query.root.children) words += is_negative(child) ? 0 : 1;
  if (mode == Match::Any && words > 1) {
    match.match = "any";
    match.documents = at_least(query, 1, postings);
  } else {
    for (std::size_t shard = 0; shard < postings.view.shards().size(); ++shard) {
      match.documents.push_back(Evaluator(postings, shard).run(query.root));
      match.documents.back() |= match.exact[shard];
    }
  }
  match.total = count_all(match.documents);
  // Whether to relax depends on the words alone, never on filters: a facet count must stay true after its
  // click.
  if (match.total > 0 || mode != Match::Auto || words < 2) return match;
  const std::size_t most = (words * 3 + 4) / 5;
  for (const std::size_t least : {most, std::size_t{1}}) {
    if (least == words || (least == 1 && match.total > 0)) continue;
    std::vector<Bitmap> documents = at_least(query, least, postings);
    if (count_all(documents) == 0) continue;
    match.documents = std::move(documents);
    match.total = count_all(match.documents);
    match.match = least == 1 ? "any" : "most";
    match.relaxed = true;
    break;
  }
  return match;
}

std::vector<QueryTerm> scored_terms(const Query& query) {
  std::vector<QueryTerm> terms;
  std::set<std::string> seen;
  const auto add = [&](const std::string& term, const std::string& typed, double factor) {
    if (seen.insert(term).second) terms.push_back({term, typed, factor});
  };
  for (const QueryNode* leaf : positive_leaves(query.root)) {
    for (const WordForm& form : leaf->forms)
      for (const std::string& term : form.terms) add(term, leaf->text, 1);
    for (const std::string& term : leaf->terms) add(term, leaf->text, 1);
  }
  for (const std::string& term : query.neighbours) add(term, term, kNeighbourFactor);
  return terms;
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

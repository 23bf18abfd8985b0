#include "ranking.h"

#include <algorithm>
#include <limits>

#include "waymark/index/forward.h"

namespace waymark {
namespace {

// Names are classes of their own, above every text score (which stays below ~200 even for the longest
// queries): the whole name, a name that begins so, a name with a word that begins so. Within a class
// importance decides; the words have nothing more to say. Suggestions have the same order.
constexpr double kExactName = 1000;
constexpr double kNameStart = 700;
constexpr double kNameWord = 500;
constexpr double kNameWords = 300;
constexpr double kClassImportance = 100;
constexpr double kClassStanding = 50;
// So many are ranked again: more than anybody reads, few enough to look at every field of.
constexpr std::size_t kRankedAgain = 150;
// All that is left stays below the last of those.
constexpr double kBelow = 0.999;

struct Order {
  const AccessView& view;
  bool reversed;

  const Columns& columns(DocumentRef ref) const { return view.shards()[ref.shard]->columns; }
  std::string_view key(DocumentRef ref) const { return columns(ref).keys[ref.document]; }
};

// What a sort compares, larger first; a name is compared by itself.
double sort_value(const Columns& columns, std::uint32_t d, std::string_view sort) {
  if (sort == "updated") return static_cast<double>(columns.updated[d]);
  // What a source says, or when a run saw it, whichever is later: many sources never say.
  if (sort == "changed") return static_cast<double>(std::max(columns.changed[d], columns.seen[d]));
  if (sort == "used") {
    // Distinct people over raw queries: one robot must not win.
    return static_cast<double>(columns.users[d]) * 1e9 + static_cast<double>(columns.queries[d]);
  }
  return columns.importance[d];
}

// The closed list of the field begins with the most critical.
double criticality_rank(const Columns& columns, std::uint32_t d) {
  static const Field* const field = find_field("criticality");
  const FieldColumn& column = columns.field(row_of(*field));
  double rank = 0;
  for (const std::uint32_t ordinal : column.of(d))
    for (std::size_t i = 0; i < field->closed.size(); ++i)
      if (field->closed[i].value == column.dictionary[ordinal])
        rank = std::max(rank, static_cast<double>(field->closed.size() - i));
  return rank;
}

}  // namespace

double value_to_sort_by(const Columns& columns, std::uint32_t document, std::string_view sort) {
  if (sort == "criticality") return criticality_rank(columns, document) * 10 + columns.importance[document];
  return sort_value(columns, document, sort);
}

// Words inside the name of a pipeline say what it carries: there they are words like any others, and below
// every name.
NameMatch class_of(NameMatch match, const Columns& columns, std::uint32_t document) {
  if (match == NameMatch::None || match >= NameMatch::Start) return match;
  static const std::size_t kType = row_of(*find_field("type"));
  const auto& types = columns.field(kType);
  for (const std::uint32_t ordinal : types.of(document))
    if (carries(types.dictionary[ordinal])) return NameMatch::None;
  return match;
}

double name_score(NameMatch match, double importance, double standing) {
  constexpr double kClasses[] = {0, kNameWords, kNameWord, kNameStart, kExactName};
  const double name_class = kClasses[static_cast<std::size_t>(match)];
  return name_class == 0 ? 0 : name_class + kClassImportance * importance + kClassStanding * standing;
}

Ranker::Ranker(const Query& query, const TextMatch& match, const Postings& postings,
               const RankingWeights& weights, Time now)
    : match_(match),
      postings_(postings),
      weights_(weights),
      has_text_(!query.root.children.empty()),
      standing_(postings.view.standing()),
      named_(query, postings.view, now) {
  if (!has_text_) return;
  for (const Bitmap& matches : match.documents) {
    places_.emplace_back(matches);
    text_.emplace_back(places_.back().size(), 0.0F);
    has_.emplace_back(places_.back().size(), 0);
  }
  for (ScoredWord& word : scored_words(query)) add_word(std::move(word));
}

void Ranker::add_word(ScoredWord word) {
  const std::size_t shards = match_.documents.size();
  std::uint64_t frequency = 0;
  std::vector<std::vector<std::pair<std::uint32_t, std::uint32_t>>> forms(shards);
  if (word.terms.size() == 1) {
    frequency = postings_.frequency(word.terms.front());
  } else {
    for (std::size_t shard = 0; shard < shards; ++shard) {
      forms[shard] = postings_.together(shard, word.terms);
      frequency += forms[shard].size();
    }
  }
  if (frequency == 0) return;
  const std::size_t number = words_.size();
  words_.push_back({std::move(word), term_idf(frequency, postings_.view.size())});
  const std::vector<std::string>& terms = words_.back().word.terms;
  for (std::size_t shard = 0; shard < shards; ++shard) {
    const auto visit = [&](std::uint32_t d, std::uint32_t tenths) { add_counts(shard, number, d, tenths); };
    if (terms.size() == 1) postings_.for_each(shard, terms.front(), visit);
    for (const auto& [document, tenths] : forms[shard]) visit(document, tenths);
  }
}

void Ranker::add_counts(std::size_t shard, std::size_t word, std::uint32_t document, std::uint32_t tenths) {
  if (!match_.documents[shard].test(document)) return;
  const TextPart& part = words_[word];
  const double length = postings_.view.shards()[shard]->columns.length[document];
  const std::uint32_t place = places_[shard].of(document);
  text_[shard][place] += static_cast<float>(part.word.factor * term_score(part.idf, tenths, length));
  if (word < 64) has_[shard][place] |= 1ULL << word;
}

double Ranker::class_score(DocumentRef ref) const {
  const bool exact = match_.exact[ref.shard].test(ref.document);
  if (!exact && match_.names.at(ref) == NameMatch::None) return 0;
  const Columns& columns = postings_.view.shards()[ref.shard]->columns;
  const double importance = columns.importance[ref.document], standing = standing_.of(ref);
  if (exact) return name_score(NameMatch::Whole, importance, standing);
  return name_score(class_of(match_.names.at(ref), columns, ref.document), importance, standing);
}

Ranker::Steps Ranker::steps(DocumentRef ref) const {
  const Columns& columns = postings_.view.shards()[ref.shard]->columns;
  const std::uint8_t flags = columns.flags[ref.document];
  return {{{"importance", 1 + weights_.importance * columns.importance[ref.document]},
           {"standing", standing_.of(ref)},
           {"named_value", named_.of(ref)},
           {"deprecated", (flags & kDeprecated) != 0 ? weights_.deprecated : 1},
           {"stub", (flags & kStub) != 0 ? weights_.stub : 1}}};
}

double Ranker::factor(DocumentRef ref) const {
  // The product of steps(), in their order: asked for every match.
  const Columns& columns = postings_.view.shards()[ref.shard]->columns;
  const std::uint8_t flags = columns.flags[ref.document];
  double product = 1 + weights_.importance * columns.importance[ref.document];
  product *= standing_.of(ref);
  product *= named_.of(ref);
  if ((flags & kDeprecated) != 0) product *= weights_.deprecated;
  if ((flags & kStub) != 0) product *= weights_.stub;
  return product;
}

double Ranker::retrieved(DocumentRef ref) const {
  return static_cast<double>(text_[ref.shard][places_[ref.shard].of(ref.document)]) * factor(ref);
}

std::vector<ScorePart> Ranker::explain_name(DocumentRef ref, double name) const {
  constexpr std::string_view kSignals[] = {"", "name_words", "name_word", "name_start", "exact_name"};
  const bool exact = match_.exact[ref.shard].test(ref.document);
  const NameMatch match = exact ? NameMatch::Whole : match_.names.at(ref);
  const double importance = postings_.view.shards()[ref.shard]->columns.importance[ref.document];
  const double by_importance = kClassImportance * importance,
               by_standing = kClassStanding * standing_.of(ref);
  return {{std::string(kSignals[static_cast<std::size_t>(match)]), "", name - by_importance - by_standing},
          {"importance", "", by_importance, "", kClassImportance},
          {"standing", "", by_standing, "", kClassStanding}};
}

std::vector<ScorePart> Ranker::explain(const Ranked& ranked) const {
  const DocumentRef ref = ranked.ref;
  const Columns& columns = postings_.view.shards()[ref.shard]->columns;
  if (!has_text_) return {{"importance", "", columns.importance[ref.document]}};
  if (const double name = class_score(ref); name > 0) return explain_name(ref, name);
  std::vector<ScorePart> parts;
  double score = 0;
  if (ranked.candidate) {
    parts = again_->explain(*ranked.candidate);
    score = again_->score(*ranked.candidate);
  } else {
    for (const TextPart& part : words_)
      for (const auto& [document, tenths] : postings_.together(ref.shard, part.word.terms)) {
        if (document != ref.document) continue;
        const double value = part.word.factor * term_score(part.idf, tenths, columns.length[document]);
        parts.push_back({"text", part.word.typed, value * ranked.scale});
        score += value * ranked.scale;
      }
  }
  for (const auto& [signal, factor] : steps(ref)) {
    if (factor != 1) parts.push_back({std::string(signal), "", score * (factor - 1), "", factor});
    score *= factor;
  }
  return parts;
}

void Ranker::rank_again(std::vector<Ranked>& ranked) {
  // Names stay where they are; the rest by what retrieval says.
  const auto rest = std::partition(ranked.begin(), ranked.end(), [&](Ranked& hit) {
    hit.score = class_score(hit.ref);
    return hit.score > 0;
  });
  for (auto hit = rest; hit != ranked.end(); ++hit) hit->score = retrieved(hit->ref);
  const Order order{postings_.view, false};
  const auto count = std::min<std::ptrdiff_t>(ranked.end() - rest, kRankedAgain);
  std::partial_sort(rest, rest + count, ranked.end(), [&](const Ranked& a, const Ranked& b) {
    return a.score != b.score ? a.score > b.score : order.key(a.ref) < order.key(b.ref);
  });
  std::vector<RerankWord> words;
  for (const TextPart& part : words_) {
    RerankWord& word = words.emplace_back(RerankWord{{}, part.word.typed, part.idf, part.word.asked});
    for (const std::string& term : part.word.terms) word.hashes.push_back(forward_hash(term));
  }
  std::vector<RankedCandidate> candidates;
  for (auto hit = rest; hit != rest + count; ++hit)
    candidates.push_back({postings_.view.shards()[hit->ref.shard]->forward[hit->ref.document],
                          has_[hit->ref.shard][places_[hit->ref.shard].of(hit->ref.document)]});
  again_.emplace(std::move(words), candidates, weights_);
  double lowest = std::numeric_limits<double>::max();
  for (std::size_t i = 0; i < again_->size(); ++i) {
    Ranked& hit = rest[static_cast<std::ptrdiff_t>(i)];
    hit.candidate = i;
    hit.score = again_->score(i) * factor(hit.ref);
    lowest = std::min(lowest, hit.score);
  }
  double best = 0;
  for (auto hit = rest + count; hit != ranked.end(); ++hit) best = std::max(best, hit->score);
  for (auto hit = rest + count; hit != ranked.end(); ++hit) {
    hit->scale = best > 0 ? lowest * kBelow / best : 0;
    hit->score *= hit->scale;
  }
}

void Ranker::sort_and_cut(std::vector<Ranked>& ranked, const SearchRequest& request) const {
  const Order order{postings_.view, request.reversed};
  const auto before = [&](const Ranked& a, const Ranked& b) {
    if (request.sort == "name") {
      const std::string_view x = order.columns(a.ref).sort_names[a.ref.document];
      const std::string_view y = order.columns(b.ref).sort_names[b.ref.document];
      if (x != y) return order.reversed ? x > y : x < y;
    } else if (a.score != b.score) {
      return order.reversed ? a.score < b.score : a.score > b.score;
    }
    return order.key(a.ref) < order.key(b.ref);
  };
  const std::size_t end = std::min(ranked.size(), request.offset + request.limit);
  if (request.offset >= end) return ranked.clear();
  std::partial_sort(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(end), ranked.end(), before);
  ranked.resize(end);
  ranked.erase(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(request.offset));
}

std::vector<Ranked> Ranker::page(std::vector<DocumentRef> documents, const SearchRequest& request) {
  const bool by_relevance = request.sort.empty() || request.sort == "relevance";
  std::vector<Ranked> ranked;
  ranked.reserve(documents.size());
  for (const DocumentRef ref : documents) ranked.push_back({.ref = ref});
  const auto columns = [&](DocumentRef ref) -> const Columns& {
    return postings_.view.shards()[ref.shard]->columns;
  };
  if (by_relevance && has_text_) {
    rank_again(ranked);
    sort_and_cut(ranked, request);
    return ranked;
  }
  for (Ranked& hit : ranked)
    hit.score = by_relevance             ? columns(hit.ref).importance[hit.ref.document]
                : request.sort == "name" ? 0
                                         : value_to_sort_by(columns(hit.ref), hit.ref.document, request.sort);
  sort_and_cut(ranked, request);
  for (Ranked& hit : ranked) {
    const double name = has_text_ ? class_score(hit.ref) : 0;
    hit.score = name > 0    ? name
                : has_text_ ? retrieved(hit.ref)
                            : columns(hit.ref).importance[hit.ref.document];
  }
  return ranked;
}

}  // namespace waymark

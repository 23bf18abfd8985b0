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
// Where one in so many documents of a shard matches, an array over all of them is the faster one.
constexpr std::uint64_t kDenseShare = 16;

// Keeps the first `depth` of many by an order: whatever comes is compared with the last of those kept.
template <typename Before>
class Best {
 public:
  Best(std::size_t depth, Before before) : depth_(depth), before_(std::move(before)) {}
  void add(Ranked hit) {
    if (depth_ == 0 || (full_ && !before_(hit, worst_))) return;
    kept_.push_back(std::move(hit));
    if (kept_.size() >= std::max<std::size_t>(2 * depth_, 1024) && kept_.size() > depth_) cut();
  }
  std::vector<Ranked> take() {
    std::sort(kept_.begin(), kept_.end(), before_);
    if (kept_.size() > depth_) kept_.resize(depth_);
    return std::move(kept_);
  }

 private:
  void cut() {
    const auto last = kept_.begin() + static_cast<std::ptrdiff_t>(depth_ - 1);
    std::nth_element(kept_.begin(), last, kept_.end(), before_);
    worst_ = *last;
    full_ = true;
    kept_.resize(depth_);
  }

  std::size_t depth_;
  Before before_;
  std::vector<Ranked> kept_;
  Ranked worst_;
  bool full_ = false;
};

std::string_view key_of(const AccessView& view, DocumentRef ref) {
  return view.shards()[ref.shard]->columns.keys[ref.document];
}

// Best first; ties by key.
auto by_score(const AccessView& view) {
  return [&view](const Ranked& a, const Ranked& b) {
    return a.score != b.score ? a.score > b.score : key_of(view, a.ref) < key_of(view, b.ref);
  };
}

template <typename Visit>
void for_each_document(const Collected& collected, Visit&& visit) {
  for (const DocumentRef ref : collected.best) visit(ref);
  for (std::uint32_t shard = 0; shard < collected.documents.size(); ++shard)
    collected.documents[shard].for_each([&](std::uint32_t document) { visit(DocumentRef{shard, document}); });
}

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
NameMatch class_of(NameMatch match, const Standing& standing, DocumentRef ref) {
  if (match == NameMatch::None || match >= NameMatch::Start) return match;
  return standing.carries(ref) ? NameMatch::None : match;
}

double name_score(NameMatch match, double importance, double standing) {
  constexpr double kClasses[] = {0, kNameWords, kNameWord, kNameStart, kExactName};
  const double name_class = kClasses[static_cast<std::size_t>(match)];
  return name_class == 0 ? 0 : name_class + kClassImportance * importance + kClassStanding * standing;
}

Ranker::Ranker(const Query& query, const TextMatch& match, const Collected& collected, const Postings& postings,
               const RankingWeights& weights, Time now)
    : match_(match),
      collected_(collected),
      postings_(postings),
      weights_(weights),
      has_text_(!query.root.children.empty()),
      standing_(postings.view.standing()),
      named_(query, postings.view, now) {
  if (!has_text_) return;
  for (const Bitmap& documents : collected.documents) {
    const std::uint64_t count = documents.count();
    const bool dense = count >= documents.size() / kDenseShare;
    places_.emplace_back();
    few_.emplace_back();
    if (!dense) {
      places_.back().emplace(documents);
      few_.back() = documents.list();
    }
    text_.emplace_back(dense ? documents.size() : count, 0.0F);
  }
  for (ScoredWord& word : scored_words(query)) add_word(std::move(word));
}

void Ranker::add_word(ScoredWord word) {
  TextPart part{std::move(word), 0, {}};
  std::uint64_t frequency = 0;
  for (std::size_t shard = 0; shard < text_.size(); ++shard) {
    part.postings.push_back(postings_.together(shard, part.word.terms));
    frequency += part.postings.back()->size();
  }
  if (frequency == 0) return;
  part.idf = term_idf(frequency, postings_.view.size());
  const double factor = part.word.factor * part.idf;
  for (std::size_t shard = 0; shard < text_.size(); ++shard) {
    if (text_[shard].empty()) continue;
    if (places_[shard])
      score_few(shard, *part.postings[shard], factor);
    else
      score_all(shard, *part.postings[shard], factor);
  }
  words_.push_back(std::move(part));
}

// What is not to be ranked gets a score, too: that costs less than asking.
void Ranker::score_all(std::size_t shard, const PostingList& list, double factor) {
  const auto length = postings_.view.shards()[shard]->columns.length;
  std::vector<float>& text = text_[shard];
  for (const Posting& posting : list)
    text[posting.document] +=
        static_cast<float>(factor * term_score(1, posting.tenths, length[posting.document]));
}

void Ranker::score_few(std::size_t shard, const PostingList& list, double factor) {
  const auto length = postings_.view.shards()[shard]->columns.length;
  const auto score = [&](const Posting& posting) {
    return static_cast<float>(factor * term_score(1, posting.tenths, length[posting.document]));
  };
  const std::vector<std::uint32_t>& few = few_[shard];
  if (few.size() >= list.size() / kDenseShare) {
    const Bitmap& documents = collected_.documents[shard];
    for (const Posting& posting : list)
      if (documents.test(posting.document)) text_[shard][places_[shard]->of(posting.document)] += score(posting);
    return;
  }
  auto at = list.begin();
  for (std::size_t place = 0; place < few.size(); ++place) {
    at = std::lower_bound(at, list.end(), few[place],
                          [](const Posting& a, std::uint32_t document) { return a.document < document; });
    if (at == list.end()) return;
    if (at->document == few[place]) text_[shard][place] += score(*at);
  }
}

double Ranker::class_score(DocumentRef ref) const {
  const bool exact = match_.exact[ref.shard].test(ref.document);
  if (!exact && match_.names.at(ref) == NameMatch::None) return 0;
  const Columns& columns = postings_.view.shards()[ref.shard]->columns;
  const double importance = columns.importance[ref.document], standing = standing_.of(ref);
  if (exact) return name_score(NameMatch::Whole, importance, standing);
  return name_score(class_of(match_.names.at(ref), standing_, ref), importance, standing);
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

double Ranker::text_of(DocumentRef ref) const {
  const auto& places = places_[ref.shard];
  return static_cast<double>(text_[ref.shard][places ? places->of(ref.document) : ref.document]);
}

double Ranker::retrieved(DocumentRef ref) const { return text_of(ref) * factor(ref); }

// Which of the first 64 words it has.
std::uint64_t Ranker::words_of(DocumentRef ref) const {
  std::uint64_t has = 0;
  for (std::size_t i = 0; i < std::min<std::size_t>(words_.size(), 64); ++i) {
    const PostingList& list = *words_[i].postings[ref.shard];
    const auto at = std::lower_bound(list.begin(), list.end(), ref.document,
                                     [](const Posting& a, std::uint32_t d) { return a.document < d; });
    if (at != list.end() && at->document == ref.document) has |= 1ULL << i;
  }
  return has;
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
      for (const auto& [document, tenths] : *part.postings[ref.shard]) {
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

// Names come first, then the rest, of which no more is ordered than can come to be on the page or to be ranked again.
std::vector<Ranked> Ranker::by_relevance(std::size_t depth) {
  Best names(depth, by_score(postings_.view));
  Best rest(std::max(depth, kRankedAgain) + 1, by_score(postings_.view));
  const bool has_names = !match_.names.of.empty() || std::any_of(match_.exact.begin(), match_.exact.end(),
                                                                 [](const Bitmap& exact) { return exact.any(); });
  for_each_document(collected_, [&](DocumentRef ref) {
    if (const double name = has_names ? class_score(ref) : 0; name > 0)
      names.add({.ref = ref, .score = name});
    else
      rest.add({.ref = ref, .score = retrieved(ref)});
  });
  std::vector<Ranked> ranked = names.take();
  if (ranked.size() >= depth) return ranked;
  std::vector<Ranked> others = rest.take();
  rank_again(others);
  ranked.insert(ranked.end(), std::make_move_iterator(others.begin()), std::make_move_iterator(others.end()));
  if (ranked.size() > depth) ranked.resize(depth);
  return ranked;
}

// `rest` by what retrieval says: the first of them by the second stage, the others below them.
void Ranker::rank_again(std::vector<Ranked>& rest) {
  const std::size_t count = std::min(rest.size(), kRankedAgain);
  std::vector<RerankWord> words;
  for (const TextPart& part : words_) {
    RerankWord& word = words.emplace_back(RerankWord{{}, part.word.typed, part.idf, part.word.asked});
    for (const std::string& term : part.word.terms) word.hashes.push_back(forward_hash(term));
  }
  std::vector<RankedCandidate> candidates;
  for (std::size_t i = 0; i < count; ++i) {
    const DocumentRef ref = rest[i].ref;
    candidates.push_back({postings_.view.shards()[ref.shard]->forward[ref.document], words_of(ref)});
  }
  again_.emplace(std::move(words), candidates, weights_);
  double lowest = std::numeric_limits<double>::max();
  for (std::size_t i = 0; i < count; ++i) {
    rest[i].candidate = i;
    rest[i].score = again_->score(i) * factor(rest[i].ref);
    lowest = std::min(lowest, rest[i].score);
  }
  const double best = rest.size() > count ? rest[count].score : 0;
  for (std::size_t i = count; i < rest.size(); ++i) {
    rest[i].scale = best > 0 ? lowest * kBelow / best : 0;
    rest[i].score *= rest[i].scale;
  }
  std::sort(rest.begin(), rest.end(), by_score(postings_.view));
}

// By name, importance or a column.
std::vector<Ranked> Ranker::by_order(const SearchRequest& request, std::size_t depth) const {
  const AccessView& view = postings_.view;
  const bool by_name = request.sort == "name";
  const bool by_importance = request.sort.empty() || request.sort == "relevance";
  const bool reversed = request.reversed;
  const auto columns = [&](DocumentRef ref) -> const Columns& { return view.shards()[ref.shard]->columns; };
  Best best(depth, [&](const Ranked& a, const Ranked& b) {
    if (by_name) {
      const std::string_view x = columns(a.ref).sort_names[a.ref.document];
      const std::string_view y = columns(b.ref).sort_names[b.ref.document];
      if (x != y) return reversed ? x > y : x < y;
    } else if (a.score != b.score) {
      return reversed ? a.score < b.score : a.score > b.score;
    }
    return key_of(view, a.ref) < key_of(view, b.ref);
  });
  for_each_document(collected_, [&](DocumentRef ref) {
    const double value = by_importance ? columns(ref).importance[ref.document]
                         : by_name     ? 0
                                       : value_to_sort_by(columns(ref), ref.document, request.sort);
    best.add({.ref = ref, .score = value});
  });
  std::vector<Ranked> ranked = best.take();
  for (Ranked& hit : ranked) {
    const double name = has_text_ ? class_score(hit.ref) : 0;
    hit.score = name > 0 ? name : has_text_ ? retrieved(hit.ref) : columns(hit.ref).importance[hit.ref.document];
  }
  return ranked;
}

std::vector<Ranked> Ranker::page(const SearchRequest& request) {
  const bool relevance = (request.sort.empty() || request.sort == "relevance") && has_text_;
  const std::size_t end = request.offset + request.limit;
  std::vector<Ranked> ranked;
  if (relevance && request.reversed) {
    // The worst first: all of them have to be known.
    ranked = by_relevance(collected_.total);
    std::stable_sort(ranked.begin(), ranked.end(), [&](const Ranked& a, const Ranked& b) {
      return a.score != b.score ? a.score < b.score
                                : key_of(postings_.view, a.ref) < key_of(postings_.view, b.ref);
    });
    if (ranked.size() > end) ranked.resize(end);
  } else {
    ranked = relevance ? by_relevance(end) : by_order(request, end);
  }
  ranked.erase(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(std::min(request.offset, ranked.size())));
  return ranked;
}

}  // namespace waymark

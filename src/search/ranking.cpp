#include "ranking.h"

#include <algorithm>

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
// Trust and use only reorder near ties: at most this share of the text score.
constexpr double kImportanceShare = 0.25;
// Of the text score, what a document loses that has next to nothing of what was asked.
constexpr double kCoverageShare = 0.5;
constexpr double kDeprecatedFactor = 0.4;
constexpr double kStubFactor = 0.5;

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

double name_score(NameMatch match, double importance, double standing) {
  constexpr double kClasses[] = {0, kNameWords, kNameWord, kNameStart, kExactName};
  const double name_class = kClasses[static_cast<std::size_t>(match)];
  return name_class == 0 ? 0 : name_class + kClassImportance * importance + kClassStanding * standing;
}

Ranker::Ranker(const Query& query, const TextMatch& match, const Postings& postings)
    : match_(match), postings_(postings), has_text_(!query.root.children.empty()), standing_(postings.view) {
  for (const auto& shard : match.documents) {
    text_.emplace_back(has_text_ ? shard.size() : 0, 0.0);
    covered_.emplace_back(has_text_ ? shard.size() : 0, 0.0F);
  }
  if (!has_text_) return;
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
  const TextPart& part =
      words_.emplace_back(TextPart{std::move(word), term_idf(frequency, postings_.view.size())});
  if (part.word.asked) asked_idf_ += part.idf;
  for (std::size_t shard = 0; shard < shards; ++shard) {
    const auto visit = [&](std::uint32_t d, std::uint32_t tenths) { add_counts(shard, part, d, tenths); };
    if (part.word.terms.size() == 1) postings_.for_each(shard, part.word.terms.front(), visit);
    for (const auto& [document, tenths] : forms[shard]) visit(document, tenths);
  }
}

void Ranker::add_counts(std::size_t shard, const TextPart& part, std::uint32_t document,
                        std::uint32_t tenths) {
  if (!match_.documents[shard].test(document)) return;
  const double length = postings_.view.shards()[shard]->columns.length[document];
  text_[shard][document] += part.word.factor * term_score(part.idf, tenths, length);
  if (part.word.asked) covered_[shard][document] += static_cast<float>(part.idf);
}

double Ranker::class_score(DocumentRef ref) const {
  const double importance = postings_.view.shards()[ref.shard]->columns.importance[ref.document];
  if (match_.exact[ref.shard].test(ref.document))
    return name_score(NameMatch::Whole, importance, standing_.of(ref));
  return name_score(match_.names.at(ref), importance, standing_.of(ref));
}

Ranker::Steps Ranker::steps(DocumentRef ref) const {
  const Columns& columns = postings_.view.shards()[ref.shard]->columns;
  const std::uint8_t flags = columns.flags[ref.document];
  const double covered = asked_idf_ > 0 ? covered_[ref.shard][ref.document] / asked_idf_ : 1;
  return {{{"coverage", 1 - kCoverageShare * (1 - covered)},
           {"importance", 1 + kImportanceShare * columns.importance[ref.document]},
           {"standing", standing_.of(ref)},
           {"deprecated", (flags & kDeprecated) != 0 ? kDeprecatedFactor : 1},
           {"stub", (flags & kStub) != 0 ? kStubFactor : 1}}};
}

double Ranker::score(DocumentRef ref) const {
  if (!has_text_) return postings_.view.shards()[ref.shard]->columns.importance[ref.document];
  if (const double name = class_score(ref); name > 0) return name;
  double score = text_[ref.shard][ref.document];
  for (const auto& [signal, factor] : steps(ref)) score *= factor;
  return score;
}

std::vector<ScorePart> Ranker::explain(DocumentRef ref) const {
  const Columns& columns = postings_.view.shards()[ref.shard]->columns;
  const double importance = columns.importance[ref.document];
  if (!has_text_) return {{"importance", "", importance}};
  std::vector<ScorePart> parts;
  if (const double name = class_score(ref); name > 0) {
    const bool exact = match_.exact[ref.shard].test(ref.document);
    constexpr std::string_view kSignals[] = {"", "name_words", "name_word", "name_start", "exact_name"};
    const NameMatch match = exact ? NameMatch::Whole : match_.names.at(ref);
    parts = {{"importance", "", kClassImportance * importance},
             {"standing", "", kClassStanding * standing_.of(ref)}};
    parts.insert(parts.begin(), {std::string(kSignals[static_cast<std::size_t>(match)]), "",
                                 name - parts[0].value - parts[1].value});
    return parts;
  }
  for (const TextPart& part : words_)
    for (const auto& [document, tenths] : postings_.together(ref.shard, part.word.terms))
      if (document == ref.document)
        parts.push_back({"text", part.word.typed,
                         part.word.factor * term_score(part.idf, tenths, columns.length[document])});
  double score = text_[ref.shard][ref.document];
  for (const auto& [signal, factor] : steps(ref)) {
    if (factor != 1) parts.push_back({std::string(signal), "", score * (factor - 1)});
    score *= factor;
  }
  return parts;
}

std::vector<Ranked> Ranker::page(std::vector<DocumentRef> documents, const SearchRequest& request) const {
  const Order order{postings_.view, request.reversed};
  const std::string_view sort =
      request.sort == "relevance" ? std::string_view{} : std::string_view(request.sort);
  std::vector<Ranked> ranked;
  ranked.reserve(documents.size());
  for (const DocumentRef ref : documents) {
    const Columns& columns = order.columns(ref);
    double value = 0;
    if (sort.empty())
      value = score(ref);
    else if (sort == "criticality")
      value = criticality_rank(columns, ref.document) * 10 + columns.importance[ref.document];
    else if (sort != "name")
      value = sort_value(columns, ref.document, sort);
    ranked.push_back({ref, value});
  }
  const auto before = [&](const Ranked& a, const Ranked& b) {
    if (sort == "name") {
      const std::string_view x = order.columns(a.ref).sort_names[a.ref.document];
      const std::string_view y = order.columns(b.ref).sort_names[b.ref.document];
      if (x != y) return order.reversed ? x > y : x < y;
    } else if (a.score != b.score) {
      return order.reversed ? a.score < b.score : a.score > b.score;
    }
    return order.key(a.ref) < order.key(b.ref);
  };
  const std::size_t end = std::min(ranked.size(), request.offset + request.limit);
  if (request.offset >= end) return {};
  std::partial_sort(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(end), ranked.end(), before);
  ranked.resize(end);
  ranked.erase(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(request.offset));
  if (!sort.empty())
    for (Ranked& hit : ranked) hit.score = score(hit.ref);
  return ranked;
}

}  // namespace waymark

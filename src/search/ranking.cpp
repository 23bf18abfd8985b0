#include "ranking.h"

#include <algorithm>

namespace waymark {
namespace {

// Names are classes of their own, above every text score (which stays below ~200 even for the longest
// queries): the whole name, a name that begins so, a name with a word that begins so. Within a class
// importance decides; the words have nothing more to say. Suggestions have the same order.
constexpr double kExactName = 1000;
constexpr double kNameStart = 600;
constexpr double kNameWord = 400;
constexpr double kClassImportance = 100;
// A single letter begins too many names to mean one.
constexpr std::size_t kShortestName = 2;
// Trust and use only reorder near ties: at most this share of the text score.
constexpr double kImportanceShare = 0.25;
constexpr double kDeprecatedShare = -0.6;
constexpr double kStubShare = -0.5;

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

Ranker::Ranker(const Query& query, const TextMatch& match, const Postings& postings)
    : match_(match), postings_(postings), has_text_(!query.root.children.empty()) {
  for (const auto& shard : match.documents) text_.emplace_back(has_text_ ? shard.size() : 0, 0.0);
  if (!has_text_) return;
  match_names(query);
  for (QueryTerm& term : scored_terms(query)) {
    const std::uint64_t frequency = postings.frequency(term.term);
    if (frequency == 0) continue;
    terms_.push_back({std::move(term), term_idf(frequency, postings.view.size())});
  }
  for (std::size_t shard = 0; shard < match.documents.size(); ++shard) {
    const Columns& columns = postings.view.shards()[shard]->columns;
    for (const TextPart& part : terms_)
      postings.for_each(shard, part.term.term, [&](std::uint32_t d, std::uint32_t tenths) {
        if (match.documents[shard].test(d))
          text_[shard][d] += part.term.factor * term_score(part.idf, tenths, columns.length[d]);
      });
  }
}

void Ranker::match_names(const Query& query) {
  const std::string typed = query.plain ? squash(query.words) : std::string();
  if (typed.size() < kShortestName) return;
  for (const Shard* shard : postings_.view.shards()) {
    std::vector<NameMatch>& matches = names_.emplace_back(shard->columns.size(), NameMatch::None);
    const auto [first, last] = shard->names.range(typed);
    for (std::size_t i = first; i < last; ++i) {
      const NameEntry entry = shard->names.entry(i);
      NameMatch& match = matches[entry.document];
      match = std::max(match, entry.start != 0 ? NameMatch::Start : NameMatch::Word);
    }
  }
}

double Ranker::score(DocumentRef ref) const {
  const Columns& columns = postings_.view.shards()[ref.shard]->columns;
  const double importance = columns.importance[ref.document];
  if (match_.exact[ref.shard].test(ref.document)) return kExactName + kClassImportance * importance;
  if (const NameMatch name = name_match(ref); name != NameMatch::None)
    return (name == NameMatch::Start ? kNameStart : kNameWord) + kClassImportance * importance;
  if (!has_text_) return importance;
  const double text = text_[ref.shard][ref.document];
  const std::uint8_t flags = columns.flags[ref.document];
  return text * (1 + kImportanceShare * importance + ((flags & kDeprecated) != 0 ? kDeprecatedShare : 0) +
                 ((flags & kStub) != 0 ? kStubShare : 0));
}

std::vector<ScorePart> Ranker::explain(DocumentRef ref) const {
  const Columns& columns = postings_.view.shards()[ref.shard]->columns;
  const double importance = columns.importance[ref.document];
  std::vector<ScorePart> parts;
  if (match_.exact[ref.shard].test(ref.document))
    return {{"exact_name", "", kExactName}, {"importance", "", kClassImportance * importance}};
  if (name_match(ref) == NameMatch::Start)
    return {{"name_start", "", kNameStart}, {"importance", "", kClassImportance * importance}};
  if (name_match(ref) == NameMatch::Word)
    return {{"name_word", "", kNameWord}, {"importance", "", kClassImportance * importance}};
  if (!has_text_) return {{"importance", "", importance}};
  for (const TextPart& part : terms_)
    postings_.for_each(ref.shard, part.term.term, [&](std::uint32_t d, std::uint32_t tenths) {
      if (d == ref.document)
        parts.push_back(
            {"text", part.term.typed, part.term.factor * term_score(part.idf, tenths, columns.length[d])});
    });
  const double text = text_[ref.shard][ref.document];
  const std::uint8_t flags = columns.flags[ref.document];
  parts.push_back({"importance", "", kImportanceShare * importance * text});
  if ((flags & kDeprecated) != 0) parts.push_back({"deprecated", "", kDeprecatedShare * text});
  if ((flags & kStub) != 0) parts.push_back({"stub", "", kStubShare * text});
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

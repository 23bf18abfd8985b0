#include "similar.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <unordered_map>

#include "waymark/base/strings.h"
#include "waymark/index/own_words.h"
#include "waymark/model/asset_json.h"

#include "ranking.h"
#include "reasons.h"

namespace waymark {
namespace {

constexpr std::size_t kMostWords = 60;
constexpr std::size_t kMostColumnsRead = 2000;
// Weights as in text_fields.h: names say more than columns, columns more than sentences.
constexpr double kName = 10, kSynonym = 6, kTag = 4, kColumn = 3, kDescription = 1.5, kJoinedShare = 0.5;
constexpr double kSaturation = 40;  // Tenths of a weighted occurrence at which a word counts half.
// Worth of a shared trait, in words of that idf.
constexpr double kSameDomain = 2, kSameProduct = 2, kSameTerm = 3;
constexpr double kLeast = 0.1;  // Of the likeness of a thing to itself.
constexpr double kOtherType = 0.7, kDeprecatedFactor = 0.7;
constexpr std::size_t kColumnsNamed = 3, kWordsNamed = 4;

double saturated(double tenths) { return tenths / (tenths + kSaturation); }

std::string last_part(const Column& column) { return column.path.substr(column.path.rfind('.') + 1); }

std::set<std::string> column_names(const Asset& asset) {
  std::set<std::string> names;
  for (const Column& column : asset.columns) names.insert(squash(last_part(column)));
  return names;
}

std::string_view type_of(const Columns& columns, std::uint32_t document) {
  static const std::size_t row = row_of(*find_field("type"));
  const FieldColumn& types = columns.field(row);
  const auto ordinals = types.of(document);
  return ordinals.empty() ? std::string_view() : types.dictionary[ordinals.front()];
}

}  // namespace

Likeness::Likeness(const Asset& asset, const Postings& postings) : asset_(asset), postings_(postings) {
  choose(words_of(asset));
  count_words();
  add_traits(asset);
}

std::vector<Likeness::Word> Likeness::words_of(const Asset& asset) {
  const OwnWords own(asset, postings_.shards.analyzer);
  std::unordered_map<std::string, Word> words;
  const auto take = [&](const std::string& text, double weight, TextKind kind) {
    for (const Token& token : own.analyze(text, kind)) {
      if (kind == TextKind::Prose && is_question_word(token.folded, postings_.shards.analyzer.language()))
        continue;
      const bool part = token.kind == TokenKind::Part;
      length_ += part ? weight * 10 : 0;
      Word& word = words[token.term];
      word.tenths += weight * 10 * (part ? 1 : kJoinedShare);
      if (part && word.shown.empty()) word.shown = token.folded;
    }
  };
  take(asset.name, kName, TextKind::Name);
  if (asset.title != asset.name) take(asset.title, kName, TextKind::Name);
  for (const std::string& synonym : asset.synonyms) take(synonym, kSynonym, TextKind::Name);
  for (const std::string& tag : asset.tags) take(tag, kTag, TextKind::Name);
  for (std::size_t i = 0; i < std::min(asset.columns.size(), kMostColumnsRead); ++i)
    take(asset.columns[i].path, kColumn, TextKind::Name);
  take(asset.description, kDescription, TextKind::Prose);
  std::vector<Word> list;
  for (auto& [term, word] : words) {
    word.term = term;
    list.push_back(std::move(word));
  }
  return list;
}

// The most telling words whose lists are affordable together.
void Likeness::choose(std::vector<Word> words) {
  for (Word& word : words) {
    word.frequency = postings_.frequency(word.term);
    word.idf = term_idf(word.frequency, postings_.view.size());
  }
  const auto worth = [](const Word& word) { return word.idf * saturated(word.tenths); };
  std::sort(words.begin(), words.end(), [&](const Word& a, const Word& b) {
    return worth(a) != worth(b) ? worth(a) > worth(b) : a.term < b.term;
  });
  std::uint64_t left = kMostPostings;
  for (Word& word : words) {
    if (words_.size() == kMostWords) break;
    if (word.frequency < 2 || word.frequency > left) continue;  // In itself alone: nobody shares it.
    left -= word.frequency;
    words_.push_back(std::move(word));
  }
}

void Likeness::count_words() {
  for (const Shard* shard : postings_.view.shards()) shared_.emplace_back(shard->columns.size(), 0.0F);
  for (const Word& word : words_) {
    const double worth = word.idf * saturated(word.tenths);
    whole_ += worth * saturated(word.tenths);
    for (std::size_t shard = 0; shard < shared_.size(); ++shard)
      postings_.for_each(shard, word.term, [&](std::uint32_t document, std::uint32_t tenths) {
        // Having a word more often makes nothing more alike.
        shared_[shard][document] +=
            static_cast<float>(worth * saturated(std::min<double>(tenths, word.tenths)));
      });
  }
}

void Likeness::add_traits(const Asset& asset) {
  const auto add = [&](const char* field, const std::string& value, double worth, const char* signal) {
    if (value.empty()) return;
    Trait trait{row_of(*find_field(field)), worth, signal, {}};
    for (const Shard* shard : postings_.view.shards()) {
      const TextArray& values = shard->columns.field(trait.row).dictionary;
      std::int64_t ordinal = -1;
      for (std::size_t i = 0; i < values.size() && ordinal < 0; ++i)
        if (values[i] == value) ordinal = static_cast<std::int64_t>(i);
      trait.ordinals.push_back(ordinal);
    }
    whole_ += worth;
    traits_.push_back(std::move(trait));
  };
  add("domain", asset.domain, kSameDomain, "domain");
  for (const std::string& product : asset.products) add("product", product, kSameProduct, "product");
  for (const std::string& term : asset.terms) add("term", term, kSameTerm, "term");
}

double Likeness::shared_traits(DocumentRef ref, const Trait& trait) const {
  const FieldColumn& column = postings_.view.shards()[ref.shard]->columns.field(trait.row);
  for (const std::uint32_t ordinal : column.of(ref.document))
    if (static_cast<std::int64_t>(ordinal) == trait.ordinals[ref.shard]) return trait.worth;
  return 0;
}

std::vector<ScorePart> Likeness::parts(DocumentRef ref) const {
  const Columns& columns = postings_.view.shards()[ref.shard]->columns;
  std::vector<ScorePart> parts;
  double sum = 0;
  const auto add = [&](const char* signal, double value) {
    if (value == 0) return;
    parts.push_back({signal, "", value});
    sum += value;
  };
  const double words = shared_[ref.shard][ref.document];
  if (words == 0 || whole_ == 0 || columns.keys[ref.document] == asset_.key ||
      (columns.flags[ref.document] & kStub) != 0)
    return parts;
  add("shared_words", words / whole_);
  for (const Trait& trait : traits_) add(trait.signal, shared_traits(ref, trait) / whole_);
  // A thing of hundreds of columns has some of everything.
  const double length = std::max<double>(columns.length[ref.document], 1);
  add("length", sum * (std::sqrt(std::min(1.0, 2 * length_ / length)) - 1));
  if (type_of(columns, ref.document) != info(asset_.type).name) add("other_type", sum * (kOtherType - 1));
  if ((columns.flags[ref.document] & kDeprecated) != 0) add("deprecated", sum * (kDeprecatedFactor - 1));
  return parts;
}

double Likeness::of(DocumentRef ref) const {
  double sum = 0;
  for (const ScorePart& part : parts(ref)) sum += part.value;
  return sum;
}

std::vector<Bitmap> Likeness::alike() const {
  std::vector<Bitmap> found;
  double traits = 0;
  for (const Trait& trait : traits_) traits += trait.worth;
  // What could not be enough with every trait shared need not be looked at.
  const double least_words = kLeast * whole_ - traits;
  for (std::uint32_t shard = 0; shard < shared_.size(); ++shard) {
    Bitmap& documents = found.emplace_back(static_cast<std::uint32_t>(shared_[shard].size()));
    for (std::uint32_t d = 0; d < shared_[shard].size(); ++d)
      if (shared_[shard][d] > 0 && shared_[shard][d] >= least_words && of({shard, d}) >= kLeast)
        documents.set(d);
  }
  return found;
}

std::vector<std::string> Likeness::reasons(const Asset& other) const {
  std::vector<std::string> why;
  const std::set<std::string> theirs = column_names(other);
  std::vector<std::string> shared;
  for (const Column& column : asset_.columns)
    if (theirs.contains(squash(last_part(column)))) shared.push_back(last_part(column));
  if (!shared.empty()) {
    const std::size_t count = shared.size();
    shared.resize(std::min(count, kColumnsNamed));
    why.push_back("shares " + std::to_string(count) + " of " + std::to_string(asset_.columns.size()) +
                  (asset_.columns.size() == 1 ? " column: " : " columns: ") + join(shared, ", "));
  }
  std::set<std::string> there;
  const OwnWords own(other, postings_.shards.analyzer);
  for (const std::string& text : {other.name, other.title, other.description})
    for (const Token& token : own.analyze(text, TextKind::Name)) there.insert(token.term);
  std::vector<std::string> words;
  for (const Word& word : words_)
    if (words.size() < kWordsNamed && !word.shown.empty() && there.contains(word.term))
      words.push_back(word.shown);
  if (!words.empty()) why.push_back("shares words: " + join(words, ", "));
  if (!asset_.domain.empty() && asset_.domain == other.domain) why.emplace_back("same domain");
  const auto tell_shared = [&](const std::vector<std::string>& mine, const std::vector<std::string>& others,
                               const char* what) {
    for (const std::string& value : mine)
      if (std::find(others.begin(), others.end(), value) != others.end())
        why.push_back(std::string(what) + value);
  };
  tell_shared(asset_.products, other.products, "same data product: ");
  tell_shared(asset_.terms, other.terms, "same term: ");
  return why;
}

std::vector<DocumentRef> SimilarSearch::page(std::vector<DocumentRef> documents,
                                             const Likeness& likeness) const {
  struct Placed {
    DocumentRef ref;
    double value = 0;
    std::string_view name, key;
  };
  std::vector<Placed> placed;
  for (const DocumentRef ref : documents) {
    const Columns& columns = view_.shards()[ref.shard]->columns;
    Placed one{ref, 0, {}, columns.keys[ref.document]};
    if (request_.sort.empty() || request_.sort == "relevance")
      one.value = likeness.of(ref);
    else if (request_.sort == "name")
      one.name = columns.sort_names[ref.document];
    else
      one.value = value_to_sort_by(columns, ref.document, request_.sort);
    placed.push_back(one);
  }
  std::sort(placed.begin(), placed.end(), [&](const Placed& a, const Placed& b) {
    if (a.name != b.name) return request_.reversed ? a.name > b.name : a.name < b.name;
    if (a.value != b.value) return request_.reversed ? a.value < b.value : a.value > b.value;
    return a.key < b.key;
  });
  documents.clear();
  const std::size_t end = std::min(placed.size(), request_.offset + request_.limit);
  for (std::size_t i = request_.offset; i < end; ++i) documents.push_back(placed[i].ref);
  return documents;
}

Result<SearchResult> SimilarSearch::run(const std::string& text, const Asset& asset) const {
  Query query = parse_query(text, postings_.shards.analyzer);
  prepare(query, postings_);
  TextMatch match = match_text(query, request_.match, postings_);
  const Likeness likeness(asset, postings_);
  const std::vector<Bitmap> alike = likeness.alike();
  std::uint64_t without_filters = 0;
  for (std::size_t shard = 0; shard < alike.size(); ++shard)
    without_filters += (match.documents[shard] &= alike[shard]).count();
  SearchResult result;
  result.text = query.words;
  result.match = match.match;
  result.relaxed = match.relaxed;
  result.notes = query.notes;
  result.filters = merged_filters(request_.filters, query.filters);
  Collected collected = collect(match.documents, request_, result.filters, request_.facets, view_);
  result.total = collected.total;
  for (const FieldCounts& counts : collected.facets)
    result.facets.push_back(make_facet(counts, view_, result.filters, request_.facet_size));
  if (result.total == 0) add_filter_exits(result, collected, without_filters);
  const Reasons reasons(query, postings_.shards.analyzer);
  for (const DocumentRef ref : page(collected.refs(), likeness)) {
    auto other = asset_from_json(view_.shards()[ref.shard]->documents[ref.document]);
    if (!other) return fail("reading a stored asset", other.error());
    Hit hit;
    hit.asset = std::move(*other);
    hit.score = likeness.of(ref);
    reasons.explain(hit, view_.shards()[ref.shard]->forward[ref.document]);
    std::vector<std::string> why = likeness.reasons(hit.asset);
    hit.why.insert(hit.why.begin(), why.begin(), why.end());
    if (request_.explain) hit.parts = likeness.parts(ref);
    result.hits.push_back(std::move(hit));
  }
  return result;
}

}  // namespace waymark

#include "rerank.h"

#include <algorithm>
#include <unordered_map>

#include "waymark/index/forward.h"
#include "waymark/index/text_fields.h"

namespace waymark {
namespace {

constexpr std::size_t kKnownWords = 64;
constexpr double kAverageTrust = 10;  // So many documents' worth the averages of the ranking file are.
constexpr double kScale = 100;        // Of the best thinkable score; names of their own begin at 300.
constexpr double kProseSaturation = 1.5;

// Kinds of fields, as far as signals tell them apart.
enum class Kind : std::uint8_t { Other, Name, Columns, Prose };

struct FieldRows {
  std::vector<Kind> kinds;
  std::size_t name = 0, title = 0, synonym = 0, description = 0;

  FieldRows() {
    const auto rows = text_fields();
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const std::string_view field = rows[row].name;
      if (field == "name") name = row;
      if (field == "title") title = row;
      if (field == "synonym") synonym = row;
      if (field == "description") description = row;
      const bool naming = field == "name" || field == "title" || field == "synonym";
      const bool prose = field == "description" || field == "column_description";
      kinds.push_back(naming              ? Kind::Name
                      : field == "column" ? Kind::Columns
                      : prose             ? Kind::Prose
                                          : Kind::Other);
    }
  }
};

const FieldRows& rows() {
  static const FieldRows all;
  return all;
}

}  // namespace

Reranker::Reranker(std::vector<RerankWord> words, const std::vector<RankedCandidate>& candidates,
                   const RankingWeights& weights)
    : words_(std::move(words)), weights_(weights) {
  find_words();
  documents_.resize(candidates.size());
  for (std::size_t i = 0; i < candidates.size(); ++i) read(candidates[i], documents_[i]);
  normalise();
  for (Document& document : documents_) add_text(document);
  add_rarest();
  add_containers();
  relate_to_best();
  const auto all = signals();
  for (Document& document : documents_) {
    double sum = 0;
    for (std::size_t i = 0; i < all.size(); ++i)
      sum += weights_.signals[i] * (document.signals[i] = all[i].value(document.facts));
    scores_.push_back(sum * kScale / weights_.most);
  }
}

void Reranker::find_words() {
  if (words_.size() > 0xFFFF) words_.resize(0xFFFF);
  any_word_.assign(0x10000 / 64, 0);
  for (std::size_t word = 0; word < words_.size(); ++word) {
    if (words_[word].asked)
      asked_idf_ += words_[word].idf;
    else
      ++joined_;
    for (const std::uint16_t hash : words_[word].hashes) {
      by_hash_.emplace_back(hash, static_cast<std::uint16_t>(word));
      any_word_[hash / 64] |= 1ULL << (hash % 64);
    }
  }
  std::sort(by_hash_.begin(), by_hash_.end());
}

void Reranker::read(const RankedCandidate& candidate, Document& document) const {
  document.lengths.assign(weights_.fields.size(), 0);
  document.texts.assign(weights_.fields.size(), 0);
  ForwardReader reader(candidate.record);
  document.container = reader.container();
  while (reader.next_field() && reader.field() < weights_.fields.size()) {
    const std::size_t field = reader.field();
    document.lengths[field] = reader.length();
    document.texts[field] = reader.texts();
    reader.for_each_term([&](std::uint16_t hash, std::uint32_t count) {
      if ((any_word_[hash / 64] >> (hash % 64) & 1) == 0) return;
      for (auto at = std::lower_bound(by_hash_.begin(), by_hash_.end(), std::pair(hash, std::uint16_t{0}));
           at != by_hash_.end() && at->first == hash; ++at) {
        // Another word of the same hash: the posting lists know that this one is not there.
        if (at->second < kKnownWords && (candidate.words >> at->second & 1) == 0) continue;
        document.occurrences.push_back(
            {at->second, static_cast<std::uint8_t>(field), static_cast<double>(count), 0});
      }
    });
  }
  std::stable_sort(document.occurrences.begin(), document.occurrences.end(),
                   [](const Occurrence& a, const Occurrence& b) { return a.word < b.word; });
  for (const Occurrence& at : document.occurrences)
    if (at.word < kKnownWords) document.found |= 1ULL << at.word;
}

// How long a field is among the candidates decides what is long: they are what the reader chooses from, and
// all of them may be seen.
void Reranker::normalise() {
  std::vector<double> average;
  for (std::size_t field = 0; field < weights_.fields.size(); ++field) {
    double sum = kAverageTrust * weights_.fields[field].average, documents = kAverageTrust;
    for (const Document& document : documents_) {
      if (document.lengths[field] == 0) continue;
      sum += document.lengths[field];
      ++documents;
    }
    average.push_back(sum / documents);
  }
  for (Document& document : documents_)
    for (Occurrence& at : document.occurrences) {
      const FieldWeight& field = weights_.fields[at.field];
      at.count /=
          1 - field.length_share + field.length_share * document.lengths[at.field] / average[at.field];
      at.weighted = at.count * field.weight;
    }
}

double Reranker::word_score(std::span<const Occurrence> of_word) const {
  const RerankWord& word = words_[of_word.front().word];
  const double factor = word.asked ? 1 : weights_.joined;
  double count = 0;
  for (const Occurrence& at : of_word) count += at.weighted;
  count *= factor;
  return count > 0 ? word.idf * factor * count / (weights_.saturation + count) : 0;
}

// Of all that was asked, by idf.
double Reranker::asked_share(std::uint64_t words) const {
  double sum = 0;
  for (std::size_t word = 0; word < std::min(words_.size(), kKnownWords); ++word)
    if ((words >> word & 1) != 0 && words_[word].asked) sum += words_[word].idf;
  return asked_idf_ > 0 ? sum / asked_idf_ : 0;
}

void Reranker::add_text(Document& document) const {
  SignalFacts& facts = document.facts;
  std::uint64_t in_columns = 0;
  document.for_each_word([&](std::span<const Occurrence> of_word) {
    const std::size_t number = of_word.front().word;
    const RerankWord& word = words_[number];
    facts.text += word_score(of_word);
    if (!word.asked) facts.joined += 1 / joined_;
    double prose = 0;
    for (const Occurrence& at : of_word) {
      const Kind kind = rows().kinds[at.field];
      if (kind == Kind::Prose) prose += at.count;
      if (kind == Kind::Columns && number < kKnownWords) in_columns |= 1ULL << number;
    }
    facts.prose += word.idf * (word.asked ? 1 : weights_.joined) * prose / (kProseSaturation + prose);
  });
  facts.covered = asked_share(document.found);
  facts.in_columns = asked_share(in_columns);
  facts.variants = document.texts[rows().synonym];
  facts.description = document.lengths[rows().description];
  add_name(document);
}

// Of the better of name and title: how much of it was asked for.
void Reranker::add_name(Document& document) const {
  SignalFacts& facts = document.facts;
  facts.name_length = document.lengths[rows().name];
  for (const std::size_t field : {rows().name, rows().title}) {
    if (document.lengths[field] == 0) continue;
    double asked = 0;
    for (const Occurrence& at : document.occurrences)
      if (at.field == field && words_[at.word].asked) ++asked;
    facts.name_words = std::max(facts.name_words, std::min(asked / document.lengths[field], 1.0));
  }
}

void Reranker::add_rarest() {
  std::uint64_t found = 0, rarest = 0;
  for (const Document& document : documents_) found |= document.found;
  double most = 0;
  for (std::size_t word = 0; word < std::min(words_.size(), kKnownWords); ++word) {
    if ((found >> word & 1) == 0 || !words_[word].asked || words_[word].idf < most) continue;
    rarest = words_[word].idf > most ? 1ULL << word : rarest | 1ULL << word;
    most = words_[word].idf;
  }
  for (Document& document : documents_) document.facts.rarest = (document.found & rarest) != 0;
}

void Reranker::add_containers() {
  std::unordered_map<std::uint32_t, Container> containers;
  for (const Document& document : documents_)
    if (document.container != 0) gather(document, containers[document.container]);
  for (Document& document : documents_)
    if (const auto found = containers.find(document.container); found != containers.end())
      add_context(document, found->second);
}

void Reranker::gather(const Document& document, Container& container) const {
  container.second = std::max(container.second, std::min(container.best, document.facts.text));
  container.best = std::max(container.best, document.facts.text);
  document.for_each_word([&](std::span<const Occurrence> of_word) {
    const std::uint16_t word = of_word.front().word;
    if (!words_[word].asked) return;
    double& best = container.best_of[word];
    best = std::max(best, word_score(of_word));
    const bool in_name = std::any_of(of_word.begin(), of_word.end(), [](const Occurrence& at) {
      return rows().kinds[at.field] == Kind::Name;
    });
    if (in_name) container.in_names[word] += 1;
  });
}

void Reranker::add_context(Document& document, const Container& container) const {
  SignalFacts& facts = document.facts;
  facts.beside_text = facts.text >= container.best ? container.second : container.best;
  for (const auto& [word, score] : container.best_of) facts.container += score;
  for (const auto& [word, names] : container.in_names) {
    const bool in_own = std::any_of(document.occurrences.begin(), document.occurrences.end(),
                                    [word = word](const Occurrence& at) {
                                      return at.word == word && rows().kinds[at.field] == Kind::Name;
                                    });
    const double beside = names - (in_own ? 1 : 0);
    facts.context += words_[word].idf * beside / (weights_.context_saturation + beside);
  }
}

void Reranker::relate_to_best() {
  SignalFacts best;
  for (const Document& document : documents_) {
    best.text = std::max(best.text, document.facts.text);
    best.prose = std::max(best.prose, document.facts.prose);
    best.context = std::max(best.context, document.facts.context);
    best.container = std::max(best.container, document.facts.container);
  }
  for (Document& document : documents_) {
    document.facts.best_text = best.text;
    document.facts.best_prose = best.prose;
    document.facts.best_context = best.context;
    document.facts.best_container = best.container;
  }
}

std::vector<ScorePart> Reranker::explain(std::size_t candidate) const {
  const Document& document = documents_[candidate];
  const auto all = signals();
  std::vector<ScorePart> parts;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const double weight = weights_.signals[i] * kScale / weights_.most;
    const double value = document.signals[i] * weight;
    if (value == 0) continue;
    if (all[i].name != "text") {
      parts.push_back({std::string(all[i].name), "", value, "", weight});
      continue;
    }
    // The text's own part, word by word and field by field.
    document.for_each_word([&](std::span<const Occurrence> of_word) {
      double weighted = 0;
      for (const Occurrence& at : of_word) weighted += at.weighted;
      const double score = word_score(of_word) / document.facts.text * value;
      for (const Occurrence& at : of_word)
        if (at.weighted > 0)
          parts.push_back({"text", words_[at.word].typed, score * at.weighted / weighted,
                           std::string(text_fields()[at.field].name), weights_.fields[at.field].weight});
    });
  }
  return parts;
}

}  // namespace waymark

#include "named_values.h"

#include <algorithm>
#include <map>

#include "waymark/base/strings.h"
#include "waymark/index/terms.h"

#include "filters.h"
#include "text_match.h"

namespace waymark {
namespace {

constexpr std::size_t kShortest = 3;      // Letters of a name that is recognised.
constexpr std::size_t kLongestRun = 4;    // Words.
constexpr std::size_t kMostMeanings = 3;  // Of one spelling.
constexpr std::size_t kMostOffers = 6;
constexpr std::size_t kSentence = 3;
constexpr double kLift = 0.1;  // Of the score, for each value that a text names.
constexpr std::size_t kMostLifts = 3;

// Fields whose values people name in a question. Only some of them have no text in the index: there, having
// the value stands for having the word.
struct NamedField {
  std::string_view name;
  bool stands_for_word = false;
};
constexpr NamedField kNamedFields[] = {
    {"type", true},
    {"domain"},
    {"product"},
    {"owner"},
    {"platform"},
    {"tag"},
    {"term"},
    {"environment", true},
    {"layer", true},
    {"certification", true},
    {"lifecycle", true},
    {"sensitivity", true},
    {"criticality"},
    {"freshness"},
};

struct TimePhrase {
  std::string_view words, age, label;
};
constexpr TimePhrase kTimes[] = {
    {"today", "24h", "Updated in the last 24 hours"},    {"yesterday", "2d", "Updated in the last 2 days"},
    {"lastweek", "7d", "Updated in the last 7 days"},    {"pastweek", "7d", "Updated in the last 7 days"},
    {"lastmonth", "30d", "Updated in the last 30 days"}, {"pastmonth", "30d", "Updated in the last 30 days"},
    {"lastyear", "365d", "Updated in the last year"},    {"pastyear", "365d", "Updated in the last year"},
};
constexpr std::string_view kTimeVerbs[] = {"updated", "changed", "refreshed", "loaded", "modified"};

bool stands_for_word(const Field& field) {
  return std::any_of(std::begin(kNamedFields), std::end(kNamedFields), [&](const NamedField& named) {
    return named.stands_for_word && named.name == field.name;
  });
}

const TimePhrase* time_phrase(std::string_view squashed) {
  for (const TimePhrase& phrase : kTimes)
    if (phrase.words == squashed) return &phrase;
  return nullptr;
}

std::string run_of(const std::vector<QueryNode>& words, std::size_t begin, std::size_t count) {
  std::string text;
  for (std::size_t i = begin; i < begin + count; ++i) text += squash(words[i].text);
  return text;
}

bool is_word(const QueryNode& node) { return node.kind == QueryNode::Kind::Word; }

// Takes "updated last week" out of the words; a text of nothing else stays as it is.
void take_times(Query& query) {
  std::vector<QueryNode>& words = query.root.children;
  for (std::size_t begin = 0; begin < words.size(); ++begin)
    for (std::size_t count = std::min<std::size_t>(2, words.size() - begin); count > 0; --count) {
      const TimePhrase* phrase = time_phrase(run_of(words, begin, count));
      if (phrase == nullptr) continue;
      std::size_t first = begin;
      if (first > 0 && std::find(std::begin(kTimeVerbs), std::end(kTimeVerbs), words[first - 1].folded) !=
                           std::end(kTimeVerbs))
        --first;
      if (begin + count - first == words.size()) return;
      query.named.push_back({nullptr, std::string(phrase->age)});
      words.erase(words.begin() + static_cast<std::ptrdiff_t>(first),
                  words.begin() + static_cast<std::ptrdiff_t>(begin + count));
      return;
    }
}

void add_named(Query& query, const NamedValue& value) {
  const auto same = [&](const NamedValue& known) {
    return known.field == value.field && known.value == value.value;
  };
  if (std::none_of(query.named.begin(), query.named.end(), same)) query.named.push_back(value);
}

// How often the offered value occurs; a facet's own filter is left out of its counts.
std::uint64_t count_of(const NamedValue& named, const Collected& collected, const AccessView& view) {
  for (const FieldCounts& counts : collected.facets) {
    if (counts.field != named.field) continue;
    if (named.field->values == nullptr) {
      for (std::size_t i = 0; i < named.field->closed.size(); ++i)
        if (named.field->closed[i].value == named.value) return counts.counts[i];
      return 0;
    }
    const std::vector<std::string_view>& values = view.field(*named.field).values;
    const auto at = std::lower_bound(values.begin(), values.end(), named.value);
    return at != values.end() && *at == named.value
               ? counts.counts[static_cast<std::size_t>(at - values.begin())]
               : 0;
  }
  return 0;
}

// The moment that an age such as 7d or 24h means.
std::int64_t since_of(const NamedValue& named, Time now) {
  const std::int64_t number = std::stoll(named.value);
  return now.time_since_epoch().count() - number * (named.value.ends_with('h') ? 3600 : 86'400);
}

Offer time_offer(const NamedValue& named, const Collected& collected, const SearchRequest& request,
                 const AccessView& view) {
  Offer offer{"updated_after", named.value, {}, 0};
  for (const TimePhrase& phrase : kTimes)
    if (phrase.age == named.value) offer.label = phrase.label;
  const std::int64_t since = since_of(named, request.now);
  for (std::size_t shard = 0; shard < collected.documents.size(); ++shard)
    collected.documents[shard].for_each([&](std::uint32_t document) {
      offer.total += view.shards()[shard]->columns.updated[document] >= since ? 1 : 0;
    });
  return offer;
}

}  // namespace

ValueNames::ValueNames(const AccessView& view) {
  for (const NamedField& named : kNamedFields) {
    const Field& field = *find_field(named.name);
    if (field.values == nullptr) {
      for (const FieldValue& value : field.closed) {
        add(field, value.value, value.value);
        add(field, value.value, value.label);
      }
      continue;
    }
    for (const std::string_view value : view.field(field).values) {
      add(field, value, value);
      add(field, value, field_value_label(field, value));
    }
  }
  for (const std::string_view value : view.field(*find_field("type")).values)
    for (const TypeInfo& type : asset_types())
      if (type.name == value) add(*find_field("type"), value, type.label);
  add_people(view);
}

// One word of a name is enough where only one owner has it.
void ValueNames::add_people(const AccessView& view) {
  const Field& owner = *find_field("owner");
  std::map<std::string, std::string_view> of_word;  // "" where several have it.
  for (const std::string_view value : view.field(owner).values)
    for (const std::string& word : split_words(value, ' ')) {
      const auto [known, added] = of_word.try_emplace(squash(word), value);
      if (!added && known->second != value) known->second = {};
    }
  for (const auto& [word, value] : of_word)
    if (!value.empty()) add(owner, value, word);
}

void ValueNames::add(const Field& field, std::string_view value, std::string_view spelling) {
  const std::string squashed = squash(spelling);
  if (squashed.size() < kShortest || value == "unknown" || value == "none") return;
  std::vector<NamedValue>& meanings = by_name_[squashed];
  const auto same = [&](const NamedValue& known) { return known.field == &field && known.value == value; };
  if (meanings.size() < kMostMeanings && std::none_of(meanings.begin(), meanings.end(), same))
    meanings.push_back({&field, std::string(value)});
}

const std::vector<NamedValue>& ValueNames::of(const std::string& squashed) const {
  static const std::vector<NamedValue> kNone;
  const auto found = by_name_.find(squashed);
  return found == by_name_.end() ? kNone : found->second;
}

void name_values(Query& query, const Postings& postings) {
  if (!query.plain) return;
  take_times(query);
  const ValueNames& names = postings.view.value_names();
  std::vector<QueryNode>& words = query.root.children;
  for (std::size_t begin = 0; begin < words.size();) {
    std::size_t taken = 0;
    bool of_type = false;
    for (std::size_t count = std::min(kLongestRun, words.size() - begin); count > 0 && taken == 0; --count) {
      for (const NamedValue& value : names.of(run_of(words, begin, count))) {
        add_named(query, value);
        taken = count;
        of_type = of_type || value.field == find_field("type");
        if (!stands_for_word(*value.field)) continue;
        for (std::size_t i = begin; i < begin + count; ++i)
          if (is_word(words[i])) words[i].forms.push_back({{field_term(*value.field, value.value)}, {}});
      }
    }
    // Nearly everything is a table: in a sentence the word would make anything one of the results.
    if (of_type && words.size() >= kSentence && words.size() > taken)
      words.erase(words.begin() + static_cast<std::ptrdiff_t>(begin),
                  words.begin() + static_cast<std::ptrdiff_t>(begin + taken));
    else
      begin += std::max<std::size_t>(taken, 1);
  }
}

NamedValues::NamedValues(const Query& query, const AccessView& view, Time now) : view_(view), now_(now) {
  for (const NamedValue& named : query.named) {
    Wanted& wanted = wanted_.emplace_back();
    wanted.field = named.field;
    if (named.field == nullptr) {
      wanted.since = since_of(named, now);
    } else if (named.field->values == nullptr) {
      while (wanted.bucket + 1U < named.field->closed.size() &&
             named.field->closed[wanted.bucket].value != named.value)
        ++wanted.bucket;
    } else {
      for (const Shard* shard : view.shards()) {
        const TextArray& values = shard->columns.field(row_of(*named.field)).dictionary;
        std::size_t low = 0, high = values.size();
        while (low < high) {
          const std::size_t middle = (low + high) / 2;
          if (values[middle] < named.value)
            low = middle + 1;
          else
            high = middle;
        }
        const bool there = low < values.size() && values[low] == named.value;
        wanted.ordinals.push_back(there ? static_cast<std::int64_t>(low) : -1);
      }
    }
  }
}

bool NamedValues::has(DocumentRef ref, const Wanted& wanted) const {
  const Columns& columns = view_.shards()[ref.shard]->columns;
  if (wanted.field == nullptr) return columns.updated[ref.document] >= wanted.since;
  if (wanted.field->values == nullptr)
    return wanted.field->bucket(columns.times(ref.document), now_) == wanted.bucket;
  for (const std::uint32_t ordinal : columns.field(row_of(*wanted.field)).of(ref.document))
    if (static_cast<std::int64_t>(ordinal) == wanted.ordinals[ref.shard]) return true;
  return false;
}

double NamedValues::of(DocumentRef ref) const {
  if (wanted_.empty()) return 1;
  std::size_t count = 0;
  for (const Wanted& wanted : wanted_) count += has(ref, wanted) ? 1 : 0;
  return 1 + kLift * static_cast<double>(std::min(count, kMostLifts));
}

std::vector<const Field*> with_named_fields(std::vector<const Field*> facets, const Query& query) {
  for (const NamedValue& named : query.named)
    if (named.field != nullptr && std::find(facets.begin(), facets.end(), named.field) == facets.end())
      facets.push_back(named.field);
  return facets;
}

std::vector<Offer> offers(const Query& query, const Collected& collected, const SearchRequest& request,
                          const std::vector<Filter>& filters, const AccessView& view) {
  std::vector<Offer> offered;
  for (const NamedValue& named : query.named) {
    if (offered.size() == kMostOffers) break;
    const bool chosen = std::any_of(filters.begin(), filters.end(), [&](const Filter& filter) {
      return filter.field == named.field && !filter.excluded;
    });
    if (chosen || (named.field == nullptr && request.updated_after)) continue;
    Offer offer = named.field == nullptr
                      ? time_offer(named, collected, request, view)
                      : Offer{std::string(named.field->name), named.value,
                              std::string(named.field->label) + ": " +
                                  std::string(field_value_label(*named.field, named.value)),
                              count_of(named, collected, view)};
    if (offer.total > 0) offered.push_back(std::move(offer));
  }
  return offered;
}

void add_named_reasons(const Query& query, Hit& hit) {
  for (const NamedValue& named : query.named) {
    if (named.field == nullptr || named.field->values == nullptr || !stands_for_word(*named.field)) continue;
    const Values values = named.field->values(hit.asset);
    if (std::find(values.begin(), values.end(), named.value) == values.end()) continue;
    std::string reason = lower(named.field->label) + ": " + named.value;
    if (named.value == "certified") continue;  // Every certified hit says so.
    hit.why.push_back(std::move(reason));
  }
}

}  // namespace waymark

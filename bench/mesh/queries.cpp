#include "mesh/queries.h"

#include <algorithm>
#include <fstream>

#include "waymark/base/strings.h"

#include "mesh/write.h"

namespace waymark::mesh {
namespace {

// Entities are in every second column's name, the first words of the vocabulary in every description.
constexpr std::size_t kCommonWords = 96;
// Of the vocabulary's doublings the last two: a word of them is in one asset of some thousands.
constexpr std::size_t kRareFrom = 4'096, kRareWords = (1u << kVocabularyBits) - kRareFrom;

// A thing somebody might look for, with where it lies.
struct Sought {
  Unit in;
  Thing thing;
  std::vector<std::string> words;  // Of its name, without prefix: customer, order, daily.
};

Sought sought(const Plan& plan, Random& random) {
  Sought found;
  const std::size_t number = random.below(plan.assets);
  found.in = unit(plan, number / plan.unit_size());
  found.thing = thing(plan, found.in, number);
  found.words = split_words(found.thing.name, '_');
  if (found.words.size() > 3) found.words.erase(found.words.begin());
  return found;
}

std::string rare(Random& random) { return vocabulary(kRareFrom + random.below(kRareWords)); }
std::string common(Random& random) { return vocabulary(3 + random.below(kCommonWords)); }

std::string platform_of(const Sought& of) {
  return of.in.place == Place::Lake ? "glue" : of.thing.dashboard ? "tableau" : "snowflake";
}
std::string type_of(const Sought& of) {
  return of.thing.dashboard ? "dashboard" : of.thing.view && of.in.place != Place::Lake ? "view" : "table";
}
std::string_view layer_of(const Sought& of) {
  constexpr std::string_view kLayers[] = {"raw", "processed", "aggregated"};
  return kLayers[static_cast<std::size_t>(of.thing.layer)];
}
std::string domain_of(const Sought& of) {
  const std::string path = domain_path(of.in.domain);
  return path.substr(0, path.find('/'));
}

LoggedQuery several_words(const Sought& of, Random& random) {
  switch (random.below(4)) {
    case 0:
      return {.text = of.words[0] + " " + of.words[1]};
    case 1:
      return {.text = join(of.words, " ")};
    case 2:
      return {.text = of.words[0] + " " + common(random)};
    default:
      return {.text = common(random) + " " + of.words.back() + " " + vocabulary(random.below(1'000))};
  }
}

LoggedQuery phrase(const Sought& of, Random& random) {
  const std::vector<std::string> said = split_words(of.thing.description, ' ');
  if (said.size() < 12 || random.percent(50)) return {.text = "\"" + of.words[0] + " " + of.words[1] + "\""};
  const std::size_t from = 1 + random.below(said.size() - 4);
  return {.text = "\"" + said[from] + " " + said[from + 1] + "\""};
}

// What stands in the box before the typing is done; a quarter with the star of the query language.
LoggedQuery prefix(const Sought& of, Random& random) {
  const bool second = random.percent(40);
  const std::string& word = of.words[second ? 1 : 0];
  std::string typed = word.substr(0, std::min<std::size_t>(word.size(), 3 + random.below(4)));
  if (random.percent(25)) typed += '*';
  return {.text = second ? of.words[0] + " " + typed : typed};
}

LoggedQuery filters(const Sought& of, Random& random) {
  LoggedQuery query;
  query.filters.emplace_back("domain", domain_of(of));
  if (random.percent(60)) query.filters.emplace_back("platform", platform_of(of));
  if (random.percent(40)) query.filters.emplace_back("layer", layer_of(of));
  if (random.percent(20) && !of.thing.tags.empty()) query.filters.emplace_back("tag", of.thing.tags.front());
  return query;
}

LoggedQuery words_and_filters(const Sought& of, Random& random) {
  LoggedQuery query{.text = random.percent(50) ? of.words[0] : of.words[0] + " " + of.words[1]};
  const bool by_type = random.percent(50);
  query.filters = {{"domain", domain_of(of)},
                   {by_type ? "type" : "platform", by_type ? type_of(of) : platform_of(of)},
                   {"layer", std::string(layer_of(of))}};
  return query;
}

LoggedQuery question(const Sought& of, Random& random) {
  const std::string pair = of.words[0] + " " + of.words[1];
  switch (random.below(5)) {
    case 0:
      return {.text = "which table has the " + pair + " of " + domain_of(of) + "?"};
    case 1:
      return {.text = "where can I find " + of.words.back() + " " + pair + " data"};
    case 2:
      return {.text = "who owns the " + pair + " " + of.words.back() + " for " + common(random)};
    case 3:
      return {.text = "show me all " + pair + " tables with " + common(random) + " and " + common(random)};
    default:
      return {.text = "how many " + of.words[0] + " records per " + of.words[1] + " and " + rare(random)};
  }
}

LoggedQuery make(const Plan& plan, std::size_t kind, Random& random) {
  constexpr const char* kKinds[] = {"rare word", "common word",         "several words", "phrase",  "prefix",
                                    "filters",   "words and 3 filters", "everything",    "question"};
  const Sought of = sought(plan, random);
  LoggedQuery query;
  switch (kind) {
    case 0:
      query.text = rare(random);
      break;
    case 1:
      query.text = random.percent(50) ? of.words[0] : common(random);
      break;
    case 2:
      query = several_words(of, random);
      break;
    case 3:
      query = phrase(of, random);
      break;
    case 4:
      query = prefix(of, random);
      break;
    case 5:
      query = filters(of, random);
      break;
    case 6:
      query = words_and_filters(of, random);
      break;
    case 8:
      query = question(of, random);
      break;
    default:
      break;
  }
  query.kind = kKinds[kind];
  return query;
}

}  // namespace

std::vector<LoggedQuery> query_log(const Plan& plan, std::size_t count, std::uint64_t seed) {
  std::vector<LoggedQuery> log;
  for (std::size_t i = 0; i < count; ++i) {
    Random random(mixed(plan.seed) ^ mixed(seed ^ 0x9e11) ^ i);
    log.push_back(make(plan, i % 9, random));
  }
  return log;
}

void write_query_log(const std::vector<LoggedQuery>& log, const std::filesystem::path& file) {
  Output out(file);
  for (const LoggedQuery& query : log) {
    (out.text() += query.kind) += '\t';
    out.text() += query.text;
    for (const auto& [field, value] : query.filters) ((out.text() += '\t') += field + '=') += value;
    out.text() += '\n';
    out.flush_some();
  }
}

std::vector<LoggedQuery> read_query_log(const std::filesystem::path& file) {
  std::vector<LoggedQuery> log;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    const std::vector<std::string> parts = split(line, '\t');
    if (parts.size() < 2) continue;
    LoggedQuery& query = log.emplace_back(LoggedQuery{parts[0], parts[1], {}});
    for (std::size_t i = 2; i < parts.size(); ++i)
      if (const std::size_t equals = parts[i].find('='); equals != std::string::npos)
        query.filters.emplace_back(parts[i].substr(0, equals), parts[i].substr(equals + 1));
  }
  return log;
}

}  // namespace waymark::mesh

#include <nlohmann/json.hpp>

#include "waymark/base/files.h"
#include "waymark/base/hash.h"
#include "waymark/index/text_fields.h"

#include "weights.h"

namespace waymark {

extern const std::string_view kRankingText;  // Made of ranking.json by CMake.

namespace {

using Json = nlohmann::json;

constexpr double kMostWeight = 1000;

// Reads numbers by name; the first thing that is wrong is kept and ends the reading.
class Reader {
 public:
  explicit Reader(const Json& file) : file_(file) {}

  // Every member must be one of the names that are then asked for.
  const Json& object(const Json& in, const std::string& name, std::vector<std::string> names) {
    static const Json none = Json::object();
    const auto found = in.find(name);
    if (found == in.end() || !found->is_object()) {
      wrong("\"" + name + "\" must be there and be an object");
      return none;
    }
    for (const auto& [member, value] : found->items())
      if (std::find(names.begin(), names.end(), member) == names.end())
        wrong("\"" + name + "\" has no \"" + member + "\"");
    return *found;
  }

  double number(const Json& in, const std::string& where, const std::string& name, double least,
                double most) {
    const auto found = in.find(name);
    if (found == in.end() || !found->is_number()) {
      wrong("\"" + where + "\" needs a number \"" + name + "\"");
      return least;
    }
    const double value = found->get<double>();
    if (!(value >= least && value <= most))
      wrong("\"" + name + "\" of \"" + where + "\" is " + found->dump() + ", not " + Json(least).dump() +
            " to " + Json(most).dump());
    return value;
  }

  void wrong(std::string what) {
    if (problem_.empty()) problem_ = std::move(what);
  }
  const Json& file() const { return file_; }
  const std::string& problem() const { return problem_; }

 private:
  const Json& file_;
  std::string problem_;
};

void read_fields(Reader& reader, RankingWeights& weights) {
  std::vector<std::string> names;
  for (const TextField& field : text_fields()) names.emplace_back(field.name);
  const Json& fields = reader.object(reader.file(), "fields", names);
  for (const std::string& name : names) {
    const Json& field = reader.object(fields, name, {"weight", "b", "average"});
    weights.fields.push_back({reader.number(field, name, "weight", 0, kMostWeight),
                              reader.number(field, name, "b", 0, 1),
                              reader.number(field, name, "average", 0.1, 1e6)});
  }
}

void read_signals(Reader& reader, RankingWeights& weights) {
  const auto rows = signals();
  std::vector<std::string> names;
  for (const Signal& signal : rows) names.emplace_back(signal.name);
  const Json& given = reader.object(reader.file(), "signals", names);
  weights.most = 0;
  for (std::size_t i = 0; i < rows.size(); ++i)
    weights.most += weights.signals[i] = reader.number(given, "signals", names[i], 0, kMostWeight);
  if (weights.most <= 0) reader.wrong("\"signals\" are all 0, so nothing would be ordered");
}

}  // namespace

std::string_view default_ranking_text() { return kRankingText; }

Result<Ranking> parse_ranking(std::string_view text) {
  const Json file = Json::parse(text, nullptr, false);
  if (!file.is_object()) return fail(ErrorCode::InvalidInput, "it is no JSON object");
  auto weights = std::make_shared<RankingWeights>();
  Reader reader(file);
  for (const auto& [member, value] : file.items())
    if (member != "text" && member != "fields" && member != "signals" && member != "factors")
      reader.wrong("there is no \"" + member + "\"");
  const Json& bm25 = reader.object(file, "text", {"k1", "joined", "context_k1"});
  weights->saturation = reader.number(bm25, "text", "k1", 0.01, kMostWeight);
  weights->joined = reader.number(bm25, "text", "joined", 0, 1);
  weights->context_saturation = reader.number(bm25, "text", "context_k1", 0.01, kMostWeight);
  read_fields(reader, *weights);
  read_signals(reader, *weights);
  const Json& factors = reader.object(file, "factors", {"importance", "deprecated", "stub"});
  weights->importance = reader.number(factors, "factors", "importance", 0, 1);
  weights->deprecated = reader.number(factors, "factors", "deprecated", 0, 1);
  weights->stub = reader.number(factors, "factors", "stub", 0, 1);
  if (!reader.problem().empty()) return fail(ErrorCode::InvalidInput, reader.problem());
  weights->hash = to_hex(sha256(text)).substr(0, 16);
  return Ranking(std::move(weights));
}

Result<Ranking> read_ranking(const std::filesystem::path& file) {
  const auto text = read_file(file);
  if (!text) return fail("reading the ranking file", text.error());
  auto ranking = parse_ranking(*text);
  if (!ranking) return fail("ranking file \"" + file.string() + "\"", ranking.error());
  return ranking;
}

Ranking default_ranking() {
  static const Ranking built_in = *parse_ranking(default_ranking_text());
  return built_in;
}

const std::string& ranking_hash(const RankingWeights& weights) { return weights.hash; }

}  // namespace waymark

// train_ranking.cpp - learns the weights of the signals from judged queries, through the search that
// everybody uses.
//
//   train_ranking START.json OUTPUT.json NAME INDEX QUERIES QRELS [NAME INDEX QUERIES QRELS]…
//
// Every query is searched with all signals weighing the same; what each signal says of each candidate is read
// from the explanation of the hit. Then a list-wise softmax over the candidates of a query (their grades as
// its target) is climbed by gradient steps; no weight may become negative. It learns on the queries of one
// half, chosen by a hash of their ids, and prints NDCG@10 of both halves; collections count the same, however
// many queries they have. Nothing is random: the same indexes give the same file. What it does not
// learn (text, fields, factors) is taken over from START.json, which may be what train_fields wrote.
// docs/evaluation.md says how to run it.
#include <cmath>
#include <cstdio>
#include <filesystem>

#include <nlohmann/json.hpp>

#include "judged.h"

namespace waymark {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kTool = "train_ranking";
constexpr std::size_t kCandidates = 150;
constexpr int kSteps = 400;
constexpr double kStepLength = 0.3;
constexpr double kShrink = 0.0005;  // L2: of two weights that serve the same, the smaller.

struct Document {
  std::vector<double> signals;
  int grade = 0;
};
struct Query {
  bool learn = false;  // In the half that is learnt on.
  std::vector<Document> documents;
  Grades grades;
  std::vector<std::string> ids,
      named;  // Of documents; of hits by name, which come first whatever the weights.
};
struct Collection {
  std::string name;
  std::vector<Query> queries;
};

class Features {
 public:
  explicit Features(const std::string& start) : weights_(Json::parse(start)) {
    for (auto& [name, weight] : weights_["signals"].items()) {
      names_.push_back(name);
      weight = 1;
    }
    file_ = std::filesystem::temp_directory_path() / "waymark-train-ranking.json";
    if (const Status written = write_file_durably(file_, weights_.dump()); !written) std::exit(2);
  }
  ~Features() {
    std::error_code error;
    std::filesystem::remove(file_, error);
  }

  const std::vector<std::string>& names() const { return names_; }
  const std::filesystem::path& file() const { return file_; }
  const Json& weights() const { return weights_; }

  // What its words gave a hit; empty where its name did. A factor of the whole score is one of every signal.
  std::vector<double> of(const Hit& hit) const {
    std::vector<double> signals(names_.size(), 0);
    double sum = 0;
    bool by_words = false;
    for (const ScorePart& part : hit.parts) {
      const auto at = std::find(names_.begin(), names_.end(), part.signal);
      if (at == names_.end()) continue;
      by_words = true;
      signals[static_cast<std::size_t>(at - names_.begin())] += part.value;
      sum += part.value;
    }
    if (!by_words || hit.score >= 300 || sum <= 0) return {};
    const double scale = hit.score / sum * static_cast<double>(names_.size()) / 100;
    for (double& signal : signals) signal *= scale;
    return signals;
  }

 private:
  Json weights_;
  std::vector<std::string> names_;
  std::filesystem::path file_;
};

Collection read_collection(const JudgedIndex& from, const Features& features) {
  Collection collection{from.name, {}};
  SearchIndex index(from.index, features.file());
  const Viewer viewer = required(index.view(Access::all()), kTool);
  const DocumentNames names = from.names(viewer, kTool);
  for (const JudgedQuery& judged : from.queries) {
    SearchRequest request;
    request.text = judged.text;
    request.limit = kCandidates;
    request.explain = true;
    request.now = viewer.now();
    Query& query = collection.queries.emplace_back(
        Query{in_learnt_half(judged.id), {}, from.judgements.at(judged.id), {}, {}});
    const SearchResult found = required(viewer.search(request), kTool);
    for (const Hit& hit : found.hits) {
      Document document{features.of(hit), 0};
      const std::vector<std::string> ids = names.of(hit.asset);
      for (const std::string& id : ids)
        if (const auto grade = query.grades.find(id); grade != query.grades.end())
          document.grade = grade->second;
      if (document.signals.empty()) {
        query.named.insert(query.named.end(), ids.begin(), ids.end());
        continue;
      }
      query.ids.push_back(ids.front());
      query.documents.push_back(std::move(document));
    }
  }
  return collection;
}

double dot(const std::vector<double>& weights, const Document& document) {
  double sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) sum += weights[i] * document.signals[i];
  return sum;
}

double ndcg(const Query& query, const std::vector<double>& weights) {
  std::vector<std::pair<double, std::size_t>> order;
  for (std::size_t i = 0; i < query.documents.size(); ++i)
    order.emplace_back(-dot(weights, query.documents[i]), i);
  std::sort(order.begin(), order.end());
  std::vector<std::string> ranking = query.named;
  for (const auto& [score, i] : order) ranking.push_back(query.ids[i]);
  return score_of(measure(query.grades, ranking), "NDCG@10");
}

double mean_ndcg(const Collection& collection, const std::vector<double>& weights, bool learnt) {
  double sum = 0, count = 0;
  for (const Query& query : collection.queries) {
    if (query.learn != learnt) continue;
    sum += ndcg(query, weights);
    ++count;
  }
  return count > 0 ? sum / count : 0;
}

// How the likelihood of one query's judged documents rises with each weight.
void add_gradient(const Query& query, const std::vector<double>& weights, std::vector<double>& gradient) {
  std::vector<double> scores;
  double grades = 0, most = 0, sum = 0;
  for (const Document& document : query.documents) {
    scores.push_back(dot(weights, document));
    most = std::max(most, scores.back());
    grades += document.grade;
  }
  if (grades <= 0) return;
  for (double& score : scores) sum += score = std::exp(score - most);
  for (std::size_t d = 0; d < scores.size(); ++d) {
    const double error = query.documents[d].grade / grades - scores[d] / sum;
    for (std::size_t i = 0; i < gradient.size(); ++i) gradient[i] += error * query.documents[d].signals[i];
  }
}

// Adam's steps, ever shorter, back to 0 from below it.
std::vector<double> learn(const std::vector<Collection>& collections, std::size_t count) {
  std::vector<double> weights(count, 1), mean(count, 0), square(count, 0);
  for (int step = 1; step <= kSteps; ++step) {
    std::vector<double> gradient(count, 0);
    for (const Collection& collection : collections) {
      std::vector<double> own(count, 0);
      double queries = 0;
      for (const Query& query : collection.queries) {
        if (!query.learn) continue;
        add_gradient(query, weights, own);
        ++queries;
      }
      for (std::size_t i = 0; i < count; ++i)
        gradient[i] += own[i] / queries / static_cast<double>(collections.size());
    }
    const double length = kStepLength * (step <= kSteps / 2 ? 1 : step <= kSteps * 3 / 4 ? 0.3 : 0.05);
    for (std::size_t i = 0; i < count; ++i) {
      const double slope = gradient[i] - kShrink * weights[i];
      mean[i] = 0.9 * mean[i] + 0.1 * slope;
      square[i] = 0.999 * square[i] + 0.001 * slope * slope;
      const double step_mean = mean[i] / (1 - std::pow(0.9, step)),
                   step_square = square[i] / (1 - std::pow(0.999, step));
      weights[i] = std::max(0.0, weights[i] + length * step_mean / (std::sqrt(step_square) + 1e-8));
    }
  }
  for (double& weight : weights) weight = std::round(weight * 100) / 100;
  return weights;
}

void print_row(const char* title, const std::vector<Collection>& collections,
               const std::vector<double>& weights, bool learnt) {
  std::printf("%-24s", title);
  double sum = 0;
  for (const Collection& collection : collections) {
    const double mean = mean_ndcg(collection, weights, learnt);
    std::printf("%12.3f", mean);
    sum += mean;
  }
  std::printf("%12.4f\n", sum / static_cast<double>(collections.size()));
}

int run(int count, char** arguments) {
  if (count < 7 || (count - 3) % 4 != 0) {
    std::cerr << "usage: train_ranking START.json OUTPUT.json NAME INDEX QUERIES QRELS [NAME INDEX QUERIES "
                 "QRELS]...\n";
    return 2;
  }
  const std::string start = required(read_file(arguments[1]), kTool);
  if (const auto usable = parse_ranking(start); !usable) {
    std::cerr << kTool << ": \"" << arguments[1] << "\": " << usable.error().message << "\n";
    return 2;
  }
  const Features features(start);
  std::vector<Collection> collections;
  for (const JudgedIndex& judged : judged_indexes(count - 3, arguments + 3, kTool))
    collections.push_back(read_collection(judged, features));
  const std::vector<double> weights = learn(collections, features.names().size());
  std::printf("%-24s", "NDCG@10");
  for (const Collection& collection : collections) std::printf("%12s", collection.name.c_str());
  std::printf("%12s\n", "mean");
  std::vector<double> before;
  const Json now = Json::parse(start);
  for (const std::string& name : features.names()) before.push_back(now["signals"][name].get<double>());
  print_row("start, half learnt on", collections, before, true);
  print_row("start, other half", collections, before, false);
  print_row("learnt, half learnt on", collections, weights, true);
  print_row("learnt, other half", collections, weights, false);
  Json file = now;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    file["signals"][features.names()[i]] = weights[i];
    std::printf("  %-20s %6.2f\n", features.names()[i].c_str(), weights[i]);
  }
  const Status written = write_file_durably(arguments[2], file.dump(2) + "\n");
  if (!written) std::cerr << kTool << ": " << written.error().message << "\n";
  return written ? 0 : 2;
}

}  // namespace
}  // namespace waymark

int main(int count, char** arguments) { return waymark::run(count, arguments); }

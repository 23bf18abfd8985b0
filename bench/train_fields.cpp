// train_fields.cpp - finds k1, the weights of fields and what a field's length is held against it, from
// judged queries, through the search that everybody uses.
//
//   train_fields OUTPUT.json NAME INDEX QUERIES QRELS [NAME INDEX QUERIES QRELS]…
//
// Coordinate ascent on NDCG@10 of the text signal alone over the half that is learnt on (judged.h), every
// collection counting the same: one number at a time is made larger or smaller, and the change kept when the
// mean rises; when none helps, the steps get shorter. It begins with the weights of retrieval and nothing
// else that was ever learnt. Fields of which the collections have nothing stay as they are built in. Nothing
// is random: the same indexes give the same file, which train_ranking then takes to learn the signals.
// docs/evaluation.md says how to run it.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>

#include <nlohmann/json.hpp>

#include "waymark/index/text_fields.h"

#include "judged.h"

namespace waymark {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kTool = "train_fields";
constexpr double kEnough = 0.0002;  // A smaller gain is noise.
constexpr const char* kLearntFields[] = {"title", "synonym",           "column", "path", "description",
                                         "name",  "column_description"};

// One number of the file that may change.
struct Knob {
  std::string path;  // JSON pointer.
  bool share;        // 0 to 1, moved by adding; else by multiplying.
};

std::vector<Knob> knobs() {
  std::vector<Knob> all = {{"/text/k1", false}, {"/text/joined", true}};
  for (const std::string field : kLearntFields) {
    // All weights times a number are k1 divided by it: one of them stands still.
    if (field != "name") all.push_back({"/fields/" + field + "/weight", false});
    all.push_back({"/fields/" + field + "/b", true});
  }
  return all;
}

Json start() {
  Json file = Json::parse(default_ranking_text());
  for (auto& [name, weight] : file["signals"].items()) weight = name == "text" ? 1 : 0;
  file["text"]["k1"] = 4;
  file["text"]["joined"] = 0.5;
  for (const TextField& field : text_fields())
    for (const std::string learnt : kLearntFields)
      if (field.name == learnt) {
        file["fields"][learnt]["weight"] = field.weight;
        file["fields"][learnt]["b"] = 0.75;
      }
  return file;
}

class Bench {
 public:
  explicit Bench(std::vector<JudgedIndex> collections) : collections_(std::move(collections)) {
    file_ = std::filesystem::temp_directory_path() / "waymark-train-fields.json";
  }
  ~Bench() {
    std::error_code error;
    std::filesystem::remove(file_, error);
  }

  const std::vector<JudgedIndex>& collections() const { return collections_; }

  std::vector<double> means(const Json& weights, bool learnt) const {
    if (const Status written = write_file_durably(file_, weights.dump()); !written) std::exit(2);
    std::vector<double> all;
    for (const JudgedIndex& collection : collections_) all.push_back(mean(collection, learnt));
    return all;
  }
  double macro(const Json& weights) const {
    double sum = 0;
    for (const double mean : means(weights, true)) sum += mean;
    return sum / static_cast<double>(collections_.size());
  }

 private:
  double mean(const JudgedIndex& collection, bool learnt) const {
    SearchIndex index(collection.index, file_);
    const Viewer viewer = required(index.view(Access::all()), kTool);
    const DocumentNames names = collection.names(viewer, kTool);
    double sum = 0, count = 0;
    for (const JudgedQuery& query : collection.queries) {
      if (in_learnt_half(query.id) != learnt) continue;
      SearchRequest request;
      request.text = query.text;
      request.limit = 10;
      request.now = viewer.now();
      std::vector<std::string> ranking;
      for (const Hit& hit : required(viewer.search(request), kTool).hits)
        for (const std::string& id : names.of(hit.asset)) ranking.push_back(id);
      sum += score_of(measure(collection.judgements.at(query.id), ranking), "NDCG@10");
      ++count;
    }
    return count > 0 ? sum / count : 0;
  }

  std::vector<JudgedIndex> collections_;
  std::filesystem::path file_;
};

double moved(const Knob& knob, double value, double step, bool up) {
  if (knob.share) return std::clamp(std::round((value + (up ? step : -step)) * 100) / 100, 0.0, 1.0);
  const double factor = 1 + 2 * step, to = up ? value * factor : value / factor;
  return std::max(std::round(to * 100) / 100, 0.02);
}

Json climb(const Bench& bench, Json weights) {
  double best = bench.macro(weights);
  std::printf("%-40s %8s %8.4f\n", "start", "", best);
  for (const double step : {0.25, 0.1}) {
    for (bool better = true; better;) {
      better = false;
      for (const Knob& knob : knobs())
        for (const bool up : {true, false}) {
          Json trial = weights;
          Json& value = trial[Json::json_pointer(knob.path)];
          const double was = value.get<double>(), now = moved(knob, was, step, up);
          if (now == was) continue;
          value = now;
          const double reached = bench.macro(trial);
          if (reached < best + kEnough) continue;
          weights = std::move(trial);
          best = reached;
          better = true;
          std::printf("%-40s %8.2f %8.4f\n", knob.path.c_str(), now, best);
          std::fflush(stdout);
          break;
        }
    }
  }
  return weights;
}

void print_row(const char* title, const std::vector<double>& means) {
  std::printf("%-24s", title);
  double sum = 0;
  for (const double mean : means) std::printf("%12.3f", mean), sum += mean;
  std::printf("%12.4f\n", sum / static_cast<double>(means.size()));
}

int run(int count, char** arguments) {
  if (count < 6 || (count - 2) % 4 != 0) {
    std::cerr << "usage: train_fields OUTPUT.json NAME INDEX QUERIES QRELS [NAME INDEX QUERIES QRELS]...\n";
    return 2;
  }
  const Bench bench(judged_indexes(count - 2, arguments + 2, kTool));
  const Json begun = start();
  Json learnt = climb(bench, begun);
  std::printf("%-24s", "NDCG@10, text alone");
  for (const JudgedIndex& collection : bench.collections()) std::printf("%12s", collection.name.c_str());
  std::printf("%12s\n", "mean");
  for (const bool half : {true, false}) {
    print_row(half ? "start, half learnt on" : "start, other half", bench.means(begun, half));
    print_row(half ? "learnt, half learnt on" : "learnt, other half", bench.means(learnt, half));
  }
  learnt["signals"] = Json::parse(default_ranking_text())["signals"];
  const Status written = write_file_durably(arguments[1], learnt.dump(2) + "\n");
  if (!written) std::cerr << kTool << ": " << written.error().message << "\n";
  return written ? 0 : 2;
}

}  // namespace
}  // namespace waymark

int main(int count, char** arguments) { return waymark::run(count, arguments); }

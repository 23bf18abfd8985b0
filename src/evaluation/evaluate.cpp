#include <algorithm>
#include <chrono>
#include <cmath>
#include <set>

#include "waymark/evaluation/evaluation.h"

namespace waymark {
namespace {

double milliseconds_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

Result<QueryResult> ask(const Viewer& viewer, const DocumentNames& names, const JudgedQuery& query,
                        const EvaluationOptions& options) {
  SearchRequest request;
  request.text = query.text;
  request.match = options.match;
  request.limit = options.depth;
  request.now = viewer.now();
  const auto begin = std::chrono::steady_clock::now();
  const auto found = viewer.search(request);
  if (!found) return fail("query \"" + query.id + "\"", found.error());
  QueryResult result;
  result.milliseconds = milliseconds_since(begin);
  result.query = query;
  result.total = found->total;
  result.match = found->match;
  if (found->spell && found->spell->applied) result.corrected = found->spell->text;
  for (const Hit& hit : found->hits) {
    const std::string reference = readable_reference(hit.asset);
    for (std::string& id : names.of(hit.asset))
      result.documents.push_back({std::move(id), reference, hit.score});
  }
  return result;
}

Scores judge(const Grades& grades, const QueryResult& result) {
  std::vector<std::string> ranking;
  for (const RankedDocument& document : result.documents) ranking.push_back(document.id);
  return measure(grades, ranking);
}

// The smallest time that at least this share of the queries stayed within.
double percentile(const std::vector<double>& sorted, double share) {
  if (sorted.empty()) return 0;
  const auto place = static_cast<std::size_t>(std::ceil(share * static_cast<double>(sorted.size())));
  return sorted[std::max<std::size_t>(place, 1) - 1];
}

void add_means(Evaluation& evaluation) {
  evaluation.mean.assign(measures().size(), 0);
  std::vector<double> times;
  for (const QueryResult& result : evaluation.queries) {
    times.push_back(result.milliseconds);
    evaluation.mean_ms += result.milliseconds;
    for (std::size_t i = 0; i < result.scores.size(); ++i) evaluation.mean[i] += result.scores[i];
  }
  for (double& mean : evaluation.mean) mean /= static_cast<double>(evaluation.judged);
  std::sort(times.begin(), times.end());
  if (!times.empty()) evaluation.mean_ms /= static_cast<double>(times.size());
  evaluation.median_ms = percentile(times, 0.5);
  evaluation.p99_ms = percentile(times, 0.99);
}

}  // namespace

Result<Evaluation> evaluate(const Viewer& viewer, const DocumentNames& names,
                            const std::vector<JudgedQuery>& queries, const Judgements& judgements,
                            const EvaluationOptions& options) {
  if (judgements.empty())
    return fail(ErrorCode::InvalidInput, "no query of the judgements has a relevant document");
  Evaluation evaluation;
  evaluation.assets = viewer.size();
  evaluation.judged = judgements.size();
  std::set<std::string_view> asked;
  for (const JudgedQuery& query : queries) {
    if (options.progress) options.progress(evaluation.queries.size(), queries.size());
    if (!asked.insert(query.id).second)
      return fail(ErrorCode::InvalidInput, "query id \"" + query.id + "\" is there twice");
    auto result = ask(viewer, names, query, options);
    if (!result) return fail(result.error());
    if (const auto grades = judgements.find(query.id); grades != judgements.end()) {
      result->judged = true;
      result->scores = judge(grades->second, *result);
    }
    evaluation.queries.push_back(std::move(*result));
  }
  for (const auto& [id, grades] : judgements)
    if (!asked.contains(id)) evaluation.not_asked.push_back(id);
  add_means(evaluation);
  return evaluation;
}

}  // namespace waymark

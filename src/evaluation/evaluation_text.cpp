#include <cstdarg>
#include <cstdio>

#include "waymark/evaluation/evaluation.h"

namespace waymark {
namespace {

std::string format(const char* pattern, ...) __attribute__((format(printf, 1, 2)));
std::string format(const char* pattern, ...) {
  char buffer[64];
  va_list arguments;
  va_start(arguments, pattern);
  std::vsnprintf(buffer, sizeof buffer, pattern, arguments);
  va_end(arguments);
  return buffer;
}

}  // namespace

std::string run_lines(const Evaluation& evaluation, std::string_view tag) {
  std::string lines;
  for (const QueryResult& result : evaluation.queries)
    for (std::size_t i = 0; i < result.documents.size(); ++i) {
      const RankedDocument& document = result.documents[i];
      lines += result.query.id + " Q0 " + document.id + " " + std::to_string(i + 1) + " " +
               format("%.9g", document.score) + " ";
      lines += tag;
      lines += '\n';
    }
  return lines;
}

std::string evaluation_text(const Evaluation& evaluation) {
  std::string text = std::to_string(evaluation.judged) + " judged queries over " +
                     std::to_string(evaluation.assets) + " assets\n";
  for (std::size_t i = 0; i < measures().size(); ++i)
    text += format("%-12s", std::string(measures()[i].name).c_str()) + format("%.4f\n", evaluation.mean[i]);
  text += format("%-12s", "time") + format("%.2f ms mean, ", evaluation.mean_ms) +
          format("%.2f ms p50, ", evaluation.median_ms) + format("%.2f ms p99\n", evaluation.p99_ms);
  return text;
}

}  // namespace waymark

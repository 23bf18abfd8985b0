// evaluation.h - judged queries put to an index through the search that everybody uses, and what came of it.
//
//   const DocumentNames names = DocumentNames::of_lines();
//   Result<Evaluation> result = evaluate(*viewer, names, queries, judgements, {});
//   std::cout << evaluation_text(*result);
//
// Judgements name documents by the ids of Waymark JSON lines (of_lines) or by anything a person would call an
// asset (resolve): its key, a source's id, platform:name, type:name or a name that only one asset has.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/base/result.h"
#include "waymark/evaluation/judgements.h"
#include "waymark/evaluation/measures.h"
#include "waymark/search/viewer.h"

namespace waymark {

// What judgements call an asset.
class DocumentNames {
 public:
  // The ids that lines of Waymark JSON gave it. An asset that several lines are about has them all.
  static DocumentNames of_lines();
  // Looks up every document of the judgements. Those that no asset or more than one answers to are kept
  // apart.
  static Result<DocumentNames> resolve(const Viewer& viewer, const Judgements& judgements);

  // In the order to be listed; never empty and without blanks, as run files need it.
  std::vector<std::string> of(const Asset& asset) const;

  struct Unresolved {
    std::string name;
    std::size_t assets = 0;  // That answer to it: none, or more than one.
  };
  const std::vector<Unresolved>& unresolved() const { return unresolved_; }

 private:
  bool lines_ = false;
  std::multimap<std::string, std::string> by_key_;
  std::vector<Unresolved> unresolved_;
};

// How a person would write an asset in judgements: "snowflake:prod.sales.orders", "domain:sales/orders",
// "dashboard:morning-trading-call". Need not be the only one of that name.
std::string readable_reference(const Asset& asset);

struct EvaluationOptions {
  std::size_t depth = 100;  // Hits looked at.
  Match match = Match::Auto;
  std::function<void(std::size_t done, std::size_t total)> progress;
};

struct RankedDocument {
  std::string id;
  std::string reference;  // readable_reference of its asset.
  double score = 0;
};

struct QueryResult {
  JudgedQuery query;
  std::vector<RankedDocument> documents;  // Best first.
  std::uint64_t total = 0;                // Assets that matched.
  std::string match;                      // all, most, any: how the words were joined.
  std::string corrected;                  // The spelling that was searched instead, or "".
  double milliseconds = 0;
  bool judged = false;
  Scores scores;  // Empty when nothing is judged relevant.
};

struct Evaluation {
  std::uint64_t assets = 0;  // In the index.
  std::vector<QueryResult> queries;
  std::vector<std::string> not_asked;  // Judged queries without a text: they count with 0.
  std::size_t judged = 0;              // Queries the means are over.
  Scores mean;
  double mean_ms = 0, median_ms = 0, p99_ms = 0;
};

// An error when no query has a relevant document.
Result<Evaluation> evaluate(const Viewer& viewer, const DocumentNames& names,
                            const std::vector<JudgedQuery>& queries, const Judgements& judgements,
                            const EvaluationOptions& options);

// Lines of a TREC run file: query Q0 document place score tag.
std::string run_lines(const Evaluation& evaluation, std::string_view tag);
std::string evaluation_text(const Evaluation& evaluation);
std::string evaluation_json(const Evaluation& evaluation);

}  // namespace waymark

// judged.h - judged queries over an index, and which half of them is learnt on: what the trainers share.
#pragma once

#include <cstdlib>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "waymark/base/files.h"
#include "waymark/base/hash.h"
#include "waymark/evaluation/evaluation.h"
#include "waymark/search/search_index.h"

namespace waymark {

template <typename T>
T required(Result<T> result, const char* tool) {
  if (result) return std::move(*result);
  std::cerr << tool << ": " << result.error().message << "\n";
  std::exit(2);
}

// By a hash of its id, so that nobody chose it.
inline bool in_learnt_half(const std::string& id) { return sha256(id)[0] % 2 == 0; }

// NAME INDEX QUERIES QRELS, as the trainers take them on their command line.
struct JudgedIndex {
  std::string name, index;
  std::vector<JudgedQuery> queries;
  Judgements judgements;

  JudgedIndex(char** arguments, const char* tool)
      : name(arguments[0]),
        index(arguments[1]),
        queries(required(parse_queries(required(read_file(arguments[2]), tool)), tool)),
        judgements(required(parse_judgements(required(read_file(arguments[3]), tool)), tool)) {
    std::erase_if(queries, [&](const JudgedQuery& query) { return !judgements.contains(query.id); });
  }

  // Of an index that `waymark eval` made of a corpus, documents are its lines.
  DocumentNames names(const Viewer& viewer, const char* tool) const {
    return viewer.manifest().tool.ends_with(" eval")
               ? DocumentNames::of_lines()
               : required(DocumentNames::resolve(viewer, judgements), tool);
  }
};

inline std::vector<JudgedIndex> judged_indexes(int count, char** arguments, const char* tool) {
  std::vector<JudgedIndex> all;
  for (int i = 0; i + 3 < count; i += 4) all.emplace_back(arguments + i, tool);
  return all;
}

}  // namespace waymark

// A query text of any bytes is read without a crash, and what is read stays within its bounds.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "src/search/query.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const waymark::Analyzer analyzer;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const waymark::Query query = waymark::parse_query(text, analyzer);
  for (const waymark::QueryNode* leaf : waymark::positive_leaves(query.root)) {
    if (leaf->end > size || leaf->begin > leaf->end) std::abort();
    for (const waymark::WordForm& form : leaf->forms)
      if (form.terms.empty()) std::abort();
  }
  for (const waymark::Token& token : analyzer.analyze(text, waymark::TextKind::Name))
    if (token.end > size || token.begin >= token.end) std::abort();
  return 0;
}

// Whether a document has a word in something else than its columns, by the words of its fields
// (index/forward.h).
#include "waymark/index/forward.h"
#include "waymark/index/text_fields.h"

#include "text_match.h"

namespace waymark {
namespace {

bool is_of_columns(std::size_t field) { return text_fields()[field].name.starts_with("column"); }

// Names of fields and whole names are terms of no text; they begin with a capital letter.
bool is_of_text(const std::string& term) { return term.empty() || term.front() < 'A' || term.front() > 'Z'; }

}  // namespace

bool Postings::outside_columns(std::size_t shard, std::uint32_t document, const std::string& term) const {
  if (!is_of_text(term)) return true;
  const std::uint16_t wanted = forward_hash(term);
  ForwardReader reader(view.shards()[shard]->forward[document]);
  while (reader.next_field()) {
    bool found = false;
    reader.for_each_term([&](std::uint16_t hash, std::uint32_t) { found = found || hash == wanted; });
    if (found && !is_of_columns(reader.field())) return true;
  }
  return false;
}

}  // namespace waymark

// named_values.h - values of fields that a text names: "certified tables of retail updated last week".
//
// They are recognised, not forced: a word that names a type or a state counts as had by what is of that type
// or state, and the answer offers each value as a filter, with the total after choosing it
// (docs/query-syntax.md).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "waymark/search/search.h"

#include "filters.h"
#include "query.h"

namespace waymark {

class Postings;

// Every value that a word may name, of what one set of callers may see, by its squashed spelling. Threads:
// immutable.
class ValueNames {
 public:
  explicit ValueNames(const AccessView& view);
  // At most a few; empty when nothing is called so.
  const std::vector<NamedValue>& of(const std::string& squashed) const;

 private:
  void add(const Field& field, std::string_view value, std::string_view spelling);
  void add_people(const AccessView& view);

  std::unordered_map<std::string, std::vector<NamedValue>> by_name_;
};

// Fills Query::named, lets words be had by value, and drops words of time ("last week") while others are
// left.
void name_values(Query& query, const Postings& postings);

// How much the values that a text names lift what has them: 1 without any, a tenth more for each, at most
// three.
class NamedValues {
 public:
  NamedValues(const Query& query, const AccessView& view, Time now);
  double of(DocumentRef ref) const;

 private:
  struct Wanted {
    const Field* field = nullptr;        // Null: what changed since.
    std::vector<std::int64_t> ordinals;  // [shard] of a stored field; -1 where nothing has it.
    std::uint8_t bucket = 0;             // Of a clock field.
    std::int64_t since = 0;
  };
  bool has(DocumentRef ref, const Wanted& wanted) const;

  const AccessView& view_;
  Time now_;
  std::vector<Wanted> wanted_;
};

// Fields whose counts offers() wants, besides those asked for.
std::vector<const Field*> with_named_fields(std::vector<const Field*> facets, const Query& query);
// What can be chosen and leaves something.
std::vector<Offer> offers(const Query& query, const Collected& collected, const SearchRequest& request,
                          const std::vector<Filter>& filters, const AccessView& view);
// Why a hit is one: "type: Dashboards".
void add_named_reasons(const Query& query, Hit& hit);

}  // namespace waymark

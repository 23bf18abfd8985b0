// kept_group.h - what a group of fragments became, as it is kept (kept_groups.h), and by what it is known
// again.
//
// What the merge of a group gives depends on its fragments, on who says them, and on what the other fragments
// make of the names in it: which domain an id means, which owners are one person, whether another thing has
// its name. All but the owners are in its print; owners are asked for again.
#pragma once

#include <optional>
#include <span>

#include "waymark/base/print.h"

#include "heard.h"
#include "identity.h"

namespace waymark {

struct KeptGroup {
  std::string asset;  // Light (model/asset_bytes.h).
  std::string domain_guess;
  std::uint64_t description_bytes = 0;
  bool has_columns = false;
  std::string worst_level, worst_column;
  std::uint64_t owners_by_rule = 0;    // In front of the others.
  std::vector<Owner> owners;           // As its fragments name them, one after another.
  std::vector<std::uint64_t> persons;  // persons_of(owners)
  std::vector<std::uint64_t> aliases;  // alias_mark() of each.
  std::vector<MergeNote> notes;        // Without text.
  std::uint64_t heavy_high = 0, heavy_low = 0;

  Print heavy_print() const { return {heavy_high, heavy_low}; }
};

std::string kept_to_bytes(const KeptGroup& kept);
bool kept_from_bytes(std::string_view bytes, KeptGroup& into);  // False when damaged.

// For each owner: 0 when nobody is meant, else one more than the first place at which the same person is.
std::vector<std::uint64_t> persons_of(std::span<const Owner> owners, const Identity& identity);
std::uint64_t alias_mark(std::string_view alias);

class GroupPrinter {
 public:
  GroupPrinter(const Heard& heard, const Identity& identity);

  // None where the fragments alone do not tell. Fills `heads` with those of the living.
  std::optional<Print> print(std::uint32_t group, std::span<const std::uint32_t> positions,
                             std::vector<SpokenHead>& heads) const;

 private:
  bool add(std::uint32_t position, const SpokenHead& spoken, std::string& said) const;

  const Heard& heard_;
  const Identity& identity_;
  std::vector<Print> speakers_, files_;
  std::int64_t newest_day_ = 0;
};

}  // namespace waymark

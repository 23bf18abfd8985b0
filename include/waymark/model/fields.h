// fields.h - the one table of everything one can filter by, count or be shown as a label.
//
//   for (const Field& field : fields()) … field.values(asset) …
//
// The index writer, the query parser, the facet counter, the schema endpoint and the page loop over it. To add a field,
// add a row to src/model/fields.cpp; take the next free slot and never reuse one.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/model/asset.h"

namespace waymark {

enum class FieldKind : std::uint8_t {
  Path,     // A tree; values hold every ancestor: "Sales", "Sales/Orders".
  Keyword,  // Any words.
  Ordinal,  // A closed list in a fixed order.
  Clock,    // A closed list worked out from times at the moment of asking; never stored.
};

struct FieldValue {
  std::string_view value;
  std::string_view label;
  std::string_view tone;  // neutral, ok, warn, bad or note: how a badge looks.
};

// The times of an asset that clock fields are worked out from. Zero stands for unknown.
struct AssetTimes {
  std::int64_t updated = 0, changed = 0, accessed = 0;  // Seconds since 1970.
  std::int64_t fresh_within = 0;                        // Seconds; zero: nothing promised.
};

using Values = std::vector<std::string>;

struct Field {
  std::string_view name;    // The parameter: domain
  std::string_view label;   // Domain
  std::string_view help;    // One sentence.
  std::string_view prefix;  // Boolean term prefix in Xapian; empty for clock fields.
  unsigned slot = 0;        // Xapian value slot; 0 for clock fields.
  FieldKind kind = FieldKind::Keyword;
  bool facet = false;       // Counted and shown unless asked otherwise.
  bool open = false;        // Its group is open on the page.
  std::span<const FieldValue> closed;  // Every value of an ordinal or clock field; else empty, or labels.
  Values (*values)(const Asset&) = nullptr;                  // Stored fields.
  std::uint8_t (*bucket)(const AssetTimes&, Time) = nullptr;  // Clock fields: index into `closed`.
};

std::span<const Field> fields();            // Facets first, in display order.
const Field* find_field(std::string_view name);
AssetTimes times_of(const Facts& facts);
std::string_view field_value_label(const Field& field, std::string_view value);  // "Sales/Orders" -> "Orders"

// What one may sort by.
struct SortOrder {
  std::string_view name;   // "updated"
  std::string_view label;  // "Recently updated"
};
std::span<const SortOrder> sort_orders();

// "Confidential", "HIGHLY CONFIDENTIAL", "PII", "non-public"… to public, internal, confidential or restricted; "" when
// the word is none of them. Source: docs/sources.md.
std::string_view sensitivity_level(std::string_view word);
std::string_view worse_sensitivity(std::string_view a, std::string_view b);
// "tier_1", "Tier.Tier1", "P1", "mission critical", "high" to low, medium, high or critical; "" otherwise.
std::string_view criticality_level(std::string_view word);

}  // namespace waymark

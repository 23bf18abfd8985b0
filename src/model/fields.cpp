#include "waymark/model/fields.h"

#include "field_values.h"

namespace waymark {
namespace {

using namespace field_values;

constexpr FieldValue kSensitivity[] = {
    {"public", "Public", "neutral"},
    {"internal", "Internal", "neutral"},
    {"confidential", "Confidential", "warn"},
    {"restricted", "Restricted", "bad"},
};
constexpr FieldValue kCriticality[] = {
    {"critical", "Critical (tier 1)", "neutral"},
    {"high", "High (tier 2)", "neutral"},
    {"medium", "Medium (tier 3)", "neutral"},
    {"low", "Low (tier 4)", "neutral"},
};
constexpr FieldValue kCertification[] = {
    {"certified", "Certified", "note"},
    {"in_review", "In review", "neutral"},
};
constexpr FieldValue kContract[] = {
    {"kept", "Kept", "ok"},
    {"broken", "Broken", "bad"},
    {"unchecked", "Not checked", "neutral"},
    {"none", "No contract", "neutral"},
};
constexpr FieldValue kLifecycle[] = {
    {"draft", "Draft", "neutral"},
    {"production", "In production", "neutral"},
    {"deprecated", "Deprecated", "warn"},
};
constexpr FieldValue kLayer[] = {
    {"raw", "Raw", "neutral"},
    {"processed", "Processed", "neutral"},
    {"aggregated", "Aggregated", "neutral"},
};
constexpr FieldValue kParts[] = {
    {"owner", "Owner", "neutral"},       {"description", "Description", "neutral"},
    {"domain", "Domain", "neutral"},     {"term", "Glossary term", "neutral"},
    {"contract", "Contract", "neutral"}, {"lineage", "Lineage", "neutral"},
    {"columns", "Columns", "neutral"},
};
constexpr FieldValue kHas[] = {
    {"owner", "Owner", "neutral"},       {"description", "Description", "neutral"},
    {"domain", "Domain", "neutral"},     {"term", "Glossary term", "neutral"},
    {"contract", "Contract", "neutral"}, {"lineage", "Lineage", "neutral"},
    {"columns", "Columns", "neutral"},   {"conflict", "Sources that disagree", "warn"},
};
constexpr FieldValue kFreshness[] = {
    {"on_time", "On time", "ok"},
    {"late", "Late", "warn"},
    {"stale", "Stale", "bad"},
    {"unknown", "Unknown", "neutral"},
};
constexpr FieldValue kActivity[] = {
    {"today", "In the last 24 hours", "neutral"}, {"7d", "1 to 7 days ago", "neutral"},
    {"30d", "7 to 30 days ago", "neutral"},       {"90d", "30 to 90 days ago", "neutral"},
    {"none", "None for 90 days", "neutral"},      {"unknown", "Unknown", "neutral"},
};
constexpr FieldValue kUpdated[] = {
    {"24h", "In the last 24 hours", "neutral"}, {"7d", "1 to 7 days ago", "neutral"},
    {"30d", "7 to 30 days ago", "neutral"},     {"1y", "30 days to a year ago", "neutral"},
    {"older", "Over a year ago", "neutral"},    {"unknown", "Unknown", "neutral"},
};

// Labels of the type field, from the table of types.
std::span<const FieldValue> type_values() {
  static const std::vector<FieldValue> values = [] {
    std::vector<FieldValue> rows;
    for (const TypeInfo& row : asset_types()) rows.push_back({row.name, row.plural, "neutral"});
    return rows;
  }();
  return values;
}

// To add a field, add a row: facets first, in display order. Take the next free slot (28); never reuse one.
// Slots below 10 are the index's own.
std::span<const Field> table() {
  // clang-format off
  static const std::vector<Field> rows = {
      {.name = "type", .label = "Type", .help = "What kind of thing it is.",
       .prefix = "XTYPE:", .slot = 10, .kind = FieldKind::Keyword, .facet = true, .open = true,
       .closed = type_values(), .values = type},
      {.name = "domain", .label = "Domain", .help = "The business domain it belongs to; a domain takes in those below it.",
       .prefix = "XDOMAIN:", .slot = 11, .kind = FieldKind::Path, .facet = true, .open = true, .values = domain},
      {.name = "owner", .label = "Owner", .help = "The people and teams who answer for it.",
       .prefix = "XOWNER:", .slot = 12, .kind = FieldKind::Keyword, .facet = true, .open = true, .values = owner},
      {.name = "sensitivity", .label = "Sensitivity",
       .help = "How carefully its content is to be handled: what was stated, else the worst of what it holds.",
       .prefix = "XSENSITIVITY:", .slot = 13, .kind = FieldKind::Ordinal, .facet = true, .open = true,
       .closed = kSensitivity, .values = one<&Facts::sensitivity>},
      {.name = "criticality", .label = "Criticality", .help = "How much the business depends on it.",
       .prefix = "XCRITICALITY:", .slot = 14, .kind = FieldKind::Ordinal, .facet = true, .open = true,
       .closed = kCriticality, .values = one<&Facts::criticality>},
      {.name = "freshness", .label = "Freshness",
       .help = "Compares the last change of the data with what was promised; without a promise, 30 days are on time "
               "and 90 are stale.",
       .kind = FieldKind::Clock, .facet = true, .open = true, .closed = kFreshness, .bucket = freshness},
      {.name = "activity", .label = "Recent activity", .help = "When it was last used or its data last changed.",
       .kind = FieldKind::Clock, .facet = true, .closed = kActivity, .bucket = activity},
      {.name = "certification", .label = "Certification", .help = "Whether somebody has vouched for it.",
       .prefix = "XCERTIFICATION:", .slot = 15, .kind = FieldKind::Ordinal, .facet = true,
       .closed = kCertification, .values = one<&Facts::certification>},
      {.name = "contract", .label = "Contract", .help = "Whether the data contract about it is kept.",
       .prefix = "XCONTRACT:", .slot = 16, .kind = FieldKind::Ordinal, .facet = true,
       .closed = kContract, .values = contract},
      {.name = "platform", .label = "Platform", .help = "The system it lives in.",
       .prefix = "XPLATFORM:", .slot = 17, .kind = FieldKind::Keyword, .facet = true, .values = one<&Facts::platform>},
      {.name = "tag", .label = "Tags", .help = "Tags given in the source catalogs.",
       .prefix = "XTAG:", .slot = 18, .kind = FieldKind::Keyword, .facet = true, .values = all<&Asset::tags>},
      {.name = "updated", .label = "Updated", .help = "When its data last changed.",
       .kind = FieldKind::Clock, .closed = kUpdated, .bucket = updated},
      {.name = "product", .label = "Data product", .help = "The data product it is a part of.",
       .prefix = "XPRODUCT:", .slot = 19, .kind = FieldKind::Keyword, .values = all<&Asset::products>},
      {.name = "environment", .label = "Environment", .help = "Production, development and so on.",
       .prefix = "XENVIRONMENT:", .slot = 20, .kind = FieldKind::Keyword, .values = one<&Facts::environment>},
      {.name = "layer", .label = "Layer", .help = "How far it is refined: raw, processed or aggregated.",
       .prefix = "XLAYER:", .slot = 21, .kind = FieldKind::Ordinal, .closed = kLayer, .values = one<&Facts::layer>},
      {.name = "term", .label = "Glossary term", .help = "The business terms it is about.",
       .prefix = "XTERM:", .slot = 22, .kind = FieldKind::Keyword, .values = all<&Asset::terms>},
      {.name = "lifecycle", .label = "Lifecycle", .help = "Draft, in production or deprecated.",
       .prefix = "XLIFECYCLE:", .slot = 23, .kind = FieldKind::Ordinal,
       .closed = kLifecycle, .values = one<&Facts::lifecycle>},
      {.name = "source", .label = "Source", .help = "The source catalog that tells of it.",
       .prefix = "XSOURCE:", .slot = 24, .kind = FieldKind::Keyword, .values = source},
      {.name = "has", .label = "Has", .help = "Parts its record has; conflict: sources say different things of its owner, domain, "
               "sensitivity, criticality, certification or lifecycle.",
       .prefix = "XHAS:", .slot = 25, .kind = FieldKind::Keyword, .closed = kHas, .values = has},
      {.name = "missing", .label = "Missing", .help = "Parts its record lacks and one would expect.",
       .prefix = "XMISSING:", .slot = 26, .kind = FieldKind::Keyword, .closed = kParts, .values = missing},
      {.name = "within", .label = "Within", .help = "The domain, product, database or schema it lies in, by key.",
       .prefix = "XWITHIN:", .slot = 27, .kind = FieldKind::Keyword, .values = all<&Asset::within>},
  };
  // clang-format on
  return rows;
}

constexpr SortOrder kSortOrders[] = {
    {"relevance", "Best match"},        {"name", "Name"},      {"updated", "Data changed last"},
    {"changed", "Record changed last"}, {"used", "Most used"}, {"criticality", "Most critical"},
};

std::int64_t seconds(const std::optional<Time>& time) { return time ? time->time_since_epoch().count() : 0; }

}  // namespace

std::span<const Field> fields() { return table(); }

const Field* find_field(std::string_view name) {
  for (const Field& field : fields())
    if (field.name == name) return &field;
  return nullptr;
}

AssetTimes times_of(const Facts& facts) {
  return {.updated = seconds(facts.updated),
          .changed = seconds(facts.changed),
          .accessed = seconds(facts.accessed),
          .fresh_within = facts.fresh_within ? facts.fresh_within->count() : 0};
}

std::string_view field_value_label(const Field& field, std::string_view value) {
  for (const FieldValue& known : field.closed)
    if (known.value == value) return known.label;
  if (field.kind != FieldKind::Path) return value;
  const std::size_t slash = value.rfind('/');
  return slash == std::string_view::npos ? value : value.substr(slash + 1);
}

std::span<const SortOrder> sort_orders() { return kSortOrders; }

}  // namespace waymark

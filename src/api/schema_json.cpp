#include "waymark/index/changes.h"

#include "json.h"
#include "routes.h"

namespace waymark {
namespace {

struct SyntaxRow {
  std::string_view example;
  std::string_view text;
};

// Source: docs/query-syntax.md.
constexpr SyntaxRow kSyntax[] = {
    {"customer orders", "Things with both words; names count most, then columns, then descriptions."},
    {"\"order confirmed\"", "The words side by side, in this order."},
    {"orders -backup", "Orders, but nothing with the word backup."},
    {"sensitivity:confidential", "Things whose field has this value. The fields are listed below."},
    {"orders OR returns",
     "Things with either word. AND, OR and NOT are written in capitals; brackets group."},
    {"cust*", "Words that begin with these letters."},
    {"PROD.SALES.FCT_ORDERS", "The thing with this very name, before everything else."},
};

std::string_view kind_of(FieldKind kind) {
  switch (kind) {
    case FieldKind::Path:
      return "path";
    case FieldKind::Keyword:
      return "keyword";
    // What is worked out from times is a closed list like any other to who asks.
    case FieldKind::Ordinal:
    case FieldKind::Clock:
      return "ordinal";
  }
  return "keyword";
}

Json field_json(const Field& field) {
  Json json;
  json["name"] = field.name;
  json["label"] = field.label;
  json["help"] = field.help;
  json["kind"] = kind_of(field.kind);
  json["facet"] = field.facet;
  json["open"] = field.open;
  json["multiple"] = true;
  for (const FieldValue& value : field.closed) {
    Json one;
    one["value"] = value.value;
    one["label"] = value.label;
    set_given(one, "tone", value.tone);
    json["values"].push_back(std::move(one));
  }
  return json;
}

Json type_json(const TypeInfo& type) {
  Json json;
  json["value"] = type.name;
  json["label"] = type.label;
  json["plural"] = type.plural;
  json["letter"] = std::string(1, type.letter);
  return json;
}

Json schema_json() {
  Json json;
  for (const Field& field : fields()) json["fields"].push_back(field_json(field));
  for (const SortOrder& order : sort_orders())
    json["sorts"].push_back({{"value", order.name}, {"label", order.label}});
  for (const TypeInfo& type : asset_types()) json["types"].push_back(type_json(type));
  for (const ChangeKindInfo& kind : change_kinds())
    json["changes"].push_back({{"value", kind.name}, {"label", kind.label}});
  for (const SyntaxRow& row : kSyntax)
    json["syntax"].push_back({{"example", row.example}, {"text", row.text}});
  return json;
}

}  // namespace

Answer<ApiResponse> answer_schema(const Call&) { return json_answer(schema_json()); }

std::string schema_text() { return to_text(schema_json()); }

}  // namespace waymark

#include "type_family.h"

#include <algorithm>
#include <string>

#include "waymark/base/strings.h"

namespace waymark {
namespace {

struct TypeWord {
  std::string_view word;
  TypeFamily family;
};
// The one table of types: Snowflake, Glue and Hive, Spark (also by the names of its classes), Postgres,
// BigQuery, Redshift, Avro, JSON Schema and what other engines and contracts call theirs.
// Words that differ from engine to engine in meaning (variant, json, time, bit, tinyint(1)…) are left out:
// unknown.
constexpr TypeWord kWords[] = {
    {"string", TypeFamily::Text},
    {"varchar", TypeFamily::Text},
    {"nvarchar", TypeFamily::Text},
    {"char", TypeFamily::Text},
    {"nchar", TypeFamily::Text},
    {"character", TypeFamily::Text},
    {"text", TypeFamily::Text},
    {"clob", TypeFamily::Text},
    {"varchar2", TypeFamily::Text},
    {"uuid", TypeFamily::Text},
    {"enum", TypeFamily::Text},
    {"citext", TypeFamily::Text},
    {"bpchar", TypeFamily::Text},
    {"longtext", TypeFamily::Text},
    {"mediumtext", TypeFamily::Text},
    {"ntext", TypeFamily::Text},
    {"fixedstring", TypeFamily::Text},
    {"stringtype", TypeFamily::Text},
    {"varchartype", TypeFamily::Text},
    {"uniqueidentifier", TypeFamily::Text},
    {"int", TypeFamily::Integer},
    {"integer", TypeFamily::Integer},
    {"bigint", TypeFamily::Integer},
    {"smallint", TypeFamily::Integer},
    {"int2", TypeFamily::Integer},
    {"int4", TypeFamily::Integer},
    {"int8", TypeFamily::Integer},
    {"int16", TypeFamily::Integer},
    {"int32", TypeFamily::Integer},
    {"int64", TypeFamily::Integer},
    {"long", TypeFamily::Integer},
    {"short", TypeFamily::Integer},
    {"byteint", TypeFamily::Integer},
    {"mediumint", TypeFamily::Integer},
    {"serial", TypeFamily::Integer},
    {"bigserial", TypeFamily::Integer},
    {"smallserial", TypeFamily::Integer},
    {"hugeint", TypeFamily::Integer},
    {"uint8", TypeFamily::Integer},
    {"uint16", TypeFamily::Integer},
    {"uint32", TypeFamily::Integer},
    {"uint64", TypeFamily::Integer},
    {"integertype", TypeFamily::Integer},
    {"longtype", TypeFamily::Integer},
    {"shorttype", TypeFamily::Integer},
    {"bytetype", TypeFamily::Integer},
    {"decimal", TypeFamily::Decimal},
    {"numeric", TypeFamily::Decimal},
    {"number", TypeFamily::Decimal},
    {"bignumeric", TypeFamily::Decimal},
    {"bigdecimal", TypeFamily::Decimal},
    {"decimaltype", TypeFamily::Decimal},
    {"money", TypeFamily::Decimal},
    {"float", TypeFamily::Float},
    {"double", TypeFamily::Float},
    {"real", TypeFamily::Float},
    {"float4", TypeFamily::Float},
    {"float8", TypeFamily::Float},
    {"float32", TypeFamily::Float},
    {"float64", TypeFamily::Float},
    {"floattype", TypeFamily::Float},
    {"doubletype", TypeFamily::Float},
    {"boolean", TypeFamily::Boolean},
    {"bool", TypeFamily::Boolean},
    {"booleantype", TypeFamily::Boolean},
    {"date", TypeFamily::Date},
    {"datetype", TypeFamily::Date},
    {"timestamp", TypeFamily::Timestamp},
    {"timestamp_ntz", TypeFamily::Timestamp},
    {"timestamp_ltz", TypeFamily::Timestamp},
    {"timestamp_tz", TypeFamily::Timestamp},
    {"timestamptz", TypeFamily::Timestamp},
    {"datetime", TypeFamily::Timestamp},
    {"datetime2", TypeFamily::Timestamp},
    {"datetime64", TypeFamily::Timestamp},
    {"datetimeoffset", TypeFamily::Timestamp},
    {"local", TypeFamily::Timestamp},  // Of Avro: "local-timestamp-millis".
    {"timestamptype", TypeFamily::Timestamp},
    {"timestampntztype", TypeFamily::Timestamp},
    {"binary", TypeFamily::Binary},
    {"varbinary", TypeFamily::Binary},
    {"bytes", TypeFamily::Binary},
    {"blob", TypeFamily::Binary},
    {"bytea", TypeFamily::Binary},
    {"varbyte", TypeFamily::Binary},
    {"binarytype", TypeFamily::Binary},
    {"struct", TypeFamily::Nested},
    {"record", TypeFamily::Nested},
    {"array", TypeFamily::Nested},
    {"map", TypeFamily::Nested},
    {"object", TypeFamily::Nested},
    {"row", TypeFamily::Nested},
    {"structtype", TypeFamily::Nested},
    {"arraytype", TypeFamily::Nested},
    {"maptype", TypeFamily::Nested},
};

bool is_number(TypeFamily family) {
  return family == TypeFamily::Integer || family == TypeFamily::Decimal || family == TypeFamily::Float;
}

// Whole numbers are often kept as decimals without places: NUMBER(38,0).
bool holds_fractions(std::string_view type) {
  if (type_family(type) == TypeFamily::Float) return true;
  const std::size_t comma = type.find(',');
  const std::size_t close = type.find(')', comma);
  if (comma == std::string_view::npos || close == std::string_view::npos) return false;
  const std::string_view places = trim(type.substr(comma + 1, close - comma - 1));
  return !places.empty() && places != "0";
}

}  // namespace

TypeFamily type_family(std::string_view type) {
  const std::string text = lower(trim(type));
  if (text == "tinyint(1)") return TypeFamily::Unknown;  // How some engines write a boolean.
  if (text.ends_with("[]")) return TypeFamily::Nested;
  const std::size_t end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_0123456789");
  const std::string_view word = std::string_view(text).substr(0, end);
  for (const TypeWord& known : kWords)
    if (known.word == word) return known.family;
  return TypeFamily::Unknown;
}

std::string_view name_of(TypeFamily family) {
  switch (family) {
    case TypeFamily::Unknown:
      return "unknown";
    case TypeFamily::Text:
      return "text";
    case TypeFamily::Integer:
      return "integer";
    case TypeFamily::Decimal:
      return "decimal";
    case TypeFamily::Float:
      return "float";
    case TypeFamily::Boolean:
      return "boolean";
    case TypeFamily::Date:
      return "date";
    case TypeFamily::Timestamp:
      return "timestamp";
    case TypeFamily::Binary:
      return "binary";
    case TypeFamily::Nested:
      return "nested";
  }
  return "unknown";
}

bool plainly_differ(std::string_view promised, std::string_view actual) {
  const TypeFamily wanted = type_family(promised), found = type_family(actual);
  if (wanted == TypeFamily::Unknown || found == TypeFamily::Unknown || wanted == found) return false;
  if (is_number(wanted) && is_number(found)) return wanted == TypeFamily::Integer && holds_fractions(actual);
  // Contracts of older standards have no word for a moment and write "date".
  return !(wanted == TypeFamily::Date && found == TypeFamily::Timestamp);
}

}  // namespace waymark

// type_family.h - whether two types of columns plainly mean different things.
#pragma once

#include <string_view>

namespace waymark {

enum class TypeFamily { Unknown, Text, Integer, Decimal, Float, Boolean, Date, Timestamp, Binary, Nested };

// Of a type as any engine or contract writes it: "NUMBER(38,0)", "varchar(20)", "array<string>",
// "timestamp_ntz".
TypeFamily type_family(std::string_view type);
std::string_view name_of(TypeFamily family);

// Only what nobody would call the same: text and a number, a day and a nested value. Unknown words never
// differ.
bool plainly_differ(std::string_view promised, std::string_view actual);

}  // namespace waymark

// terms.h - how values become terms of the index, for who writes and who looks up.
#pragma once

#include <string>
#include <string_view>

#include "waymark/model/fields.h"

namespace waymark {

// Of a field's value: prefix and folded value. Values are compared without case.
std::string field_term(const Field& field, std::string_view value);
std::string exact_term(std::string_view squashed_name);  // kExactPrefix
std::string key_term(std::string_view key);              // kKeyPrefix
std::string ref_term(std::string_view id);               // kRefPrefix; compared without case

}  // namespace waymark

// base64.h - base64 as it stands inside exports (RFC 4648, standard or URL alphabet, padding optional).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace waymark {

std::optional<std::string> decode_base64(std::string_view text);  // Line breaks are skipped.

}  // namespace waymark

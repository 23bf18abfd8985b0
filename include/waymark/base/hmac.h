// hmac.h - keyed digests (RFC 2104) and comparing them; base64 (RFC 4648), strict.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "waymark/base/hash.h"

namespace waymark {

Digest hmac_sha256(std::string_view key, std::string_view message);

// Takes the same time wherever the two differ; only their lengths can be learnt.
bool same_secret(std::string_view a, std::string_view b);

std::string to_base64(std::string_view bytes);
// With padding, and nothing that another spelling of the same bytes could have; empty otherwise.
std::optional<std::string> from_base64(std::string_view text);

// The bytes of a digest, for what takes text.
inline std::string_view bytes_of(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

}  // namespace waymark

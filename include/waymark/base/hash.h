// hash.h - digests. SHA-256 is OpenSSL's; base32 is RFC 4648, lower case, no padding.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace waymark {

using Digest = std::array<std::uint8_t, 32>;

Digest sha256(std::string_view bytes);
std::string to_hex(const Digest& digest);
// The first 5 * `characters` bits of the digest, 1 to 51 characters.
std::string base32_prefix(const Digest& digest, std::size_t characters);

// SHA-256 fed piece by piece.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;
  void update(std::string_view bytes);
  Digest finish();

 private:
  void* context_;
};

}  // namespace waymark

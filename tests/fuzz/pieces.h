// pieces.h - the bytes of a fuzz input cut at places that depend on them only, so that a finding repeats.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace waymark::fuzz {

inline std::vector<std::string> pieces_of(const std::string& bytes) {
  std::vector<std::string> pieces;
  std::uint32_t state = static_cast<std::uint32_t>(bytes.size()) * 2654435761u + 1;
  for (std::size_t at = 0; at < bytes.size(); at += pieces.back().size()) {
    state = state * 1664525u + 1013904223u + static_cast<unsigned char>(bytes[at]);
    pieces.push_back(bytes.substr(at, 1 + (state >> 16) % 7));
  }
  return pieces;
}

}  // namespace waymark::fuzz

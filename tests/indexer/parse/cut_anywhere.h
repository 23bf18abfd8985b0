// cut_anywhere.h - a text in pieces as a stream may deliver it: cut at random places, also inside characters.
#pragma once

#include <random>
#include <string>
#include <vector>

namespace waymark {

// `longest` small makes nearly every token cross a border.
inline std::vector<std::string> cut_anywhere(const std::string& text, unsigned seed, std::size_t longest) {
  std::mt19937 random(seed);
  std::uniform_int_distribution<std::size_t> length(1, longest);
  std::vector<std::string> pieces;
  for (std::size_t at = 0; at < text.size();) {
    pieces.push_back(text.substr(at, length(random)));
    at += pieces.back().size();
  }
  return pieces;
}

}  // namespace waymark

// text_fields.h - which texts of an asset are searched, and how much a match in each is worth.
//
// The index writer counts terms over these fields; answers walk them again to say where a hit matched. One
// term space serves all fields: a term's count is the sum over fields of weight times occurrences, so that
// one saturation covers them all (BM25F; docs/ranking.md). Weights follow what catalogs agree on: name >>
// path ~ tags > columns > description.
#pragma once

#include <functional>
#include <span>
#include <string_view>

#include "waymark/model/asset.h"
#include "waymark/text/analyzer.h"

namespace waymark {

// `detail` tells repeated texts of a field apart: the path of a column.
using TextVisitor = std::function<void(std::string_view text, std::string_view detail)>;

struct TextField {
  std::string_view name;   // "column_description": in explanations and reasons.
  std::string_view label;  // "column description": in words.
  double weight;           // Of one occurrence, name = 10.
  TextKind kind;
  bool phrases;  // Positions are kept: phrases can match in it.
  void (*texts)(const Asset&, const TextVisitor&);
};

std::span<const TextField> text_fields();

}  // namespace waymark

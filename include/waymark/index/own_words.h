// own_words.h - the words an asset uses about itself, in its description, path, domain, products, tags and
// terms.
//
// They help to cut its glued names where no list has them: ACMEWIDGETS of the database acme. An asset's own
// words and nobody else's, so that a document depends on its asset alone: adding one asset changes no other,
// whoever may see it.
#pragma once

#include <string>
#include <unordered_set>

#include "waymark/model/asset.h"
#include "waymark/text/analyzer.h"

namespace waymark {

// Gathered when first asked for. Threads: one at a time. Asset and analyzer must outlive it.
class OwnWords {
 public:
  OwnWords(const Asset& asset, const Analyzer& analyzer);
  OwnWords(const OwnWords&) = delete;
  OwnWords& operator=(const OwnWords&) = delete;

  const KnowsWord* knows() const { return &knows_; }

  // The tokens of one of the asset's texts.
  std::vector<Token> analyze(std::string_view text, TextKind kind) const;

 private:
  void gather();
  void take(std::string_view text);

  const Asset& asset_;
  const Analyzer& analyzer_;
  bool gathered_ = false;
  std::unordered_set<std::string> words_;
  KnowsWord knows_;
};

// Whether a list leaves open what some part of a name is.
bool has_strange_parts(const std::vector<Token>& tokens);

}  // namespace waymark

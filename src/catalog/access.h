// access.h - access classes: what is stricter, who may read, and how many there may be
// (docs/architecture.md).
#pragma once

#include <span>
#include <vector>

#include "waymark/catalog/derive.h"

#include "notes.h"

namespace waymark {

// The class of those who may read both: the higher level, and groups whose holders are in both.
AccessClass stricter(const AccessClass& a, const AccessClass& b);

// The classes of everything that names a thing, reduced to one that all its readers share with at least one
// of them.
class WidestClass {
 public:
  void add(const AccessClass& one);
  bool empty() const { return minimal_.empty(); }
  AccessClass pick() const;

 private:
  std::vector<AccessClass> minimal_;  // None covers another.
};

// Joins the smallest classes until at most kMaxClasses are left.
void limit_classes(std::span<Asset> assets, NoteBook& notes);

}  // namespace waymark

// owner_conflict.h - sources that name different people for one thing.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "identity.h"

namespace waymark {

struct OwnersSaid {
  std::string source;
  std::vector<Owner> owners;  // Those that answer for it.
};

// What each source says, where two of them have nobody in common; otherwise without values. A person is the
// same by id, mail or name, and by a name that is the mail's: "Ana Lima" and ana.lima@example.com.
FieldHistory owner_conflict(std::span<const OwnersSaid> said, const Identity& identity);

}  // namespace waymark

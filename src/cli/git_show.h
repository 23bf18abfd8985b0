// git_show.h - a file as it stands on disk or in a revision: "contracts/orders.yaml",
// "main:contracts/orders.yaml".
#pragma once

#include <string>

#include "waymark/base/result.h"

namespace waymark {

// What exists on disk is meant as a file, whatever its name. Of a revision, the path counts from the top of
// the repository, or from the working folder when it begins with "./".
Result<std::string> text_of(const std::string& file_or_revision);

}  // namespace waymark

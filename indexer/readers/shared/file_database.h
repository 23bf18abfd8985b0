// file_database.h - answers that do not say which database they are about: the name of the file must.
#pragma once

#include <string>

#include "waymark/readers/reader.h"

namespace waymark {

// "dev.tables.json" -> "dev"; "" when the name has no part before its ending.
std::string database_of_file(const Export& file);

}  // namespace waymark

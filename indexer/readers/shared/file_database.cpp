#include "shared/file_database.h"

namespace waymark {

std::string database_of_file(const Export& file) {
  std::string name = file.shape.file_name;
  for (const std::string_view ending : {".gz", ".json", ".ndjson", ".jsonl"})
    if (name.ends_with(ending)) name.erase(name.size() - ending.size());
  const std::size_t dot = name.find('.');
  return dot == std::string::npos ? std::string() : name.substr(0, dot);
}

}  // namespace waymark

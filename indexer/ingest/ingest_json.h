// ingest_json.h - what ingest keeps as JSON: readings beside fragments, the ledger of the cache, the report.
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "waymark/ingest/ingest.h"

#include "read_export.h"

namespace waymark {

using nlohmann::json;
using nlohmann::ordered_json;

// Everything of the report is in its JSON, and comes back from it. What has another shape reads as missing.
ordered_json file_to_json(const FileReport& report);
FileReport file_from_json(const json& from);
ordered_json source_to_json(const SourceReport& report);

json stamp_to_json(const FileStamp& stamp);
FileStamp stamp_from_json(const json& from);

std::string reading_to_json(const Reading& reading);
Result<Reading> reading_from_json(std::string_view text);

// One line: exports hold bytes that are no UTF-8.
std::string on_one_line(const ordered_json& value);

// Members that are missing or of another type give the default.
template <typename T>
T member(const json& from, const char* name, T otherwise = {}) {
  const auto found = from.find(name);
  if (found == from.end()) return otherwise;
  if constexpr (std::is_same_v<T, std::string>)
    return found->is_string() ? found->get<std::string>() : otherwise;
  else if constexpr (std::is_same_v<T, bool>)
    return found->is_boolean() ? found->get<bool>() : otherwise;
  else
    return found->is_number() ? found->get<T>() : otherwise;
}

}  // namespace waymark

#include "readable_name.h"

#include <algorithm>

#include "waymark/base/strings.h"
#include "waymark/model/keys.h"

namespace waymark {
namespace {

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

// Uuids, hashes and the like: long, hexadecimal, and with digits in it.
bool says_nothing(std::string_view name) {
  const auto digits = std::count_if(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
  const auto hex = std::count_if(name.begin(), name.end(), [](char c) { return is_hex(c) || c == '-'; });
  return name.size() >= 16 && hex == static_cast<std::ptrdiff_t>(name.size()) && digits > 0;
}

std::optional<AssetType> type_of_urn(std::string_view kind) {
  if (kind == "dataset") return AssetType::Table;
  return parse_type(kind);
}

// "urn:li:kind:(urn:li:dataPlatform:platform,name,ENV)" or "urn:li:kind:name" or "urn:li:kind:(tool,name)".
ReadableId read_urn(std::string_view id) {
  ReadableId read;
  const std::vector<std::string> parts = split(id, ':');
  if (parts.size() > 2) read.type = type_of_urn(parts[2]);
  const std::size_t open = id.find('(');
  if (open == std::string_view::npos) {
    read.name = parts.back();
    return read;
  }
  std::string_view inside = id.substr(open + 1);
  if (inside.ends_with(')')) inside.remove_suffix(1);
  const std::size_t comma = inside.find(',');
  if (comma == std::string_view::npos)
    return {.name = std::string(inside), .platform = {}, .type = read.type};
  std::string_view platform = inside.substr(0, comma);
  if (const std::size_t colon = platform.rfind(':'); colon != std::string_view::npos)
    platform.remove_prefix(colon + 1);
  std::string_view name = inside.substr(comma + 1);
  if (inside.starts_with("urn:li:dataPlatform:"))
    if (const std::size_t environment = name.rfind(','); environment != std::string_view::npos)
      name = name.substr(0, environment);
  read.platform = normal_platform(platform);
  read.name = name;
  return read;
}

// "dbt:folder:model.project.orders"
ReadableId read_dbt(std::string_view id) {
  const std::string_view unique = id.substr(id.rfind(':') + 1);
  const std::vector<std::string> words = split(unique, '.');
  if (words.size() < 3) return {};
  return {.name = words.back(), .platform = {}, .type = parse_type(words.front())};
}

}  // namespace

ReadableId readable_id(std::string_view id) {
  ReadableId read;
  if (id.starts_with("urn:li:")) {
    read = read_urn(id);
  } else if (id.starts_with("dbt:")) {
    read = read_dbt(id);
  } else if (const std::size_t end = id.find_last_of(":/"); end != std::string_view::npos) {
    read.name = id.substr(end + 1);
  } else {
    read.name = id;
  }
  if (says_nothing(read.name)) read.name.clear();
  return read;
}

}  // namespace waymark

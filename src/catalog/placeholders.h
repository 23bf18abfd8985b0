// placeholders.h - {database}, {instance}, {folder1}… in rules and link templates.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/model/asset.h"

namespace waymark {

// What a placeholder may stand for. Views into whatever the caller holds.
struct PlaceholderSource {
  const Asset& asset;
  std::span<const std::string> parts;  // Of the physical name.
  std::string_view file;               // The export it came from, for {folder1}.
};

std::vector<std::string> placeholders_in(std::string_view text);  // Names without braces.
bool is_placeholder(std::string_view name);
std::vector<std::string> placeholder_names();

// Parts of a physical name: of two parts the first is database and schema alike.
std::string_view database_of(AssetType type, std::span<const std::string> parts);
std::string_view schema_of(AssetType type, std::span<const std::string> parts);

// `text` with every placeholder replaced by `change(its value)`; nothing when one of them has no value.
std::optional<std::string> fill_placeholders(std::string_view text, const PlaceholderSource& source,
                                             const std::function<std::string(std::string)>& change);

}  // namespace waymark

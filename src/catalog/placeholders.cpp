#include "placeholders.h"

#include "waymark/base/strings.h"

namespace waymark {
namespace {

constexpr std::size_t kFolders = 9;

std::string folder_at(std::string_view file, std::size_t number) {
  std::vector<std::string> names = split_words(file, '/');
  return number < names.size() ? names[number - 1] : std::string();  // The last one is the file itself.
}

struct Placeholder {
  std::string_view name;
  std::string (*value)(const PlaceholderSource& source);
};
constexpr Placeholder kPlaceholders[] = {
    {"platform", [](const PlaceholderSource& s) { return s.asset.platform; }},
    {"instance", [](const PlaceholderSource& s) { return s.asset.instance; }},
    {"database", [](const PlaceholderSource& s) { return std::string(database_of(s.asset.type, s.parts)); }},
    {"schema", [](const PlaceholderSource& s) { return std::string(schema_of(s.asset.type, s.parts)); }},
    {"name", [](const PlaceholderSource& s) { return s.asset.name; }},
    {"qualified_name", [](const PlaceholderSource& s) { return s.asset.qualified_name; }},
    {"environment", [](const PlaceholderSource& s) { return s.asset.environment; }},
    {"source",
     [](const PlaceholderSource& s) {
       return s.asset.sources.empty() ? "" : s.asset.sources.front().source;
     }},
};

std::size_t folder_number(std::string_view name) {
  if (name.size() != 7 || !name.starts_with("folder")) return 0;
  const char digit = name.back();
  return digit >= '1' && digit <= '9' ? static_cast<std::size_t>(digit - '0') : 0;
}

std::string value_of(std::string_view name, const PlaceholderSource& source) {
  if (const std::size_t number = folder_number(name); number > 0) return folder_at(source.file, number);
  for (const Placeholder& known : kPlaceholders)
    if (known.name == name) return known.value(source);
  return {};
}

}  // namespace

std::string_view database_of(AssetType type, std::span<const std::string> parts) {
  if (type == AssetType::Container) return parts.empty() ? std::string_view() : parts.front();
  if (parts.size() < 2) return {};
  return parts.size() == 2 ? parts[0] : parts[parts.size() - 3];
}

std::string_view schema_of(AssetType type, std::span<const std::string> parts) {
  if (type == AssetType::Container) return parts.size() < 2 ? std::string_view() : parts[1];
  return parts.size() < 2 ? std::string_view() : parts[parts.size() - 2];
}

bool is_placeholder(std::string_view name) {
  if (folder_number(name) > 0) return true;
  for (const Placeholder& known : kPlaceholders)
    if (known.name == name) return true;
  return false;
}

std::vector<std::string> placeholder_names() {
  std::vector<std::string> names;
  for (const Placeholder& known : kPlaceholders) names.emplace_back(known.name);
  for (std::size_t i = 1; i <= kFolders; ++i) names.push_back("folder" + std::to_string(i));
  return names;
}

std::vector<std::string> placeholders_in(std::string_view text) {
  std::vector<std::string> names;
  for (std::size_t open = text.find('{'); open != std::string_view::npos; open = text.find('{', open + 1))
    if (const std::size_t close = text.find('}', open); close != std::string_view::npos)
      names.emplace_back(text.substr(open + 1, close - open - 1));
  return names;
}

std::optional<std::string> fill_placeholders(std::string_view text, const PlaceholderSource& source,
                                             const std::function<std::string(std::string)>& change) {
  std::string out;
  std::size_t start = 0;
  for (std::size_t open; (open = text.find('{', start)) != std::string_view::npos;) {
    const std::size_t close = text.find('}', open);
    if (close == std::string_view::npos) break;
    std::string value = value_of(text.substr(open + 1, close - open - 1), source);
    if (value.empty()) return std::nullopt;
    out.append(text.substr(start, open - start)).append(change(std::move(value)));
    start = close + 1;
  }
  out.append(text.substr(start));
  return out;
}

}  // namespace waymark

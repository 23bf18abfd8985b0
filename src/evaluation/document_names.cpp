#include <optional>
#include <set>

#include "waymark/base/strings.h"
#include "waymark/evaluation/evaluation.h"
#include "waymark/model/keys.h"
#include "waymark/text/analyzer.h"

namespace waymark {
namespace {

// How the reader of Waymark JSON lines marks the ids of lines.
constexpr std::string_view kLineId = "waymark:";
// More assets of one name than this are as good as many.
constexpr std::size_t kMostNamesakes = 50;

// Columns of TREC files are parted by blanks.
std::string without_blanks(std::string text) {
  for (char& c : text)
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') c = '-';
  return text;
}

bool is_called(const Asset& asset, const std::string& squashed) {
  for (const std::string& name : {asset.name, asset.title, asset.qualified_name})
    if (!name.empty() && squash(name) == squashed) return true;
  return false;
}

// "type:name", "platform:name" or a name, taken apart.
struct Called {
  std::optional<AssetType> type;
  std::string platform;  // Its family.
  std::string name;
};

Called read_reference(const std::string& reference) {
  const std::size_t colon = reference.find(':');
  if (colon == std::string::npos) return {.name = reference};
  const std::string before = reference.substr(0, colon);
  if (const auto type = parse_type(before)) return {.type = type, .name = reference.substr(colon + 1)};
  return {.platform = platform_family(before), .name = reference.substr(colon + 1)};
}

// The assets a name may mean.
Result<std::set<std::string>> namesakes(const Viewer& viewer, const std::string& reference) {
  const Called called = read_reference(reference);
  SearchRequest request;
  request.text = called.name;
  request.limit = kMostNamesakes;
  request.spell = Spell::Off;
  if (called.type)
    request.filters.push_back({find_field("type"), {std::string(info(*called.type).name)}, false});
  const auto found = viewer.search(request);
  if (!found) return fail(found.error());
  const std::string squashed = squash(called.name);
  std::set<std::string> keys;
  for (const Hit& hit : found->hits)
    if (is_called(hit.asset, squashed) &&
        (called.platform.empty() || platform_family(hit.asset.platform) == called.platform))
      keys.insert(hit.asset.key);
  return keys;
}

Result<std::set<std::string>> assets_of(const Viewer& viewer, const std::string& reference) {
  const auto key = viewer.resolve(reference);
  if (!key) return fail(key.error());
  if (!key->empty()) return std::set<std::string>{*key};
  return namesakes(viewer, reference);
}

}  // namespace

DocumentNames DocumentNames::of_lines() {
  DocumentNames names;
  names.lines_ = true;
  return names;
}

Result<DocumentNames> DocumentNames::resolve(const Viewer& viewer, const Judgements& judgements) {
  std::set<std::string> references;
  for (const auto& [query, grades] : judgements)
    for (const auto& [document, grade] : grades) references.insert(document);
  DocumentNames names;
  for (const std::string& reference : references) {
    const auto keys = assets_of(viewer, reference);
    if (!keys) return fail("resolving \"" + reference + "\"", keys.error());
    if (keys->size() == 1)
      names.by_key_.emplace(*keys->begin(), reference);
    else
      names.unresolved_.push_back({reference, keys->size()});
  }
  return names;
}

std::vector<std::string> DocumentNames::of(const Asset& asset) const {
  std::vector<std::string> names;
  if (lines_)
    for (const SourceNote& note : asset.sources)
      if (note.ref.starts_with(kLineId)) names.push_back(without_blanks(note.ref.substr(kLineId.size())));
  const auto [first, last] = by_key_.equal_range(asset.key);
  for (auto at = first; at != last; ++at) names.push_back(at->second);
  if (names.empty()) names.push_back(asset.key);
  return names;
}

std::string readable_reference(const Asset& asset) {
  const bool in_a_system =
      !asset.platform.empty() && !asset.qualified_name.empty() && info(asset.type).letter != 'r';
  const std::string before = in_a_system ? asset.platform : std::string(info(asset.type).name);
  std::string name(display_name(asset));
  if (in_a_system || asset.type == AssetType::Domain) name = asset.qualified_name;
  return without_blanks(before + ":" + lower(replace_all(name, "\"", "")));
}

}  // namespace waymark

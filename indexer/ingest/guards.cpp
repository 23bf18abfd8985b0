#include "guards.h"

#include <algorithm>

#include "waymark/base/files.h"
#include "waymark/base/strings.h"

namespace waymark {
namespace {

std::string counted(std::uint64_t assets) {
  return std::to_string(assets) + (assets == 1 ? " asset" : " assets");
}

// Why the source may not go on like this, or "".
std::string objection(const SourceSummary& before, const SourceReport* now) {
  const std::string had = "source \"" + before.name + "\" had " + counted(before.assets);
  if (now == nullptr || now->files == 0) {
    if (now != nullptr && now->assets * 2 >= before.assets)
      return {};  // An event feed lives on without its files.
    return had + " and is not there any more" +
           (now == nullptr || now->problem.empty() ? "" : " (" + now->problem + ")");
  }
  if (now->assets == 0) return had + " and its exports hold none now";
  if (now->assets * 2 < before.assets)
    return had + " and its exports hold only " + std::to_string(now->assets) + " now";
  return {};
}

}  // namespace

std::vector<Refusal> check_shrink(const std::vector<SourceSummary>& before,
                                  const std::vector<SourceReport>& now, const Allowed& allowed) {
  std::vector<Refusal> refused;
  for (const SourceSummary& source : before) {
    if (source.assets == 0 || allowed.every ||
        std::find(allowed.sources.begin(), allowed.sources.end(), source.name) != allowed.sources.end())
      continue;
    const auto found = std::find_if(now.begin(), now.end(),
                                    [&](const SourceReport& one) { return one.name == source.name; });
    const SourceReport* same = found == now.end() ? nullptr : &*found;
    if (std::string text = objection(source, same); !text.empty())
      refused.push_back({source.name, source.assets, same == nullptr ? 0 : same->assets, std::move(text)});
  }
  return refused;
}

std::vector<SourceSummary> published_sources(const std::filesystem::path& index) {
  const std::vector<std::string> words = split_words(current_line(index), ' ');
  if (words.empty()) return {};
  const auto text = read_file(index / words.front() / "manifest.json");
  if (!text) return {};
  auto manifest = manifest_from_json(*text);
  return manifest ? std::move(manifest->sources) : std::vector<SourceSummary>();
}

}  // namespace waymark

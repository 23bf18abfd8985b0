#include <nlohmann/json.hpp>

#include "waymark/index/generation.h"

namespace waymark {
namespace {

using nlohmann::ordered_json;

ordered_json to_json(const ShardInfo& shard) {
  return {{"name", shard.name},
          {"level", shard.access.level},
          {"groups", shard.access.groups},
          {"documents", shard.documents},
          {"compact_bytes", shard.compact_bytes}};
}

ordered_json to_json(const ClassInfo& info) {
  return {{"level", info.access.level},
          {"groups", info.access.groups},
          {"documents", info.documents},
          {"content", info.content}};
}

ordered_json to_json(const SourceSummary& source) {
  ordered_json out{{"name", source.name},
                   {"formats", source.formats},
                   {"files", source.files},
                   {"assets", source.assets},
                   {"problems", source.problems}};
  if (source.seen_at) out["seen_at"] = format_time(*source.seen_at);
  return out;
}

ordered_json to_json(const WordSettings& words) {
  return {{"language", words.language}, {"equal", words.equal}, {"short_for", words.short_for}};
}

WordSettings words_from(const ordered_json& in) {
  WordSettings words;
  words.language = in.at("language");
  words.equal = in.at("equal").get<std::vector<std::vector<std::string>>>();
  words.short_for = in.at("short_for").get<std::vector<std::pair<std::string, std::string>>>();
  return words;
}

AccessClass access_from(const ordered_json& in) {
  return {in.at("level").get<std::uint8_t>(), in.at("groups").get<std::vector<std::string>>(), ""};
}

ShardInfo shard_from(const ordered_json& in) {
  ShardInfo shard;
  shard.name = in.at("name");
  shard.access = access_from(in);
  shard.documents = in.at("documents");
  shard.compact_bytes = in.at("compact_bytes");
  return shard;
}

SourceSummary source_from(const ordered_json& in) {
  SourceSummary source;
  source.name = in.at("name");
  source.formats = in.at("formats").get<std::vector<std::string>>();
  source.files = in.at("files");
  source.assets = in.at("assets");
  source.problems = in.at("problems");
  if (in.contains("seen_at")) source.seen_at = parse_time(in.at("seen_at").get<std::string>());
  return source;
}

}  // namespace

std::string manifest_to_json(const Manifest& manifest) {
  ordered_json out{{"format", manifest.format},   {"id", manifest.id},
                   {"tool", manifest.tool},       {"published_at", format_time(manifest.published_at)},
                   {"content", manifest.content}, {"recipe", manifest.recipe},
                   {"policy", manifest.policy},   {"levels", manifest.levels}};
  out["words"] = to_json(manifest.words);
  if (!manifest.previous.empty()) out["previous"] = manifest.previous;
  if (manifest.clock) out["clock"] = format_time(*manifest.clock);
  for (const char* list : {"classes", "shards", "sources", "files"}) out[list] = ordered_json::array();
  for (const ClassInfo& info : manifest.classes) out["classes"].push_back(to_json(info));
  for (const ShardInfo& shard : manifest.shards) out["shards"].push_back(to_json(shard));
  for (const SourceSummary& source : manifest.sources) out["sources"].push_back(to_json(source));
  for (const FileInfo& file : manifest.files)
    out["files"].push_back({{"path", file.path}, {"size", file.size}, {"sha256", file.sha256}});
  return out.dump(1) + "\n";
}

Result<Manifest> manifest_from_json(std::string_view text) {
  try {
    const auto in = ordered_json::parse(text);
    Manifest manifest;
    manifest.format = in.at("format");
    if (manifest.format != kIndexFormat)
      return fail(ErrorCode::Unavailable, "index format " + std::to_string(manifest.format) + " is not the " +
                                              std::to_string(kIndexFormat) +
                                              " this program reads: index again with it");
    manifest.id = in.at("id");
    manifest.tool = in.at("tool");
    manifest.published_at = parse_time(in.at("published_at").get<std::string>()).value_or(Time{});
    manifest.content = in.at("content");
    manifest.recipe = in.at("recipe");
    manifest.previous = in.value("previous", "");
    manifest.policy = in.at("policy");
    manifest.words = words_from(in.at("words"));
    manifest.levels = in.at("levels").get<std::vector<std::string>>();
    if (in.contains("clock")) manifest.clock = parse_time(in.at("clock").get<std::string>());
    for (const auto& one : in.at("classes"))
      manifest.classes.push_back({access_from(one), one.at("documents"), one.at("content")});
    for (const auto& shard : in.at("shards")) manifest.shards.push_back(shard_from(shard));
    for (const auto& source : in.at("sources")) manifest.sources.push_back(source_from(source));
    for (const auto& file : in.at("files"))
      manifest.files.push_back({file.at("path"), file.at("size"), file.at("sha256")});
    return manifest;
  } catch (const nlohmann::json::exception& error) {
    return fail(ErrorCode::Unreadable, std::string("manifest: ") + error.what());
  }
}

}  // namespace waymark

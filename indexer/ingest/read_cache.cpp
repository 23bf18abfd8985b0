#include "read_cache.h"

#include <set>

#include "waymark/base/files.h"
#include "waymark/base/hash.h"
#include "waymark/base/strings.h"
#include "waymark/model/fragment_bytes.h"

#include "ingest_json.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

constexpr int kLedgerFormat = 1;
constexpr const char* kLedger = "ledger";

ordered_json entry_to_json(const CacheEntry& entry) {
  ordered_json out{{"key", entry.key},
                   {"report", file_to_json(entry.last.report)},
                   {"stamp", stamp_to_json(entry.last.stamp)},
                   {"settled", entry.last.settled},
                   {"digest", entry.last.digest},
                   {"try_again", entry.last.try_again},
                   {"settings", entry.settings},
                   {"program", entry.program},
                   {"fragments", entry.fragments},
                   {"whole", entry.whole}};
  if (entry.read_at) out["read_at"] = format_time(*entry.read_at);
  return out;
}

bool is_plain_name(const std::string& name) {
  return name.find('/') == std::string::npos && !name.starts_with('.');
}

std::optional<CacheEntry> entry_from_json(std::string_view line) {
  auto reading = reading_from_json(line);
  const json from = json::parse(line, nullptr, false);
  if (!reading || !from.is_object()) return std::nullopt;
  CacheEntry entry;
  entry.last = std::move(*reading);
  entry.key = member<std::string>(from, "key");
  entry.settings = member<std::string>(from, "settings");
  entry.program = member<std::string>(from, "program");
  entry.fragments = member<std::string>(from, "fragments");
  entry.whole = member<bool>(from, "whole");
  entry.read_at = parse_time(member<std::string>(from, "read_at"));
  if (!is_plain_name(entry.fragments)) return std::nullopt;
  return entry;
}

}  // namespace

ReadCache ReadCache::open(const fs::path& folder) {
  ReadCache cache;
  cache.folder_ = folder;
  const auto text = read_file(folder / kLedger);
  if (!text) return cache;
  std::string_view rest = *text;
  for (bool first = true; !rest.empty(); first = false) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    if (first) {
      const json head = json::parse(line, nullptr, false);
      if (!head.is_object() || member<int>(head, "format") != kLedgerFormat) return cache;
      cache.published_ = member<std::string>(head, "published");
    } else if (auto entry = entry_from_json(line)) {
      std::string key = entry->key;
      cache.entries_.emplace(std::move(key), std::move(*entry));
    }
  }
  return cache;
}

const CacheEntry* ReadCache::find(const std::string& key) const {
  const auto found = entries_.find(key);
  return found == entries_.end() ? nullptr : &found->second;
}

bool ReadCache::intact(const CacheEntry& entry) const {
  return !entry.fragments.empty() &&
         FragmentFile::open(fragments_of(entry), FragmentCheck::Everything).has_value();
}

Status ReadCache::save(std::vector<CacheEntry> entries, std::string published) {
  published_ = std::move(published);
  entries_.clear();
  std::string text = on_one_line({{"format", kLedgerFormat}, {"published", published_}}) + "\n";
  for (CacheEntry& entry : entries) {
    text += on_one_line(entry_to_json(entry)) + "\n";
    std::string key = entry.key;
    entries_.emplace(std::move(key), std::move(entry));
  }
  return write_file_durably(folder_ / kLedger, text);
}

void ReadCache::remove_unnamed() const {
  std::set<std::string> named = {kLedger};
  for (const auto& [key, entry] : entries_) named.insert(entry.fragments);
  std::error_code error;
  std::vector<fs::path> unnamed;
  for (const auto& file : fs::directory_iterator(folder_, error))
    if (!named.contains(file.path().filename().string())) unnamed.push_back(file.path());
  for (const fs::path& path : unnamed) fs::remove(path, error);
}

std::string program_mark(const std::string& tool) {
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  const auto stamp = stamp_of(program);
  const std::string build =
      stamp ? std::to_string(stamp->size) + " " + std::to_string(stamp->modified) : std::string("unknown");
  return to_hex(sha256(join({tool, build, std::to_string(kFragmentFormat)}, "\n"))).substr(0, 16);
}

}  // namespace waymark

// generation.h - one published index: immutable, whole or not there.
//
//   index/CURRENT                one line: generation folder, SHA-256 of its manifest
//   index/gen-000042/            manifest.json
//                   lineage.graph          who takes data from whom (adjacency.h)
//                   shard-000/             Xapian database: terms, positions, boolean terms, value slots
//                   shard-000.columns      facet and sort columns (columns.h)
//                   shard-000.documents    canonical JSON of each asset
//                   shard-000.names        suggestions (names.h)
//                   shard-000.words        words a mistyped one may be (words.h)
//                   shard-000.forward      words of each field (forward.h)
//
// Every shard holds assets of one access class; a large class has several, so that every core can write.
// Where in a shard an asset stands says nothing. A Xapian tool alone can open, count and filter a shard:
// prefixes and slots are those of the fields table (docs/index-format.md).
//
// Threads: a Generation is immutable and may be shared; its Xapian databases are opened per thread by who
// searches.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "waymark/base/result.h"
#include "waymark/index/adjacency.h"
#include "waymark/index/columns.h"
#include "waymark/index/names.h"
#include "waymark/index/words.h"
#include "waymark/model/word_settings.h"

namespace waymark {

// Raised whenever an older program could misread what is written.
constexpr int kIndexFormat = 4;

// Term prefixes that are not of the fields table.
constexpr std::string_view kKeyPrefix = "K";     // Key and alias keys.
constexpr std::string_view kRefPrefix = "R";     // Ids sources use; long ones as "#" and a hash.
constexpr std::string_view kExactPrefix = "XE";  // Squashed name, and each suffix of the qualified name.

struct ShardInfo {
  std::string name;  // "shard-000"
  AccessClass access;
  std::uint64_t documents = 0;
  std::uint64_t compact_bytes = 0;  // Of its database when it was last written or compacted as a whole.
};

// All shards of one access class together.
struct ClassInfo {
  AccessClass access;
  std::uint64_t documents = 0;
  std::string content;  // SHA-256 over the digests of its assets' canonical JSON in key order.
};

struct FileInfo {
  std::string path;  // Inside the generation.
  std::uint64_t size = 0;
  std::string sha256;
};

// What the last run read from one source.
struct SourceSummary {
  std::string name;
  std::vector<std::string> formats;
  std::optional<Time> seen_at;  // Newest file time.
  std::uint64_t files = 0, assets = 0, problems = 0;
};

struct Manifest {
  int format = kIndexFormat;
  std::string id;  // "gen-000042"
  std::string tool;
  Time published_at{};
  std::string previous;             // The generation this one followed; "" for a first one.
  std::string content;              // Over all classes: equal content, equal hash.
  std::string recipe;               // How assets become documents: other recipe, other documents.
  std::string policy;               // Hash of the rules in force.
  WordSettings words;               // Its language and synonyms.
  std::vector<std::string> levels;  // Lowest first.
  std::optional<Time> clock;        // "Today" for samples and tests; absent: the wall clock.
  std::vector<ClassInfo> classes;   // In their order; none is empty.
  std::vector<ShardInfo> shards;    // By class.
  std::vector<SourceSummary> sources;
  std::vector<FileInfo> files;
};

std::string manifest_to_json(const Manifest& manifest);
Result<Manifest> manifest_from_json(std::string_view text);

struct Shard {
  ShardInfo info;
  std::filesystem::path database;  // The Xapian folder.
  Columns columns;
  Names names;
  Words words;
  SectionFile document_file, forward_file;
  TextArray documents;  // Canonical JSON by document.
  TextArray forward;    // Records of forward.h by document.
};

enum class Verify { Sizes, Hashes };

class Generation {
 public:
  // NotFound when nothing is published (no CURRENT, no folder). When CURRENT or its generation is damaged,
  // the newest whole generation is opened instead and `problem` says why.
  static Result<std::shared_ptr<const Generation>> open_current(const std::filesystem::path& index,
                                                                Verify verify = Verify::Sizes);
  static Result<std::shared_ptr<const Generation>> open(const std::filesystem::path& folder,
                                                        Verify verify = Verify::Sizes);

  const std::filesystem::path& folder() const { return folder_; }
  const Manifest& manifest() const { return manifest_; }
  const std::vector<Shard>& shards() const { return shards_; }
  const Adjacency& lineage() const { return lineage_; }
  const std::string& problem() const { return problem_; }

 private:
  static Result<std::shared_ptr<const Generation>> open(const std::filesystem::path& folder, Verify verify,
                                                        std::string problem);

  std::filesystem::path folder_;
  Manifest manifest_;
  std::vector<Shard> shards_;
  Adjacency lineage_;
  std::string problem_;
};

// The line in CURRENT, "" when there is none: cheap to poll.
std::string current_line(const std::filesystem::path& index);

}  // namespace waymark

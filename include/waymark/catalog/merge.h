// merge.h - many fragments become one asset each. Rules: docs/derivations.md,
// "Merge".
//
//   Merger merger(config);
//   merger.add(std::move(fragment), source);  // in any order: the result is
//   the same Result<Catalog> catalog = build_catalog(merger.finish(), config);
//   // derive.h
//
// Threads: one at a time; finish() starts some of its own, and the result does
// not depend on how many. Memory: of fragments in files 24 bytes each are held,
// and of every asset what the derivations look at; the rest waits in a file
// (MergeOptions::spill).
#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "waymark/base/print.h"
#include "waymark/catalog/config.h"
#include "waymark/model/fragment.h"
#include "waymark/model/fragment_bytes.h"

namespace waymark {

class Spill;

// Who speaks: one for each source and file, handed in with everything read from
// it.
struct SourceInfo {
  std::string name;
  std::string format;  // Reader: "glue".
  SourceKind kind = SourceKind::Technical;
  std::optional<int> precedence;  // Instead of the kind's own.
  std::string file;               // As reported, '/' separated; `folder` of rules matches it.
  FieldSettings defaults;
};

// How much the word of a source counts: 10 technical, 20 dbt, 30 business
// catalog, 40 contract, 50 workbook.
int precedence_of(SourceKind kind);

// Something the run report must say. Of one kind the first `examples` are kept,
// all are counted.
struct MergeNote {
  std::string kind;  // "instance_unclear", "cut", "lineage_unresolved", "deleted"…
  std::string text;  // One sentence: what happened to these.
  std::size_t count = 0;
  std::vector<std::string> examples;  // At most 20, sorted.
};

// What the derivations need beside the assets themselves; let go when the
// catalog is built.
struct AssetLinks {
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
  std::vector<std::string> parts;       // Of the physical name, as written.
  std::uint32_t container = kNone;      // Index into Merged::assets.
  std::vector<std::uint32_t> products;  // Those it is in, by id or as a member.
  std::vector<std::uint32_t> terms;     // Those named by id.
  std::vector<std::uint32_t> owners;    // For each of the asset's owners: the person or team, or kNone.
  std::vector<std::uint32_t> files;     // Index into Merged::files.
  std::string domain_guess;             // What its folder or package suggests; weaker than
                                        // anything said.

  // Of the parts that wait in the spill: where they are, and what derivations
  // ask about them.
  std::uint64_t heavy = ~std::uint64_t{0};
  Print heavy_print;  // Of their bytes.
  std::uint32_t description_bytes = 0;
  bool has_columns = false;
  bool settled = false;  // Rules and the like have been applied.
  std::string worst_level,
      worst_column;  // Of its columns, where nobody states its own sensitivity.
};

// In `assets`, ends that were found hold the asset's key as their id:
// Member::asset and ContractObject::target.
struct Merged {
  std::vector<Asset> assets;      // By key. Equal keys of different assets are
                                  // refused by build_catalog.
  std::vector<AssetLinks> links;  // One for each asset.
  std::vector<std::string> files;
  std::map<std::string, FieldSettings> defaults;  // By source.
  std::vector<MergeNote> notes;
  std::shared_ptr<const Spill> spill;
  std::optional<Error> failure;  // Nothing of the above holds then; build_catalog says so.
};

struct MergeOptions {
  std::filesystem::path spill;  // A folder on disk for what need not be in memory; empty: memory.
  unsigned threads = 0;         // 0: as many as the machine runs at once.

  // A folder with what groups of fragments became in earlier runs; empty: every group is merged anew.
  // `recipe` is everything beside fragments that decides on it: another recipe, everything anew.
  std::filesystem::path kept;
  std::string recipe;
  bool keep = true;  // Also what this run merges.
};

class Merger {
 public:
  // Domains and products of the configuration take part as fragments of a
  // source named "waymark.yaml".
  explicit Merger(const Config& config, MergeOptions options = {});
  ~Merger();
  Merger(Merger&&) noexcept;
  Merger& operator=(Merger&&) noexcept;

  void add(Fragment fragment, const SourceInfo& source);
  void add(Edge edge, const SourceInfo& source);
  // Everything in the file, as said by the source. Its records are read when
  // they are needed, so the file is held until finish(). An error when a record
  // is damaged; then nothing of the file takes part.
  Status add(std::shared_ptr<const FragmentFile> file, const SourceInfo& source);
  Merged finish();  // Once, at the end.

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace waymark

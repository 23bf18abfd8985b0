// access_view.h - the shards one set of callers may read, and what is worked out over just those.
//
// Threads: immutable but for the pool of open databases, which has its own lock.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include <xapian.h>

#include "waymark/search/viewer.h"
#include "waymark/text/analyzer.h"

#include "synonyms.h"

namespace waymark {

// A field's values over all shards of the view.
struct MergedField {
  std::vector<std::string_view> values;             // Distinct, sorted.
  std::vector<std::vector<std::uint32_t>> indexes;  // [shard][ordinal in the shard] -> index into `values`.
  std::unordered_map<std::string, std::vector<std::uint32_t>> by_folded;  // Folded value -> indexes into `values`.
};

// Open databases, used by one thread at a time.
struct Viewer::Shards {
  std::vector<Xapian::Database> each;  // In the order of AccessView::shards().
  Xapian::Database all;                // The same together: spelling.
  Analyzer analyzer;
};

class DecodedPostings;
class Standing;
class ValueNames;
class ClockColumns;
struct WholeCatalog;

class AccessView {
 public:
  AccessView(std::shared_ptr<const Generation> generation, const std::vector<std::size_t>& shards,
             std::shared_ptr<DecodedPostings> postings);
  ~AccessView();

  const Generation& generation() const { return *generation_; }
  const std::vector<const Shard*>& shards() const { return shards_; }
  const MergedField& field(const Field& field) const;
  std::uint64_t size() const { return size_; }
  const SynonymTable& synonyms() const { return synonyms_; }
  const ValueNames& value_names() const;  // Made when somebody first asks something.
  const Standing& standing() const;       // The same.
  std::shared_ptr<const WholeCatalog> whole(Time now) const;  // Kept for the latest `now`.
  std::shared_ptr<const ClockColumns> clock(Time now) const;  // The same.
  DecodedPostings& postings() const { return *postings_; }

  Result<std::unique_ptr<Viewer::Shards>> take() const;
  void give_back(std::unique_ptr<Viewer::Shards> shards) const;

 private:
  std::shared_ptr<const Generation> generation_;
  std::vector<const Shard*> shards_;
  std::vector<MergedField> fields_;  // By row of fields().
  std::uint64_t size_ = 0;
  SynonymTable synonyms_;
  std::shared_ptr<DecodedPostings> postings_;  // Of the generation: other views may have some of the shards too.
  mutable std::once_flag value_names_once_;
  mutable std::unique_ptr<const ValueNames> value_names_;
  mutable std::once_flag standing_once_;
  mutable std::unique_ptr<const Standing> standing_;
  mutable std::mutex mutex_;  // Guards what follows.
  mutable std::shared_ptr<const WholeCatalog> whole_;
  mutable std::shared_ptr<const ClockColumns> clock_;
  mutable std::vector<std::unique_ptr<Viewer::Shards>> idle_;
};

std::size_t row_of(const Field& field);

}  // namespace waymark

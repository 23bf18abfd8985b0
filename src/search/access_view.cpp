#include "access_view.h"

#include "waymark/index/xapian_guard.h"

#include "clock_columns.h"
#include "decoded_postings.h"
#include "named_values.h"
#include "standing.h"
#include "whole_catalog.h"

namespace waymark {
namespace {

// Sets of open databases kept for the next caller; more are closed.
constexpr std::size_t kIdle = 16;

MergedField merge_field(const std::vector<const Shard*>& shards, std::size_t row) {
  MergedField merged;
  for (const Shard* shard : shards) {
    const TextArray& dictionary = shard->columns.field(row).dictionary;
    for (std::size_t i = 0; i < dictionary.size(); ++i) merged.values.push_back(dictionary[i]);
  }
  std::sort(merged.values.begin(), merged.values.end());
  merged.values.erase(std::unique(merged.values.begin(), merged.values.end()), merged.values.end());
  for (const Shard* shard : shards) {
    const TextArray& dictionary = shard->columns.field(row).dictionary;
    std::vector<std::uint32_t>& indexes = merged.indexes.emplace_back();
    for (std::size_t i = 0; i < dictionary.size(); ++i)
      indexes.push_back(static_cast<std::uint32_t>(
          std::lower_bound(merged.values.begin(), merged.values.end(), dictionary[i]) -
          merged.values.begin()));
  }
  for (std::uint32_t i = 0; i < merged.values.size(); ++i) merged.by_folded[fold(merged.values[i])].push_back(i);
  return merged;
}

}  // namespace

std::size_t row_of(const Field& field) { return static_cast<std::size_t>(&field - fields().data()); }

AccessView::AccessView(std::shared_ptr<const Generation> generation, const std::vector<std::size_t>& shards,
                       std::shared_ptr<DecodedPostings> postings)
    : generation_(std::move(generation)),
      synonyms_(generation_->manifest().words),
      postings_(std::move(postings)) {
  for (const std::size_t number : shards) {
    shards_.push_back(&generation_->shards()[number]);
    size_ += shards_.back()->columns.size();
  }
  for (std::size_t row = 0; row < fields().size(); ++row) fields_.push_back(merge_field(shards_, row));
}

AccessView::~AccessView() = default;

const ValueNames& AccessView::value_names() const {
  std::call_once(value_names_once_, [&] { value_names_ = std::make_unique<const ValueNames>(*this); });
  return *value_names_;
}

const Standing& AccessView::standing() const {
  std::call_once(standing_once_, [&] { standing_ = std::make_unique<const Standing>(*this); });
  return *standing_;
}

std::shared_ptr<const WholeCatalog> AccessView::whole(Time now) const {
  {
    const std::lock_guard lock(mutex_);
    if (whole_ != nullptr && whole_->now == now) return whole_;
  }
  auto made = std::make_shared<const WholeCatalog>(*this, now);
  const std::lock_guard lock(mutex_);
  whole_ = made;
  return made;
}

std::shared_ptr<const ClockColumns> AccessView::clock(Time now) const {
  {
    const std::lock_guard lock(mutex_);
    if (clock_ != nullptr && clock_->now() == now) return clock_;
  }
  auto made = std::make_shared<const ClockColumns>(*this, now);
  const std::lock_guard lock(mutex_);
  clock_ = made;
  return made;
}

const MergedField& AccessView::field(const Field& field) const { return fields_[row_of(field)]; }

Result<std::unique_ptr<Viewer::Shards>> AccessView::take() const {
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      auto shards = std::move(idle_.back());
      idle_.pop_back();
      return shards;
    }
  }
  return xapian_guard("opening the index", [&] {
    auto opened = std::make_unique<Viewer::Shards>();
    opened->analyzer = Analyzer(generation_->manifest().words.language);
    for (const Shard* shard : shards_) {
      opened->each.emplace_back(shard->database.string());
      opened->all.add_database(opened->each.back());
    }
    return opened;
  });
}

void AccessView::give_back(std::unique_ptr<Viewer::Shards> shards) const {
  const std::lock_guard lock(mutex_);
  if (idle_.size() < kIdle) idle_.push_back(std::move(shards));
}

}  // namespace waymark

#include "decoded_postings.h"

namespace waymark {
namespace {

constexpr Xapian::doccount kShort = 256;

std::size_t bytes_of(const PostingList& list) { return list.capacity() * sizeof(Posting); }

std::string name_of(const void* shard, const std::string& words) {
  return std::string(reinterpret_cast<const char*>(&shard), sizeof shard) + words;
}

}  // namespace

PostingRef DecodedPostings::made(const void* shard, const std::string& words) {
  return known(name_of(shard, words));
}

void DecodedPostings::keep_made(const void* shard, const std::string& words, PostingRef list) {
  if (bytes_of(*list) <= most_bytes_) keep(name_of(shard, words), std::move(list));
}

PostingRef DecodedPostings::of(const void* shard, const Xapian::Database& database, const std::string& term) {
  const std::string name = name_of(shard, term);
  if (auto list = known(name)) return list;
  const Xapian::doccount frequency = database.get_termfreq(term);
  if (frequency < kShort) return nullptr;
  // Outside the lock: two that want the same at once both decode it.
  auto list = std::make_shared<PostingList>();
  list->reserve(frequency);
  for (auto at = database.postlist_begin(term), end = database.postlist_end(term); at != end; ++at)
    list->push_back({*at - 1, at.get_wdf()});
  if (bytes_of(*list) <= most_bytes_) keep(name, list);
  return list;
}

std::size_t DecodedPostings::bytes() const {
  const std::lock_guard lock(mutex_);
  return bytes_;
}

PostingRef DecodedPostings::known(const std::string& name) {
  const std::lock_guard lock(mutex_);
  const auto found = kept_.find(name);
  if (found == kept_.end()) return nullptr;
  asked_.splice(asked_.begin(), asked_, found->second.asked);
  return found->second.list;
}

void DecodedPostings::keep(const std::string& name, PostingRef list) {
  const std::lock_guard lock(mutex_);
  const auto [at, is_new] = kept_.try_emplace(name);
  if (!is_new) return;
  asked_.push_front(name);
  bytes_ += bytes_of(*list);
  at->second = {std::move(list), asked_.begin()};
  while (bytes_ > most_bytes_) {
    const auto oldest = kept_.find(asked_.back());
    bytes_ -= bytes_of(*oldest->second.list);
    kept_.erase(oldest);
    asked_.pop_back();
  }
}

}  // namespace waymark

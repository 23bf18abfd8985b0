// decoded_postings.h - the long posting lists of a generation, decoded: decoding is most of what a common
// word costs, and the same words are asked for again and again.
//
// Threads: any; it has its own lock.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include <xapian.h>

namespace waymark {

struct Posting {
  std::uint32_t document = 0;  // From 0.
  std::uint32_t tenths = 0;    // How often, weighted by field.
};
using PostingList = std::vector<Posting>;  // By document.
using PostingRef = std::shared_ptr<const PostingList>;

class DecodedPostings {
 public:
  // What is kept at most; what was not asked for the longest goes first.
  static constexpr std::size_t kMostBytes = 256 * 1024 * 1024;
  explicit DecodedPostings(std::size_t most_bytes = kMostBytes) : most_bytes_(most_bytes) {}

  // Null where the list is short: reading it costs less than keeping it. `shard` tells apart what is asked
  // of; it is never looked into.
  PostingRef of(const void* shard, const Xapian::Database& database, const std::string& term);
  // Lists that are made of those of several words: null when there is none. Named by the words.
  PostingRef made(const void* shard, const std::string& words);
  void keep_made(const void* shard, const std::string& words, PostingRef list);
  std::size_t bytes() const;

 private:
  struct Kept {
    PostingRef list;
    std::list<std::string>::iterator asked;
  };
  PostingRef known(const std::string& name);
  void keep(const std::string& name, PostingRef list);

  const std::size_t most_bytes_;
  mutable std::mutex mutex_;
  std::unordered_map<std::string, Kept> kept_;
  std::list<std::string> asked_;  // The latest first.
  std::size_t bytes_ = 0;
};

}  // namespace waymark

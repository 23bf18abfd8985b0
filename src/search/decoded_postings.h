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
using PostingList = std::vector<Posting>;

class DecodedPostings {
 public:
  // What is kept at most; what was not asked for the longest goes first.
  static constexpr std::size_t kMostBytes = 256 * 1024 * 1024;
  explicit DecodedPostings(std::size_t most_bytes = kMostBytes) : most_bytes_(most_bytes) {}

  // Null where the list is short: reading it costs less than keeping it. `shard` tells apart what is asked
  // of; it is never looked into.
  std::shared_ptr<const PostingList> of(const void* shard, const Xapian::Database& database,
                                        const std::string& term);
  std::size_t bytes() const;

 private:
  struct Kept {
    std::shared_ptr<const PostingList> list;
    std::list<std::string>::iterator asked;
  };
  std::shared_ptr<const PostingList> known(const std::string& name);
  void keep(const std::string& name, std::shared_ptr<const PostingList> list);

  const std::size_t most_bytes_;
  mutable std::mutex mutex_;
  std::unordered_map<std::string, Kept> kept_;
  std::list<std::string> asked_;  // The latest first.
  std::size_t bytes_ = 0;
};

}  // namespace waymark

// spill.h - where the heavy parts of assets wait: an unlinked file of a folder,
// or memory without one.
//
// Threads: each adds through a lane of its own; after seal() all may read.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/base/files.h"
#include "waymark/base/result.h"

namespace waymark {

class Spill {
 public:
  static constexpr std::uint64_t kNothing = ~std::uint64_t{0};

  // An empty folder means memory.
  static Result<std::unique_ptr<Spill>> create(const std::filesystem::path& folder, std::size_t lanes);
  // A file for each lane, which stays.
  static Result<std::unique_ptr<Spill>> create(const std::vector<std::filesystem::path>& files);
  ~Spill();
  Spill(const Spill&) = delete;
  Spill& operator=(const Spill&) = delete;

  // Behind the lanes, to be read: what an earlier run wrote into such a file.
  void attach(MappedFile file);
  std::uint64_t add(std::size_t lane, std::string_view bytes);
  Status seal();                                   // Errors of all writes before show here.
  std::string_view at(std::uint64_t place) const;  // Empty when there is no such place.
  // Lets the system take the pages back that were read so far; they are read again when somebody looks.
  void forget_pages() const;

  static std::size_t lane_of(std::uint64_t place) { return place >> kLaneShift; }
  static std::uint64_t offset_of(std::uint64_t place) {
    return place & ((std::uint64_t{1} << kLaneShift) - 1);
  }
  static std::uint64_t place_of(std::size_t lane, std::uint64_t offset) {
    return (std::uint64_t{lane} << kLaneShift) | offset;
  }
  bool is_earlier(std::uint64_t place) const { return lane_of(place) >= written_lanes_; }
  std::size_t written_lanes() const { return written_lanes_; }
  // Where the record begins that follows the one at `place`.
  std::uint64_t after(std::uint64_t place) const { return place + sizeof(std::uint32_t) + at(place).size(); }

 private:
  static constexpr unsigned kLaneShift = 48;  // A place is lane and offset.

  struct Lane {
    int file = -1;
    std::uint64_t written = 0;
    std::string waiting;  // Without a file: all of it.
    int error = 0;        // errno of the first write that failed.
    MappedFile mapped;
    bool is_mapped = false;
  };
  explicit Spill(std::size_t lanes) : lanes_(lanes), written_lanes_(lanes) {}
  static void write_out(Lane& lane);

  std::vector<Lane> lanes_;
  std::size_t written_lanes_;
};

}  // namespace waymark

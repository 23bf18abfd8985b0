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
  ~Spill();
  Spill(const Spill&) = delete;
  Spill& operator=(const Spill&) = delete;

  std::uint64_t add(std::size_t lane, std::string_view bytes);
  Status seal();  // Errors of all writes before show here.
  std::string_view at(std::uint64_t place) const;
  // Lets the system take the pages back that were read so far; they are read again when somebody looks.
  void forget_pages() const;

 private:
  struct Lane {
    int file = -1;
    std::uint64_t written = 0;
    std::string waiting;  // Without a file: all of it.
    int error = 0;        // errno of the first write that failed.
    MappedFile mapped;
  };
  explicit Spill(std::size_t lanes) : lanes_(lanes) {}
  static void write_out(Lane& lane);

  std::vector<Lane> lanes_;
};

}  // namespace waymark

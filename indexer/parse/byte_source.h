// byte_source.h - raw bytes of a file or a text, packed or not.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/base/result.h"

namespace waymark {

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  // The next bytes, valid until the next call; empty at the end, and from then on.
  virtual Result<std::string_view> read() = 0;
};

// A regular file, opened for reading and never through a symbolic link at the last step; the caller closes it.
Result<int> open_descriptor(const std::filesystem::path& path);
Result<std::unique_ptr<ByteSource>> open_bytes(const std::filesystem::path& path);
std::unique_ptr<ByteSource> bytes_of(std::vector<std::string> pieces);

// The first `bytes` of a source, kept so that they are read again: for magic numbers.
class PeekedBytes final : public ByteSource {
 public:
  explicit PeekedBytes(std::unique_ptr<ByteSource> inner) : inner_(std::move(inner)) {}
  Result<std::string_view> peek(std::size_t bytes);
  void skip(std::size_t bytes) { start_ += bytes; }  // Of the bytes peeked at.
  Result<std::string_view> read() override;

 private:
  std::unique_ptr<ByteSource> inner_;
  std::string ahead_;
  std::size_t start_ = 0;  // Of what is left in `ahead_`.
};

bool is_gzip(std::string_view beginning);
// `notes` gets a line when something after the packed data is passed over; it outlives the source.
std::unique_ptr<ByteSource> unpack_gzip(std::unique_ptr<ByteSource> packed, std::vector<std::string>& notes);

}  // namespace waymark

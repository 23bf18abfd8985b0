// input.h - the bytes of an export as UTF-8 text, piece by piece.
//
// Takes care of: members of a zip archive, gzip (by its magic bytes, also nested once), a byte order mark, UTF-16 with a mark, and
// Windows-1252: a byte that is no UTF-8 is read as that, where it stands, so that one stray byte does not
// spoil the rest of a file (noted once in `notes`). Line ends are left as they are.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/base/result.h"

namespace waymark {

class Input {
 public:
  // Regular files only, never through a symbolic link at the last step; anything else is an error that says
  // so.
  static Result<Input> open(const std::filesystem::path& path);
  // With a member: that of the zip archive at `path` (archive.h). An empty one stands for the file itself.
  static Result<Input> open(const std::filesystem::path& path, std::string_view member);
  static Input from_text(std::string text);                   // Bytes as a file would hold them.
  static Input from_pieces(std::vector<std::string> pieces);  // As a stream may cut them: anywhere.

  Input(Input&&) noexcept;
  Input& operator=(Input&&) noexcept;
  ~Input();

  // The next piece of decoded text, at most ~64 KiB, valid until the next call; empty at the end. A read or
  // decompression error is an error; what came before it has been delivered.
  Result<std::string_view> read();
  // The first bytes of decoded text without consuming them (for detection): up to `bytes`, fewer at the end
  // of file.
  Result<std::string_view> peek(std::size_t bytes);
  // Everything from here on; an error when it is more than `limit` bytes.
  Result<std::string> read_all(std::size_t limit);

  // What a report should say about what was read so far, one sentence each; usually nothing.
  const std::vector<std::string>& notes() const;

 private:
  struct State;
  explicit Input(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace waymark

// result.h - expected failures as values.
//
//   Result<int> port = parse_port("80x");
//   if (!port) return fail(port.error());
//
// A message reads as one sentence from outside in, lower case, no full stop, and holds the value that was
// wrong: `opening index: no directory named "data/indx"`.
#pragma once

#include <string>
#include <utility>

#include <tl/expected.hpp>

namespace waymark {

enum class ErrorCode {
  InvalidInput,  // The caller's words are wrong: usage, query, configuration.
  NotFound,      // The named thing does not exist, or may not be seen: the two are the same.
  Unreadable,    // Outside bytes could not be read as what they claim to be.
  Unavailable,   // Try again: index missing, swapped away, over a time limit.
  Failed,        // The system refused: permission, disk, network.
};

struct Error {
  ErrorCode code = ErrorCode::Failed;
  std::string message;
};

template <typename T>
using Result = tl::expected<T, Error>;
using Status = Result<void>;

inline tl::unexpected<Error> fail(ErrorCode code, std::string message) {
  return tl::make_unexpected(Error{code, std::move(message)});
}
inline tl::unexpected<Error> fail(Error error) { return tl::make_unexpected(std::move(error)); }

// The same error seen from one step further out.
inline tl::unexpected<Error> fail(std::string_view outside, const Error& error) {
  return tl::make_unexpected(Error{error.code, std::string(outside) + ": " + error.message});
}

}  // namespace waymark

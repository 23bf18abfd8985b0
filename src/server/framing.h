// framing.h - where a request ends, and whether it may be read at all: one function over the bytes received
// so far.
//
// Strict where two readers could disagree (RFC 9112): CRLF only, no folded lines, one
// Host, one length, no length beside a transfer coding. What passes is handed on as plain method, target,
// fields and body.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "waymark/api/api.h"

namespace waymark {

struct FrameLimits {
  std::size_t line = std::size_t{8} * 1024;   // Request line.
  std::size_t head = std::size_t{32} * 1024;  // Request line and fields.
  std::size_t fields = 100;
  std::size_t body = std::size_t{16} * 1024;
  // Addresses that take more, by method and target as sent; the larger of this and `body` holds.
  std::function<std::size_t(std::string_view, std::string_view)> body_of;
};

struct Frame {
  enum class State { More, Whole, Refused };
  State state = State::More;
  bool head_read = false;       // More: the body is what is missing.
  bool wants_continue = false;  // More: the sender waits for "100 Continue".
  std::size_t size = 0;         // Whole: bytes of the buffer that belong to this request.
  std::string_view refusal;     // Refused: a problem code; the connection cannot be read on.
  std::string detail;
  std::string method, target;
  bool version_1_0 = false;
  bool close = false;  // The sender asked for the connection to end.
  NameValues fields;   // Without those that frame the message.
  std::string body;    // Decoded.
};

Frame read_frame(std::string_view bytes, const FrameLimits& limits);

// The value of a field, "" when absent.
std::string_view field_of(const NameValues& fields, std::string_view name);

}  // namespace waymark

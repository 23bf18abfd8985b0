// Any bytes on a connection are refused or read within bounds, and a request ends at one place however it is
// cut.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "src/server/framing.h"
#include "src/server/target.h"

namespace {

void check(bool holds) {
  if (!holds) std::abort();
}

void check_target(const std::string& text) {
  const auto target = waymark::read_target(text);
  if (!target) return;
  check(target->path.starts_with('/'));
  check((target->path + "/").find("/../") == std::string::npos);
  check(target->path == "/" || (target->path + "/").find("//") == std::string::npos);
  check(target->path.find('\0') == std::string::npos);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using State = waymark::Frame::State;
  const waymark::FrameLimits limits;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const waymark::Frame frame = waymark::read_frame(bytes, limits);
  check(frame.fields.size() <= limits.fields && frame.body.size() <= limits.body);
  if (frame.state == State::Refused) check(!frame.refusal.empty());
  if (frame.state != State::Whole) return 0;
  check(frame.size <= size && frame.size > 0);
  const waymark::Frame again = waymark::read_frame(bytes.substr(0, frame.size), limits);
  check(again.state == State::Whole && again.size == frame.size && again.body == frame.body &&
        again.fields == frame.fields);
  check(waymark::read_frame(bytes.substr(0, frame.size - 1), limits).state != State::Whole);
  check_target(frame.target);
  return 0;
}

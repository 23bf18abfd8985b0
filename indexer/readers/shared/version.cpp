#include "shared/version.h"

namespace waymark {

std::vector<std::int64_t> version_numbers(std::string_view version) {
  constexpr std::int64_t kMost = 1'000'000'000'000;
  std::vector<std::int64_t> numbers;
  bool digits = false;
  for (const char c : version) {
    const bool digit = c >= '0' && c <= '9';
    if (digit && !digits) numbers.push_back(0);
    if (digit && numbers.back() < kMost) numbers.back() = numbers.back() * 10 + (c - '0');
    digits = digit;
  }
  return numbers;
}

void tell_newer_version(ReadSink& sink, std::string_view format, std::string_view version,
                        std::string_view newest_known) {
  std::vector<std::int64_t> found = version_numbers(version), known = version_numbers(newest_known);
  if (found.size() > known.size()) found.resize(known.size());  // 1.2.7 is no news where 1.2 is known.
  if (found <= known) return;
  sink.problem({"", std::string(format) + " version " + std::string(version) + " is newer than " +
                        std::string(newest_known) + ", the newest known here; it was read like that one"});
}

}  // namespace waymark

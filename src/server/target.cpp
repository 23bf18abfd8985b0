#include "target.h"

#include "waymark/base/strings.h"

namespace waymark {
namespace {

int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// The byte that "%xx" at `at` stands for, or -1.
int escaped(std::string_view text, std::size_t at) {
  if (at + 2 >= text.size() || text[at] != '%') return -1;
  const int high = digit_value(text[at + 1]), low = digit_value(text[at + 2]);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

std::string decode_query(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (const int byte = escaped(text, i); byte >= 0) {
      out += static_cast<char>(byte);
      i += 2;
    } else {
      out += text[i] == '+' ? ' ' : text[i];
    }
  }
  return out;
}

NameValues read_query(std::string_view text) {
  NameValues pairs;
  for (const std::string& pair : split(text, '&')) {
    if (pair.empty()) continue;
    const std::size_t equals = std::min(pair.find('='), pair.size());
    pairs.emplace_back(
        decode_query(std::string_view(pair).substr(0, equals)),
        equals < pair.size() ? decode_query(std::string_view(pair).substr(equals + 1)) : std::string());
  }
  return pairs;
}

Result<std::string> decode_path(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    const int byte = escaped(text, i);
    if (byte < 0)
      return fail(ErrorCode::InvalidInput, "a percent sign is not followed by two hexadecimal digits");
    if (byte == '/') return fail(ErrorCode::InvalidInput, "a slash is encoded");
    out += static_cast<char>(byte);
    i += 2;
  }
  return out;
}

}  // namespace

Result<Target> read_target(std::string_view target) {
  const std::size_t question = target.find('?');
  auto path = decode_path(target.substr(0, question));
  if (!path) return fail(path.error());
  const auto refused = [](const char* why) { return fail(ErrorCode::InvalidInput, why); };
  if (!path->starts_with('/')) return refused("it does not begin with a slash");
  for (const unsigned char c : *path) {
    if (c < 0x20 || c == 0x7F) return refused("it holds a control character");
    if (c == ';' || c == '\\' || c == '#') return refused("it holds ';', '#' or a backslash");
  }
  if (!valid_utf8(*path)) return refused("it is not UTF-8");
  if (*path != "/") {
    const std::vector<std::string> segments = split(*path, '/');
    for (std::size_t i = 1; i < segments.size(); ++i)
      if (segments[i].empty() || segments[i] == "." || segments[i] == "..")
        return refused("it has an empty, '.' or '..' segment");
  }
  return Target{std::move(*path),
                question == std::string_view::npos ? NameValues{} : read_query(target.substr(question + 1))};
}

}  // namespace waymark

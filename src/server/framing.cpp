#include "framing.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "waymark/base/strings.h"

namespace waymark {
namespace {

constexpr std::string_view kLineEnd = "\r\n";

bool is_token_char(char c) {
  constexpr std::string_view kMarks =
      "!#$%&'*+-.^`|~";  // '_' is left out: proxies and programs mix it up with '-'.
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
         kMarks.find(c) != std::string_view::npos;
}

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_token_char);
}

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](unsigned char c) { return (c < 0x20 && c != '\t') || c == 0x7F; });
}

// Reads one request off the front of the bytes.
class FrameReader {
 public:
  FrameReader(std::string_view bytes, const FrameLimits& limits) : bytes_(bytes), limits_(limits) {}

  Frame run() {
    const std::size_t line_end = bytes_.substr(0, limits_.line + 2).find('\n');
    if (line_end == std::string_view::npos) {
      if (bytes_.size() > limits_.line)
        refuse("uri_too_long", "The request line is longer than " + std::to_string(limits_.line) + " bytes.");
      return std::move(frame_);
    }
    const std::size_t head_end = bytes_.substr(0, limits_.head).find("\r\n\r\n");
    if (head_end == std::string_view::npos) {
      if (bytes_.size() >= limits_.head)
        refuse("headers_too_large",
               "The header fields are larger than " + std::to_string(limits_.head) + " bytes.");
      else if (bytes_.substr(0, limits_.head).find("\n\n") != std::string_view::npos)
        refuse("bad_request", "Lines must end in CR LF.");
      return std::move(frame_);
    }
    if (!read_head(bytes_.substr(0, head_end)) || !read_framing_fields()) return std::move(frame_);
    frame_.head_read = true;
    read_body(head_end + 4);
    return std::move(frame_);
  }

 private:
  bool refuse(std::string_view code, std::string detail) {
    frame_.state = Frame::State::Refused;
    frame_.refusal = code;
    frame_.detail = std::move(detail);
    return false;
  }

  bool read_head(std::string_view head) {
    std::size_t at = 0;
    bool first = true;
    while (at <= head.size()) {
      const std::size_t end = std::min(head.find(kLineEnd, at), head.size());
      const std::string_view line = head.substr(at, end - at);
      if (has_control(line))
        return refuse("bad_request",
                      "The head holds a control character or a line that does not end in CR LF.");
      if (first ? !read_request_line(line) : !read_field(line)) return false;
      first = false;
      at = end + kLineEnd.size();
    }
    return true;
  }

  bool read_request_line(std::string_view line) {
    const std::size_t method_end = line.find(' ');
    const std::size_t target_end = line.rfind(' ');
    if (method_end == std::string_view::npos || target_end == method_end)
      return refuse("bad_request", "The request line is not method, target and version.");
    const std::string_view method = line.substr(0, method_end), version = line.substr(target_end + 1);
    const std::string_view target = line.substr(method_end + 1, target_end - method_end - 1);
    if (!is_token(method) || target.empty() || target.find(' ') != std::string_view::npos)
      return refuse("bad_request", "The request line is not method, target and version.");
    if (version != "HTTP/1.1" && version != "HTTP/1.0")
      return refuse("bad_request", "The version is neither HTTP/1.1 nor HTTP/1.0.");
    frame_.method = method;
    frame_.target = target;
    frame_.version_1_0 = version == "HTTP/1.0";
    return true;
  }

  bool read_field(std::string_view line) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon)))
      return refuse("bad_request",
                    "A header line is not a name of letters, digits and hyphens, a colon and a value.");
    if (frame_.fields.size() == limits_.fields)
      return refuse("headers_too_large",
                    "There are more than " + std::to_string(limits_.fields) + " header fields.");
    frame_.fields.emplace_back(line.substr(0, colon), trim(line.substr(colon + 1)));
    return true;
  }

  std::size_t count(std::string_view name) const {
    return static_cast<std::size_t>(
        std::count_if(frame_.fields.begin(), frame_.fields.end(),
                      [&](const auto& field) { return same_ignoring_case(field.first, name); }));
  }

  // The fields that say how long the message is and how the connection goes on; they end here.
  bool read_framing_fields() {
    if (count("Host") > 1 || (count("Host") == 0 && !frame_.version_1_0))
      return refuse("bad_request", "There must be exactly one Host.");
    if (count("Content-Length") > 1 || count("Transfer-Encoding") > 1)
      return refuse("bad_request", "The length is given twice.");
    const bool has_length = count("Content-Length") == 1;
    chunked_ = count("Transfer-Encoding") == 1;
    if (has_length && chunked_)
      return refuse("bad_request", "There is a Content-Length beside a Transfer-Encoding.");
    if (chunked_ &&
        (frame_.version_1_0 || !same_ignoring_case(field_of(frame_.fields, "Transfer-Encoding"), "chunked")))
      return refuse("bad_request", "The only Transfer-Encoding taken is chunked.");
    if (has_length && !read_length(field_of(frame_.fields, "Content-Length"))) return false;
    if (count("Content-Encoding") > 0)
      return refuse("unsupported_media_type", "Bodies are taken without a Content-Encoding.");
    if (frame_.method == "POST" && !has_length && !chunked_)
      return refuse("length_required", "A POST needs a Content-Length.");
    const std::string_view expect = field_of(frame_.fields, "Expect");
    if (!expect.empty() && !same_ignoring_case(expect, "100-continue"))
      return refuse("bad_request", "The only Expect known is 100-continue.");
    frame_.wants_continue = !expect.empty();
    const std::vector<std::string> options = split_words(lower(field_of(frame_.fields, "Connection")), ',');
    const auto says = [&](std::string_view option) {
      return std::find(options.begin(), options.end(), option) != options.end();
    };
    frame_.close = says("close") || (frame_.version_1_0 && !says("keep-alive"));
    if (!read_target()) return false;
    drop_fields();
    return true;
  }

  bool read_length(std::string_view text) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), length_);
    const bool digits = !text.empty() && text.size() <= 9 &&
                        std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!digits || error != std::errc() || end != text.data() + text.size())
      return refuse("bad_request", "Content-Length is not a number of bytes.");
    if (length_ > most_body()) return refuse_large();
    return true;
  }

  std::size_t most_body() const {
    return limits_.body_of ? std::max(limits_.body, limits_.body_of(frame_.method, frame_.target))
                           : limits_.body;
  }
  bool refuse_large() {
    return refuse("too_large", "The body is larger than " + std::to_string(most_body()) + " bytes.");
  }

  // A target with a host in front (as proxies get it) must name the same host as Host.
  bool read_target() {
    constexpr std::string_view kScheme = "http://";
    if (frame_.method == "CONNECT") return refuse("method_not_allowed", "This server is no proxy.");
    if (lower(frame_.target.substr(0, kScheme.size())) == kScheme) {
      const std::size_t path = frame_.target.find_first_of("/?#", kScheme.size());
      const std::string host =
          frame_.target.substr(kScheme.size(), path == std::string::npos ? path : path - kScheme.size());
      if (!same_ignoring_case(host, field_of(frame_.fields, "Host")))
        return refuse("bad_request", "The target names another host than Host.");
      frame_.target = path == std::string::npos ? "/" : frame_.target.substr(path);
    }
    if (!frame_.target.starts_with('/')) return refuse("bad_path", "The target must begin with a slash.");
    return true;
  }

  // What has been dealt with, and what the library would act upon by itself.
  void drop_fields() {
    static constexpr std::array kDropped = {"Content-Length", "Transfer-Encoding", "TE",         "Trailer",
                                            "Expect",         "Connection",        "Keep-Alive", "Upgrade",
                                            "Range",          "If-Range"};
    std::erase_if(frame_.fields, [](const auto& field) {
      return std::any_of(kDropped.begin(), kDropped.end(),
                         [&](const char* name) { return same_ignoring_case(field.first, name); });
    });
  }

  void read_body(std::size_t begin) {
    if (chunked_) return read_chunks(begin);
    if (bytes_.size() - begin < length_) return;
    frame_.body = bytes_.substr(begin, length_);
    finish(begin + length_);
  }

  void read_chunks(std::size_t at) {
    for (;;) {
      const std::size_t line_end = bytes_.find(kLineEnd, at);
      constexpr std::size_t kLongestSize = 8;
      if (line_end == std::string_view::npos) {
        if (bytes_.size() - at > kLongestSize + 1)
          refuse("bad_request", "A chunk's size is not a short number.");
        return;
      }
      std::size_t size = 0;
      const char* first = bytes_.data() + at;
      const char* last = bytes_.data() + line_end;
      const auto [end, error] = std::from_chars(first, last, size, 16);
      if (error != std::errc() || end != last || line_end - at > kLongestSize)
        return static_cast<void>(
            refuse("bad_request", "A chunk's size is not a hexadecimal number by itself."));
      at = line_end + kLineEnd.size();
      if (frame_.body.size() + size > most_body()) return static_cast<void>(refuse_large());
      if (bytes_.size() - at < size + kLineEnd.size()) return;
      if (bytes_.substr(at + size, kLineEnd.size()) != kLineEnd)
        return static_cast<void>(refuse("bad_request", size == 0
                                                           ? "Trailers are not taken."
                                                           : "A chunk does not end where its size says."));
      frame_.body += bytes_.substr(at, size);
      at += size + kLineEnd.size();
      if (size == 0) return finish(at);
    }
  }

  void finish(std::size_t size) {
    frame_.state = Frame::State::Whole;
    frame_.size = size;
  }

  std::string_view bytes_;
  const FrameLimits& limits_;
  Frame frame_;
  bool chunked_ = false;
  std::size_t length_ = 0;
};

}  // namespace

Frame read_frame(std::string_view bytes, const FrameLimits& limits) {
  return FrameReader(bytes, limits).run();
}

std::string_view field_of(const NameValues& fields, std::string_view name) {
  for (const auto& [field, value] : fields)
    if (same_ignoring_case(field, name)) return value;
  return {};
}

}  // namespace waymark

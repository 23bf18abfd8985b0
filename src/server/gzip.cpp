#include "gzip.h"

#include <zlib.h>

#include "waymark/base/strings.h"

namespace waymark {

std::string gzip(std::string_view bytes, int level) {
  constexpr int kGzipWindow = 15 + 16;
  constexpr int kMemory = 8;
  z_stream stream{};
  if (deflateInit2(&stream, level, Z_DEFLATED, kGzipWindow, kMemory, Z_DEFAULT_STRATEGY) != Z_OK) return {};
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // zlib does not write to it.
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const bool whole = deflate(&stream, Z_FINISH) == Z_STREAM_END;
  out.resize(whole ? stream.total_out : 0);
  deflateEnd(&stream);
  return out;
}

bool takes_gzip(std::string_view accept_encoding) {
  for (const std::string& part : split_words(lower(accept_encoding), ',')) {
    const std::vector<std::string> words = split_words(part, ';');
    if (words.empty() || (words[0] != "gzip" && words[0] != "*")) continue;
    // "gzip;q=0" refuses it; any other weight accepts.
    return words.size() == 1 || !words[1].starts_with("q=0") ||
           words[1].find_first_of("123456789", 2) != std::string::npos;
  }
  return false;
}

}  // namespace waymark

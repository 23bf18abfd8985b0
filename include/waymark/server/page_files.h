// page_files.h - the built browser page as it lies in the program.
//
// The build makes the page with scripts/web.sh and links its files in (cmake/page.cmake). A program built
// without it (WAYMARK_PAGE=OFF, and every test program) has none: the span is empty.
#pragma once

#include <span>
#include <string_view>

namespace waymark {

struct PageFile {
  std::string_view path;  // "index.html", "assets/index-Bx81.js": no leading slash, sorted.
  std::string_view type;  // "text/javascript; charset=utf-8"
  std::string_view etag;  // Of the raw bytes, with its quotes.
  std::string_view raw;
  std::string_view gzip;   // Empty where compressing gains nothing (pictures).
  bool immutable = false;  // The name holds a hash of the content: to be cached for good.
};

std::span<const PageFile> page_files();

}  // namespace waymark

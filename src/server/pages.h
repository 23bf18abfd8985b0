// pages.h - the browser page: the shell at every page address, its files under their own names.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "waymark/api/api.h"
#include "waymark/server/page_files.h"

namespace waymark {

class Pages {
 public:
  // `base` is the path of public_url, with a slash at both ends. `schema` is the answer of /api/v1/schema: the
  // shell carries it, which saves the page a request before its first results.
  Pages(std::span<const PageFile> files, std::string_view base, std::string_view schema);

  // What a GET of `path` gives: a file, or the shell; with status 404 where the page shows that there is
  // nothing. Empty where no page would be: a wrong file name.
  std::optional<ApiResponse> answer(std::string_view path, std::string_view if_none_match,
                                    bool gzip_taken) const;

 private:
  ApiResponse shell(int status, std::string_view if_none_match, bool gzip_taken) const;

  std::span<const PageFile> files_;
  std::string shell_, shell_gzip_, shell_etag_;
};

// Whether the page has a screen at this address.
bool is_page_address(std::string_view path);

}  // namespace waymark

#include "pages.h"

#include <algorithm>

#include "waymark/base/hash.h"
#include "waymark/base/strings.h"

#include "gzip.h"

namespace waymark {
namespace {

constexpr int kBestGzip = 9;
constexpr std::string_view kShellName = "index.html";
constexpr std::string_view kNoPage =
    "<!doctype html><html lang=\"en\"><title>Waymark</title><p>This program was built without its page. The "
    "JSON API is "
    "under <a href=\"./api/v1/search\">api/v1/search</a>.";
constexpr std::string_view kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'";

// What HTML takes for markup in an attribute; a public_url may hold an ampersand.
std::string escaped(std::string_view text) {
  return replace_all(replace_all(replace_all(text, "&", "&amp;"), "\"", "&quot;"), "<", "&lt;");
}

// The page is built with addresses relative to its own; at /asset/… those would lead astray.
std::string mounted(std::string_view html, std::string_view base) {
  const std::string path = escaped(base);
  return replace_all(replace_all(html, "=\"./", "=\"" + path), "name=\"waymark-base\" content=\"/\"",
                     "name=\"waymark-base\" content=\"" + path + "\"");
}

// In an attribute: the policy of the page lets no script stand in the shell, not even one that is only data.
std::string with_schema(std::string_view html, std::string_view schema) {
  return replace_all(html, "name=\"waymark-schema\" content=\"\"",
                     "name=\"waymark-schema\" content=\"" + escaped(schema) + "\"");
}

bool same_tag(std::string_view header, std::string_view tag) {
  for (std::string part : split_words(header, ',')) {
    if (part.starts_with("W/")) part.erase(0, 2);
    if (part == tag || part == "*") return true;
  }
  return false;
}

ApiResponse with_body(ApiResponse answer, std::string_view raw, std::string_view packed, bool gzip_taken) {
  const bool pack = gzip_taken && !packed.empty();
  answer.body = pack ? packed : raw;
  if (pack) answer.headers.emplace_back("Content-Encoding", "gzip");
  return answer;
}

}  // namespace

Pages::Pages(std::span<const PageFile> files, std::string_view base, std::string_view schema)
    : files_(files), shell_(mounted(kNoPage, base)) {
  for (const PageFile& file : files_)
    if (file.path == kShellName) shell_ = with_schema(mounted(file.raw, base), schema);
  shell_gzip_ = gzip(shell_, kBestGzip);
  shell_etag_ = "\"" + to_hex(sha256(shell_)).substr(0, 20) + "\"";
}

ApiResponse Pages::shell(int status, std::string_view if_none_match, bool gzip_taken) const {
  ApiResponse answer{.status = status, .content_type = "text/html; charset=utf-8"};
  answer.headers = {{"Cache-Control", "no-cache"},
                    {"ETag", shell_etag_},
                    {"Vary", "Accept-Encoding"},
                    {"Content-Security-Policy", std::string(kPolicy)},
                    {"Cross-Origin-Opener-Policy", "same-origin"},
                    {"X-Robots-Tag", "noindex"}};
  if (status == 200 && same_tag(if_none_match, shell_etag_)) {
    answer.status = 304;
    return answer;
  }
  return with_body(std::move(answer), shell_, shell_gzip_, gzip_taken);
}

std::optional<ApiResponse> Pages::answer(std::string_view path, std::string_view if_none_match,
                                         bool gzip_taken) const {
  const std::string_view name = path.substr(1);
  const auto file =
      std::find_if(files_.begin(), files_.end(), [&](const PageFile& one) { return one.path == name; });
  if (file != files_.end() && name != kShellName) {
    ApiResponse answer{.content_type = std::string(file->type)};
    answer.headers = {
        {"Cache-Control", file->immutable ? "public, max-age=31536000, immutable" : "public, max-age=3600"},
        {"ETag", std::string(file->etag)},
        {"Vary", "Accept-Encoding"}};
    if (!same_tag(if_none_match, file->etag))
      return with_body(std::move(answer), file->raw, file->gzip, gzip_taken);
    answer.status = 304;
    return answer;
  }
  if (is_page_address(path)) return shell(200, if_none_match, gzip_taken);
  // A wrong file name gets no page in its place.
  if (path.starts_with("/assets/") || path.substr(path.rfind('/')).find('.') != std::string_view::npos)
    return std::nullopt;
  return shell(404, if_none_match, gzip_taken);
}

bool is_page_address(std::string_view path) {
  constexpr std::string_view kScreens[] = {"", "search", "domains", "activity", "saved", "help"};
  constexpr std::string_view kItems[] = {"asset", "product", "domain", "owner", "contract", "term", "lineage"};
  const std::vector<std::string> segments = split(path, '/');
  const auto knows = [](const auto& list, std::string_view word) {
    return std::find(std::begin(list), std::end(list), word) != std::end(list);
  };
  if (segments.size() == 2) return knows(kScreens, segments[1]);
  return segments.size() == 3 && knows(kItems, segments[1]);
}

}  // namespace waymark

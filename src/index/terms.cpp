#include "waymark/index/terms.h"

#include "waymark/base/hash.h"
#include "waymark/base/strings.h"
#include "waymark/index/generation.h"
#include "waymark/text/analyzer.h"

namespace waymark {
namespace {

// Xapian takes terms up to 245 bytes; zero bytes count twice. A longer one becomes "#" and a hash.
constexpr std::size_t kLongestTerm = 200;

std::string bounded(std::string_view prefix, std::string text) {
  if (text.size() > kLongestTerm || text.find('\0') != std::string::npos) text = "#" + to_hex(sha256(text));
  return std::string(prefix) + text;
}

}  // namespace

std::string field_term(const Field& field, std::string_view value) {
  return bounded(field.prefix, fold(value));
}
std::string exact_term(std::string_view squashed_name) {
  return bounded(kExactPrefix, std::string(squashed_name));
}
std::string key_term(std::string_view key) { return bounded(kKeyPrefix, std::string(key)); }
std::string ref_term(std::string_view id) { return bounded(kRefPrefix, fold(id)); }

}  // namespace waymark

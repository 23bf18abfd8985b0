// gzip.h - compressed answers.
#pragma once

#include <string>
#include <string_view>

namespace waymark {

std::string gzip(std::string_view bytes, int level);
// Whether a sender with this Accept-Encoding takes gzip.
bool takes_gzip(std::string_view accept_encoding);

}  // namespace waymark

// crc32.h - a checksum against torn writes and flipped bits, not against people: CRC-32 of zlib.
#pragma once

#include <cstdint>
#include <string_view>

namespace waymark {

// `before`: of the bytes in front of these, so that pieces give the sum of the whole.
std::uint32_t crc32(std::string_view bytes, std::uint32_t before = 0);

}  // namespace waymark

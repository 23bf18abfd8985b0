// zip_writer.h - zip archives as tests need them: honest ones, and those that lie about themselves.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <zlib.h>

namespace waymark {

struct ZipEntry {
  std::string name;
  std::string data;
  bool store = false;
  bool encrypted = false;     // Only says so.
  std::uint32_t claimed = 0;  // Unpacked size to claim instead of the true one.
  bool at_first = false;      // Its directory entry points at the first member's data.
};

class ZipWriter {
 public:
  void add(const ZipEntry& entry) {
    Place place{entry, 0, 0, 0, 0};
    place.crc = static_cast<std::uint32_t>(
        ::crc32(0, reinterpret_cast<const Bytef*>(entry.data.data()), static_cast<uInt>(entry.data.size())));
    place.size = entry.claimed != 0 ? entry.claimed : static_cast<std::uint32_t>(entry.data.size());
    if (entry.at_first && !places_.empty()) {
      place.offset = places_.front().offset;
      place.packed = places_.front().packed;
    } else {
      const std::string packed = entry.store ? entry.data : deflated(entry.data);
      place.offset = static_cast<std::uint32_t>(bytes_.size());
      place.packed = static_cast<std::uint32_t>(packed.size());
      bytes_ += "PK\x03\x04" + two(20) + common(place) + entry.name + packed;
    }
    places_.push_back(place);
  }

  static std::string nested(std::size_t depth, const std::string& kernel) {
    ZipWriter writer;
    std::string body = kernel;
    std::vector<std::pair<Place, std::size_t>> places;  // With what stands behind each header's start.
    for (std::size_t i = depth; i-- > 0;) {
      const auto size = static_cast<std::uint32_t>(body.size());
      const auto crc =
          static_cast<std::uint32_t>(::crc32(0, reinterpret_cast<const Bytef*>(body.data()), size));
      const Place place{{"n" + std::to_string(i), "", true}, 0, crc, size, size};
      body = "PK\x03\x04" + two(20) + common(place) + place.entry.name + body;
      places.emplace_back(place, body.size());
    }
    for (auto at = places.rbegin(); at != places.rend(); ++at) {
      at->first.offset = static_cast<std::uint32_t>(body.size() - at->second);
      writer.places_.push_back(at->first);
    }
    writer.bytes_ = body;
    return writer.finish();
  }

  std::string finish() {
    const std::size_t start = bytes_.size();
    for (const Place& place : places_)
      bytes_ += "PK\x01\x02" + two(20) + two(20) + common(place) + two(0) + two(0) + two(0) + four(0) +
                four(place.offset) + place.entry.name;
    const auto directory = static_cast<std::uint32_t>(bytes_.size() - start);
    const auto count = static_cast<std::uint16_t>(places_.size());
    return bytes_ + "PK\x05\x06" + two(0) + two(0) + two(count) + two(count) + four(directory) +
           four(static_cast<std::uint32_t>(start)) + two(0);
  }

 private:
  struct Place {
    ZipEntry entry;
    std::uint32_t offset, crc, packed, size;
  };

  static std::string two(std::uint32_t number) {
    return {static_cast<char>(number & 255), static_cast<char>(number >> 8 & 255)};
  }
  static std::string four(std::uint32_t number) { return two(number & 0xffff) + two(number >> 16); }

  // From the flags to the length of the extra field: the same in both headers.
  static std::string common(const Place& place) {
    const std::uint32_t utf8 = 0x800;
    return two(utf8 | (place.entry.encrypted ? 1 : 0)) + two(place.entry.store ? 0 : 8) + two(0) + two(0x21) +
           four(place.crc) + four(place.packed) + four(place.size) +
           two(static_cast<std::uint32_t>(place.entry.name.size())) + two(0);
  }

  static std::string deflated(const std::string& text) {
    z_stream stream{};
    deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    std::string packed(deflateBound(&stream, text.size()) + 64, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    deflate(&stream, Z_FINISH);
    deflateEnd(&stream);
    return packed.substr(0, stream.total_out);
  }

  std::string bytes_;
  std::vector<Place> places_;
};

// `depth` members, each of which holds all that follow as its data: what every one of them gives is counted
// again.
inline std::string nested_zip(std::size_t depth, const std::string& kernel) {
  return ZipWriter::nested(depth, kernel);
}

inline std::string zipped(const std::vector<ZipEntry>& entries) {
  ZipWriter writer;
  for (const ZipEntry& entry : entries) writer.add(entry);
  return writer.finish();
}

}  // namespace waymark

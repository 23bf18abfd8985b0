// section_file.h - named arrays in one file, written front to back and mapped for reading.
//
// Layout, little-endian: magic "WMSECT01"; sections, each starting on 8 bytes; a table of {name[32], offset
// u64, size u64}; footer {table offset u64, count u64, magic}. A section's name is at most 31 bytes.
#pragma once

#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/base/files.h"
#include "waymark/base/result.h"

namespace waymark {

class SectionWriter {
 public:
  static Result<SectionWriter> create(const std::filesystem::path& path);

  void begin(std::string_view name);
  void append(std::string_view bytes);  // To the section begun last.
  template <typename T>
  void append_values(std::span<const T> values) {
    append({reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)});
  }
  template <typename T>
  void add(std::string_view name, const std::vector<T>& values) {
    begin(name);
    append_values(std::span<const T>(values));
  }
  Status finish();  // Errors of all writes before show here.

 private:
  struct Entry {
    std::string name;
    std::uint64_t offset = 0, size = 0;
  };
  std::filesystem::path path_;
  std::ofstream out_;
  std::vector<Entry> entries_;
  std::uint64_t at_ = 0;
};

class SectionFile {
 public:
  static Result<SectionFile> open(const std::filesystem::path& path);

  std::string_view bytes(std::string_view name) const;  // Empty when there is no such section.
  template <typename T>
  std::span<const T> array(std::string_view name) const {
    const std::string_view section = bytes(name);
    return {reinterpret_cast<const T*>(section.data()), section.size() / sizeof(T)};
  }

 private:
  MappedFile file_;
  std::map<std::string, std::string_view, std::less<>> sections_;
};

// Many texts as one array of offsets and one of bytes.
class TextArrayWriter {
 public:
  void add(std::string_view text) {
    bytes_ += text;
    offsets_.push_back(bytes_.size());
  }
  void write(SectionWriter& out, std::string_view name) const;

 private:
  std::vector<std::uint64_t> offsets_{0};
  std::string bytes_;
};

// The same from texts that are there already: two passes over `text(i)`, nothing held.
template <typename TextAt>
void write_texts(SectionWriter& out, std::string_view name, std::size_t count, const TextAt& text) {
  constexpr std::size_t kAtOnce = 16 * 1024;
  out.begin(std::string(name) + ".at");
  std::vector<std::uint64_t> offsets{0};
  std::uint64_t at = 0;
  for (std::size_t i = 0; i < count; ++i) {
    offsets.push_back(at += text(i).size());
    if (offsets.size() < kAtOnce) continue;
    out.append_values(std::span<const std::uint64_t>(offsets));
    offsets.clear();
  }
  out.append_values(std::span<const std::uint64_t>(offsets));
  out.begin(std::string(name) + ".text");
  for (std::size_t i = 0; i < count; ++i) out.append(text(i));
}

class TextArray {
 public:
  TextArray() = default;
  TextArray(const SectionFile& file, std::string_view name);
  std::size_t size() const { return offsets_.empty() ? 0 : offsets_.size() - 1; }
  std::string_view operator[](std::size_t i) const {
    return bytes_.substr(offsets_[i], offsets_[i + 1] - offsets_[i]);
  }

 private:
  std::span<const std::uint64_t> offsets_;
  std::string_view bytes_;
};

}  // namespace waymark

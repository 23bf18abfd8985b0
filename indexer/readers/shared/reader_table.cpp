// reader_table.cpp - all readers, and which of them reads a file.
#include <algorithm>

#include "waymark/readers/reader.h"

namespace waymark {

extern const Reader* const kReaderTable[];  // Made by the build from the file names; ends with a null.

namespace {

std::vector<const Reader*> sorted_readers() {
  std::vector<const Reader*> all;
  for (const Reader* const* reader = kReaderTable; *reader != nullptr; ++reader) all.push_back(*reader);
  std::sort(all.begin(), all.end(), [](const Reader* a, const Reader* b) {
    return std::pair(a->order, a->name) < std::pair(b->order, b->name);
  });
  return all;
}

}  // namespace

std::span<const Reader* const> readers() {
  static const std::vector<const Reader*> all = sorted_readers();
  return all;
}

const Reader* find_reader(std::string_view name) {
  for (const Reader* reader : readers())
    if (reader->name == name) return reader;
  return nullptr;
}

const Reader* detect(const Shape& shape) {
  for (const Reader* reader : readers())
    if (reader->recognises(shape)) return reader;
  return nullptr;
}

}  // namespace waymark

// glass_table.h - a table of a Xapian database (glass), written once in the order of its keys.
//
//   GlassTable table;
//   table.add(key, tag);  // Keys rise.
//   table.finish();
//
// A table is a B-tree in blocks of 8 KiB, numbers big-endian. A block: revision (4 bytes), level (1), free
// bytes (2, twice), end of its directory (2), directory (2 for each item: where it begins), and items from
// the end backwards. A leaf item: size without 3 in 13 bits, below the bits compressed, first and last;
// length of the key (1), key, number of the component (2; not in the first), tag. The first leaf item of a
// table is empty. A branch item: block (4), length of the key (1), key, component (2).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace waymark {

class GlassTable {
 public:
  GlassTable();
  void add(std::string_view key, std::string_view tag, bool compressed = false);
  // The blocks are whole then; nothing can be added.
  void finish();

  bool empty() const { return entries_ == 0; }
  const std::string& blocks() const { return blocks_; }
  // What the version file says of it. `compress_above`: tags that Xapian would compress.
  std::string root_info(unsigned compress_above) const;

 private:
  struct Child {
    std::string key;
    std::uint32_t component, block;
  };

  void add_item(std::string_view key, std::uint32_t component, const std::string& item);
  void begin_block(unsigned level);
  bool fits(std::size_t size) const;
  void put(std::string_view item);
  void end_block();
  void add_branches(std::vector<Child> children);

  std::string blocks_;
  std::string block_;  // At hand.
  std::size_t directory_ = 0, lowest_ = 0;
  std::vector<Child> leaves_;
  std::uint64_t entries_ = 0;
  std::uint32_t root_ = 0;
  unsigned level_ = 0;
};

// Numbers as Xapian packs them.
void pack_number(std::string& out, std::uint64_t number);
void pack_text(std::string& out, std::string_view text);

}  // namespace waymark

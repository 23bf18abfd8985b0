#include "glass_table.h"

#include <algorithm>
#include <cassert>

namespace waymark {
namespace {

constexpr std::size_t kBlock = 8192, kHeader = 11;
constexpr std::size_t kLargestItem = (kBlock - kHeader - 4 * 2) / 4;  // Four always fit.
constexpr unsigned kRevision = 1;
constexpr unsigned kCompressed = 0x8000, kLast = 0x4000, kFirst = 0x2000;

void put_16(std::string& block, std::size_t at, std::size_t number) {
  block[at] = static_cast<char>(number >> 8);
  block[at + 1] = static_cast<char>(number);
}
void append_16(std::string& out, std::size_t number) {
  out += static_cast<char>(number >> 8);
  out += static_cast<char>(number);
}

}  // namespace

void pack_number(std::string& out, std::uint64_t number) {
  for (; number >= 0x80; number >>= 7) out += static_cast<char>(number | 0x80);
  out += static_cast<char>(number);
}

void pack_text(std::string& out, std::string_view text) {
  pack_number(out, text.size());
  out += text;
}

GlassTable::GlassTable() {
  begin_block(0);
  put(std::string_view("\x60\0\0", 3));
  leaves_.push_back({"", 0, 0});
}

void GlassTable::begin_block(unsigned level) {
  block_.assign(kBlock, '\0');
  block_[3] = static_cast<char>(kRevision);
  block_[4] = static_cast<char>(level);
  directory_ = kHeader;
  lowest_ = kBlock;
}

bool GlassTable::fits(std::size_t size) const { return directory_ + 2 + size <= lowest_; }

void GlassTable::put(std::string_view item) {
  lowest_ -= item.size();
  block_.replace(lowest_, item.size(), item);
  put_16(block_, directory_, lowest_);
  directory_ += 2;
}

void GlassTable::end_block() {
  put_16(block_, 5, lowest_ - directory_);
  put_16(block_, 7, lowest_ - directory_);
  put_16(block_, 9, directory_);
  blocks_ += block_;
}

void GlassTable::add(std::string_view key, std::string_view tag, bool compressed) {
  ++entries_;
  std::string item;
  std::uint32_t component = 1;
  do {
    const std::size_t room = kLargestItem - 3 - key.size() - (component > 1 ? 2 : 0);
    const std::string_view piece = tag.substr(0, room);
    tag.remove_prefix(piece.size());
    const std::size_t size = 3 + key.size() + (component > 1 ? 2 : 0) + piece.size();
    item.clear();
    append_16(item, (size - 3) | (compressed ? kCompressed : 0) | (component == 1 ? kFirst : 0) |
                        (tag.empty() ? kLast : 0));
    item += static_cast<char>(key.size());
    item += key;
    if (component > 1) append_16(item, component);
    item += piece;
    add_item(key, component, item);
    ++component;
  } while (!tag.empty());
}

void GlassTable::add_item(std::string_view key, std::uint32_t component, const std::string& item) {
  if (!fits(item.size())) {
    end_block();
    leaves_.push_back({std::string(key), component, static_cast<std::uint32_t>(leaves_.size())});
    begin_block(0);
  }
  put(item);
}

void GlassTable::finish() {
  end_block();
  add_branches(std::move(leaves_));
}

void GlassTable::add_branches(std::vector<Child> children) {
  while (children.size() > 1) {
    ++level_;
    std::vector<Child> parents;
    for (const Child& child : children) {
      // The first key of a branch is never looked at and stands for everything before the second.
      std::string item;
      for (int shift = 24; shift >= 0; shift -= 8) item += static_cast<char>(child.block >> shift);
      const bool first = &child == &children.front();
      const std::string_view key = first ? std::string_view() : std::string_view(child.key);
      item += static_cast<char>(key.size());
      item += key;
      append_16(item, first ? 0 : child.component);
      if (parents.empty() || !fits(item.size())) {
        if (!parents.empty()) end_block();
        parents.push_back({child.key, child.component, static_cast<std::uint32_t>(blocks_.size() / kBlock)});
        begin_block(level_);
      }
      put(item);
    }
    end_block();
    children = std::move(parents);
  }
  root_ = children.front().block;
}

std::string GlassTable::root_info(unsigned compress_above) const {
  std::string info;
  pack_number(info, empty() ? 0 : root_);
  pack_number(info, level_ << 2 | 2 | (empty() ? 1 : 0));  // In order of blocks; made up, as it is empty.
  pack_number(info, entries_);
  pack_number(info, kBlock >> 11);
  pack_number(info, compress_above);
  std::string free;  // No block is free before the end.
  if (!empty()) {
    pack_number(free, kRevision);
    pack_number(free, blocks_.size() / kBlock);
    free.append(4, '\0');
  }
  pack_text(info, free);
  return info;
}

}  // namespace waymark

#include "waymark/index/forward.h"

#include <algorithm>

namespace waymark {
namespace {

// FNV-1a: short words, no table, the same on every machine.
std::uint64_t fnv(std::string_view bytes, std::uint64_t hash = 0xCBF29CE484222325) {
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  return hash;
}

constexpr std::size_t kContainerBytes = 4;
constexpr std::uint32_t kMostCount = 258;  // What two bits and a byte can say.

void append_number(std::string& out, std::uint32_t number) {
  for (; number >= 0x80; number >>= 7) out.push_back(static_cast<char>(number | 0x80));
  out.push_back(static_cast<char>(number));
}

// Gaps of n hashes spread over 16 bits are shortest with about log2 of .7 of the mean gap written as they are
// (Golomb and Rice).
std::uint32_t low_bits_for(std::uint32_t terms) {
  const std::uint32_t mean = 45'000 / std::max(terms, 1u);
  return mean == 0 ? 0 : static_cast<std::uint32_t>(std::bit_width(mean)) - 1;
}

class BitWriter {
 public:
  explicit BitWriter(std::string& out) : out_(out) {}
  void put(std::uint32_t bits, std::uint32_t count) {
    held_ |= static_cast<std::uint64_t>(bits) << holds_;
    holds_ += count;
    while (holds_ >= 8) flush_byte();
  }
  void put_unary(std::uint32_t ones) {
    for (; ones >= 16; ones -= 16) put(0xFFFF, 16);
    put((1u << ones) - 1, ones + 1);
  }
  void finish() {
    if (holds_ > 0) flush_byte();
  }

 private:
  void flush_byte() {
    out_.push_back(static_cast<char>(held_));
    held_ >>= 8;
    holds_ = holds_ > 8 ? holds_ - 8 : 0;
  }
  std::string& out_;
  std::uint64_t held_ = 0;
  std::uint32_t holds_ = 0;
};

void put_count(BitWriter& bits, std::uint32_t count) {
  if (count == 1) return bits.put(0, 1);
  if (count == 2) return bits.put(1, 2);
  bits.put(3 | (std::min(count, kMostCount) - 3) << 2, 10);
}

void append_terms(std::string& out, std::span<const std::uint16_t> sorted, std::uint32_t terms) {
  BitWriter bits(out);
  const std::uint32_t low_bits = low_bits_for(terms);
  std::uint32_t next = 0;
  for (std::size_t i = 0; i < sorted.size();) {
    std::uint32_t count = 0;
    const std::uint16_t hash = sorted[i];
    for (; i < sorted.size() && sorted[i] == hash; ++i) ++count;
    const std::uint32_t gap = hash - next;
    bits.put_unary(gap >> low_bits);
    bits.put(gap & ((1u << low_bits) - 1), low_bits);
    put_count(bits, count);
    next = hash + 1u;
  }
  bits.finish();
}

}  // namespace

std::uint16_t forward_hash(std::string_view term) {
  const std::uint64_t hash = fnv(term);
  return static_cast<std::uint16_t>(hash ^ hash >> 16 ^ hash >> 32 ^ hash >> 48);
}

std::uint32_t forward_container(std::string_view platform, std::string_view qualified_name,
                                std::string_view name) {
  if (qualified_name.size() < name.size() + 2 || !qualified_name.ends_with(name)) return 0;
  const std::string above = fold(qualified_name.substr(0, qualified_name.size() - name.size() - 1));
  const std::uint64_t hash = fnv(above, fnv(platform) * 31);
  return std::max(static_cast<std::uint32_t>(hash ^ hash >> 32), 1u);
}

void ForwardRecord::add(std::size_t field, std::span<const Token> tokens) {
  std::vector<std::uint16_t> hashes;
  std::uint32_t parts = 0;
  for (const Token& token : tokens) {
    if (token.kind == TokenKind::Part) ++parts;
    hashes.push_back(forward_hash(token.term));
  }
  add(field, parts, hashes);
}

void ForwardRecord::add(std::size_t field, std::uint32_t parts, std::span<const std::uint16_t> hashes) {
  if (hashes.empty()) return;
  if (fields_.size() <= field) fields_.resize(field + 1);
  FieldTerms& terms = fields_[field];
  ++terms.texts;
  terms.length += parts;
  terms.hashes.insert(terms.hashes.end(), hashes.begin(), hashes.end());
}

std::string ForwardRecord::finish(std::uint32_t container) {
  std::string record(reinterpret_cast<const char*>(&container), kContainerBytes);
  for (std::size_t field = 0; field < fields_.size(); ++field) {
    FieldTerms& terms = fields_[field];
    if (terms.hashes.empty()) continue;
    std::sort(terms.hashes.begin(), terms.hashes.end());
    std::uint32_t distinct = 1;
    for (std::size_t i = 1; i < terms.hashes.size(); ++i) distinct += terms.hashes[i] != terms.hashes[i - 1];
    for (const std::uint32_t number :
         {static_cast<std::uint32_t>(field), terms.texts, terms.length, distinct})
      append_number(record, number);
    append_terms(record, terms.hashes, distinct);
    terms.texts = terms.length = 0;
    terms.hashes.clear();
  }
  return record;
}

ForwardReader::ForwardReader(std::string_view record) : bytes_(record), at_(kContainerBytes) {
  if (record.size() >= kContainerBytes) std::memcpy(&container_, record.data(), kContainerBytes);
}

std::uint32_t ForwardReader::take_number() {
  std::uint32_t number = 0;
  for (std::uint32_t shift = 0; at_ < bytes_.size() && shift < 32; shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes_[at_++]);
    number |= static_cast<std::uint32_t>(byte & 0x7F) << shift;
    if (byte < 0x80) break;
  }
  return number;
}

bool ForwardReader::next_field() {
  if (at_ >= bytes_.size()) return false;
  field_ = take_number();
  texts_ = take_number();
  length_ = take_number();
  terms_ = take_number();
  low_bits_ = low_bits_for(terms_);
  bit_ = std::uint64_t{at_} * 8;
  return true;
}

}  // namespace waymark

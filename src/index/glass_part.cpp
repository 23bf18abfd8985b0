#include "glass_part.h"

#include <algorithm>
#include <fstream>
#include <utility>

#include "waymark/base/files.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

// Of the format of 2016-03-14: every Xapian 1.4.
static_assert(XAPIAN_MAJOR_VERSION == 1 && XAPIAN_MINOR_VERSION == 4,
              "another Xapian may have another format");
constexpr std::string_view kVersion("\x0f\x0dXapian Glass\x04\x6e", 16);
constexpr unsigned kCompressAbove = 18;  // Bytes, of the tables that Xapian compresses.
constexpr std::string_view kValueStatistics("\0\xd0", 2), kValues("\0\xd8", 2), kLengths("\0\xe0", 2);

// So that keys sort as the numbers do.
void append_sorting(std::string& key, std::uint32_t document) {
  key += static_cast<char>(document >> 8);
  key += static_cast<char>(document);
}

// A zero byte is told from the end of the term.
void append_term(std::string& key, std::string_view term) {
  for (const char c : term) {
    key += c;
    if (c == '\0') key += '\xff';
  }
}

// Bits from the lowest on.
class PositionBits {
 public:
  explicit PositionBits(std::string& out) : out_(out) {}
  ~PositionBits() {
    if (held_ > 0) out_ += static_cast<char>(bits_);
  }
  PositionBits(const PositionBits&) = delete;
  PositionBits& operator=(const PositionBits&) = delete;

  // A number below `of`, in as many bits as that takes or one fewer.
  void put(std::uint32_t number, std::uint32_t of) {
    if (of <= 1) return;
    unsigned bits = 0;
    for (std::uint32_t rest = of - 1; rest != 0; rest >>= 1) ++bits;
    const std::uint64_t spare = (std::uint64_t{1} << bits) - of, middle = (of - spare) / 2;
    if (number < middle)
      append(number, bits);
    else if (number >= middle + spare)
      append((number - (middle + spare)) | (std::uint64_t{1} << (bits - 1)), bits);
    else
      append(number, bits - 1);
  }

  // Those between the first and the last, each within what its neighbours leave.
  void put_between(const std::uint32_t* positions, std::size_t first, std::size_t last) {
    for (; first + 1 < last;) {
      const std::size_t middle = first + (last - first) / 2;
      const auto of = static_cast<std::uint32_t>(positions[last] - positions[first] + first - last + 1);
      const auto least = static_cast<std::uint32_t>(positions[first] + middle - first);
      put(positions[middle] - least, of);
      put_between(positions, first, middle);
      first = middle;
    }
  }

 private:
  void append(std::uint64_t bits, unsigned count) {
    bits_ |= bits << held_;
    held_ += count;
    for (; held_ >= 8; held_ -= 8, bits_ >>= 8) out_ += static_cast<char>(bits_);
  }
  std::string& out_;
  std::uint64_t bits_ = 0;
  unsigned held_ = 0;
};

void pack_positions(std::string& out, const std::uint32_t* positions, std::size_t count) {
  const std::uint32_t first = positions[0], last = positions[count - 1];
  pack_number(out, last);
  if (count == 1) return;
  PositionBits bits(out);
  bits.put(first, last);
  bits.put(static_cast<std::uint32_t>(count - 2), last - first);
  bits.put_between(positions, 0, count - 1);
}

// As a deflated tag of stored blocks. The compactor takes it as it is; a tag that is not compressed it would
// compress, which costs more than all else that is done with a term list, and these are read only where a
// document is replaced.
std::string stored(std::string_view bytes) {
  constexpr std::size_t kMost = 0xFFFF;
  std::string out;
  do {
    const std::string_view block = bytes.substr(0, kMost);
    bytes.remove_prefix(block.size());
    out += bytes.empty() ? '\1' : '\0';
    for (const std::size_t number : {block.size(), ~block.size()}) {
      out += static_cast<char>(number);
      out += static_cast<char>(number >> 8);
    }
    out += block;
  } while (!bytes.empty());
  return out;
}

Status write_whole(const fs::path& path, std::string_view bytes) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (!out) return fail(ErrorCode::Failed, "writing \"" + path.string() + "\"");
  return {};
}

}  // namespace

std::uint32_t GlassPart::number_of(std::string_view term) {
  if (const auto known = terms_.find(term); known != terms_.end()) return known->second;
  return terms_.emplace(std::string(term), static_cast<std::uint32_t>(terms_.size())).first->second;
}

std::uint32_t GlassPart::number_of(const PartTerm& term) {
  if (term.word == PartTerm::kNoWord) return number_of(term.text);
  if (term_of_word_.size() <= term.word) term_of_word_.resize(term.word + term.word / 2 + 1);
  if (term_of_word_[term.word] == 0) term_of_word_[term.word] = 1 + number_of(term.text);
  return term_of_word_[term.word] - 1;
}

void GlassPart::add(std::span<const PartTerm> terms, std::span<const PartValue> values, std::uint32_t words) {
  if (std::exchange(words_, words) != words) term_of_word_.clear();
  const auto number = static_cast<std::uint32_t>(lengths_.size() + 1);
  std::string list;
  std::string_view last;
  std::uint32_t length = 0;
  for (const PartTerm& term : terms) {
    length += term.wdf;
    highest_wdf_ = std::max(highest_wdf_, term.wdf);
    postings_.push_back({number_of(term), number, term.wdf, static_cast<std::uint32_t>(positions_.size()),
                         static_cast<std::uint32_t>(term.positions.size())});
    positions_.insert(positions_.end(), term.positions.begin(), term.positions.end());
    // What it shares with the term before is not repeated; a small wdf stands in the same byte.
    const auto differs = std::mismatch(last.begin(), last.end(), term.text.begin(), term.text.end()).second;
    const auto shared = static_cast<std::size_t>(differs - term.text.begin());
    const bool first = &term == terms.data();
    const std::size_t packed = !first && term.wdf < 127 ? (term.wdf + 1) * (last.size() + 1) + shared : 256;
    if (!first) list += static_cast<char>(packed < 256 ? packed : shared);
    list += static_cast<char>(term.text.size() - shared);
    list += term.text.substr(shared);
    if (packed >= 256) pack_number(list, term.wdf);
    last = term.text;
  }
  lengths_.push_back(length);
  add_term_list(length, list, terms.size());
  add_values(values);
}

void GlassPart::add_term_list(std::uint32_t length, std::string_view terms, std::size_t count) {
  std::string key, tag;
  append_sorting(key, static_cast<std::uint32_t>(lengths_.size()));
  if (count > 0) {
    pack_number(tag, length);
    pack_number(tag, count);
    tag += terms;
  }
  if (tag.size() > kCompressAbove)
    term_lists_.add(key, stored(tag), true);
  else
    term_lists_.add(key, tag);
}

void GlassPart::add_values(std::span<const PartValue> values) {
  const auto number = static_cast<std::uint32_t>(lengths_.size());
  std::string used;
  Xapian::valueno next = 0;
  for (const auto& [at, value] : values) {
    pack_number(used, at - next);
    next = at + 1;
    Slot& slot = slots_[at];
    if (slot.documents++ == 0) {
      slot.first = number;
      slot.lowest = slot.highest = value;
    } else {
      pack_number(slot.values, number - slot.before - 1);
      if (value < slot.lowest) slot.lowest = value;
      if (value > slot.highest) slot.highest = value;
    }
    slot.before = number;
    pack_text(slot.values, value);
  }
  if (used.empty()) return;
  std::string key;
  append_sorting(key, number);
  key += '\0';
  term_lists_.add(key, used);
}

void GlassPart::write_values(GlassTable& table) const {
  for (const auto& [number, slot] : slots_) {
    std::string key(kValueStatistics), tag;
    for (Xapian::valueno rest = number; rest > 0; rest >>= 8) key += static_cast<char>(rest);
    pack_number(tag, slot.documents);
    pack_text(tag, slot.lowest);
    if (slot.highest != slot.lowest) tag += slot.highest;
    table.add(key, tag);
  }
  for (const auto& [number, slot] : slots_) {
    std::string key(kValues);
    pack_number(key, number);
    append_sorting(key, slot.first);
    table.add(key, slot.values);
  }
}

void GlassPart::write_lengths(GlassTable& table) const {
  std::string tag(
      "\0\0\0"
      "1",
      4);
  pack_number(tag, lengths_.size() - 1);
  for (std::size_t i = 0; i < lengths_.size(); ++i) {
    if (i > 0) tag += '\0';
    pack_number(tag, lengths_[i]);
  }
  table.add(kLengths, tag);
}

std::vector<GlassPart::Posting> GlassPart::sorted(const std::vector<std::uint32_t>& rank) const {
  std::vector<std::uint32_t> next(rank.size() + 1, 0);
  for (const Posting& posting : postings_) ++next[rank[posting.term] + 1];
  for (std::size_t i = 1; i < next.size(); ++i) next[i] += next[i - 1];
  std::vector<Posting> sorted(postings_.size());
  for (const Posting& posting : postings_) sorted[next[rank[posting.term]]++] = posting;
  return sorted;
}

void GlassPart::write_postings(GlassTable& postings, GlassTable& positions) const {
  std::vector<std::pair<std::string_view, std::uint32_t>> terms(terms_.begin(), terms_.end());
  std::sort(terms.begin(), terms.end());
  std::vector<std::uint32_t> rank(terms.size());
  for (std::uint32_t i = 0; i < terms.size(); ++i) rank[terms[i].second] = i;
  const std::vector<Posting> all = sorted(rank);
  auto begin = all.begin();
  for (const auto& [term, number] : terms) {
    auto end = begin;
    while (end != all.end() && end->term == number) ++end;
    write_term(term, {begin, end}, postings, positions);
    begin = end;
  }
}

void GlassPart::write_term(std::string_view term, std::span<const Posting> list, GlassTable& postings,
                           GlassTable& positions) const {
  std::string key, tag;
  append_term(key, term);
  std::uint64_t occurrences = 0;
  for (const Posting& posting : list) occurrences += posting.wdf;
  pack_number(tag, list.size());
  pack_number(tag, occurrences);
  pack_number(tag, list.front().document - 1);
  tag += '1';  // The last chunk as well.
  pack_number(tag, list.back().document - list.front().document);
  std::uint32_t before = 0;
  for (const Posting& posting : list) {
    if (before > 0) pack_number(tag, posting.document - before - 1);
    before = posting.document;
    pack_number(tag, posting.wdf);
  }
  postings.add(key, tag);
  key += '\0';
  const std::size_t stem = key.size();
  for (const Posting& posting : list) {
    if (posting.count == 0) continue;
    key.resize(stem);
    tag.clear();
    append_sorting(key, posting.document);
    pack_positions(tag, positions_.data() + posting.positions, posting.count);
    positions.add(key, tag);
  }
}

std::string GlassPart::statistics() const {
  std::uint64_t total = 0;
  std::uint32_t shortest = 0, longest = 0;  // The shortest with words.
  for (const std::uint32_t length : lengths_) {
    total += length;
    longest = std::max(longest, length);
    if (length > 0 && (shortest == 0 || length < shortest)) shortest = length;
  }
  std::string out;
  for (const std::uint64_t number :
       {std::uint64_t{lengths_.size()}, std::uint64_t{0}, std::uint64_t{shortest},
        std::uint64_t{highest_wdf_}, std::uint64_t{longest - highest_wdf_}, std::uint64_t{0}, total,
        std::uint64_t{0}})
    pack_number(out, number);
  return out;
}

Status GlassPart::write(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return fail(ErrorCode::Failed, "creating \"" + folder.string() + "\": " + error.message());
  GlassTable postings, positions, nothing;
  write_values(postings);
  write_lengths(postings);
  write_postings(postings, positions);
  for (GlassTable* table : {&postings, &positions, &term_lists_, &nothing}) table->finish();
  std::string version(kVersion);
  version.append(16, '\0');  // Its id: nobody asks for it.
  pack_number(version, 1);
  const std::string unused = nothing.root_info(kCompressAbove);
  version += postings.root_info(0) + unused + term_lists_.root_info(kCompressAbove) + positions.root_info(0) +
             unused + unused + statistics();
  const std::pair<const char*, const GlassTable*> tables[] = {
      {"postlist.glass", &postings}, {"termlist.glass", &term_lists_}, {"position.glass", &positions}};
  for (const auto& [name, table] : tables)
    if (!table->empty())
      if (const Status written = write_whole(folder / name, table->blocks()); !written) return written;
  return write_whole(folder / "iamglass", version);
}

}  // namespace waymark

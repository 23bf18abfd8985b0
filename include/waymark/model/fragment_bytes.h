// fragment_bytes.h - fragments and edges of one export file as bytes: what a worker hands to the merge, and
// the cache of what was read before.
//
//   Result<FragmentWriter> out = FragmentWriter::create("cache/x.fragments");
//   out->add(fragment); out->add(edge); out->finish("whatever goes with them");
//
//   Result<FragmentFile> file = FragmentFile::open("cache/x.fragments", FragmentCheck::Everything);
//   file->each([&](FragmentAt at) { … file->head(at) … }, [&](FragmentAt at) { … file->edge(at) … });
//   Result<Fragment> whole = file->fragment(at);
//
// A record is a head (who is meant, and what points where) and a body (the facts). A head decodes without its
// body, in well under a microsecond, so whoever has to hold millions keeps a FragmentAt of 8 bytes and
// decodes when it looks.
//
// Layout: "WMFRAG", format u16; records: kind u8 ('F', 'E'), size varint, then for 'F' head size varint,
// head, body, for 'E' the edge; 'A', size, what went with them; 'Z', number of F and E records u64, offset of
// A u64, CRC-32 u32 of all before it. Numbers are little-endian, varints are LEB128, texts and lists carry
// their length, and a struct is a mask of the members that are not empty and then those.
//
// Errors: damaged bytes give Unreadable, never more: every length is held against what is there.
// Threads: a FragmentFile is immutable and may be shared.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/base/files.h"
#include "waymark/base/result.h"
#include "waymark/model/fragment.h"

namespace waymark {

// Raised with every change of what is written, a new member of a struct or an enumerator in the middle
// included.
constexpr std::uint16_t kFragmentFormat = 2;

// All that identity and references need. The views are into the file.
struct FragmentHead {
  struct Name {
    std::string_view platform, instance;
    std::vector<std::string_view> parts;
  };
  std::string_view id;    // self.id
  Name physical;          // self.physical
  std::string_view name;  // self.name
  std::vector<std::string_view> other_ids;
  AssetType type = AssetType::Table;
  std::string_view facts_name, title, domain, platform, instance;  // Of the facts.
  std::string_view mail;  // Of a person or team: the first its owners have.
  std::string_view contract_version;
  std::string_view domain_id, parent_id;
  std::vector<std::string_view> product_ids, term_ids;
  std::string_view place;
  std::optional<Time> at;
  bool deleted = false;
  bool has_events = false;
};

FragmentHead head_of(const Fragment& fragment);  // Views of the fragment's own texts.

// Where a record stands in its file.
struct FragmentAt {
  std::uint64_t offset = 0;
};

enum class FragmentCheck { Ends, Everything };  // Everything: the checksum of all bytes, too.

class FragmentWriter {
 public:
  static Result<FragmentWriter> create(const std::filesystem::path& path);

  void add(const Fragment& fragment);
  void add(const Edge& edge);
  Status finish(std::string_view about);  // Errors of all writes before show here. Nothing is synced.
  std::uint64_t size() const { return size_; }

 private:
  void record(char kind, std::string_view bytes);
  void write(std::string_view bytes);

  std::filesystem::path path_;
  std::ofstream out_;
  std::string buffer_;
  std::uint64_t size_ = 0, records_ = 0;
  std::uint32_t sum_ = 0;
};

class FragmentFile {
 public:
  // Who has tens of thousands open at a time has small ones copied: a process may map only so many.
  static Result<FragmentFile> open(const std::filesystem::path& path, FragmentCheck check,
                                   bool map_small_ones = true);

  const std::string& about() const { return about_; }  // As given to finish().
  std::uint64_t records() const { return records_; }

  // All records in the order they were added.
  Status each(const std::function<void(FragmentAt)>& on_fragment,
              const std::function<void(FragmentAt)>& on_edge) const;
  Result<FragmentHead> head(FragmentAt at) const;
  Result<Fragment> fragment(FragmentAt at) const;
  Result<Edge> edge(FragmentAt at) const;
  Result<std::string_view> bytes_of_fragment(FragmentAt at) const { return record(at, 'F'); }

  // Lets the system take the pages back that were read so far; they are read again when somebody looks.
  void forget_pages() const;

 private:
  Result<std::string_view> record(FragmentAt at, char kind) const;

  std::filesystem::path path_;
  MappedFile file_;
  std::unique_ptr<std::string> small_;  // Instead of a map, where it is not worth one.
  std::string_view data_;               // Without the end.
  std::string about_;
  std::uint64_t records_ = 0;
};

// The same bytes without a file.
std::string fragment_to_bytes(const Fragment& fragment);
Result<Fragment> fragment_from_bytes(std::string_view bytes);
std::string edge_to_bytes(const Edge& edge);
Result<Edge> edge_from_bytes(std::string_view bytes);

}  // namespace waymark

// identity.h - which fragments speak of the same thing, and who is meant by a reference. Rules:
// docs/derivations.md.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "notes.h"
#include "spoken.h"

namespace waymark {

class UnionFind {
 public:
  explicit UnionFind(std::size_t size);
  std::uint32_t find(std::uint32_t item) const;  // The smallest item joined with it.
  void unite(std::uint32_t a, std::uint32_t b);

 private:
  mutable std::vector<std::uint32_t> parent_;
};

// Items are positions in Heard::fragments, which must be in order and stay as they are while this object
// lives (the tables hold views of its texts).
class Identity {
 public:
  static constexpr std::uint32_t kNobody = std::numeric_limits<std::uint32_t>::max();

  Identity(const Heard& heard, const Platforms& platforms, NoteBook& notes);

  std::uint32_t group_of(std::uint32_t position) const { return groups_.find(position); }
  // Of a domain's group: its path, outermost first.
  const std::string& domain_path(std::uint32_t group) const;
  // Empty for things without a physical identity.
  const std::string& match_key(std::uint32_t position) const { return match_keys_[position]; }
  // Its name does not tell it apart: several things of one source have it.
  bool shares_its_name(std::uint32_t group) const { return sharing_.contains(group); }
  // The only thing of that physical name, in whatever instance.
  bool alone_at_its_place(std::uint32_t position) const;

  // The group that is meant, or kNobody.
  std::uint32_t find_id(std::string_view id) const;
  std::uint32_t find_physical(const PhysicalName& physical, bool container = false) const;
  std::uint32_t find_name(AssetType type, std::string_view name) const;
  std::uint32_t find_domain(std::string_view path) const;
  std::uint32_t find_person(const Owner& owner) const;
  // By id, then physical name, then the name of anything that is known by name and has it alone.
  std::uint32_t find(const Ref& ref) const;

 private:
  // The fragments of one physical name.
  struct Place {
    std::vector<std::uint32_t> somewhere;  // One for each instance where it lives,
    std::vector<std::uint32_t> gone;       // one for each where it is only told to be deleted,
    std::vector<std::uint32_t> anywhere;   // and those that do not say where.
  };
  struct Namesakes;

  void join_by_id();
  void join_domains(NoteBook& notes);
  void join_by_mail();
  void join_by_physical(NoteBook& notes);
  void join_by_name(NoteBook& notes);
  void join_namesakes(const Namesakes& same, NoteBook& notes);
  std::string place_key(const Fragment& fragment) const;

  const Heard& heard_;
  const Platforms& platforms_;
  UnionFind groups_;
  std::vector<std::string> match_keys_;
  std::unordered_map<std::string_view, std::uint32_t> by_id_;
  std::unordered_map<std::string, Place> places_;
  std::unordered_map<std::string, std::vector<std::uint32_t>>
      by_name_;  // "term//customer": positions of distinct groups.
  std::unordered_map<std::string, std::vector<std::uint32_t>> by_any_name_;
  std::unordered_map<std::string, std::uint32_t> by_mail_;
  std::unordered_map<std::uint32_t, std::string> domain_paths_;    // By group.
  std::unordered_map<std::string, std::uint32_t> by_domain_path_;  // Case-folded.
  std::unordered_set<std::uint32_t> sharing_;
};

}  // namespace waymark

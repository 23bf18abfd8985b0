// identity.h - which fragments speak of the same thing, and who is meant by a
// reference. Rules: docs/derivations.md.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "heard.h"
#include "notes.h"
#include "text_table.h"

namespace waymark {

class UnionFind {
 public:
  explicit UnionFind(std::size_t size);
  std::uint32_t find(std::uint32_t item) const {  // The smallest item joined with it.
    while (parent_[item] != item) item = parent_[item];
    return item;
  }
  void unite(std::uint32_t a, std::uint32_t b);
  void shorten();  // Every item one step from its group; for many look-ups.

 private:
  std::vector<std::uint32_t> parent_;
};

// Items are positions in Heard::fragments, which must be in order and stay as
// they are while this object lives. Threads: once made it may be asked by
// several.
class Identity {
 public:
  static constexpr std::uint32_t kNobody = std::numeric_limits<std::uint32_t>::max();

  Identity(const Heard& heard, const Platforms& platforms, NoteBook& notes);

  std::uint32_t group_of(std::uint32_t position) const { return groups_.find(position); }
  // Of a domain's group: its path, outermost first.
  const std::string& domain_path(std::uint32_t group) const;
  // Empty for things without a physical identity.
  std::string_view match_key(std::uint32_t position) const {
    const std::uint32_t key = names_[position].match_key;
    return key == TextTable::kNone ? std::string_view() : match_keys_.text(key);
  }
  bool is_deleted(std::uint32_t position) const { return names_[position].deleted; }
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
  // By id, then physical name, then the name of anything that is known by name
  // and has it alone.
  std::uint32_t find(const Ref& ref) const;

 private:
  // How one fragment is known.
  struct Name {
    std::uint32_t match_key = TextTable::kNone;  // Number in `match_keys_`; kNone without a physical
                                                 // identity.
    std::uint32_t place = TextTable::kNone;      // Number in `places_`: the match
                                                 // key without the instance.
    bool anywhere = false;                       // It does not say in which instance it lives.
    bool deleted = false;
  };
  // Fragments of one match key, which are one thing.
  struct Run {
    std::uint32_t first = kNobody;   // Position.
    std::uint32_t living = kNobody;  // The first that is not told to be deleted.
    std::uint32_t match_key = TextTable::kNone;
    bool anywhere = false;
  };

  void learn();
  void learn_ids();
  struct Learnt;
  Learnt learn_name(std::uint32_t position) const;
  void take_name(std::uint32_t position, const Learnt& learnt);
  struct Namesakes;

  void join_domains(NoteBook& notes);
  void join_by_mail();
  void learn_logins();
  void join_by_physical(NoteBook& notes);
  void join_by_name(NoteBook& notes);
  void join_namesakes(const Namesakes& same, NoteBook& notes);
  void join_the_unclear(std::uint32_t place, NoteBook& notes);
  void sort_by_place();
  // Calls `visit(Run)` for each match key of a place.
  template <typename Visit>
  void each_run(std::uint32_t place, Visit visit) const;

  const Heard& heard_;
  const Platforms& platforms_;
  UnionFind groups_;
  std::vector<Name> names_;  // By position.
  TextTable ids_, match_keys_, places_;
  std::vector<std::uint32_t> id_positions_;  // By number of the id: one position that has it.
  std::vector<std::uint32_t> by_place_;      // Positions with a place, by place, match key and position.
  std::vector<std::uint32_t> place_starts_;  // By number of the place; and the end.
  std::vector<std::uint32_t> domains_, people_,
      known_by_name_;  // Positions that the later steps look at.
  std::unordered_map<std::string, std::vector<std::uint32_t>>
      by_name_;  // "term//customer": positions of distinct groups.
  std::unordered_map<std::string, std::vector<std::uint32_t>> by_any_name_;
  std::unordered_map<std::string, std::uint32_t> by_mail_;
  std::unordered_map<std::string, std::uint32_t> by_login_;        // kNobody where several go by it.
  std::unordered_map<std::uint32_t, std::string> domain_paths_;    // By group.
  std::unordered_map<std::string, std::uint32_t> by_domain_path_;  // Case-folded.
  std::unordered_set<std::uint32_t> sharing_;
};

}  // namespace waymark

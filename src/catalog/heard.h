// heard.h - everything that was told to the merge: who said it and where it can
// be read again.
//
// A record is where a fragment or an edge stands, 24 bytes; what it says is
// decoded when somebody looks. Fragments that were handed over in memory are
// kept as they are.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "waymark/catalog/config.h"
#include "waymark/catalog/merge.h"
#include "waymark/model/fragment_bytes.h"

#include "notes.h"
#include "spoken.h"

namespace waymark {

// What identity is about, of one fragment. Views last as long as what was
// heard.
struct SpokenHead {
  FragmentHead head;
  std::string_view platform;  // Of the physical name, where need be as the facts
                              // or the source's default have it.

  bool has_place() const;  // Known by its physical name.
  PhysicalName physical() const;
  std::string name() const;  // As name_of(), and mail_of(), of the completed fragment.
  std::string mail() const;
};

struct Record {
  std::uint32_t speaker = 0;  // Index into Heard::speakers.
  std::uint32_t file = 0;     // Index into Heard::files.
  std::uint32_t shelf = 0;    // Index into Heard::shelves; kInMemory: `at` counts
                              // what is held in memory.
  FragmentAt at;

  static constexpr std::uint32_t kInMemory = 0;
};

struct Heard {
  // Strongest first and alphabetical from put_in_order() on.
  std::vector<Speaker> speakers;
  std::vector<std::string> files;
  std::vector<Record> fragments, edges;
  // By speaker: the newest day of which its event feeds tell; empty when it has
  // none.
  std::vector<std::optional<std::int64_t>> newest_event_day;

  const Speaker& speaker(const Spoken& spoken) const { return speakers[spoken.speaker]; }
  const Speaker& speaker(std::uint32_t position) const { return speakers[fragments[position].speaker]; }

  Heard() : shelves_(1) {}
  void add(Fragment fragment, std::uint32_t speaker,
           std::uint32_t file);  // Completed and cleaned.
  void add(Edge edge, std::uint32_t speaker, std::uint32_t file);
  // Fragments without any identity are left out and noted.
  Status add(std::shared_ptr<const FragmentFile> file, const FieldSettings& defaults, std::uint32_t speaker,
             std::uint32_t file_name, NoteBook& notes);

  SpokenHead head(std::uint32_t position) const;
  // Of the fragment as it stands in its file; fails for one that is held in memory.
  Result<std::string_view> bytes(std::uint32_t position) const;
  // The whole fragment, completed and cleaned. What is held in memory is moved
  // out, so it can be taken once.
  Result<Spoken> take(std::uint32_t position, NoteBook& notes);
  Result<Edge> edge(const Record& record) const;
  void forget_pages() const;

 private:
  struct Shelf {
    std::shared_ptr<const FragmentFile> file;
    FieldSettings defaults;
    bool has_events = false;  // Some of its fragments have.
  };
  friend void put_in_order(Heard& heard);
  bool comes_before(const Record& a, const Record& b) const;
  bool edge_comes_before(const Record& a, const Record& b) const;
  void note_event_days();
  void put_shelves_in_order();

  std::vector<Shelf> shelves_;
  std::vector<std::unique_ptr<Fragment>> own_fragments_;
  std::vector<std::unique_ptr<Edge>> own_edges_;
};

// An order that does not depend on the order of adding: strongest speaker
// first, then by source and file; in a file as the file lists them, in memory
// by place and content.
void put_in_order(Heard& heard);

// Facts that follow from the identifiers, where a source leaves them out, with
// clean texts.
void complete_fragment(Fragment& fragment, const FieldSettings& defaults, NoteBook& notes);
void complete_edge(Edge& edge, const FieldSettings& defaults);
bool is_nameless(const Fragment& fragment);

}  // namespace waymark

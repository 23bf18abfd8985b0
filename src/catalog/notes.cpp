#include "notes.h"

#include <iterator>

namespace waymark {
namespace {

constexpr std::size_t kExamples = 20;

struct Kind {
  std::string_view kind;
  std::string_view text;
};
constexpr Kind kKinds[] = {
    {"access_classes_joined",
     "more than 64 access classes: the smallest were joined into stricter ones; use fewer combinations of "
     "groups"},
    {"conflict",
     "words on owner, domain, sensitivity, criticality, certification or lifecycle against which another source "
     "says something else; find them with has:conflict"},
    {"contract_target_unknown",
     "objects of contracts name something no source describes; they are shown as stubs"},
    {"deleted", "assets left out because every source that tells of them says they are deleted"},
    {"domain_cycle", "domains that lie in each other; the link to the parent named was cut"},
    {"domain_too_deep", "domains more than 64 levels deep; the levels between were left out"},
    {"domain_unknown", "domains named by an id that no source describes; the id is their name"},
    {"instance_unclear",
     "records that do not say in which account or host they live, while several have that name; kept apart"},
    {"lineage_loop", "lineage from a thing to itself, left out"},
    {"lineage_unresolved", "lineage whose ends no source describes and no name tells, left out"},
    {"member_unknown", "members of data products that no source describes, left out"},
    {"name_unclear", "things of one source with the same name, kept apart; name them by id to join them"},
    {"nameless", "records without an id, a physical name or a name, left out"},
    {"product_unknown", "data products named by an id that no source describes, left out"},
    {"query_matched_nothing", "data products whose query finds no asset"},
    {"renamed_unknown", "new names in renamed_from that no asset has"},
    {"term_unknown", "glossary terms named by an id that no source describes, left out"},
    {"text_cleaned", "texts from which control, invisible or direction-changing characters were removed"},
    {"workbook_conflict",
     "cells edited in a workbook while other sources changed what stood there; the edit counts, look at both"},
    {"workbook_row_unmatched", "edited rows of workbooks whose thing no source describes any more, left out"},
    {"workbooks_differ", "fields that two workbooks edit differently: the one written last counts"},
    {"cut_columns", "assets with more than 20,000 columns: the first are kept in full, the others by name"},
    {"cut_description", "descriptions cut at 32 KB"},
    {"cut_list", "lists of tags, terms or the like cut at 256 entries"},
    {"cut_name", "names and other short texts cut at 1 KB"},
};

std::string text_of(std::string_view kind) {
  for (const Kind& known : kKinds)
    if (known.kind == kind) return std::string(known.text);
  return std::string(kind);
}

}  // namespace

void NoteBook::add(std::string_view kind, std::string example, std::size_t count) {
  auto found = entries_.find(kind);
  if (found == entries_.end()) found = entries_.emplace(std::string(kind), Entry{}).first;
  Entry& entry = found->second;
  entry.count += count;
  if (example.empty()) return;
  entry.examples.insert(std::move(example));
  if (entry.examples.size() > kExamples) entry.examples.erase(std::prev(entry.examples.end()));
}

void NoteBook::take(std::vector<MergeNote> notes) {
  for (MergeNote& note : notes) {
    add(note.kind, {}, note.count);
    for (std::string& example : note.examples) add(note.kind, std::move(example), 0);
  }
}

std::vector<MergeNote> NoteBook::finish() && {
  std::vector<MergeNote> notes;
  for (auto& [kind, entry] : entries_)
    notes.push_back({kind, text_of(kind), entry.count, {entry.examples.begin(), entry.examples.end()}});
  return notes;
}

}  // namespace waymark

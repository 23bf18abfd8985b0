#include "edits.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "waymark/base/strings.h"
#include "waymark/catalog/workbook.h"
#include "waymark/model/keys.h"

#include "clean_text.h"
#include "domain_tree.h"
#include "kept_group.h"
#include "lasting_place.h"

namespace waymark {
namespace {

constexpr std::size_t kHistoryBytes = 1024;  // As of every other loser.

bool speaks_of(const Fragment& edit, const EditableField& field) {
  const bool cleared = std::find(edit.cleared.begin(), edit.cleared.end(), field.name) != edit.cleared.end();
  return cleared || !field.text(edit.facts).empty();
}

const std::string* as_written(const Fragment& edit, std::string_view field) {
  for (const auto& [name, value] : edit.facts.extra)
    if (name == field) return &value;
  return nullptr;
}

std::string shown(const std::string& value) {
  std::string text = replace_all(value, "\n", ", ");
  if (text.size() > 60) text = std::string(cut_utf8(text, 57)) + "...";
  return "\"" + text + "\"";
}

FieldHistory& history_of(Asset& asset, std::string_view field) {
  for (FieldHistory& history : asset.history)
    if (history.field == field) return history;
  asset.history.push_back({.field = std::string(field), .values = {}});
  return asset.history.back();
}

// Lists unite, and a field that only one source speaks of keeps no history: then several may have said it.
std::string other_sources(const Asset& asset) {
  std::set<std::string> names;
  for (const SourceNote& note : asset.sources)
    if (note.format != kWorkbookReader) names.insert(note.source);
  return join({names.begin(), names.end()}, ", ");
}

// Whether other sources say something that was not there when the workbook was written. What is shown of an
// asset is more than what its sources say (a person's mail is added to the name), so a list is compared by
// what it holds.
bool has_news(const EditableField& field, const Facts& now, const std::string& written) {
  const std::string known = lower(written);
  if (field.name == "owners")
    return std::any_of(now.owners.begin(), now.owners.end(), [&known](const Owner& owner) {
      const bool named = !owner.name.empty() && contains(known, lower(owner.name));
      return !named && (owner.mail.empty() || !contains(known, lower(owner.mail)));
    });
  if (!field.list) {
    std::string said = lower(cell_text(field.text(now)));
    // What an edit stood before is kept from the history of a field, which cuts long texts.
    if (written.size() + 4 > kHistoryBytes) said = said.substr(0, known.size());
    return !same_cell(said, known);
  }
  const std::vector<std::string> lines = split(known, '\n');
  const std::vector<std::string> values = split(lower(field.text(now)), '\n');
  return std::any_of(values.begin(), values.end(), [&lines](const std::string& value) {
    return std::find(lines.begin(), lines.end(), value) == lines.end();
  });
}

void note_conflict(const Asset& asset, const Fragment& edit, const EditableField& field,
                   const std::string& was, const std::string& place, NoteBook& notes) {
  const std::string* written = as_written(edit, field.name);
  const std::string now = field.text(edit.facts);
  if (written == nullptr || was.empty() || same_cell(was, now) || !has_news(field, asset, *written)) return;
  notes.add("workbook_conflict", std::string(display_name(asset)) + ", " + std::string(field.header) + ": " +
                                     place + " says " + (now.empty() ? std::string(kClearCell) : shown(now)) +
                                     ", other sources changed from " + shown(*written) + " to " + shown(was));
}

// Keys a row may mean that says none: those of its physical name as each type.
std::vector<std::string> keys_of(const Fragment& edit, const Platforms& platforms) {
  if (!edit.self.id.empty()) return {edit.self.id};
  std::vector<std::string> keys;
  if (edit.self.physical.empty()) return keys;
  const std::string match = platforms.match_key(edit.self.physical);
  std::set<char> letters;
  for (const TypeInfo& type : asset_types())
    if (has_physical_identity(type.type) && letters.insert(type.letter).second)
      keys.push_back(asset_key(type.letter, match));
  return keys;
}

}  // namespace

bool Edits::is_edit(const SourceInfo& source) { return source.format == kWorkbookReader; }

void Edits::add(Fragment fragment, const SourceInfo& source, NoteBook& notes) {
  Edit& edit = edits_.emplace_back();
  // What cells said when they were written is compared by the letter.
  std::vector<std::pair<std::string, std::string>> written = std::move(fragment.facts.extra);
  clean_fragment(fragment, notes);
  edit.fragment = std::move(fragment);
  edit.fragment.facts.extra = std::move(written);
  edit.fragment.facts.domain = tidy_domain_path(edit.fragment.facts.domain);
  edit.source = source.name;
  edit.file = source.file;
  edit.strength = source.precedence.value_or(precedence_of(source.kind));
}

void Edits::put_in_order(const Platforms& platforms) {
  for (Edit& edit : edits_) order_.push_back(&edit);
  std::sort(order_.begin(), order_.end(), [](const Edit* a, const Edit* b) {
    if (a->strength != b->strength) return a->strength > b->strength;
    if (a->fragment.at != b->fragment.at) return a->fragment.at > b->fragment.at;
    return std::tie(a->source, a->file, a->fragment.place) < std::tie(b->source, b->file, b->fragment.place);
  });
  for (std::size_t i = 0; i < order_.size(); ++i) {
    const Fragment& edit = order_[i]->fragment;
    for (std::string& key : keys_of(edit, platforms)) {
      marks_.insert(alias_mark(key));
      by_key_[std::move(key)].push_back(i);
    }
    if (edit.self.id.empty() && edit.facts.type == AssetType::DataProduct && !edit.self.name.empty())
      by_name_[lower(trim(edit.self.name))].push_back(i);
  }
}

bool Edits::may_speak_of(const Asset& asset, const std::vector<std::uint64_t>& alias_marks) const {
  if (edits_.empty()) return false;
  return by_key_.contains(asset.key) ||
         (asset.type == AssetType::DataProduct && by_name_.contains(lower(trim(asset.name)))) ||
         std::any_of(alias_marks.begin(), alias_marks.end(),
                     [this](std::uint64_t mark) { return marks_.contains(mark); });
}

bool Edits::apply(Asset& asset, NoteBook& notes) {
  std::set<std::size_t> meant;
  const auto take = [&meant](const auto& table, const std::string& word) {
    if (const auto found = table.find(word); found != table.end())
      meant.insert(found->second.begin(), found->second.end());
  };
  take(by_key_, asset.key);
  for (const std::string& alias : asset.aliases) take(by_key_, alias);
  if (asset.type == AssetType::DataProduct) take(by_name_, lower(trim(asset.name)));
  std::vector<std::string> spoken;
  for (const std::size_t i : meant) {
    order_[i]->used = true;
    lay_over(asset, *order_[i], spoken, notes);
  }
  return !meant.empty();
}

void Edits::lay_over(Asset& asset, const Edit& edit, std::vector<std::string>& spoken,
                     NoteBook& notes) const {
  const std::string place = edit.file + " " + edit.fragment.place;
  bool said = false;
  for (const EditableField& field : editable_fields()) {
    if (!speaks_of(edit.fragment, field)) continue;
    FieldHistory& history = history_of(asset, field.said);
    const std::string now = field.text(edit.fragment.facts);
    if (std::find(spoken.begin(), spoken.end(), field.name) != spoken.end()) {
      if (!same_cell(field.text(asset), now))
        notes.add("workbooks_differ", std::string(display_name(asset)) + ", " + std::string(field.header) +
                                          ": " + shown(field.text(asset)) + " counts, " + shown(now) +
                                          " of " + place + " does not");
      continue;
    }
    spoken.emplace_back(field.name);
    said = true;
    const std::string was = field.text(asset);
    note_conflict(asset, edit.fragment, field, was, place, notes);
    if (history.values.empty() && !was.empty())
      history.values.emplace_back(other_sources(asset), std::string(cut_utf8(was, kHistoryBytes)));
    history.values.emplace(history.values.begin(), edit_label(edit.source),
                           std::string(cut_utf8(now, kHistoryBytes)));
    field.copy(edit.fragment.facts, asset);
  }
  if (said)
    asset.sources.insert(asset.sources.begin(), {.source = edit.source,
                                                 .format = std::string(kWorkbookReader),
                                                 .place = lasting_place(edit.file, edit.fragment.place),
                                                 .ref = {},
                                                 .at = edit.fragment.at});
}

void Edits::note_unmatched(NoteBook& notes) const {
  for (const Edit* edit : order_)
    if (!edit->used)
      notes.add("workbook_row_unmatched",
                edit->file + " " + edit->fragment.place + ": " +
                    (edit->fragment.self.name.empty() ? edit->fragment.self.id : edit->fragment.self.name));
}

}  // namespace waymark

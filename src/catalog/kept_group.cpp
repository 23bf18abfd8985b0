#include "kept_group.h"

#include <algorithm>
#include <unordered_map>

#include "waymark/model/byte_codec.h"

#include "clean_text.h"

namespace waymark {
namespace {

// What other things become depends on more than their fragments: on the tree of domains, on who goes by one
// mail. Contracts with their versions are few.
bool stands_alone(const FragmentHead& head) {
  return head.type != AssetType::Domain && !is_person_or_team(head.type) &&
         head.type != AssetType::Contract && head.contract_version.empty();
}

void append(std::string& to, std::string_view text) {
  const std::uint64_t size = text.size();
  to.append(reinterpret_cast<const char*>(&size), sizeof size).append(text);
}
void append(std::string& to, std::uint64_t number) {
  to.append(reinterpret_cast<const char*>(&number), sizeof number);
}
void append(std::string& to, Print print) { append(to, print.high), append(to, print.low); }

Print print_of_speaker(const Speaker& speaker) {
  std::string text;
  append(text, speaker.name);
  append(text, speaker.format);
  append(text, static_cast<std::uint64_t>(speaker.kind));
  append(text, static_cast<std::uint64_t>(speaker.strength));
  return print_of(text);
}

using Texts = std::vector<std::string>;
using Pairs = std::vector<std::pair<std::string, std::string>>;

// What has no bytes of its own.
struct Flat {
  Texts owners;            // Id, name and mail of each.
  Pairs counts, examples;  // Of notes, by kind.
};

Flat flat_of(const KeptGroup& kept) {
  Flat flat;
  for (const Owner& owner : kept.owners)
    for (const std::string* text : {&owner.id, &owner.name, &owner.mail}) flat.owners.push_back(*text);
  for (const MergeNote& note : kept.notes) {
    flat.counts.emplace_back(note.kind, std::to_string(note.count));
    for (const std::string& example : note.examples) flat.examples.emplace_back(note.kind, example);
  }
  return flat;
}

bool take_flat(Flat flat, KeptGroup& into) {
  if (flat.owners.size() % 3 != 0) return false;
  into.owners.clear();
  into.notes.clear();
  for (std::size_t i = 0; i < flat.owners.size(); i += 3) {
    Owner& owner = into.owners.emplace_back();
    owner.id = std::move(flat.owners[i]);
    owner.name = std::move(flat.owners[i + 1]);
    owner.mail = std::move(flat.owners[i + 2]);
  }
  for (auto& [kind, count] : flat.counts)
    into.notes.push_back({.kind = std::move(kind),
                          .text = {},
                          .count = std::strtoull(count.c_str(), nullptr, 10),
                          .examples = {}});
  for (auto& [kind, example] : flat.examples)
    for (MergeNote& note : into.notes)
      if (note.kind == kind) note.examples.push_back(std::move(example));
  return true;
}

auto parts_of(auto& kept, auto& flat) {
  auto& [asset, domain_guess, description_bytes, has_columns, worst_level, worst_column, owners_by_rule,
         owners, persons, aliases, notes, heavy_high, heavy_low] = kept;
  return std::tie(asset, domain_guess, description_bytes, has_columns, worst_level, worst_column,
                  owners_by_rule, persons, aliases, heavy_high, heavy_low, flat.owners, flat.counts,
                  flat.examples);
}

}  // namespace

std::string kept_to_bytes(const KeptGroup& kept) {
  const Flat flat = flat_of(kept);
  std::string body;
  std::apply([&](const auto&... each) { ByteWriter(body).put_all(each...); }, parts_of(kept, flat));
  std::string bytes;
  append(bytes, print_of(body));
  return bytes + body;
}

bool kept_from_bytes(std::string_view bytes, KeptGroup& into) {
  constexpr std::size_t kFront = 2 * sizeof(std::uint64_t);
  if (bytes.size() < kFront) return false;
  const std::string_view body = bytes.substr(kFront);
  std::string front;
  append(front, print_of(body));
  if (front != bytes.substr(0, kFront)) return false;
  Flat flat;
  ByteReader in(body);
  std::apply([&](auto&... each) { in.get_all(each...); }, parts_of(into, flat));
  return in.finished() && take_flat(std::move(flat), into);
}

std::vector<std::uint64_t> persons_of(std::span<const Owner> owners, const Identity& identity) {
  std::vector<std::uint32_t> meant;
  std::vector<std::uint64_t> persons;
  for (const Owner& owner : owners) {
    meant.push_back(identity.find_person(owner));
    const auto first = std::find(meant.begin(), meant.end(), meant.back());
    persons.push_back(
        meant.back() == Identity::kNobody ? 0 : 1 + static_cast<std::uint64_t>(first - meant.begin()));
  }
  return persons;
}

std::uint64_t alias_mark(std::string_view alias) { return print_of(alias).low; }

GroupPrinter::GroupPrinter(const Heard& heard, const Identity& identity)
    : heard_(heard), identity_(identity) {
  for (const Speaker& speaker : heard.speakers) speakers_.push_back(print_of_speaker(speaker));
  for (const std::string& file : heard.files) files_.push_back(print_of(file));
  for (const auto& day : heard.newest_event_day) newest_day_ = std::max(newest_day_, day.value_or(0));
}

bool GroupPrinter::add(std::uint32_t position, const SpokenHead& spoken, std::string& said) const {
  const Record& record = heard_.fragments[position];
  const auto bytes = heard_.bytes(position);
  if (!bytes) return false;
  append(said, print_of(*bytes));
  append(said, speakers_[record.speaker]);
  append(said, files_[record.file]);
  append(said, spoken.platform);
  append(said, std::uint64_t{identity_.alone_at_its_place(position)});
  if (spoken.head.has_events) {
    append(said, static_cast<std::uint64_t>(newest_day_));
    append(said, static_cast<std::uint64_t>(heard_.newest_event_day[record.speaker].value_or(0)));
  }
  if (!spoken.head.domain_id.empty()) {
    const std::uint32_t domain = identity_.find_id(spoken.head.domain_id);
    append(said, domain == Identity::kNobody ? std::string_view() : identity_.domain_path(domain));
  }
  return true;
}

std::optional<Print> GroupPrinter::print(std::uint32_t group, std::span<const std::uint32_t> positions,
                                         std::vector<SpokenHead>& heads) const {
  heads.clear();
  std::string said;
  append(said, std::uint64_t{identity_.shares_its_name(group)});
  for (const std::uint32_t position : positions) {
    if (identity_.is_deleted(position)) continue;
    heads.push_back(heard_.head(position));
    if (!stands_alone(heads.back().head) || !add(position, heads.back(), said)) return std::nullopt;
  }
  return print_of(said);
}

}  // namespace waymark

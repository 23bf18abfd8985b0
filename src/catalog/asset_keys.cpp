// asset_keys.cpp - the key of an asset and everything else it can be found by.
#include <algorithm>
#include <set>

#include "waymark/base/strings.h"
#include "waymark/model/keys.h"

#include "clean_text.h"
#include "references.h"

namespace waymark {
namespace {

struct Naming {
  std::string match_key;
  std::string key;
};

Naming by_text(char letter, std::string match_key) {
  std::string key = asset_key(letter, match_key);
  return {.match_key = std::move(match_key), .key = std::move(key)};
}

class KeyMaker {
 public:
  KeyMaker(Asset& asset, const Group& said, const Heard& heard, const Identity& identity)
      : asset_(asset), said_(said), heard_(heard), identity_(identity), letter_(info(asset.type).letter) {}

  void make() {
    Naming naming = choose();
    asset_.key = naming.key;
    asset_.match_key = visible_text(naming.match_key);
    add_ids();
    add_places(naming);
    add_letters(naming);
    aliases_.erase(asset_.key);
    aliases_.erase(asset_.match_key);
    asset_.aliases.assign(aliases_.begin(), aliases_.end());
  }

 private:
  // The first in the order in which physical names are believed: technical
  // sources, dbt, others.
  std::uint32_t physical_position() const {
    std::uint32_t best = Identity::kNobody;
    int best_distance = 3;
    for (const auto& [position, spoken] : said_) {
      const SourceKind kind = heard_.speaker(spoken).kind;
      int distance = kind == SourceKind::Technical ? 0 : kind == SourceKind::Dbt ? 1 : 2;
      // One that says where it lives is better than one that does not.
      if (identity_.match_key(position).empty()) continue;
      if (trim(spoken.fragment.self.physical.instance).empty()) distance += 3;
      if (best == Identity::kNobody || distance < best_distance) best = position, best_distance = distance;
    }
    return best;
  }

  Naming choose() const {
    const std::uint32_t group = identity_.group_of(said_.front().position);
    if (asset_.type == AssetType::Domain)
      return {.match_key = "domain//" + lower(asset_.qualified_name),
              .key = domain_key(asset_.qualified_name)};
    if (is_person_or_team(asset_.type)) {
      const Owner self = self_owner();
      if (self.mail.empty() && identity_.shares_its_name(group))
        if (const std::string id = first_id(); !id.empty()) return by_text(letter_, id);
      return {.match_key = "person//" + lower(trim(self.mail.empty() ? self.name : self.mail)),
              .key = person_key(self)};
    }
    if (has_physical_identity(asset_.type))
      if (const std::uint32_t position = physical_position(); position != Identity::kNobody)
        return by_text(letter_, std::string(identity_.match_key(position)));
    const bool by_name = (asset_.type == AssetType::DataProduct || asset_.type == AssetType::GlossaryTerm) &&
                         !identity_.shares_its_name(group) && !asset_.name.empty();
    if (const std::string id = first_id(); !by_name && !id.empty()) return by_text(letter_, id);
    return by_text(letter_, std::string(info(asset_.type).name) + "//" + lower(trim(asset_.name)));
  }

  std::string first_id() const {
    for (const Told& told : said_)
      if (!told.spoken.fragment.self.id.empty()) return told.spoken.fragment.self.id;
    return {};
  }

  Owner self_owner() const {
    Owner self = asset_.owners.empty() ? Owner{} : asset_.owners.front();
    if (self.name.empty()) self.name = asset_.name;
    if (self.mail.empty() && contains(asset_.name, "@")) self.mail = asset_.name;
    if (self.name.empty()) self.name = said_.front().spoken.fragment.self.id;
    return self;
  }

  // Ids that the notes on sources do not hold already. Things keyed by id also
  // answer to the keys of their other ids, so that an address lives on when a
  // stronger source joins.
  void add_ids() {
    std::set<std::string_view> noted;
    for (const SourceNote& note : asset_.sources) noted.insert(note.ref);
    const bool keyed_by_id = std::any_of(said_.begin(), said_.end(), [&](const Told& told) {
      return told.spoken.fragment.self.id == asset_.match_key;
    });
    const auto add = [&](const std::string& id) {
      if (id.empty()) return;
      if (std::string shown = visible_text(id); !noted.contains(shown)) aliases_.insert(std::move(shown));
      if (keyed_by_id) aliases_.insert(asset_key(letter_, id));
    };
    for (const Told& told : said_) {
      add(told.spoken.fragment.self.id);
      for (const std::string& id : told.spoken.fragment.other_ids) add(id);
    }
  }

  // Its other physical names, and the name without an instance while nothing
  // else has it.
  void add_places(const Naming& naming) {
    for (const auto& [position, spoken] : said_) {
      const std::string other(identity_.match_key(position));
      if (other.empty() || !has_physical_identity(asset_.type)) continue;
      const bool anywhere = trim(spoken.fragment.self.physical.instance).empty();
      if (other != naming.match_key && (!anywhere || identity_.alone_at_its_place(position))) {
        aliases_.insert(visible_text(other));
        aliases_.insert(asset_key(letter_, other));
      }
      if (anywhere || !identity_.alone_at_its_place(position)) continue;
      aliases_.insert(asset_key(letter_, without_instance(other)));
    }
  }

  static std::string without_instance(const std::string& match_key) {
    const std::size_t first = match_key.find("//");
    const std::size_t second = first == std::string::npos ? first : match_key.find("//", first + 2);
    return second == std::string::npos ? match_key
                                       : match_key.substr(0, first + 2) + match_key.substr(second);
  }

  // Sources that take it for another type would have given its key another
  // letter.
  void add_letters(const Naming& naming) {
    if (!has_physical_identity(asset_.type)) return;
    for (const Told& told : said_)
      if (const char other = info(told.spoken.fragment.facts.type).letter; other != letter_)
        aliases_.insert(asset_key(other, naming.match_key));
  }

  Asset& asset_;
  const Group& said_;
  const Heard& heard_;
  const Identity& identity_;
  char letter_;
  std::set<std::string> aliases_;
};

}  // namespace

void set_key(Asset& asset, const Group& said, const Heard& heard, const Identity& identity) {
  KeyMaker(asset, said, heard, identity).make();
}

}  // namespace waymark

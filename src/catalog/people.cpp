#include <algorithm>
#include <map>

#include "waymark/base/strings.h"
#include "waymark/model/keys.h"

#include "derivation.h"
#include "in_parallel.h"
#include "readable_name.h"
#include "spoken.h"

namespace waymark {
namespace {

bool is_team(const Owner& owner) {
  return owner.team || owner.kind == OwnerKind::Role || owner.kind == OwnerKind::Project;
}

std::string name_of_owner(const Owner& owner) {
  if (!owner.name.empty()) return owner.name;
  if (!owner.mail.empty()) return owner.mail;
  return readable_name(owner.id);
}

}  // namespace

// Every owner is a person or team: the one that a source describes, else one made from how owners are named.
// Two owners with one mail are one; without a mail the name decides.
void link_people(Derivation& d) {
  const std::size_t count = d.size();
  std::unordered_map<std::string, std::uint32_t> known;  // A key is a digest: once for each mail and name.
  std::string who;
  for (std::size_t i = 0; i < count; ++i) {
    if (is_person_or_team(d.asset(i).type)) continue;
    for (std::size_t o = 0; o < d.asset(i).owners.size(); ++o) {
      if (d.links(i).owners[o] != AssetLinks::kNone) continue;
      const Owner& stated = d.asset(i).owners[o];
      who.assign(stated.mail)
          .append(1, '\n')
          .append(stated.name.empty() ? name_of_owner(stated) : stated.name);
      if (who.size() == stated.mail.size() + 1) continue;
      // The first of a mail and name decides between a person and a team.
      const auto [person_of, first] = known.try_emplace(who, AssetLinks::kNone);
      if (!first) {
        d.links(i).owners[o] = person_of->second;
        continue;
      }
      Owner owner = stated;
      owner.name = name_of_owner(owner);
      const std::string key = person_key(owner);
      person_of->second = d.find(key);
      if (person_of->second != AssetLinks::kNone) {
        d.links(i).owners[o] = person_of->second;
        continue;
      }
      Asset person;
      person.type = is_team(owner) ? AssetType::Team : AssetType::Person;
      person.key = key;
      person.match_key = "person//" + lower(trim(owner.mail.empty() ? owner.name : owner.mail));
      person.name = owner.name;
      if (!owner.mail.empty()) person.owners = {{.id = {}, .name = owner.name, .mail = owner.mail}};
      person_of->second = d.add(std::move(person));
      d.links(i).owners[o] = person_of->second;
    }
  }
}

// Owners are called what the person is called, where everyone who sees the owner may see the person. A person
// made from owners is called by the first name in alphabet among those all its readers may see; a name is
// better than a mail.
void spell_people(Derivation& d) {
  std::map<std::uint32_t, std::string> names;
  for (std::size_t i = 0; i < d.size(); ++i) {
    if (is_person_or_team(d.asset(i).type)) continue;
    for (std::size_t o = 0; o < d.asset(i).owners.size(); ++o) {
      const std::uint32_t person = d.links(i).owners[o];
      if (person == AssetLinks::kNone || person < d.described || !d.may_show(i, person)) continue;
      const std::string name = name_of_owner(d.asset(i).owners[o]);
      const auto [known, added] = names.emplace(person, name);
      const auto rank = [](const std::string& text) { return std::pair(contains(text, "@"), text); };
      if (!added && rank(name) < rank(known->second)) known->second = name;
    }
  }
  for (const auto& [person, name] : names) {
    d.asset(person).name = name;
    for (Owner& self : d.asset(person).owners) self.name = name;
  }
  each_in_parallel(d.size(), [&](std::uint32_t i) {
    if (is_person_or_team(d.asset(i).type)) return;
    for (std::size_t o = 0; o < d.asset(i).owners.size(); ++o) {
      Owner& owner = d.asset(i).owners[o];
      const std::uint32_t person = d.links(i).owners[o];
      if (person != AssetLinks::kNone && d.may_show(person, i)) {
        const Asset& who = d.asset(person);
        owner.name = std::string(display_name(who));
        if (owner.mail.empty() && !who.owners.empty()) owner.mail = who.owners.front().mail;
        owner.team = who.type == AssetType::Team;
        d.asset(i).owner_keys.push_back(who.key);
      } else if (owner.name.empty()) {
        owner.name = name_of_owner(owner);
      }
    }
    std::vector<std::string>& keys = d.asset(i).owner_keys;
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  });
}

}  // namespace waymark

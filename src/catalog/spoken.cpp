#include "spoken.h"

#include "waymark/base/strings.h"
#include "waymark/model/keys.h"

namespace waymark {

Platforms::Platforms(const std::vector<std::vector<std::string>>& same_platform) {
  for (const std::vector<std::string>& group : same_platform) {
    // Groups that overlap become one, named after the first platform of the
    // first.
    std::string head = group.empty() ? std::string() : family(group.front());
    for (const std::string& platform : group) {
      const std::string other = family(platform);
      for (auto& [from, to] : family_of_)
        if (to == other) to = head;
      family_of_[platform_family(platform)] = head;
      family_of_[other] = head;
    }
  }
}

std::string Platforms::family(const std::string& platform) const {
  std::string built_in = platform_family(platform);
  const auto found = family_of_.find(built_in);
  return found == family_of_.end() ? built_in : found->second;
}

MatchKey Platforms::match_key_and_place(const PhysicalName& physical) const {
  PhysicalName known;
  if (!family_of_.empty()) known = physical, known.platform = family(physical.platform);
  const PhysicalName& same = family_of_.empty() ? physical : known;
  const std::string start = platform_family(same.platform) + "//", end = "//" + normal_name(same);
  return {.whole = start + lower(trim(physical.instance)) + end, .place = start + end};
}

bool is_person_or_team(AssetType type) { return type == AssetType::Person || type == AssetType::Team; }

bool has_physical_identity(AssetType type) {
  switch (type) {
    case AssetType::Domain:
    case AssetType::DataProduct:
    case AssetType::GlossaryTerm:
    case AssetType::Contract:
    case AssetType::Person:
    case AssetType::Team:
      return false;
    default:
      return true;
  }
}

std::string mail_of(const Fragment& fragment) {
  if (!is_person_or_team(fragment.facts.type)) return {};
  for (const Owner& owner : fragment.facts.owners)
    if (!owner.mail.empty()) return lower(trim(owner.mail));
  return contains(fragment.self.name, "@") ? lower(trim(fragment.self.name)) : std::string();
}

const std::string& name_of(const Fragment& fragment) {
  if (!fragment.self.name.empty()) return fragment.self.name;
  return fragment.facts.name.empty() ? fragment.facts.title : fragment.facts.name;
}

}  // namespace waymark

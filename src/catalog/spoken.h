// spoken.h - a fragment with who said it, and what tells kinds of things apart.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "waymark/catalog/config.h"
#include "waymark/catalog/merge.h"
#include "waymark/model/fragment.h"

namespace waymark {

struct Speaker {
  std::string name;
  std::string format;
  SourceKind kind = SourceKind::Technical;
  int strength = 0;

  bool operator==(const Speaker&) const = default;
};

struct Spoken {
  Fragment fragment;
  std::uint32_t speaker = 0;  // Index into Heard::speakers, strongest first.
  std::uint32_t file = 0;     // Index into Heard::files, alphabetical.
};

struct MatchKey {
  std::string whole;  // keys.h, with the family of the configuration.
  std::string place;  // The same without the instance.
};

// Which platforms share their tables: the built-in families and
// `same_platform`.
class Platforms {
 public:
  explicit Platforms(const std::vector<std::vector<std::string>>& same_platform);
  std::string family(const std::string& platform) const;
  MatchKey match_key_and_place(const PhysicalName& physical) const;
  std::string match_key(const PhysicalName& physical) const { return match_key_and_place(physical).whole; }

 private:
  std::map<std::string, std::string> family_of_;  // From a built-in family to the one that stands for all.
};

// Types that are known by name or id alone, whatever physical name a source
// gives them.
bool has_physical_identity(AssetType type);
bool is_person_or_team(AssetType type);
// Of a fragment that is completed (heard.h): a person's own mail, which it
// carries as an owner, and the plain name it is known by.
std::string mail_of(const Fragment& fragment);
const std::string& name_of(const Fragment& fragment);

}  // namespace waymark

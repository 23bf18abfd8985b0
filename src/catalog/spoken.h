// spoken.h - fragments and edges with who said them, and the order in which their word counts.
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
  std::uint32_t speaker = 0;  // Index into the table of speakers; after ranking, strongest first.
  std::uint32_t file = 0;     // Index into the table of files; after ranking, alphabetical.
};

struct SpokenEdge {
  Edge edge;
  std::uint32_t speaker = 0;
  std::uint32_t file = 0;
};

// Which platforms share their tables: the built-in families and `same_platform`.
class Platforms {
 public:
  explicit Platforms(const std::vector<std::vector<std::string>>& same_platform);
  std::string family(const std::string& platform) const;
  // keys.h, with the family of the configuration.
  std::string match_key(const PhysicalName& physical) const;
  std::string place(const PhysicalName& physical) const;  // The same without the instance.

 private:
  std::map<std::string, std::string> family_of_;  // From a built-in family to the one that stands for all.
};

// Everything that was added, in an order that does not depend on the order of adding: strongest speaker
// first, then by source, file, place and content.
struct Heard {
  std::vector<Speaker> speakers;  // Strongest first.
  std::vector<std::string> files;
  std::vector<std::unique_ptr<Spoken>> fragments;  // On their own, so that ordering them moves no texts.
  std::vector<SpokenEdge> edges;
  // By speaker: the newest day of which its event feeds tell; empty when it has none.
  std::vector<std::optional<std::int64_t>> newest_event_day;

  const Speaker& speaker(const Spoken& spoken) const { return speakers[spoken.speaker]; }
};
void put_in_order(Heard& heard);

// Types that are known by name or id alone, whatever physical name a source gives them.
bool has_physical_identity(AssetType type);
bool is_person_or_team(AssetType type);
// A person's own mail, which its fragment carries as an owner.
std::string mail_of(const Fragment& fragment);
// The plain name it is known by.
const std::string& name_of(const Fragment& fragment);

}  // namespace waymark

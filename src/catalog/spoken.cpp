#include "spoken.h"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "waymark/base/strings.h"
#include "waymark/model/asset_json.h"
#include "waymark/model/keys.h"

namespace waymark {
namespace {

// Ranks of the items of a table in the order `less`, with the table itself put into that order.
template <typename Item, typename Less>
std::vector<std::uint32_t> rank(std::vector<Item>& items, Less less) {
  std::vector<std::uint32_t> order(items.size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [&](auto a, auto b) { return less(items[a], items[b]); });
  std::vector<std::uint32_t> ranks(items.size());
  std::vector<Item> sorted(items.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    ranks[order[i]] = i;
    sorted[i] = std::move(items[order[i]]);
  }
  items = std::move(sorted);
  return ranks;
}

// For fragments of one file and one place: what they say, all of it.
std::string content(const Fragment& fragment) {
  Asset asset;
  static_cast<Facts&>(asset) = fragment.facts;
  asset.aliases = fragment.other_ids;
  std::string text = asset_to_json(asset);
  for (const std::string* part : {&fragment.self.name, &fragment.self.physical.platform,
                                  &fragment.self.physical.instance, &fragment.domain_id, &fragment.parent_id})
    text += '\n' + *part;
  for (const std::vector<std::string>* list :
       {&fragment.self.physical.parts, &fragment.product_ids, &fragment.term_ids})
    text += '\n' + join(*list, "\t");
  text += fragment.deleted ? "\ndeleted" : "";
  return text + (fragment.at ? format_time(*fragment.at) : "");
}

bool comes_before(const Spoken& a, const Spoken& b) {
  const auto cheap = [](const Spoken& s) {
    return std::tie(s.speaker, s.file, s.fragment.place, s.fragment.self.id);
  };
  if (cheap(a) != cheap(b)) return cheap(a) < cheap(b);
  return content(a.fragment) < content(b.fragment);
}

// The first edge that names an unknown thing decides how it is spelled.
bool edge_comes_before(const SpokenEdge& a, const SpokenEdge& b) {
  const auto end = [](const Ref& ref) {
    return std::tie(ref.id, ref.name, ref.physical.platform, ref.physical.instance, ref.physical.parts);
  };
  const auto cheap = [](const SpokenEdge& s) {
    return std::tie(s.speaker, s.file, s.edge.place, s.edge.kind);
  };
  if (cheap(a) != cheap(b)) return cheap(a) < cheap(b);
  return std::tuple(end(a.edge.from), end(a.edge.to)) < std::tuple(end(b.edge.from), end(b.edge.to));
}

void note_event_days(Heard& heard) {
  heard.newest_event_day.assign(heard.speakers.size(), std::nullopt);
  for (const auto& spoken : heard.fragments)
    for (const Events& events : spoken->fragment.events) {
      std::optional<std::int64_t>& newest = heard.newest_event_day[spoken->speaker];
      newest = newest ? std::max(*newest, events.day) : events.day;
    }
}

}  // namespace

Platforms::Platforms(const std::vector<std::vector<std::string>>& same_platform) {
  for (const std::vector<std::string>& group : same_platform) {
    // Groups that overlap become one, named after the first platform of the first.
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

std::string Platforms::match_key(const PhysicalName& physical) const {
  if (family_of_.empty()) return waymark::match_key(physical);
  PhysicalName same = physical;
  same.platform = family(physical.platform);
  return waymark::match_key(same);
}

std::string Platforms::place(const PhysicalName& physical) const {
  PhysicalName anywhere{.platform = physical.platform, .instance = {}, .parts = physical.parts};
  return match_key(anywhere);
}

void put_in_order(Heard& heard) {
  const auto speaker_ranks = rank(heard.speakers, [](const Speaker& a, const Speaker& b) {
    if (a.strength != b.strength) return a.strength > b.strength;
    return std::tie(a.name, a.format, a.kind) < std::tie(b.name, b.format, b.kind);
  });
  const auto file_ranks = rank(heard.files, std::less<>());
  for (const auto& spoken : heard.fragments)
    spoken->speaker = speaker_ranks[spoken->speaker], spoken->file = file_ranks[spoken->file];
  for (SpokenEdge& spoken : heard.edges)
    spoken.speaker = speaker_ranks[spoken.speaker], spoken.file = file_ranks[spoken.file];
  std::sort(heard.fragments.begin(), heard.fragments.end(),
            [](const auto& a, const auto& b) { return comes_before(*a, *b); });
  std::sort(heard.edges.begin(), heard.edges.end(), edge_comes_before);
  note_event_days(heard);
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

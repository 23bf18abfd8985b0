#include "identity.h"

#include <algorithm>
#include <numeric>

#include "waymark/base/strings.h"
#include "waymark/model/keys.h"

#include "domain_tree.h"

namespace waymark {
namespace {

constexpr std::string_view kContainerMark = "container|";

// Things of one kind share a table of names; people and teams share theirs, because owners seldom say which
// they are.
std::string name_key(AssetType type, std::string_view name) {
  const AssetType table = type == AssetType::Team ? AssetType::Person : type;
  return std::string(info(table).name) + "//" + lower(trim(name));
}

// Data products and terms are one thing across sources when they have one name; dashboards and jobs are not.
bool name_joins(AssetType type) {
  return type == AssetType::DataProduct || type == AssetType::GlossaryTerm || is_person_or_team(type);
}

bool physical_counts(const Fragment& fragment) {
  return has_physical_identity(fragment.facts.type) && !fragment.self.physical.empty();
}

}  // namespace

UnionFind::UnionFind(std::size_t size) : parent_(size) { std::iota(parent_.begin(), parent_.end(), 0u); }

std::uint32_t UnionFind::find(std::uint32_t item) const {
  while (parent_[item] != item) {
    parent_[item] = parent_[parent_[item]];
    item = parent_[item];
  }
  return item;
}

void UnionFind::unite(std::uint32_t a, std::uint32_t b) {
  a = find(a);
  b = find(b);
  if (a != b) parent_[std::max(a, b)] = std::min(a, b);
}

// The fragments of one kind and name.
struct Identity::Namesakes {
  AssetType type;
  std::string name;
  std::vector<std::uint32_t> anchored;  // With an id (people: or a mail) of their own.
  std::vector<std::uint32_t> plain;     // Known by the name alone.
};

Identity::Identity(const Heard& heard, const Platforms& platforms, NoteBook& notes)
    : heard_(heard),
      platforms_(platforms),
      groups_(heard.fragments.size()),
      match_keys_(heard.fragments.size()) {
  join_by_id();
  join_domains(notes);
  join_by_mail();
  join_by_physical(notes);
  join_by_name(notes);
}

void Identity::join_by_id() {
  for (std::uint32_t i = 0; i < heard_.fragments.size(); ++i) {
    const Fragment& fragment = heard_.fragments[i]->fragment;
    const auto join = [&](const std::string& id) {
      if (id.empty()) return;
      const auto [known, added] = by_id_.emplace(id, i);
      if (!added) groups_.unite(known->second, i);
    };
    join(fragment.self.id);
    for (const std::string& id : fragment.other_ids) join(id);
  }
}

// A domain is its path, and the path comes from its parents, which are known by id. So ids go first, then
// paths are worked out, then domains of one path become one.
void Identity::join_domains(NoteBook& notes) {
  std::unordered_map<std::uint32_t, std::size_t> node_of;
  std::vector<DomainNode> nodes;
  std::vector<std::uint32_t> groups;
  std::vector<std::string_view> parents;
  for (std::uint32_t i = 0; i < heard_.fragments.size(); ++i) {
    const Fragment& fragment = heard_.fragments[i]->fragment;
    if (fragment.facts.type != AssetType::Domain || fragment.deleted) continue;
    const auto [found, added] = node_of.emplace(groups_.find(i), nodes.size());
    if (added) {
      nodes.emplace_back();
      groups.push_back(groups_.find(i));
      parents.emplace_back();
    }
    DomainNode& node = nodes[found->second];  // Strongest first: what is set stays.
    if (node.name.empty()) node.name = name_of(fragment);
    if (node.name.empty()) node.name = replace_all(fragment.self.id, "/", "-");
    if (parents[found->second].empty()) parents[found->second] = fragment.parent_id;
  }
  for (std::size_t n = 0; n < nodes.size(); ++n) {
    if (parents[n].empty()) continue;
    const auto parent = node_of.find(find_id(parents[n]));
    if (parent != node_of.end())
      nodes[n].parent = static_cast<std::int64_t>(parent->second);
    else
      notes.add("domain_unknown", std::string(parents[n]));
  }
  const std::vector<std::string> paths = domain_paths(nodes, notes);
  for (std::size_t n = 0; n < nodes.size(); ++n) {
    if (paths[n].empty()) continue;
    const auto [same, added] = by_domain_path_.emplace(lower(paths[n]), groups[n]);
    if (!added) groups_.unite(same->second, groups[n]);
  }
  // In order of strength, so that the strongest spelling of a path stays.
  for (std::size_t n = 0; n < nodes.size(); ++n) domain_paths_.emplace(groups_.find(groups[n]), paths[n]);
}

void Identity::join_by_mail() {
  for (std::uint32_t i = 0; i < heard_.fragments.size(); ++i) {
    const std::string mail = mail_of(heard_.fragments[i]->fragment);
    if (mail.empty()) continue;
    const auto [known, added] = by_mail_.emplace(mail, i);
    if (!added) groups_.unite(known->second, i);
  }
}

std::string Identity::place_key(const Fragment& fragment) const {
  const bool container = fragment.facts.type == AssetType::Container;
  return (container ? std::string(kContainerMark) : std::string()) + platforms_.place(fragment.self.physical);
}

// Equal names in one instance are one thing. A fragment that does not say where it lives joins the only
// instance that has its name; where there is none such fragments are one thing together; where there are
// several they stay apart from them. Instances that only deleted records tell of do not count.
void Identity::join_by_physical(NoteBook& notes) {
  std::unordered_map<std::string, std::uint32_t> exact;
  std::vector<std::pair<std::uint32_t, Place*>> unclear;
  for (std::uint32_t i = 0; i < heard_.fragments.size(); ++i) {
    const Fragment& fragment = heard_.fragments[i]->fragment;
    if (!physical_counts(fragment)) continue;
    const bool container = fragment.facts.type == AssetType::Container;
    match_keys_[i] = (container ? std::string(kContainerMark) : std::string()) +
                     platforms_.match_key(fragment.self.physical);
    Place& place = places_[place_key(fragment)];
    if (trim(fragment.self.physical.instance).empty()) {
      place.anywhere.push_back(i);
      if (place.anywhere.size() == 1)
        unclear.emplace_back(i, &place);  // Nodes of the map stay where they are.
      continue;
    }
    const auto [known, added] = exact.emplace(match_keys_[i], i);
    if (!added) {
      groups_.unite(known->second, i);
      if (fragment.deleted || !heard_.fragments[known->second]->fragment.deleted) continue;
      known->second = i;  // A living one stands for the instance.
    }
    (fragment.deleted ? place.gone : place.somewhere).push_back(i);
  }
  for (auto& [first, place] : unclear) {
    std::uint32_t together = kNobody;
    for (const std::uint32_t i : place->anywhere) {
      const auto joined = [&](std::uint32_t there) { return groups_.find(there) == groups_.find(i); };
      if (std::any_of(place->somewhere.begin(), place->somewhere.end(), joined)) continue;
      if (place->somewhere.size() == 1) {
        groups_.unite(place->somewhere.front(), i);
        continue;
      }
      if (together != kNobody) groups_.unite(together, i);
      together = i;
    }
    if (together != kNobody && place->somewhere.size() > 1)
      notes.add("instance_unclear",
                match_keys_[first] + " in " + heard_.speaker(*heard_.fragments[first]).name);
  }
}

void Identity::join_by_name(NoteBook& notes) {
  std::unordered_map<std::string, std::size_t> at;
  std::vector<Namesakes> all;
  for (std::uint32_t i = 0; i < heard_.fragments.size(); ++i) {
    const Fragment& fragment = heard_.fragments[i]->fragment;
    const AssetType type = fragment.facts.type;
    if (type == AssetType::Domain || physical_counts(fragment) || name_of(fragment).empty()) continue;
    if (fragment.deleted && name_joins(type)) continue;  // A former namesake is another thing.
    const auto [found, added] = at.emplace(name_key(type, name_of(fragment)), all.size());
    if (added) all.push_back({type, name_of(fragment), {}, {}});
    const bool anchored = !fragment.self.id.empty() || !mail_of(fragment).empty();
    (anchored ? all[found->second].anchored : all[found->second].plain).push_back(i);
  }
  for (const Namesakes& same : all) join_namesakes(same, notes);
  // One thing may have several names, so a later one may have joined what an earlier one found apart.
  for (auto* table : {&by_name_, &by_any_name_})
    for (auto& [name, groups] : *table) {
      for (std::uint32_t& group : groups) group = groups_.find(group);
      std::sort(groups.begin(), groups.end());
      groups.erase(std::unique(groups.begin(), groups.end()), groups.end());
      if (table == &by_name_ && groups.size() > 1) sharing_.insert(groups.begin(), groups.end());
    }
}

// One source that lists two of them by different ids means two things; so do two people with different mails.
void Identity::join_namesakes(const Namesakes& same, NoteBook& notes) {
  std::map<std::string_view, std::uint32_t> group_of_source;
  std::map<std::string, std::uint32_t> group_of_mail;
  bool several = false;
  for (const std::uint32_t i : same.anchored) {
    const std::uint32_t group = groups_.find(i);
    const std::string_view source = heard_.speaker(*heard_.fragments[i]).name;
    several |= group_of_source.emplace(source, group).first->second != group;
    if (const std::string mail = mail_of(heard_.fragments[i]->fragment); !mail.empty())
      group_of_mail.emplace(mail, group);
  }
  several |= group_of_mail.size() > 1;
  std::vector<std::uint32_t> groups;
  if (name_joins(same.type) && !several) {
    for (const std::uint32_t i : same.anchored) groups_.unite(same.anchored.front(), i);
  } else if (name_joins(same.type)) {
    notes.add("name_unclear", std::string(info(same.type).label) + " " + same.name);
  }
  for (const std::uint32_t i : same.anchored) groups.push_back(groups_.find(i));
  std::sort(groups.begin(), groups.end());
  groups.erase(std::unique(groups.begin(), groups.end()), groups.end());
  for (const std::uint32_t i : same.plain)
    groups_.unite(groups.size() == 1 ? groups.front() : same.plain.front(), i);
  if (groups.size() != 1 && !same.plain.empty()) groups.push_back(groups_.find(same.plain.front()));
  by_name_[name_key(same.type, same.name)] = groups;
  std::vector<std::uint32_t>& any = by_any_name_[lower(trim(same.name))];
  any.insert(any.end(), groups.begin(), groups.end());
}

const std::string& Identity::domain_path(std::uint32_t group) const {
  static const std::string kNone;
  const auto found = domain_paths_.find(group);
  return found == domain_paths_.end() ? kNone : found->second;
}

bool Identity::alone_at_its_place(std::uint32_t position) const {
  const auto found = places_.find(place_key(heard_.fragments[position]->fragment));
  if (found == places_.end()) return false;
  const Place& place = found->second;
  const auto same = [&](std::uint32_t other) { return group_of(other) == group_of(position); };
  return std::all_of(place.somewhere.begin(), place.somewhere.end(), same) &&
         std::all_of(place.anywhere.begin(), place.anywhere.end(), same);
}

std::uint32_t Identity::find_id(std::string_view id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? kNobody : groups_.find(found->second);
}

std::uint32_t Identity::find_physical(const PhysicalName& physical, bool container) const {
  if (physical.empty()) return kNobody;
  const std::string mark(container ? kContainerMark : std::string_view());
  const auto found = places_.find(mark + platforms_.place(physical));
  if (found == places_.end()) return kNobody;
  const Place& place = found->second;
  if (trim(physical.instance).empty()) {
    if (place.somewhere.size() == 1) return groups_.find(place.somewhere.front());
    if (!place.anywhere.empty()) return groups_.find(place.anywhere.front());
    return place.somewhere.empty() && place.gone.size() == 1 ? groups_.find(place.gone.front()) : kNobody;
  }
  const std::string key = mark + platforms_.match_key(physical);
  for (const std::uint32_t i : place.somewhere)
    if (match_keys_[i] == key) return groups_.find(i);
  for (const std::uint32_t i : place.gone)
    if (match_keys_[i] == key) return groups_.find(i);
  // Told of without an instance only: that is the one.
  return place.somewhere.empty() && !place.anywhere.empty() ? groups_.find(place.anywhere.front()) : kNobody;
}

std::uint32_t Identity::find_name(AssetType type, std::string_view name) const {
  const auto found = by_name_.find(name_key(type, name));
  return found == by_name_.end() || found->second.size() != 1 ? kNobody : groups_.find(found->second.front());
}

std::uint32_t Identity::find_domain(std::string_view path) const {
  const auto found = by_domain_path_.find(lower(tidy_domain_path(path)));
  return found == by_domain_path_.end() ? kNobody : groups_.find(found->second);
}

std::uint32_t Identity::find_person(const Owner& owner) const {
  if (const std::uint32_t group = find_id(owner.id); group != kNobody) return group;
  if (!owner.mail.empty()) {
    const auto found = by_mail_.find(lower(trim(owner.mail)));
    return found == by_mail_.end() ? kNobody : groups_.find(found->second);
  }
  if (contains(owner.name, "@"))
    if (const auto found = by_mail_.find(lower(trim(owner.name))); found != by_mail_.end())
      return groups_.find(found->second);
  return owner.name.empty() ? kNobody : find_name(AssetType::Person, owner.name);
}

std::uint32_t Identity::find(const Ref& ref) const {
  if (const std::uint32_t group = find_id(ref.id); group != kNobody) return group;
  if (const std::uint32_t group = find_physical(ref.physical); group != kNobody) return group;
  if (ref.name.empty()) return kNobody;
  const auto found = by_any_name_.find(lower(trim(ref.name)));
  if (found != by_any_name_.end()) return found->second.size() == 1 ? found->second.front() : kNobody;
  return find_domain(ref.name);
}

}  // namespace waymark

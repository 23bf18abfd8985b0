#include "identity.h"

#include <algorithm>
#include <numeric>
#include <thread>

#include "waymark/base/strings.h"
#include "waymark/model/keys.h"

#include "domain_tree.h"
#include "readable_name.h"

namespace waymark {
namespace {

constexpr std::string_view kContainerMark = "container|";
constexpr std::uint32_t kForgetEvery = 64 * 1024;  // Heads after which pages read are given back.

// Things of one kind share a table of names; people and teams share theirs,
// because owners seldom say which they are.
std::string name_key(AssetType type, std::string_view name) {
  const AssetType table = type == AssetType::Team ? AssetType::Person : type;
  return std::string(info(table).name) + "//" + lower(trim(name));
}

// Data products and terms are one thing across sources when they have one name;
// dashboards and jobs are not.
bool name_joins(AssetType type) {
  return type == AssetType::DataProduct || type == AssetType::GlossaryTerm || is_person_or_team(type);
}

}  // namespace

UnionFind::UnionFind(std::size_t size) : parent_(size) { std::iota(parent_.begin(), parent_.end(), 0u); }

void UnionFind::unite(std::uint32_t a, std::uint32_t b) {
  const auto top = [&](std::uint32_t item) {
    for (; parent_[item] != item; item = parent_[item]) parent_[item] = parent_[parent_[item]];
    return item;
  };
  a = top(a);
  b = top(b);
  if (a != b) parent_[std::max(a, b)] = std::min(a, b);
}

// An item's parent is smaller than itself, so it is short already.
void UnionFind::shorten() {
  for (std::uint32_t& parent : parent_) parent = parent_[parent];
}

// The fragments of one kind and name.
struct Identity::Namesakes {
  AssetType type;
  std::string name;
  std::vector<std::uint32_t> anchored;  // With an id (people: or a mail) of their own.
  std::vector<std::uint32_t> plain;     // Known by the name alone.
};

Identity::Identity(const Heard& heard, const Platforms& platforms, NoteBook& notes)
    : heard_(heard), platforms_(platforms), groups_(heard.fragments.size()), names_(heard.fragments.size()) {
  learn();
  join_domains(notes);
  join_by_mail();
  join_by_physical(notes);
  join_by_name(notes);
  groups_.shorten();
  learn_logins();
}

// What a head says of names.
struct Identity::Learnt {
  AssetType type = AssetType::Table;
  bool deleted = false, placed = false, anywhere = false;
  std::string match_key, place;
};

// The look at every head, for ids and for names at a time: ids join at once, the rest is remembered by
// number. Names take longer, so who is done with the ids looks at the last names and hands them over: numbers
// are given in the order of positions, however long each of the two takes.
void Identity::learn() {
  const auto count = static_cast<std::uint32_t>(heard_.fragments.size());
  const std::uint32_t middle = count / 5 * 3;
  std::thread names([&] {
    for (std::uint32_t i = 0; i < middle; ++i) take_name(i, learn_name(i));
  });
  learn_ids();
  std::vector<Learnt> last;
  last.reserve(count - middle);
  for (std::uint32_t i = middle; i < count; ++i) last.push_back(learn_name(i));
  names.join();
  for (std::uint32_t i = middle; i < count; ++i) take_name(i, last[i - middle]);
}

void Identity::learn_ids() {
  for (std::uint32_t i = 0; i < heard_.fragments.size(); ++i) {
    if (i % kForgetEvery == 0) heard_.forget_pages();
    const SpokenHead spoken = heard_.head(i);
    const auto join = [&](std::string_view id) {
      if (id.empty()) return;
      const std::uint32_t number = ids_.add(id);
      if (number == id_positions_.size())
        id_positions_.push_back(i);
      else
        groups_.unite(id_positions_[number], i);
    };
    join(spoken.head.id);
    for (const std::string_view id : spoken.head.other_ids) join(id);
  }
  groups_.shorten();
}

Identity::Learnt Identity::learn_name(std::uint32_t position) const {
  const SpokenHead spoken = heard_.head(position);
  Learnt learnt;
  learnt.type = spoken.head.type;
  learnt.deleted = spoken.head.deleted;
  learnt.placed = spoken.has_place();
  if (!learnt.placed) return learnt;
  MatchKey key = platforms_.match_key_and_place(spoken.physical());
  const std::string_view mark = learnt.type == AssetType::Container ? kContainerMark : std::string_view();
  learnt.match_key = std::move(key.whole.insert(0, mark));
  learnt.place = std::move(key.place.insert(0, mark));
  learnt.anywhere = trim(spoken.head.physical.instance).empty();
  return learnt;
}

void Identity::take_name(std::uint32_t position, const Learnt& learnt) {
  Name& name = names_[position];
  name.deleted = learnt.deleted;
  if (learnt.type == AssetType::Domain) domains_.push_back(position);
  if (is_person_or_team(learnt.type)) people_.push_back(position);
  if (!learnt.placed) {
    if (learnt.type != AssetType::Domain) known_by_name_.push_back(position);
    return;
  }
  name.match_key = match_keys_.add(learnt.match_key);
  name.place = places_.add(learnt.place);
  name.anywhere = learnt.anywhere;
}

// A domain is its path, and the path comes from its parents, which are known by
// id. So ids go first, then paths are worked out, then domains of one path
// become one.
void Identity::join_domains(NoteBook& notes) {
  std::unordered_map<std::uint32_t, std::size_t> node_of;
  std::vector<DomainNode> nodes;
  std::vector<std::uint32_t> groups;
  std::vector<std::string> parents, ids;
  for (const std::uint32_t i : domains_) {
    if (names_[i].deleted) continue;
    const SpokenHead spoken = heard_.head(i);
    const auto [found, added] = node_of.emplace(groups_.find(i), nodes.size());
    if (added) {
      nodes.emplace_back();
      groups.push_back(groups_.find(i));
      parents.emplace_back();
      ids.emplace_back();
    }
    DomainNode& node = nodes[found->second];  // Strongest first: what is set stays.
    if (node.name.empty()) node.name = spoken.name();
    if (ids[found->second].empty()) ids[found->second] = spoken.head.id;
    if (parents[found->second].empty()) parents[found->second] = spoken.head.parent_id;
  }
  for (std::size_t n = 0; n < nodes.size(); ++n) {
    if (nodes[n].name.empty()) nodes[n].name = replace_all(ids[n], "/", "-");  // Nobody told its name.
    if (parents[n].empty()) continue;
    const auto parent = node_of.find(find_id(parents[n]));
    if (parent != node_of.end())
      nodes[n].parent = static_cast<std::int64_t>(parent->second);
    else
      notes.add("domain_unknown", parents[n]);
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
  for (const std::uint32_t i : people_) {
    const std::string mail = heard_.head(i).mail();
    if (mail.empty()) continue;
    const auto [known, added] = by_mail_.emplace(mail, i);
    if (!added) groups_.unite(known->second, i);
  }
}

// Systems name owners by what people sign in with, which is the end of the id they have elsewhere:
// urn:li:corpGroup:finance-data is who others call "finance-data".
void Identity::learn_logins() {
  for (const std::uint32_t i : people_) {
    const std::string login = lower(readable_name(heard_.head(i).head.id));
    if (login.empty() || names_[i].deleted) continue;
    const auto [known, added] = by_login_.emplace(login, groups_.find(i));
    if (!added && known->second != groups_.find(i)) known->second = kNobody;
  }
}

void Identity::sort_by_place() {
  for (std::uint32_t i = 0; i < names_.size(); ++i)
    if (names_[i].place != TextTable::kNone) by_place_.push_back(i);
  std::sort(by_place_.begin(), by_place_.end(), [&](std::uint32_t a, std::uint32_t b) {
    const Name &left = names_[a], &right = names_[b];
    return std::tie(left.place, left.match_key, a) < std::tie(right.place, right.match_key, b);
  });
  place_starts_.resize(places_.size() + 1);
  for (const std::uint32_t i : by_place_) ++place_starts_[names_[i].place + 1];
  std::partial_sum(place_starts_.begin(), place_starts_.end(), place_starts_.begin());
}

template <typename Visit>
void Identity::each_run(std::uint32_t place, Visit visit) const {
  for (std::uint32_t at = place_starts_[place]; at < place_starts_[place + 1];) {
    Run run{.first = by_place_[at]};
    run.match_key = names_[run.first].match_key;
    run.anywhere = names_[run.first].anywhere;
    for (; at < place_starts_[place + 1] && names_[by_place_[at]].match_key == run.match_key; ++at)
      if (run.living == kNobody && !names_[by_place_[at]].deleted) run.living = by_place_[at];
    visit(run);
  }
}

// Equal names in one instance are one thing. A fragment that does not say where
// it lives joins the only instance that has its name; where there is none such
// fragments are one thing together; where there are several they stay apart
// from them. Instances that only deleted records tell of do not count.
void Identity::join_by_physical(NoteBook& notes) {
  sort_by_place();
  for (std::size_t at = 1; at < by_place_.size(); ++at) {
    const std::uint32_t one = by_place_[at - 1], next = by_place_[at];
    if (!names_[next].anywhere && names_[one].match_key == names_[next].match_key) groups_.unite(one, next);
  }
  for (std::uint32_t place = 0; place + 1 < place_starts_.size(); ++place) join_the_unclear(place, notes);
}

void Identity::join_the_unclear(std::uint32_t place, NoteBook& notes) {
  std::vector<std::uint32_t> somewhere;  // One for each instance where it lives.
  std::uint32_t unclear = TextTable::kNone;
  each_run(place, [&](const Run& run) {
    if (run.anywhere)
      unclear = run.match_key;
    else if (run.living != kNobody)
      somewhere.push_back(run.living);
  });
  if (unclear == TextTable::kNone) return;
  std::uint32_t together = kNobody, first = kNobody;
  for (std::uint32_t at = place_starts_[place]; at < place_starts_[place + 1]; ++at) {
    const std::uint32_t i = by_place_[at];
    if (!names_[i].anywhere) continue;
    if (first == kNobody) first = i;
    const auto joined = [&](std::uint32_t there) { return groups_.find(there) == groups_.find(i); };
    if (std::any_of(somewhere.begin(), somewhere.end(), joined)) continue;
    if (somewhere.size() == 1) {
      groups_.unite(somewhere.front(), i);
      continue;
    }
    if (together != kNobody) groups_.unite(together, i);
    together = i;
  }
  if (together != kNobody && somewhere.size() > 1)
    notes.add("instance_unclear", std::string(match_key(first)) + " in " + heard_.speaker(first).name);
}

void Identity::join_by_name(NoteBook& notes) {
  std::unordered_map<std::string, std::size_t> at;
  std::vector<Namesakes> all;
  for (const std::uint32_t i : known_by_name_) {
    const SpokenHead spoken = heard_.head(i);
    const AssetType type = spoken.head.type;
    const std::string name = spoken.name();
    if (name.empty()) continue;
    if (names_[i].deleted && name_joins(type)) continue;  // A former namesake is another thing.
    const auto [found, added] = at.emplace(name_key(type, name), all.size());
    if (added) all.push_back({type, name, {}, {}});
    const bool anchored = !spoken.head.id.empty() || !spoken.mail().empty();
    (anchored ? all[found->second].anchored : all[found->second].plain).push_back(i);
  }
  for (const Namesakes& same : all) join_namesakes(same, notes);
  // One thing may have several names, so a later one may have joined what an
  // earlier one found apart.
  for (auto* table : {&by_name_, &by_any_name_})
    for (auto& [name, groups] : *table) {
      for (std::uint32_t& group : groups) group = groups_.find(group);
      std::sort(groups.begin(), groups.end());
      groups.erase(std::unique(groups.begin(), groups.end()), groups.end());
      if (table == &by_name_ && groups.size() > 1) sharing_.insert(groups.begin(), groups.end());
    }
}

// One source that lists two of them by different ids means two things; so do
// two people with different mails.
void Identity::join_namesakes(const Namesakes& same, NoteBook& notes) {
  std::map<std::string_view, std::uint32_t> group_of_source;
  std::map<std::string, std::uint32_t> group_of_mail;
  bool several = false;
  for (const std::uint32_t i : same.anchored) {
    const std::uint32_t group = groups_.find(i);
    const std::string_view source = heard_.speaker(i).name;
    several |= group_of_source.emplace(source, group).first->second != group;
    if (const std::string mail = heard_.head(i).mail(); !mail.empty()) group_of_mail.emplace(mail, group);
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
  const std::uint32_t place = names_[position].place;
  if (place == TextTable::kNone) return false;
  bool alone = true;
  for (std::uint32_t at = place_starts_[place]; at < place_starts_[place + 1]; ++at) {
    const std::uint32_t other = by_place_[at];
    if (!names_[other].deleted || names_[other].anywhere) alone &= group_of(other) == group_of(position);
  }
  return alone;
}

std::uint32_t Identity::find_id(std::string_view id) const {
  if (id.empty()) return kNobody;
  const std::uint32_t number = ids_.find(id);
  return number == TextTable::kNone ? kNobody : groups_.find(id_positions_[number]);
}

std::uint32_t Identity::find_physical(const PhysicalName& physical, bool container) const {
  if (physical.empty()) return kNobody;
  const std::string mark(container ? kContainerMark : std::string_view());
  const MatchKey key = platforms_.match_key_and_place(physical);
  const std::uint32_t place = places_.find(mark + key.place);
  if (place == TextTable::kNone) return kNobody;
  const bool says_where = !trim(physical.instance).empty();
  const std::uint32_t wanted = says_where ? match_keys_.find(mark + key.whole) : TextTable::kNone;
  std::uint32_t exact = kNobody, anywhere = kNobody, somewhere = kNobody, gone = kNobody;
  std::size_t living = 0, deleted = 0;
  each_run(place, [&](const Run& run) {
    if (run.anywhere)
      anywhere = run.first;
    else if (run.living != kNobody)
      ++living, somewhere = run.living;
    else
      ++deleted, gone = run.first;
    if (says_where && !run.anywhere && run.match_key == wanted) exact = run.first;
  });
  const auto group = [&](std::uint32_t position) {
    return position == kNobody ? kNobody : groups_.find(position);
  };
  // Told of without an instance only: that is the one.
  if (says_where) return exact != kNobody ? group(exact) : living == 0 ? group(anywhere) : kNobody;
  if (living == 1) return group(somewhere);
  if (anywhere != kNobody) return group(anywhere);
  return living == 0 && deleted == 1 ? group(gone) : kNobody;
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
  if (owner.name.empty()) return kNobody;
  if (const std::uint32_t group = find_name(AssetType::Person, owner.name); group != kNobody) return group;
  const auto found = by_login_.find(lower(trim(owner.name)));
  return found == by_login_.end() ? kNobody : found->second;
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

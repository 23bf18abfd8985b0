#include "heard.h"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "waymark/base/strings.h"
#include "waymark/model/fields.h"
#include "waymark/model/keys.h"

#include "clean_text.h"
#include "domain_tree.h"

namespace waymark {
namespace {

// Ranks of the items of a table in the order `less`, with the table itself put
// into that order.
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

// Records come file by file, in each as it lists them: what is in order already is moved as one.
template <typename Before>
void sort_runs(std::vector<Record>& records, Before before) {
  using Run = std::pair<std::size_t, std::size_t>;
  std::vector<Run> runs;
  for (std::size_t i = 0; i < records.size(); ++i)
    if (i > 0 && records[i].shelf != Record::kInMemory && records[i].shelf == records[i - 1].shelf &&
        before(records[i - 1], records[i]))
      runs.back().second = i + 1;
    else
      runs.emplace_back(i, i + 1);
  std::sort(runs.begin(), runs.end(),
            [&](Run a, Run b) { return before(records[a.first], records[b.first]); });
  std::vector<Record> sorted;
  sorted.reserve(records.size());
  for (const auto& [from, to] : runs)
    sorted.insert(sorted.end(), records.begin() + static_cast<std::ptrdiff_t>(from),
                  records.begin() + static_cast<std::ptrdiff_t>(to));
  records = std::move(sorted);
}

std::string clean_name(std::string_view text) {
  std::string name(text);
  clean_text(name, Lines::One);
  return std::string(cut_utf8(name, kNameBytes));
}

bool is_nameless(const SpokenHead& spoken) {
  return !spoken.has_place() && spoken.head.id.empty() && trim(spoken.name()).empty() &&
         spoken.mail().empty();
}

}  // namespace

bool SpokenHead::has_place() const {
  return has_physical_identity(head.type) && !head.physical.parts.empty();
}

PhysicalName SpokenHead::physical() const {
  return {.platform = std::string(platform),
          .instance = std::string(head.physical.instance),
          .parts = {head.physical.parts.begin(), head.physical.parts.end()}};
}

std::string SpokenHead::name() const {
  if (!head.name.empty()) return clean_name(head.name);
  if (!head.facts_name.empty()) return clean_name(head.facts_name);
  if (has_place()) return clean_name(head.physical.parts.back());
  return is_person_or_team(head.type) && !head.mail.empty() ? mail() : clean_name(head.title);
}

std::string SpokenHead::mail() const {
  if (!is_person_or_team(head.type)) return {};
  if (!head.mail.empty()) return lower(trim(clean_name(head.mail)));
  return contains(head.name, "@") ? lower(trim(clean_name(head.name))) : std::string();
}

void complete_fragment(Fragment& fragment, const FieldSettings& defaults, NoteBook& notes) {
  Facts& facts = fragment.facts;
  PhysicalName& physical = fragment.self.physical;
  if (physical.platform.empty() && !physical.empty())
    physical.platform = facts.platform.empty() ? defaults.platform : facts.platform;
  if (facts.platform.empty()) facts.platform = physical.platform;
  facts.platform = normal_platform(facts.platform);
  if (facts.instance.empty()) facts.instance = physical.instance;
  if (!physical.empty() && has_physical_identity(facts.type)) {
    if (facts.name.empty()) facts.name = physical.parts.back();
    if (facts.qualified_name.empty()) facts.qualified_name = join(physical.parts, ".");
  }
  if (facts.name.empty() && !is_person_or_team(facts.type)) facts.name = fragment.self.name;
  if (facts.name.empty() && is_person_or_team(facts.type))
    facts.name = !fragment.self.name.empty() ? fragment.self.name : mail_of(fragment);
  if (const std::string_view level = sensitivity_level(facts.sensitivity); level != facts.sensitivity) {
    if (facts.sensitivity_word.empty()) facts.sensitivity_word = facts.sensitivity;
    facts.sensitivity = level;
  }
  clean_fragment(fragment, notes);
  facts.domain = tidy_domain_path(facts.domain);
}

void complete_edge(Edge& edge, const FieldSettings& defaults) {
  for (Ref* end : {&edge.from, &edge.to})
    if (!end->physical.empty() && end->physical.platform.empty()) end->physical.platform = defaults.platform;
  clean_text(edge.kind, Lines::One);
}

bool is_nameless(const Fragment& fragment) {
  const bool physical = has_physical_identity(fragment.facts.type) && !fragment.self.physical.empty();
  return !physical && fragment.self.id.empty() && trim(name_of(fragment)).empty() &&
         mail_of(fragment).empty();
}

void Heard::add(Fragment fragment, std::uint32_t speaker, std::uint32_t file) {
  fragments.push_back(
      {.speaker = speaker, .file = file, .shelf = Record::kInMemory, .at = {own_fragments_.size()}});
  own_fragments_.push_back(std::make_unique<Fragment>(std::move(fragment)));
}

void Heard::add(Edge edge, std::uint32_t speaker, std::uint32_t file) {
  edges.push_back({.speaker = speaker, .file = file, .shelf = Record::kInMemory, .at = {own_edges_.size()}});
  own_edges_.push_back(std::make_unique<Edge>(std::move(edge)));
}

Status Heard::add(std::shared_ptr<const FragmentFile> file, const FieldSettings& defaults,
                  std::uint32_t speaker, std::uint32_t file_name, NoteBook& notes) {
  const std::size_t fragments_before = fragments.size(), edges_before = edges.size();
  const auto shelf = static_cast<std::uint32_t>(shelves_.size());
  shelves_.push_back({std::move(file), defaults});
  bool& has_events = shelves_.back().has_events;
  const FragmentFile& read = *shelves_.back().file;
  Status damaged;
  const Status listed = read.each(
      [&](FragmentAt at) {
        auto head = read.head(at);
        if (!head && damaged) damaged = fail(head.error());
        if (head) has_events |= head->has_events;
        if (head && is_nameless(SpokenHead{.head = std::move(*head), .platform = {}}))
          return notes.add("nameless", files[file_name] + " " + std::string(read.head(at)->place));
        fragments.push_back({.speaker = speaker, .file = file_name, .shelf = shelf, .at = at});
      },
      [&](FragmentAt at) {
        edges.push_back({.speaker = speaker, .file = file_name, .shelf = shelf, .at = at});
      });
  read.forget_pages();
  if (listed && damaged) return {};
  fragments.resize(fragments_before);
  edges.resize(edges_before);
  shelves_.pop_back();
  return listed ? damaged : listed;
}

SpokenHead Heard::head(std::uint32_t position) const {
  const Record& record = fragments[position];
  SpokenHead spoken;
  if (record.shelf == Record::kInMemory)
    spoken.head = head_of(*own_fragments_[record.at.offset]);
  else if (auto head = shelves_[record.shelf].file->head(record.at))  // It could be read when it was added.
    spoken.head = std::move(*head);
  spoken.platform = spoken.head.physical.platform;
  if (!spoken.platform.empty() || spoken.head.physical.parts.empty()) return spoken;
  const std::string_view stated = spoken.head.platform;
  spoken.platform = stated.empty() ? std::string_view(shelves_[record.shelf].defaults.platform) : stated;
  return spoken;
}

Result<std::string_view> Heard::bytes(std::uint32_t position) const {
  const Record& record = fragments[position];
  if (record.shelf == Record::kInMemory) return fail(ErrorCode::NotFound, "the fragment is in memory");
  return shelves_[record.shelf].file->bytes_of_fragment(record.at);
}

Result<Spoken> Heard::take(std::uint32_t position, NoteBook& notes) {
  const Record& record = fragments[position];
  if (record.shelf == Record::kInMemory)
    return Spoken{std::move(*own_fragments_[record.at.offset]), record.speaker, record.file};
  const Shelf& shelf = shelves_[record.shelf];
  Result<Fragment> fragment = shelf.file->fragment(record.at);
  if (!fragment) return fail(fragment.error());
  complete_fragment(*fragment, shelf.defaults, notes);
  return Spoken{std::move(*fragment), record.speaker, record.file};
}

Result<Edge> Heard::edge(const Record& record) const {
  if (record.shelf == Record::kInMemory) return *own_edges_[record.at.offset];
  const Shelf& shelf = shelves_[record.shelf];
  Result<Edge> edge = shelf.file->edge(record.at);
  if (edge) complete_edge(*edge, shelf.defaults);
  return edge;
}

void Heard::forget_pages() const {
  for (const Shelf& shelf : shelves_)
    if (shelf.file) shelf.file->forget_pages();
}

bool Heard::comes_before(const Record& a, const Record& b) const {
  const auto cheap = [](const Record& r) { return std::tie(r.speaker, r.file, r.shelf); };
  if (cheap(a) != cheap(b)) return cheap(a) < cheap(b);
  if (a.shelf != Record::kInMemory) return a.at.offset < b.at.offset;
  const Fragment& left = *own_fragments_[a.at.offset];
  const Fragment& right = *own_fragments_[b.at.offset];
  const auto place = [](const Fragment& f) { return std::tie(f.place, f.self.id); };
  if (place(left) != place(right)) return place(left) < place(right);
  return fragment_to_bytes(left) < fragment_to_bytes(right);
}

// The first edge that names an unknown thing decides how it is spelled.
bool Heard::edge_comes_before(const Record& a, const Record& b) const {
  const auto cheap = [](const Record& r) { return std::tie(r.speaker, r.file, r.shelf); };
  if (cheap(a) != cheap(b)) return cheap(a) < cheap(b);
  if (a.shelf != Record::kInMemory) return a.at.offset < b.at.offset;
  const Edge& left = *own_edges_[a.at.offset];
  const Edge& right = *own_edges_[b.at.offset];
  const auto place = [](const Edge& e) { return std::tie(e.place, e.kind); };
  if (place(left) != place(right)) return place(left) < place(right);
  return edge_to_bytes(left) < edge_to_bytes(right);
}

void Heard::note_event_days() {
  newest_event_day.assign(speakers.size(), std::nullopt);
  for (std::uint32_t i = 0; i < fragments.size(); ++i) {
    const Record& record = fragments[i];
    std::optional<std::int64_t>& newest = newest_event_day[record.speaker];
    const auto note = [&](const Fragment& fragment) {
      for (const Events& events : fragment.events)
        newest = newest ? std::max(*newest, events.day) : events.day;
    };
    if (record.shelf == Record::kInMemory)
      note(*own_fragments_[record.at.offset]);
    else if (shelves_[record.shelf].has_events && head(i).head.has_events)
      if (const auto whole = shelves_[record.shelf].file->fragment(record.at)) note(*whole);
  }
}

// Only for what two files of fragments tell of one export.
void Heard::put_shelves_in_order() {
  const auto ranks = rank(shelves_, [](const Shelf& a, const Shelf& b) {
    if (!a.file || !b.file) return !a.file && b.file;  // Memory stays in front.
    return std::pair(a.file->records(), std::string_view(a.file->about())) <
           std::pair(b.file->records(), std::string_view(b.file->about()));
  });
  for (auto* records : {&fragments, &edges})
    for (Record& record : *records) record.shelf = ranks[record.shelf];
}

void put_in_order(Heard& heard) {
  const auto speaker_ranks = rank(heard.speakers, [](const Speaker& a, const Speaker& b) {
    if (a.strength != b.strength) return a.strength > b.strength;
    return std::tie(a.name, a.format, a.kind) < std::tie(b.name, b.format, b.kind);
  });
  const auto file_ranks = rank(heard.files, std::less<>());
  heard.put_shelves_in_order();
  for (auto* records : {&heard.fragments, &heard.edges})
    for (Record& record : *records)
      record.speaker = speaker_ranks[record.speaker], record.file = file_ranks[record.file];
  sort_runs(heard.fragments, [&](const Record& a, const Record& b) { return heard.comes_before(a, b); });
  sort_runs(heard.edges, [&](const Record& a, const Record& b) { return heard.edge_comes_before(a, b); });
  heard.note_event_days();
}

}  // namespace waymark

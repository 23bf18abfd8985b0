#include "feed_history.h"

#include <algorithm>

#include "waymark/base/files.h"
#include "waymark/base/hash.h"
#include "waymark/model/fragment_bytes.h"

#include "ingest_json.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;
using Day = std::int64_t;

constexpr Day kDaysKept = 90;  // That end with the newest event.

Day day_of(Time time) { return std::chrono::floor<std::chrono::days>(time).time_since_epoch().count(); }

void unite(std::vector<std::uint64_t>& to, const std::vector<std::uint64_t>& more) {
  to.insert(to.end(), more.begin(), more.end());
  std::sort(to.begin(), to.end());
  to.erase(std::unique(to.begin(), to.end()), to.end());
}

std::vector<std::uint64_t> without(const std::vector<std::uint64_t>& all,
                                   const std::vector<std::uint64_t>& told) {
  std::vector<std::uint64_t> rest;
  std::set_difference(all.begin(), all.end(), told.begin(), told.end(), std::back_inserter(rest));
  return rest;
}

template <typename T>
void raise(std::optional<T>& to, const std::optional<T>& other) {
  if (other && (!to || *to < *other)) to = other;
}

// One thing and its events, by kind and day.
struct Thing {
  Fragment who;
  std::map<std::pair<EventKind, Day>, Events> events;

  void add(const Fragment& fragment) {
    if (who.facts.name.empty()) who.facts.name = fragment.facts.name;
    raise(who.facts.updated, fragment.facts.updated);
    raise(who.facts.accessed, fragment.facts.accessed);
    if (fragment.deleted) {
      who.deleted = true;
      raise(who.at, fragment.at);
    }
    for (const Events& more : fragment.events) {
      Events& known = events[{more.kind, more.day}];
      known.kind = more.kind;
      known.day = more.day;
      unite(known.events, more.events);
      unite(known.users, more.users);
    }
  }

  Fragment fragment() const {
    Fragment whole = who;
    // What was written after it was dropped is there again.
    if (whole.deleted && whole.at && whole.facts.updated && *whole.at < *whole.facts.updated) {
      whole.deleted = false;
      whole.at.reset();
    }
    for (const auto& [when, told] : events) whole.events.push_back(told);
    return whole;
  }
};

// Who is meant and nothing of what is said.
Fragment who_is(const Fragment& fragment) {
  Fragment who;
  who.self = fragment.self;
  who.other_ids = fragment.other_ids;
  who.facts.type = fragment.facts.type;
  who.facts.platform = fragment.facts.platform;
  who.facts.instance = fragment.facts.instance;
  return who;
}

std::string edge_key(Edge edge) {
  edge.columns.clear();
  edge.place.clear();
  edge.at.reset();
  return edge_to_bytes(edge);
}

struct DatedEdge {
  Edge edge;
  Day day = 0;
};

// What was told, by whichever files.
struct Told {
  std::map<std::string, Thing> things;
  std::map<std::string, DatedEdge> edges;
  std::optional<Day> newest;

  void add(const Fragment& fragment) {
    const Fragment who = who_is(fragment);
    const auto [found, added] = things.try_emplace(fragment_to_bytes(who));
    if (added) found->second.who = who;
    found->second.add(fragment);
    for (const Events& events : fragment.events) raise(newest, std::optional(events.day));
  }
  void add(const Edge& edge, Day day) {
    const auto [found, added] = edges.try_emplace(edge_key(edge), DatedEdge{edge, day});
    if (added) return;
    std::optional<Time> last = found->second.edge.at;
    raise(last, edge.at);
    if (day >= found->second.day) found->second = {edge, day};
    found->second.edge.at = last;
  }
  void forget_the_old() {
    if (!newest) return;
    const Day oldest = *newest - kDaysKept + 1;
    std::erase_if(edges, [&](const auto& item) { return item.second.day < oldest; });
    for (auto& [key, thing] : things)
      std::erase_if(thing.events, [&](const auto& item) { return item.first.second < oldest; });
    std::erase_if(things, [](const auto& item) { return item.second.events.empty(); });
  }
};

struct Feed {
  SourceConfig source;
  std::string format;
  Told now;   // By the files of the run.
  Told ever;  // Within the days that are kept.
};

Status add_file(Told& told, const fs::path& path, const std::vector<Day>* edge_days, Day otherwise) {
  const auto file = FragmentFile::open(path, FragmentCheck::Ends);
  if (!file) return fail(file.error());
  Status problem;
  std::optional<Day> newest;
  const auto on_fragment = [&](FragmentAt at) {
    const auto fragment = file->fragment(at);
    if (!fragment) {
      problem = fail(fragment.error());
      return;
    }
    told.add(*fragment);
    for (const Events& events : fragment->events) raise(newest, std::optional(events.day));
  };
  std::vector<Edge> edges;
  const Status read = file->each(on_fragment, [&](FragmentAt at) {
    auto edge = file->edge(at);
    if (edge)
      edges.push_back(std::move(*edge));
    else
      problem = fail(edge.error());
  });
  for (std::size_t i = 0; i < edges.size(); ++i)
    told.add(edges[i],
             edge_days != nullptr && i < edge_days->size() ? (*edge_days)[i] : newest.value_or(otherwise));
  return read ? problem : read;
}

fs::path history_file(const fs::path& folder, const std::string& source, const std::string& format) {
  return folder / (base32_prefix(sha256(source + "\n" + format), 24) + ".fragments");
}

Result<std::string> write(const fs::path& path, const Feed& feed, const std::vector<Fragment>& things,
                          const std::vector<DatedEdge>& edges) {
  auto out = FragmentWriter::create(path);
  if (!out) return fail(out.error());
  ordered_json days = ordered_json::array();
  for (const Fragment& thing : things) out->add(thing);
  for (const DatedEdge& edge : edges) {
    out->add(edge.edge);
    days.push_back(edge.day);
  }
  const Status written = out->finish(on_one_line({{"source", feed.source.name},
                                              {"format", feed.format},
                                              {"newest", feed.ever.newest.value_or(0)},
                                              {"edge_days", std::move(days)}}));
  if (!written) return fail(written.error());
  return read_file(path);
}

// Beside, synced, renamed; not at all when it already holds these bytes.
Status save(const fs::path& path, const Feed& feed) {
  std::vector<Fragment> things;
  std::vector<DatedEdge> edges;
  for (const auto& [key, thing] : feed.ever.things) things.push_back(thing.fragment());
  for (const auto& [key, edge] : feed.ever.edges) edges.push_back(edge);
  fs::path beside = path;
  beside += ".tmp";
  const auto bytes = write(beside, feed, things, edges);
  if (!bytes) return fail(bytes.error());
  std::error_code error;
  const auto before = read_file(path);
  const bool same = before && *before == *bytes;
  const Status written = same ? Status() : write_file_durably(path, *bytes);
  fs::remove(beside, error);
  return written;
}

Result<bool> write_rest(const fs::path& path, const Feed& feed) {
  std::vector<Fragment> things;
  std::vector<DatedEdge> edges;
  for (const auto& [key, thing] : feed.ever.things) {
    Fragment rest = thing.fragment();
    if (const auto told = feed.now.things.find(key); told != feed.now.things.end()) {
      for (Events& events : rest.events) {
        const auto same = told->second.events.find({events.kind, events.day});
        if (same == told->second.events.end()) continue;
        events.events = without(events.events, same->second.events);
        events.users = without(events.users, same->second.users);
        if (events.events.empty() && events.users.empty()) events.day = 0;
      }
      std::erase_if(rest.events, [](const Events& events) { return events.day == 0; });
      if (rest.events.empty()) continue;
    }
    things.push_back(std::move(rest));
  }
  for (const auto& [key, edge] : feed.ever.edges)
    if (!feed.now.edges.contains(key)) edges.push_back(edge);
  if (things.empty() && edges.empty()) return false;
  const auto written = write(path, feed, things, edges);
  if (!written) return fail(written.error());
  return true;
}

using Feeds = std::map<std::pair<std::string, std::string>, Feed>;  // By source and format.

Status add_history(const FeedFolders& folders, const std::map<std::string, SourceConfig>& sources, Time now,
                   Feeds& feeds) {
  std::error_code error;
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(folders.history, error)) paths.push_back(entry.path());
  for (const fs::path& path : paths) {
    const auto file = FragmentFile::open(path, FragmentCheck::Everything);
    const json about = file ? json::parse(file->about(), nullptr, false) : json();
    if (!about.is_object()) {  // Left by a crash, or of an older program: its exports may still be there.
      if (folders.write) fs::remove(path, error);
      continue;
    }
    const auto source = sources.find(member<std::string>(about, "source"));
    if (source == sources.end()) {
      if (folders.write && member<Day>(about, "newest") + kDaysKept < day_of(now)) fs::remove(path, error);
      continue;
    }
    const std::string format = member<std::string>(about, "format");
    std::vector<Day> days;
    for (const json& day : about.value("edge_days", json::array()))
      if (day.is_number_integer()) days.push_back(day.get<Day>());
    Feed& feed = feeds[{source->first, format}];
    feed.source = source->second;
    feed.format = format;
    if (const Status added = add_file(feed.ever, path, &days, 0); !added) return added;
  }
  return {};
}

}  // namespace

Result<std::vector<FeedRest>> unite_feeds(const FeedFolders& folders, const std::vector<ReadFile>& files,
                                          const std::map<std::string, SourceConfig>& sources, Time now) {
  Feeds feeds;
  if (const Status added = add_history(folders, sources, now, feeds); !added) return fail(added.error());
  for (const ReadFile& file : files) {
    const Reading& reading = file.entry.last;
    const Reader* reader = find_reader(reading.report.format);
    if (reader == nullptr || !reader->feed || file.fragments.empty()) continue;
    Feed& feed = feeds[{file.found->source.name, reading.report.format}];
    feed.source = file.found->source;
    feed.format = reading.report.format;
    const Day day = day_of(modified_at(reading.stamp).value_or(now));
    for (Told* told : {&feed.now, &feed.ever})
      if (const Status added = add_file(*told, file.fragments, nullptr, day); !added)
        return fail(added.error());
  }
  std::vector<FeedRest> rests;
  std::error_code error;
  if (folders.write && !feeds.empty()) fs::create_directories(folders.history, error);
  for (auto& [name, feed] : feeds) {
    feed.ever.forget_the_old();
    const fs::path path = history_file(folders.history, feed.source.name, feed.format);
    if (folders.write)
      if (const Status saved = save(path, feed); !saved) return fail(saved.error());
    FoundFile earlier{.path = {}, .name = "earlier exports", .source = feed.source, .member = {}};
    const fs::path rest = folders.scratch / (path.stem().string() + ".rest.tmp");
    const auto any = write_rest(rest, feed);
    if (!any) return fail(any.error());
    if (*any) rests.push_back({source_info(earlier, feed.format), rest});
  }
  return rests;
}

}  // namespace waymark

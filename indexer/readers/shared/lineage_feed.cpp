#include "shared/lineage_feed.h"

#include "waymark/base/strings.h"

#include "shared/event_hash.h"
#include "shared/openlineage_facts.h"
#include "shared/openlineage_names.h"

namespace waymark::openlineage {
namespace {

constexpr std::size_t kMostColumnPairs = 2'000;  // Of one edge.
// A run of more inputs times outputs links them through its job only: a crosswise edge of each would say
// little.
constexpr std::size_t kMostCrosswise = 400;
constexpr std::int64_t kSecondsOfDay = 24 * 3600;

void raise(std::optional<Time>& time, std::optional<Time> other) {
  if (other && (!time || *time < *other)) time = other;
}

void add_event(LineageFeed::Thing& thing, EventKind kind, const LineageFeed::Run& run) {
  if (run.event == 0 || !run.at) return;
  std::int64_t day = run.at->time_since_epoch().count() / kSecondsOfDay;
  thing.events[{day, kind}].push_back(run.event);
}

std::vector<Events> events_of(const LineageFeed::Thing& thing) {
  std::vector<Events> days;
  for (const auto& [day, hashes] : thing.events)
    days.push_back({.kind = day.second, .day = day.first, .events = hashes, .users = {}});
  for (Events& day : days) std::sort(day.events.begin(), day.events.end());
  return days;
}

// Influence that is no origin (a filter, a join) comes marked as indirect.
bool only_indirect(const Value& input) {
  const Value& ways = input["transformations"];
  return ways.size() > 0 && std::all_of(ways.items().begin(), ways.items().end(), [](const Value& way) {
           return same_ignoring_case(way["type"].string(), "INDIRECT");
         });
}

}  // namespace

Mention mention_of(const Value& value) { return {value["namespace"].text(), value["name"].text()}; }

void Facets::take(const Value& facets, std::optional<Time> at) {
  for (const auto& [name, facet] : facets.members())
    if (facet.is_object() && is_read(name)) put(name, facet, at);
}

void Facets::put(std::string_view name, Value facet, std::optional<Time> at) {
  Stamped& known = facets_[std::string(name)];
  if (known.at && (!at || *at < *known.at)) return;
  if (facet["_deleted"].is_true()) facet = Value{};
  known = {std::move(facet), at};
}

const Value& Facets::operator[](std::string_view name) const {
  static const Value none;
  const auto found = facets_.find(name);
  return found == facets_.end() ? none : found->second.value;
}

LineageFeed::Index LineageFeed::dataset(const Mention& names) {
  const auto [found, added] =
      dataset_index_.emplace(dataset_id(names.name_space, names.name), static_cast<Index>(datasets_.size()));
  if (added) datasets_.emplace_back().names = names;
  return found->second;
}

LineageFeed::Index LineageFeed::job(const Mention& names) {
  const auto [found, added] =
      job_index_.emplace(job_id(names.name_space, names.name), static_cast<Index>(jobs_.size()));
  if (added) jobs_.emplace_back().names = names;
  return found->second;
}

LineageFeed::Index LineageFeed::see_dataset(const Value& value, std::optional<Time> at,
                                            const std::string& place) {
  const Mention names = mention_of(value);
  if (names.name.empty()) return kNone;
  const Index index = dataset(names);
  Thing& thing = datasets_[index];
  thing.described = true;
  if (thing.place.empty()) thing.place = place;
  raise(thing.at, at);
  for (const std::string_view facets : {"facets", "inputFacets", "outputFacets"})
    thing.facets.take(value[facets], at);
  for (const Value& link : value["facets"]["symlinks"]["identifiers"].items()) {
    const Mention other = mention_of(link);
    const auto same = [&](const Mention& one) {
      return one.name == other.name && one.name_space == other.name_space;
    };
    if (same_ignoring_case(link["type"].string(), "TABLE") && !other.name.empty() &&
        std::none_of(thing.symlinks.begin(), thing.symlinks.end(), same))
      thing.symlinks.push_back(other);
  }
  const Value& facets = value["facets"];
  see_column_lineage(index, facets.first_of({"columnLineage", "column_lineage"})["fields"]);
  return index;
}

LineageFeed::Index LineageFeed::see_job(const Value& value, std::optional<Time> at,
                                        const std::string& place) {
  const Mention names = mention_of(value);
  if (names.name.empty()) return kNone;
  const Index index = job(names);
  Thing& thing = jobs_[index];
  thing.described = true;
  if (thing.place.empty()) thing.place = place;
  raise(thing.at, at);
  thing.facets.take(value["facets"], at);
  return index;
}

void LineageFeed::see_column_lineage(Index output, const Value& fields) {
  for (const auto& [column, lineage] : fields.members())
    for (const Value& input : lineage.first_of({"inputFields", "input_fields"}).items())
      if (!only_indirect(input)) add_column_pair(mention_of(input), input["field"].text(), output, column);
}

void LineageFeed::add_column_pair(const Mention& from, const std::string& column, Index output,
                                  const std::string& to) {
  if (from.name.empty()) return;
  const Index input = dataset(from);
  if (input == output) return;
  Pairs& pairs = between_[{input, output}].columns;
  if (!column.empty() && !to.empty() && pairs.size() < kMostColumnPairs) pairs.emplace(column, to);
}

LineageFeed::Run& LineageFeed::run(const std::string& run_id, const Mention& job, const std::string& place) {
  // What belongs to no run is one thing per job, or without a job a thing of its own.
  const bool alone = run_id.empty() && job.name.empty();
  const std::uint64_t key =
      event_hash({"run of a job", run_id, job.name_space, job.name, alone ? place : ""});
  const auto [found, added] = runs_.try_emplace(key);
  if (added) {
    run_order_.push_back(key);
    if (!run_id.empty()) {
      found->second.event = event_hash({"run", run_id});
      ++counted_runs_;
    }
  }
  return found->second;
}

// Of several endings the latest counts (a retry under the same id), of two at a time the good one.
void LineageFeed::end(Run& run, RunState state, std::optional<Time> at) {
  const bool later = run.state == RunState::Open || !run.at || (at && *at > *run.at);
  if (!later && !(at == run.at && state == RunState::Complete)) return;
  run.state = state;
  run.at = at;
}

void LineageFeed::drop(Index dataset, std::optional<Time> at) {
  raise(datasets_[dataset].dropped, at);
  if (!at) datasets_[dataset].gone = true;
}

void LineageFeed::settle(const Run& run) {
  if (run.state == RunState::Open) return;
  const bool complete = run.state == RunState::Complete;
  if (complete)
    for (const Index dataset : run.dropped) drop(dataset, run.at);
  if (run.event == 0) return;  // A job as it was designed, or a piece of an event: nothing ran.
  if (run.job != kNone) {
    add_event(jobs_[run.job], complete ? EventKind::Run : EventKind::FailedRun, run);
    if (complete) raise(jobs_[run.job].written, run.at);
  }
  if (!complete) return;
  for (const Index output : run.outputs) {
    if (run.dropped.contains(output)) continue;
    add_event(datasets_[output], EventKind::Refresh, run);
    raise(datasets_[output].written, run.at);
  }
  for (const Index input : run.inputs) {
    add_event(datasets_[input], EventKind::Use, run);
    raise(datasets_[input].read, run.at);
  }
}

void LineageFeed::link(const Run& run) {
  const std::optional<Time> at = run.state == RunState::Complete ? run.at : std::nullopt;
  if (run.job != kNone) {
    for (const Index input : run.inputs) raise(into_job_[{input, run.job}], at);
    for (const Index output : run.outputs) raise(out_of_job_[{run.job, output}], at);
  }
  if (run.inputs.size() * run.outputs.size() > kMostCrosswise) return;
  for (const Index input : run.inputs)
    for (const Index output : run.outputs)
      if (input != output) raise(between_[{input, output}].at, at);
}

Ref LineageFeed::ref_of(const Thing& dataset) const {
  Ref ref;
  ref.id = dataset_id(dataset.names.name_space, dataset.names.name);
  for (const Mention& link : dataset.symlinks)
    if (ref.physical = symlink_place(file_, link.name_space, link.name).physical; !ref.physical.empty())
      return ref;
  ref.physical = place_of(file_, dataset.names.name_space, dataset.names.name).physical;
  return ref;
}

Ref LineageFeed::job_ref(const Thing& job) const {
  Ref ref;
  ref.id = job_id(job.names.name_space, job.names.name);
  return ref;
}

void LineageFeed::emit_edges() {
  const auto emit = [&](Ref from, Ref to, const std::string& place, const Between& between) {
    Edge edge;
    edge.from = std::move(from);
    edge.to = std::move(to);
    edge.kind = "job";
    for (const auto& [one, other] : between.columns) edge.columns.push_back({one, other});
    edge.place = place;
    edge.at = between.at;
    sink_.edge(std::move(edge));
  };
  for (const auto& [ends, at] : into_job_)
    emit(ref_of(datasets_[ends.first]), job_ref(jobs_[ends.second]), jobs_[ends.second].place, {{}, at});
  for (const auto& [ends, at] : out_of_job_)
    emit(job_ref(jobs_[ends.first]), ref_of(datasets_[ends.second]), jobs_[ends.first].place, {{}, at});
  for (const auto& [ends, between] : between_) {
    const Thing& output = datasets_[ends.second];
    emit(ref_of(datasets_[ends.first]), ref_of(output), output.place, between);
  }
}

void LineageFeed::emit_dataset(const Thing& dataset) {
  const Mention& names = dataset.names;
  Fragment fragment;
  fragment.self = ref_of(dataset);
  fragment.facts = dataset.facts;
  Facts& facts = fragment.facts;
  const Place own = place_of(file_, names.name_space, names.name);
  Place logical;
  for (const Mention& link : dataset.symlinks) {
    const Place place = symlink_place(file_, link.name_space, link.name);
    if (!link.name_space.empty()) fragment.other_ids.push_back(dataset_id(link.name_space, link.name));
    if (!place.id.empty()) fragment.other_ids.push_back(place.id);
    if (logical.physical.empty()) logical = place;
  }
  if (!own.id.empty()) fragment.other_ids.push_back(own.id);
  const Place& place = logical.physical.empty() ? own : logical;
  if (facts.type != AssetType::Topic) facts.type = place.type;
  facts.platform = place.physical.platform;
  facts.instance = place.physical.instance;
  if (facts.url.empty()) facts.url = own.url;
  const std::vector<std::string> parts =
      place.physical.empty() ? std::vector<std::string>{names.name} : place.physical.parts;
  facts.qualified_name = join(parts, ".");
  facts.name = parts.back();
  if (facts.type == AssetType::File) facts.name = facts.name.substr(facts.name.rfind('/') + 1);
  apply_dataset_facets(dataset.facets, facts);
  if (dataset.written) facts.updated = std::max(facts.updated.value_or(*dataset.written), *dataset.written);
  facts.accessed = dataset.read;
  fragment.deleted |=
      dataset.gone || (dataset.dropped && (!dataset.written || *dataset.dropped >= *dataset.written));
  fragment.events = events_of(dataset);
  fragment.place = dataset.place;
  fragment.at = dataset.at;
  if (!facts.columns.empty()) sink_.count("column", facts.columns.size());
  sink_.fragment(std::move(fragment));
}

void LineageFeed::emit_job(const Thing& job) {
  Fragment fragment;
  fragment.self = job_ref(job);
  fragment.facts = job.facts;
  Facts& facts = fragment.facts;
  facts.type = AssetType::Pipeline;
  facts.name = job.names.name;
  facts.qualified_name =
      job.names.name_space.empty() ? job.names.name : job.names.name_space + "/" + job.names.name;
  apply_job_facets(job.facets, facts);
  if (job.written) facts.updated = std::max(facts.updated.value_or(*job.written), *job.written);
  fragment.deleted = job.gone;
  fragment.events = events_of(job);
  fragment.place = job.place;
  fragment.at = job.at;
  sink_.fragment(std::move(fragment));
}

void LineageFeed::emit() {
  for (const std::uint64_t key : run_order_) {
    settle(runs_[key]);
    link(runs_[key]);
  }
  for (const Thing& job : jobs_)
    if (job.described) emit_job(job);
  for (const Thing& dataset : datasets_)
    if (dataset.described) emit_dataset(dataset);
  emit_edges();
}

}  // namespace waymark::openlineage

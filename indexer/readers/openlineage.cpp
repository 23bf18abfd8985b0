// openlineage.cpp - OpenLineage events: lines of a file transport, lists, pages of a collector, single events
// and fragments of them. Source: docs/sources.md.
#include "waymark/base/strings.h"
#include "waymark/readers/reader.h"

#include "shared/lineage_feed.h"

namespace waymark {
namespace {

using openlineage::LineageFeed;
using openlineage::RunState;

// Some proxies write snake case.
const Value& type_of(const Value& event) { return event.first_of({"eventType", "event_type"}); }
const Value& time_of(const Value& event) { return event.first_of({"eventTime", "event_time"}); }

bool is_event(const Value& value) {
  const bool job = value["job"].is_object(), run = value["run"].is_object(),
             dataset = value["dataset"].is_object();
  const bool data = value["inputs"].is_array() || value["outputs"].is_array();
  if (value.has("proposedSnapshot") || value.has("entityUrn")) return false;
  if (!type_of(value).is_null() && job && (run || data)) return true;
  const bool signed_by = value.has("producer") || value.has("schemaURL") || value.has("schema_url");
  return !time_of(value).is_null() && (job || run || dataset) && (signed_by || (job && run));
}

bool is_page(const Value& value) {
  return value["events"].is_array() && value["events"].size() > 0 &&
         is_event(value["events"].items().front());
}

bool recognises(const Shape& shape) {
  return shape.syntax == Syntax::Json && (is_event(shape.first) || is_page(shape.first));
}

RunState state_of(const std::string& type) {
  const std::string word = lower(type);
  if (word == "complete") return RunState::Complete;
  return word == "fail" || word == "abort" ? RunState::Failed : RunState::Open;
}

class EventReader {
 public:
  EventReader(const Export& file, ReadSink& sink) : feed_(file, sink), sink_(sink) {}

  void read(const JsonRecord& record) {
    const Value& event = record.value;
    if (!is_event(event))
      return sink_.problem({record.place, "this is no OpenLineage event; it was left out"});
    sink_.count("event");
    const std::optional<Time> at = time(event, record.place);
    if (event["dataset"].is_object()) read_dataset(event["dataset"], at, record.place);
    if (event["job"].is_object() || event["run"].is_object()) read_run(event, at, record.place);
  }

  void emit() {
    if (timeless_ > 0)
      sink_.problem({first_timeless_, "no usable eventTime (" + std::to_string(timeless_) +
                                          " in this file): such an event gives lineage and no activity"});
    if (feed_.runs() > 0) sink_.count("run", feed_.runs());
    feed_.emit();
  }

 private:
  std::optional<Time> time(const Value& event, const std::string& place) {
    const std::optional<Time> at = parse_time(time_of(event).text());
    if (!at && timeless_++ == 0) first_timeless_ = place;
    return at;
  }

  static std::string state_change(const Value& dataset) {
    const Value& facet = dataset["facets"]["lifecycleStateChange"];
    return facet["_deleted"].is_true() ? "" : lower(facet["lifecycleStateChange"].text());
  }

  void read_dataset(const Value& value, std::optional<Time> at, const std::string& place) {
    const LineageFeed::Index dataset = feed_.see_dataset(value, at, place);
    if (dataset == LineageFeed::kNone) return nameless(place);
    if (state_change(value) == "drop") feed_.drop(dataset, at);
    if (state_change(value) == "rename") forget_old_name(value, at, place);
  }

  void read_run(const Value& event, std::optional<Time> at, const std::string& place) {
    const std::string run_id = event["run"].first_of({"runId", "run_id"}).text();
    const openlineage::Mention job = openlineage::mention_of(event["job"]);
    const LineageFeed::Index job_index = feed_.see_job(event["job"], at, place);
    // Of the facets of a run only this one says something about the job.
    const Value& parent = event["run"]["facets"]["parent"];
    if (job_index != LineageFeed::kNone && parent.is_object())
      feed_.job_at(job_index).facets.put("parent", parent, at);
    LineageFeed::Run& run = feed_.run(run_id, job, place);
    run.job = job_index;
    for (const Value& input : event["inputs"].items()) {
      const LineageFeed::Index dataset = feed_.see_dataset(input, at, place);
      dataset == LineageFeed::kNone ? nameless(place) : void(run.inputs.insert(dataset));
    }
    for (const Value& output : event["outputs"].items()) read_output(output, at, place, run);
    if (const RunState state = state_of(type_of(event).text()); state != RunState::Open)
      LineageFeed::end(run, state, at);
  }

  void read_output(const Value& output, std::optional<Time> at, const std::string& place,
                   LineageFeed::Run& run) {
    const LineageFeed::Index dataset = feed_.see_dataset(output, at, place);
    if (dataset == LineageFeed::kNone) return nameless(place);
    const std::string change = state_change(output);
    (change == "drop" ? run.dropped : run.outputs).insert(dataset);
    if (change == "rename") forget_old_name(output, at, place);
  }

  void forget_old_name(const Value& dataset, std::optional<Time> at, const std::string& place) {
    const Value& former = dataset["facets"]["lifecycleStateChange"]["previousIdentifier"];
    const openlineage::Mention names = openlineage::mention_of(former);
    if (names.name.empty()) return;
    const LineageFeed::Index old = feed_.dataset(names);
    LineageFeed::Thing& thing = feed_.dataset_at(old);
    feed_.drop(old, at);
    thing.described = true;
    if (thing.place.empty()) thing.place = place;
    if (at && (!thing.at || *thing.at < *at)) thing.at = at;
  }

  void nameless(const std::string& place) {
    sink_.problem({place, "a dataset without a name cannot be told from others; it was left out"});
  }

  LineageFeed feed_;
  ReadSink& sink_;
  std::size_t timeless_ = 0;
  std::string first_timeless_;
};

Status read(const Export& file, ReadSink& sink) {
  JsonSplit split;
  split.drop = {"spark.logicalPlan", "spark_unknown", "spark_properties", "sourceCode",
                "environment-properties"};
  if (is_page(file.shape.first)) split.paths = {"events[]"};
  EventReader events(file, sink);
  const Status status = file.json(split, sink, [&](JsonRecord&& record) { events.read(record); });
  events.emit();
  return status;
}

}  // namespace

extern const Reader openlineage_reader{.name = "openlineage",
                                       .label = "OpenLineage events (JSON)",
                                       .kind = SourceKind::Technical,
                                       .order = 15,
                                       .recognises = recognises,
                                       .read = read,
                                       .feed = true};

}  // namespace waymark

// marquez.cpp - answers of the Marquez API: datasets, jobs, runs and lineage, as pages or single objects. Its
// events are plain OpenLineage, and both name things alike. Source: docs/sources.md.
#include <set>

#include "waymark/base/strings.h"
#include "waymark/readers/reader.h"

#include "shared/lineage_feed.h"
#include "shared/meta_facts.h"

namespace waymark {
namespace {

using openlineage::LineageFeed;
using openlineage::Mention;
using openlineage::mention_of;
using openlineage::RunState;

bool is_dataset(const Value& value) {
  return (value.has("physicalName") && (value.has("sourceName") || value["id"].is_object())) ||
         (value.has("namespace") &&
          (value["type"].string() == "DB_TABLE" || value["type"].string() == "STREAM"));
}
bool is_job(const Value& value) {
  const std::string_view type = value["type"].string();
  return (type == "BATCH" || type == "SERVICE" || type == "STREAM") && value["inputs"].is_array() &&
         value["outputs"].is_array();
}
bool is_run(const Value& value) {
  return value.has("state") && (value["jobVersion"].is_object() || value["inputDatasetVersions"].is_array());
}
bool is_node(const Value& value) {
  return value["inEdges"].is_array() && value["outEdges"].is_array() && value.has("type") && value.has("id");
}

// Lists of things that are no assets: said once, with the reason.
struct LeftOut {
  std::string_view list, kind, member;  // A member only these have.
  std::string_view reason;
};
constexpr LeftOut kLeftOut[] = {
    {"sources", "source", "connectionUrl", "settings of connections are never indexed"},
    {"namespaces", "namespace", "ownerName", "a namespace is a part of the names of others"},
    {"tags", "tag", "description", "tags are taken from what carries them"},
    {"versions", "version", "createdByRun", "the newest version is in the list of datasets"},
    {"results", "search result", "nodeId", "a result of a search has no facts; export the list of datasets"},
};

const Value& first_of_list(const Value& document, std::string_view list) {
  static const Value none;
  const Value& items = document[list];
  return items.items().empty() ? none : items.items().front();
}

struct List {
  std::string_view name;
  bool (*is)(const Value&);
};
constexpr List kLists[] = {{"datasets", is_dataset}, {"jobs", is_job}, {"runs", is_run}, {"graph", is_node}};

std::vector<std::string> lists_in(const Value& document) {
  std::vector<std::string> found;
  for (const List& list : kLists)
    if (list.is(first_of_list(document, list.name))) found.emplace_back(list.name);
  for (const LeftOut& list : kLeftOut)
    if (first_of_list(document, list.list).has(list.member) && document.members().size() <= 2 &&
        (list.list != "tags" || first_of_list(document, list.list).size() == 2))
      found.emplace_back(list.list);
  return found;
}

bool recognises(const Shape& shape) {
  if (shape.syntax != Syntax::Json) return false;
  const Value& first = shape.first;
  return is_dataset(first) || is_job(first) || is_run(first) || !lists_in(first).empty();
}

RunState state_of(std::string_view state) {
  if (state == "COMPLETED") return RunState::Complete;
  return state == "FAILED" || state == "ABORTED" ? RunState::Failed : RunState::Open;
}

std::optional<Time> time_of(const Value& value, std::string_view member) {
  return parse_time(value[member].text());
}

class ApiReader {
 public:
  ApiReader(const Export& file, ReadSink& sink) : feed_(file, sink), sink_(sink) {}

  void read(const JsonRecord& record) {
    for (const LeftOut& list : kLeftOut)
      if (record.path == std::string(list.list) + "[]") return leave_out(list, record.place);
    read_value(record.value, record.place);
  }
  void emit() { feed_.emit(); }

 private:
  void read_value(const Value& value, const std::string& place) {
    if (is_node(value)) return read_node(value, place);
    if (is_dataset(value)) return read_dataset(value, place);
    if (is_job(value)) return read_job(value, place);
    if (is_run(value)) {
      sink_.count("run");
      return read_run(value, mention_of(value["jobVersion"]), place);
    }
    sink_.problem({place, "neither a dataset nor a job nor a run; it was left out"});
  }

  void leave_out(const LeftOut& list, const std::string& place) {
    sink_.count(list.kind);
    if (said_.insert(list.kind).second)
      sink_.problem({place, "not read (" + std::string(list.kind) + "): " + std::string(list.reason)});
  }

  // A node of a graph: its data, and edges between "job:namespace:name" and "dataset:namespace:name".
  void read_node(const Value& node, const std::string& place) {
    const std::string_view type = node["type"].string();
    if (type == "DATASET") return read_dataset(node["data"], place);
    if (type == "JOB") return read_job(node["data"], place);
    if (type == "DATASET_FIELD") return read_field(node["data"], place);
    sink_.problem({place, "a node of unknown type \"" + std::string(type) + "\"; it was left out"});
  }

  void read_field(const Value& data, const std::string& place) {
    sink_.count("field");
    const LineageFeed::Index output = feed_.dataset({data["namespace"].text(), data["dataset"].text()});
    if (feed_.dataset_at(output).place.empty()) feed_.dataset_at(output).place = place;
    add_inputs(output, data["field"].text(), data["inputFields"]);
  }

  void add_inputs(LineageFeed::Index output, const std::string& column, const Value& inputs) {
    for (const Value& input : inputs.items())
      feed_.add_column_pair({input["namespace"].text(), input.first_of({"dataset", "datasetName"}).text()},
                            input["field"].text(), output, column);
  }

  LineageFeed::Thing* see(LineageFeed::Thing& thing, const Value& value, const std::string& place) {
    thing.described = true;
    if (thing.place.empty()) thing.place = place;
    thing.facts.created = time_of(value, "createdAt");
    thing.facts.changed = thing.at = time_of(value, "updatedAt");
    thing.facets.take(value["facets"], thing.at);
    if (value["description"].is_string()) {
      Value text;
      text.make_object().emplace_back("description", value["description"]);
      thing.facets.put("documentation", std::move(text), thing.at);
    }
    for (const std::string& tag : value["tags"].texts()) add_label(thing.facts, tag);
    return &thing;
  }

  static Mention names_of(const Value& value) {
    Mention names = mention_of(value["id"]);
    return names.name.empty() ? mention_of(value) : names;
  }

  void read_dataset(const Value& value, const std::string& place) {
    const Mention names = names_of(value);
    if (names.name.empty()) return sink_.problem({place, "a dataset without a name; it was left out"});
    sink_.count("dataset");
    const LineageFeed::Index index = feed_.dataset(names);
    LineageFeed::Thing& thing = *see(feed_.dataset_at(index), value, place);
    if (value["fields"].size() > 0) {
      Value schema;
      schema.make_object().emplace_back("fields", value["fields"]);
      thing.facets.put("schema", std::move(schema), thing.at);
    }
    if (value["type"].string() == "STREAM") thing.facts.type = AssetType::Topic;
    thing.facts.updated = time_of(value, "lastModifiedAt");
    add_extra(thing.facts, "source", value["sourceName"].text());
    if (const std::string physical = value["physicalName"].text(); physical != names.name)
      add_extra(thing.facts, "physical name", physical);
    thing.gone = value["deleted"].is_true() || value["lastLifecycleState"].string() == "DROP";
    for (const Value& column : value["columnLineage"].items())
      add_inputs(index, column["name"].text(), column["inputFields"]);
  }

  void read_job(const Value& value, const std::string& place) {
    const Mention names = names_of(value);
    if (names.name.empty()) return sink_.problem({place, "a job without a name; it was left out"});
    sink_.count("job");
    LineageFeed::Thing& thing = *see(feed_.job_at(feed_.job(names)), value, place);
    if (const std::string url = value["location"].text(); url.starts_with("http") && !contains(url, "@"))
      thing.facts.url = url;
    add_extra(thing.facts, "processing", lower(value["type"].text()));
    add_extra(thing.facts, "parent job", value["parentJobName"].text());
    thing.gone = value["deleted"].is_true();
    link(feed_.run("", names, place), value, names, place);
    std::set<std::string> told;
    for (const std::string_view member : {"latestRun", "latestRuns"}) {
      if (value[member].is_object()) read_run_of(value[member], value, names, place, told);
      for (const Value& run : value[member].items()) read_run_of(run, value, names, place, told);
    }
  }

  void link(LineageFeed::Run& run, const Value& job, const Mention& names, const std::string& place) {
    run.job = feed_.job(names);
    for (const Value& input : job["inputs"].items()) run.inputs.insert(described(mention_of(input), place));
    for (const Value& output : job["outputs"].items())
      run.outputs.insert(described(mention_of(output), place));
  }

  void read_run_of(const Value& run, const Value& job, const Mention& names, const std::string& place,
                   std::set<std::string>& told) {
    if (!told.insert(run["id"].text()).second) return;
    sink_.count("run");
    LineageFeed::Run& known = read_run_into(run, names, place);
    if (known.inputs.empty() && known.outputs.empty()) link(known, job, names, place);
  }

  void read_run(const Value& value, const Mention& job, const std::string& place) {
    if (value["id"].text().empty()) return sink_.problem({place, "a run without an id; it was left out"});
    if (!job.name.empty()) {
      LineageFeed::Thing& thing = feed_.job_at(feed_.job(job));
      thing.described = true;
      if (thing.place.empty()) thing.place = place;
    }
    read_run_into(value, job, place);
  }

  LineageFeed::Run& read_run_into(const Value& value, const Mention& job, const std::string& place) {
    LineageFeed::Run& run = feed_.run(value["id"].text(), job, place);
    if (!job.name.empty()) run.job = feed_.job(job);
    for (const Value& input : value["inputDatasetVersions"].items())
      run.inputs.insert(described(mention_of(input["datasetVersionId"]), place));
    for (const Value& output : value["outputDatasetVersions"].items())
      run.outputs.insert(described(mention_of(output["datasetVersionId"]), place));
    std::optional<Time> ended = time_of(value, "endedAt");
    if (!ended) ended = time_of(value, "updatedAt");
    if (const RunState state = state_of(value["state"].string()); state != RunState::Open)
      LineageFeed::end(run, state, ended);
    return run;
  }

  LineageFeed::Index described(const Mention& names, const std::string& place) {
    const LineageFeed::Index index = feed_.dataset(names);
    feed_.dataset_at(index).described = true;
    if (feed_.dataset_at(index).place.empty()) feed_.dataset_at(index).place = place;
    return index;
  }

  LineageFeed feed_;
  ReadSink& sink_;
  std::set<std::string_view> said_;
};

Status read(const Export& file, ReadSink& sink) {
  JsonSplit split;
  split.drop = {"args", "connectionUrl", "context", "spark.logicalPlan", "spark_unknown"};
  if (const std::vector<std::string> lists = lists_in(file.shape.first); !lists.empty()) {
    split.paths.clear();
    for (const std::string& list : lists) split.paths.push_back(list + "[]");
  }
  ApiReader reader(file, sink);
  const Status status = file.json(split, sink, [&](JsonRecord&& record) { reader.read(record); });
  reader.emit();
  return status;
}

}  // namespace

extern const Reader marquez_reader{.name = "marquez",
                                   .label = "Marquez API answers (JSON)",
                                   .kind = SourceKind::Technical,
                                   .order = 250,
                                   .recognises = recognises,
                                   .read = read,
                                   .feed = true};

}  // namespace waymark

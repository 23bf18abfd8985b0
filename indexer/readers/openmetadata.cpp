// openmetadata.cpp - OpenMetadata: pages of its API, the files of its sample loader, bare lists and bare
// entities. Source: docs/sources.md.
#include <set>

#include "waymark/base/strings.h"
#include "waymark/readers/reader.h"

#include "shared/openmetadata_kinds.h"

namespace waymark {
namespace {

using openmetadata::Kind;

// Lists under these names are everybody's; what stands in them must look like an entity of OpenMetadata.
bool looks_like_entity(const Value& item) {
  for (const std::string_view foreign : {"catalog_name", "entryType", "aspectName", "typeName"})
    if (item.has(foreign)) return false;
  if (item.has("fullyQualifiedName")) return true;
  const std::string href = item["href"].text();
  if (contains(href, "/api/v1/")) return true;
  for (const std::string_view own :
       {"databaseSchema", "pipelineUrl", "dashboardUrl", "chartType", "dataModelType", "taskType",
        "cleanupPolicies", "lifeCycle", "testSuiteName", "profile", "tableFQN"})
    if (item.has(own)) return true;
  return item.has("name") && item["results"].is_array();  // Results of test cases.
}

const Value& first_item(const Value& list) {
  static const Value none;
  return list.items().empty() ? none : list.items().front();
}

std::vector<std::string> lists_in(const Value& document) {
  std::vector<std::string> lists;
  for (const auto& [name, value] : document.members()) {
    if (!value.is_array() || !looks_like_entity(first_item(value))) continue;
    if (name == "data" || openmetadata::kind_of_list(name) != nullptr) lists.push_back(name);
  }
  return lists;
}

bool is_record(const Value& value) {
  if (value["from"].has("fqn") && value["to"].has("fqn")) return true;
  if (value.has("table") && value["tableTests"].is_array()) return true;
  if (value["pipeline"].is_string() && value["pipelineStatus"].is_array()) return true;
  return value["nodes"].is_array() &&
         (value["upstreamEdges"].is_array() || value["downstreamEdges"].is_array());
}

// A body sent to make an entity: it has no qualified name yet.
bool is_request(const Value& value, std::string_view file_name) {
  return value.has("name") && value["service"].has("type") && lower(file_name).starts_with("database");
}

bool recognises(const Shape& shape) {
  if (shape.syntax != Syntax::Json) return false;
  const Value& first = shape.first;
  if (first["serviceConnection"].is_object() && (first.has("serviceName") || first.has("name"))) return true;
  if (first["paging"].has("total") && first["data"].is_array() && first["data"].size() == 0) return true;
  if (!lists_in(first).empty() || is_record(first)) return true;
  return (first.has("fullyQualifiedName") && looks_like_entity(first) && first.has("name")) ||
         is_request(first, shape.file_name);
}

// Reads the records of one file; what is not read is said once.
class FileReader {
 public:
  FileReader(const Export& file, ReadSink& sink) : file_(file), sink_(sink) {}

  void read(const JsonRecord& record) {
    const std::string list = record.path.ends_with("[]") ? record.path.substr(0, record.path.size() - 2) : "";
    const Kind* kind = list.empty() || list == "data" ? nullptr : openmetadata::kind_of_list(list);
    if (kind == nullptr) kind = openmetadata::kind_of_entity(record.value, file_.shape.file_name);
    if (kind == nullptr)
      return sink_.problem(
          {record.place, "an entity of unknown kind (" + record.value["name"].text() + "); left out"});
    sink_.count(kind->name);
    if (kind->read == nullptr) return leave_out(*kind, record.place);
    if (record.value["name"].text().empty() && needs_name(*kind))
      return sink_.problem({record.place, "this " + std::string(kind->name) + " has no name; left out"});
    kind->read({record.value, file_, record.place, sink_});
  }

 private:
  static bool needs_name(const Kind& kind) {
    const auto events = openmetadata::event_kinds();
    return &kind < events.data() || &kind >= events.data() + events.size();
  }

  void leave_out(const Kind& kind, const std::string& place) {
    if (left_out_.insert(kind.name).second)
      sink_.problem({place, "not read (" + std::string(kind.name) + "): " + std::string(kind.reason)});
  }

  const Export& file_;
  ReadSink& sink_;
  std::set<std::string_view> left_out_;
};

Status read(const Export& file, ReadSink& sink) {
  JsonSplit split;
  split.drop = {"sampleData",
                "tableProfile",
                "profile",
                "columnProfile",
                "joins",
                "changeDescription",
                "incrementalChangeDescription",
                "connection",
                "config",
                "sourceConfig"};
  const std::vector<std::string> lists = lists_in(file.shape.first);
  if (!lists.empty()) {
    split.paths.clear();
    for (const std::string& list : lists) split.paths.push_back(list + "[]");
  } else if (file.shape.first.has("paging") && file.shape.first["data"].is_array()) {
    split.paths = {"data[]"};
  }
  FileReader reader(file, sink);
  return file.json(split, sink, [&](JsonRecord&& record) { reader.read(record); });
}

}  // namespace

extern const Reader openmetadata_reader{
    "openmetadata", "OpenMetadata (JSON)", SourceKind::BusinessCatalog, 60, recognises, read};

}  // namespace waymark

#include "shared/atlas_document.h"

#include "waymark/base/strings.h"

#include "shared/atlas_entities.h"

namespace waymark::atlas {
namespace {

// Lists and maps entities come in.
constexpr std::string_view kLists[] = {"entities", "searchResults"};
constexpr std::string_view kMaps[] = {"referredEntities", "guidHeaderMap", "guidEntityMap"};

bool is_entity(const Value& value) {
  if (!value["typeName"].is_string() || !value["attributes"].is_object()) return false;
  return value["attributes"].has("qualifiedName") || value.has("guid") || value.has("status") ||
         value["classifications"].is_array();
}

const Value& first_of(const Value& container) {
  static const Value none;
  if (!container.items().empty()) return container.items().front();
  return container.members().empty() ? none : container.members().front().second;
}

// "0ce68113-77fe-4ed1-9585-69371202bd74"
bool is_guid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    const char c = text[i];
    const bool digit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    if (dash ? c != '-' : !digit) return false;
  }
  return true;
}

// What stands beside the entities in every export archive.
bool is_side_file(const Value& document) {
  return document["entityDefs"].is_array() || document.has("operationStatus") || is_guid(document.string());
}

}  // namespace

const Value* first_entity(const Value& document) {
  if (is_entity(document)) return &document;
  if (document["entity"]["typeName"].is_string() && document["entity"]["attributes"].is_object())
    return &document["entity"];
  for (const std::string_view list : kLists)
    if (is_entity(first_of(document[list]))) return &first_of(document[list]);
  for (const std::string_view map : kMaps)
    if (is_entity(first_of(document[map]))) return &first_of(document[map]);
  return nullptr;
}

bool is_atlan(const Value& document) {
  if (document.has("lineageDirection") || document["guidEntityMap"].is_object()) {
    const Value* entity = first_entity(document);
    return entity != nullptr && !contains((*entity)["typeName"].text(), "_") &&
           document["relations"].is_array();
  }
  const Value* entity = first_entity(document);
  if (entity == nullptr) return false;
  const Value& attributes = (*entity)["attributes"];
  if (is_atlan_name(attributes["qualifiedName"].text())) return true;
  for (const std::string_view own :
       {"connectorName", "connectionQualifiedName", "certificateStatus", "ownerGroups", "userDescription",
        "popularityScore", "dataProductAssetsDSL"})
    for (const auto& [name, value] : attributes.members())
      if (name == own) return true;  // Also where it is null.
  return false;
}

std::string_view refusal(const Value& document) {
  if (document.has("mode") && document["vertices"].is_array() && document["edges"].is_array())
    return "Apache Atlas 0.8 migration dump: not supported; import it into Atlas and export entities with "
           "its "
           "export API (/api/atlas/admin/export)";
  for (const std::string_view list : {"entityDefs", "classificationDefs", "businessMetadataDefs", "enumDefs"})
    if (document[list].is_array())
      return "Apache Atlas type definitions: there are no assets in them; export entities";
  if (document["attributeDefs"].is_array() && document.has("category"))
    return "an Apache Atlas type definition: there are no assets in it; export entities";
  if (document["itemsToExport"].is_array())
    return "a request to export from Apache Atlas, not its answer; index the archive that it gives";
  if (document.has("operationStatus") && document["metrics"].is_object() && document.has("request"))
    return "the report of an Apache Atlas export: there are no assets in it";
  if (is_guid(document.string()))
    return "a list of guids, as the order file of an Apache Atlas export: there are no assets in it";
  if (document["searchParameters"].has("dsl") && document["logs"].is_array())
    return "an Atlan log of who looked at what: not read, it is about people";
  return {};
}

Status read_document(const Export& file, ReadSink& sink) {
  const Value& first = file.shape.first;
  if (const std::string_view reason = refusal(first); !reason.empty()) {
    if (file.member.empty() || !is_side_file(first)) return fail(ErrorCode::Unreadable, std::string(reason));
    sink.count("side file");  // Nothing is lost by leaving it out, so it is no problem either.
    return {};
  }
  JsonSplit split;
  split.drop = {"sampleDataUrl", "queryPlan", "queryGraph", "queryText", "recentQueries", "queryUserMap"};
  if (first["entity"].is_object() || first_entity(first) != &first) {
    split.paths = {"entity", "relations[]"};
    for (const std::string_view list : kLists) split.paths.push_back(std::string(list) + "[]");
    for (const std::string_view map : kMaps) split.paths.push_back(std::string(map) + ".*");
  }
  Entities entities(file, sink);
  const Status status = file.json(split, sink, [&](JsonRecord&& record) {
    if (record.path == "relations[]")
      entities.add_relation(record.value);
    else if (record.value["typeName"].is_string())
      entities.add(record.value, record.place);
    else
      sink.problem({record.place, "this is no entity (there is no typeName); it was left out"});
  });
  entities.emit();
  return status;
}

}  // namespace waymark::atlas

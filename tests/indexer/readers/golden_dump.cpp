#include "golden_dump.h"

#include <nlohmann/json.hpp>

#include "waymark/model/asset_json.h"

namespace waymark {
namespace {

using Json = nlohmann::ordered_json;

void put(Json& into, const char* member, const std::string& text) {
  if (!text.empty()) into[member] = text;
}
void put(Json& into, const char* member, const std::vector<std::string>& texts) {
  if (!texts.empty()) into[member] = texts;
}

Json to_json(const Ref& ref) {
  Json json = Json::object();
  put(json, "id", ref.id);
  put(json, "platform", ref.physical.platform);
  put(json, "instance", ref.physical.instance);
  put(json, "parts", ref.physical.parts);
  put(json, "name", ref.name);
  return json;
}

// The canonical JSON of an asset that has these facts alone, with times people can read.
Json to_json(const Facts& facts) {
  Asset asset;
  static_cast<Facts&>(asset) = facts;
  Json json = Json::parse(asset_to_json(asset));
  json.erase("access");
  for (const char* member : {"created", "updated", "changed", "accessed"})
    if (json.contains(member)) json[member] = format_time(Time(Seconds(json[member].get<std::int64_t>())));
  return json;
}

// A hash as 16 hexadecimal digits: what an event feed counts by.
std::string hash_text(std::uint64_t hash) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text(16, '0');
  for (std::size_t i = 16; i-- > 0; hash >>= 4) text[i] = kDigits[hash & 15];
  return text;
}

Json hash_texts(const std::vector<std::uint64_t>& hashes) {
  Json list = Json::array();
  for (const std::uint64_t hash : hashes) list.push_back(hash_text(hash));
  return list;
}

Json to_json(const Events& day) {
  constexpr const char* kKinds[] = {"use", "refresh", "run", "failed_run"};
  Json json;
  json["kind"] = kKinds[static_cast<std::size_t>(day.kind)];
  json["day"] = format_date(Time(std::chrono::days(day.day)));
  json["events"] = hash_texts(day.events);
  if (!day.users.empty()) json["users"] = hash_texts(day.users);
  return json;
}

}  // namespace

void DumpingSink::fragment(Fragment fragment) {
  Json json;
  json["self"] = to_json(fragment.self);
  put(json, "other_ids", fragment.other_ids);
  json["facts"] = to_json(fragment.facts);
  put(json, "domain_id", fragment.domain_id);
  put(json, "parent_id", fragment.parent_id);
  put(json, "product_ids", fragment.product_ids);
  put(json, "term_ids", fragment.term_ids);
  put(json, "domain_guess", fragment.domain_guess);
  put(json, "cleared", fragment.cleared);
  for (const Events& day : fragment.events) json["events"].push_back(to_json(day));
  put(json, "place", fragment.place);
  if (fragment.at) json["at"] = format_time(*fragment.at);
  if (fragment.deleted) json["deleted"] = true;
  lines.push_back(Json{{"fragment", json}}.dump());
}

void DumpingSink::edge(Edge edge) {
  Json json;
  json["from"] = to_json(edge.from);
  json["to"] = to_json(edge.to);
  json["kind"] = edge.kind;
  for (const Edge::ColumnPair& pair : edge.columns) json["columns"].push_back({pair.from, pair.to});
  put(json, "place", edge.place);
  if (edge.at) json["at"] = format_time(*edge.at);
  lines.push_back(Json{{"edge", json}}.dump());
}

void DumpingSink::problem(Problem problem) {
  lines.push_back(Json{{"problem", {{"place", problem.place}, {"message", problem.message}}}}.dump());
}

std::vector<std::string> dump_file(const Export& file) {
  Json head;
  head["file"] = file.name;
  Export opened = file;
  if (const Result<Shape> shape = look_at(file.path)) {
    opened.shape = *shape;
  } else {
    head["unread"] = shape.error().message;
    return {head.dump()};
  }
  const Reader* reader = detect(opened.shape);
  if (reader == nullptr) {
    head["unread"] = describe(opened.shape);
    return {head.dump()};
  }
  head["reader"] = reader->name;
  DumpingSink sink;
  if (const Status read = reader->read(opened, sink); !read) head["error"] = read.error().message;
  if (!sink.counts.empty()) head["counts"] = sink.counts;
  sink.lines.insert(sink.lines.begin(), head.dump());
  return sink.lines;
}

}  // namespace waymark

#include "shared/dcat_record.h"

#include <algorithm>

#include "waymark/base/strings.h"

#include "shared/dcat_facts.h"
#include "shared/local_texts.h"
#include "shared/meta_facts.h"

namespace waymark::dcat {
namespace {

bool is_uuid(std::string_view text) {
  return text.size() == 36 && std::count(text.begin(), text.end(), '-') == 4 &&
         text.find_first_not_of("0123456789abcdefABCDEF-") == std::string_view::npos;
}

// An identifier is a text, a number, a node, or an agency and its notation.
std::string identifier_of(const Value& value) {
  if (value.is_array()) {
    for (const Value& item : value.items())
      if (std::string found = identifier_of(item); !found.empty()) return found;
    return {};
  }
  if (!value.is_object()) return std::string(trim(value.text()));
  for (const std::string_view member : {"@id", "@value"})
    if (std::string found = value[member].text(); !found.empty()) return found;
  const std::string notation = main_text(value["notation"]), agency = main_text(value["schemaAgency"]);
  return notation.empty() || agency.empty() ? notation : agency + ":" + notation;
}

bool is_blank_node(std::string_view id) { return id.starts_with("_:"); }

bool is_unique(std::string_view id) {
  return contains(id, "://") || id.starts_with("urn:") || id.starts_with("doi:") || is_uuid(id);
}

void set_ids(const Place& at, const Value& record, Fragment& fragment) {
  const std::string identifier = identifier_of(record["identifier"]);
  std::string node = record["@id"].text();
  if (is_blank_node(node)) node.clear();
  std::vector<std::string> ids = {identifier, node};
  // What stays the same wherever the file lies goes first.
  if (!is_unique(identifier) && is_unique(node)) std::swap(ids[0], ids[1]);
  for (const std::string& one : ids) {
    if (one.empty()) continue;
    std::string id = id_of(at, one);
    if (fragment.self.id.empty())
      fragment.self.id = std::move(id);
    else if (id != fragment.self.id)
      add_unique(fragment.other_ids, std::move(id));
  }
  fragment.facts.qualified_name = identifier.empty() ? node : identifier;
}

// Whether it can be told from others.
bool name_it(const Place& at, std::string_view kind, const Value& record, Fragment& fragment) {
  Facts& facts = fragment.facts;
  set_ids(at, record, fragment);
  set_title(facts, record["title"]);
  // People know it by its title; an identifier that is no address is a name, too.
  const bool code = !facts.qualified_name.empty() && !is_unique(facts.qualified_name);
  facts.name = code || facts.title.empty() ? std::string(last_segment(facts.qualified_name)) : facts.title;
  if (facts.title == facts.name) facts.title.clear();
  if (!fragment.self.id.empty()) {
    if (main_text(record["title"]).empty())
      at.sink.problem(
          {at.place, "the " + std::string(kind) + " has no title; it is known by its identifier"});
    return true;
  }
  if (facts.name.empty()) {
    at.sink.problem(
        {at.place, "a " + std::string(kind) +
                       " without identifier and title cannot be told from others; it was left out"});
    return false;
  }
  at.sink.problem({at.place, "the " + std::string(kind) + " has no identifier; it is known by its title \"" +
                                 facts.name + "\""});
  fragment.self.id = "dcat:" + at.scope + "#title:" + facts.name;
  return true;
}

std::optional<Fragment> start(const Place& at, std::string_view kind, const Value& record) {
  Fragment fragment;
  fragment.place = at.place;
  Facts& facts = fragment.facts;
  facts.type = AssetType::Dataset;
  if (!record.is_object() || !name_it(at, kind, record, fragment)) return std::nullopt;
  set_facts(at, record, facts);
  return fragment;
}

void emit(const Place& at, Fragment fragment) {
  at.listing.ids.insert(fragment.self.id);
  for (const std::string& id : fragment.other_ids) at.listing.ids.insert(id);
  at.sink.fragment(std::move(fragment));
}

std::string parent_of(const Place& at, const Value& record) {
  for (const std::string_view member : {"inSeries", "isPartOf"})
    if (const std::string id = identifier_of(record[member]); !id.empty()) return id_of(at, id);
  return {};
}

}  // namespace

std::string scope_of(const Export& file) {
  const std::string address = file.shape.first["@id"].text();
  return contains(address, "://") ? address : file.source + "/" + file.folder;
}

std::string id_of(const Place& at, std::string_view identifier) {
  return "dcat:" + (is_unique(identifier) ? std::string() : at.scope + "#") + std::string(identifier);
}

void read_dataset(const Place& at, const Value& record, const std::string& parent) {
  at.sink.count("dataset");
  std::optional<Fragment> fragment = start(at, "dataset", record);
  if (!fragment) return;
  fragment->parent_id = parent.empty() ? parent_of(at, record) : parent;
  emit(at, std::move(*fragment));
}

void read_service(const Place& at, const Value& record) {
  at.sink.count("service");
  std::optional<Fragment> fragment = start(at, "data service", record);
  if (!fragment) return;
  add_extra(fragment->facts, "kind", "data service");
  if (const std::string address = main_text(record["endpointURL"]); !address.empty())
    fragment->facts.url = address;
  const Value& served = record["servesDataset"];
  const Value::Items one = {served};
  for (const Value& item : served.is_array() ? served.items() : one) {
    if (item.is_object() && item.has("title")) read_dataset(at.inside(at.place + ".servesDataset"), item, {});
    std::string id = identifier_of(item.has("identifier") ? item["identifier"] : item);
    if (id.empty()) continue;
    at.sink.edge({.from = {.id = id_of(at, id)}, .to = fragment->self, .kind = "data", .place = at.place});
  }
  emit(at, std::move(*fragment));
}

void read_series(const Place& at, const Value& record) {
  at.sink.count("series");
  std::optional<Fragment> fragment = start(at, "dataset series", record);
  if (!fragment) return;
  add_extra(fragment->facts, "kind", "dataset series");
  const std::string id = fragment->self.id;
  emit(at, std::move(*fragment));
  std::size_t number = 0;
  for (const Value& member : record["seriesMember"].items()) {
    const std::string place = at.place + ".seriesMember[" + std::to_string(number++) + "]";
    if (member.is_object() && member.has("title")) read_dataset(at.inside(place), member, id);
  }
}

void read_catalog_record(const Place& at, const Value& record) {
  at.sink.count("record");
  const std::string topic = identifier_of(record["primaryTopic"]);
  const std::optional<Time> changed = parse_time(main_text(record["modified"]));
  if (topic.empty() || !changed) return;
  Fragment fragment;
  fragment.place = at.place;
  fragment.self.id = id_of(at, topic);
  fragment.facts.type = AssetType::Dataset;
  fragment.facts.changed = changed;
  at.listing.records.push_back(std::move(fragment));
}

void finish(Listing& listing, ReadSink& sink) {
  for (Fragment& record : listing.records)
    if (listing.ids.contains(record.self.id)) sink.fragment(std::move(record));
  listing = {};
}

}  // namespace waymark::dcat

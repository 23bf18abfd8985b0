#include "shared/dcat_record.h"

#include <algorithm>

#include "waymark/base/strings.h"

#include "shared/local_texts.h"
#include "shared/meta_facts.h"

namespace waymark::dcat {
namespace {

constexpr std::size_t kExtraBytes = 2000;
constexpr std::size_t kPublishers = 16;         // Levels of organisations.
constexpr std::size_t kLongestPlaceName = 300;  // Longer ones are coordinates.

// Read below, or of no use to people.
constexpr std::string_view kKnown[] = {"title",
                                       "description",
                                       "identifier",
                                       "keyword",
                                       "theme",
                                       "publisher",
                                       "contactPoint",
                                       "modified",
                                       "issued",
                                       "accessLevel",
                                       "accessRights",
                                       "landingPage",
                                       "distribution",
                                       "isPartOf",
                                       "inSeries",
                                       "spatial",
                                       "creator",
                                       "seriesMember",
                                       "first",
                                       "last",
                                       "servesDataset",
                                       "endpointURL",
                                       "accrualPeriodicity",
                                       "type",
                                       "dataset",
                                       "service",
                                       "datasetSeries",
                                       "catalog",
                                       "record"};

bool is_known(std::string_view member) {
  return member.starts_with('@') ||
         std::find(std::begin(kKnown), std::end(kKnown), member) != std::end(kKnown);
}

bool is_uuid(std::string_view text) {
  return text.size() == 36 && std::count(text.begin(), text.end(), '-') == 4 &&
         text.find_first_not_of("0123456789abcdefABCDEF-") == std::string_view::npos;
}

std::string_view last_segment(std::string_view text) {
  while (text.ends_with('/') || text.ends_with('#')) text.remove_suffix(1);
  const bool address = contains(text, "://") || text.starts_with("urn:") || text.starts_with("doi:");
  return address ? text.substr(text.find_last_of("/#:") + 1) : text;
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

std::string without_mailto(std::string mail) {
  if (lower(mail.substr(0, 7)) == "mailto:") mail.erase(0, 7);
  return std::string(trim(mail));
}

std::string mail_of(const Value& contact) {
  const Value& mail = contact.first_of({"hasEmail", "email", "mbox"});
  return without_mailto(main_text(mail.is_object() && !mail.has("@id") && !mail.has("@value")
                                      ? mail.first_of({"hasValue", "value"})
                                      : mail));
}

void add_owner(Facts& facts, const Value& contact, OwnerKind kind, bool team) {
  if (contact.is_array()) {
    for (const Value& item : contact.items()) add_owner(facts, item, kind, team);
    return;
  }
  Owner owner{.kind = kind, .team = team};
  if (contact.is_object()) {
    owner.name = main_text(contact.first_of({"fn", "name", "organization-name", "hasFN"}));
    owner.mail = mail_of(contact);
  } else {
    owner = owner_from_text(contact.text());
    owner.kind = kind, owner.team = team;
  }
  if (contains(owner.name, "://")) owner.name.clear();  // A reference to what the file does not hold.
  const bool empty = owner.name.empty() && owner.mail.empty();
  if (!empty && std::find(facts.owners.begin(), facts.owners.end(), owner) == facts.owners.end())
    facts.owners.push_back(std::move(owner));
}

void set_owners(Facts& facts, const Value& record) {
  add_owner(facts, record["contactPoint"], OwnerKind::Unknown, false);
  if (facts.owners.empty()) add_owner(facts, record["publisher"], OwnerKind::Unknown, true);
  add_owner(facts, record["creator"], OwnerKind::Creator, false);
}

void set_access(Facts& facts, const Value& record) {
  std::string word = main_text(record.first_of({"accessLevel", "accessRights"}));
  const bool of_vocabulary = contains(word, "access-right");
  word = std::string(last_segment(word));
  if (word.empty()) return;
  facts.sensitivity = word;
  if (!of_vocabulary || word != "RESTRICTED") return;
  // In the vocabulary of access rights this word means open to those who meet conditions.
  facts.sensitivity = "restricted public";
  facts.sensitivity_word = word;
}

// What a theme is called: its label, the end of its address, or the text itself.
std::string theme_name(const Value& theme) {
  const std::string label =
      main_text(theme.is_object() && theme.has("prefLabel") ? theme["prefLabel"] : theme);
  return std::string(last_segment(label));
}

void set_words(Facts& facts, const Value& record) {
  const Value& keywords = record["keyword"];
  for (const LocalText& one : local_texts(keywords))
    if (keywords.is_string())
      for (const std::string& word : split_words(one.text, ',')) add_label(facts, word);
    else
      add_label(facts, one.text);
  const Value& themes = record["theme"];
  if (themes.is_string())
    for (const std::string& word : split_words(themes.string(), ','))
      add_unique(facts.terms, theme_name(Value(word)));
  else if (themes.is_object())
    add_unique(facts.terms, theme_name(themes));
  for (const Value& theme : themes.items()) add_unique(facts.terms, theme_name(theme));
}

void set_place_names(Facts& facts, const Value& spatial) {
  if (spatial.is_array())
    for (const Value& item : spatial.items()) set_place_names(facts, item);
  const std::string name = main_text(spatial.is_object() && !spatial.has("@value")
                                         ? spatial.first_of({"prefLabel", "label", "title"})
                                         : spatial);
  const bool coordinates = name.size() > kLongestPlaceName || name.starts_with('{');
  if (!spatial.is_array() && !coordinates) add_extra(facts, "spatial", name);
}

// Title, format and address of each file or service the data can be had by.
void add_distributions(const Place& at, Facts& facts, const Value& list) {
  const Value::Items one = {list};
  for (const Value& item : list.is_array() ? list.items() : one) {
    if (!item.is_object()) continue;
    at.sink.count("distribution");
    std::string text = main_text(item["title"]);
    const std::string format(last_segment(main_text(item.first_of({"format", "mediaType"}))));
    if (!format.empty()) text += text.empty() ? format : " (" + format + ")";
    const std::string address = main_text(item["downloadURL"]).empty() ? main_text(item["accessURL"])
                                                                       : main_text(item["downloadURL"]);
    if (!address.empty()) text += (text.empty() ? "" : ": ") + address;
    if (facts.url.empty()) facts.url = address;
    add_extra(facts, "distribution", std::move(text));
  }
}

void set_times(Facts& facts, const Value& record) {
  facts.created = parse_time(main_text(record["issued"]));
  const std::string modified = main_text(record["modified"]);
  facts.updated = parse_time(modified);
  std::string promised = main_text(record["accrualPeriodicity"]);
  // Some write the rhythm into the place of the time.
  if (promised.empty() && modified.starts_with("R/")) promised = modified;
  facts.fresh_within = frequency(promised);
  add_extra(facts, "update frequency", promised);
}

bool is_node(const Value& value) { return value.has("@id") || value.has("@value"); }

// Every other member as it is; of nodes and lists of them their names.
void add_rest(Facts& facts, const Value& record) {
  for (const auto& [member, value] : record.members()) {
    if (is_known(member)) continue;
    const bool nodes = is_node(value) || std::any_of(value.items().begin(), value.items().end(), is_node);
    if (nodes)
      add_extra(facts, member, std::string(cut_utf8(join(all_texts(value), ", "), kExtraBytes)));
    else
      apply_meta(facts, member, value);
  }
}

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
  set_description(facts, record["description"]);
  facts.domain = publisher_path(record["publisher"]);
  facts.url = main_text(record["landingPage"]);
  set_owners(facts, record);
  set_access(facts, record);
  set_words(facts, record);
  set_times(facts, record);
  set_place_names(facts, record["spatial"]);
  add_distributions(at, facts, record["distribution"]);
  add_extra(facts, "catalog", at.catalog);
  add_rest(facts, record);
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

std::string publisher_path(const Value& publisher) {
  std::vector<std::string> names;
  const Value* at = &publisher;
  while (names.size() < kPublishers) {
    if (at->is_array()) at = at->items().empty() ? &publisher["none"] : &at->items().front();
    const std::string name =
        main_text(at->is_object() && !at->has("@value") ? at->first_of({"name", "prefLabel"}) : *at);
    if (name.empty() || contains(name, "://")) break;
    names.insert(names.begin(), replace_all(name, "/", "-"));
    at = &(*at)["subOrganizationOf"];
  }
  return join(names, "/");
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

#include "shared/dcat_facts.h"

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

}  // namespace

std::string_view last_segment(std::string_view text) {
  while (text.ends_with('/') || text.ends_with('#')) text.remove_suffix(1);
  const bool address = contains(text, "://") || text.starts_with("urn:") || text.starts_with("doi:");
  return address ? text.substr(text.find_last_of("/#:") + 1) : text;
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

void set_facts(const Place& at, const Value& record, Facts& facts) {
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
}

}  // namespace waymark::dcat

#include "shared/meta_facts.h"

#include <algorithm>

#include "waymark/base/strings.h"
#include "waymark/model/fields.h"

#include "shared/fact_words.h"
#include "shared/tag_facts.h"

namespace waymark {
namespace {

constexpr int kDepth = 8;
constexpr std::size_t kExtraBytes = 2000;

enum class Meaning {
  None,
  Sensitivity,
  IsSensitive,
  PersonalData,
  Criticality,
  Certification,
  Lifecycle,
  Layer,
  Environment,
  Domain,
  Owner,
  Team,
  Terms,
  Products,
  Tags,
  Secret
};

struct KnownKey {
  std::string_view key;  // Letters and digits only, lower case.
  Meaning meaning;
};
constexpr KnownKey kKeys[] = {
    {"sensitivity", Meaning::Sensitivity},
    {"datasensitivity", Meaning::Sensitivity},
    {"sensitivitylevel", Meaning::Sensitivity},
    {"classification", Meaning::Sensitivity},
    {"dataclassification", Meaning::Sensitivity},
    {"confidentiality", Meaning::Sensitivity},
    {"dataclass", Meaning::Sensitivity},
    {"issensitive", Meaning::IsSensitive},
    {"sensitive", Meaning::IsSensitive},
    {"pii", Meaning::PersonalData},
    {"ispii", Meaning::PersonalData},
    {"haspii", Meaning::PersonalData},
    {"containspii", Meaning::PersonalData},
    {"piicategory", Meaning::PersonalData},
    {"piitype", Meaning::PersonalData},
    {"personaldata", Meaning::PersonalData},
    {"containspersonaldata", Meaning::PersonalData},
    {"privacycategory", Meaning::PersonalData},
    {"criticality", Meaning::Criticality},
    {"businesscriticality", Meaning::Criticality},
    {"tier", Meaning::Criticality},
    {"datatier", Meaning::Criticality},
    {"criticaldataelement", Meaning::Criticality},
    {"certification", Meaning::Certification},
    {"certified", Meaning::Certification},
    {"iscertified", Meaning::Certification},
    {"lifecycle", Meaning::Lifecycle},
    {"lifecyclestage", Meaning::Lifecycle},
    {"maturity", Meaning::Lifecycle},
    {"modelmaturity", Meaning::Lifecycle},
    {"layer", Meaning::Layer},
    {"datalayer", Meaning::Layer},
    {"medallion", Meaning::Layer},
    {"environment", Meaning::Environment},
    {"domain", Meaning::Domain},
    {"datadomain", Meaning::Domain},
    {"businessdomain", Meaning::Domain},
    {"owner", Meaning::Owner},
    {"owners", Meaning::Owner},
    {"dataowner", Meaning::Owner},
    {"businessowner", Meaning::Owner},
    {"technicalowner", Meaning::Owner},
    {"steward", Meaning::Owner},
    {"datasteward", Meaning::Owner},
    {"team", Meaning::Team},
    {"teamowner", Meaning::Team},
    {"ownerteam", Meaning::Team},
    {"owningteam", Meaning::Team},
    {"terms", Meaning::Terms},
    {"glossaryterms", Meaning::Terms},
    {"dataproduct", Meaning::Products},
    {"dataproducts", Meaning::Products},
    {"tags", Meaning::Tags},
};

// Real exports carry tokens in properties; such a key is not worth the risk of showing its value.
bool names_a_secret(const std::string& letters) {
  for (const std::string_view word : {"password", "passwd", "secret", "token", "apikey", "accesskey",
                                      "privatekey", "credential", "connectionstring"})
    if (contains(letters, word)) return true;
  return false;
}

// "s3a://key:secret@bucket", "…;password=…": a value that is no secret by its key but holds one.
bool holds_a_secret(std::string_view value) {
  const std::string text = lower(value);
  for (const std::string_view word :
       {"password=", "passwd=", "pwd=", "secret=", "token=", "akia", "-----begin "})
    if (contains(text, word)) return true;
  const std::size_t start = text.find("://");
  if (start == std::string::npos) return false;
  const std::string authority = text.substr(start + 3, text.find_first_of("/ ?", start + 3) - start - 3);
  return authority.find(':') < authority.find('@') && contains(authority, "@");
}

Meaning meaning_of(std::string_view key) {
  const std::size_t dot = key.rfind('.');
  const std::string letters = letters_of(dot == std::string_view::npos ? key : key.substr(dot + 1));
  if (names_a_secret(letters)) return Meaning::Secret;
  for (const KnownKey& known : kKeys)
    if (known.key == letters) return known.meaning;
  return Meaning::None;
}

bool affirms(const std::string& value) {
  return same_ignoring_case(value, "true") || same_ignoring_case(value, "yes") || value == "1";
}

std::string text_of(const Value& value) {
  if (!value.is_array()) return value.text();
  const std::vector<std::string> texts = value.texts();
  return texts.empty() && value.size() > 0 ? to_json(value) : join(texts, ", ");
}

// What a key says about sensitivity and criticality; the words are those of tags.
Facts stated_levels(Meaning meaning, const std::string& value) {
  Facts stated;
  if (meaning == Meaning::Sensitivity) apply_tag(stated, "sensitivity", value);
  if (meaning == Meaning::IsSensitive && affirms(value)) apply_tag(stated, "sensitivity", "sensitive");
  if (meaning == Meaning::PersonalData && !value.empty()) apply_tag(stated, "pii", value);
  if (meaning == Meaning::Criticality && !same_ignoring_case(value, "false"))
    apply_tag(stated, "criticality", value);
  return stated;
}

bool take_levels(Facts& facts, Meaning meaning, const std::string& value) {
  const Facts stated = stated_levels(meaning, value);
  if (!stated.sensitivity.empty()) {
    const std::string worse(worse_sensitivity(facts.sensitivity, stated.sensitivity));
    // Under keys like has_pii the value is a plain yes, not a word for a level.
    const bool is_word = meaning == Meaning::Sensitivity;
    if (worse != facts.sensitivity) facts.sensitivity_word = is_word ? stated.sensitivity_word : "";
    facts.sensitivity = worse;
  }
  if (facts.criticality.empty()) facts.criticality = stated.criticality;
  // "true" and a category of personal data say more than the level they lead to.
  return meaning != Meaning::PersonalData && (!stated.sensitivity.empty() || !stated.criticality.empty());
}

bool set_if_empty(std::string& field, std::string_view value) {
  if (value.empty()) return false;
  if (field.empty()) field = value;
  return true;
}

void add_words(std::vector<std::string>& list, const Value& value) {
  for (const std::string& text : value.texts())
    for (std::string& word : split_words(text, ',')) add_unique(list, std::move(word));
}

// Whether the value was understood as what its key states.
bool take_fact(Facts& facts, Meaning meaning, const Value& value, const std::string& key) {
  const std::string text(trim(text_of(value)));
  switch (meaning) {
    case Meaning::None:
      return false;
    case Meaning::Secret:
      return true;
    case Meaning::Sensitivity:
    case Meaning::IsSensitive:
    case Meaning::PersonalData:
    case Meaning::Criticality:
      return take_levels(facts, meaning, text);
    case Meaning::Certification:
      return set_if_empty(facts.certification, certification_word(text));
    case Meaning::Lifecycle:
      return set_if_empty(facts.lifecycle, lifecycle_word(text));
    case Meaning::Layer:
      return set_if_empty(facts.layer, layer_word(text));
    case Meaning::Environment:
      return set_if_empty(facts.environment, lower(text));
    case Meaning::Domain:
      return set_if_empty(facts.domain, join(split_words(text, '/'), "/"));
    case Meaning::Owner:
    case Meaning::Team:
      add_owners(facts.owners, value, parse_owner_kind(key), meaning == Meaning::Team);
      return true;
    case Meaning::Terms:
      add_words(facts.terms, value);
      return true;
    case Meaning::Products:
      for (std::string& name : value.texts()) add_unique(facts.products, std::move(name));
      return true;
    case Meaning::Tags:
      for (const std::string& name : value.texts()) add_label(facts, name);
      return true;
  }
  return false;
}

bool holds_objects(const Value& value) {
  return std::any_of(value.items().begin(), value.items().end(),
                     [](const Value& item) { return item.is_object(); });
}

void walk(Facts& facts, const std::string& key, const Value& value, int depth) {
  const Meaning meaning = meaning_of(key);
  if (value.is_null() || meaning == Meaning::Secret) return;
  const bool is_owner = meaning == Meaning::Owner || meaning == Meaning::Team;
  if (value.is_object() && !is_owner) {
    if (depth < kDepth)
      for (const auto& [name, member] : value.members()) walk(facts, key + "." + name, member, depth + 1);
    return;
  }
  if (take_fact(facts, meaning, value, key) || (holds_objects(value) && !is_owner)) return;
  const std::string text = text_of(value);
  if (!holds_a_secret(text)) add_extra(facts, key, std::string(cut_utf8(text, kExtraBytes)));
}

}  // namespace

void apply_meta(Facts& facts, const std::string& key, const Value& value) { walk(facts, key, value, 0); }

void apply_meta(Facts& facts, const Value& meta) {
  for (const auto& [key, value] : meta.members()) walk(facts, key, value, 0);
}

void apply_meta(Column& column, const Value& meta) {
  Facts stated;  // The same keys mean the same on a column, which has fewer places for them.
  apply_meta(stated, meta);
  column.sensitivity = worse_sensitivity(column.sensitivity, stated.sensitivity);
  for (std::string& tag : stated.tags) add_unique(column.tags, std::move(tag));
  for (std::string& term : stated.terms) add_unique(column.terms, std::move(term));
}

void add_label(Facts& facts, std::string_view name) {
  const std::size_t colon = name.find(':');
  if (colon != std::string_view::npos && colon > 0)
    return apply_tag(facts, name.substr(0, colon), name.substr(colon + 1));
  add_unique(facts.tags, std::string(trim(name)));
}

void add_label(Column& column, std::string_view name) {
  const std::size_t colon = name.find(':');
  if (colon != std::string_view::npos && colon > 0)
    return apply_tag(column, name.substr(0, colon), name.substr(colon + 1));
  add_unique(column.tags, std::string(trim(name)));
}

Owner owner_from_text(std::string_view text) {
  Owner owner;
  text = trim(text);
  const std::size_t open = text.find('<');
  if (open != std::string_view::npos && text.ends_with('>')) {
    owner.name = trim(text.substr(0, open));
    owner.mail = trim(text.substr(open + 1, text.size() - open - 2));
  } else if (text.starts_with('@')) {
    owner.name = text.substr(1);
  } else {
    (contains(text, "@") ? owner.mail : owner.name) = text;
  }
  if (owner.mail.starts_with("mailto:")) owner.mail.erase(0, 7);
  return owner;
}

void add_owners(std::vector<Owner>& owners, const Value& value, OwnerKind kind, bool team) {
  const auto add = [&](Owner owner) {
    owner.kind = kind;
    owner.team = owner.team || team;
    const bool empty = owner.name.empty() && owner.mail.empty();
    if (!empty && std::find(owners.begin(), owners.end(), owner) == owners.end())
      owners.push_back(std::move(owner));
  };
  for (const Value& item : value.items())
    if (item.is_object()) add_owners(owners, item, kind, team);
  if (value.is_object()) {
    Owner owner = owner_from_text(value.first_of({"name", "username", "displayName"}).text());
    if (const std::string mail = value.first_of({"email", "mail"}).text(); !mail.empty()) owner.mail = mail;
    add(std::move(owner));
  }
  for (const std::string& text : value.texts())
    for (const std::string& one : split_words(text, ',')) add(owner_from_text(one));
}

void add_extra(Facts& facts, std::string key, std::string value) {
  if (key.empty() || value.empty()) return;
  for (const auto& [name, known] : facts.extra)
    if (name == key && known == value) return;
  facts.extra.emplace_back(std::move(key), std::move(value));
}

void add_unique(std::vector<std::string>& list, std::string text) {
  if (!text.empty() && std::find(list.begin(), list.end(), text) == list.end())
    list.push_back(std::move(text));
}

}  // namespace waymark

#include "shared/atlas_facts.h"

#include <algorithm>

#include "waymark/base/strings.h"
#include "waymark/base/time.h"
#include "waymark/parse/json.h"

#include "shared/atlas_kinds.h"
#include "shared/fact_words.h"
#include "shared/meta_facts.h"

namespace waymark::atlas {
namespace {

constexpr std::size_t kQueryBytes = 2'000;

std::optional<Time> time_of(const Value& value) { return parse_time(value.text()); }

std::string first_text(const Value& attributes, std::initializer_list<std::string_view> members) {
  for (const std::string_view member : members)
    if (std::string text(trim(attributes[member].text())); !text.empty()) return text;
  return {};
}

// Accounts of the platform are nobody to ask.
bool real_owner(std::string_view owner) {
  for (const std::string_view account :
       {"", "hive", "hadoop", "hdfs", "root", "public", "owner", "impala", "spark"})
    if (same_ignoring_case(owner, account)) return false;
  return true;
}

void add_owner_names(Facts& facts, const Value& attributes) {
  add_owners(facts.owners, attributes["ownerUsers"], OwnerKind::Unknown);
  add_owners(facts.owners, attributes["ownerGroups"], OwnerKind::Unknown, true);
  if (const std::string owner = attributes["owner"].text(); real_owner(owner))
    add_owners(facts.owners, Value(owner), OwnerKind::Unknown);
}

// Atlan shows tags by names and stores them by ids of 22 random letters and digits, which tell a reader
// nothing.
bool is_random_id(std::string_view name) {
  const auto any = [&](char low, char high) {
    return std::any_of(name.begin(), name.end(), [=](char c) { return c >= low && c <= high; });
  };
  return name.size() == 22 && letters_of(name).size() == 22 && any('A', 'Z') && any('a', 'z');
}

void add_use(Facts& facts, const Value& attributes) {
  const auto positive = [&](std::initializer_list<std::string_view> members) -> std::optional<std::int64_t> {
    for (const std::string_view member : members)
      if (const auto number = attributes[member].integer(); number && *number > 0) return number;
    return std::nullopt;  // Zero is written where nothing was counted.
  };
  facts.usage.queries_30d = positive({"sourceReadCount", "queryCount"});
  facts.usage.users_30d = positive({"sourceReadUserCount", "queryUserCount"});
}

void add_times(Facts& facts, const Value& entity) {
  const Value& attributes = entity["attributes"];
  facts.created = time_of(attributes.first_of({"sourceCreatedAt", "createTime"}));
  facts.changed = time_of(entity["updateTime"]);
  facts.updated = time_of(attributes["lastRowChangedAt"]);
  if (!facts.updated) facts.updated = time_of(attributes["sourceUpdatedAt"]);
  if (!facts.updated) facts.updated = time_of(attributes["parameters"]["transient_lastDdlTime"]);
  facts.accessed = time_of(attributes.first_of({"sourceLastReadAt", "lastAccessTime"}));
  // Hive writes the time of creation where nobody has looked.
  if (facts.accessed == facts.created) facts.accessed.reset();
}

void add_business(Fragment& fragment, const Value& attributes) {
  Facts& facts = fragment.facts;
  for (const std::string& guid : attributes.first_of({"domainGUIDs", "__domainGUIDs"}).texts())
    if (fragment.domain_id.empty()) fragment.domain_id = guid_id(guid);
  for (const std::string_view member : {"productGUIDs", "outputProductGUIDs"})
    for (const std::string& guid : attributes[member].texts())
      add_unique(fragment.product_ids, guid_id(guid));
  if (facts.type == AssetType::DataProduct) {
    fragment.domain_id = guid_id(attributes["dataDomain"]["guid"].text());
    apply_meta(facts, "criticality", attributes["daapCriticality"]);
    apply_meta(facts, "sensitivity", attributes["daapSensitivity"]);
    facts.lifecycle = lifecycle_word(attributes["daapStatus"].text());
    add_extra(facts, "saved query", saved_query(attributes["dataProductAssetsDSL"].text()));
  }
  if (facts.type == AssetType::Domain)
    fragment.parent_id = guid_id(attributes["parentDomain"]["guid"].text());
  if (facts.type == AssetType::GlossaryTerm) {
    fragment.parent_id = guid_id(attributes["anchor"]["guid"].text());
    add_extra(facts, "examples", join(attributes["examples"].texts(), ", "));
  }
}

}  // namespace

std::string saved_query(std::string text) {
  // Once or twice JSON in a JSON text.
  for (int i = 0; i < 2; ++i) {
    if (!text.starts_with('"')) break;
    const Result<Value> inner = parse_json(text);
    if (!inner || !inner->is_string()) break;
    text = inner->text();
  }
  return std::string(cut_utf8(text, kQueryBytes));
}

void apply_certificate(Facts& facts, std::string_view status, const std::string& message) {
  if (same_ignoring_case(status, "VERIFIED")) facts.certification = "certified";
  if (same_ignoring_case(status, "DRAFT")) facts.lifecycle = "draft";
  if (same_ignoring_case(status, "DEPRECATED")) facts.lifecycle = "deprecated";
  add_extra(facts, "certificate", message);
}

bool has_unnamed_tags(const Value& entity) {
  const std::vector<std::string> names = entity["classificationNames"].texts();
  return std::any_of(names.begin(), names.end(), is_random_id);
}

void add_labels(Facts& facts, const Value& entity) {
  std::size_t unnamed = 0;
  const auto add = [&](const std::string& name) {
    is_random_id(name) ? void(++unnamed) : add_label(facts, name);
  };
  for (const Value& one : entity["classifications"].items()) {
    const std::string shown = one["displayName"].text();
    add(shown.empty() ? one["typeName"].text() : shown);
  }
  if (entity["classifications"].size() == 0)
    for (const std::string& name : entity["classificationNames"].texts()) add(name);
  for (const std::string& label : entity["labels"].texts()) add_label(facts, label);
  for (const Value& meaning : entity["meanings"].items())
    add_unique(facts.terms, meaning["displayText"].text());
  for (const std::string& name : entity["meaningNames"].texts()) add_unique(facts.terms, name);
}

void apply_entity(Fragment& fragment, const Value& entity) {
  Facts& facts = fragment.facts;
  const Value& attributes = entity["attributes"];
  const std::string shown = attributes["displayName"].text();
  if (shown != facts.name) facts.title = shown;
  facts.description = first_text(
      attributes, {"userDescription", "description", "comment", "longDescription", "shortDescription"});
  add_owner_names(facts, attributes);
  apply_certificate(facts, attributes["certificateStatus"].text(),
                    attributes["certificateStatusMessage"].text());
  add_extra(facts, "announcement",
            join(split_words(
                     attributes["announcementTitle"].text() + "\n" + attributes["announcementMessage"].text(),
                     '\n'),
                 ": "));
  add_labels(facts, entity);
  add_times(facts, entity);
  add_use(facts, attributes);
  add_business(fragment, attributes);
  if (facts.url.empty()) facts.url = first_text(attributes, {"sourceURL", "sourceEmbedURL"});
  for (const auto& [set, members] : entity["businessAttributes"].members()) {
    if (is_random_id(set)) continue;
    apply_meta(facts, members);
  }
  apply_meta(facts, entity["customAttributes"]);
  fragment.deleted = entity["status"].text() == "DELETED" || entity["status"].text() == "PURGED";
}

Column column_of(const Value& entity) {
  const Value& attributes = entity["attributes"];
  Column column;
  column.path = first_text(attributes, {"name"});
  if (column.path.empty()) column.path = last_part(attributes["qualifiedName"].text());
  if (const std::string shown = attributes["displayName"].text(); shown != column.path) column.title = shown;
  column.type = first_text(attributes, {"dataType", "data_type", "type"});
  column.description = first_text(attributes, {"userDescription", "description", "comment"});
  if (attributes["isForeign"].is_true()) column.key_role = "foreign";
  if (attributes["isPartition"].is_true()) column.key_role = "partition";
  if (attributes["isPrimary"].is_true() || attributes["isPrimaryKey"].is_true()) column.key_role = "primary";
  column.nullable = attributes["isNullable"].boolean();
  Facts labelled;
  add_labels(labelled, entity);
  column.tags = std::move(labelled.tags);
  column.terms = std::move(labelled.terms);
  column.sensitivity = labelled.sensitivity;
  return column;
}

}  // namespace waymark::atlas

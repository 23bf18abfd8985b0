#include "shared/ckan_package.h"

#include <algorithm>

#include "waymark/base/strings.h"

#include "shared/dcat_record.h"
#include "shared/local_texts.h"
#include "shared/meta_facts.h"

namespace waymark::ckan {
namespace {

// Read below, figures that CKAN works out itself, or of no use to people.
constexpr std::string_view kKnown[] = {"id",
                                       "name",
                                       "title",
                                       "title_translated",
                                       "notes",
                                       "notes_translated",
                                       "author",
                                       "author_email",
                                       "maintainer",
                                       "maintainer_email",
                                       "organization",
                                       "owner_org",
                                       "groups",
                                       "tags",
                                       "tags_translated",
                                       "extras",
                                       "resources",
                                       "metadata_created",
                                       "metadata_modified",
                                       "state",
                                       "private",
                                       "num_resources",
                                       "num_tags",
                                       "tracking_summary",
                                       "license_title",
                                       "url",
                                       "type",
                                       "contact",
                                       "publisher",
                                       "creator",
                                       "issued",
                                       "modified",
                                       "frequency",
                                       "access_rights",
                                       "theme",
                                       "isopen",
                                       "creator_user_id",
                                       "revision_id",
                                       "revision_timestamp",
                                       "spatial",
                                       "spatial_coverage",
                                       "bbox",
                                       "relationships_as_subject",
                                       "relationships_as_object",
                                       "identifier",
                                       "guid",
                                       "in_series",
                                       "license_id",
                                       "publisher_name",
                                       "publisher_email",
                                       "creator_name",
                                       "creator_email",
                                       "contact_name",
                                       "contact_email",
                                       "bbox-east-long",
                                       "bbox-west-long",
                                       "bbox-north-lat",
                                       "bbox-south-lat",
                                       "harvest_object_id",
                                       "harvest_source_id",
                                       "harvest_source_title",
                                       "__extras"};

bool is_known(std::string_view key) {
  return std::find(std::begin(kKnown), std::end(kKnown), key) != std::end(kKnown);
}

// Values of extras are often JSON inside the text.
Value decoded(const Value& value) {
  const std::string_view text = trim(value.string());
  if (!text.starts_with('{') && !text.starts_with('[')) return value;
  const Result<Value> inner = parse_json(text);
  return inner ? *inner : value;
}

// A field of the package, or the extra of one of these names. Custom schemas write it on top, harvesters into
// extras.
class Fields {
 public:
  explicit Fields(const Value& package) : package_(package) {
    for (const Value& extra : package["extras"].items())
      extras_.set(extra["key"].text(), decoded(extra["value"]));
    // Some dumps have a map instead of the list of pairs.
    for (const auto& [key, value] : package["extras"].members()) extras_.set(key, decoded(value));
  }

  const Value& operator[](std::string_view name) const {
    if (package_.has(name)) return package_[name];
    return extras_[name].is_null() ? extras_["dcat_" + std::string(name)] : extras_[name];
  }
  const Value& extras() const { return extras_; }
  const Value& package() const { return package_; }

 private:
  const Value& package_;
  Value extras_ = Value(Value::Members{});
};

void add_contact(Facts& facts, const std::string& name, const std::string& mail, OwnerKind kind,
                 bool team = false) {
  Owner owner{.name = name, .mail = mail, .kind = kind, .team = team};
  if (owner.mail.starts_with("mailto:")) owner.mail.erase(0, 7);
  if (name.empty() && owner.mail.empty()) return;
  for (const Owner& known : facts.owners)
    if (same_ignoring_case(known.name, owner.name) && same_ignoring_case(known.mail, owner.mail)) return;
  facts.owners.push_back(std::move(owner));
}

// People of a custom schema: a list of {name, email}.
void add_contacts(Facts& facts, const Value& list, OwnerKind kind, bool team = false) {
  for (const Value& item : list.items())
    add_contact(facts, main_text(item["name"]), item["email"].text(), kind, team);
}

void set_owners(Facts& facts, const Fields& fields) {
  const Value& package = fields.package();
  add_contact(facts, package["maintainer"].text(), package["maintainer_email"].text(), OwnerKind::Unknown);
  add_contacts(facts, fields["contact"], OwnerKind::Unknown);
  add_contact(facts, fields["contact_name"].text(), fields["contact_email"].text(), OwnerKind::Unknown);
  if (facts.owners.empty())
    add_contact(facts, package["author"].text(), package["author_email"].text(), OwnerKind::Unknown);
  add_contacts(facts, fields["creator"], OwnerKind::Creator);
  add_contact(facts, fields["creator_name"].text(), fields["creator_email"].text(), OwnerKind::Creator);
  add_contacts(facts, fields["publisher"], OwnerKind::Unknown, true);
  add_contact(facts, fields["publisher_name"].text(), fields["publisher_email"].text(), OwnerKind::Unknown,
              true);
  const bool answers = std::any_of(facts.owners.begin(), facts.owners.end(),
                                   [](const Owner& one) { return one.kind != OwnerKind::Creator; });
  const std::string organization = main_text(package["organization"].first_of({"title", "name"}));
  if (!answers) add_contact(facts, organization, {}, OwnerKind::Unknown, true);
}

// The organisation is the domain; groups are themes across organisations. Without one, the publisher.
void set_domain(Facts& facts, const Fields& fields) {
  const Value& package = fields.package();
  const Value& organization = package["organization"];
  facts.domain =
      replace_all(main_text(organization.first_of({"title_translated", "title", "name"})), "/", "-");
  if (facts.domain.empty() && !fields["publisher"].items().empty())
    facts.domain = dcat::publisher_path(fields["publisher"].items().front());
  if (facts.domain.empty()) facts.domain = replace_all(fields["publisher_name"].text(), "/", "-");
  for (const Value& group : package["groups"].items())
    add_unique(facts.terms, group.is_object() ? main_text(group.first_of({"title", "display_name", "name"}))
                                              : group.text());
  for (const std::string& theme : fields["theme"].texts())
    add_unique(facts.terms, theme.substr(theme.find_last_of("/#") + 1));
}

void set_tags(Facts& facts, const Value& package) {
  for (const Value& tag : package["tags"].items())
    add_label(facts, tag.is_object() ? tag.first_of({"display_name", "name"}).text() : tag.text());
  for (const auto& [language, tags] : package["tags_translated"].members())
    for (const std::string& tag : tags.texts()) add_label(facts, tag);
}

// `metadata_modified` is about the record. Data changes with its resources, or when a harvested record says
// so.
void set_times(Facts& facts, const Fields& fields) {
  const Value& package = fields.package();
  facts.created = parse_time(main_text(fields["issued"]));
  if (!facts.created) facts.created = parse_time(package["metadata_created"].text());
  facts.changed = parse_time(package["metadata_modified"].text());
  facts.updated = parse_time(main_text(fields["modified"]));
  for (const Value& resource : package["resources"].items())
    for (const std::string_view member : {"last_modified", "modified"})
      if (const auto at = parse_time(resource[member].text()); at && (!facts.updated || *at > *facts.updated))
        facts.updated = at;
  for (const std::string_view name :
       {"frequency", "accrual_periodicity", "frequency-of-update", "update_frequency"}) {
    const std::string text = main_text(fields[name]);
    if (text.empty() || facts.fresh_within) continue;
    facts.fresh_within = dcat::frequency(text);
    add_extra(facts, "update frequency", text);
  }
  // CKAN counts views of the page of the last two weeks; the total is since ever and says nothing of today.
  if (const auto recent = package["tracking_summary"]["recent"].integer(); recent && *recent > 0)
    facts.usage.queries_30d = recent;
}

void set_access(Facts& facts, const Fields& fields) {
  const std::string word = main_text(fields["access_rights"]);
  const std::string end = word.substr(word.find_last_of("/#") + 1);
  facts.sensitivity = end;
  if (!contains(word, "access-right") || end != "RESTRICTED") return;
  // In the vocabulary of access rights this word means open to those who meet conditions.
  facts.sensitivity = "restricted public";
  facts.sensitivity_word = end;
}

void add_resources(Facts& facts, const Value& package, ReadSink& sink) {
  for (const Value& resource : package["resources"].items()) {
    if (resource["state"].text() == "deleted") continue;
    sink.count("resource");
    const Value& names = resource.has("name_translated") ? resource["name_translated"] : resource["name"];
    std::string text = main_text(names);
    if (text.empty())
      text = main_text(resource["description"]).substr(0, main_text(resource["description"]).find('\n'));
    std::string format = resource["format"].text();
    format.erase(0, contains(format, "://") ? format.rfind('/') + 1 : 0);
    if (!format.empty()) text += text.empty() ? format : " (" + format + ")";
    if (const std::string url = resource["url"].text(); !url.empty())
      text += (text.empty() ? "" : ": ") + url;
    add_extra(facts, "resource", std::string(cut_utf8(text, 1000)));
  }
}

// Everything a custom schema or a harvester adds.
void add_rest(Facts& facts, const Fields& fields) {
  for (const Value* all : {&fields.package(), &fields.extras()})
    for (const auto& [key, value] : all->members()) {
      const std::string_view name =
          key.starts_with("dcat_") ? std::string_view(key).substr(5) : std::string_view(key);
      if (is_known(key) || is_known(name)) continue;
      if (const std::vector<std::string> texts = all_texts(value); value.is_object() && !texts.empty())
        add_extra(facts, key, std::string(cut_utf8(join(texts, ", "), 2000)));
      else
        apply_meta(facts, key, value);
    }
  add_extra(facts, "license", main_text(fields["license_title"]));
}

std::string id_of(const Value& package) {
  const std::string id = package["id"].text();
  return "ckan:" + (id.empty() ? package["name"].text() : id);
}

// A harvested package is the dataset it was harvested from.
void add_harvested_ids(Fragment& fragment, const Fields& fields) {
  for (const std::string_view name : {"identifier", "guid"}) {
    const std::string id = main_text(fields[name]);
    const bool everywhere = contains(id, "://") || id.starts_with("urn:");
    if (everywhere) add_unique(fragment.other_ids, "dcat:" + id);
  }
}

}  // namespace

void read_package(const Value& package, const std::string& place, ReadSink& sink) {
  if (package["id"].text().empty() && package["name"].text().empty())
    return sink.problem({place, "a package without id and name cannot be told from others; it was left out"});
  sink.count("package");
  if (package["private"].is_true()) return sink.count("private");
  const Fields fields(package);
  Fragment fragment;
  fragment.self.id = id_of(package);
  fragment.place = place;
  fragment.deleted = package["state"].text() == "deleted";
  if (fragment.deleted) sink.count("deleted");
  add_harvested_ids(fragment, fields);
  Facts& facts = fragment.facts;
  facts.type = AssetType::Dataset;
  facts.name = package["name"].text();
  facts.qualified_name = facts.name;
  set_title(facts, package.has("title_translated") ? package["title_translated"] : package["title"]);
  if (facts.name.empty()) std::swap(facts.name, facts.title);
  set_description(facts, package.has("notes_translated") ? package["notes_translated"] : package["notes"]);
  facts.url = package["url"].text();
  if (package["state"].text() == "draft") facts.lifecycle = "draft";
  for (const Value& series : fields["in_series"].items())
    if (fragment.parent_id.empty() && !series.text().empty()) fragment.parent_id = "ckan:" + series.text();
  if (package["type"].text() == "dataset_series") add_extra(facts, "kind", "dataset series");
  set_owners(facts, fields);
  set_domain(facts, fields);
  set_tags(facts, package);
  set_times(facts, fields);
  set_access(facts, fields);
  add_resources(facts, package, sink);
  add_rest(facts, fields);
  sink.fragment(std::move(fragment));
}

}  // namespace waymark::ckan

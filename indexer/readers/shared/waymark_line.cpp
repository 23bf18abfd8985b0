#include "waymark_line.h"

#include <algorithm>

#include "waymark/base/strings.h"
#include "waymark/model/fields.h"
#include "waymark/model/keys.h"

namespace waymark {
namespace {

constexpr std::string_view kMembers[] = {
    "id",          "type",          "name",         "title",    "qualified_name", "platform",  "instance",
    "environment", "description",   "columns",      "domain",   "products",       "owners",    "sensitivity",
    "criticality", "certification", "lifecycle",    "layer",    "tags",           "terms",     "synonyms",
    "aliases",     "created",       "updated",      "changed",  "accessed",       "usage",     "activity", "quality",
    "upstream",    "fresh_within",  "url",          "database", "schema",         "members",   "mail",
    "extra",       "primary_key",   "foreign_keys", "shards",   "shard_first",    "shard_last"};

// Beginnings of ids that other readers give their assets; such a reference is not one to a line.
constexpr std::string_view kForeignIds[] = {
    "urn:", "arn:", "dbt:", "openmetadata:", "odcs:", "datacontract:", "aws-open-data:", "waymark:"};

bool has_foreign_id(std::string_view text) {
  return std::any_of(std::begin(kForeignIds), std::end(kForeignIds),
                     [&](std::string_view start) { return text.starts_with(start); });
}

std::string domain_path(std::string_view text) { return join(split_words(text, '/'), "/"); }

bool is_physical(AssetType type) {
  switch (type) {
    case AssetType::Table:
    case AssetType::View:
    case AssetType::Topic:
    case AssetType::File:
    case AssetType::Dataset:
    case AssetType::Container:
      return true;
    default:
      return false;
  }
}

// Reads one line. What a line gets wrong costs that member and is reported.
class LineReader {
 public:
  LineReader(const Value& line, const Export& file, std::string place, ReadSink& sink, std::string_view scope)
      : line_(line), file_(file), place_(std::move(place)), sink_(sink), scope_(scope) {}

  void read() {
    const std::string id = text("id");
    const auto type = parse_type(text("type").empty() ? "table" : text("type"));
    if (id.empty()) return complain("id", "is missing; the line was left out");
    if (!type) return complain("type", "\"" + text("type") + "\" is no type; the line was left out");
    if (*type == AssetType::Column)
      return complain("type", "a column stands in its table; the line was left out");
    facts_.type = *type;
    fragment_.self.id = "waymark:" + scope_ + id;
    fragment_.place = place_;
    check_members();
    read_names(id);
    read_levels();
    read_lists();
    read_columns();
    read_times_and_figures();
    read_extra();
    read_lineage();
    sink_.count(info(*type).name);
    if (!facts_.columns.empty()) sink_.count("column", facts_.columns.size());
    sink_.fragment(std::move(fragment_));
  }

 private:
  std::string text(std::string_view member) const { return line_[member].text(); }

  // "snowflake:prod.sales.orders" may be a physical name or the id of a line: both are said, whichever is there
  // is found. Within a scope a dotted name is one of the line's own platform.
  Ref reference(const std::string& named) const {
    Ref ref;
    ref.id = has_foreign_id(named) ? named : "waymark:" + scope_ + named;
    if (!has_foreign_id(named) && contains(named, ":"))
      ref.physical = parse_physical(named);
    else if (!scope_.empty() && contains(named, ".") && !facts_.platform.empty())
      ref.physical = parse_physical(facts_.platform + ":" + named);
    if (ref.physical.empty()) ref.name = named;
    return ref;
  }

  void complain(std::string_view member, const std::string& what) {
    sink_.problem({place_ + "." + std::string(member), what});
  }

  void check_members() {
    static const std::vector<std::string> known(std::begin(kMembers), std::end(kMembers));
    for (const auto& [name, value] : line_.members()) {
      if (is_line_member(name)) continue;
      const std::string meant = nearest(name, known);
      complain(name, "is no member of a Waymark line" +
                         (meant.empty() ? "" : ", did you mean \"" + meant + "\"") + "; it was left out");
    }
  }

  void read_names(const std::string& id) {
    facts_.name = text("name");
    facts_.qualified_name = text("qualified_name");
    const std::vector<std::string> qualified = split_qualified(facts_.qualified_name);
    if (facts_.name.empty()) facts_.name = qualified.empty() ? id : qualified.back();
    facts_.title = text("title");
    facts_.platform = normal_platform(text("platform").empty() ? file_.platform : text("platform"));
    facts_.instance = text("instance").empty() ? file_.instance : text("instance");
    facts_.environment = text("environment");
    facts_.description = text("description");
    facts_.url = text("url");
    facts_.domain = domain_path(text("domain"));
    if (facts_.type == AssetType::Domain)
      read_domain_name();
    else
      read_physical(id, qualified);
  }

  // A domain is its path, written as its name or as the domain it is in and its name.
  void read_domain_name() {
    const std::string path =
        domain_path(facts_.domain.empty() ? facts_.name : facts_.domain + "/" + facts_.name);
    const std::size_t slash = path.rfind('/');
    fragment_.self.name = path;
    facts_.name = slash == std::string::npos ? path : path.substr(slash + 1);
    facts_.domain = slash == std::string::npos ? "" : path.substr(0, slash);
  }

  // The physical name, in this order: qualified_name, database and schema and name, the id. A bare name would
  // join namesakes, so it counts only where a platform's names are one part.
  void read_physical(const std::string& id, const std::vector<std::string>& qualified) {
    PhysicalName physical = parse_physical(facts_.platform + ":" + facts_.name);
    if (!is_physical(facts_.type)) physical = {};
    if (!qualified.empty()) {
      physical = parse_physical(facts_.platform + ":" + facts_.qualified_name);
    } else if (!text("database").empty() || !text("schema").empty()) {
      physical.parts.clear();
      for (const std::string& part : {text("database"), text("schema"), facts_.name})
        if (!part.empty()) physical.parts.push_back(part);
      // Where it lies is worth knowing even where nobody says on which platform.
      if (is_physical(facts_.type)) facts_.qualified_name = join(physical.parts, ".");
    } else if (id.starts_with(facts_.platform + ":")) {
      physical = parse_physical(id);
    } else if (!one_part_platform()) {
      physical = {};
    }
    if (facts_.platform.empty() || !(is_physical(facts_.type) || !qualified.empty())) physical = {};
    if (physical.empty()) {
      fragment_.self.name = facts_.name;
      return;
    }
    physical.platform = facts_.platform;
    physical.instance = facts_.instance;
    if (facts_.qualified_name.empty()) facts_.qualified_name = join(physical.parts, ".");
    fragment_.self.physical = std::move(physical);
  }

  // Dots in names of such platforms separate nothing.
  bool one_part_platform() const { return parse_physical(facts_.platform + ":a.b").parts.size() == 1; }

  void read_levels() {
    const std::string sensitivity = text("sensitivity");
    facts_.sensitivity = sensitivity_level(sensitivity);
    if (facts_.sensitivity != sensitivity) facts_.sensitivity_word = sensitivity;
    if (facts_.sensitivity.empty() && !sensitivity.empty()) complain_of_value("sensitivity", sensitivity);
    facts_.criticality = criticality_level(text("criticality"));
    if (facts_.criticality.empty() && line_.has("criticality"))
      complain_of_value("criticality", text("criticality"));
    facts_.certification = closed_value("certification");
    facts_.lifecycle = closed_value("lifecycle");
    facts_.layer = closed_value("layer");
  }

  std::string closed_value(std::string_view member) {
    const std::string word = lower(text(member));
    if (word.empty()) return {};
    for (const FieldValue& known : find_field(member)->closed)
      if (known.value == word) return word;
    complain_of_value(member, word);
    return {};
  }

  void complain_of_value(std::string_view member, const std::string& word) {
    std::vector<std::string> known;
    for (const FieldValue& value : find_field(member)->closed) known.emplace_back(value.value);
    complain(member, "\"" + word + "\" is none of " + join(known, ", ") + "; it was left out");
  }

  void read_lists() {
    facts_.products = line_["products"].texts();
    facts_.tags = line_["tags"].texts();
    facts_.terms = line_["terms"].texts();
    facts_.synonyms = line_["synonyms"].texts();
    for (std::string& alias : line_["aliases"].texts()) facts_.synonyms.push_back(std::move(alias));
    const Value& owners = line_["owners"];
    if (owners.is_array())
      for (const Value& owner : owners.items()) read_owner(owner);
    else if (!owners.is_null())
      read_owner(owners);
    read_own_mail();
    for (const Value& member : line_["members"].items())
      facts_.members.push_back(
          {reference(member.is_object() ? member["ref"].text() : member.text()), member["port"].text()});
  }

  // A person or team is told from namesakes by its own mail, kept as its first owner.
  void read_own_mail() {
    const bool team = facts_.type == AssetType::Team;
    if (!line_.has("mail")) return;
    if (!team && facts_.type != AssetType::Person)
      return complain("mail", "only people and teams have one; it was left out");
    facts_.owners.insert(facts_.owners.begin(), {.name = facts_.name, .mail = text("mail"), .team = team});
  }

  void read_owner(const Value& value) {
    Owner owner;
    if (value.is_object()) {
      owner.name = value["name"].text();
      owner.mail = value.first_of({"mail", "email"}).text();
      owner.kind = parse_owner_kind(value["kind"].text());
      owner.team = value["team"].is_true();
    } else {
      (contains(value.text(), "@") ? owner.mail : owner.name) = value.text();
    }
    if (owner.name.empty() && owner.mail.empty())
      return complain("owners", "an owner needs a name or a mail; it was left out");
    facts_.owners.push_back(std::move(owner));
  }

  void read_columns() {
    for (const Value& item : line_["columns"].items()) {
      Column column;
      column.path = item.is_object() ? item["name"].text() : item.text();
      if (column.path.empty()) {
        complain("columns", "a column has no name; it was left out");
        continue;
      }
      column.title = item["title"].text();
      column.type = item["type"].text();
      column.description = item["description"].text();
      column.tags = item["tags"].texts();
      column.terms = item["terms"].texts();
      column.sensitivity = sensitivity_level(item["sensitivity"].text());
      column.nullable = item["nullable"].boolean();
      facts_.columns.push_back(std::move(column));
    }
    for (const std::string& name : line_["primary_key"].texts()) mark_column(name, "primary");
    for (const Value& key : line_["foreign_keys"].items()) mark_column(key["column"].text(), "foreign");
  }

  void mark_column(std::string_view name, const char* role) {
    for (Column& column : facts_.columns)
      if (same_ignoring_case(column.path, name) && column.key_role.empty()) column.key_role = role;
  }

  // How programs write a time they do not know.
  static bool says_unknown(const std::string& time) {
    return time.empty() || time == "0" || time == "-1" || time.starts_with("1970-01-01") ||
           time.starts_with("0001-");
  }

  std::optional<Time> time(std::string_view member) {
    const std::optional<Time> read = parse_time(text(member));
    if (!read && line_.has(member) && !says_unknown(text(member)))
      complain(member, "\"" + text(member) + "\" is no time; it was left out");
    return read;
  }

  void read_times_and_figures() {
    facts_.created = time("created");
    facts_.updated = time("updated");
    facts_.changed = time("changed");
    facts_.accessed = time("accessed");
    const Value& usage = line_["usage"];
    facts_.usage = {.queries_30d = usage["queries_30d"].integer(),
                    .users_30d = usage["users_30d"].integer(),
                    .refreshes_30d = usage["refreshes_30d"].integer(),
                    .runs_30d = usage["runs_30d"].integer()};
    read_activity();
    if (const Value& quality = line_["quality"]; quality.is_object())
      facts_.quality =
          Quality{quality["passed"].integer().value_or(0), quality["failed"].integer().value_or(0)};
    facts_.fresh_within = parse_duration(text("fresh_within"));
    if (!facts_.fresh_within && line_.has("fresh_within"))
      complain("fresh_within",
               "\"" + text("fresh_within") + "\" is no length of time such as 24h or 7d; it was left out");
  }

  // As the API writes the days of an asset; in the order of the calendar, whatever that of the line.
  void read_activity() {
    for (const Value& item : line_["activity"].items()) {
      const std::optional<Time> day = parse_time(item["day"].text());
      if (!day) {
        complain("activity", "\"" + item["day"].text() + "\" is no day such as 2026-10-31; it was left out");
        continue;
      }
      const auto number = [&item](std::string_view name) {
        return std::max<std::int64_t>(item[name].integer().value_or(0), 0);
      };
      facts_.activity.push_back(
          {.day = std::chrono::floor<std::chrono::days>(*day).time_since_epoch().count(),
           .uses = number("uses"),
           .users = number("users"),
           .refreshes = number("refreshes"),
           .runs = number("runs"),
           .failures = number("failures")});
    }
    std::stable_sort(facts_.activity.begin(), facts_.activity.end(),
                     [](const DayOfActivity& a, const DayOfActivity& b) { return a.day < b.day; });
  }

  void read_extra() {
    for (const auto& [name, value] : line_["extra"].members())
      facts_.extra.emplace_back(name, value.is_array() || value.is_object() ? to_json(value) : value.text());
    for (const char* member : {"shards", "shard_first", "shard_last"})
      if (line_.has(member)) facts_.extra.emplace_back(member, text(member));
    for (const Value& key : line_["foreign_keys"].items())
      facts_.extra.emplace_back("foreign key", key["column"].text() + " to " + key["table"].text());
  }

  void read_lineage() {
    for (const std::string& upstream : line_["upstream"].texts()) {
      Edge edge;
      edge.from = reference(upstream);
      edge.to = fragment_.self;
      edge.place = place_;
      sink_.edge(std::move(edge));
    }
  }

  const Value& line_;
  const Export& file_;
  std::string place_;
  ReadSink& sink_;
  std::string scope_;
  Fragment fragment_;
  Facts& facts_ = fragment_.facts;
};

}  // namespace

bool is_line_member(std::string_view name) {
  return std::find(std::begin(kMembers), std::end(kMembers), name) != std::end(kMembers);
}

void read_waymark_line(const Value& line, const Export& file, std::string place, ReadSink& sink,
                       std::string_view scope) {
  LineReader(line, file, std::move(place), sink, scope).read();
}

}  // namespace waymark

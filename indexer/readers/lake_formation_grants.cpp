// lake_formation_grants.cpp - AWS Lake Formation's list-permissions and list-resources. Source:
// docs/sources.md.
//
// Of grants it is told how many principals may do what with a database or table, and nobody's name. A
// registered location is a place in S3.
#include <set>

#include "waymark/base/strings.h"
#include "waymark/readers/reader.h"

#include "shared/aws_names.h"
#include "shared/meta_facts.h"

namespace waymark {
namespace {

bool recognises(const Shape& shape) {
  return shape.syntax == Syntax::Json && (shape.first["PrincipalResourcePermissions"].is_array() ||
                                          shape.first["ResourceInfoList"].is_array());
}

struct Resource {
  std::string account, database, table;
  auto operator<=>(const Resource&) const = default;
};

// Empty for the catalog itself, policies over tags and locations.
Resource resource_of(const Value& value) {
  if (const Value& database = value["Database"]; database.is_object())
    return {database["CatalogId"].text(), database["Name"].text(), ""};
  const Value& table = value.first_of({"Table", "TableWithColumns"});
  // All tables of a database: {"TableWildcard": {}}.
  return {table["CatalogId"].text(), table["DatabaseName"].text(), table["Name"].text()};
}

class GrantReader {
 public:
  GrantReader(const Export& file, ReadSink& sink) : file_(file), sink_(sink) {}

  void read(const JsonRecord& record) {
    record.path == "ResourceInfoList[]" ? location(record) : grant(record);
  }

  void emit() {
    for (const auto& [resource, permissions] : grants_) {
      Fragment fragment;
      fragment.self = glue_ref(resource.account, resource.database, resource.table);
      fragment.place = "grants on " + join(fragment.self.physical.parts, ".");
      Facts& facts = fragment.facts;
      facts.type = resource.table.empty() ? AssetType::Container : AssetType::Table;
      facts.name = fragment.self.physical.parts.back();
      facts.qualified_name = join(fragment.self.physical.parts, ".");
      facts.platform = "glue";
      facts.instance = resource.account;
      std::vector<std::string> told;
      for (const auto& [permission, principals] : permissions)
        told.push_back(lower(permission) + ": " + std::to_string(principals.size()));
      add_extra(facts, "granted to principals", join(told, ", "));
      sink_.fragment(std::move(fragment));
    }
  }

 private:
  void grant(const JsonRecord& record) {
    sink_.count("grant");
    Resource resource = resource_of(record.value["Resource"]);
    const std::string who = record.value["Principal"]["DataLakePrincipalIdentifier"].text();
    if (resource.database.empty() || who.empty()) return sink_.count("grant on something else");
    if (resource.account.empty()) resource.account = file_.instance;
    // Everybody whom IAM lets: the state before anybody was granted anything.
    if (who == "IAM_ALLOWED_PRINCIPALS") return sink_.count("grant that leaves it to IAM");
    for (const std::string& permission : record.value["Permissions"].texts())
      grants_[resource][permission].insert(who);
  }

  void location(const JsonRecord& record) {
    const std::string arn = record.value["ResourceArn"].text();
    constexpr std::string_view kPrefix = "arn:aws:s3:::";
    if (!arn.starts_with(kPrefix) || arn.size() == kPrefix.size())
      return sink_.problem({record.place, "\"" + arn + "\" is no place in S3; it was left out"});
    sink_.count("location");
    Fragment fragment;
    fragment.self.id = arn;
    fragment.self.physical = {"s3", "", {arn.substr(kPrefix.size())}};
    fragment.place = record.place;
    Facts& facts = fragment.facts;
    facts.type = AssetType::File;
    facts.name = fragment.self.physical.parts.back();
    facts.qualified_name = facts.name;
    facts.platform = "s3";
    facts.url = "s3://" + facts.name;
    facts.changed = parse_time(record.value["LastModified"].text());
    add_extra(facts, "registered with", "AWS Lake Formation");
    sink_.fragment(std::move(fragment));
  }

  const Export& file_;
  ReadSink& sink_;
  std::map<Resource, std::map<std::string, std::set<std::string>>> grants_;
};

Status read(const Export& file, ReadSink& sink) {
  JsonSplit split;
  split.paths = {"PrincipalResourcePermissions[]", "ResourceInfoList[]"};
  GrantReader reader(file, sink);
  const Status read = file.json(split, sink, [&](JsonRecord&& record) { reader.read(record); });
  reader.emit();
  return read;
}

}  // namespace

extern const Reader lake_formation_grants_reader{"lake_formation_grants",
                                                 "AWS Lake Formation permissions and locations (JSON)",
                                                 SourceKind::Technical,
                                                 77,
                                                 recognises,
                                                 read};

}  // namespace waymark

// config_hash.cpp - the policy hash: everything of the configuration that decides what the index holds.
#include "waymark/base/hash.h"
#include "waymark/catalog/config.h"

namespace waymark {
namespace {

// Every text is preceded by its length, so that no two configurations write the same bytes.
class Writer {
 public:
  Writer& add(std::string_view text) {
    text_ += std::to_string(text.size()) + ":";
    text_ += text;
    return *this;
  }
  Writer& add(const std::vector<std::string>& texts) {
    text_ += "[" + std::to_string(texts.size());
    for (const std::string& text : texts) add(text);
    return *this;
  }
  Writer& add(const std::map<std::string, std::string>& entries) {
    text_ += "{" + std::to_string(entries.size());
    for (const auto& [key, value] : entries) add(key).add(value);
    return *this;
  }
  Writer& add(const FieldSettings& set) {
    return add(set.domain)
        .add(set.owner)
        .add(set.environment)
        .add(set.layer)
        .add(set.sensitivity)
        .add(set.criticality)
        .add(set.lifecycle)
        .add(set.certification)
        .add(set.platform);
  }
  Writer& begin(std::string_view section, std::size_t entries) {
    return add(section).add(std::to_string(entries));
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

void add_rule(Writer& out, const Rule& rule) {
  const RuleMatch& match = rule.match;
  out.add(rule.name)
      .add(match.source)
      .add(match.platform)
      .add(match.instance)
      .add(match.database)
      .add(match.schema)
      .add(match.name)
      .add(match.folder)
      .add(match.tag)
      .add(match.type)
      .add(match.domain)
      .add(match.sensitivity)
      .add(rule.set);
  if (rule.access) out.add("access").add(std::to_string(rule.access->level)).add(rule.access->groups);
  out.begin("maps", rule.maps.size());
  for (const auto& [field, entries] : rule.maps) out.add(field).add(entries);
}

void add_fields(Writer& out, const std::map<std::string, MappedField>& fields) {
  out.begin("fields", fields.size());
  for (const auto& [name, field] : fields)
    out.add(name).add(field.from).add(field.value).add(field.split).add(field.words);
}

void add_mapping(Writer& out, const std::optional<MappingConfig>& mapping) {
  if (!mapping) return;
  out.add("mapping").add(mapping->records).add(mapping->parts).add(mapping->columns_from);
  add_fields(out, mapping->fields);
  add_fields(out, mapping->columns);
  out.begin("extra", mapping->extra.size());
  for (const auto& [name, from] : mapping->extra) out.add(name).add(from);
}

void add_product(Writer& out, const ProductConfig& product) {
  out.add(product.name)
      .add(product.domain)
      .add(product.owner)
      .add(product.description)
      .add(product.criticality)
      .add(product.sensitivity)
      .add(product.certification)
      .add(product.lifecycle)
      .add(product.assets);
  out.begin("query", product.query.size());
  for (const ProductConfig::Condition& one : product.query)
    out.add(one.field).add(one.value).add(one.excluded ? "-" : "+");
}

}  // namespace

std::string SourceConfig::reading_hash() const {
  // Taken apart, so that a new setting does not compile before somebody has decided whether it belongs here.
  const auto& [name_, paths_, format_, instance_, platform_, mapping_, precedence_, max_age_, defaults_,
               ignore_users_] = *this;
  (void)paths_, (void)precedence_, (void)max_age_;
  Writer out;
  out.add("reading 1")
      .add(name_)
      .add(format_)
      .add(instance_)
      .add(platform_)
      .add(defaults_)
      .add(ignore_users_);
  add_mapping(out, mapping_);
  return to_hex(sha256(out.text()));
}

std::string Config::hash() const {
  Writer out;
  out.add("policy 1").add(levels).add(std::to_string(default_level));
  out.begin("sources", sources.size());
  for (const SourceConfig& source : sources) {
    out.add(source.name)
        .add(source.instance)
        .add(source.platform)
        .add(source.precedence ? std::to_string(*source.precedence) : "")
        .add(source.defaults);
    add_mapping(out, source.mapping);
  }
  out.begin("rules", rules.size());
  for (const Rule& rule : rules) add_rule(out, rule);
  out.begin("domains", domains.size());
  for (const DomainConfig& domain : domains) out.add(domain.path).add(domain.description).add(domain.owner);
  out.begin("products", products.size());
  for (const ProductConfig& product : products) add_product(out, product);
  out.begin("same_platform", same_platform.size());
  for (const std::vector<std::string>& group : same_platform) out.add(group);
  out.begin("links", links.size());
  for (const auto& [platform, kinds] : links) out.add(platform).add(kinds);
  out.begin("renamed", renamed.size());
  for (const Renamed& one : renamed) out.add(one.old_name).add(one.new_name);
  out.begin("ignore_users", ignore_users.size()).add(ignore_users);
  return to_hex(sha256(out.text()));
}

}  // namespace waymark

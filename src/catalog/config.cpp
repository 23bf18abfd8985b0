#include "waymark/catalog/config.h"

#include <algorithm>
#include <set>

#include "waymark/base/files.h"
#include "waymark/base/strings.h"
#include "waymark/model/fields.h"
#include "waymark/model/keys.h"
#include "waymark/parse/yaml.h"

#include "config_chat.h"
#include "config_mapping.h"
#include "config_rules.h"
#include "config_section.h"
#include "config_traffic.h"
#include "config_words.h"
#include "placeholders.h"

namespace waymark {
namespace {

std::string item(std::string_view key, std::size_t number) {
  return std::string(key) + "[" + std::to_string(number) + "]";
}

// Words at blanks; a value may stand in double quotes: product:"Customer Orders".
std::vector<std::string> split_query(std::string_view query) {
  std::vector<std::string> words;
  std::string word;
  bool quoted = false;
  for (const char c : query) {
    if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && (c == ' ' || c == '\t' || c == '\n')) {
      if (!word.empty()) words.push_back(std::move(word));
      word.clear();
    } else {
      word += c;
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

// Levels first: rules name them.
void read_levels(ConfigSection& top, Config& config) {
  if (const std::vector<std::string> levels = top.texts("levels"); !levels.empty()) {
    config.levels = levels;
    std::set<std::string> distinct;
    for (const std::string& level : levels)
      if (!distinct.insert(lower(level)).second) top.refuse("levels", "\"" + level + "\" stands there twice");
    if (levels.size() > 16) top.refuse("levels", "at most 16 levels are possible");
  }
  const std::string wanted = top.choice("default_level", config.levels);
  const std::string name = wanted.empty() ? "internal" : wanted;
  const auto at = std::find(config.levels.begin(), config.levels.end(), name);
  if (at != config.levels.end())
    config.default_level = static_cast<std::uint8_t>(at - config.levels.begin());
  else
    top.refuse("levels", "\"default_level\" must name one of them, because none is called internal");
  config.anonymous = top.choice("anonymous", config.levels);
}

std::optional<Seconds> read_age(ConfigSection& section, std::string_view key) {
  const std::string text = section.text(key);
  if (text.empty()) return std::nullopt;
  std::optional<Seconds> age = parse_duration(text);
  if (!age) section.refuse(key, "\"" + text + "\" is not a length of time such as 24h or 7d");
  return age;
}

SourceConfig read_source(ConfigLog& log, const Value& value, std::size_t number) {
  ConfigSection section(log, value, item("sources", number));
  SourceConfig source;
  source.name = section.needed_text("name");
  source.paths = section.texts("path");
  if (source.paths.empty()) section.refuse("path", "a source needs a path or a pattern of paths");
  source.format = section.text("format");
  source.instance = section.identifier("instance");
  source.platform = section.text("platform");
  if (const Value& mapping = section.value("mapping"); !mapping.is_null()) {
    source.mapping = read_mapping(log, mapping, section.where("mapping"));
    if (!source.format.empty()) section.refuse("mapping", "stands for a format: leave one of the two out");
  }
  if (const Value& precedence = section.value("precedence"); !precedence.is_null()) {
    const std::optional<std::int64_t> number_given = precedence.integer();
    if (!number_given || *number_given < 0 || *number_given > 100)
      section.refuse("precedence", "\"" + precedence.text() + "\" is not a whole number from 0 to 100");
    else
      source.precedence = static_cast<int>(*number_given);
  }
  source.max_age = read_age(section, "max_age");
  source.defaults =
      read_settings(log, section.value("defaults"), section.where("defaults"), Placeholders::Refused);
  section.refuse_other_keys();
  return source;
}

DomainConfig read_domain(ConfigLog& log, const Value& value, std::size_t number) {
  ConfigSection section(log, value, item("domains", number));
  DomainConfig domain{.path = section.needed_text("path"),
                      .description = section.text("description"),
                      .owner = section.text("owner")};
  section.refuse_other_keys();
  return domain;
}

std::vector<ProductConfig::Condition> read_query(ConfigSection& section) {
  std::vector<ProductConfig::Condition> conditions;
  for (const std::string& word : split_query(section.text("query"))) {
    const bool excluded = word.starts_with('-');
    const std::string_view rest = std::string_view(word).substr(excluded ? 1 : 0);
    const std::size_t colon = rest.find(':');
    if (colon == std::string_view::npos || colon + 1 == rest.size()) {
      section.refuse("query", "\"" + word + "\" is not of the form field:value");
      continue;
    }
    const std::string name(rest.substr(0, colon));
    const Field* field = find_field(name);
    std::vector<std::string> known;
    for (const Field& one : fields())
      if (one.values != nullptr) known.emplace_back(one.name);
    if (field == nullptr)
      section.refuse("query", "\"" + name + "\" is not a field" + advice(name, known));
    else if (field->values == nullptr)
      section.refuse("query",
                     "\"" + name + "\" changes with the clock and cannot decide what is in a product");
    conditions.push_back({name, std::string(rest.substr(colon + 1)), excluded});
  }
  return conditions;
}

ProductConfig read_product(ConfigLog& log, const Value& value, std::size_t number) {
  ConfigSection section(log, value, item("products", number));
  ProductConfig product;
  product.line = value.line;
  product.name = section.needed_text("name");
  product.domain = section.text("domain");
  product.owner = section.text("owner");
  product.description = section.text("description");
  product.criticality = read_criticality(section);
  product.sensitivity = read_sensitivity(section);
  product.certification = section.choice("certification", {"certified", "in_review"});
  product.lifecycle = section.choice("lifecycle", {"draft", "production", "deprecated"});
  product.assets = section.texts("assets");
  for (const std::string& asset : product.assets)
    if (parse_physical(asset).platform.empty())
      section.refuse("assets", "\"" + asset + "\" is not of the form platform:database.schema.name");
  product.query = read_query(section);
  section.refuse_other_keys();
  return product;
}

void read_links(ConfigSection& top, Config& config) {
  for (const auto& [platform, kinds] : top.mapping("links")) {
    if (!kinds.is_object())
      top.refuse("links", "\"" + platform + "\" needs a mapping such as {open: \"https://…\"}");
    for (const auto& [kind, address] : kinds.members()) {
      const std::string link = address.text();
      if (!link.starts_with("https://") && !link.starts_with("http://"))
        top.refuse("links", "\"" + link + "\" is not an http or https address");
      for (const std::string& name : placeholders_in(link))
        if (!is_placeholder(name))
          top.refuse("links", "{" + name + "} is not a placeholder" + advice(name, placeholder_names()));
      config.links[normal_platform(platform)][kind] = link;
    }
  }
}

void read_platforms(ConfigSection& top, Config& config) {
  for (const Value& group : top.list("same_platform")) {
    if (group.size() < 2 || !group.is_array())
      top.refuse("same_platform", "each entry is a list of two or more platforms");
    config.same_platform.push_back(group.texts());
  }
}

void read_renamed(ConfigLog& log, ConfigSection& top, Config& config) {
  std::size_t number = 0;
  for (const Value& value : top.list("renamed_from")) {
    ConfigSection section(log, value, item("renamed_from", ++number));
    Renamed renamed{.old_name = section.needed_text("old"), .new_name = section.needed_text("new")};
    for (const std::string* name : {&renamed.old_name, &renamed.new_name})
      if (!contains(*name, ":"))
        section.refuse("", "\"" + *name + "\" is not of the form domain:path, product:name or platform:name");
    section.refuse_other_keys();
    config.renamed.push_back(std::move(renamed));
  }
}

// An empty list counts everybody.
void read_usage(ConfigLog& log, ConfigSection& top, Config& config) {
  ConfigSection section(log, top.value("usage"), "usage");
  if (!section.value("ignore_users").is_null()) config.ignore_users = section.texts("ignore_users");
  section.refuse_other_keys();
  for (SourceConfig& source : config.sources) source.ignore_users = config.ignore_users;
}

void refuse_double_names(ConfigLog& log, const Config& config, const Value& document) {
  std::set<std::string> names;
  for (std::size_t i = 0; i < config.sources.size(); ++i)
    if (!names.insert(config.sources[i].name).second)
      log.refuse(
          document["sources"].items()[i].line, item("sources", i + 1),
          "two sources are named \"" + config.sources[i].name + "\"; facts are told apart by that name");
}

void read_top(ConfigLog& log, const Value& document, Config& config) {
  ConfigSection top(log, document, "");
  if (const std::string now = top.text("now"); !now.empty()) {
    config.now = parse_time(now);
    if (!config.now) top.refuse("now", "\"" + now + "\" is not a time such as 2026-11-02T09:00:00Z");
  }
  config.public_url = top.text("public_url");
  if (!config.public_url.empty() && !config.public_url.starts_with("http://") &&
      !config.public_url.starts_with("https://"))
    top.refuse("public_url", "\"" + config.public_url + "\" is not an http or https address");
  config.traffic = read_traffic(log, top);
  read_levels(top, config);
  config.slack = read_slack(log, top.value("slack"), config);
  config.teams = read_teams(log, top.value("teams"), config);
  std::size_t number = 0;
  for (const Value& value : top.list("sources")) config.sources.push_back(read_source(log, value, ++number));
  number = 0;
  for (const Value& value : top.list("rules"))
    config.rules.push_back(read_rule(log, value, ++number, config));
  number = 0;
  for (const Value& value : top.list("domains")) config.domains.push_back(read_domain(log, value, ++number));
  number = 0;
  for (const Value& value : top.list("products"))
    config.products.push_back(read_product(log, value, ++number));
  read_links(top, config);
  read_platforms(top, config);
  config.words = read_words(log, top, std::filesystem::path(config.file).parent_path());
  read_renamed(log, top, config);
  read_usage(log, top, config);
  top.refuse_other_keys();
  refuse_double_names(log, config, document);
}

}  // namespace

Result<Config> parse_config(std::string_view text, std::string file) {
  Result<Value> document = parse_yaml(text);
  if (!document)
    return fail(ErrorCode::InvalidInput,
                (file.empty() ? "configuration" : file) + ": " + document.error().message);
  Config config;
  config.file = file;
  ConfigLog log(std::move(file));
  read_top(log, *document, config);
  if (log.error()) return fail(*log.error());
  return config;
}

Result<Config> read_config(const std::filesystem::path& path) {
  Result<std::string> text = read_file(path);
  if (!text) return fail(text.error().code, "reading configuration: " + text.error().message);
  return parse_config(*text, path.string());
}

}  // namespace waymark

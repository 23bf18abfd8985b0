// aws_open_data.cpp - the Registry of Open Data on AWS: one YAML file a data set. Source: docs/sources.md.
#include <regex>

#include "waymark/base/strings.h"
#include "waymark/readers/reader.h"

#include "shared/update_frequency.h"

namespace waymark {
namespace {

bool recognises(const Shape& shape) {
  return shape.syntax == Syntax::Yaml && shape.has("Name") && shape.has("ManagedBy") &&
         shape.has("Resources") && shape.has("License");
}

std::string one_line(std::string_view text) {
  return join(split_words(replace_all(text, "\n", " "), ' '), " ");
}

// Labels of "[NOAA](https://noaa.gov) and [NASA](…)"; text without links is one label.
std::vector<std::string> labels(const std::string& text) {
  static const std::regex link(R"(\[([^\]]+)\]\s*\([^)]*\))");
  std::vector<std::string> found;
  for (std::sregex_iterator at(text.begin(), text.end(), link), end; at != end; ++at)
    found.push_back(one_line((*at)[1].str()));
  if (found.empty() && !trim(text).empty()) found.push_back(one_line(text));
  return found;
}

std::string first_match(const std::string& text, const std::regex& pattern) {
  std::smatch match;
  return std::regex_search(text, match, pattern) ? match.str() : std::string{};
}

std::string mail_in(const std::string& text) {
  static const std::regex mail(R"([A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+)");
  return first_match(text, mail);
}

std::string url_in(const std::string& text) {
  static const std::regex url(R"(https?://[^\s)>\]"']+)");
  return first_match(text, url);
}

void add_owners(const Value& entry, Facts& facts) {
  for (const std::string& label : labels(entry["ManagedBy"].text()))
    facts.owners.push_back({.name = label, .team = true});
  // One mail cannot be told apart between several managers.
  if (facts.owners.size() == 1) facts.owners[0].mail = mail_in(entry["Contact"].text());
}

void add_extra(Facts& facts, std::string_view name, const std::string& value) {
  if (!value.empty()) facts.extra.emplace_back(name, value);
}

Facts facts_of(const Value& entry, const std::string& stem) {
  Facts facts;
  facts.type = AssetType::Dataset;
  facts.name = stem;
  facts.title = one_line(entry["Name"].text());
  facts.description = trim(entry["Description"].text());
  facts.tags = entry["Tags"].texts();
  for (const std::string& category : entry["ADXCategories"].texts()) facts.tags.push_back(category);
  facts.fresh_within = update_frequency(entry["UpdateFrequency"].text());
  facts.url = url_in(entry["Documentation"].text());
  if (entry["Deprecated"].is_true()) facts.lifecycle = "deprecated";
  add_owners(entry, facts);
  add_extra(facts, "contact", one_line(entry["Contact"].text()));
  add_extra(facts, "update frequency", one_line(entry["UpdateFrequency"].text()));
  add_extra(facts, "license", one_line(entry["License"].text()));
  add_extra(facts, "citation", one_line(entry["Citation"].text()));
  add_extra(facts, "deprecation notice", one_line(entry["DeprecatedNotice"].text()));
  return facts;
}

// "arn:aws:s3:::bucket/path/" -> {s3, "", {"bucket/path"}}, "arn:aws:sns:us-east-1:123:topic" -> {sns, "123",
// {"topic"}}. The resource is the sixth part and keeps its own colons.
PhysicalName physical_of_arn(std::string_view arn) {
  std::vector<std::string> parts = split(trim(arn), ':');
  if (parts.size() < 6 || parts[0] != "arn") return {};
  std::string resource = join({parts.begin() + 5, parts.end()}, ":");
  while (resource.ends_with('/') || resource.ends_with('*')) resource.pop_back();
  if (resource.empty()) return {};
  return {parts[2], parts[4], {std::move(resource)}};
}

void read_resource(const Value& resource, const Fragment& dataset, const std::string& place, ReadSink& sink) {
  const std::string arn(trim(resource["ARN"].text()));
  const std::string host = resource["Host"].text();
  Fragment fragment;
  fragment.self.physical = arn.empty() ? PhysicalName{} : physical_of_arn(arn);
  if (fragment.self.physical.empty() && !host.empty()) fragment.self.physical = {"cloudfront", "", {host}};
  if (fragment.self.physical.empty()) {
    sink.problem({place, "the resource has no readable ARN (\"" + arn + "\"); it was left out"});
    return;
  }
  fragment.self.id = arn.empty() ? host : arn;
  fragment.parent_id = dataset.self.id;
  fragment.place = place;
  Facts& facts = fragment.facts;
  facts.type = contains(resource["Type"].string(), "SNS") ? AssetType::Topic : AssetType::File;
  facts.name = fragment.self.physical.parts.back();
  facts.qualified_name = facts.name;
  facts.platform = fragment.self.physical.platform;
  facts.instance = fragment.self.physical.instance;
  facts.description = trim(resource["Description"].text());
  facts.lifecycle = dataset.facts.lifecycle;
  add_extra(facts, "kind", resource["Type"].text());
  add_extra(facts, "region", resource["Region"].text());
  for (const Value& link : resource["Explore"].items()) add_extra(facts, "explore", link.text());
  sink.count("resource");
  sink.fragment(std::move(fragment));
}

Status read(const Export& file, ReadSink& sink) {
  const Result<Value> document = file.document();
  if (!document) return fail(document.error());
  const Value& entry = *document;
  const std::string stem = std::filesystem::path(file.name).stem().string();
  Fragment fragment;
  fragment.self.id = "aws-open-data:" + stem;
  fragment.facts = facts_of(entry, stem);
  const Value& resources = entry["Resources"];
  sink.count("dataset");
  sink.fragment(fragment);
  for (std::size_t i = 0; i < resources.items().size(); ++i)
    read_resource(resources.items()[i], fragment, "Resources[" + std::to_string(i) + "]", sink);
  return {};
}

}  // namespace

extern const Reader aws_open_data_reader{
    "aws_open_data", "AWS Open Data Registry (YAML)", SourceKind::BusinessCatalog, 220, recognises, read};

}  // namespace waymark

// open_data_product.cpp - products of the Open Data Product Specification (Linux Foundation), versions 1 to
// 4, as YAML or JSON. It shares its short name with the standard of Bitol and nothing else. Source:
// docs/sources.md.
#include <algorithm>

#include "waymark/base/strings.h"
#include "waymark/readers/reader.h"

#include "shared/fact_words.h"
#include "shared/local_texts.h"
#include "shared/meta_facts.h"
#include "shared/version.h"

namespace waymark {
namespace {

constexpr int kReferences = 8;  // A reference to a reference to…

// The members of a product that are in one language: {"en": {"name": …}, "fi": {…}}.
bool in_languages(const Value& value) {
  return std::any_of(value.members().begin(), value.members().end(), [](const auto& member) {
    return is_language_code(member.first) && member.second.is_object() && member.second.has("name");
  });
}

bool recognises(const Shape& shape) {
  if (shape.syntax != Syntax::Yaml && shape.syntax != Syntax::Json) return false;
  const Value& first = shape.first;
  if (!first["product"].is_object()) return false;
  return contains(first.first_of({"schema", "$schema"}).string(), "opendataproducts") ||
         in_languages(first["product"]["details"]) || in_languages(first["product"]);
}

// Where a member stands: below `product` in the specification, on top in many examples; followed if it is a
// reference inside the file.
class Document {
 public:
  Document(const Value& whole, const std::string& place, ReadSink& sink)
      : whole_(whole), place_(place), sink_(sink) {}

  const Value& operator[](std::string_view member) const {
    const Value& below = whole_["product"][member];
    return followed(below.is_null() ? whole_[member] : below);
  }
  const Value& followed(const Value& value) const {
    const Value* at = &value;
    for (int step = 0; step < kReferences && at->has("$ref"); ++step) {
      const std::string reference = (*at)["$ref"].text();
      if (!reference.starts_with("#/")) {
        sink_.problem({place_, "\"" + reference + "\" lies outside the file and is not fetched"});
        return none_;
      }
      at = &inside(reference.substr(2));
    }
    return *at;
  }
  const Value& product() const { return followed(whole_["product"]); }
  const std::string& place() const { return place_; }
  ReadSink& sink() const { return sink_; }

 private:
  // "#/SLA/default" is told from the top of the file, and in examples from `product`.
  const Value& inside(const std::string& path) const {
    for (const Value* root : {&whole_, &whole_["product"]}) {
      const Value* at = root;
      for (const std::string& part : split(path, '/')) {
        const std::string name = replace_all(replace_all(part, "~1", "/"), "~0", "~");
        const bool index = at->is_array() && !name.empty() &&
                           name.find_first_not_of("0123456789") == std::string::npos && name.size() < 6 &&
                           std::stoul(name) < at->size();
        at = index ? &at->items()[std::stoul(name)] : &(*at)[name];
      }
      if (!at->is_null()) return *at;
    }
    sink_.problem({place_, "there is no \"#/" + path + "\" in the file"});
    return none_;
  }

  const Value& whole_;
  const std::string& place_;
  ReadSink& sink_;
  Value none_;
};

// {"en": x, "fi": y} by language, the main one first; a value without languages is the only one.
std::vector<const Value*> by_language(const Document& document, const Value& value) {
  std::vector<const Value*> found;
  for (const auto& [language, inner] : value.members())
    if (is_language_code(language) && language.size() != 3 && inner.is_object())
      found.insert(language == "en" ? found.begin() : found.end(), &document.followed(inner));
  if (found.empty() && value.is_object()) found.push_back(&value);
  return found;
}

void read_details(const std::vector<const Value*>& details, Facts& facts) {
  for (const Value* one : details) {
    const std::string name = (*one)["name"].text();
    facts.name.empty() ? facts.name = name : std::string();
    if (name != facts.name) add_unique(facts.synonyms, name);
    std::string text = (*one)["description"].text();
    if (text.empty()) text = (*one)["valueProposition"].text();
    if (!text.empty() && !contains(facts.description, text))
      facts.description += (facts.description.empty() ? "" : "\n\n") + text;
    for (const std::string_view member : {"tags", "categories"})
      for (const std::string& tag : (*one)[member].texts()) add_label(facts, tag);
  }
  const Value& main = *details.front();
  facts.lifecycle = lifecycle_word(main["status"].text());
  // Who may find it in a shop of data, as near to sensitivity as the specification comes.
  facts.sensitivity = main["visibility"].text();
  facts.created = parse_time(main["created"].text());
  facts.changed = parse_time(main["updated"].text());
  facts.url = main["productURL"].text();
  for (const std::string_view member :
       {"status", "type", "valueProposition", "productSeries", "standards", "useCases", "issues"})
    apply_meta(facts, std::string(member), main[member]);
  add_extra(facts, "version", main.first_of({"productVersion", "version"}).text());
}

void read_holder(const Document& document, Facts& facts) {
  const std::vector<const Value*> holders = by_language(document, document["dataHolder"]);
  if (holders.empty()) return;
  const Value& holder = *holders.front();
  Owner owner{.name = holder.first_of({"legalName", "name", "businessName"}).text(),
              .mail = holder["email"].text(),
              .team = true};
  if (!owner.name.empty() || !owner.mail.empty()) facts.owners.push_back(std::move(owner));
  facts.domain = join(split_words(holder["businessDomain"].text(), '/'), "/");
}

// The id of a contract; one by address is only shown.
void read_contract(const Document& document, Facts& facts) {
  const Value& contract = document["contract"];
  const std::string id = contract["id"].text();
  const bool dcs = same_ignoring_case(contract["type"].text(), "DCS");
  if (!id.empty())
    facts.members.push_back({.asset = {.id = (dcs ? "datacontract:" : "odcs:") + id}, .port = "output"});
  add_extra(facts, "contract", contract["contractURL"].text());
}

// Levels of service: v4 has packages with dimensions, v2 and v3 a list of dimensions.
const Value& dimensions_of(const Document& document, const Value& levels) {
  if (levels.is_array()) return levels;
  const Value& declared = document.followed(levels.has("declarative") ? levels["declarative"] : levels);
  if (declared.is_array() || declared["dimensions"].is_array())
    return declared.is_array() ? declared : declared["dimensions"];
  const Value& chosen = declared.has("default") || declared.size() == 0 ? declared["default"]
                                                                        : declared.members().front().second;
  const Value& package = document.followed(chosen);
  return package.is_array() ? package : package["dimensions"];
}

void read_service_levels(const Document& document, Facts& facts) {
  for (const Value& level : dimensions_of(document, document["SLA"]).items()) {
    const std::string what = level["dimension"].text(), objective = level["objective"].text(),
                      unit = level["unit"].text();
    if (what.empty() || objective.empty()) continue;
    add_extra(facts, "service level", what + " " + objective + (unit.empty() ? "" : " " + unit));
    if (!same_ignoring_case(what, "updateFrequency") || unit.empty()) continue;
    const std::string letter = lower(unit).substr(0, same_ignoring_case(unit.substr(0, 2), "mo") ? 2 : 1);
    if (const auto within = parse_duration(objective + letter)) facts.fresh_within = within;
  }
}

void read_access(const Document& document, Facts& facts) {
  const Value& access = document["dataAccess"];
  const Value::Items one = {access};
  const auto take = [&](const Value& place) {
    const Value& port = document.followed(place);
    std::string text = port.first_of({"outputPorttype", "outputPortType", "type"}).text();
    if (const std::string format = port["format"].text(); !format.empty())
      text += (text.empty() ? "" : " ") + format;
    const std::string url = port.first_of({"accessURL", "documentationURL"}).text();
    if (!url.empty()) text += (text.empty() ? "" : ": ") + url;
    add_extra(facts, "output port", text);
    if (facts.url.empty() && contains(url, "://")) facts.url = url;
  };
  for (const Value& item : access.items()) take(item);
  for (const auto& [name, item] : access.members())
    if (item.is_object()) take(item);
  if (access.is_object() &&
      access.first_of({"outputPorttype", "outputPortType", "type", "format"}).is_scalar())
    take(access);
}

void read_product(const Document& document) {
  const Value& product = document.product();
  const std::vector<const Value*> details =
      by_language(document, product["details"].is_object() ? document.followed(product["details"]) : product);
  Fragment fragment;
  fragment.place = document.place();
  Facts& facts = fragment.facts;
  facts.type = AssetType::DataProduct;
  if (!details.empty()) read_details(details, facts);
  const std::string id =
      details.empty() ? "" : details.front()->first_of({"productID", "productId", "id"}).text();
  if (facts.name.empty() && id.empty())
    return document.sink().problem(
        {document.place(),
         "a data product without productID and name cannot be told from others; it was left out"});
  document.sink().count("data_product");
  if (!id.empty()) fragment.self.id = "open-data-product:" + id;
  if (facts.name.empty()) facts.name = id;
  fragment.self.name = facts.name;
  read_holder(document, facts);
  read_contract(document, facts);
  read_service_levels(document, facts);
  read_access(document, facts);
  document.sink().fragment(std::move(fragment));
}

Status read(const Export& file, ReadSink& sink) {
  tell_newer_version(sink, "Open Data Product Specification", file.shape.first["version"].text(), "4");
  if (file.shape.syntax == Syntax::Json)
    return file.json({}, sink, [&](JsonRecord&& record) {
      read_product({record.value, record.place, sink});
    });
  const Result<Value> document = file.document();
  if (!document) return fail(document.error());
  const std::string place;
  read_product({*document, place, sink});
  return {};
}

}  // namespace

extern const Reader open_data_product_reader{
    "open_data_product",  "Open Data Product Specification (YAML, JSON)",
    SourceKind::Contract, 210,
    recognises,           read};

}  // namespace waymark

// export_dcat_json.cpp - what a search finds as a DCAT 3 catalog in JSON-LD, for catalogs that harvest
// others. What becomes what: docs/http-api.md, "Exports".
#include <algorithm>

#include "waymark/base/strings.h"
#include "waymark/model/keys.h"

#include "export_rows.h"
#include "export_sink.h"
#include "hit_json.h"

namespace waymark {
namespace {

std::string dumped(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json context() {
  return {{"dcat", "http://www.w3.org/ns/dcat#"},           {"dcterms", "http://purl.org/dc/terms/"},
          {"foaf", "http://xmlns.com/foaf/0.1/"},           {"rdfs", "http://www.w3.org/2000/01/rdf-schema#"},
          {"skos", "http://www.w3.org/2004/02/skos/core#"}, {"vcard", "http://www.w3.org/2006/vcard/ns#"},
          {"xsd", "http://www.w3.org/2001/XMLSchema#"}};
}

// Letters that may stand in an address of the web as they are; anything else would make the document invalid.
bool is_address(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](unsigned char c) {
    return c > ' ' && c != 0x7f &&
           std::string_view("<>\"{}|\\^`").find(static_cast<char>(c)) == std::string_view::npos;
  });
}

bool is_web_address(std::string_view text) {
  return (text.starts_with("https://") || text.starts_with("http://")) && is_address(text);
}

Json node(std::string id) { return {{"@id", std::move(id)}}; }

Json moment(const Time& time) { return {{"@type", "xsd:dateTime"}, {"@value", format_time(time)}}; }

// What holds data that can be had is a dataset; dashboards, terms, people and the like are other resources.
bool is_dataset(AssetType type) {
  switch (type) {
    case AssetType::DataProduct:
    case AssetType::Dataset:
    case AssetType::Table:
    case AssetType::View:
    case AssetType::Topic:
    case AssetType::File:
      return true;
    default:
      return false;
  }
}

class DcatWriter {
 public:
  explicit DcatWriter(const ApiSettings& settings) : settings_(settings) {}

  Json catalog(const Manifest& manifest) const {
    Json json;
    json["@context"] = context();
    json["@id"] = settings_.public_url.empty() ? "urn:waymark:catalog" : settings_.public_url + "/";
    json["@type"] = "dcat:Catalog";
    json["dcterms:title"] = "Waymark";
    json["dcterms:modified"] = moment(manifest.published_at);
    return json;
  }

  Json resource(const Asset& asset) const {
    Json json;
    json["@id"] = id_of(asset.key, asset.type);
    json["@type"] = is_dataset(asset.type) ? "dcat:Dataset" : "dcat:Resource";
    json["dcterms:identifier"] = asset.key;
    json["dcterms:type"] = node("urn:waymark:type:" + std::string(info(asset.type).name));
    json["dcterms:title"] = display_name(asset);
    set_given(json, "dcterms:description", asset.description);
    set_given(json, "dcat:keyword", asset.tags);
    add_themes(json, asset);
    add_people(json, asset);
    if (asset.updated || asset.changed)
      json["dcterms:modified"] = moment(asset.updated ? *asset.updated : *asset.changed);
    if (!asset.sensitivity.empty())
      json["dcterms:accessRights"] = {{"@type", "dcterms:RightsStatement"},
                                      {"rdfs:label", asset.sensitivity}};
    if (asset.contract) set_given(json, "dcat:version", asset.contract->version);
    for (const std::string& product : asset.product_keys)
      json["dcterms:relation"].push_back(node(id_of(product, AssetType::DataProduct)));
    if (!settings_.public_url.empty())
      json["dcat:landingPage"] = node(page_url(asset.key, asset.type, settings_));
    if (is_dataset(asset.type) && is_web_address(asset.url))
      json["dcat:distribution"] = {{"@type", "dcat:Distribution"},
                                   {"dcterms:title", display_name(asset)},
                                   {"dcat:accessURL", node(asset.url)}};
    return json;
  }

 private:
  // Where the page is reached under an address of its own, that names the thing.
  std::string id_of(std::string_view key, AssetType type) const {
    return settings_.public_url.empty() ? "urn:waymark:" + std::string(key) : page_url(key, type, settings_);
  }

  Json concept_of(std::string_view key, AssetType type, std::string_view label) const {
    Json json;
    if (!key.empty()) json["@id"] = id_of(key, type);
    json["@type"] = "skos:Concept";
    json["skos:prefLabel"] = label;
    return json;
  }

  void add_themes(Json& json, const Asset& asset) const {
    Json themes = Json::array();
    if (!asset.domain.empty() && asset.type != AssetType::Domain)
      themes.push_back(concept_of(domain_key(asset.domain), AssetType::Domain, asset.domain));
    const bool keyed = asset.term_keys.size() == asset.terms.size();
    for (std::size_t i = 0; i < asset.terms.size(); ++i)
      themes.push_back(concept_of(keyed ? asset.term_keys[i] : "", AssetType::GlossaryTerm, asset.terms[i]));
    if (!themes.empty()) json["dcat:theme"] = std::move(themes);
  }

  void add_people(Json& json, const Asset& asset) const {
    for (const Owner& owner : asset.owners) {
      const std::string& name = owner.name.empty() ? owner.mail : owner.name;
      if (name.empty()) continue;
      if (!json.contains("dcterms:publisher"))
        json["dcterms:publisher"] = {{"@type", "foaf:Agent"}, {"foaf:name", name}};
      Json contact = {{"@type", owner.team ? "vcard:Group" : "vcard:Individual"}, {"vcard:fn", name}};
      if (contains(owner.mail, "@") && is_address(owner.mail))
        contact["vcard:hasEmail"] = node("mailto:" + owner.mail);
      json["dcat:contactPoint"].push_back(std::move(contact));
    }
  }

  const ApiSettings& settings_;
};

}  // namespace

// One object, written piece by piece: datasets first and then the rest, each list by a pass of its own, so
// that nothing waits in memory.
Result<ExportReport> write_dcat(const Viewer& viewer, const ExportRequest& request) {
  ExportSink sink(request);
  ExportReport report;
  const DcatWriter writer(request.settings);
  std::string head = dumped(writer.catalog(viewer.manifest()));
  head.pop_back();
  if (Status begun = sink.write(head); !begun) return fail(begun.error());
  std::uint64_t others = 0;
  const auto write_list = [&](std::string_view member, bool datasets) -> Status {
    std::uint64_t written = 0;
    if (Status begun = sink.write(",\n\"" + std::string(member) + "\":["); !begun) return begun;
    Status each = each_hit(viewer, request.search, [&](const Hit& hit) {
      if (is_dataset(hit.asset.type) != datasets) return ++others, Status();
      ++report.assets;
      return sink.write((written++ == 0 ? "\n" : ",\n") + dumped(writer.resource(hit.asset)));
    });
    if (!each) return each;
    return sink.write("]");
  };
  if (Status datasets = write_list("dcat:dataset", true); !datasets) return fail(datasets.error());
  if (others > 0)
    if (Status rest = write_list("dcat:resource", false); !rest) return fail(rest.error());
  if (Status last = sink.write("}\n"); !last) return fail(last.error());
  if (Status finished = sink.finish(); !finished) return fail(finished.error());
  return report;
}

}  // namespace waymark

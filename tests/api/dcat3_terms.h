// dcat3_terms.h - what DCAT 3 lets a catalog say of what, as far as Waymark says it: the members of each
// class and what may stand there. Source: W3C Recommendation "Data Catalog Vocabulary (DCAT) - Version 3",
// sections 6.3 to 6.8; vCard, FOAF and SKOS for what their members are named.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace waymark::testing_support {

enum class Stands { Text, Moment, Reference, Thing };  // A thing: an object of one of the classes named.

struct DcatTerm {
  Stands stands;
  bool many = false;
  std::vector<std::string> classes = {};
};
using DcatMembers = std::map<std::string, DcatTerm>;

inline DcatMembers resource_terms() {
  return {
      {"dcterms:identifier", {Stands::Text, true}},
      {"dcterms:type", {Stands::Reference}},
      {"dcterms:title", {Stands::Text}},
      {"dcterms:description", {Stands::Text}},
      {"dcterms:modified", {Stands::Moment}},
      {"dcterms:issued", {Stands::Moment}},
      {"dcterms:relation", {Stands::Reference, true}},
      {"dcterms:publisher", {Stands::Thing, false, {"foaf:Agent"}}},
      {"dcterms:accessRights", {Stands::Thing, false, {"dcterms:RightsStatement"}}},
      {"dcat:contactPoint", {Stands::Thing, true, {"vcard:Individual", "vcard:Group", "vcard:Organization"}}},
      {"dcat:keyword", {Stands::Text, true}},
      {"dcat:theme", {Stands::Thing, true, {"skos:Concept"}}},
      {"dcat:landingPage", {Stands::Reference, true}},
      {"dcat:version", {Stands::Text}}};
}

inline const std::map<std::string, DcatMembers>& dcat_classes() {
  static const std::map<std::string, DcatMembers> classes = [] {
    DcatMembers dataset = resource_terms(), catalog = resource_terms();
    dataset["dcat:distribution"] = {Stands::Thing, true, {"dcat:Distribution"}};
    catalog["dcat:dataset"] = {Stands::Thing, true, {"dcat:Dataset"}};
    catalog["dcat:resource"] = {Stands::Thing, true, {"dcat:Resource"}};
    return std::map<std::string, DcatMembers>{
        {"dcat:Catalog", catalog},
        {"dcat:Dataset", dataset},
        {"dcat:Resource", resource_terms()},
        {"dcat:Distribution", {{"dcterms:title", {Stands::Text}}, {"dcat:accessURL", {Stands::Reference}}}},
        {"foaf:Agent", {{"foaf:name", {Stands::Text}}}},
        {"dcterms:RightsStatement", {{"rdfs:label", {Stands::Text}}}},
        {"vcard:Individual", {{"vcard:fn", {Stands::Text}}, {"vcard:hasEmail", {Stands::Reference}}}},
        {"vcard:Group", {{"vcard:fn", {Stands::Text}}, {"vcard:hasEmail", {Stands::Reference}}}},
        {"skos:Concept", {{"skos:prefLabel", {Stands::Text}}}}};
  }();
  return classes;
}

// "https://…", "urn:…", "mailto:…": absolute, and of letters that an IRI may hold.
inline bool is_iri(const std::string& text) {
  const std::size_t scheme = text.find(':');
  return scheme != std::string::npos && scheme > 1 && text.size() > scheme + 1 &&
         text.find_first_of(" <>\"{}|\\^`\t\n") == std::string::npos;
}

// Everything in `thing` that DCAT 3 would not take, with its place.
inline void add_dcat_faults(const nlohmann::ordered_json& thing, const std::string& place,
                            std::vector<std::string>& faults) {
  const std::string type = thing.value("@type", "");
  const auto known = dcat_classes().find(type);
  if (known == dcat_classes().end()) return faults.push_back(place + ": no class " + type);
  const auto check = [&](const DcatTerm& term, const nlohmann::ordered_json& value,
                         const std::string& where) {
    const bool object = value.is_object();
    switch (term.stands) {
      case Stands::Text:
        if (!value.is_string() || value.get<std::string>().empty()) faults.push_back(where + ": no text");
        break;
      case Stands::Moment:
        if (!object || value.value("@type", "") != "xsd:dateTime" || value.value("@value", "").size() != 20)
          faults.push_back(where + ": no moment");
        break;
      case Stands::Reference:
        if (!object || value.size() != 1 || !is_iri(value.value("@id", "")))
          faults.push_back(where + ": no reference: " + value.dump());
        break;
      case Stands::Thing:
        if (!object || std::find(term.classes.begin(), term.classes.end(), value.value("@type", "")) ==
                           term.classes.end())
          faults.push_back(where + ": not of its class: " + value.dump().substr(0, 80));
        else
          add_dcat_faults(value, where, faults);
        break;
    }
  };
  for (const auto& [name, value] : thing.items()) {
    const std::string where = place + "/" + name;
    if (name == "@context" || name == "@type") continue;
    if (name == "@id") {
      if (!is_iri(value.get<std::string>())) faults.push_back(where + ": no address");
      continue;
    }
    const auto term = known->second.find(name);
    if (term == known->second.end()) {
      faults.push_back(where + ": no term of " + type);
    } else if (value.is_array()) {
      if (!term->second.many) faults.push_back(where + ": more than one");
      for (std::size_t i = 0; i < value.size(); ++i)
        check(term->second, value[i], where + "[" + std::to_string(i) + "]");
    } else {
      check(term->second, value, where);
    }
  }
}

}  // namespace waymark::testing_support

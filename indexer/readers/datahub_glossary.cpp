// datahub_glossary.cpp - the business glossary file of DataHub: groups of terms in groups, as YAML.
// Source: docs/sources.md.
#include <algorithm>

#include "waymark/base/strings.h"
#include "waymark/readers/reader.h"

#include "shared/datahub_urn.h"
#include "shared/meta_facts.h"

namespace waymark {
namespace {

bool recognises(const Shape& shape) {
  if (shape.syntax != Syntax::Yaml || !shape.has("version")) return false;
  const bool lists = shape.first["nodes"].is_array() || shape.first["terms"].is_array();
  return lists &&
         (shape.first["owners"].is_object() || shape.first["owners"].is_array() || shape.has("source"));
}

// What holds for everything below a group until something below it says otherwise.
struct Around {
  std::vector<std::string> path;  // Names of the groups, outermost first.
  std::string parent;             // Urn of the innermost.
  const Value* owners = nullptr;
  std::string place;
};

// DataHub makes urns of names; later versions write hyphens for blanks. An id in the file stands for itself.
struct Names {
  std::string urn;
  std::vector<std::string> others;
};
Names names_of(std::string_view kind, const Value& item, const Around& around) {
  const std::string prefix = "urn:li:" + std::string(kind) + ":";
  std::vector<std::string> path = around.path;
  path.push_back(item["name"].text());
  const std::string name = join(path, ".");
  const std::string id = item["id"].text();
  Names names{.urn = prefix + name};
  if (const std::string hyphens = replace_all(name, " ", "-"); hyphens != name)
    names.others.push_back(prefix + hyphens);
  if (id.empty()) return names;
  names.others.push_back(std::exchange(names.urn, id.starts_with("urn:li:") ? id : prefix + id));
  return names;
}

void add_people(const Value& list, std::string_view kind, OwnerKind owner_kind, Facts& facts) {
  for (const std::string& text : list.texts()) {
    const std::string urn = text.starts_with("urn:li:") ? text : "urn:li:" + std::string(kind) + ":" + text;
    Owner owner = owner_from_text(datahub::tail_of(urn));
    owner.id = urn;
    owner.kind = owner_kind;
    owner.team = datahub::parse_urn(urn).type == "corpGroup";
    if (std::find(facts.owners.begin(), facts.owners.end(), owner) == facts.owners.end())
      facts.owners.push_back(std::move(owner));
  }
}

// {users: […], groups: […], type: …}, or a list of these.
void add_glossary_owners(const Value& owners, Facts& facts) {
  for (const Value& item : owners.items()) add_glossary_owners(item, facts);
  const OwnerKind kind = parse_owner_kind(owners["type"].text());
  add_people(owners["users"], "corpuser", kind, facts);
  add_people(owners["groups"], "corpGroup", kind, facts);
}

void add_links(const Value& item, Facts& facts) {
  for (const Value& link : item["knowledge_links"].items()) {
    const std::string label = link["label"].text(), url = link["url"].text();
    add_extra(facts, "link", label.empty() || url.empty() ? label + url : label + ": " + url);
  }
  facts.url = item["source_url"].text();
  for (const std::string_view member : {"term_source", "source_ref"})
    add_extra(facts, std::string(member), item[member].text());
}

void set_domain(const Value& item, Fragment& fragment) {
  const std::string domain = item["domain"].text();
  if (domain.starts_with("urn:li:"))
    fragment.domain_id = domain;
  else
    fragment.facts.domain = join(split_words(domain, '/'), "/");
}

Fragment start(AssetType type, std::string_view kind, const Value& item, const Around& around) {
  Fragment fragment;
  Names names = names_of(kind, item, around);
  fragment.self.id = std::move(names.urn);
  fragment.other_ids = std::move(names.others);
  fragment.parent_id = around.parent;
  fragment.place = around.place;
  Facts& facts = fragment.facts;
  facts.type = type;
  facts.name = item["name"].text();
  facts.qualified_name = join(around.path, ".") + (around.path.empty() ? "" : ".") + facts.name;
  facts.description = item.first_of({"description", "definition"}).text();
  const Value& owners =
      item["owners"].is_null() && around.owners != nullptr ? *around.owners : item["owners"];
  add_glossary_owners(owners, facts);
  set_domain(item, fragment);
  apply_meta(facts, item["custom_properties"]);
  add_links(item, facts);
  return fragment;
}

void read_term(const Value& item, const Around& around, ReadSink& sink) {
  if (item["name"].text().empty()) return sink.problem({around.place, "a term without name was left out"});
  sink.count("term");
  Fragment fragment = start(AssetType::GlossaryTerm, "glossaryTerm", item, around);
  Facts& facts = fragment.facts;
  fragment.self.name = facts.name;
  for (const std::string& word : item["synonyms"].texts()) add_unique(facts.synonyms, word);
  for (const std::string_view member : {"inherits", "contains", "values", "related_terms"})
    add_extra(facts, replace_all(member, "_", " "), join(item[member].texts(), ", "));
  sink.fragment(std::move(fragment));
}

void read_node(const Value& node, const Around& around, ReadSink& sink);

void read_lists(const Value& holder, const Around& around, ReadSink& sink) {
  const std::string before = around.place.empty() ? "" : around.place + ".";
  std::size_t number = 0;
  Around inner = around;
  for (const Value& term : holder["terms"].items()) {
    inner.place = before + "terms[" + std::to_string(number++) + "]";
    read_term(term, inner, sink);
  }
  number = 0;
  for (const Value& node : holder["nodes"].items()) {
    inner.place = before + "nodes[" + std::to_string(number++) + "]";
    read_node(node, inner, sink);
  }
}

void read_node(const Value& node, const Around& around, ReadSink& sink) {
  const std::string name = node["name"].text();
  if (name.empty())
    return sink.problem({around.place, "a group of terms without name was left out with all that is in it"});
  sink.count("node");
  Fragment fragment = start(AssetType::Container, "glossaryNode", node, around);
  add_extra(fragment.facts, "container kind", "Glossary");
  Around inner = around;
  inner.path.push_back(name);
  inner.parent = fragment.self.id;
  if (!node["owners"].is_null()) inner.owners = &node["owners"];
  sink.fragment(std::move(fragment));
  read_lists(node, inner, sink);
}

Status read(const Export& file, ReadSink& sink) {
  const Result<Value> document = file.document();
  if (!document) return fail(document.error());
  Around top;
  top.owners = &(*document)["owners"];
  read_lists(*document, top, sink);
  return {};
}

}  // namespace

extern const Reader datahub_glossary_reader{"datahub_glossary",
                                            "DataHub business glossary (YAML)",
                                            SourceKind::BusinessCatalog,
                                            230,
                                            recognises,
                                            read};

}  // namespace waymark

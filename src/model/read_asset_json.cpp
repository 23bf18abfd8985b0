// read_asset_json.cpp - assets read back from their canonical JSON (asset_json.cpp writes it).
#include <nlohmann/json.hpp>

#include "waymark/model/asset_json.h"

namespace waymark {
namespace {

using Json = nlohmann::ordered_json;

// Each reader takes the member off its object by name; an absent member leaves the empty value in place. A
// member of another type than written throws, which asset_from_json turns into an error.
class Members {
 public:
  explicit Members(const Json& object) : object_(object) { (void)object.get_ref<const Json::object_t&>(); }

  const Json* find(const char* member) const {
    const auto at = object_.find(member);
    return at == object_.end() ? nullptr : &*at;
  }
  template <typename T>
  void read(const char* member, T& into) const {
    if (const Json* value = find(member)) value->get_to(into);
  }
  template <typename T>
  void read(const char* member, std::optional<T>& into) const {
    if (const Json* value = find(member)) into = value->get<T>();
  }
  void read(const char* member, std::optional<Time>& into) const {
    if (const Json* value = find(member)) into = Time(Seconds(value->get<std::int64_t>()));
  }
  void read(const char* member, std::optional<Seconds>& into) const {
    if (const Json* value = find(member)) into = Seconds(value->get<std::int64_t>());
  }
  template <typename T, typename Read>
  void read_each(const char* member, std::vector<T>& into, const Read& read_item) const {
    const Json* list = find(member);
    if (list == nullptr) return;
    into.reserve(list->size());
    for (const Json& item : *list) read_item(Members(item), into.emplace_back());
  }

 private:
  const Json& object_;
};

void read_physical(const Members& from, PhysicalName& physical) {
  from.read("platform", physical.platform);
  from.read("instance", physical.instance);
  from.read("parts", physical.parts);
}

void read_ref(const Members& from, const char* member, Ref& ref) {
  const Json* value = from.find(member);
  if (value == nullptr) return;
  const Members members(*value);
  members.read("id", ref.id);
  read_physical(members, ref.physical);
  members.read("name", ref.name);
}

void read_owner(const Members& from, Owner& owner) {
  from.read("id", owner.id);
  from.read("name", owner.name);
  from.read("mail", owner.mail);
  std::string kind;
  from.read("kind", kind);
  owner.kind = parse_owner_kind(kind);
  from.read("team", owner.team);
  from.read("inherited", owner.inherited);
}

void read_column(const Members& from, Column& column) {
  from.read("path", column.path);
  from.read("title", column.title);
  from.read("type", column.type);
  from.read("description", column.description);
  from.read("tags", column.tags);
  from.read("terms", column.terms);
  from.read("sensitivity", column.sensitivity);
  from.read("key_role", column.key_role);
  from.read("nullable", column.nullable);
}

void read_contract_object(const Members& from, ContractObject& object) {
  read_ref(from, "target", object.target);
  from.read("name", object.name);
  from.read_each("columns", object.columns, read_column);
  from.read("required", object.required);
}

void read_promise(const Members& from, Promise& promise) {
  from.read("kind", promise.kind);
  from.read("text", promise.text);
  from.read("within", promise.within);
}

void read_contract(const Members& from, Contract& contract) {
  from.read("format", contract.format);
  from.read("version", contract.version);
  from.read("status", contract.status);
  from.read_each("objects", contract.objects, read_contract_object);
  from.read_each("promises", contract.promises, read_promise);
  from.read("original", contract.original);
}

void read_figures(const Members& from, Facts& facts) {
  from.read("created", facts.created);
  from.read("updated", facts.updated);
  from.read("changed", facts.changed);
  from.read("accessed", facts.accessed);
  from.read("fresh_within", facts.fresh_within);
  if (const Json* usage = from.find("usage")) {
    Members(*usage).read("queries_30d", facts.usage.queries_30d);
    Members(*usage).read("users_30d", facts.usage.users_30d);
  }
  if (const Json* quality = from.find("quality")) {
    facts.quality.emplace();
    Members(*quality).read("passed", facts.quality->passed);
    Members(*quality).read("failed", facts.quality->failed);
  }
}

void read_type(const Members& from, AssetType& type) {
  std::string word;
  from.read("type", word);
  if (const auto known = parse_type(word)) type = *known;
}

void read_facts(const Members& from, Facts& facts) {
  read_type(from, facts.type);
  from.read("name", facts.name);
  from.read("title", facts.title);
  from.read("qualified_name", facts.qualified_name);
  from.read("platform", facts.platform);
  from.read("instance", facts.instance);
  from.read("environment", facts.environment);
  from.read("description", facts.description);
  from.read_each("columns", facts.columns, read_column);
  from.read("domain", facts.domain);
  from.read("products", facts.products);
  from.read_each("owners", facts.owners, read_owner);
  from.read("sensitivity", facts.sensitivity);
  from.read("sensitivity_word", facts.sensitivity_word);
  from.read("criticality", facts.criticality);
  from.read("certification", facts.certification);
  from.read("lifecycle", facts.lifecycle);
  from.read("layer", facts.layer);
  from.read("tags", facts.tags);
  from.read("terms", facts.terms);
  from.read("synonyms", facts.synonyms);
  from.read("popular_queries", facts.popular_queries);
  read_figures(from, facts);
  if (const Json* contract = from.find("contract"))
    read_contract(Members(*contract), facts.contract.emplace());
  from.read_each("members", facts.members, [](const Members& item, Member& member) {
    read_ref(item, "asset", member.asset);
    item.read("port", member.port);
  });
  from.read("url", facts.url);
  from.read("extra", facts.extra);
}

void read_source(const Members& from, SourceNote& note) {
  from.read("source", note.source);
  from.read("format", note.format);
  from.read("place", note.place);
  from.read("ref", note.ref);
  from.read("at", note.at);
}

void read_history(const Members& from, FieldHistory& history) {
  from.read("field", history.field);
  from.read("values", history.values);
}

void read_neighbour(const Members& from, Neighbour& neighbour) {
  from.read("key", neighbour.key);
  from.read("kind", neighbour.kind);
  from.read("sources", neighbour.sources);
}

void read_derived(const Members& from, Asset& asset) {
  from.read("stub", asset.stub);
  from.read("domain_inherited", asset.domain_inherited);
  from.read("sensitivity_from", asset.sensitivity_from);
  from.read("product_keys", asset.product_keys);
  from.read("within", asset.within);
  from.read("owner_keys", asset.owner_keys);
  from.read("term_keys", asset.term_keys);
  from.read("contract_keys", asset.contract_keys);
  from.read("contract_state", asset.contract_state);
  from.read("contract_findings", asset.contract_findings);
  from.read_each("upstream", asset.upstream, read_neighbour);
  from.read_each("downstream", asset.downstream, read_neighbour);
  from.read("importance", asset.importance);
}

Asset read_asset(const Members& from) {
  Asset asset;
  from.read("key", asset.key);
  from.read("match_key", asset.match_key);
  from.read("aliases", asset.aliases);
  read_facts(from, asset);
  from.read_each("sources", asset.sources, read_source);
  from.read_each("history", asset.history, read_history);
  if (const Json* access = from.find("access")) {
    Members(*access).read("level", asset.access.level);
    Members(*access).read("groups", asset.access.groups);
    Members(*access).read("rule", asset.access.rule);
  }
  read_derived(from, asset);
  return asset;
}

}  // namespace

Result<Asset> asset_from_json(std::string_view text) {
  try {
    const Json object = Json::parse(text);
    return read_asset(Members(object));
  } catch (const Json::exception& error) {
    return fail(ErrorCode::Unreadable, std::string("reading an asset: ") + error.what());
  }
}

}  // namespace waymark

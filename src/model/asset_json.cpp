// asset_json.cpp - writing assets. Reading them back: asset_from_json.cpp, which must name the same members.
#include "waymark/model/asset_json.h"

#include <array>
#include <charconv>

#include "json_writer.h"

namespace waymark {
namespace {

std::string shortest(double number) {
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  return {digits.data(), end.ptr};
}

void write_physical(JsonWriter& out, const PhysicalName& physical) {
  out.put("platform", physical.platform);
  out.put("instance", physical.instance);
  out.put("parts", physical.parts);
}

void write_ref(JsonWriter& out, std::string_view member, const Ref& ref) {
  out.name(member);
  out.begin('{');
  out.put("id", ref.id);
  write_physical(out, ref.physical);
  out.put("name", ref.name);
  out.end('}');
}

void write_owner(JsonWriter& out, const Owner& owner) {
  out.begin('{');
  out.put("id", owner.id);
  out.put("name", owner.name);
  out.put("mail", owner.mail);
  out.put("kind", to_string(owner.kind));
  out.put("team", owner.team);
  out.put("inherited", owner.inherited);
  out.end('}');
}

void write_column(JsonWriter& out, const Column& column) {
  out.begin('{');
  out.put("path", column.path);
  out.put("title", column.title);
  out.put("type", column.type);
  out.put("description", column.description);
  out.put("tags", column.tags);
  out.put("terms", column.terms);
  out.put("sensitivity", column.sensitivity);
  out.put("key_role", column.key_role);
  if (column.nullable) out.put_raw("nullable", *column.nullable ? "true" : "false");
  out.end('}');
}

void write_columns(JsonWriter& out, const std::vector<Column>& columns) {
  out.put_each("columns", columns, [&](const Column& column) { write_column(out, column); });
}

void write_usage(JsonWriter& out, const Usage& usage) {
  if (usage == Usage{}) return;
  out.name("usage");
  out.begin('{');
  out.put("queries_30d", usage.queries_30d);
  out.put("users_30d", usage.users_30d);
  out.end('}');
}

void write_quality(JsonWriter& out, const std::optional<Quality>& quality) {
  if (!quality) return;
  out.name("quality");
  out.begin('{');
  out.put_raw("passed", std::to_string(quality->passed));
  out.put_raw("failed", std::to_string(quality->failed));
  out.end('}');
}

void write_contract(JsonWriter& out, const std::optional<Contract>& contract) {
  if (!contract) return;
  out.name("contract");
  out.begin('{');
  out.put("format", contract->format);
  out.put("version", contract->version);
  out.put("status", contract->status);
  out.put_each("objects", contract->objects, [&](const ContractObject& object) {
    out.begin('{');
    write_ref(out, "target", object.target);
    out.put("name", object.name);
    write_columns(out, object.columns);
    out.put("required", object.required);
    out.end('}');
  });
  out.put_each("promises", contract->promises, [&](const Promise& promise) {
    out.begin('{');
    out.put("kind", promise.kind);
    out.put("text", promise.text);
    out.put("within", promise.within);
    out.end('}');
  });
  out.put("original", contract->original);
  out.end('}');
}

using Pairs = std::vector<std::pair<std::string, std::string>>;

// Lists, not an object: names may repeat and their order is kept.
void write_pairs(JsonWriter& out, std::string_view member, const Pairs& pairs) {
  out.put_each(member, pairs, [&](const auto& pair) {
    out.begin('[');
    out.value(pair.first);
    out.value(pair.second);
    out.end(']');
  });
}

void write_facts(JsonWriter& out, const Facts& facts) {
  out.put("type", info(facts.type).name);
  out.put("name", facts.name);
  out.put("title", facts.title);
  out.put("qualified_name", facts.qualified_name);
  out.put("platform", facts.platform);
  out.put("instance", facts.instance);
  out.put("environment", facts.environment);
  out.put("description", facts.description);
  write_columns(out, facts.columns);
  out.put("domain", facts.domain);
  out.put("products", facts.products);
  out.put_each("owners", facts.owners, [&](const Owner& owner) { write_owner(out, owner); });
  out.put("sensitivity", facts.sensitivity);
  out.put("sensitivity_word", facts.sensitivity_word);
  out.put("criticality", facts.criticality);
  out.put("certification", facts.certification);
  out.put("lifecycle", facts.lifecycle);
  out.put("layer", facts.layer);
  out.put("tags", facts.tags);
  out.put("terms", facts.terms);
  out.put("synonyms", facts.synonyms);
  out.put("created", facts.created);
  out.put("updated", facts.updated);
  out.put("changed", facts.changed);
  out.put("accessed", facts.accessed);
  write_usage(out, facts.usage);
  out.put("popular_queries", facts.popular_queries);
  write_quality(out, facts.quality);
  out.put("fresh_within", facts.fresh_within);
  write_contract(out, facts.contract);
  out.put_each("members", facts.members, [&](const Member& member) {
    out.begin('{');
    write_ref(out, "asset", member.asset);
    out.put("port", member.port);
    out.end('}');
  });
  out.put("url", facts.url);
  write_pairs(out, "extra", facts.extra);
}

void write_sources(JsonWriter& out, const Asset& asset) {
  out.put_each("sources", asset.sources, [&](const SourceNote& note) {
    out.begin('{');
    out.put("source", note.source);
    out.put("format", note.format);
    out.put("place", note.place);
    out.put("ref", note.ref);
    out.put("at", note.at);
    out.end('}');
  });
  out.put_each("history", asset.history, [&](const FieldHistory& history) {
    out.begin('{');
    out.put("field", history.field);
    write_pairs(out, "values", history.values);
    out.end('}');
  });
}

void write_access(JsonWriter& out, const AccessClass& access) {
  out.name("access");
  out.begin('{');
  out.put_raw("level", std::to_string(access.level));
  out.put("groups", access.groups);
  out.put("rule", access.rule);
  out.end('}');
}

void write_neighbours(JsonWriter& out, std::string_view member, const std::vector<Neighbour>& neighbours) {
  out.put_each(member, neighbours, [&](const Neighbour& neighbour) {
    out.begin('{');
    out.put("key", neighbour.key);
    out.put("kind", neighbour.kind);
    out.put("sources", neighbour.sources);
    out.end('}');
  });
}

void write_derived(JsonWriter& out, const Asset& asset) {
  out.put("stub", asset.stub);
  out.put("domain_inherited", asset.domain_inherited);
  out.put("sensitivity_from", asset.sensitivity_from);
  out.put("product_keys", asset.product_keys);
  out.put("within", asset.within);
  out.put("owner_keys", asset.owner_keys);
  out.put("term_keys", asset.term_keys);
  out.put("contract_keys", asset.contract_keys);
  out.put("contract_state", asset.contract_state);
  out.put("contract_findings", asset.contract_findings);
  write_neighbours(out, "upstream", asset.upstream);
  write_neighbours(out, "downstream", asset.downstream);
  if (asset.importance != 0) out.put_raw("importance", shortest(asset.importance));
}

}  // namespace

std::string asset_to_json(const Asset& asset) {
  std::string text;
  JsonWriter out(text);
  out.begin('{');
  out.put("key", asset.key);
  out.put("match_key", asset.match_key);
  out.put("aliases", asset.aliases);
  write_facts(out, asset);
  write_sources(out, asset);
  write_access(out, asset.access);
  write_derived(out, asset);
  out.end('}');
  return text;
}

}  // namespace waymark

// fragment_members.h - the members of everything a fragment holds, in the order of their bytes
// (byte_codec.h).
#pragma once

#include "waymark/model/byte_codec.h"
#include "waymark/model/fragment.h"
#include "waymark/model/fragment_bytes.h"

namespace waymark {

template <typename T, typename Struct>
concept Is = std::is_same_v<std::remove_const_t<T>, Struct>;

constexpr AssetType last_of(AssetType) { return AssetType::Container; }
constexpr OwnerKind last_of(OwnerKind) { return OwnerKind::Creator; }
constexpr EventKind last_of(EventKind) { return EventKind::FailedRun; }

auto members_of(Is<PhysicalName> auto& value) {
  auto& [platform, instance, parts] = value;
  return std::tie(platform, instance, parts);
}
auto members_of(Is<FragmentHead::Name> auto& value) {  // The bytes of a PhysicalName.
  auto& [platform, instance, parts] = value;
  return std::tie(platform, instance, parts);
}
auto members_of(Is<Ref> auto& value) {
  auto& [id, physical, name] = value;
  return std::tie(id, physical, name);
}
auto members_of(Is<Owner> auto& value) {
  auto& [id, name, mail, kind, team, inherited] = value;
  return std::tie(id, name, mail, kind, team, inherited);
}
auto members_of(Is<Column> auto& value) {
  auto& [path, title, type, description, tags, terms, sensitivity, key_role, nullable] = value;
  return std::tie(path, type, description, nullable, title, tags, terms, sensitivity, key_role);
}
auto members_of(Is<Usage> auto& value) {
  auto& [queries, users, refreshes, runs] = value;
  return std::tie(queries, users, refreshes, runs);
}
auto members_of(Is<DayOfActivity> auto& value) {
  auto& [day, uses, users, refreshes, runs, failures] = value;
  return std::tie(day, uses, users, refreshes, runs, failures);
}
auto members_of(Is<Quality> auto& value) {
  auto& [passed, failed] = value;
  return std::tie(passed, failed);
}
auto members_of(Is<Promise> auto& value) {
  auto& [kind, text, within] = value;
  return std::tie(kind, text, within);
}
auto members_of(Is<ContractObject> auto& value) {
  auto& [target, name, columns, required] = value;
  return std::tie(target, name, columns, required);
}
auto members_of(Is<Contract> auto& value) {
  // The others are of merged contracts alone; light ones hold none (heavy_facts.h).
  auto& [format, version, status, objects, promises, original, others] = value;
  return std::tie(format, version, status, objects, promises, original);
}
auto members_of(Is<Member> auto& value) {
  auto& [asset, port] = value;
  return std::tie(asset, port);
}
auto members_of(Is<Events> auto& value) {
  auto& [kind, day, events, users] = value;
  return std::tie(kind, day, events, users);
}
auto members_of(Is<Edge::ColumnPair> auto& value) {
  auto& [from, to] = value;
  return std::tie(from, to);
}
auto members_of(Is<Edge> auto& value) {
  auto& [from, to, kind, columns, place, at] = value;
  return std::tie(from, to, kind, columns, place, at);
}

// What stands in the body; type, name, title, domain, platform and instance stand in the head.
auto body_of(Is<Facts> auto& value) {
  auto& [type, name, title, qualified_name, platform, instance, environment, description, columns, domain,
         products, owners, sensitivity, sensitivity_word, criticality, certification, lifecycle, layer, tags,
         terms, synonyms, created, updated, changed, accessed, usage, activity, popular_queries, quality,
         fresh_within, contract, members, url, extra] = value;
  return std::tie(columns, description, qualified_name, owners, tags, changed, updated, created, extra, usage,
                  environment, products, sensitivity, sensitivity_word, criticality, certification, lifecycle,
                  layer, terms, synonyms, accessed, activity, popular_queries, quality, fresh_within,
                  contract, members, url);
}

auto members_of(Is<FragmentHead> auto& value) {
  auto& [id, physical, name, other_ids, type, facts_name, title, domain, platform, instance, mail,
         contract_version, domain_id, parent_id, product_ids, term_ids, place, at, deleted, has_events] =
      value;
  return std::tie(id, physical, name, facts_name, platform, place, other_ids, type, title, domain, instance,
                  at, domain_id, parent_id, product_ids, term_ids, mail, contract_version, deleted,
                  has_events);
}

}  // namespace waymark

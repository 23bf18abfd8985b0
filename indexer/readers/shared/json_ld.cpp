#include "shared/json_ld.h"

#include <algorithm>

#include "waymark/base/strings.h"

namespace waymark {
namespace {

constexpr int kReferences = 4;  // How deep references are followed; a ring ends there.

// What a member says of the type of the nodes in it, where they do not say it themselves.
struct Implied {
  std::string_view member, type;
};
constexpr Implied kImplied[] = {
    {"dataset", "Dataset"},      {"service", "DataService"},   {"datasetSeries", "DatasetSeries"},
    {"seriesMember", "Dataset"}, {"servesDataset", "Dataset"}, {"record", "CatalogRecord"}};

bool is_type(const Value& node, std::string_view type) {
  const Value::Items& types = node["@type"].items();
  return std::any_of(types.begin(), types.end(), [&](const Value& one) { return one.string() == type; });
}

void imply_type(Value& node, std::string_view member) {
  if (node.has("@type") || node.size() <= 1) return;  // A mere reference is no node.
  for (const Implied& known : kImplied)
    if (known.member == member) node.set("@type", Value(Value::Items{Value(std::string(known.type))}));
}

bool is_kept(const std::vector<std::string_view>& kept, const std::string& member) {
  return member == "@id" || member == "@type" || std::find(kept.begin(), kept.end(), member) != kept.end();
}

}  // namespace

std::string local_name(std::string_view name) {
  if (name.starts_with('@')) return std::string(name);
  while (name.ends_with('/') || name.ends_with('#')) name.remove_suffix(1);
  const std::size_t end = name.find_last_of("#/:");
  return std::string(end == std::string_view::npos ? name : name.substr(end + 1));
}

void JsonLd::add(const Value& document) {
  for (const Value& item : document.items()) add(item);
  if (document.is_object()) node_of(document, {}, {});
}

// The same node may stand in two places, in one of them as a reference or in part: what either says holds.
std::size_t JsonLd::remember(Value node) {
  const std::string id = node["@id"].text();
  const auto known = id.empty() ? by_id_.end() : by_id_.find(id);
  if (known == by_id_.end()) {
    if (!id.empty()) by_id_.emplace(id, nodes_.size());
    nodes_.push_back(std::move(node));
    return nodes_.size() - 1;
  }
  Value& older = nodes_[known->second];
  for (auto& [member, value] : node.edit_members())
    if (!older.has(member)) older.set(member, std::move(value));
  return known->second;
}

Value JsonLd::node_of(const Value& object, Context context, std::string_view member) {
  const Value::Items one = {object["@context"]};
  for (const Value& part : object["@context"].is_array() ? object["@context"].items() : one)
    for (const auto& [alias, meaning] : part.members())
      context[alias] = meaning.is_object() ? meaning["@id"].text() : meaning.text();
  Value node;
  node.make_object();
  for (const auto& [name, value] : object.members()) {
    if (name == "@context") continue;
    if (name == "@graph") {
      plain(value, context, {});
      continue;
    }
    const auto alias = context.find(name);
    std::string local =
        local_name(alias == context.end() || alias->second.empty() ? std::string_view(name)
                                                                   : std::string_view(alias->second));
    if (local == "type" && name != "@type" && alias != context.end() && alias->second == "@type")
      local = "@type";
    if (local == "@type") {
      Value::Items types;
      for (const std::string& type : value.texts()) types.emplace_back(local_name(type));
      node.set("@type", Value(std::move(types)));
    } else if (!node.has(local)) {
      node.set(local, plain(value, context, local));
    }
  }
  imply_type(node, member);
  if (node.has("@value") || node.has("@list")) return node;
  // What is only a reference stays one; everything else is a node of its own, too.
  if (node.size() == 0 || (node.size() == 1 && node.has("@id"))) return node;
  const Value copy = node;
  remember(std::move(node));
  return copy;
}

Value JsonLd::plain(const Value& value, const Context& context, std::string_view member) {
  if (value.is_object()) {
    if (value.has("@list") || value.has("@set"))
      return plain(value.first_of({"@list", "@set"}), context, member);
    return node_of(value, context, member);
  }
  if (!value.is_array()) return value;
  Value::Items items;
  for (const Value& item : value.items()) items.push_back(plain(item, context, member));
  return Value(std::move(items));
}

Value JsonLd::with_references(const Value& value, const std::vector<std::string_view>& kept,
                              int depth) const {
  if (value.is_array()) {
    Value::Items items;
    for (const Value& item : value.items()) items.push_back(with_references(item, kept, depth));
    return Value(std::move(items));
  }
  // A context by address may say of a text that it is a reference; only what the file holds tells.
  const std::string id = value.is_object() ? value["@id"].text() : value.is_string() ? value.text() : "";
  const auto found = id.empty() || depth == 0 ? by_id_.end() : by_id_.find(id);
  const Value& node = found == by_id_.end() ? value : nodes_[found->second];
  if (!node.is_object() || depth == 0) return node;
  Value whole;
  whole.make_object();
  for (const auto& [name, inner] : node.members())
    whole.set(name, is_kept(kept, name) ? inner : with_references(inner, kept, depth - 1));
  return whole;
}

void JsonLd::each(std::string_view type, const std::vector<std::string_view>& kept,
                  const std::function<void(const Value& node)>& visit) const {
  for (const Value& node : nodes_) {
    if (!is_type(node, type)) continue;
    Value whole;
    whole.make_object();
    for (const auto& [name, inner] : node.members())
      whole.set(name, is_kept(kept, name) ? inner : with_references(inner, kept, kReferences - 1));
    visit(whole);
  }
}

}  // namespace waymark

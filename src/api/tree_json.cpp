// tree_json.cpp - the catalog as a tree to open step by step: domains, what is below them, their products,
// and the assets in those. Rules: docs/http-api.md.
#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include "waymark/base/strings.h"
#include "waymark/model/keys.h"

#include "given.h"
#include "gone.h"
#include "hit_json.h"
#include "routes.h"
#include "search_request.h"

namespace waymark {
namespace {

constexpr std::string_view kUnassigned = "unassigned";
constexpr std::size_t kMostDirect = 2000;  // Domains, products or containers directly below one parent.
constexpr std::size_t kAll = std::numeric_limits<std::size_t>::max();

using Counts = std::map<std::string, std::uint64_t, std::less<>>;

std::string type_name(AssetType type) { return std::string(info(type).name); }

Filter filter(std::string_view field, std::vector<std::string> values, bool excluded = false) {
  return {find_field(field), std::move(values), excluded};
}
Filter no_data() {
  return filter("type",
                {type_name(AssetType::Domain), type_name(AssetType::DataProduct),
                 type_name(AssetType::Person), type_name(AssetType::Team)},
                true);
}

// Where the reader stands.
struct Parent {
  enum class Kind { Top, Unassigned, Domain, Other };
  Kind kind = Kind::Top;
  std::string key, path;
  std::optional<Asset> asset;  // Not of a domain that is only seen through what it holds.
};

struct Child {
  std::string domain;  // Path of a domain.
  std::optional<Asset> asset;
};

class Tree {
 public:
  Tree(const Call& call, Parent parent) : call_(call), parent_(std::move(parent)) {
    const auto types = call.parameters.list("types");
    types_.insert(types.begin(), types.end());
    size_ = static_cast<std::size_t>(call.parameters.integer("size"));
    skip_ = static_cast<std::size_t>(call.parameters.integer("page") - 1) * size_;
  }

  Answer<Json> answer() {
    Status done;
    for (auto step : {&Tree::add_domains, &Tree::add_products, &Tree::add_assets, &Tree::add_unassigned})
      if (done = (this->*step)(); !done) return refuse(problem_of(done.error()));
    if (done = count(); !done) return refuse(problem_of(done.error()));
    Json json;
    if (parent_.kind != Parent::Kind::Top) json["parent"] = parent_json();
    json["children"] = Json::array();
    for (const Child& child : children_) json["children"].push_back(child_json(child));
    if (unassigned_ > 0) json["children"].push_back(unassigned_json());
    json["total"] = total_;
    json["page"] = call_.parameters.integer("page");
    json["size"] = size_;
    json["pages"] = (total_ + size_ - 1) / size_;
    json["generation"] = format_time(call_.viewer->manifest().published_at);
    json["as_of"] = format_time(call_.now);
    return json;
  }

 private:
  bool shows(AssetType type) const { return types_.empty() || types_.contains(type_name(type)); }
  bool is_domain_or_top() const {
    return parent_.kind == Parent::Kind::Top || parent_.kind == Parent::Kind::Domain;
  }

  // The direct subdomains: those with a record of their own, and those seen through what they hold.
  Status add_domains() {
    if (!is_domain_or_top()) return {};
    auto found = run({filter("type", {type_name(AssetType::Domain)}), directly()}, 0, kMostDirect);
    if (!found) return fail(found.error());
    std::map<std::string, Child> domains;  // By folded name.
    for (Hit& hit : found->hits) {
      const std::string path = hit.asset.qualified_name;
      if (same_ignoring_case(parent_of(path), parent_.path))
        domains.emplace(lower(path), Child{path, std::move(hit.asset)});
    }
    const auto values = counts("domain", {});
    if (!values) return fail(values.error());
    for (const auto& [path, count] : *values)
      if (same_ignoring_case(parent_of(path), parent_.path)) domains.emplace(lower(path), Child{path, {}});
    for (auto& [folded, child] : domains) {
      subdomains_.push_back(child.domain);
      if (!shows(AssetType::Domain)) continue;
      if (total_ >= skip_ && children_.size() < size_) children_.push_back(std::move(child));
      ++total_;
    }
    return {};
  }

  // Of the top there are none: what is in no domain is unassigned.
  Status add_products() {
    if (parent_.kind != Parent::Kind::Domain && parent_.kind != Parent::Kind::Unassigned) return {};
    const std::vector<Filter> here = within_parent({filter("type", {type_name(AssetType::DataProduct)})});
    if (shows(AssetType::DataProduct))
      if (const Status added = add_hits(here, "criticality"); !added) return added;
    auto names = run(here, 0, kMostDirect);
    if (!names) return fail(names.error());
    for (const Hit& hit : names->hits) holders_.push_back(hit.asset.key);
    return {};
  }

  // Everything else, but what one finds in a product or container that stands here.
  Status add_assets() {
    if (parent_.kind == Parent::Kind::Top) return {};
    const bool other = parent_.kind == Parent::Kind::Other;
    std::vector<Filter> here;
    if (other) {
      here = {filter("within", {parent_.key})};
      const auto inside =
          run({here.front(), filter("type", {type_name(AssetType::Container)})}, 0, kMostDirect);
      if (!inside) return fail(inside.error());
      for (const Hit& hit : inside->hits) holders_.push_back(hit.asset.key);
    } else {
      here = within_parent({no_data()});
    }
    if (!holders_.empty()) here.push_back(filter("within", holders_, true));
    std::vector<std::string> wanted;
    for (const std::string& type : types_)
      if (other || type != type_name(AssetType::DataProduct)) wanted.push_back(type);
    if (!types_.empty() && wanted.empty()) return {};
    if (!wanted.empty()) here.push_back(filter("type", std::move(wanted)));
    return add_hits(std::move(here), "name");
  }

  Status add_unassigned() {
    if (parent_.kind != Parent::Kind::Top || !types_.empty()) return {};
    const auto found = run({filter("missing", {"domain"})}, 0, 0);
    if (!found) return fail(found.error());
    unassigned_ = found->total;
    if (unassigned_ == 0) return {};
    const bool here = total_ >= skip_ && children_.size() < size_;
    ++total_;
    if (!here) unassigned_ = 0;
    return {};
  }

  // Of domains: those in the parent, or in none.
  Filter directly() const {
    return parent_.kind == Parent::Kind::Top ? filter("has", {"domain"}, true)
                                             : filter("domain", {parent_.path});
  }
  std::vector<Filter> within_parent(std::vector<Filter> filters) const {
    if (parent_.kind == Parent::Kind::Unassigned) {
      filters.push_back(filter("missing", {"domain"}));
      return filters;
    }
    filters.push_back(filter("domain", {parent_.path}));
    if (!subdomains_.empty()) filters.push_back(filter("domain", subdomains_, true));
    return filters;
  }

  static std::string parent_of(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string::npos ? "" : path.substr(0, slash);
  }

  Result<SearchResult> run(std::vector<Filter> filters, std::size_t offset, std::size_t limit) const {
    return run(std::move(filters), offset, limit, "name");
  }
  Result<SearchResult> run(std::vector<Filter> filters, std::size_t offset, std::size_t limit,
                           const std::string& sort) const {
    SearchRequest request;
    request.filters = std::move(filters);
    request.sort = sort;
    request.offset = offset;
    request.limit = limit;
    request.highlight = false;
    request.now = call_.now;
    return call_.viewer->search(request);
  }

  Status add_hits(std::vector<Filter> filters, const std::string& sort) {
    const std::size_t from = skip_ > total_ ? skip_ - total_ : 0;
    auto found = run(std::move(filters), from, size_ - children_.size(), sort);
    if (!found) return fail(found.error());
    for (Hit& hit : found->hits) children_.push_back({"", std::move(hit.asset)});
    total_ += found->total;
    return {};
  }

  Result<Counts> counts(std::string_view field, std::vector<Filter> filters) const {
    SearchRequest request;
    request.filters = std::move(filters);
    request.now = call_.now;
    FacetPageRequest page{.search = std::move(request), .field = find_field(field), .prefix = {}};
    page.limit = kAll;
    const auto facet = call_.viewer->facet_values(page);
    if (!facet) return fail(facet.error());
    Counts all;
    for (const FacetCount& value : facet->values) all[value.value] = value.count;
    return all;
  }

  // What stands beside the domains of the page, and what is in its products and containers.
  Status count() {
    const std::pair<const char*, std::vector<Filter>> kinds[] = {
        {"subdomains", {filter("type", {type_name(AssetType::Domain)})}},
        {"products", {filter("type", {type_name(AssetType::DataProduct)})}},
        {"assets", {no_data()}},
        {"late", {no_data(), filter("freshness", {"late"})}},
        {"broken", {filter("contract", {"broken"})}},
    };
    const bool domains = std::any_of(children_.begin(), children_.end(),
                                     [](const Child& child) { return !child.domain.empty(); });
    for (const auto& [name, filters] : kinds) {
      if (!domains) break;
      auto by_path = counts("domain", filters);
      if (!by_path) return fail(by_path.error());
      by_domain_[name] = std::move(*by_path);
    }
    const bool holders = std::any_of(children_.begin(), children_.end(), [](const Child& child) {
      return child.domain.empty() && holds_assets(child.asset->type);
    });
    if (!holders) return {};
    auto by_key = counts("within", {no_data()});
    if (!by_key) return fail(by_key.error());
    within_ = std::move(*by_key);
    return {};
  }

  static bool holds_assets(AssetType type) {
    return type == AssetType::DataProduct || type == AssetType::Container;
  }

  Json child_json(const Child& child) const {
    Json json;
    json["key"] = child.asset ? child.asset->key : domain_key(child.domain);
    json["type"] = info(child.asset ? child.asset->type : AssetType::Domain).name;
    json["name"] = child.asset ? std::string(display_name(*child.asset)) : last_name(child.domain);
    if (!child.domain.empty()) {
      json["path"] = child.domain;
      Json counted = Json::object();
      for (const char* name : {"subdomains", "products", "assets", "late", "broken"}) {
        const Counts& all = by_domain_.at(name);
        const auto found = all.find(child.domain);
        const std::uint64_t count = found == all.end() ? 0 : found->second;
        const bool trouble = std::string_view(name) == "late" || std::string_view(name) == "broken";
        if (count > 0 || !trouble) counted[name] = count;
      }
      json["counts"] = std::move(counted);
    } else if (holds_assets(child.asset->type)) {
      const auto found = within_.find(child.asset->key);
      json["counts"]["assets"] = found == within_.end() ? 0 : found->second;
    }
    if (child.asset) add_facts(json, *child.asset);
    return json;
  }

  void add_facts(Json& json, const Asset& asset) const {
    const Json card = card_json(asset, {*call_.viewer, call_.settings, call_.now});
    for (const char* member : {"owner", "platform", "description", "certification", "criticality",
                               "sensitivity", "lifecycle", "contract", "stub"})
      if (card.contains(member)) json[member] = card[member];
  }

  Json unassigned_json() const {
    Json json;
    json["key"] = kUnassigned;
    json["type"] = type_name(AssetType::Domain);
    json["name"] = "No domain";
    json["counts"]["assets"] = unassigned_;
    return json;
  }

  Json parent_json() const {
    Json json;
    json["key"] = parent_.key;
    json["type"] = info(parent_.asset ? parent_.asset->type : AssetType::Domain).name;
    json["name"] = parent_.asset                              ? std::string(display_name(*parent_.asset))
                   : parent_.kind == Parent::Kind::Unassigned ? "No domain"
                                                              : last_name(parent_.path);
    set_given(json, "path", parent_.path);
    if (parent_.asset) add_facts(json, *parent_.asset);
    return json;
  }

  static std::string last_name(const std::string& path) { return path.substr(path.rfind('/') + 1); }

  const Call& call_;
  const Parent parent_;
  std::set<std::string> types_;
  std::size_t size_ = 0, skip_ = 0, total_ = 0;
  std::vector<Child> children_;
  std::vector<std::string> subdomains_, holders_;  // Of the parent: paths; keys of products or containers.
  std::map<std::string, Counts, std::less<>> by_domain_;
  Counts within_;
  std::uint64_t unassigned_ = 0;
};

// The path of the domain of this key, as far as the caller sees anything in it; else "".
std::string path_of(const Call& call, std::string_view key) {
  SearchRequest everything;
  everything.now = call.now;
  FacetPageRequest page{.search = everything, .field = find_field("domain"), .prefix = {}};
  page.limit = kAll;
  const auto facet = call.viewer->facet_values(page);
  if (!facet) return {};
  for (const FacetCount& value : facet->values)
    if (domain_key(value.value) == key) return value.value;
  return {};
}

Answer<Parent> find_parent(const Call& call) {
  Parent parent;
  parent.key = call.parameters.text("parent");
  if (parent.key.empty()) return parent;
  if (parent.key == kUnassigned) {
    parent.kind = Parent::Kind::Unassigned;
    return parent;
  }
  auto asset = call.viewer->asset(parent.key);
  if (!asset) return refuse(problem_of(asset.error()));
  if (*asset) {
    parent.key = (*asset)->key;
    const bool domain = (*asset)->type == AssetType::Domain;
    parent.kind = domain ? Parent::Kind::Domain : Parent::Kind::Other;
    if (domain) parent.path = (*asset)->qualified_name;
    parent.asset = std::move(**asset);
    return parent;
  }
  parent.kind = Parent::Kind::Domain;
  parent.path = path_of(call, parent.key);
  if (!parent.path.empty()) return parent;
  Problem absent = not_found();
  if (auto told = told_of_removed(call, parent.key)) absent.detail = std::move(*told);
  return refuse(std::move(absent));
}

}  // namespace

Answer<ApiResponse> answer_tree(const Call& call) {
  auto parent = find_parent(call);
  if (!parent) return refuse(parent.error());
  const auto json = Tree(call, std::move(*parent)).answer();
  if (!json) return refuse(json.error());
  return json_answer(*json);
}

}  // namespace waymark

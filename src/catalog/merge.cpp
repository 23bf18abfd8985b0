#include "waymark/catalog/merge.h"

#include <algorithm>
#include <numeric>

#include "waymark/base/strings.h"
#include "waymark/model/fields.h"
#include "waymark/model/keys.h"

#include "clean_text.h"
#include "domain_tree.h"
#include "merge_facts.h"
#include "owner_text.h"
#include "references.h"

namespace waymark {
namespace {

constexpr std::string_view kConfigSource = "waymark.yaml";
constexpr int kConfigStrength = 60;  // Above the workbook: it is written for this catalog alone.

// Facts that follow from the identifiers, where a source leaves them out.
void complete(Fragment& fragment, const FieldSettings& defaults) {
  Facts& facts = fragment.facts;
  PhysicalName& physical = fragment.self.physical;
  if (physical.platform.empty() && !physical.empty())
    physical.platform = facts.platform.empty() ? defaults.platform : facts.platform;
  if (facts.platform.empty()) facts.platform = physical.platform;
  facts.platform = normal_platform(facts.platform);
  if (facts.instance.empty()) facts.instance = physical.instance;
  if (!physical.empty() && has_physical_identity(facts.type)) {
    if (facts.name.empty()) facts.name = physical.parts.back();
    if (facts.qualified_name.empty()) facts.qualified_name = join(physical.parts, ".");
  }
  if (facts.name.empty() && !is_person_or_team(facts.type)) facts.name = fragment.self.name;
  if (facts.name.empty() && is_person_or_team(facts.type))
    facts.name = !fragment.self.name.empty() ? fragment.self.name : mail_of(fragment);
  if (const std::string_view level = sensitivity_level(facts.sensitivity); level != facts.sensitivity) {
    if (facts.sensitivity_word.empty()) facts.sensitivity_word = facts.sensitivity;
    facts.sensitivity = level;
  }
}

bool is_nameless(const Fragment& fragment) {
  const bool physical = has_physical_identity(fragment.facts.type) && !fragment.self.physical.empty();
  return !physical && fragment.self.id.empty() && trim(name_of(fragment)).empty() &&
         mail_of(fragment).empty();
}

Fragment domain_fragment(const DomainConfig& domain) {
  Fragment fragment;
  fragment.facts.type = AssetType::Domain;
  fragment.self.name = domain.path;
  fragment.facts.description = domain.description;
  if (!domain.owner.empty()) fragment.facts.owners = {parse_owner(domain.owner)};
  return fragment;
}

Fragment product_fragment(const ProductConfig& product) {
  Fragment fragment;
  Facts& facts = fragment.facts;
  facts.type = AssetType::DataProduct;
  fragment.self.name = facts.name = product.name;
  facts.domain = product.domain;
  facts.description = product.description;
  facts.criticality = product.criticality;
  facts.sensitivity = product.sensitivity;
  facts.certification = product.certification;
  facts.lifecycle = product.lifecycle;
  if (!product.owner.empty()) facts.owners = {parse_owner(product.owner)};
  for (const std::string& asset : product.assets)
    facts.members.push_back({.asset = {.id = {}, .physical = parse_physical(asset), .name = {}}, .port = {}});
  return fragment;
}

std::vector<int> version_of(const Fragment& fragment) {
  std::vector<int> numbers;
  if (!fragment.facts.contract) return numbers;
  int number = -1;
  for (const char c : fragment.facts.contract->version) {
    if (c >= '0' && c <= '9' && number < 100'000'000)
      number = std::max(number, 0) * 10 + (c - '0');
    else if (number >= 0)
      numbers.push_back(std::exchange(number, -1));
  }
  if (number >= 0) numbers.push_back(number);
  return numbers;
}

}  // namespace

int precedence_of(SourceKind kind) {
  switch (kind) {
    case SourceKind::Technical:
      return 10;
    case SourceKind::Dbt:
      return 20;
    case SourceKind::BusinessCatalog:
      return 30;
    case SourceKind::Contract:
      return 40;
    case SourceKind::Workbook:
      return 50;
  }
  return 0;
}

struct Merger::State {
  explicit State(const Config& config) : platforms(config.same_platform) {}

  std::uint32_t speaker_of(const SourceInfo& source) {
    const Speaker speaker{.name = source.name,
                          .format = source.format,
                          .kind = source.kind,
                          .strength = source.precedence.value_or(precedence_of(source.kind))};
    // The last one said the last thing, too, nearly always.
    if (last_speaker < heard.speakers.size() && heard.speakers[last_speaker] == speaker) return last_speaker;
    const auto found = std::find(heard.speakers.begin(), heard.speakers.end(), speaker);
    last_speaker = static_cast<std::uint32_t>(found - heard.speakers.begin());
    if (found == heard.speakers.end()) heard.speakers.push_back(speaker);
    return last_speaker;
  }

  std::uint32_t file_of(const std::string& name) {
    const auto [found, added] = files.emplace(name, static_cast<std::uint32_t>(heard.files.size()));
    if (added) heard.files.push_back(name);
    return found->second;
  }

  void merge_group(std::vector<std::uint32_t>& said, const Identity& identity);
  void resolve_domain(Fragment& fragment, const Identity& identity);
  void merge_all(const Identity& identity);
  void put_in_key_order(Merged& merged);

  Platforms platforms;
  Heard heard;
  NoteBook notes;
  Draft draft;
  std::vector<std::vector<std::uint32_t>> said_of_asset;
  std::map<std::string, FieldSettings> defaults;
  std::unordered_map<std::string, std::uint32_t> files;
  std::uint32_t last_speaker = 0;
};

Merger::Merger(const Config& config) : state_(std::make_unique<State>(config)) {
  const SourceInfo source{.name = std::string(kConfigSource),
                          .format = "waymark.yaml",
                          .kind = SourceKind::Workbook,
                          .precedence = kConfigStrength,
                          .file = std::string(kConfigSource),
                          .defaults = {}};
  std::size_t number = 0;
  for (const DomainConfig& domain : config.domains) {
    Fragment fragment = domain_fragment(domain);
    fragment.place = "domains[" + std::to_string(++number) + "]";
    add(std::move(fragment), source);
  }
  number = 0;
  for (const ProductConfig& product : config.products) {
    Fragment fragment = product_fragment(product);
    fragment.place = "products[" + std::to_string(++number) + "]";
    add(std::move(fragment), source);
  }
}
Merger::~Merger() = default;
Merger::Merger(Merger&&) noexcept = default;
Merger& Merger::operator=(Merger&&) noexcept = default;

void Merger::add(Fragment fragment, const SourceInfo& source) {
  complete(fragment, source.defaults);
  clean_fragment(fragment, state_->notes);
  fragment.facts.domain = tidy_domain_path(fragment.facts.domain);
  fragment.facts.columns.shrink_to_fit();
  if (is_nameless(fragment)) return state_->notes.add("nameless", source.file + " " + fragment.place);
  state_->defaults.try_emplace(source.name, source.defaults);
  state_->heard.fragments.push_back(std::make_unique<Spoken>(
      Spoken{std::move(fragment), state_->speaker_of(source), state_->file_of(source.file)}));
}

void Merger::add(Edge edge, const SourceInfo& source) {
  for (Ref* end : {&edge.from, &edge.to})
    if (!end->physical.empty() && end->physical.platform.empty())
      end->physical.platform = source.defaults.platform;
  clean_text(edge.kind, Lines::One);
  std::vector<Edge::ColumnPair>().swap(
      edge.columns);  // Neighbours are assets; there is no place for columns.
  state_->heard.edges.push_back({std::move(edge), state_->speaker_of(source), state_->file_of(source.file)});
}

Status Merger::add(std::shared_ptr<const FragmentFile> file, const SourceInfo& source) {
  std::vector<FragmentAt> fragments, edges;
  if (const Status read = file->each([&](FragmentAt at) { fragments.push_back(at); },
                                     [&](FragmentAt at) { edges.push_back(at); });
      !read)
    return read;
  for (const FragmentAt at : fragments) {
    Result<Fragment> fragment = file->fragment(at);
    if (!fragment) return fail(fragment.error());
    add(std::move(*fragment), source);
  }
  for (const FragmentAt at : edges) {
    Result<Edge> edge = file->edge(at);
    if (!edge) return fail(edge.error());
    add(std::move(*edge), source);
  }
  return {};
}

// A domain named by id is as good as one named by path.
void Merger::State::resolve_domain(Fragment& fragment, const Identity& identity) {
  if (!fragment.facts.domain.empty() || fragment.domain_id.empty()) return;
  const std::uint32_t group = identity.find_id(fragment.domain_id);
  if (group != Identity::kNobody && !identity.domain_path(group).empty()) {
    fragment.facts.domain = identity.domain_path(group);
    return;
  }
  notes.add("domain_unknown", visible_text(fragment.domain_id));
  fragment.facts.domain = tidy_domain_path(replace_all(readable_id(fragment.domain_id).name, "/", "-"));
}

void Merger::State::merge_group(std::vector<std::uint32_t>& said, const Identity& identity) {
  const std::uint32_t group = identity.group_of(said.front());
  const std::string name = name_of(heard.fragments[said.front()]->fragment);
  std::erase_if(said, [&](std::uint32_t position) { return heard.fragments[position]->fragment.deleted; });
  if (said.empty()) {
    draft.asset_of_group[group] = Draft::kDeleted;
    notes.add("deleted", name);
    return;
  }
  std::stable_sort(said.begin(), said.end(), [&](std::uint32_t a, std::uint32_t b) {
    return version_of(heard.fragments[a]->fragment) > version_of(heard.fragments[b]->fragment);
  });
  std::vector<Spoken*> fragments;
  for (const std::uint32_t position : said) {
    resolve_domain(heard.fragments[position]->fragment, identity);
    fragments.push_back(heard.fragments[position].get());
  }
  Asset asset = merge_facts(fragments, heard, identity);
  if (asset.type == AssetType::Domain) {
    asset.qualified_name = identity.domain_path(group);
    asset.name = last_domain_name(asset.qualified_name);
    asset.domain = parent_domain(asset.qualified_name);
  }
  set_key(asset, said, heard, identity);
  for (const std::uint32_t position : said) {
    Facts& facts = heard.fragments[position]->fragment.facts;
    facts = Facts{.type = facts.type};
  }
  draft.asset_of_group[group] = static_cast<std::uint32_t>(draft.assets.size());
  draft.assets.push_back(std::move(asset));
  said_of_asset.push_back(std::move(said));
}

void Merger::State::merge_all(const Identity& identity) {
  draft.asset_of_group.assign(heard.fragments.size(), Identity::kNobody);
  std::vector<std::vector<std::uint32_t>> groups(heard.fragments.size());
  for (std::uint32_t i = 0; i < heard.fragments.size(); ++i) groups[identity.group_of(i)].push_back(i);
  const auto things =
      std::count_if(groups.begin(), groups.end(), [](const auto& said) { return !said.empty(); });
  draft.assets.reserve(static_cast<std::size_t>(things));
  said_of_asset.reserve(static_cast<std::size_t>(things));
  for (std::vector<std::uint32_t>& said : groups)
    if (!said.empty()) merge_group(said, identity);
  draft.links.resize(draft.assets.size());
  for (std::uint32_t asset = 0; asset < said_of_asset.size(); ++asset)
    link_asset(asset, said_of_asset[asset], heard, identity, draft, notes);
  said_of_asset = {};
}

void Merger::State::put_in_key_order(Merged& merged) {
  std::vector<std::uint32_t> order(draft.assets.size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    const Asset& left = draft.assets[a];
    const Asset& right = draft.assets[b];
    return std::tie(left.key, left.match_key) < std::tie(right.key, right.match_key);
  });
  std::vector<std::uint32_t> place(order.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) place[order[i]] = i;
  const auto rename = [&](std::vector<std::uint32_t>& list) {
    for (std::uint32_t& item : list)
      if (item != AssetLinks::kNone) item = place[item];
  };
  for (AssetLinks& links : draft.links) {
    if (links.container != AssetLinks::kNone) links.container = place[links.container];
    rename(links.products), rename(links.terms), rename(links.owners);
    std::sort(links.products.begin(), links.products.end());
    std::sort(links.terms.begin(), links.terms.end());
  }
  // Where they stand: a second list of a million assets would cost a gigabyte.
  for (std::uint32_t i = 0; i < place.size(); ++i)
    while (place[i] != i) {
      const std::uint32_t home = place[i];
      std::swap(draft.assets[i], draft.assets[home]);
      std::swap(draft.links[i], draft.links[home]);
      std::swap(place[i], place[home]);
    }
  merged.assets = std::move(draft.assets);
  merged.links = std::move(draft.links);
}

Merged Merger::finish() {
  State& state = *state_;
  put_in_order(state.heard);
  {
    const Identity identity(state.heard, state.platforms, state.notes);
    state.merge_all(identity);
    link_members(state.draft, identity, state.notes);
    StubMaker stubs(state.draft, state.platforms);
    link_contracts(state.draft, identity, stubs, state.notes);
    link_ports(state.draft);
    link_lineage(state.heard, identity, stubs, state.draft, state.notes);
  }
  Merged merged;
  state.heard.fragments.clear();
  std::vector<SpokenEdge>().swap(state.heard.edges);
  state.put_in_key_order(merged);
  merged.files = std::move(state.heard.files);
  merged.defaults = std::move(state.defaults);
  merged.notes = std::move(state.notes).finish();
  return merged;
}

}  // namespace waymark

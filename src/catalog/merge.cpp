#include "waymark/catalog/merge.h"

#include <algorithm>
#include <thread>

#include "waymark/model/keys.h"

#include "edits.h"
#include "heard.h"
#include "in_order.h"
#include "in_parallel.h"
#include "merge_groups.h"
#include "owner_text.h"
#include "references.h"
#include "spill.h"

namespace waymark {
namespace {

constexpr std::string_view kConfigSource = "waymark.yaml";
constexpr int kConfigStrength = 60;  // Above every export: it is written for this catalog alone.

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
  State(const Config& config, MergeOptions given)
      : options(std::move(given)), rules(config.rules), platforms(config.same_platform) {}

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

  Status merge();
  Status add_edits(const FragmentFile& file, const SourceInfo& source);
  void put_in_key_order(Merged& merged);

  MergeOptions options;
  std::vector<Rule> rules;
  Platforms platforms;
  Heard heard;
  NoteBook notes;
  Edits edits;
  Draft draft;
  std::unique_ptr<Spill> spill;
  std::map<std::string, FieldSettings> defaults;
  std::unordered_map<std::string, std::uint32_t> files;
  std::uint32_t last_speaker = 0;
};

Merger::Merger(const Config& config, MergeOptions options)
    : state_(std::make_unique<State>(config, std::move(options))) {
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
  if (Edits::is_edit(source)) return state_->edits.add(std::move(fragment), source, state_->notes);
  complete_fragment(fragment, source.defaults, state_->notes);
  fragment.facts.columns.shrink_to_fit();
  if (is_nameless(fragment)) return state_->notes.add("nameless", source.file + " " + fragment.place);
  state_->defaults.try_emplace(source.name, source.defaults);
  state_->heard.add(std::move(fragment), state_->speaker_of(source), state_->file_of(source.file));
}

void Merger::add(Edge edge, const SourceInfo& source) {
  complete_edge(edge, source.defaults);
  state_->heard.add(std::move(edge), state_->speaker_of(source), state_->file_of(source.file));
}

Status Merger::add(std::shared_ptr<const FragmentFile> file, const SourceInfo& source) {
  if (Edits::is_edit(source)) return state_->add_edits(*file, source);
  state_->defaults.try_emplace(source.name, source.defaults);
  return state_->heard.add(std::move(file), source.defaults, state_->speaker_of(source),
                           state_->file_of(source.file), state_->notes);
}

Status Merger::State::add_edits(const FragmentFile& file, const SourceInfo& source) {
  std::vector<FragmentAt> places;
  if (const Status read = file.each([&](FragmentAt at) { places.push_back(at); }, [](FragmentAt) {}); !read)
    return read;
  for (const FragmentAt at : places) {
    Result<Fragment> fragment = file.fragment(at);
    if (!fragment) return fail(fragment.error());
    edits.add(std::move(*fragment), source, notes);
  }
  return {};
}

void Merger::State::put_in_key_order(Merged& merged) {
  const std::vector<std::uint32_t> place = places_by_key(
      draft.assets.size(), [&](std::uint32_t i) { return std::string_view(draft.assets[i].key); },
      [&](std::uint32_t a, std::uint32_t b) {
        return draft.assets[a].match_key < draft.assets[b].match_key;
      });
  const auto rename = [&](std::vector<std::uint32_t>& list) {
    for (std::uint32_t& item : list)
      if (item != AssetLinks::kNone) item = place[item];
  };
  each_in_parallel(draft.links.size(), [&](std::uint32_t i) {
    AssetLinks& links = draft.links[i];
    if (links.container != AssetLinks::kNone) links.container = place[links.container];
    rename(links.products), rename(links.terms), rename(links.owners);
    std::sort(links.products.begin(), links.products.end());
    std::sort(links.terms.begin(), links.terms.end());
  });
  std::thread other([&] { move_to(place, draft.links); });
  move_to(place, draft.assets);
  other.join();
  merged.assets = std::move(draft.assets);
  merged.links = std::move(draft.links);
}

Status Merger::State::merge() {
  put_in_order(heard);
  edits.put_in_order(platforms);
  const Identity identity(heard, platforms, notes);
  KeptGroups kept(options.kept, options.recipe);
  auto merged = merge_groups(
      heard, identity, {.rules = rules, .options = options, .edits = edits, .kept = kept}, draft, notes);
  if (!merged) return fail(merged.error());
  spill = std::move(merged->spill);
  // What cannot be kept is merged anew the next time, and nothing else.
  if (options.keep) (void)kept.save(std::move(merged->kept), *spill);
  edits.note_unmatched(notes);
  link_members(draft, identity, notes);
  StubMaker stubs(draft, platforms);
  link_contracts(draft, identity, stubs, notes);
  link_ports(draft);
  return link_lineage(heard, identity, stubs, draft, notes);
}

Merged Merger::finish() {
  State& state = *state_;
  Merged merged;
  if (const Status done = state.merge(); !done) {
    merged.failure = done.error();
    return merged;
  }
  merged.files = std::move(state.heard.files);
  state.heard = Heard();
  state.put_in_key_order(merged);
  merged.spill = std::move(state.spill);
  merged.defaults = std::move(state.defaults);
  merged.notes = std::move(state.notes).finish();
  return merged;
}

}  // namespace waymark

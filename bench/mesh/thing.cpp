#include "mesh/thing.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace waymark::mesh {
namespace {

constexpr std::int64_t kDay = 24 * 3600;

std::string in_digits(std::size_t number, int digits) {
  char text[24];
  std::snprintf(text, sizeof text, "%0*zu", digits, number);
  return text;
}

std::string as_name(std::string path) {
  for (char& c : path) c = c == '/' ? '_' : static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return path;
}

// Of each unit two parts in five are raw, three processed or aggregated.
Layer layer_of(const Unit& unit, std::size_t number) {
  const std::size_t at = (number - unit.first) * 10 / unit.count;
  return at < 4 ? Layer::Raw : at < 7 ? Layer::Processed : Layer::Aggregated;
}

std::string_view schema_of(Layer layer) {
  return layer == Layer::Raw ? "raw" : layer == Layer::Processed ? "core" : "mart";
}

std::string_view prefix_of(Layer layer, std::size_t number) {
  if (layer == Layer::Raw) return "";
  if (layer == Layer::Processed) return "stg_";
  constexpr std::string_view kPrefixes[] = {"fct_", "dim_", "agg_"};
  return kPrefixes[number % 3];
}

void add_columns(Random& random, Thing& made) {
  const std::size_t count =
      random.percent(1) ? 60 + random.below(60) : 5 + random.below(16) + random.below(16);
  constexpr std::size_t kSteps[] = {1,  51,  53,
                                    57, 151, 153};  // Without a factor of kColumnNames: no name comes twice.
  const std::size_t start = random.below(kColumnNames), step = kSteps[random.below(std::size(kSteps))];
  made.columns.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    ThingColumn column;
    column.name = column_name((start + i * step) % kColumnNames);
    column.kind = static_cast<unsigned>(random.below(kColumnKinds));
    if (random.percent(30)) column.description = sentence(random, 3 + random.below(6));
    column.personal = column.name.ends_with("_email") || column.name.ends_with("_phone");
    made.columns.push_back(std::move(column));
  }
}

void add_levels(Random& random, Thing& made) {
  constexpr std::string_view kSensitivity[] = {"public", "internal", "confidential", "restricted"};
  constexpr std::string_view kCriticality[] = {"low", "medium", "high", "critical"};
  if (random.percent(30)) made.sensitivity = kSensitivity[random.below(4)];
  if (random.percent(30)) made.criticality = kCriticality[random.below(4)];
  if (made.layer == Layer::Aggregated && random.percent(25)) made.certification = "certified";
}

void add_upstream(const Plan& plan, const Unit& unit, Random& random, Thing& made) {
  const std::size_t local = made.number - unit.first, raw = unit.count * 4 / 10;
  if (made.layer == Layer::Raw || raw == 0) return;
  const std::size_t count = 1 + random.below(made.layer == Layer::Processed ? 2 : 4);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t other =
        unit.first + (made.layer == Layer::Processed ? random.below(raw) : raw + random.below(local - raw));
    if (other != made.number) made.upstream.push_back(other);
  }
  std::sort(made.upstream.begin(), made.upstream.end());
  made.upstream.erase(std::unique(made.upstream.begin(), made.upstream.end()), made.upstream.end());
  if (random.percent(2)) made.foreign = random.below(plan.assets);
}

void add_use(Random& random, Thing& made) {
  made.rows = 1ull << random.below(32);
  made.created = kNow - static_cast<std::int64_t>(100 + random.below(1500)) * kDay;
  const bool old = random.percent(15);
  made.updated = kNow - static_cast<std::int64_t>(old ? random.below(400 * kDay) : random.below(2 * kDay));
  if (random.percent(30)) return;
  made.queries = 1 + random.zipf(made.layer == Layer::Aggregated ? 16 : 10);
  made.users = 1 + random.below(std::min<std::uint64_t>(made.queries, 300));
}

// What a later export says differently: one more sentence, one more column, newer data.
void tell_anew(const Plan& plan, Thing& made) {
  Random random(mixed(plan.seed ^ 0xc4a9ull) ^ mixed(plan.revision) ^ made.number);
  made.description += (made.description.empty() ? "" : " ") + sentence(random, 8);
  made.columns.push_back({.name = "added_in_" + std::to_string(plan.revision), .kind = 0, .description = {}});
  made.updated = kNow - static_cast<std::int64_t>(random.below(3600));
  made.rows += 1 + random.below(1000);
}

}  // namespace

std::size_t Plan::unit_size() const { return std::clamp<std::size_t>(assets / 50, 100, 2'000); }

bool Plan::changed(std::size_t thing) const {
  if (change <= 0) return false;
  if (spread_all)
    return static_cast<double>(mixed(seed ^ mixed(revision) ^ thing) >> 11) / 9007199254740992.0 < change;
  const auto count = static_cast<std::size_t>(std::ceil(static_cast<double>(assets) * change));
  const std::size_t start = mixed(seed ^ mixed(revision)) % units() * unit_size();
  return (thing + assets - start) % assets < count;
}

Unit unit(const Plan& plan, std::size_t index) {
  Unit made;
  made.index = index;
  made.first = index * plan.unit_size();
  made.count = std::min(plan.unit_size(), plan.assets - made.first);
  // Of twelve units seven are in the warehouse, four of them in dbt as well; four in a lake, one of them in
  // dbt.
  const std::size_t turn = index % 12;
  made.place = turn == 11                                          ? Place::ByHand
               : turn == 2 || turn == 5 || turn == 8 || turn == 10 ? Place::Lake
                                                                   : Place::Warehouse;
  made.dbt = turn == 2 || turn % 3 == 0;
  made.domain = domain_of_area(mixed(plan.seed ^ index) % kAreas);
  made.database = as_name(domain_path(made.domain)) + "_" + in_digits(index, 4);
  made.account = in_digits(210'000'000'000 + index / 60, 12);
  return made;
}

bool is_dashboard(const Unit& unit, std::size_t number) {
  return unit.place == Place::ByHand && layer_of(unit, number) == Layer::Aggregated;
}

ThingName name_of(const Plan& plan, const Unit& unit, std::size_t number) {
  // 7,919 and kThingNames have no common factor, so no name comes twice in a unit.
  const std::size_t start = mixed(plan.seed ^ unit.index ^ 0x17) % kThingNames;
  const Layer layer = layer_of(unit, number);
  return {std::string(schema_of(layer)),
          std::string(prefix_of(layer, number)) +
              thing_name((start + (number - unit.first) * 7'919) % kThingNames)};
}

Thing thing(const Plan& plan, const Unit& unit, std::size_t number) {
  Random random(mixed(plan.seed) ^ number);
  Thing made;
  made.number = number;
  made.layer = layer_of(unit, number);
  ThingName named = name_of(plan, unit, number);
  made.name = std::move(named.name), made.schema = std::move(named.schema);
  made.dashboard = is_dashboard(unit, number);
  made.view = made.layer == Layer::Processed && random.percent(50);
  made.domain = unit.domain + random.below(3);
  if (random.percent(75)) made.description = sentence(random, 10 + random.below(51));
  if (!made.dashboard) add_columns(random, made);
  if (random.percent(60)) made.owner = person_mail((mixed(unit.index) + random.zipf(4)) % kPeople);
  for (std::size_t i = random.below(4); i > 0; --i) made.tags.push_back(tag(random.zipf(kTagBits)));
  if (random.percent(10)) made.terms.push_back(random.below(kTerms));
  add_levels(random, made);
  add_upstream(plan, unit, random, made);
  add_use(random, made);
  if (plan.changed(number)) tell_anew(plan, made);
  return made;
}

}  // namespace waymark::mesh

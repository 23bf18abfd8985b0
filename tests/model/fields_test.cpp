#include "waymark/model/fields.h"

#include <set>

namespace waymark {
namespace {

constexpr std::int64_t kDay = 24 * 3600;
constexpr Time kNow{std::chrono::seconds{1'800'000'000}};

AssetTimes aged(std::int64_t seconds, std::int64_t fresh_within = 0) {
  return {.updated = kNow.time_since_epoch().count() - seconds,
          .changed = 0,
          .accessed = 0,
          .fresh_within = fresh_within};
}

std::string bucket(std::string_view field, const AssetTimes& times) {
  const Field* row = find_field(field);
  return std::string(row->closed[row->bucket(times, kNow)].value);
}

Values values(std::string_view field, const Asset& asset) { return find_field(field)->values(asset); }

TEST(Fields, EveryRowIsWholeAndDistinct) {
  std::set<std::string_view> names, prefixes;
  std::set<unsigned> slots;
  for (const Field& field : fields()) {
    EXPECT_TRUE(names.insert(field.name).second) << field.name;
    EXPECT_FALSE(field.label.empty()) << field.name;
    EXPECT_TRUE(field.help.ends_with('.')) << field.name;
    if (field.kind == FieldKind::Clock) {
      EXPECT_TRUE(field.prefix.empty() && field.slot == 0 && field.values == nullptr) << field.name;
      EXPECT_NE(field.bucket, nullptr) << field.name;
    } else {
      EXPECT_TRUE(prefixes.insert(field.prefix).second) << field.name;
      EXPECT_TRUE(slots.insert(field.slot).second) << field.name;
      EXPECT_NE(field.values, nullptr) << field.name;
    }
    const bool fixed = field.kind == FieldKind::Ordinal || field.kind == FieldKind::Clock;
    EXPECT_FALSE(fixed && field.closed.empty()) << field.name;
  }
}

TEST(Fields, NoPrefixBeginsAnother) {
  for (const Field& a : fields())
    for (const Field& b : fields()) {
      if (&a == &b || a.prefix.empty() || b.prefix.empty()) continue;
      EXPECT_FALSE(b.prefix.starts_with(a.prefix)) << a.name << " " << b.name;
    }
}

TEST(Fields, FacetsComeFirstInTheOrderOfThePage) {
  std::vector<std::string_view> facets;
  bool ended = false;
  for (const Field& field : fields()) {
    EXPECT_FALSE(field.facet && ended) << field.name;
    if (field.facet) facets.push_back(field.name);
    ended = !field.facet;
  }
  EXPECT_EQ(facets, (std::vector<std::string_view>{"type", "domain", "owner", "sensitivity", "criticality",
                                                   "freshness", "activity", "certification", "contract",
                                                   "platform", "tag"}));
}

TEST(Fields, OnlyTheFirstSixFacetsAreOpen) {
  int open = 0;
  for (const Field& field : fields()) open += field.open;
  EXPECT_EQ(open, 6);
}

TEST(Fields, ADomainHoldsItsAncestorsAndNoNamesakes) {
  Asset orders;
  orders.domain = "Sales/Orders/Web";
  EXPECT_EQ(values("domain", orders), (Values{"Sales", "Sales/Orders", "Sales/Orders/Web"}));
  orders.domain = "Sales Ops";
  EXPECT_EQ(values("domain", orders), (Values{"Sales Ops"}));
  orders.domain.clear();
  EXPECT_TRUE(values("domain", orders).empty());
}

TEST(Fields, OwnersGoByTheNamePeopleSeeOnce) {
  Asset asset;
  asset.owners = {{.id = "1", .name = "Ana", .mail = "ana@example.com"},
                  {.id = "2", .name = "Ana", .mail = ""},
                  {.id = "3", .name = "", .mail = "bo@example.com"},
                  {.id = "cy", .name = "", .mail = ""}};
  EXPECT_EQ(values("owner", asset), (Values{"Ana", "bo@example.com", "cy"}));
}

TEST(Fields, ContractIsNoneOnlyWhereOneCouldStand) {
  Asset asset;
  EXPECT_EQ(values("contract", asset), Values{"none"});
  asset.contract_state = "broken";
  EXPECT_EQ(values("contract", asset), Values{"broken"});
  Asset person;
  person.type = AssetType::Person;
  EXPECT_TRUE(values("contract", person).empty());
}

TEST(Fields, NothingIsBothThereAndMissing) {
  for (const TypeInfo& type : asset_types()) {
    Asset asset;
    asset.type = type.type;
    asset.description = "x";
    asset.terms = {"t"};
    const Values has = values("has", asset);
    for (const std::string& part : values("missing", asset))
      EXPECT_EQ(std::count(has.begin(), has.end(), part), 0) << type.name;
  }
}

TEST(Fields, OnlyWhatIsExpectedOfATypeIsMissing) {
  Asset table;
  EXPECT_EQ(values("missing", table),
            (Values{"owner", "description", "domain", "term", "contract", "lineage", "columns"}));
  Asset dashboard;
  dashboard.type = AssetType::Dashboard;
  EXPECT_EQ(values("missing", dashboard), (Values{"owner", "description", "domain", "term", "lineage"}));
}

TEST(Fields, LabelsAreThoseOfTheTableOrTheLastPartOfAPath) {
  EXPECT_EQ(field_value_label(*find_field("type"), "data_product"), "Data products");
  EXPECT_EQ(field_value_label(*find_field("domain"), "Sales/Orders"), "Orders");
  EXPECT_EQ(field_value_label(*find_field("tag"), "a/b"), "a/b");
}

TEST(Freshness, APromiseHasATenthOfGraceAndIsStaleWhenNobodyWaitsAnyMore) {
  EXPECT_EQ(bucket("freshness", aged(kDay, kDay)), "on_time");
  EXPECT_EQ(bucket("freshness", aged(kDay + kDay / 10, kDay)), "on_time");
  EXPECT_EQ(bucket("freshness", aged(kDay + kDay / 10 + 1, kDay)), "late");
  EXPECT_EQ(bucket("freshness", aged(30 * kDay, kDay)), "late");
  EXPECT_EQ(bucket("freshness", aged(31 * kDay, kDay)), "stale");
  EXPECT_EQ(bucket("freshness", aged(60 * kDay, 7 * kDay)), "late");
  EXPECT_EQ(bucket("freshness", aged(71 * kDay, 7 * kDay)), "stale");
}

TEST(Freshness, WithoutAPromiseNothingIsLate) {
  EXPECT_EQ(bucket("freshness", aged(30 * kDay)), "on_time");
  EXPECT_EQ(bucket("freshness", aged(31 * kDay)), "unknown");
  EXPECT_EQ(bucket("freshness", aged(91 * kDay)), "stale");
  for (std::int64_t age = 0; age < 400; ++age)
    ASSERT_NE(bucket("freshness", aged(age * kDay)), "late") << age;
}

TEST(Freshness, NeverGetsBetterAsDataAges) {
  const auto rank = [](const std::string& state) { return state == "on_time" ? 0 : state == "late" ? 1 : 2; };
  for (std::int64_t hours = 1; hours < 100; ++hours)
    ASSERT_LE(rank(bucket("freshness", aged((hours - 1) * 3600, kDay))),
              rank(bucket("freshness", aged(hours * 3600, kDay))));
}

TEST(Clocks, UnknownTimesAreUnknown) {
  for (const char* field : {"freshness", "activity", "updated"})
    EXPECT_EQ(bucket(field, AssetTimes{}), "unknown") << field;
}

TEST(Clocks, TheFutureCountsAsNow) {
  EXPECT_EQ(bucket("freshness", aged(-kDay, kDay)), "on_time");
  EXPECT_EQ(bucket("activity", aged(-kDay)), "today");
  EXPECT_EQ(bucket("updated", aged(-kDay)), "24h");
}

TEST(Activity, IsTheLaterOfUseAndChange) {
  AssetTimes times = aged(100 * kDay);
  EXPECT_EQ(bucket("activity", times), "none");
  times.accessed = kNow.time_since_epoch().count() - 20 * kDay;
  EXPECT_EQ(bucket("activity", times), "30d");
}

TEST(Activity, AChangedRecordDoesNotWakeDeadData) {
  AssetTimes times = aged(100 * kDay);
  times.changed = kNow.time_since_epoch().count();
  EXPECT_EQ(bucket("activity", times), "none");
  times.updated = 0;
  EXPECT_EQ(bucket("activity", times), "today");
}

TEST(Updated, FallsIntoOneOfSixAges) {
  EXPECT_EQ(bucket("updated", aged(kDay)), "24h");
  EXPECT_EQ(bucket("updated", aged(2 * kDay)), "7d");
  EXPECT_EQ(bucket("updated", aged(8 * kDay)), "30d");
  EXPECT_EQ(bucket("updated", aged(31 * kDay)), "1y");
  EXPECT_EQ(bucket("updated", aged(400 * kDay)), "older");
}

TEST(SortOrders, BeginWithRelevance) { EXPECT_EQ(sort_orders().front().name, "relevance"); }

}  // namespace
}  // namespace waymark

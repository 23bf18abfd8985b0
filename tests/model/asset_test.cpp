#include "waymark/model/asset.h"

#include <set>

namespace waymark {
namespace {

TEST(AssetTypes, EveryTypeHasOneRowAndItsOwnName) {
  std::set<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(AssetType::Container); ++i) {
    const auto type = static_cast<AssetType>(i);
    EXPECT_EQ(info(type).type, type) << i;
    names.insert(info(type).name);
  }
  EXPECT_EQ(names.size(), asset_types().size());
}

TEST(AssetTypes, NamesLabelsAndOtherSpellingsAreRead) {
  for (const TypeInfo& row : asset_types()) {
    EXPECT_EQ(parse_type(row.name), row.type);
    EXPECT_EQ(parse_type(row.label), row.type);
    EXPECT_EQ(parse_type(row.plural), row.type);
  }
  EXPECT_EQ(parse_type("dataProduct"), AssetType::DataProduct);
  EXPECT_EQ(parse_type("MATERIALIZED VIEW"), AssetType::View);
}

TEST(AssetTypes, WordsOfOtherCatalogsAreRead) {
  EXPECT_EQ(parse_type("model"), AssetType::Table);
  EXPECT_EQ(parse_type("mlModel"), AssetType::MlModel);
  EXPECT_EQ(parse_type("seed"), AssetType::Table);
  EXPECT_EQ(parse_type("charts"), AssetType::Report);
  EXPECT_EQ(parse_type("job"), AssetType::Pipeline);
  EXPECT_EQ(parse_type("term"), AssetType::GlossaryTerm);
  EXPECT_EQ(parse_type("schema"), AssetType::Container);
}

TEST(AssetTypes, OtherWordsAreNoType) {
  EXPECT_FALSE(parse_type(""));
  EXPECT_FALSE(parse_type("--"));
  EXPECT_FALSE(parse_type("elephant"));
}

TEST(OwnerKinds, AreReadBackAsWritten) {
  for (const OwnerKind kind : {OwnerKind::Unknown, OwnerKind::Business, OwnerKind::Technical, OwnerKind::Role,
                               OwnerKind::Project, OwnerKind::Creator})
    EXPECT_EQ(parse_owner_kind(to_string(kind)), kind);
}

TEST(OwnerKinds, WordsOfCatalogsAreRead) {
  EXPECT_EQ(parse_owner_kind("BUSINESS_OWNER"), OwnerKind::Business);
  EXPECT_EQ(parse_owner_kind("urn:li:ownershipType:__system__data_steward"), OwnerKind::Business);
  EXPECT_EQ(parse_owner_kind("Technical Owner"), OwnerKind::Technical);
  EXPECT_EQ(parse_owner_kind("DATAOWNER"), OwnerKind::Unknown);
}

TEST(DisplayName, IsTheTitleWhereThereIsOne) {
  Facts facts;
  facts.name = "FCT_ORDERS";
  EXPECT_EQ(display_name(facts), "FCT_ORDERS");
  facts.title = "Orders";
  EXPECT_EQ(display_name(facts), "Orders");
}

}  // namespace
}  // namespace waymark

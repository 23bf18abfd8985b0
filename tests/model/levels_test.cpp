#include "waymark/model/fields.h"

namespace waymark {
namespace {

TEST(SensitivityLevel, ReadsTheWordsOfCatalogs) {
  EXPECT_EQ(sensitivity_level("Public"), "public");
  EXPECT_EQ(sensitivity_level("Internal Use Only"), "internal");
  EXPECT_EQ(sensitivity_level("CONFIDENTIAL"), "confidential");
  EXPECT_EQ(sensitivity_level("HIGHLY CONFIDENTIAL"), "restricted");
  EXPECT_EQ(sensitivity_level("PII"), "confidential");
  EXPECT_EQ(sensitivity_level("PII.Sensitive"), "confidential");
  EXPECT_EQ(sensitivity_level("non-public"), "confidential");
  EXPECT_EQ(sensitivity_level("restricted public"), "internal");
  EXPECT_EQ(sensitivity_level("QUASI_IDENTIFIER"), "confidential");
}

TEST(SensitivityLevel, OtherWordsAreNoLevel) {
  for (const char* word : {"", "orders", "false", "piigeon", "PII.None", "1"})
    EXPECT_EQ(sensitivity_level(word), "") << word;
}

TEST(SensitivityLevel, OfALevelIsItself) {
  for (const FieldValue& level : find_field("sensitivity")->closed)
    EXPECT_EQ(sensitivity_level(level.value), level.value);
  for (const FieldValue& level : find_field("criticality")->closed)
    EXPECT_EQ(criticality_level(level.value), level.value);
}

TEST(WorseSensitivity, IsTheHigherLevelInAnyOrder) {
  const auto levels = find_field("sensitivity")->closed;
  for (std::size_t i = 0; i < levels.size(); ++i)
    for (std::size_t j = 0; j <= i; ++j) {
      EXPECT_EQ(worse_sensitivity(levels[i].value, levels[j].value), levels[i].value);
      EXPECT_EQ(worse_sensitivity(levels[j].value, levels[i].value), levels[i].value);
    }
  EXPECT_EQ(worse_sensitivity("", "public"), "public");
  EXPECT_EQ(worse_sensitivity("public", ""), "public");
}

TEST(CriticalityLevel, ReadsTiersAndWords) {
  EXPECT_EQ(criticality_level("tier_1"), "critical");
  EXPECT_EQ(criticality_level("Tier.Tier2"), "high");
  EXPECT_EQ(criticality_level("P1"), "critical");
  EXPECT_EQ(criticality_level("3"), "medium");
  EXPECT_EQ(criticality_level("Tier5"), "low");
  EXPECT_EQ(criticality_level("mission critical"), "critical");
  EXPECT_EQ(criticality_level("High"), "high");
}

TEST(CriticalityLevel, OtherWordsAreNoLevel) {
  for (const char* word : {"", "orders", "tier", "tier0", "tier12", "test", "p"})
    EXPECT_EQ(criticality_level(word), "") << word;
}

}  // namespace
}  // namespace waymark

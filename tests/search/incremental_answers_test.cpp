// Answers depend on what is indexed, never on how it got there: changes worked in and an index written anew,
// one shard for a class and many, answer alike.
#include <gmock/gmock.h>

#include "random_catalog.h"

namespace waymark {
namespace {

using namespace testing_support;

std::string described(const SearchResult& found) {
  std::string text = std::to_string(found.total) + " " + found.match + (found.relaxed ? " relaxed" : "");
  if (found.spell) text += " spell " + found.spell->text + " " + std::to_string(found.spell->total);
  for (const Note& note : found.notes) text += "\n note " + note.text;
  for (const Hit& hit : found.hits) {
    text += "\n " + hit.asset.key + " " + std::to_string(hit.score);
    for (const std::string& why : hit.why) text += ", " + why;
  }
  for (const Facet& facet : found.facets) {
    text += "\n " + std::string(facet.field->name) + " missing " + std::to_string(facet.missing);
    for (const FacetCount& value : facet.values)
      text += ", " + value.value + " " + std::to_string(value.count);
  }
  for (const Exit& exit : found.exits)
    text += "\n exit " + exit.kind + " " + exit.field + " " + std::to_string(exit.total);
  return text;
}

std::string described(const SuggestResult& found) {
  std::string text = std::to_string(found.total);
  for (const Suggestion& item : found.items)
    text += "\n " + item.text + " " + item.key + " " + std::to_string(item.count);
  return text;
}

void expect_same_answers(const std::filesystem::path& one, const std::filesystem::path& other,
                         const std::vector<Asset>& assets) {
  SearchIndex first(one), second(other);
  std::vector<const Field*> facets;
  for (const Field& field : fields()) facets.push_back(&field);
  const std::vector<std::string> texts = {"",       "customer orders", "order*",         "custmer ordrs",
                                          "weekly", "\"fct dim\"",     "sales -backup",  "revenue OR email",
                                          "region", "customerorders",  "domain:Finance", "c"};
  for (const Access& access : {Access::all(), Access{1, {}, false}, Access{2, {"finance"}, false}}) {
    const auto a = first.view(access), b = second.view(access);
    ASSERT_TRUE(a && b);
    EXPECT_EQ(a->size(), b->size());
    for (const std::string& text : texts) {
      for (const std::string sort : {"", "name", "updated", "used", "criticality"}) {
        SearchRequest request{.text = text, .sort = sort, .limit = 100, .facets = facets, .now = a->now()};
        EXPECT_EQ(described(*a->search(request)), described(*b->search(request))) << text << " by " << sort;
      }
      EXPECT_EQ(described(*a->suggest({.text = text, .limit = 20, .now = a->now()})),
                described(*b->suggest({.text = text, .limit = 20, .now = a->now()})))
          << text;
    }
    for (const Asset& asset : assets) {
      EXPECT_EQ(a->asset(asset.key)->has_value(), b->asset(asset.key)->has_value());
      EXPECT_EQ(*a->resolve(asset.match_key), *b->resolve(asset.match_key));
    }
  }
}

TEST(IncrementalAnswers, AreThoseOfAFreshIndex) {
  for (unsigned seed = 11; seed <= 13; ++seed) {
    RandomCatalog catalog(seed, 80);
    const TemporaryFolder edited, fresh;
    publish_assets(catalog.assets(), edited.path(), small_shards());
    for (unsigned step = 0; step < 4; ++step) {
      catalog.edit(5 + step * 4);
      EXPECT_FALSE(publish_assets(catalog.assets(), edited.path(), small_shards()).rebuilt);
    }
    publish_assets(catalog.assets(), fresh.path());
    expect_same_answers(edited.path(), fresh.path(), catalog.assets());
  }
}

TEST(IncrementalAnswers, ARefThatTwoHaveLeadsToTheSameOneWhereverTheyStand) {
  std::vector<Asset> assets;
  for (int i = 0; i < 40; ++i) assets.push_back(table("A.B.T" + std::to_string(i)));
  assets[3].aliases = assets[30].aliases = {"old-id"};
  const TemporaryFolder many, one;
  publish_assets(assets, many.path(), small_shards());
  assets.pop_back();
  publish_assets(assets, many.path(), small_shards());
  publish_assets(assets, one.path());
  SearchIndex first(many.path()), second(one.path());
  EXPECT_EQ(*first.view(Access::all())->resolve("old-id"), std::min(assets[3].key, assets[30].key));
  EXPECT_EQ(*second.view(Access::all())->resolve("old-id"), std::min(assets[3].key, assets[30].key));
}

}  // namespace
}  // namespace waymark

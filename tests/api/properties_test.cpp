// What holds for every search, over made-up catalogs and made-up requests, the same ones on every run.
#include <algorithm>
#include <random>

#include <gmock/gmock.h>

#include "waymark/base/strings.h"
#include "waymark/model/asset_json.h"

#include "api_fixture.h"
#include "random_catalog.h"

namespace waymark {
namespace {

using namespace testing_support;

// Requests as people and programs make them: words, filters, pages.
class RandomRequests {
 public:
  explicit RandomRequests(unsigned seed) : random_(seed) {}

  NameValues next() {
    NameValues query = filters();
    query.emplace_back("q", text());
    if (below(3) == 0) query.emplace_back("sort", below(2) == 0 ? "name" : "-updated");
    if (below(4) == 0) query.emplace_back("match", std::vector{"auto", "all", "any"}[below(3)]);
    if (below(4) == 0) query.emplace_back("spell", std::vector{"auto", "off", "force"}[below(3)]);
    if (below(5) == 0) query.emplace_back("columns", "0");
    if (below(5) == 0) query.emplace_back("updated_after", "2026-10-01");
    query.emplace_back("facets", "domain,tag,owner,lifecycle,freshness,certification");
    return query;
  }
  void shuffle(NameValues& query) { std::shuffle(query.begin(), query.end(), random_); }
  unsigned below(unsigned limit) { return static_cast<unsigned>(random_() % limit); }

  std::string text() {
    std::string text;
    for (unsigned words = below(4); words > 0; --words) {
      const std::string word = RandomCatalog::words()[below(static_cast<unsigned>(RandomCatalog::words().size()))];
      const std::string forms[] = {word, word, word, "\"" + word + " and\"", "-" + word, word.substr(0, 3) + "*",
                                   word + "x", "domain:Sales", "OR " + word};
      text += forms[below(std::size(forms))] + " ";
    }
    return text;
  }

 private:
  NameValues filters() {
    static const std::vector<std::pair<std::string, std::vector<std::string>>> kFilters = {
        {"domain", {"Sales", "Sales/Orders", "Finance", "Nowhere"}},
        {"tag", {"customer", "orders", "email"}},
        {"lifecycle", {"deprecated"}},
        {"certification", {"certified"}},
        {"has", {"columns", "owner", "description"}},
    };
    NameValues query;
    for (const auto& [field, values] : kFilters)
      for (const std::string& value : values)
        if (below(12) == 0) query.emplace_back((below(4) == 0 ? "not." : "") + field, value);
    return query;
  }

  std::mt19937 random_;
};

std::string shown(const NameValues& query) {
  std::string text;
  for (const auto& [name, value] : query) text += name + "=" + value + "&";
  return text;
}

// The body without what says when and how fast.
Json comparable(const ApiResponse& answer) {
  Json json = Json::parse(answer.body, nullptr, false);
  for (const char* member : {"took_ms", "instance"}) json.erase(member);
  return json;
}

// The same request as the members of one object: what may be repeated as a list, numbers as numbers.
std::string as_body(const NameValues& query) {
  Json json = Json::object();
  for (const auto& [name, value] : query) {
    if (name == "page" || name == "size" || name == "facet_size")
      json[name] = std::stoi(value);
    else if (name == "columns")
      json[name] = value == "1";
    else if (!json.contains(name))
      json[name] = value;
    else if (json[name].is_array())
      json[name].push_back(value);
    else
      json[name] = Json::array({json[name], value});
  }
  return json.dump();
}

class Properties : public testing::TestWithParam<unsigned> {
 protected:
  RandomRequests requests{GetParam()};
  Api api{RandomCatalog(GetParam(), 150).assets()};
  static constexpr int kRequests = 40;
};

TEST_P(Properties, GetAndPostAgree) {
  for (int i = 0; i < kRequests; ++i) {
    NameValues query = requests.next();
    query.emplace_back("size", std::to_string(requests.below(30)));
    query.emplace_back("page", std::to_string(1 + requests.below(3)));
    const ApiResponse got = api.get("/api/v1/search", query), posted = api.post("/api/v1/search", as_body(query));
    ASSERT_EQ(got.status, 200) << got.body;
    ASSERT_EQ(posted.status, 200) << posted.body << as_body(query);
    ASSERT_EQ(comparable(got), comparable(posted)) << shown(query);
    EXPECT_EQ(header(posted, "ETag"), "");
  }
}

TEST_P(Properties, TheOrderOfParametersDoesNotMatter) {
  for (int i = 0; i < kRequests; ++i) {
    const NameValues query = requests.next();
    NameValues other = query;
    requests.shuffle(other);
    const ApiResponse one = api.get("/api/v1/search", query), two = api.get("/api/v1/search", other);
    ASSERT_EQ(comparable(one), comparable(two)) << shown(query) << " and " << shown(other);
    EXPECT_EQ(header(one, "ETag"), header(two, "ETag")) << shown(query);
  }
}

TEST_P(Properties, PagesTogetherAreTheWholeResultOnceEach) {
  for (int i = 0; i < kRequests / 2; ++i) {
    NameValues query = requests.next();
    const unsigned size = 1 + requests.below(60);
    query.emplace_back("size", std::to_string(size));
    std::set<std::string> seen;
    std::size_t total = 1, given = 0;
    for (std::size_t page = 1; (page - 1) * size < total; ++page) {
      NameValues one = query;
      one.emplace_back("page", std::to_string(page));
      const Json answer = api.search(one);
      total = answer["total"].get<std::size_t>();
      ASSERT_EQ(answer["total_is"], "exact");
      for (const Json& hit : answer["hits"]) seen.insert(hit["key"]);
      given += answer["hits"].size();
    }
    EXPECT_EQ(given, total) << shown(query);
    EXPECT_EQ(seen.size(), given) << shown(query);
  }
}

TEST_P(Properties, ACountOfAFacetIsTheTotalOneGetsByChoosingIt) {
  for (int i = 0; i < kRequests / 2; ++i) {
    NameValues query = requests.next();
    query.emplace_back("size", "0");
    query.emplace_back("facet_size", "100");
    const Json found = api.search(query);
    for (const auto& [field, facet] : found["facets"].items()) {
      const bool chosen = std::any_of(query.begin(), query.end(), [&](const auto& one) {
        return one.first == field || (one.first == "q" && contains(one.second, field + ":"));
      });
      if (chosen) continue;  // Its other values count what one gets by taking them too.
      for (const Json& value : facet["values"]) {
        NameValues narrower = query;
        narrower.emplace_back(field, value["value"].get<std::string>());
        ASSERT_EQ(api.search(narrower)["total"], value["count"]) << shown(narrower);
      }
    }
  }
}

// Whatever is wrong with a request, the answer is a problem document that says so, never a 500.
TEST_P(Properties, EveryRefusalIsAProblemDocument) {
  const std::vector<std::string> paths = {"/api/v1/search",   "/api/v1/suggest",          "/api/v1/facets/domain",
                                          "/api/v1/facets/x", "/api/v1/assets/t_nothing", "/api/v1/tree",
                                          "/api/v1/resolve",  "/api/v1/changes",          "/api/v1/nothing"};
  const std::vector<std::string> names = {"q",    "page", "size", "sort",   "facets",  "domain", "cursor",
                                          "kind", "sise", "\xff", "parent", "fields",  "ref",    "not.tag",
                                          "",     "types", "match", "prefix", "explain", "freshness"};
  const std::vector<std::string> values = {"", "0", "-1", "1e9", "\xff", "x", "*", "99999999999999999999", "name",
                                           std::string(3000, 'a'), std::string("a\0b", 3), "domain", "1"};
  int refused = 0;
  for (int i = 0; i < 300; ++i) {
    NameValues query;
    for (unsigned pairs = requests.below(3); pairs > 0; --pairs)
      query.emplace_back(names[requests.below(static_cast<unsigned>(names.size()))],
                         values[requests.below(static_cast<unsigned>(values.size()))]);
    const ApiResponse answer = api.get(paths[requests.below(static_cast<unsigned>(paths.size()))], query);
    ASSERT_LT(answer.status, 500) << shown(query);
    if (answer.status == 200) continue;
    ++refused;
    EXPECT_EQ(answer.content_type, "application/problem+json");
    const Json json = Json::parse(answer.body, nullptr, false);
    ASSERT_TRUE(json.is_object()) << answer.body;
    EXPECT_EQ(json["status"], answer.status);
    EXPECT_EQ(json["type"], "/problems/" + json["code"].get<std::string>());
    EXPECT_EQ(api.get(json["type"]).status, 200);
    EXPECT_FALSE(json["detail"].get<std::string>().empty());
  }
  EXPECT_GT(refused, 100);
}

INSTANTIATE_TEST_SUITE_P(Seeds, Properties, testing::Values(1U, 2U, 3U));

bool sees(const Caller& caller, const Asset& asset) {
  const std::vector<std::string> levels = {"public", "internal", "confidential", "restricted"};
  const auto level = std::find(levels.begin(), levels.end(), caller.clearance) - levels.begin();
  const auto& groups = asset.access.groups;
  return caller.everything || (asset.access.level <= level &&
                               (groups.empty() || std::any_of(groups.begin(), groups.end(), [&](const auto& group) {
                                  return std::find(caller.groups.begin(), caller.groups.end(), group) !=
                                         caller.groups.end();
                                })));
}

TEST(EntityTags, ChangeExactlyWhenWhatTheCallerCanSeeChanges) {
  const std::vector<Caller> callers = {Api::everybody(), Api::level("public"), Api::level("internal"),
                                       Api::level("confidential", {"finance"}), Api::level("restricted", {"audit"})};
  const std::vector<std::pair<std::string, NameValues>> requests = {
      {"/api/v1/search", {{"q", "orders"}}}, {"/api/v1/search", {}}, {"/api/v1/suggest", {{"q", "cust"}}},
      {"/api/v1/facets/domain", {}}};
  RandomCatalog catalog(7, 40);
  TemporaryFolder folder;
  publish_assets(catalog.assets(), folder.path(), small_shards());
  SearchIndex index(folder.path());
  const auto visible = [&](const Caller& caller) {
    std::string all;
    for (const Asset& asset : catalog.assets())
      if (sees(caller, asset)) all += asset_to_json(asset) + "\n";
    return all;
  };
  const auto tags = [&](const Caller& caller) {
    std::vector<std::string> list;
    for (const auto& [path, query] : requests)
      list.push_back(header(handle({.path = path, .query = query}, index, caller), "ETag"));
    return list;
  };
  std::vector<std::string> seen_before;
  std::vector<std::vector<std::string>> tags_before;
  int kept = 0, changed = 0;
  for (int round = 0; round < 12; ++round) {
    for (std::size_t i = 0; i < callers.size(); ++i) {
      const std::string seen = visible(callers[i]);
      const std::vector<std::string> now = tags(callers[i]);
      if (round == 0) {
        seen_before.push_back(seen);
        tags_before.push_back(now);
        continue;
      }
      const bool same = seen == seen_before[i];
      ++(same ? kept : changed);
      for (std::size_t one = 0; one < now.size(); ++one)
        EXPECT_EQ(now[one] == tags_before[i][one], same)
            << "round " << round << ", caller " << i << ", " << requests[one].first;
      seen_before[i] = seen;
      tags_before[i] = now;
    }
    if (round % 4 != 3) catalog.edit(1);  // Else the same catalog is published once more.
    publish_assets(catalog.assets(), folder.path(), small_shards());
    std::this_thread::sleep_for(std::chrono::milliseconds(250));
    index.refresh();
  }
  EXPECT_GT(kept, 10);
  EXPECT_GT(changed, 10);
}

}  // namespace
}  // namespace waymark

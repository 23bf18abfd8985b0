// random_catalog.h - catalogs of made-up assets and edits to them, the same for the same seed.
#pragma once

#include <map>
#include <random>
#include <string>
#include <vector>

#include "index_fixture.h"

namespace waymark::testing_support {

class RandomCatalog {
 public:
  RandomCatalog(unsigned seed, std::size_t size) : random_(seed) {
    for (std::size_t i = 0; i < size; ++i) add();
  }

  std::vector<Asset> assets() const {
    std::vector<Asset> all;
    for (const auto& [key, asset] : assets_) all.push_back(asset);
    return all;
  }
  std::size_t size() const { return assets_.size(); }

  // Adds, removes, changes or reclassifies about so many assets.
  void edit(std::size_t times) {
    for (std::size_t i = 0; i < times; ++i) {
      const unsigned what = below(10);
      if (what < 2 || assets_.size() < 3)
        add();
      else if (what < 4)
        assets_.erase(some()->first);
      else if (what < 5)
        some()->second.access = some_class();
      else
        change(some()->second);
    }
  }
  void remove(std::size_t count) {
    for (std::size_t i = 0; i < count && !assets_.empty(); ++i) assets_.erase(some()->first);
  }
  void add() {
    Asset asset = table("DB" + std::to_string(below(3)) + "." + word() + "." + word() + "_" + word() +
                            std::to_string(made_++),
                        below(4) == 0 ? "" : domains()[below(4)]);
    asset.access = some_class();
    asset.importance = below(100) / 100.0;
    for (unsigned i = 0; i < 3; ++i) change(asset);
    assets_[asset.key] = std::move(asset);
  }

  static const std::vector<std::string>& words() {
    static const std::vector<std::string> kWords = {"customer", "orders", "order",   "payment", "ledger",
                                                    "returns",  "weekly", "backup",  "región",  "email",
                                                    "fct",      "dim",    "revenue", "sales",   "events"};
    return kWords;
  }

 private:
  static const std::vector<std::string>& domains() {
    static const std::vector<std::string> kDomains = {"Sales", "Sales/Orders", "Finance", "Finance/Payments"};
    return kDomains;
  }
  unsigned below(unsigned limit) { return static_cast<unsigned>(random_() % limit); }
  std::string word() { return words()[below(static_cast<unsigned>(words().size()))]; }
  std::map<std::string, Asset>::iterator some() {
    return std::next(assets_.begin(), below(static_cast<unsigned>(assets_.size())));
  }
  AccessClass some_class() {
    static const AccessClass kClasses[] = {{1, {}, "default_level"},   {1, {}, "default_level"},
                                           {1, {}, "default_level"},   {0, {}, "rule 1"},
                                           {2, {"finance"}, "rule 2"}, {3, {"audit", "finance"}, "rule 3"}};
    return kClasses[below(6)];
  }

  void change(Asset& asset) {
    switch (below(9)) {
      case 0:
        asset.description = word() + " and the " + word() + " of " + word() + ".";
        break;
      case 1:
        asset.columns.push_back({.path = word() + "_" + word(), .type = "TEXT", .description = word()});
        break;
      case 2:
        if (!asset.columns.empty()) asset.columns.pop_back();
        break;
      case 3:
        asset.owners = {{.name = word() + " team", .mail = word() + "@example.com", .team = true}};
        break;
      case 4:
        asset.tags = {word(), word()};
        break;
      case 5:
        asset.title = word() + " " + word();
        break;
      case 6:
        asset.updated = Time(Seconds(1'790'000'000 + below(4'000'000)));
        asset.fresh_within = Seconds(86400 * (1 + below(30)));
        break;
      case 7:
        asset.synonyms = {word() + word()};
        asset.usage = {below(100), below(10), {}, {}};
        break;
      default:
        asset.domain = domains()[below(4)];
        asset.lifecycle = below(3) == 0 ? "deprecated" : "";
        asset.certification = below(3) == 0 ? "certified" : "";
    }
  }

  std::mt19937 random_;
  std::map<std::string, Asset> assets_;
  std::size_t made_ = 0;
};

// Small parts and shards, so that few assets meet every path.
inline PublishOptions small_shards(double rebuild_above = 0.9) {
  PublishOptions options;
  options.tuning = {.threads = 2, .part_documents = 7, .shard_documents = 12, .rebuild_above = rebuild_above};
  return options;
}

}  // namespace waymark::testing_support

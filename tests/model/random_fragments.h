// random_fragments.h - fragments and edges with every member now and then empty, short, long or odd.
#pragma once

#include <random>

#include "waymark/model/fragment.h"

namespace waymark {

class RandomFragments {
 public:
  explicit RandomFragments(std::uint64_t seed) : random_(seed) {}

  Fragment fragment() {
    Fragment made;
    made.self = ref();
    fill(made.other_ids), facts(made.facts);
    fill(made.domain_id), fill(made.parent_id), fill(made.product_ids), fill(made.term_ids);
    for (std::size_t i = below(3); i > 0; --i)
      made.events.push_back({static_cast<EventKind>(below(4)), number(), hashes(), hashes()});
    fill(made.domain_guess), fill(made.cleared), fill(made.place), fill(made.at);
    made.deleted = flag();
    return made;
  }

  Edge edge() {
    Edge made{.from = ref(), .to = ref(), .kind = text(), .columns = {}, .place = text(), .at = {}};
    for (std::size_t i = below(3); i > 0; --i) made.columns.push_back({text(), text()});
    return made;
  }

  std::size_t below(std::size_t limit) {
    return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random_);
  }

  std::string text() {
    switch (below(8)) {
      case 0:
      case 1:
        return {};
      case 2:
        return std::string(below(700), 'x');
      case 3:
        return std::string("\0\xff\"\n Größe", 11);
      default:
        return "text " + std::to_string(below(100'000));
    }
  }

 private:
  bool flag() { return below(2) == 0; }
  std::int64_t number() {
    const auto bits = static_cast<std::int64_t>(random_());
    return below(3) == 0 ? bits : bits % 1000;
  }
  std::vector<std::uint64_t> hashes() {
    std::vector<std::uint64_t> made(below(4));
    for (std::uint64_t& hash : made) hash = random_();
    return made;
  }

  void fill(std::string& value) { value = text(); }
  void fill(std::optional<Time>& value) { flag() ? value.reset() : (void)value.emplace(Seconds(number())); }
  void fill(std::optional<Seconds>& value) { flag() ? value.reset() : (void)value.emplace(number()); }
  void fill(std::optional<std::int64_t>& value) {
    flag() ? value.reset() : (void)value.emplace(below(2) * 7);
  }
  void fill(std::optional<bool>& value) { flag() ? value.reset() : (void)value.emplace(flag()); }
  void fill(std::vector<std::string>& value) {
    value.resize(below(3));
    for (std::string& item : value) item = text();
  }
  void fill(std::vector<Column>& value) {
    value.resize(below(4));
    for (Column& column : value) {
      fill(column.path), fill(column.title), fill(column.type), fill(column.description), fill(column.tags);
      fill(column.terms), fill(column.sensitivity), fill(column.key_role), fill(column.nullable);
    }
  }

  Ref ref() {
    Ref made{.id = text(), .physical = {.platform = text(), .instance = text(), .parts = {}}, .name = text()};
    fill(made.physical.parts);
    return made;
  }

  Contract contract() {
    Contract made{.format = text(),
                  .version = text(),
                  .status = text(),
                  .objects = {},
                  .promises = {},
                  .original = text()};
    for (std::size_t i = below(3); i > 0; --i) {
      ContractObject& object = made.objects.emplace_back();
      object.target = ref();
      fill(object.name), fill(object.columns), fill(object.required);
    }
    for (std::size_t i = below(3); i > 0; --i) {
      Promise& promise = made.promises.emplace_back();
      fill(promise.kind), fill(promise.text), fill(promise.within);
    }
    return made;
  }

  void facts(Facts& made) {
    made.type = static_cast<AssetType>(below(asset_types().size()));
    for (std::string* member :
         {&made.name, &made.title, &made.qualified_name, &made.platform, &made.instance, &made.environment,
          &made.description, &made.domain, &made.sensitivity, &made.sensitivity_word, &made.criticality,
          &made.certification, &made.lifecycle, &made.layer, &made.url})
      fill(*member);
    for (std::vector<std::string>* member :
         {&made.products, &made.tags, &made.terms, &made.synonyms, &made.popular_queries})
      fill(*member);
    for (std::optional<Time>* member : {&made.created, &made.updated, &made.changed, &made.accessed})
      fill(*member);
    fill(made.columns), fill(made.fresh_within);
    fill(made.usage.queries_30d), fill(made.usage.users_30d), fill(made.usage.refreshes_30d),
        fill(made.usage.runs_30d);
    for (std::size_t i = below(3); i > 0; --i)
      made.owners.push_back({text(), text(), text(), static_cast<OwnerKind>(below(6)), flag(), flag()});
    for (std::size_t i = below(3); i > 0; --i)
      made.activity.push_back({number(), number(), number(), number(), number(), number()});
    if (flag()) made.quality = Quality{number(), number()};
    if (flag()) made.contract = contract();
    for (std::size_t i = below(3); i > 0; --i) made.members.push_back({ref(), text()});
    for (std::size_t i = below(3); i > 0; --i) made.extra.emplace_back(text(), text());
  }

  std::mt19937_64 random_;
};

}  // namespace waymark

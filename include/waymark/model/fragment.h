// fragment.h - what ONE source says about one thing, as a reader emits it.
//
// `self` says which thing: every identifier the source has for it. Fragments that share an identifier become one asset:
//   - `self.id` and each of `other_ids` match by the letter ("urn:li:dataset:(…)", "dbt:shop:model.shop.orders",
//     "arn:aws:glue:…"). An id that is only unique inside one project carries that project in itself.
//   - `self.physical` matches by platform family, instance and case-folded name (merge rules: docs/architecture.md).
//   - `self.name` is used only for things without a physical name (domain: its path; product, term, person, team: name).
#pragma once

#include <string>
#include <vector>

#include "waymark/model/asset.h"

namespace waymark {

// Which kind of system speaks; decides who wins where sources differ (catalog/merge.h).
enum class SourceKind : std::uint8_t { Technical, Dbt, BusinessCatalog, Contract, Workbook };

enum class EventKind : std::uint8_t { Use, Refresh, Run, FailedRun };

// Events of one kind on one day, as an event feed tells of them. Events and users are 64-bit hashes and the merge unites
// them as sets, so an event that is told twice counts once and feeds add up over time. Nobody's name is kept.
struct Events {
  EventKind kind = EventKind::Use;
  std::int64_t day = 0;  // Days since 1970, UTC.
  std::vector<std::uint64_t> events;
  std::vector<std::uint64_t> users;

  bool operator==(const Events&) const = default;
};

struct Fragment {
  Ref self;
  std::vector<std::string> other_ids;
  Facts facts;

  // References that only the merge can follow, by source id where a name is not known yet.
  std::string domain_id;                  // Id of the domain it is in, when `facts.domain` is empty.
  std::string parent_id;                  // Of a domain: its parent. Of anything else: its container.
  std::vector<std::string> product_ids;   // Products it is in.
  std::vector<std::string> term_ids;      // Terms on it; `facts.terms` are plain names.

  std::vector<Events> events;          // Only from event feeds.
  std::string domain_guess;            // Path that follows from a folder or package: weaker than every rule.
  std::vector<std::string> cleared;    // Fields (names of asset_json.cpp) this source says are to be empty.

  std::string place;       // "TableList[3]": inside the file.
  std::optional<Time> at;  // When the source said so, where the export tells.
  bool deleted = false;    // The source says it is gone.
};

// Data flows from `from` to `to`. Either end may be unknown to every source: it becomes a stub.
struct Edge {
  Ref from;
  Ref to;
  std::string kind = "data";  // "data" (dbt, SQL), "job", "view", "dashboard", "feature"
  using ColumnPair = waymark::ColumnPair;
  std::vector<ColumnPair> columns;
  std::string place;
  std::optional<Time> at;  // When it was last at work, where a feed tells.
};

}  // namespace waymark

// changes.h - what one can ask of the history of an index.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "waymark/index/changes.h"

namespace waymark {

struct ChangesRequest {
  std::vector<ChangeKind> kinds;      // Any of these; empty: all.
  std::vector<AssetType> types;       // Of the asset.
  std::vector<std::string> owners;    // As the owner field shows them; compared without case.
  std::string domain;                 // A path: what lies there or below, and what moved from or to there.
  std::string key;                    // About this asset alone.
  std::optional<Time> since, before;  // Seen at `since` or later, earlier than `before`.
  bool newest_first = false;
  std::string cursor;  // Of the page before.
  std::size_t limit = 100;
};

struct ChangesPage {
  std::vector<ChangeEvent> events;
  std::vector<std::string> ids;  // One for each event; of the same event always the same.
  std::string cursor;  // Continues after the last event; opaque, and the same for all who see the same.
  bool more = false;
  bool expired = false;  // The cursor's place is no longer kept; nothing else is filled in.
  bool bad_cursor = false;
};

}  // namespace waymark

// feed_history.h - what event feeds told, beyond the life of the export files that told it.
//
//   index/history/feeds/<hash>.fragments   one for each source and format: everything told within 90 days
//
// Kept of each thing: who it is, its events by day, and when its data was last written and read; of each edge
// the day it was last told. Events are sets of hashes, so telling twice changes nothing and exports may
// overlap as they like. A file is replaced as a whole and synced. Losing one loses the history of exports
// that are gone, and nothing else.
#pragma once

#include "read_exports.h"

namespace waymark {

struct FeedFolders {
  std::filesystem::path history;  // Of the index.
  std::filesystem::path scratch;  // For what the merge has to be told beside the files of the run.
  bool write = true;              // False in a dry run: the history stays as it is.
};

// What no file of the run tells any more.
struct FeedRest {
  SourceInfo source;
  std::filesystem::path fragments;
};

// Joins what the files of the run tell to what was told before. `sources` are those of the run, by name; the
// history of others is left alone until it is too old.
Result<std::vector<FeedRest>> unite_feeds(const FeedFolders& folders, const std::vector<ReadFile>& files,
                                          const std::map<std::string, SourceConfig>& sources, Time now);

}  // namespace waymark

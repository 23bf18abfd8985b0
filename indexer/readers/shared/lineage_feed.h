// lineage_feed.h - what the events of jobs say, gathered over a whole file: OpenLineage and Marquez tell of
// the same things under the same names.
//
// All events of one run are one run: its START names no outputs in one producer and everything in another.
// Nothing is emitted before emit(), because the last event of a file may be about the first.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "waymark/readers/reader.h"

namespace waymark::openlineage {

// The newest word of each facet that is read; `_deleted` takes it back.
class Facets {
 public:
  void take(const Value& facets, std::optional<Time> at);
  void put(std::string_view name, Value facet, std::optional<Time> at);
  const Value& operator[](std::string_view name) const;

 private:
  struct Stamped {
    Value value;
    std::optional<Time> at;
  };
  std::map<std::string, Stamped, std::less<>> facets_;
};

struct Mention {  // A dataset or job by its names.
  std::string name_space, name;
};
Mention mention_of(const Value& value);

enum class RunState : std::uint8_t { Open, Complete, Failed };

class LineageFeed {
 public:
  using Index = std::uint32_t;
  static constexpr Index kNone = 0xffffffff;

  LineageFeed(const Export& file, ReadSink& sink) : file_(file), sink_(sink) {}

  struct Thing {  // A dataset or a job.
    Mention names;
    Facts facts;  // What is said outside of facets: times, addresses.
    Facets facets;
    std::vector<Mention> symlinks;
    std::string place;
    std::optional<Time> at;  // Of its newest event.
    std::optional<Time> dropped, written, read;
    bool described = false;  // It stood in an event itself, not only in the lineage of a column.
    bool gone = false;       // Dropped at a time nobody tells.
    std::map<std::pair<std::int64_t, EventKind>, std::vector<std::uint64_t>> events;
  };

  Index dataset(const Mention& names);
  Index job(const Mention& names);
  Thing& dataset_at(Index index) { return datasets_[index]; }
  Thing& job_at(Index index) { return jobs_[index]; }

  // A dataset as an event shows it: seen, with its facets.
  Index see_dataset(const Value& value, std::optional<Time> at, const std::string& place);
  Index see_job(const Value& value, std::optional<Time> at, const std::string& place);
  void see_column_lineage(Index output, const Value& fields);
  void add_column_pair(const Mention& from, const std::string& column, Index output, const std::string& to);

  struct Run {
    Index job = kNone;
    std::uint64_t event = 0;  // What its activity is counted by; 0 when it is not to be counted.
    RunState state = RunState::Open;
    std::optional<Time> at;  // Of the event that ended it.
    std::set<Index> inputs, outputs, dropped;
  };
  // The same run at each call with the same words.
  Run& run(const std::string& run_id, const Mention& job, const std::string& place);
  static void end(Run& run, RunState state, std::optional<Time> at);
  void drop(Index dataset, std::optional<Time> at);

  std::size_t runs() const { return counted_runs_; }
  std::size_t datasets() const { return datasets_.size(); }
  std::size_t jobs() const { return jobs_.size(); }
  void emit();

 private:
  using Pairs = std::set<std::pair<std::string, std::string>>;

  void settle(const Run& run);
  void link(const Run& run);
  void emit_edges();
  void emit_dataset(const Thing& dataset);
  void emit_job(const Thing& job);
  Ref ref_of(const Thing& dataset) const;
  Ref job_ref(const Thing& job) const;

  const Export& file_;
  ReadSink& sink_;
  std::vector<Thing> datasets_, jobs_;
  std::unordered_map<std::string, Index> dataset_index_, job_index_;
  std::unordered_map<std::uint64_t, Run> runs_;
  std::vector<std::uint64_t> run_order_;  // So that edges do not depend on a hash table.
  std::size_t counted_runs_ = 0;
  // Ends, and when a run that completed last went that way.
  std::map<std::pair<Index, Index>, std::optional<Time>> into_job_, out_of_job_;
  struct Between {
    Pairs columns;
    std::optional<Time> at;
  };
  std::map<std::pair<Index, Index>, Between> between_;
};

}  // namespace waymark::openlineage

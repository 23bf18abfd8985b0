// datahub_store.h - the aspects of a DataHub export, gathered by entity.
//
// A file mixes two kinds of records (MCE snapshots and MCP proposals) and two encodings of aspects, in any
// order; only when all of it was seen is it known what an entity looks like. Of an aspect the last record
// wins; of time series little more than figures is kept. Source: docs/sources.md.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "waymark/readers/reader.h"

#include "shared/datahub_urn.h"

namespace waymark::datahub {

struct UsageBucket {
  Time at;                  // When it begins.
  std::string granularity;  // "DAY", "WEEK"…; empty for totals since ever.
  std::int64_t queries = 0;
  std::optional<std::int64_t> users;
};

struct CheckResult {
  Time at;
  bool passed = false;
};

struct Entity {
  std::string urn;
  Urn parsed;
  std::string place;             // Of its first record; empty when others only speak of it.
  std::optional<Time> observed;  // When DataHub last saw it.
  std::map<std::string, Value, std::less<>> aspects;  // By name in lower case: old files write it otherwise.
  std::map<std::pair<std::string, Time>, UsageBucket> usage;
  std::pair<Time, std::vector<std::string>> top_queries;  // As written, of the newest bucket that has any.
  std::optional<Time> operated;                           // Newest change of its data.
  std::map<std::string, CheckResult> checks;              // Newest result by assertion.

  // The aspect; the null Value when the export has none.
  const Value& operator[](std::string_view lower_case_name) const;
  const std::string& type() const { return parsed.type; }
};

class Store {
 public:
  explicit Store(const Export& file, ReadSink& sink) : file_(file), sink_(sink) {}

  void add(const JsonRecord& record);
  void report_patches();  // Once, at the end.

  const std::vector<Entity>& entities() const { return entities_; }  // In order of first mention.
  const Entity* find(std::string_view urn) const;
  const Export& file() const { return file_; }
  ReadSink& sink() const { return sink_; }
  std::optional<Time> newest_usage() const { return newest_usage_; }

  // How to refer to it: by urn and, for datasets, by physical name.
  Ref ref(const std::string& urn) const;
  // The name its own records give it, else what its urn ends with.
  std::string name_of(const std::string& urn) const;
  std::string instance_of(const std::string& urn) const;

 private:
  Entity& entity(const std::string& urn);
  void add_snapshot(const Value& snapshot, const JsonRecord& record);
  void add_aspect(Entity& entity, std::string_view name, const Value& aspect);
  void add_usage(Entity& entity, const Value& aspect, std::string_view count);
  void add_check(const std::string& assertion, const Value& event);
  void seen(Entity& entity, const JsonRecord& record);

  const Export& file_;
  ReadSink& sink_;
  std::vector<Entity> entities_;
  std::unordered_map<std::string, std::size_t> by_urn_;
  std::optional<Time> newest_usage_;
  std::size_t patches_ = 0;
  std::string first_patch_;
};

}  // namespace waymark::datahub

// snowflake_access_history.cpp - use, changes and column lineage from Snowflake's view ACCESS_HISTORY, as CSV
// or JSON rows. Source: docs/sources.md.
//
// A query that only reads is use: it moves `accessed`, and it and who asked it are counted. A query that
// writes is the work of a pipeline: it moves `updated` of what it wrote, is a refresh of that and gives
// lineage, and what it read on the way was not used by anybody. Of queries and users only hashes are held,
// and no query text.
#include <limits>
#include <set>

#include "waymark/base/strings.h"
#include "waymark/model/keys.h"
#include "waymark/readers/reader.h"

#include "shared/activity_log.h"
#include "shared/snowflake_rows.h"

namespace waymark {
namespace {

using snowflake::Row;

constexpr std::size_t kMostColumnPairs = 2'000;  // Of one edge.

bool recognises(const Shape& shape) {
  return snowflake::has_columns(shape, {"query_id", "query_start_time", "base_objects_accessed"});
}

struct Seen {
  std::string id;
  bool view = false;
  ActivityLog log;
};

bool is_data(std::string_view domain) {
  const std::string word = lower(domain);
  return word == "view" || word.ends_with(" view") || word == "table" || word.ends_with(" table");
}

class History {
 public:
  History(const Export& file, ReadSink& sink) : file_(file), sink_(sink) {}

  void add(const Row& row) {
    const std::optional<Time> at = parse_time(row["QUERY_START_TIME"]);
    if (!at)
      return sink_.problem(
          {row.place, "\"" + row["QUERY_START_TIME"] + "\" is no time; the query was left out"});
    sink_.count("query");
    newest_ = newest_ ? std::max(*newest_, *at) : *at;
    const Value modified = cell(row, "OBJECTS_MODIFIED"), direct = cell(row, "DIRECT_OBJECTS_ACCESSED");
    const Query query{*at, snowflake::query_event(row["QUERY_ID"], row.place), row["USER_NAME"]};
    if (modified.size() > 0)
      add_write(modified, direct, query);
    else
      add_read(direct, cell(row, "BASE_OBJECTS_ACCESSED"), query);
  }

  void emit() {
    for (auto& [name, seen] : objects_) sink_.fragment(fragment_of(name, seen));
    for (auto& [ends, link] : edges_) {
      Edge edge;
      edge.from.physical = physical_of(ends.first);
      edge.to.physical = physical_of(ends.second);
      edge.columns.assign(link.columns.begin(), link.columns.end());
      edge.place = "OBJECTS_MODIFIED";
      edge.at = link.at;
      sink_.edge(std::move(edge));
    }
  }

 private:
  struct Query {
    Time at;
    std::uint64_t event;
    std::string user;
  };
  struct PairOrder {
    bool operator()(const Edge::ColumnPair& a, const Edge::ColumnPair& b) const {
      return std::tie(a.from, a.to) < std::tie(b.from, b.to);
    }
  };

  struct Link {
    std::set<Edge::ColumnPair, PairOrder> columns;
    Time at;  // Of the last query.
  };

  // The list in a cell; cells that were cut ("TRUNCATED", "-1") or are empty are empty lists.
  Value cell(const Row& row, std::string_view column) {
    const std::string text = row[column];
    if (trim(text).empty()) return {};
    Result<Value> list = parse_json(text);
    if (list && list->is_array()) return std::move(*list);
    sink_.problem({row.place + "." + std::string(column),
                   "the cell holds no JSON list (cut on export?); it was left out"});
    return {};
  }

  // Null for stages, functions and what belongs to Snowflake itself.
  Seen* object(const Value& item) {
    const std::string name = item["objectName"].text();
    if (!is_data(item["objectDomain"].string()) || name.empty() || lower(name).starts_with("snowflake."))
      return nullptr;
    Seen& seen = objects_[name];
    if (const std::string id = item["objectId"].text(); seen.id.empty()) seen.id = id;
    seen.view = contains(lower(item["objectDomain"].string()), "view");
    return &seen;
  }

  // The view that was asked and the tables below it are both in use; each counts once a query.
  void add_read(const Value& direct, const Value& base, const Query& query) {
    std::set<Seen*> read;
    for (const Value* list : {&direct, &base})
      for (const Value& item : list->items())
        if (Seen* seen = object(item)) read.insert(seen);
    if (file_.ignores(query.user)) {
      sink_.count("query of an ignored user");
      return;
    }
    for (Seen* seen : read) seen->log.add(EventKind::Use, query.at, query.event, snowflake::user(query.user));
  }

  void add_write(const Value& modified, const Value& direct, const Query& query) {
    for (const Value& item : modified.items()) {
      Seen* seen = object(item);
      if (seen == nullptr) continue;
      seen->log.add(EventKind::Refresh, query.at, query.event);
      const std::string to = item["objectName"].text();
      for (const Value& source : direct.items())
        if (object(source) != nullptr) link(source["objectName"].text(), to, {}, {}, query.at);
      for (const Value& column : item["columns"].items())
        for (const Value& source : column["directSources"].items())
          if (object(source) != nullptr)
            link(source["objectName"].text(), to, source["columnName"].text(), column["columnName"].text(),
                 query.at);
    }
  }

  void link(const std::string& from, const std::string& to, const std::string& from_column,
            const std::string& to_column, Time at) {
    if (from == to) return;  // MERGE and UPDATE read what they write.
    Link& link = edges_.try_emplace({from, to}, Link{{}, at}).first->second;
    link.at = std::max(link.at, at);
    if (!from_column.empty() && !to_column.empty() && link.columns.size() < kMostColumnPairs)
      link.columns.insert({from_column, to_column});
  }

  PhysicalName physical_of(const std::string& name) const {
    return {"snowflake", file_.instance, split_qualified(name)};
  }

  Fragment fragment_of(const std::string& name, Seen& seen) const {
    Fragment fragment;
    fragment.self.physical = physical_of(name);
    if (!seen.id.empty()) fragment.other_ids.push_back(snowflake::object_id(file_, seen.id));
    fragment.place = name;
    Facts& facts = fragment.facts;
    facts.type = seen.view ? AssetType::View : AssetType::Table;
    facts.name = fragment.self.physical.parts.back();
    facts.qualified_name = join(fragment.self.physical.parts, ".");
    facts.platform = "snowflake";
    facts.instance = file_.instance;
    facts.accessed = seen.log.last(EventKind::Use);
    facts.updated = seen.log.last(EventKind::Refresh);
    // Whatever happens to an object is in the view, so silence about its use means that nobody read it.
    if (newest_) seen.log.listens_for(EventKind::Use, *newest_);
    fragment.events = std::move(seen.log).events();
    return fragment;
  }

  const Export& file_;
  ReadSink& sink_;
  std::map<std::string, Seen> objects_;
  std::map<std::pair<std::string, std::string>, Link> edges_;
  std::optional<Time> newest_;
};

Status read(const Export& file, ReadSink& sink) {
  History history(file, sink);
  const Status read = snowflake::read_rows(file, sink, [&](const Row& row) { history.add(row); });
  history.emit();
  return read;
}

}  // namespace

extern const Reader snowflake_access_history_reader{"snowflake_access_history",
                                                    "Snowflake view ACCESS_HISTORY (CSV, JSON)",
                                                    SourceKind::Technical,
                                                    242,
                                                    recognises,
                                                    read,
                                                    true};

}  // namespace waymark

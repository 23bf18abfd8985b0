// atlas_entities.h - the entities of one Atlas or Atlan export, gathered by guid: a table lists its columns
// by guid, and they may stand before it, after it, or in no file at all.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "waymark/readers/reader.h"

#include "shared/atlas_kinds.h"

namespace waymark::atlas {

// An entity as another refers to it.
struct Link {
  std::string guid, type_name, qualified_name;
};
Link link_of(const Value& reference);

class Entities {
 public:
  Entities(const Export& file, ReadSink& sink) : file_(file), sink_(sink) {}

  void add(const Value& entity, const std::string& place);
  // One step of a lineage answer; processes between data are stepped over.
  void add_relation(const Value& relation);
  void emit();

 private:
  struct Table {
    Fragment fragment;
    std::vector<Link> listed;                  // Its columns.
    std::map<std::string, std::string> names;  // Of columns that are told by nobody else: guid -> name.
  };
  struct HeldColumn {
    Column column;
    std::string guid;
    Link table;
    std::string place;
    std::int64_t position = 0;
    bool deleted = false, used = false;
  };

  void add_asset(const Value& entity, const EntityKind& kind, const std::string& place);
  static void list_columns(Table& table, const Value& entity);
  void add_column(const Value& entity, const std::string& place);
  void add_process(const Value& entity, bool of_columns, const std::string& place);
  void add_edge(Ref from, Ref to, std::string_view kind, const std::string& place,
                Edge::ColumnPair columns = {});
  void leave_out(const std::string& type_name, const std::string& place);
  Ref ref_of(const Link& link) const;
  Link known(Link link) const;
  void take_columns(Table& table);
  void emit_orphans();
  void emit_relations();

  const Export& file_;
  ReadSink& sink_;
  std::vector<Table> tables_;
  std::vector<HeldColumn> columns_;
  std::unordered_map<std::string, std::size_t> column_by_guid_;
  std::unordered_map<std::string, std::vector<std::size_t>>
      columns_by_table_;  // By guid and by qualified name.
  std::unordered_map<std::string, Link> by_guid_;
  std::set<std::string> processes_;  // Guids.
  std::vector<std::pair<std::string, std::string>> relations_;
  std::vector<Edge> edges_;
  std::map<std::pair<std::string, std::string>, std::size_t> edge_index_;
  std::set<std::string> left_out_;
  bool unnamed_tags_ = false;  // Said.
};

}  // namespace waymark::atlas

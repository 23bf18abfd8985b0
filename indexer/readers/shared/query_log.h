// query_log.h - what the texts of queries tell of tables: who was read and written, and what is asked most.
//
// Weaker than a history that knows what a query touched: here its text must tell, so what follows from it is
// marked as inferred. Texts are shown without their values.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "waymark/readers/reader.h"

#include "shared/activity_log.h"
#include "shared/sql_tables.h"

namespace waymark {

class QueryLog {
 public:
  struct Query {
    std::string text;
    Time at;
    std::uint64_t event;
    std::optional<std::uint64_t> user;
    bool ignored = false;  // Asked by somebody whose reading is no use.
  };

  // `full_name` completes a name as it stands in the text; empty for what is no table of the catalog.
  void add(const Query& query, const SqlStatement& statement,
           const std::function<SqlName(const SqlName&)>& full_name, ReadSink& sink);
  // One fragment for each table, one edge for each pair; tables that were temporary are left out.
  void emit(const std::function<Ref(const SqlName&)>& ref_of, ReadSink& sink);

 private:
  struct Seen {
    ActivityLog log;
    std::map<std::string, std::size_t> texts;  // Without values, and how often each was asked.
  };
  static std::vector<std::string> most_asked(const Seen& seen);
  static Fragment fragment_of(Ref self, const SqlName& name, Seen& seen);

  std::map<SqlName, Seen> tables_;
  std::set<std::pair<SqlName, SqlName>> edges_;
  std::set<SqlName> temporary_;
};

}  // namespace waymark

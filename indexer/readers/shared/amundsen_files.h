// amundsen_files.h - the files of Amundsen's sample loader: by which columns each is known, and what a row of
// it says.
//
// One thing is called differently from file to file (database, db and db_name; name, table and table_name),
// and what is called a database there is a platform here.
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/readers/reader.h"

namespace waymark::amundsen {

// A table, view, schema or dashboard by its parts.
struct Key {
  std::string platform, cluster, schema, table;
};

// Gathers what the rows of one file say, by key, and emits each thing once.
class Collector {
 public:
  Collector(const Export& file, ReadSink& sink) : file_(file), sink_(sink) {}

  Ref ref(const Key& key) const;
  Fragment& table(const Key& key, const std::string& place);
  Fragment& dashboard(const CsvRow& row);
  Fragment& thing(const std::string& id, const std::string& place);
  void edge(Ref from, Ref to, std::string_view kind, const std::string& place, Edge::ColumnPair columns = {});
  void use(const std::string& id, std::int64_t reads, std::string_view user);
  void problem(const CsvRow& row, std::string message) { sink_.problem({row.place(), std::move(message)}); }
  void emit();

 private:
  struct Use {
    std::int64_t reads = 0;
    std::set<std::uint64_t> users;  // Hashes.
  };

  const Export& file_;
  ReadSink& sink_;
  std::vector<Fragment> things_;
  std::map<std::string, std::size_t> index_;
  std::map<std::string, Use> uses_;
  std::vector<Edge> edges_;
  std::map<std::pair<std::string, std::string>, std::size_t> edge_index_;
};

struct Row {
  const CsvRow& cells;
  Collector& into;
};

struct FileKind {
  std::string_view record;   // As counted.
  std::string_view columns;  // All of these are in the header; of several kinds the first counts.
  std::size_t most;  // Columns the header may have, where fewer would take foreign files; 0: any number.
  void (*read)(const Row& row);
  std::string_view reason;  // Why it is not read.
};
std::span<const FileKind> file_kinds();

std::string dashboard_id(const CsvRow& row);
// "hive://gold.sales/orders/order_id": `column` only of the key of a column. Nothing for what is no key.
struct ParsedKey {
  Key key;
  std::string column;
};
std::optional<ParsedKey> parse_key(std::string_view text, bool with_column);

}  // namespace waymark::amundsen

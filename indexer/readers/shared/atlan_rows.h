// atlan_rows.h - rows of Atlan's CSV files. The header says which columns there are, in any order; an empty
// cell says nothing ("leave as it is"). Source: docs/sources.md.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "waymark/readers/reader.h"

#include "shared/atlas_kinds.h"

namespace waymark::atlan {

class Rows {
 public:
  Rows(const Export& file, ReadSink& sink) : file_(file), sink_(sink) {}

  void add(const CsvRow& row);
  void emit();

 private:
  struct Place {  // Of a thing in a database: by its qualified name, or by the columns of the relational
                  // builder.
    std::string id;
    PhysicalName physical;
    std::string platform;
  };

  Place place_of(const CsvRow& row, const std::string& type_name) const;
  Fragment& thing(const std::string& id, const CsvRow& row);
  void add_column(const CsvRow& row, const std::string& type_name);
  void add_physical(const CsvRow& row, const std::string& type_name, const atlas::EntityKind& kind);
  void add_named(const CsvRow& row, const atlas::EntityKind& kind);
  void left_out(const CsvRow& row, const std::string& type_name);

  const Export& file_;
  ReadSink& sink_;
  std::vector<Fragment> things_;
  std::map<std::string, std::size_t> index_;
  std::map<std::string, std::size_t> left_out_;
};

}  // namespace waymark::atlan

// sheet_cells.h - one small sheet of a workbook in memory, asked by cell, by label or by header.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "waymark/readers/reader.h"

namespace waymark {

class SheetCells {
 public:
  struct Row {
    std::uint32_t number;
    std::vector<SheetCell> cells;
    std::string_view operator[](std::uint32_t column) const { return SheetRow(number, cells)[column]; }
  };

  // The first 20,000 rows: forms and lists that people fill in, not data.
  static Result<SheetCells> load(const Workbook& workbook, std::size_t sheet);

  const std::vector<Row>& rows() const { return rows_; }
  std::string_view at(std::uint32_t row, std::uint32_t column) const;
  // What stands to the right of the first cell that holds this label, in any case.
  std::string_view beside(std::string_view label) const;
  // Of the first 20 rows the one that holds most of these labels; null when none holds any.
  const Row* header(std::initializer_list<std::string_view> labels) const;

 private:
  std::vector<Row> rows_;
};

// The index of the sheet of that name, blanks at its ends and case aside; `none` when there is none.
std::size_t find_sheet(const Workbook& workbook, std::string_view name, std::size_t none);

}  // namespace waymark

// workbook.h - the cells of an .xlsx workbook as text, row by row.
//
//   Result<Workbook> workbook = Workbook::open("catalog.xlsx");
//   for (std::size_t i = 0; i < workbook->sheets().size(); ++i)
//     workbook->read(i, [](const SheetRow& row) { use(row[0], row[1]); return true; });
//
// A cell is what its reader sees: rich text joined, a formula's last result, a date as 2026-03-01 (or with
// its time, 2026-03-01T08:15:00), true and false, numbers without the noise of binary fractions. An error
// (#REF!) is an empty cell, counted in notes(). Only the parts a workbook is known to have are opened; a
// document type declaration, 64 levels of markup, 512 MB unpacked, 4 million cells or column 16,384 are the
// end of it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/base/result.h"

namespace waymark {

struct SheetInfo {
  std::string name;  // As written, blanks at its ends included.
  bool hidden = false;
  bool very_hidden = false;  // No menu of the spreadsheet program brings it back.
};

// A named cell or area: "servers.type" is Servers!$C$8.
struct DefinedName {
  std::string name;
  std::size_t sheet = 0;  // Where the area is: index into sheets().
  std::uint32_t first_row = 0, first_column = 0, last_row = 0,
                last_column = 0;  // Rows from 1, columns from 0.
};

struct SheetCell {
  std::uint32_t column = 0;  // From 0.
  std::string text;
};

class SheetRow {
 public:
  SheetRow(std::uint32_t row_number, std::span<const SheetCell> filled) : number(row_number), cells(filled) {}
  std::string_view operator[](std::uint32_t column) const;  // "" where nothing is written.

  std::uint32_t number;              // As the spreadsheet program shows it, from 1.
  std::span<const SheetCell> cells;  // Those that hold text, by column.
};

class Workbook {
 public:
  // With a member: that of the zip archive at `path`.
  static Result<Workbook> open(const std::filesystem::path& path, std::string_view member = {});
  static Result<Workbook> from_bytes(std::string bytes);
  Workbook(Workbook&&) noexcept;
  Workbook& operator=(Workbook&&) noexcept;
  ~Workbook();

  const std::vector<SheetInfo>& sheets() const;               // In the order of their tabs.
  const std::vector<DefinedName>& names() const;              // Those that stand for one area of one sheet.
  const DefinedName* find_name(std::string_view name) const;  // Of any sheet.
  const DefinedName* find_name(std::string_view name,
                               std::size_t sheet) const;  // Whose area is on that sheet.

  // Rows that hold text, in order. `on_row` returns false to stop.
  Status read(std::size_t sheet, const std::function<bool(const SheetRow&)>& on_row) const;

  // What a report should say about what was read so far, one sentence each.
  std::vector<std::string> notes() const;

 private:
  struct State;
  explicit Workbook(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

std::string column_letters(std::uint32_t column);  // 0 is "A", 27 is "AB".

}  // namespace waymark

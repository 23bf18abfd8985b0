// edited_workbook.h - a workbook as a person leaves it: read, changed in some cells, and saved by another
// program.
#pragma once

#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "waymark/base/strings.h"
#include "waymark/parse/workbook.h"

#include "tests/indexer/parse/workbook_parts.h"

namespace waymark::testing_support {

class EditedWorkbook {
 public:
  explicit EditedWorkbook(const std::filesystem::path& path) {
    auto workbook = Workbook::open(path);
    EXPECT_TRUE(workbook) << workbook.error().message;
    if (!workbook) return;
    for (std::size_t i = 0; i < workbook->sheets().size(); ++i) {
      Sheet sheet{workbook->sheets()[i], {}};
      const Status read = workbook->read(i, [&sheet](const SheetRow& row) {
        sheet.rows.resize(row.number);
        for (const SheetCell& cell : row.cells) {
          auto& cells = sheet.rows.back();
          cells.resize(std::max<std::size_t>(cells.size(), cell.column + 1));
          cells[cell.column] = cell.text;
        }
        return true;
      });
      EXPECT_TRUE(read) << read.error().message;
      sheets_.push_back(std::move(sheet));
    }
  }

  // The cell under a header in the row whose "Name" is this.
  std::string& cell(const std::string& sheet_name, const std::string& name, const std::string& header) {
    for (Sheet& sheet : sheets_) {
      if (sheet.info.name != sheet_name || sheet.rows.empty()) continue;
      const std::size_t by = column(sheet, "Name"), column_at = column(sheet, header);
      for (auto& row : sheet.rows) {
        if (by >= row.size() || row[by] != name) continue;
        row.resize(std::max(row.size(), column_at + 1));
        return row[column_at];
      }
    }
    ADD_FAILURE() << "no row \"" << name << "\" in sheet " << sheet_name;
    static std::string none;
    return none;
  }

  std::vector<std::string> names(const std::string& sheet_name) const {
    std::vector<std::string> out;
    for (const Sheet& sheet : sheets_)
      for (std::size_t i = 1; sheet.info.name == sheet_name && i < sheet.rows.size(); ++i)
        out.push_back(sheet.rows[i].at(column(sheet, "Name")));
    return out;
  }

  const SheetInfo* info(const std::string& sheet_name) const {
    for (const Sheet& sheet : sheets_)
      if (sheet.info.name == sheet_name) return &sheet.info;
    return nullptr;
  }

  void drop(const std::string& sheet_name) {
    std::erase_if(sheets_, [&](const Sheet& sheet) { return sheet.info.name == sheet_name; });
  }

  void save(const std::filesystem::path& path) const {
    TestWorkbook parts;
    for (const Sheet& sheet : sheets_) {
      std::vector<std::vector<std::string>> rows = sheet.rows;
      for (auto& row : rows)
        for (std::string& text : row) text = replace_all(text, "_x", "_x005F_x");
      parts.sheets.push_back(
          {sheet.info.name, text_rows(rows), sheet.info.very_hidden ? "veryHidden" : "visible"});
    }
    std::ofstream(path, std::ios::binary | std::ios::trunc) << parts.bytes();
  }

 private:
  struct Sheet {
    SheetInfo info;
    std::vector<std::vector<std::string>> rows;
  };
  static std::size_t column(const Sheet& sheet, const std::string& header) {
    const auto& cells = sheet.rows.front();
    return static_cast<std::size_t>(std::find(cells.begin(), cells.end(), header) - cells.begin());
  }
  std::vector<Sheet> sheets_;
};

}  // namespace waymark::testing_support

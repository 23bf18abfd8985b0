// csv.h - RFC 4180 rows from a stream.
//
// Quoted cells may hold separators, doubled quotes and line breaks (CRLF kept as "\n"). The separator is
// found in the header (comma, semicolon, tab or bar). A cell past 1 MB is cut (and a row past 64 MB), the row
// stays, and a problem says so; so it is with columns past 4,096. A row with a NUL byte is left out. An
// unclosed quote costs the rest of the file from its row on, with one problem that names the row.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/base/result.h"
#include "waymark/parse/input.h"

namespace waymark {

class CsvRow {
 public:
  CsvRow(const std::vector<std::string>& header, const std::vector<std::string>& cells, std::size_t at_line,
         std::size_t row)
      : line(at_line), number(row), header_(header), cells_(cells) {}
  // The cell under this header (compared without case), "" when there is none.
  std::string_view operator[](std::string_view column) const;
  bool has(std::string_view column) const;
  const std::vector<std::string>& header() const { return header_; }
  const std::vector<std::string>& cells() const { return cells_; }
  std::string place() const {
    return "row " + std::to_string(number) + " (line " + std::to_string(line) + ")";
  }

  std::size_t line;    // Of the file, 1-based; the header is line 1.
  std::size_t number;  // Record number, 1-based, the header not counted.

 private:
  const std::vector<std::string>& header_;
  const std::vector<std::string>& cells_;
};

struct CsvProblem {
  std::string place;
  std::string message;
};

Status read_csv(Input& input, const std::function<bool(const CsvRow&)>& on_row,
                const std::function<void(CsvProblem&&)>& on_problem);

// The first row of a text taken as a CSV header; empty when it does not look like one.
std::vector<std::string> csv_header(std::string_view beginning);

}  // namespace waymark

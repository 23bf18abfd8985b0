#include "waymark/parse/csv.h"

#include <algorithm>

#include "waymark/base/strings.h"

#include "csv_rows.h"

namespace waymark {
namespace {

constexpr std::size_t kMostProblems = 1000;
constexpr std::size_t kHeaderBytes = 64 * 1024;

bool is_separator_line(const std::vector<std::string>& cells) {
  // "sep=;" splits at its own separator: the first cell is "sep=", the second is empty.
  constexpr std::size_t kLongest = 8;  // "sep=" and one character.
  return !cells.empty() && cells.front().size() <= kLongest &&
         same_ignoring_case(cells.front().substr(0, 4), "sep=");
}

// Gives the rows under the header to the caller, and what is wrong with them.
class CsvReader {
 public:
  CsvReader(const std::function<bool(const CsvRow&)>& on_row,
            const std::function<void(CsvProblem&&)>& on_problem)
      : on_row_(on_row), on_problem_(on_problem) {}

  bool take(CsvLine& line) {
    if (header_.empty()) return take_header(line);
    ++number_;
    CsvRow row(header_, line.cells, line.line, number_);
    if (line.unclosed) {
      report(row.place(), "a quote is never closed: the rest of the file from this row on is left out");
      return false;
    }
    if (line.nul) {
      report(row.place(), "the row holds a NUL byte; left out");
      return true;
    }
    if (line.cut_cells > 0)
      report(row.place(),
             std::to_string(line.cut_cells) + " cell(s) were cut: a cell holds 1 MB, a row 64 MB");
    if (line.text_after_quote) report(row.place(), "text follows a closing quote; read as part of the cell");
    if (line.lost_cells > 0)
      report(row.place(), "more than 4096 columns; " + std::to_string(line.lost_cells) + " were left out");
    if (has_extra(line.cells))
      report(row.place(), std::to_string(line.cells.size()) + " cells under a header of " +
                              std::to_string(header_.size()) + "; the rest is left out");
    return on_row_(row);
  }

  void finish() {
    if (problems_ > kMostProblems)
      on_problem_({"", std::to_string(problems_ - kMostProblems) + " more problems are not listed"});
  }
  void report(std::string place, std::string message) {
    if (++problems_ <= kMostProblems) on_problem_({std::move(place), std::move(message)});
  }

 private:
  bool take_header(CsvLine& line) {
    if (number_ == 0 && line.line == 1 && is_separator_line(line.cells)) return true;
    if (line.unclosed || line.nul) {
      report("header", line.nul ? "the header holds a NUL byte: nothing can be read"
                                : "a quote is never closed: nothing can be read");
      return false;
    }
    if (line.lost_cells > 0)
      report("header", "more than 4096 columns; " + std::to_string(line.lost_cells) + " were left out");
    for (const std::string& cell : line.cells) header_.emplace_back(trim(cell));
    return true;
  }
  bool has_extra(const std::vector<std::string>& cells) const {
    for (std::size_t i = header_.size(); i < cells.size(); ++i)
      if (!trim(cells[i]).empty()) return true;
    return false;
  }

  const std::function<bool(const CsvRow&)>& on_row_;
  const std::function<void(CsvProblem&&)>& on_problem_;
  std::vector<std::string> header_;
  std::size_t number_ = 0;
  std::size_t problems_ = 0;
};

Status read_rows(Input& input, const std::function<bool(const CsvRow&)>& on_row,
                 const std::function<void(CsvProblem&&)>& on_problem) {
  const Result<std::string_view> beginning = input.peek(kHeaderBytes);
  if (!beginning) return fail(beginning.error());
  CsvReader reader(on_row, on_problem);
  const CsvRows::OnRow take = [&reader](CsvLine& line) { return reader.take(line); };
  CsvRows rows(find_separator(*beginning), CsvLimits(), take);
  for (;;) {
    const Result<std::string_view> piece = input.read();
    if (!piece) {
      reader.report("end", piece.error().message + "; the rows before are kept");
      break;
    }
    if (piece->empty()) {
      rows.finish();
      break;
    }
    if (!rows.feed(*piece)) break;
  }
  reader.finish();
  return {};
}

bool like_a_name(std::string_view cell) {
  constexpr std::size_t kLongName = 80;
  cell = trim(cell);
  const bool letter = std::any_of(cell.begin(), cell.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
  });
  return letter && cell.size() <= kLongName && std::count(cell.begin(), cell.end(), ' ') <= 6 &&
         !contains(cell, "\n");
}

bool looks_like_header(const CsvLine& line) {
  if (line.cells.size() < 2 || line.unclosed || line.nul || line.text_after_quote) return false;
  std::vector<std::string> names;
  for (const std::string& cell : line.cells) {
    if (!like_a_name(cell)) return false;
    names.push_back(lower(trim(cell)));
  }
  std::sort(names.begin(), names.end());
  return std::adjacent_find(names.begin(), names.end()) == names.end();
}

}  // namespace

std::string_view CsvRow::operator[](std::string_view column) const {
  for (std::size_t i = 0; i < header_.size(); ++i)
    if (same_ignoring_case(header_[i], column))
      return i < cells_.size() ? std::string_view(cells_[i]) : std::string_view();
  return {};
}

bool CsvRow::has(std::string_view column) const {
  return std::any_of(header_.begin(), header_.end(),
                     [&](const std::string& name) { return same_ignoring_case(name, column); });
}

Status read_csv(Input& input, const std::function<bool(const CsvRow&)>& on_row,
                const std::function<void(CsvProblem&&)>& on_problem) {
  try {
    return read_rows(input, on_row, on_problem);
  } catch (const std::exception& exception) {
    return fail(ErrorCode::Failed, std::string("reading CSV: ") + exception.what());
  }
}

std::vector<std::string> csv_header(std::string_view beginning) {
  std::vector<std::string> header;
  const CsvRows::OnRow take = [&header](CsvLine& line) {
    if (line.line == 1 && is_separator_line(line.cells)) return true;
    if (looks_like_header(line))
      for (const std::string& cell : line.cells) header.emplace_back(trim(cell));
    return false;
  };
  CsvRows rows(find_separator(beginning), CsvLimits(), take);
  if (rows.feed(beginning)) rows.finish();
  return header;
}

}  // namespace waymark

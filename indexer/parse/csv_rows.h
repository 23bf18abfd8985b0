// csv_rows.h - CSV text to rows, a state machine that may be fed in pieces cut anywhere.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace waymark {

struct CsvLimits {
  std::size_t cell_bytes = 1 << 20;
  std::size_t columns = 4096;
  std::size_t row_bytes = 64u << 20;
};

// One row as it stands in the file.
struct CsvLine {
  std::vector<std::string> cells;
  std::size_t line = 1;           // Where it begins, 1-based.
  std::size_t cut_cells = 0;      // Cells past the limit, kept up to it.
  std::size_t lost_cells = 0;     // Past the limit of columns.
  bool text_after_quote = false;  // "a"b
  bool nul = false;
  bool unclosed = false;  // The text ended inside quotes.
};

class CsvRows {
 public:
  using OnRow = std::function<bool(CsvLine&)>;  // False stops.
  CsvRows(char separator, const CsvLimits& limits, const OnRow& on_row)
      : separator_(separator), limits_(limits), on_row_(on_row) {}

  bool feed(std::string_view text);  // False once stopped.
  bool finish();

 private:
  enum class State { CellStart, Plain, Quoted, QuoteInQuoted, CarriageReturn, ReturnInQuoted };
  bool step(char c);
  void plain(char c);
  void append(std::string_view text);
  void end_cell();
  bool end_row();
  std::size_t run_length(std::string_view text) const;

  const char separator_;
  const CsvLimits limits_;
  const OnRow& on_row_;
  State state_ = State::CellStart;
  CsvLine row_;
  std::string cell_;
  bool cell_cut_ = false;
  std::size_t row_bytes_ = 0;
  bool row_begun_ = false;  // Something but a line end was seen.
  std::size_t line_ = 1;
};

// Of comma, semicolon, tab and bar the one that splits the first row into most cells; "sep=;" says it itself.
char find_separator(std::string_view beginning);

}  // namespace waymark

// workbook_cells.cpp - one sheet's cells as text.
#include <charconv>
#include <cmath>
#include <cstdio>

#include "waymark/base/strings.h"
#include "waymark/base/time.h"

#include "workbook_parts.h"

namespace waymark {
namespace {

constexpr std::size_t kMostCells = 4'000'000;
constexpr std::uint32_t kMostColumns = 16'384;
constexpr std::uint32_t kMostRows = 1'048'576;
constexpr std::size_t kLongestText = 1 << 20;

// Spreadsheets keep numbers as binary fractions and show fifteen digits: 0.30000000000000004 is meant as 0.3.
std::string number_text(std::string_view written, double number) {
  if (written.size() <= 15) return std::string(written);
  char text[40];
  std::snprintf(text, sizeof text, "%.15g", number);
  return text;
}

class SheetHandler final : public XmlHandler {
 public:
  SheetHandler(const WorkbookTables& tables, SheetCounts& counts,
               const std::function<bool(const SheetRow&)>& on_row)
      : tables_(tables), counts_(counts), on_row_(on_row) {}

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "row") {
      start_row(attributes["r"]);
    } else if (name == "c") {
      start_cell(attributes);
    } else if (name == "v") {
      in_text_ = in_cell_;
    } else if (name == "rPh") {
      phonetic_ = true;
    } else if (name == "t") {
      in_text_ = in_cell_ && !phonetic_;
    }
  }

  void end(std::string_view name) override {
    if (name == "v" || name == "t") {
      in_text_ = false;
    } else if (name == "rPh") {
      phonetic_ = false;
    } else if (name == "c") {
      end_cell();
    } else if (name == "row") {
      end_row();
    }
  }

  void text(std::string_view piece) override {
    if (!in_text_) return;
    if (text_.size() + piece.size() <= kLongestText) {
      text_ += piece;
    } else if (!cut_) {
      cut_ = true;
      ++counts_.cut;
      text_ += cut_utf8(piece, kLongestText - text_.size());
    }
  }

 private:
  void start_row(std::string_view number) {
    std::uint32_t given = 0;
    std::from_chars(number.data(), number.data() + number.size(), given);
    row_ = given > 0 ? given : row_ + 1;
    if (row_ > kMostRows)
      failure = "it has a row " + std::to_string(row_) + ", past the last one that is read";
    next_column_ = 0;
    cells_.clear();
  }

  void start_cell(const XmlAttributes& attributes) {
    std::uint32_t row = row_, column = next_column_;
    if (const std::string_view at = attributes["r"]; !at.empty() && !parse_cell(at, row, column)) {
      failure = "it has a cell \"" + std::string(cut_utf8(at, 20)) + "\"";
      return;
    }
    if (column >= kMostColumns || ++counts_.cells > kMostCells) {
      failure =
          column >= kMostColumns ? "it has more than 16,384 columns" : "it has more than 4 million cells";
      return;
    }
    column_ = column;
    next_column_ = column + 1;
    type_ = attributes["t"];
    style_ = 0;
    const std::string_view style = attributes["s"];
    std::from_chars(style.data(), style.data() + style.size(), style_);
    text_.clear();
    in_cell_ = true;
    cut_ = false;
  }

  void end_cell() {
    if (!in_cell_) return;
    in_cell_ = in_text_ = false;
    std::string text = text_.empty() ? "" : value_of();
    if (!trim(text).empty()) cells_.push_back({column_, std::move(text)});
  }

  std::string value_of() {
    if (type_ == "s") {
      std::size_t index = tables_.strings.size();
      std::from_chars(text_.data(), text_.data() + text_.size(), index);
      return index < tables_.strings.size() ? tables_.strings[index] : "";
    }
    if (type_ == "inlineStr" || type_ == "str") return decode_escapes(text_);
    if (type_ == "b") return text_ == "1" || text_ == "true" ? "true" : "false";
    if (type_ == "e") {
      ++counts_.errors;
      return {};
    }
    if (type_ == "d") return text_;  // ISO 8601 already.
    double number = 0;
    const auto parsed = std::from_chars(text_.data(), text_.data() + text_.size(), number);
    if (parsed.ec != std::errc() || parsed.ptr != text_.data() + text_.size()) return text_;
    if (style_ < tables_.dates.size() && tables_.dates[style_])
      if (std::string date = date_text(number, tables_.from_1904); !date.empty()) return date;
    return number_text(text_, number);
  }

  void end_row() {
    if (cells_.empty()) return;
    const auto before = [](const SheetCell& a, const SheetCell& b) { return a.column < b.column; };
    if (!std::is_sorted(cells_.begin(), cells_.end(), before))
      std::stable_sort(cells_.begin(), cells_.end(), before);
    if (!on_row_(SheetRow(row_, cells_))) stopped = true;
    cells_.clear();
  }

  const WorkbookTables& tables_;
  SheetCounts& counts_;
  const std::function<bool(const SheetRow&)>& on_row_;
  std::vector<SheetCell> cells_;
  std::uint32_t row_ = 0, column_ = 0, next_column_ = 0;
  std::string type_, text_;
  std::size_t style_ = 0;
  bool in_cell_ = false, in_text_ = false, phonetic_ = false, cut_ = false;
};

int hex_digit(char letter) {
  if (letter >= '0' && letter <= '9') return letter - '0';
  if (letter >= 'a' && letter <= 'f') return letter - 'a' + 10;
  return letter >= 'A' && letter <= 'F' ? letter - 'A' + 10 : -1;
}

// The number in "_x000D_", or -1.
int escaped_unit(std::string_view text) {
  if (text.size() < 7 || text[0] != '_' || text[1] != 'x' || text[6] != '_') return -1;
  int unit = 0;
  for (const char letter : text.substr(2, 4)) {
    const int digit = hex_digit(letter);
    if (digit < 0) return -1;
    unit = unit * 16 + digit;
  }
  return unit;
}

void append_utf8(std::string& out, int unit) {
  const auto byte = [&out](int value) { out += static_cast<char>(value); };
  if (unit < 0x80) {
    byte(unit);
  } else if (unit < 0x800) {
    byte(0xC0 | unit >> 6), byte(0x80 | (unit & 0x3F));
  } else {
    byte(0xE0 | unit >> 12), byte(0x80 | (unit >> 6 & 0x3F)), byte(0x80 | (unit & 0x3F));
  }
}

}  // namespace

std::string decode_escapes(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const int unit = text[i] == '_' ? escaped_unit(text.substr(i, 7)) : -1;
    const bool surrogate = unit >= 0xD800 && unit < 0xE000;
    if (unit < 0 || surrogate) {
      out += text[i++];
      continue;
    }
    if (unit > 0) append_utf8(out, unit);  // A NUL is how some programs write nothing.
    i += 7;
  }
  return out;
}

// Day 60 of the 1900 system is 29 February 1900, a day that never was: serials before it count from one day
// later.
std::string date_text(double serial, bool from_1904) {
  constexpr double kLastDay = 2'958'466;  // 9999-12-31
  if (!(serial >= 0) || serial > kLastDay) return {};
  const auto whole = static_cast<std::int64_t>(serial);
  const auto seconds =
      static_cast<std::int64_t>(std::llround((serial - static_cast<double>(whole)) * 86'400));
  if (whole == 0 && !from_1904) {  // Only a time of day.
    char clock[16];
    std::snprintf(clock, sizeof clock, "%02d:%02d:%02d", static_cast<int>(seconds / 3600 % 24),
                  static_cast<int>(seconds / 60 % 60), static_cast<int>(seconds % 60));
    return clock;
  }
  constexpr std::int64_t kFrom1900 = 25'569, kFrom1904 = 24'107;  // Serials of 1970-01-01.
  const std::int64_t early = !from_1904 && whole < 60 ? 1 : 0;
  const std::int64_t day = whole + early - (from_1904 ? kFrom1904 : kFrom1900);
  const Time time{Seconds(day * 86'400 + seconds)};
  const std::string text = format_time(time);  // 2026-03-01T08:15:00Z
  return seconds == 0 ? text.substr(0, text.find('T')) : text.substr(0, text.size() - 1);
}

bool parse_cell(std::string_view reference, std::uint32_t& row, std::uint32_t& column) {
  std::uint32_t letters = 0, digits = 0;
  std::size_t i = reference.starts_with('$') ? 1 : 0;
  for (; i < reference.size() && letters <= kMostColumns; ++i) {
    const char letter = reference[i];
    if (letter < 'A' || letter > 'Z') break;
    letters = letters * 26 + static_cast<std::uint32_t>(letter - 'A' + 1);
  }
  if (i < reference.size() && reference[i] == '$') ++i;
  const auto parsed = std::from_chars(reference.data() + i, reference.data() + reference.size(), digits);
  if (letters == 0 || digits == 0 || parsed.ec != std::errc() ||
      parsed.ptr != reference.data() + reference.size())
    return false;
  row = digits;
  column = letters - 1;
  return true;
}

Status read_cells(ByteSource& bytes, const WorkbookTables& tables, SheetCounts& counts,
                  const std::function<bool(const SheetRow&)>& on_row) {
  SheetHandler handler(tables, counts, on_row);
  return parse_xml(bytes, handler);
}

}  // namespace waymark

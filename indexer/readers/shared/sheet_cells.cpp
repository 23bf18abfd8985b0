#include "sheet_cells.h"

#include "waymark/base/strings.h"

namespace waymark {
namespace {

constexpr std::size_t kMostRows = 20'000;
constexpr std::size_t kHeaderWithin = 20;

}  // namespace

Result<SheetCells> SheetCells::load(const Workbook& workbook, std::size_t sheet) {
  SheetCells out;
  const Status read = workbook.read(sheet, [&out](const SheetRow& row) {
    out.rows_.push_back({row.number, {row.cells.begin(), row.cells.end()}});
    return out.rows_.size() < kMostRows;
  });
  if (!read) return fail(read.error());
  return out;
}

std::string_view SheetCells::at(std::uint32_t row, std::uint32_t column) const {
  for (const Row& one : rows_)
    if (one.number == row) return one[column];
  return {};
}

std::string_view SheetCells::beside(std::string_view label) const {
  for (const Row& row : rows_)
    for (std::size_t i = 0; i < row.cells.size(); ++i)
      if (same_ignoring_case(trim(row.cells[i].text), label))
        return i + 1 < row.cells.size() ? std::string_view(row.cells[i + 1].text) : std::string_view();
  return {};
}

const SheetCells::Row* SheetCells::header(std::initializer_list<std::string_view> labels) const {
  const Row* best = nullptr;
  std::size_t most = 0;
  for (std::size_t i = 0; i < rows_.size() && i < kHeaderWithin; ++i) {
    const auto holds = [&](std::string_view label) {
      return std::any_of(rows_[i].cells.begin(), rows_[i].cells.end(), [label](const SheetCell& cell) {
        return same_ignoring_case(trim(cell.text), label);
      });
    };
    const auto found = static_cast<std::size_t>(std::count_if(labels.begin(), labels.end(), holds));
    if (found > most) best = &rows_[i], most = found;
  }
  return best;
}

std::size_t find_sheet(const Workbook& workbook, std::string_view name, std::size_t none) {
  for (std::size_t i = 0; i < workbook.sheets().size(); ++i)
    if (same_ignoring_case(trim(workbook.sheets()[i].name), name)) return i;
  return none;
}

}  // namespace waymark

// csv_fuzz.cpp - CSV: never a crash, and the same rows wherever a stream cuts the bytes.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "waymark/base/strings.h"
#include "waymark/parse/csv.h"

#include "pieces.h"

namespace {

using namespace waymark;

std::vector<std::string> lines_of(Input input) {
  std::vector<std::string> lines;
  const auto take = [&](const CsvRow& row) {
    std::string line = row.place();
    for (const std::string& cell : row.cells()) {
      if (!valid_utf8(cell)) std::abort();
      line += '\x1f' + cell;
    }
    for (const std::string& name : row.header())
      if (!row.has(name)) std::abort();
    lines.push_back(std::move(line));
    return true;
  };
  const Status read = read_csv(
      input, take, [&](CsvProblem&& problem) { lines.push_back(problem.place + ": " + problem.message); });
  if (!read) lines.push_back(read.error().message);
  return lines;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  if (lines_of(Input::from_text(bytes)) != lines_of(Input::from_pieces(fuzz::pieces_of(bytes)))) std::abort();
  (void)csv_header(bytes);
  return 0;
}

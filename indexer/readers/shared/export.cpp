// export.cpp - one export file, opened again for each pass of its reader.
#include <algorithm>

#include "waymark/base/strings.h"
#include "waymark/parse/yaml.h"
#include "waymark/readers/reader.h"

namespace waymark {
namespace {

constexpr std::size_t kMostDocumentBytes = 64 << 20;
constexpr std::size_t kMostTextBytes = 8 << 20;

void report_notes(const Input& input, ReadSink& sink) {
  for (const std::string& note : input.notes()) sink.problem({"", note});
}

}  // namespace

Status Export::json(const JsonSplit& split, ReadSink& sink,
                    const std::function<void(JsonRecord&&)>& on_record) const {
  Result<Input> input = Input::open(path, member);
  if (!input) return fail(input.error());
  const auto take = [&](JsonRecord&& record) {
    on_record(std::move(record));
    return true;
  };
  const auto report = [&](JsonProblem&& problem) {
    sink.problem({std::move(problem.place), std::move(problem.message)});
  };
  Status read = read_json(*input, split, take, report);
  report_notes(*input, sink);
  return read;
}

Status Export::csv(ReadSink& sink, const std::function<void(const CsvRow&)>& on_row) const {
  Result<Input> input = Input::open(path, member);
  if (!input) return fail(input.error());
  const auto take = [&](const CsvRow& row) {
    on_row(row);
    return true;
  };
  const auto report = [&](CsvProblem&& problem) {
    sink.problem({std::move(problem.place), std::move(problem.message)});
  };
  Status read = read_csv(*input, take, report);
  report_notes(*input, sink);
  return read;
}

Result<Value> Export::document() const {
  Result<Input> input = Input::open(path, member);
  if (!input) return fail(input.error());
  const Result<std::string> bytes =
      input->read_all(shape.syntax == Syntax::Json ? kMostDocumentBytes : kMostTextBytes);
  if (!bytes) return fail(bytes.error());
  return shape.syntax == Syntax::Json ? parse_json(*bytes) : parse_yaml(*bytes);
}

Result<std::string> Export::text() const {
  Result<Input> input = Input::open(path, member);
  if (!input) return fail(input.error());
  return input->read_all(kMostTextBytes);
}

Result<Workbook> Export::workbook() const { return Workbook::open(path, member); }

bool Export::ignores(std::string_view user) const {
  return std::any_of(ignore_users.begin(), ignore_users.end(),
                     [user](const std::string& pattern) { return glob_match(pattern, user); });
}

}  // namespace waymark

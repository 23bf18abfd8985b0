#include "contract_file.h"

#include "waymark/base/strings.h"
#include "waymark/base/time.h"
#include "waymark/catalog/contract_dialect.h"

namespace waymark {
namespace {

// A contract carries no time of its own making that could be trusted, so the file's is the time of the
// export.
Time export_time(const Export& file) {
  std::error_code error;
  const auto written = std::filesystem::last_write_time(file.path, error);
  if (error) return now_utc();
  return std::chrono::floor<Seconds>(std::chrono::file_clock::to_sys(written));
}

void read_one(const ContractDocument& document, const Export& file, const std::string& place,
              ReadSink& sink) {
  const ContractDialect* dialect = dialect_of(document.value);
  if (dialect == nullptr) {
    sink.problem({place, "this document is no data contract; left out"});
    return;
  }
  const ContractOrigin origin{file.name, file.platform, file.instance, export_time(file)};
  ContractReading reading = dialect->read(document, origin);
  sink.count("contract");
  for (ContractProblem& problem : reading.problems)
    sink.problem({std::move(problem.place), std::move(problem.message)});
  reading.fragment.place = place;
  sink.fragment(std::move(reading.fragment));
}

}  // namespace

bool holds_contract(const Shape& shape, std::string_view dialect, std::string_view marker) {
  if (shape.syntax != Syntax::Yaml && shape.syntax != Syntax::Json) return false;
  if (const ContractDialect* found = dialect_of(shape.first)) return found->name == dialect;
  if (!shape.first.is_null()) return false;
  for (const std::string& line : split(shape.beginning, '\n'))
    if (line.starts_with(marker)) return true;
  return false;
}

Status read_contract_file(const Export& file, ReadSink& sink) {
  const Result<std::string> text = file.text();
  if (!text) return fail(text.error());
  return read_contract_text(*text, file, sink);
}

Status read_contract_text(std::string_view text, const Export& file, ReadSink& sink) {
  const Result<std::vector<ContractDocument>> documents = contract_documents(text);
  if (!documents) {
    sink.problem({"", documents.error().message});
    return {};
  }
  for (std::size_t i = 0; i < documents->size(); ++i)
    read_one((*documents)[i], file, documents->size() == 1 ? "" : "document " + std::to_string(i + 1), sink);
  return {};
}

}  // namespace waymark

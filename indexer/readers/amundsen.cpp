// amundsen.cpp - the CSV files of Amundsen's sample loader, each told by its columns. They work as a set:
// every file says one thing about the same tables and dashboards, whose keys join them. Source:
// docs/sources.md.
#include "waymark/base/strings.h"
#include "waymark/readers/reader.h"

#include "shared/amundsen_files.h"

namespace waymark {
namespace {

using amundsen::FileKind;

const FileKind* kind_of(const Shape& shape) {
  if (shape.syntax != Syntax::Csv) return nullptr;
  for (const FileKind& kind : amundsen::file_kinds()) {
    const std::vector<std::string> columns = split_words(kind.columns, ',');
    const bool all = std::all_of(columns.begin(), columns.end(),
                                 [&](const std::string& column) { return shape.has_columns({column}); });
    if (all && (kind.most == 0 || shape.header.size() <= kind.most)) return &kind;
  }
  return nullptr;
}

bool recognises(const Shape& shape) { return kind_of(shape) != nullptr; }

Status read(const Export& file, ReadSink& sink) {
  const FileKind* kind = kind_of(file.shape);
  if (kind->read == nullptr) {
    sink.problem({"", "not read (" + std::string(kind->record) + "): " + std::string(kind->reason)});
    return file.csv(sink, [&](const CsvRow&) { sink.count(kind->record); });
  }
  amundsen::Collector collector(file, sink);
  const Status status = file.csv(sink, [&](const CsvRow& row) {
    sink.count(kind->record);
    kind->read({row, collector});
  });
  collector.emit();
  return status;
}

}  // namespace

extern const Reader amundsen_reader{
    "amundsen", "Amundsen databuilder files (CSV)", SourceKind::BusinessCatalog, 230, recognises, read};

}  // namespace waymark

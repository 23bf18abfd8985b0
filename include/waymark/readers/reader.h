// reader.h - one reader per export format, and what it is given.
//
//   extern const Reader glue_reader{…};   // indexer/readers/glue.cpp exports one constant named after the
//   file
//
// The build lists the files of indexer/readers/ and makes the table of readers from their names, so a new
// format is one new file. What readers share stands in indexer/readers/shared/.
//
// A reader turns one export file into Fragments and Edges. It knows the model and nothing of the index. It
// never gives up on a file because of one record: it reports a Problem with its place and carries on.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/base/result.h"
#include "waymark/catalog/config.h"
#include "waymark/model/fragment.h"
#include "waymark/parse/csv.h"
#include "waymark/parse/json.h"
#include "waymark/parse/value.h"
#include "waymark/parse/workbook.h"

namespace waymark {

struct Problem {
  std::string place;    // "TableList[3].Name", "line 12"
  std::string message;  // One sentence: what is wrong and what was done with it.
};

// Where a reader puts what it finds.
class ReadSink {
 public:
  virtual ~ReadSink() = default;
  virtual void fragment(Fragment fragment) = 0;
  virtual void edge(Edge edge) = 0;
  virtual void problem(Problem problem) = 0;
  // Records read, by kind as the source counts them ("table", "column", "model", "contract"), before any
  // merging.
  virtual void count(std::string_view kind, std::size_t records = 1) = 0;
};

enum class Syntax : std::uint8_t { Json, Yaml, Csv, Workbook, Other };

// A sheet of a workbook and its first rows: titles and notes may stand above the header.
struct SheetShape {
  struct Row {
    std::uint32_t number = 0;        // As a spreadsheet program shows it.
    std::vector<std::string> cells;  // By column; trimmed, lower case.
  };
  std::string name;
  bool hidden = false;
  std::vector<Row> rows;  // Those that hold text, at most 20.

  // The row that looks most like a header: the first with as many filled cells as any. Null without rows.
  const Row* header() const;
  // The row that holds most of these names, and how many.
  std::pair<const Row*, std::size_t> header_with(std::span<const std::string_view> lower_case_names) const;
};

// What a file looks like from outside: enough to tell formats apart without reading all of it.
struct Shape {
  Syntax syntax = Syntax::Other;
  std::string file_name;  // "sales.orders.lftags.json"
  // JSON and YAML: the outline (parse/json.h) of the first document, or of the first item of a top-level
  // array. Null for CSV, and where nothing could be read.
  Value first;
  std::string malformed;            // Where and why the first document broke off; "" when it is whole.
  bool top_array = false;           // The document is an array; `first` is its first item.
  bool many = false;                // Several documents (NDJSON or one after another).
  std::vector<std::string> header;  // CSV: header cells, lower case.
  std::string beginning;            // The first bytes of decoded text (64 KiB); "" for workbooks.
  std::vector<SheetShape> sheets;   // Workbooks.
  std::vector<std::string> names;   // Workbooks: the names of cells and areas.

  bool has(std::string_view key) const { return first.has(key); }
  bool has_columns(
      std::initializer_list<std::string_view> lower_case_names) const;  // All of these in the CSV header.
};

// One export file, opened again for each pass.
struct Export {
  std::filesystem::path path;  // To open.
  std::string member;          // Of the zip archive at `path`; "" when the export is the file itself.
  std::string name;            // As reported: relative to its source, '/' separated.
  std::string folder;    // Of `name`, "" at the top: scope of ids that are unique inside one project only.
  std::string source;    // Name of the source.
  std::string instance;  // The source's configured instance, or "".
  std::string platform;  // The source's default platform, or "".
  std::vector<std::string> ignore_users;  // Patterns of accounts whose reading is no use.
  std::optional<MappingConfig> mapping;   // The source's; read by the reader of that name.
  Shape shape;

  // Each returns an error only when the file cannot be read at all; problems go to the sink.
  Status json(const JsonSplit& split, ReadSink& sink,
              const std::function<void(JsonRecord&&)>& on_record) const;
  Status csv(ReadSink& sink, const std::function<void(const CsvRow&)>& on_row) const;
  Result<Value> document() const;    // The one YAML or JSON document of the file (at most 64 MB).
  Result<std::string> text() const;  // The decoded text (at most 8 MB).
  Result<Workbook> workbook() const;
  bool ignores(std::string_view user) const;  // By `ignore_users`, whatever the case.
};

struct Reader {
  std::string_view name;   // "glue": in waymark.yaml, reports and docs.
  std::string_view label;  // "AWS Glue Data Catalog (JSON)"
  SourceKind kind;
  int order;  // Rank in detection: of the readers that recognise a shape, the lowest reads it.
  bool (*recognises)(const Shape& shape);
  Status (*read)(const Export& file, ReadSink& sink);
  // What it tells are events that add up: they outlive the export file they came in.
  bool feed = false;
};

// All readers in the order of detection: the first that recognises a shape reads the file.
std::span<const Reader* const> readers();
const Reader* find_reader(std::string_view name);
const Reader* detect(const Shape& shape);

// Looks at a file: syntax from its first bytes, then the shape. An error says why nothing can be told ("empty
// file", "zip archive", "not text").
Result<Shape> look_at(const std::filesystem::path& path, std::string_view member = {});
// For a file nobody recognises: "unknown format: top-level keys a, b, c" or the CSV header.
std::string describe(const Shape& shape);

}  // namespace waymark

// look_at.cpp - what a file is from outside, told by its bytes and never by its name.
#include <algorithm>

#include "waymark/base/strings.h"
#include "waymark/parse/archive.h"
#include "waymark/parse/yaml.h"
#include "waymark/readers/reader.h"

namespace waymark {
namespace {

constexpr std::size_t kBeginning = 64 * 1024;
constexpr std::size_t kMostYaml = 8 << 20;

struct Magic {
  std::string_view bytes;  // As decoded from Windows-1252 where they are no UTF-8.
  std::string_view is;
};
constexpr Magic kMagic[] = {
    {"\u00d0\u00cf\x11",
     "an old (.xls) or password-protected Excel workbook: save it as .xlsx without a password"},
    {"PAR1", "Parquet data, not a catalog export"},
    {"Obj\x01", "Avro data, not a catalog export"},
    {"ORC", "ORC data, not a catalog export"},
    {"%PDF", "a PDF document, not a catalog export"},
    {"SQLite format 3", "an SQLite database, not a catalog export"},
    {"BZh", "bzip2 data: unpack it or use gzip"},
    {"\u2030PNG", "a picture, not a catalog export"},
};

// How a text begins that is something else than an export we read.
constexpr Magic kTexts[] = {
    {"@prefix", "unsupported: RDF (Turtle); convert it to JSON-LD"},
    {"@base", "unsupported: RDF (Turtle); convert it to JSON-LD"},
    {"prefix ", "unsupported: RDF (Turtle); convert it to JSON-LD"},
    {"<!doctype html", "an HTML page, not a catalog export"},
    {"<html", "an HTML page, not a catalog export"},
    {"#!", "a script, not a catalog export"},
};

tl::unexpected<Error> not_an_export(std::string_view is) {
  return fail(ErrorCode::Unreadable, std::string(is));
}

std::string first_line(std::string_view text) { return std::string(trim(text.substr(0, text.find('\n')))); }

// Past the comments that YAML, Turtle and scripts alike may begin with.
std::string_view without_comments(std::string_view text) {
  text = trim(text);
  while (text.starts_with('#') && !text.starts_with("#!"))
    text = trim(text.substr(std::min(text.find('\n'), text.size())));
  return text;
}

std::optional<std::string> what_else(std::string_view beginning) {
  for (const Magic& magic : kMagic)
    if (beginning.starts_with(magic.bytes)) return std::string(magic.is);
  if (contains(beginning.substr(0, 8192), std::string_view("\0", 1))) return "binary data, not text";
  const std::string text = lower(without_comments(beginning.substr(0, 8192)));
  for (const Magic& known : kTexts)
    if (text.starts_with(known.bytes)) return std::string(known.is);
  if (text.starts_with("<http") || text.starts_with("_:"))
    return "unsupported: RDF (N-Triples); convert it to JSON-LD";
  if (text.starts_with("<"))
    return contains(text, "<rdf:rdf") || contains(text, "rdf-syntax-ns#")
               ? "unsupported: RDF/XML; convert it to JSON-LD"
               : "XML: not supported; export as JSON, YAML or CSV";
  return std::nullopt;
}

// A line "key: …", "key:" or "- …": what a YAML file has among its first lines and a table hardly ever.
bool like_yaml_line(std::string_view line) {
  if (line.starts_with("- ") || line == "-") return true;
  const std::size_t colon = line.find(": ");
  const std::size_t end = line.ends_with(':') ? line.size() - 1 : colon;
  if (end == std::string_view::npos || end == 0) return false;
  const std::string_view key = line.substr(0, end);
  return key.find_first_of(",;\t|") == std::string_view::npos;
}

bool like_yaml(std::string_view beginning) {
  for (const std::string& raw : split(beginning, '\n')) {
    const std::string_view line = trim(raw);
    if (line.empty() || line.starts_with('#') || line.starts_with('%')) continue;
    return line == "---" || line.starts_with("--- ") || like_yaml_line(line);
  }
  return false;
}

// "# Title" is a comment to YAML; what follows it tells.
bool is_prose(std::string_view beginning) {
  return trim(beginning).starts_with('#') && !like_yaml(beginning);
}

// "# Data contract: orders", and then no "key:" as YAML has it below a comment. Prose is a catalog export
// only where its title says so.
bool is_contract_in_words(std::string_view beginning) {
  const std::string title = lower(first_line(trim(beginning)));
  if (!contains(title, "contract") || title.size() > 200) return false;
  for (const std::string& raw : split(beginning, '\n')) {
    const std::string_view line = trim(raw);
    if (line.empty() || line.starts_with('#')) continue;
    return line.substr(0, line.find(':')).find_first_of(" *_`[(") != std::string_view::npos;
  }
  return true;
}

Result<Shape> json_shape(Input& input, Shape shape) {
  Result<JsonOutline> seen = outline_json(input);
  if (!seen) return fail(seen.error());
  shape.syntax = Syntax::Json;
  shape.first = std::move(seen->first);
  shape.top_array = seen->top_array;
  shape.many = seen->many;
  shape.malformed = std::move(seen->malformed);
  return shape;
}

Result<Shape> yaml_shape(Input& input, Shape shape) {
  const Result<std::string> text = input.read_all(kMostYaml);
  if (!text) return fail(text.error());
  shape.syntax = Syntax::Yaml;
  const Result<std::vector<Value>> documents = parse_yaml_documents(*text);
  if (!documents) {
    shape.malformed = documents.error().message;
    return shape;
  }
  shape.many = documents->size() > 1;
  for (const Value& document : *documents) {
    if (document.is_null()) continue;
    shape.top_array = document.is_array();
    shape.first = outline(shape.top_array && document.size() > 0 ? document.items().front() : document);
    break;
  }
  return shape;
}

// "Case Number", "The number of the record.",,,,,"Crime",   Glossary files for Dataplex look like that.
bool is_table_without_header(std::string_view beginning) {
  const std::string line = first_line(trim(beginning));
  return line.starts_with('"') && contains(line, "\",") && contains(line, ",,");
}

Result<Shape> shape_of_text(Input& input, Shape shape) {
  const std::string_view text = trim(shape.beginning);
  if (text.starts_with('{') || text.starts_with('[')) {
    Result<Shape> json = json_shape(input, shape);
    if (!json || !json->first.is_null() || json->malformed.empty()) return json;
    return not_an_export("neither JSON nor another format that is read: it begins with \"" +
                         std::string(cut_utf8(first_line(text), 60)) + "\"");
  }
  if (text.starts_with('#') && is_contract_in_words(shape.beginning)) return shape;
  if (is_prose(shape.beginning)) return not_an_export("plain text or Markdown, not a catalog export");
  if (like_yaml(shape.beginning)) {
    Result<Shape> yaml = yaml_shape(input, shape);
    if (!yaml || yaml->first.is_object() || yaml->first.is_null()) return yaml;
    return not_an_export("YAML that holds no map, not a catalog export");
  }
  shape.header = csv_header(shape.beginning);
  if (shape.header.empty() && is_contract_in_words(shape.beginning)) return shape;
  if (shape.header.empty())
    return not_an_export(
        is_table_without_header(shape.beginning)
            ? "a table whose first row holds values, not column names (as glossary files for Dataplex "
              "do): export terms as JSON, or add a header row"
            : "plain text, not a catalog export");
  for (std::string& cell : shape.header) cell = lower(cell);
  shape.syntax = Syntax::Csv;
  return shape;
}

SheetShape sheet_shape(const Workbook& workbook, std::size_t index, std::string& malformed) {
  constexpr std::size_t kRows = 20;
  constexpr std::uint32_t kColumns = 200;
  constexpr std::size_t kLongestCell = 200;
  SheetShape shape{workbook.sheets()[index].name, workbook.sheets()[index].hidden, {}};
  const Status read = workbook.read(index, [&](const SheetRow& row) {
    SheetShape::Row cells{row.number, {}};
    for (const SheetCell& cell : row.cells) {
      if (cell.column >= kColumns) break;
      cells.cells.resize(cell.column + 1);
      cells.cells.back() = lower(trim(cut_utf8(cell.text, kLongestCell)));
    }
    shape.rows.push_back(std::move(cells));
    return shape.rows.size() < kRows;
  });
  if (!read && malformed.empty()) malformed = read.error().message;
  return shape;
}

// An archive of exports is read as a folder; what gets here is a workbook, or cannot be read.
Result<Shape> archive_shape(const std::filesystem::path& path, std::string_view member, Shape shape) {
  if (member.empty()) {
    const Result<std::vector<ArchiveMember>> members = list_archive(path);
    if (!members) return fail(members.error());
    const std::string document = document_in(*members);
    if (document.empty()) return not_an_export("a zip archive without files to read");
    if (document != "workbook") return not_an_export(document);
  }
  const Result<Workbook> workbook = Workbook::open(path, member);
  if (!workbook && workbook.error().code == ErrorCode::NotFound)
    return not_an_export("a zip archive inside a zip archive: unpack the outer one");
  if (!workbook) return fail(workbook.error());
  shape.syntax = Syntax::Workbook;
  shape.beginning.clear();
  for (std::size_t i = 0; i < workbook->sheets().size(); ++i)
    shape.sheets.push_back(sheet_shape(*workbook, i, shape.malformed));
  for (const DefinedName& name : workbook->names()) shape.names.push_back(name.name);
  return shape;
}

std::string listed(const std::vector<std::string>& names) {
  constexpr std::size_t kShown = 12;
  std::string out;
  for (std::size_t i = 0; i < names.size() && i < kShown; ++i)
    out += (i > 0 ? ", " : "") + std::string(cut_utf8(names[i], 60));
  if (names.size() > kShown) out += " and " + std::to_string(names.size() - kShown) + " more";
  return out;
}

std::string describe_workbook(const Shape& shape) {
  if (!shape.malformed.empty()) return "the workbook cannot be read: " + shape.malformed;
  for (const SheetShape& sheet : shape.sheets) {
    const SheetShape::Row* header = sheet.header();
    if (header == nullptr) continue;
    std::vector<std::string> filled;
    for (const std::string& cell : header->cells)
      if (!cell.empty()) filled.push_back(cell);
    return "a workbook of data, not of a catalog: sheet \"" + std::string(trim(sheet.name)) +
           "\" has the columns " + listed(filled) + "; to read it as one, give its source a mapping";
  }
  return "a workbook without cells";
}

}  // namespace

const SheetShape::Row* SheetShape::header() const {
  const Row* best = nullptr;
  std::size_t most = 0;
  for (const Row& row : rows) {
    const auto filled = static_cast<std::size_t>(std::count_if(
        row.cells.begin(), row.cells.end(), [](const std::string& cell) { return !cell.empty(); }));
    if (filled > most) best = &row, most = filled;
  }
  return best;
}

std::pair<const SheetShape::Row*, std::size_t> SheetShape::header_with(
    std::span<const std::string_view> lower_case_names) const {
  std::pair<const Row*, std::size_t> best{nullptr, 0};
  for (const Row& row : rows) {
    const auto found = static_cast<std::size_t>(
        std::count_if(lower_case_names.begin(), lower_case_names.end(), [&row](std::string_view wanted) {
          return std::find(row.cells.begin(), row.cells.end(), wanted) != row.cells.end();
        }));
    if (found > best.second) best = {&row, found};
  }
  return best;
}

bool Shape::has_columns(std::initializer_list<std::string_view> lower_case_names) const {
  return std::all_of(lower_case_names.begin(), lower_case_names.end(), [this](std::string_view name) {
    return std::find(header.begin(), header.end(), name) != header.end();
  });
}

Result<Shape> look_at(const std::filesystem::path& path, std::string_view member) {
  Result<Input> input = Input::open(path, member);
  if (!input) return fail(input.error());
  const Result<std::string_view> beginning = input->peek(kBeginning);
  if (!beginning) return fail(beginning.error());
  Shape shape;
  shape.file_name =
      member.empty() ? path.filename().string() : std::filesystem::path(member).filename().string();
  shape.beginning = *beginning;
  if (begins_as_archive(shape.beginning)) return archive_shape(path, member, std::move(shape));
  if (trim(shape.beginning).empty()) return not_an_export("empty file");
  if (const auto else_is = what_else(shape.beginning)) return not_an_export(*else_is);
  return shape_of_text(*input, std::move(shape));
}

std::string describe(const Shape& shape) {
  if (shape.syntax == Syntax::Csv)
    return "a table of data, not of a catalog: columns " + listed(shape.header) +
           "; to read it as one, give its source a mapping";
  if (shape.syntax == Syntax::Workbook) return describe_workbook(shape);
  if (!shape.malformed.empty() && shape.first.is_null())
    return (shape.syntax == Syntax::Json ? "malformed JSON: " : "malformed YAML: ") + shape.malformed;
  if (shape.first.is_null()) return "unknown format: there is nothing in it";
  std::vector<std::string> keys;
  for (const auto& [key, value] : shape.first.members()) keys.push_back(key);
  if (keys.empty()) return "unknown format: no top-level keys";
  return "unknown format: top-level keys " + listed(keys);
}

}  // namespace waymark

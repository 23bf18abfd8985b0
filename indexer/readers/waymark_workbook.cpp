// waymark_workbook.cpp - what people edited in a workbook that `waymark export` wrote, or in a sheet of their
// own with its headers. How to: docs/workbook.md.
#include <unordered_map>

#include "waymark/base/strings.h"
#include "waymark/catalog/workbook.h"
#include "waymark/model/keys.h"
#include "waymark/readers/reader.h"

namespace waymark {
namespace {

std::size_t none() { return static_cast<std::size_t>(-1); }

bool holds(const SheetShape::Row& row, std::string_view header) {
  return std::find(row.cells.begin(), row.cells.end(), lower(header)) != row.cells.end();
}

bool holds_editable(const SheetShape::Row& row) {
  return std::any_of(editable_fields().begin(), editable_fields().end(),
                     [&row](const EditableField& field) { return holds(row, field.header); });
}

// A key looks like nothing else, so one below the header tells the sheet from any other that has a column
// "Key".
bool has_key_below(const SheetShape& sheet, const SheetShape::Row& header) {
  const auto column =
      std::find(header.cells.begin(), header.cells.end(), lower(kKeyHeader)) - header.cells.begin();
  return std::any_of(sheet.rows.begin(), sheet.rows.end(), [&](const SheetShape::Row& row) {
    return row.number > header.number && static_cast<std::size_t>(column) < row.cells.size() &&
           looks_like_key(row.cells[static_cast<std::size_t>(column)]);
  });
}

// The header of a sheet that holds edits, or null.
const SheetShape::Row* header_of(const SheetShape& sheet) {
  if (sheet.name == kWrittenSheet) return nullptr;
  for (const SheetShape::Row& row : sheet.rows) {
    if (!holds_editable(row)) continue;
    if (holds(row, kKeyHeader) && has_key_below(sheet, row)) return &row;
    if (holds(row, kPlatformHeader) && holds(row, kQualifiedHeader)) return &row;
  }
  return nullptr;
}

bool recognises(const Shape& shape) {
  if (shape.syntax != Syntax::Workbook) return false;
  return std::any_of(shape.sheets.begin(), shape.sheets.end(), [](const SheetShape& sheet) {
    return sheet.name == kWrittenSheet || header_of(sheet) != nullptr;
  });
}

// What one cell said when the workbook was written.
struct Written {
  std::string value;
  bool edited = false;
  std::string upstream;
};
using WrittenRow = std::vector<Written>;  // By field.

// Columns of a sheet by their header.
class Header {
 public:
  explicit Header(const SheetRow& row) {
    for (const SheetCell& cell : row.cells) columns_.emplace(lower(trim(cell.text)), cell.column);
  }
  std::string_view cell(const SheetRow& row, std::string_view header) const {
    const auto found = columns_.find(lower(header));
    return found == columns_.end() ? std::string_view() : row[found->second];
  }

 private:
  std::unordered_map<std::string, std::uint32_t> columns_;
};

class WorkbookReader {
 public:
  WorkbookReader(const Export& file, const Workbook& workbook, ReadSink& sink)
      : file_(file), workbook_(workbook), sink_(sink) {}

  Status read() {
    if (Status written = read_written(); !written) return written;
    for (std::size_t i = 0; i < file_.shape.sheets.size(); ++i)
      if (const SheetShape::Row* header = header_of(file_.shape.sheets[i]))
        if (Status read = read_sheet(i, header->number); !read) return read;
    for (const std::string& note : workbook_.notes()) sink_.problem({"", note});
    return {};
  }

 private:
  Status read_written() {
    std::size_t sheet = none();
    for (std::size_t i = 0; i < workbook_.sheets().size(); ++i)
      if (workbook_.sheets()[i].name == kWrittenSheet) sheet = i;
    if (sheet == none()) return {};
    std::optional<Header> header;
    return workbook_.read(sheet, [&](const SheetRow& row) {
      if (!header) {
        header.emplace(row);
        at_ = parse_time(header_time(row));
        return true;
      }
      WrittenRow& fields = written_[std::string(header->cell(row, kKeyHeader))];
      for (const EditableField& field : editable_fields())
        fields.push_back({std::string(header->cell(row, field.name)),
                          !header->cell(row, edited_header(field.name)).empty(),
                          std::string(header->cell(row, upstream_header(field.name)))});
      return true;
    });
  }

  // The last cell of the header row says when the workbook was written.
  static std::string_view header_time(const SheetRow& row) {
    return row.cells.empty() ? std::string_view() : std::string_view(row.cells.back().text);
  }

  Status read_sheet(std::size_t sheet, std::uint32_t header_row) {
    std::optional<Header> header;
    sheet_ = std::string(trim(workbook_.sheets()[sheet].name));
    return workbook_.read(sheet, [&](const SheetRow& row) {
      if (row.number == header_row) header.emplace(row);
      if (row.number > header_row) read_row(*header, row);
      return true;
    });
  }

  void read_row(const Header& header, const SheetRow& row) {
    sink_.count("row");
    Fragment edit;
    edit.place = sheet_ + " row " + std::to_string(row.number);
    edit.at = at_;
    if (!read_identity(header, row, edit)) return;
    const auto known = written_.find(edit.self.id);
    const WrittenRow* written = known == written_.end() ? nullptr : &known->second;
    std::size_t edits = 0;
    for (std::size_t i = 0; i < editable_fields().size(); ++i) {
      const EditableField& field = editable_fields()[i];
      const std::string_view cell = header.cell(row, field.header);
      if (is_edit(cell, written == nullptr ? nullptr : &(*written)[i]))
        edits += take(field, cell, written == nullptr ? nullptr : &(*written)[i], edit);
    }
    if (edits == 0) return;
    if (!edit.self.id.empty() && !seen_.emplace(edit.self.id, edit.place).second)
      return sink_.problem(
          {edit.place, "edits the same asset as " + seen_[edit.self.id] + "; this row is left out"});
    sink_.count("edit", edits);
    sink_.fragment(std::move(edit));
  }

  // Key, else platform and qualified name, else the name of a data product.
  bool read_identity(const Header& header, const SheetRow& row, Fragment& edit) {
    edit.self.id = std::string(trim(header.cell(row, kKeyHeader)));
    edit.self.name = std::string(trim(header.cell(row, kNameHeader)));
    const bool products = same_ignoring_case(sheet_, kProductsSheet);
    const auto type = parse_type(header.cell(row, kTypeHeader));
    edit.facts.type = type ? *type : products ? AssetType::DataProduct : AssetType::Table;
    const std::string qualified(trim(header.cell(row, kQualifiedHeader)));
    std::string platform(trim(header.cell(row, kPlatformHeader)));
    if (platform.empty()) platform = file_.platform;
    if (!qualified.empty() && !platform.empty())
      edit.self.physical = parse_physical(platform + ":" + qualified);
    edit.self.physical.instance = file_.instance;
    if (!edit.self.id.empty() && !looks_like_key(edit.self.id)) {
      sink_.problem({edit.place, "\"" + edit.self.id + "\" is no key of an asset; this row is left out"});
      return false;
    }
    const bool known = !edit.self.id.empty() || !edit.self.physical.empty() ||
                       (edit.facts.type == AssetType::DataProduct && !edit.self.name.empty());
    if (!known)
      sink_.problem(
          {edit.place, "says neither a key nor a platform and qualified name; this row is left out"});
    return known;
  }

  // An empty cell leaves things as they are. In a workbook we wrote, so does one that nobody touched, unless
  // what it says was somebody's edit already.
  static bool is_edit(std::string_view cell, const Written* written) {
    if (trim(cell).empty()) return false;
    return written == nullptr || written->edited || !same_cell(cell, written->value);
  }

  std::size_t take(const EditableField& field, std::string_view cell, const Written* written,
                   Fragment& edit) {
    if (same_ignoring_case(trim(cell), kClearCell)) {
      edit.cleared.emplace_back(field.name);
    } else if (const Status taken = field.take(cell, edit.facts); !taken) {
      sink_.problem({edit.place + ", " + std::string(field.header), taken.error().message});
      return 0;
    }
    if (written != nullptr)
      edit.facts.extra.emplace_back(field.name, written->edited ? written->upstream : written->value);
    return 1;
  }

  const Export& file_;
  const Workbook& workbook_;
  ReadSink& sink_;
  std::optional<Time> at_;
  std::string sheet_;
  std::unordered_map<std::string, WrittenRow> written_;  // By key.
  std::unordered_map<std::string, std::string> seen_;    // Key to the row that edits it.
};

Status read(const Export& file, ReadSink& sink) {
  const Result<Workbook> workbook = file.workbook();
  if (!workbook) return fail(workbook.error());
  return WorkbookReader(file, *workbook, sink).read();
}

}  // namespace

extern const Reader waymark_workbook_reader{
    "waymark_workbook", "Workbook edited by people (Excel)", SourceKind::Workbook, 4, recognises, read};

}  // namespace waymark

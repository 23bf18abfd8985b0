// export_workbook.cpp - a workbook for editing: what may be edited is open, what tells a row apart is locked,
// and a sheet that no menu shows keeps what every cell said. How to: docs/workbook.md.
#include <cerrno>
#include <cstring>
#include <fstream>

#include <xlsxwriter.h>

#include "waymark/base/strings.h"
#include "waymark/catalog/workbook.h"
#include "waymark/parse/archive.h"

#include "export_rows.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMostBytes = 64 << 20;  // Of a workbook that is read again.

bool is_left_out(const Asset& asset) {
  switch (asset.type) {
    case AssetType::Person:
    case AssetType::Team:
    case AssetType::Domain:
    case AssetType::Contract:
    case AssetType::Column:
      return true;
    default:
      return asset.stub;
  }
}

struct LockedColumn {
  std::string_view header;
  int width;
  std::string (*text)(const Asset&);
};
constexpr LockedColumn kLocked[] = {
    {kKeyHeader, 17, [](const Asset& asset) { return asset.key; }},
    {kTypeHeader, 12, [](const Asset& asset) { return std::string(info(asset.type).name); }},
    {kNameHeader, 28, [](const Asset& asset) { return asset.name; }},
    {kQualifiedHeader, 34, [](const Asset& asset) { return asset.qualified_name; }},
    {kPlatformHeader, 12, [](const Asset& asset) { return asset.platform; }},
};
constexpr lxw_col_t kFrozenColumns = 3;

// "_x000D_" in a text means a carriage return to a spreadsheet program, unless its underscore is written out.
std::string as_shown(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape = text[i] == '_' && i + 6 < text.size() && text[i + 1] == 'x' && text[i + 6] == '_';
    out += escape ? "_x005F_" : std::string(1, text[i]);
  }
  return out;
}

class WorkbookWriter {
 public:
  WorkbookWriter(const fs::path& path, std::uint64_t rows, Time written_at)
      : rows_(static_cast<lxw_row_t>(rows)) {
    // Rows go to disk as they are written.
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    book_ = workbook_new_opt(path.c_str(), &options);
    locked_ = workbook_add_format(book_);
    format_set_font_color(locked_, 0x666666);
    format_set_bg_color(locked_, 0xF2F2F2);
    open_ = workbook_add_format(book_);
    format_set_unlocked(open_);
    format_set_text_wrap(open_);
    format_set_num_format(open_, "@");  // A typed 0012 or =x stays what was typed.
    for (lxw_format* format : {locked_, open_}) format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    header_ = workbook_add_format(book_);
    format_set_bold(header_);
    format_set_bg_color(header_, 0xD9E1F2);
    format_set_bottom(header_, LXW_BORDER_THIN);
    assets_.sheet = add_sheet(kAssetsSheet, false);
    products_.sheet = add_sheet(kProductsSheet, true);
    written_.sheet = workbook_add_worksheet(book_, std::string(kWrittenSheet).c_str());
    worksheet_hide(written_.sheet);
    start_written(written_at);
  }
  ~WorkbookWriter() {
    if (book_ != nullptr) workbook_close(book_);
  }
  WorkbookWriter(const WorkbookWriter&) = delete;
  WorkbookWriter& operator=(const WorkbookWriter&) = delete;

  void add(const Asset& asset) {
    const bool product = asset.type == AssetType::DataProduct;
    Rows& rows = product ? products_ : assets_;
    ++rows.last;
    lxw_col_t column = 0;
    for (const LockedColumn& locked : kLocked) write(rows, column++, cell_text(locked.text(asset)), locked_);
    for (const EditableField& field : editable_fields()) {
      if (product && !field.of_products) continue;
      const std::string text = shown(asset, field);
      if (text.empty())
        worksheet_write_blank(rows.sheet, rows.last, column++, open_);
      else
        write(rows, column++, text, open_);
    }
    add_written(asset);
  }

  Status finish() {
    for (Rows* rows : {&assets_, &products_})
      worksheet_autofilter(rows->sheet, 0, 0, std::max<lxw_row_t>(rows->last, 1), rows->columns);
    const lxw_error closed = workbook_close(std::exchange(book_, nullptr));
    const lxw_error error = failure_ != LXW_NO_ERROR ? failure_ : closed;
    return error == LXW_NO_ERROR ? Status() : fail(ErrorCode::Failed, lower(lxw_strerror(error)));
  }

  std::uint64_t products() const { return products_.last; }

 private:
  struct Rows {
    lxw_worksheet* sheet = nullptr;
    lxw_row_t last = 0;  // The header is row 0.
    lxw_col_t columns = 0;
  };

  // A field that somebody cleared is still cleared when the workbook comes back.
  static std::string shown(const Asset& asset, const EditableField& field) {
    std::string text = cell_text(field.text(asset));
    return text.empty() && is_edited(asset, field) ? std::string(kClearCell) : text;
  }

  void write(Rows& rows, lxw_col_t column, const std::string& text, lxw_format* format) {
    if (text.empty()) return;
    const lxw_error error =
        worksheet_write_string(rows.sheet, rows.last, column, as_shown(text).c_str(), format);
    if (error != LXW_NO_ERROR && failure_ == LXW_NO_ERROR) failure_ = error;
  }

  lxw_worksheet* add_sheet(std::string_view name, bool of_products) {
    lxw_worksheet* sheet = workbook_add_worksheet(book_, std::string(name).c_str());
    Rows& rows = of_products ? products_ : assets_;
    rows.sheet = sheet;
    lxw_col_t column = 0;
    for (const LockedColumn& locked : kLocked) {
      worksheet_set_column(sheet, column, column, locked.width, nullptr);
      write_header(rows, column++, locked.header, "Tells which asset the row is about; not to be changed");
    }
    for (const EditableField& field : editable_fields()) {
      if (of_products && !field.of_products) continue;
      worksheet_set_column(sheet, column, column, field.width, open_);
      write_header(
          rows, column, field.header,
          std::string(field.note) + ".\nEmpty: leave as it is. " + std::string(kClearCell) + ": clear it.");
      if (field.words != nullptr) offer(sheet, column, field.words());
      ++column;
    }
    rows.columns = static_cast<lxw_col_t>(column - 1);
    worksheet_freeze_panes(sheet, 1, kFrozenColumns);
    lxw_protection allowed{};
    allowed.format_cells = allowed.format_columns = allowed.format_rows = allowed.sort = allowed.autofilter =
        1;
    worksheet_protect(sheet, nullptr, &allowed);
    return sheet;
  }

  void write_header(Rows& rows, lxw_col_t column, std::string_view name, const std::string& note) {
    write(rows, column, std::string(name), header_);
    worksheet_write_comment(rows.sheet, 0, column, note.c_str());
  }

  void offer(lxw_worksheet* sheet, lxw_col_t column, std::vector<std::string> words) {
    words.emplace_back(kClearCell);
    std::vector<const char*> list;
    for (const std::string& word : words) list.push_back(word.c_str());
    list.push_back(nullptr);
    lxw_data_validation validation{};
    validation.validate = LXW_VALIDATION_TYPE_LIST;
    validation.value_list = const_cast<decltype(validation.value_list)>(list.data());
    char title[] = "Not a value", message[] = "Choose one of the list.";
    validation.error_title = title;
    validation.error_message = message;
    worksheet_data_validation_range(sheet, 1, column, std::max<lxw_row_t>(rows_, 1), column, &validation);
  }

  void start_written(Time written_at) {
    lxw_col_t column = 0;
    write(written_, column++, std::string(kKeyHeader), nullptr);
    for (const EditableField& field : editable_fields())
      for (const std::string& name :
           {std::string(field.name), edited_header(field.name), upstream_header(field.name)})
        write(written_, column++, name, nullptr);
    write(written_, column, format_time(written_at), nullptr);
  }

  void add_written(const Asset& asset) {
    ++written_.last;
    lxw_col_t column = 0;
    write(written_, column++, asset.key, nullptr);
    for (const EditableField& field : editable_fields()) {
      const bool edited = is_edited(asset, field);
      write(written_, column++, shown(asset, field), nullptr);
      write(written_, column++, edited ? "1" : "", nullptr);
      write(written_, column++, edited ? cell_text(upstream_of(asset, field)) : "", nullptr);
    }
  }

  lxw_workbook* book_ = nullptr;
  lxw_format *locked_ = nullptr, *open_ = nullptr, *header_ = nullptr;
  lxw_row_t rows_;
  Rows assets_, products_, written_;
  lxw_error failure_ = LXW_NO_ERROR;
};

Result<std::uint64_t> count(const Viewer& viewer, const SearchRequest& search) {
  SearchRequest request = search;
  request.limit = 0;
  request.facets.clear();
  const auto found = viewer.search(request);
  if (!found) return fail(found.error());
  return found->total;
}

// Hidden by the library means shown again by a menu; very hidden it is not offered there.
Status hide_well(const fs::path& path) {
  return replace_in_member(path, "xl/workbook.xml", "state=\"hidden\"", "state=\"veryHidden\"");
}

Status check_size(const fs::path& path) {
  std::error_code error;
  if (fs::file_size(path, error) <= kMostBytes) return {};
  return fail(
      ErrorCode::InvalidInput,
      "the workbook would have more than 64 MB: narrow it by a filter, for example --filter domain=Sales");
}

}  // namespace

Result<ExportReport> write_workbook(const Viewer& viewer, const ExportRequest& request) {
  const Result<std::uint64_t> total = count(viewer, request.search);
  if (!total) return fail(total.error());
  if (*total > request.most_rows)
    return fail(
        ErrorCode::InvalidInput,
        std::to_string(*total) + " assets are more than the " + std::to_string(request.most_rows) +
            " rows of a workbook: narrow them by a query or a filter, for example --filter domain=Sales");
  const fs::path partial = request.output.string() + ".partial";
  const std::string writing = "writing \"" + request.output.string() + "\"";
  ExportReport report;
  if (!std::ofstream(partial, std::ios::binary | std::ios::trunc))
    return fail(ErrorCode::Failed, writing + ": " + std::strerror(errno));
  const auto write = [&]() -> Status {
    WorkbookWriter writer(partial, *total, request.written_at);
    if (Status each = each_hit(viewer, request.search,
                               [&](const Hit& hit) {
                                 if (is_left_out(hit.asset)) return ++report.left_out, Status();
                                 ++report.assets;
                                 writer.add(hit.asset);
                                 return Status();
                               });
        !each)
      return each;
    report.products = writer.products();
    if (Status finished = writer.finish(); !finished) return fail(writing, finished.error());
    if (Status hidden = hide_well(partial); !hidden) return hidden;
    return check_size(partial);
  };
  Status written = write();
  std::error_code error;
  if (written) {
    fs::rename(partial, request.output, error);
    if (error) written = fail(ErrorCode::Failed, writing + ": " + error.message());
  }
  if (!written) {
    fs::remove(partial, error);
    return fail(written.error());
  }
  return report;
}

}  // namespace waymark

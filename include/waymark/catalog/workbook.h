// workbook.h - what people may edit in a workbook, and how each field reads in a cell. How to:
// docs/workbook.md.
//
//   for (const EditableField& field : editable_fields()) write_cell(field.text(asset));
//   Status taken = find_editable("owner")->take(cell, fragment.facts);
//
// The one who writes a workbook and the one who reads it share this table, so a cell that nobody touched says
// nothing, and one that was edited says the same wherever the workbook went.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/base/result.h"
#include "waymark/model/asset.h"

namespace waymark {

struct EditableField {
  std::string_view name;                          // Of asset_json: "products".
  std::string_view said;                          // Of FieldHistory: "product".
  std::string_view header;                        // Of its column: "Data product".
  std::string_view note;                          // What may be written, for who edits.
  bool list = false;                              // One value a line.
  bool of_products = true;                        // Also on the sheet of data products.
  int width = 20;                                 // Of the column, in characters.
  std::vector<std::string> (*words)() = nullptr;  // The closed list, where it has one.
  std::string (*text)(const Facts&) = nullptr;
  void (*put)(std::vector<std::string> values, Facts&) = nullptr;  // Values that are known to be good.
  void (*copy)(const Facts& from, Facts& to) = nullptr;

  // Puts what a cell says. An error names the words that are no value, with the nearest that is.
  Status take(std::string_view cell, Facts& facts) const;
};

std::span<const EditableField> editable_fields();
const EditableField* find_editable(std::string_view name);

constexpr std::string_view kWorkbookReader = "waymark_workbook";
constexpr std::string_view kClearCell = "(clear)";
constexpr std::string_view kAssetsSheet = "Assets";
constexpr std::string_view kProductsSheet = "Products";
// Very hidden: what every cell said when the workbook was written. Its columns are kKeyHeader and for each
// field its name, edited_header(name) and upstream_header(name).
constexpr std::string_view kWrittenSheet = "_waymark";
constexpr std::string_view kKeyHeader = "Key";
constexpr std::string_view kTypeHeader = "Type";
constexpr std::string_view kNameHeader = "Name";
constexpr std::string_view kPlatformHeader = "Platform";
constexpr std::string_view kQualifiedHeader = "Qualified name";
std::string edited_header(std::string_view field);    // "1": the value was somebody's edit already,
std::string upstream_header(std::string_view field);  // and this is what the other sources said then.

// The longest text of a cell that every spreadsheet program takes.
std::string cell_text(std::string text);
// Texts that differ only in how lines end and in blanks around them are one.
bool same_cell(std::string_view a, std::string_view b);

// Whether the value in use was written by a person into a workbook, and what other sources say instead.
bool is_edited(const Asset& asset, const EditableField& field);
std::string upstream_of(const Asset& asset, const EditableField& field);
std::string edit_label(std::string_view source);  // How such a source is called in FieldHistory.

}  // namespace waymark

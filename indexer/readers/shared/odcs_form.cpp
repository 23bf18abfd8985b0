// odcs_form.cpp - by the names its cells have, else by the labels beside them. Source: docs/sources.md.
#include "odcs_form.h"

#include "waymark/base/strings.h"

#include "odcs_form_schema.h"

namespace waymark {
namespace {

struct FormCell {
  std::string_view name;   // Of the cell.
  std::string_view label;  // Beside it, where the cell has no name.
};
constexpr FormCell kFundamentals[] = {
    {"kind", "Kind"},     {"apiVersion", "apiVersion"},    {"id", "ID"},
    {"name", "Name"},     {"version", "Version"},          {"status", "Status"},
    {"domain", "Domain"}, {"dataProduct", "Data Product"}, {"tenant", "Tenant"}};
constexpr FormCell kDescription[] = {
    {"purpose", "Purpose"}, {"limitations", "Limitations"}, {"usage", "Usage"}};
constexpr FormCell kPrice[] = {
    {"priceAmount", "Price Amount"}, {"priceCurrency", "Price Currency"}, {"priceUnit", "Price Unit"}};
constexpr FormCell kServer[] = {
    {"server", "Server"}, {"environment", "Environment"}, {"description", "Description"}, {"type", "Type"}};

constexpr FormCell kTeam[] = {{"username", "Username"},
                              {"name", "Name"},
                              {"description", "Description"},
                              {"role", "Role"},
                              {"dateIn", "Date In"},
                              {"dateOut", "Date Out"},
                              {"replacedByUsername", "Replaced By Username"}};
constexpr FormCell kSupport[] = {
    {"channel", "Channel"}, {"url", "Channel URL"}, {"description", "Description"},
    {"tool", "Tool"},       {"scope", "Scope"},     {"invitationUrl", "Invitation URL"}};
constexpr FormCell kRoles[] = {{"role", "Role"},
                               {"description", "Description"},
                               {"access", "Access"},
                               {"firstLevelApprovers", "1st Level Approvers"},
                               {"secondLevelApprovers", "2nd Level Approvers"}};
constexpr FormCell kPromises[] = {{"property", "Property"},       {"value", "Value"},
                                  {"valueExt", "Extended value"}, {"unit", "Unit"},
                                  {"element", "Element"},         {"driver", "Driver"}};
constexpr FormCell kCustom[] = {{"property", "Property"}, {"value", "Value"}};

class Form {
 public:
  explicit Form(const Workbook& workbook) : workbook_(workbook), sheets_(workbook.sheets().size()) {}

  Result<Value> document() {
    for (std::size_t i = 0; i < sheets_.size(); ++i) {
      auto cells = SheetCells::load(workbook_, i);
      if (!cells) return fail(cells.error());
      sheets_[i] = std::move(*cells);
    }
    read_fundamentals();
    put_list("team", rows_of("Team", kTeam));
    put_list("support", rows_of("Support", kSupport));
    put_list("roles", rows_of("Roles", kRoles));
    put_list("slaProperties", rows_of("SLA", kPromises));
    read_custom();
    read_server();
    read_schemas();
    return std::move(document_);
  }

 private:
  const SheetCells* sheet(std::string_view name) const {
    const std::size_t index = find_sheet(workbook_, name, sheets_.size());
    return index < sheets_.size() ? &sheets_[index] : nullptr;
  }

  // A cell that has the name counts even when it is empty: its label may stand elsewhere too.
  std::string text_of(const std::string& name, std::string_view on_sheet, std::string_view label) const {
    if (const DefinedName* defined = workbook_.find_name(name))
      return std::string(trim(sheets_[defined->sheet].at(defined->first_row, defined->first_column)));
    const SheetCells* cells = sheet(on_sheet);
    return cells == nullptr ? std::string() : std::string(trim(cells->beside(label)));
  }

  static void put(Value& into, std::string_view member, std::string text) {
    if (!text.empty()) into.set(std::string(member), Value(std::move(text)));
  }
  void put_list(std::string_view member, Value::Items items) {
    if (!items.empty()) document_.set(std::string(member), Value(std::move(items)));
  }

  Value section(std::span<const FormCell> cells, const std::string& prefix, std::string_view on_sheet) const {
    Value out{Value::Members()};
    for (const FormCell& cell : cells)
      put(out, cell.name, text_of(prefix + std::string(cell.name), on_sheet, cell.label));
    return out;
  }

  void read_fundamentals() {
    document_ = section(kFundamentals, "", "Fundamentals");
    if (Value words = section(kDescription, "description.", "Fundamentals"); words.size() > 0)
      document_.set("description", std::move(words));
    if (Value price = section(kPrice, "price.", "Pricing"); price.size() > 0)
      document_.set("price", std::move(price));
    put_list("tags", form_list(text_of("tags", "Fundamentals", "Tags")));
  }

  Value::Items rows_of(std::string_view sheet_name, std::span<const FormCell> columns) const {
    const SheetCells* cells = sheet(sheet_name);
    if (cells == nullptr) return {};
    std::vector<FormColumn> wanted;
    for (const FormCell& column : columns) wanted.push_back({column.name, column.label});
    return form_rows(*cells, wanted);
  }

  void read_custom() {
    Value::Items rows = rows_of("Custom Properties", kCustom);
    // The owner has a row of its own, a formula that repeats the cell of the first sheet.
    const std::string owner = text_of("owner", "Fundamentals", "Owner");
    std::erase_if(rows,
                  [](const Value& row) { return row["property"].text() == "owner" || !row.has("value"); });
    if (!owner.empty()) {
      Value row{Value::Members()};
      row.set("property", Value(std::string("owner")));
      row.set("value", Value(owner));
      rows.insert(rows.begin(), std::move(row));
    }
    put_list("customProperties", std::move(rows));
  }

  // The form has a block of cells for every kind of server; the one of the type counts.
  void read_server() {
    Value server = section(kServer, "servers.", "Servers");
    const std::string type = lower(server["type"].text());
    if (type.empty()) return;
    bool named = false;
    for (const DefinedName& name : workbook_.names()) {
      const std::vector<std::string> parts = split(name.name, '.');
      if (parts.size() != 3 || parts[0] != "servers" || !type.starts_with(lower(parts[1]))) continue;
      named = true;
      put(server, parts[2], text_of(name.name, "Servers", ""));
    }
    if (!named) read_server_block(server, type);
    document_.set("servers", Value(Value::Items{std::move(server)}));
  }

  // Without names: the title of a block in the first column, its labels in the second, the values behind
  // them.
  void read_server_block(Value& server, std::string_view type) const {
    const SheetCells* cells = sheet("Servers");
    bool inside = false;
    for (const SheetCells::Row& row : cells == nullptr ? std::vector<SheetCells::Row>() : cells->rows()) {
      if (!row[0].empty()) {
        const std::string title = lower(replace_all(replace_all(row[0], "Server", ""), " ", ""));
        inside = contains(title, type.substr(0, 8));
      }
      if (inside && row[0].empty()) put(server, form_member(row[1]), std::string(trim(row[2])));
    }
  }

  void read_schemas() {
    Value::Items schemas;
    for (std::size_t i = 0; i < sheets_.size(); ++i)
      if (Value schema = form_schema(workbook_, i, sheets_[i]); !schema.is_null())
        schemas.push_back(std::move(schema));
    if (const SheetCells* cells = sheet("Quality")) form_quality(*cells, schemas);
    if (const SheetCells* cells = sheet("Relationships")) form_relationships(*cells, schemas);
    document_.set("schema", Value(std::move(schemas)));
  }

  const Workbook& workbook_;
  std::vector<SheetCells> sheets_;
  Value document_;
};

}  // namespace

Result<Value> odcs_document(const Workbook& workbook) { return Form(workbook).document(); }

}  // namespace waymark

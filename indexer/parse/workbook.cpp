#include "waymark/parse/workbook.h"

#include "waymark/base/strings.h"

#include "workbook_parts.h"
#include "zip_file.h"

namespace waymark {
namespace {

constexpr ArchiveLimits kLimits{
    .members = 2'000, .packed_bytes = 64u << 20, .unpacked_bytes = 512u << 20, .ratio = 200};

tl::unexpected<Error> unreadable(const Error& why) { return fail("the workbook cannot be read", why); }

Result<std::string> all_of(ByteSource& source, std::uint64_t limit) {
  std::string all;
  for (;;) {
    const auto piece = source.read();
    if (!piece) return fail(piece.error());
    if (piece->empty()) return all;
    all += *piece;
    if (all.size() > limit) return fail(ErrorCode::Unreadable, "more than 64 MB: split it");
  }
}

// "Servers!$C$8", "'Custom Properties'!$A$5:$B$21": the sheet's name without quotes, and the area.
bool split_reference(std::string_view text, std::string& sheet, DefinedName& name) {
  const std::size_t mark = text.rfind('!');
  if (mark == std::string_view::npos) return false;
  sheet = std::string(text.substr(0, mark));
  if (sheet.size() > 1 && sheet.starts_with('\'') && sheet.ends_with('\''))
    sheet = replace_all(sheet.substr(1, sheet.size() - 2), "''", "'");
  const std::string_view area = text.substr(mark + 1);
  const std::size_t colon = area.find(':');
  const std::string_view last = colon == std::string_view::npos ? area : area.substr(colon + 1);
  return parse_cell(area.substr(0, colon), name.first_row, name.first_column) &&
         parse_cell(last, name.last_row, name.last_column);
}

}  // namespace

struct Workbook::State {
  std::shared_ptr<ZipFile> archive;
  WorkbookTables tables;
  std::vector<SheetInfo> sheets;
  std::vector<std::string> parts;  // One for each sheet.
  std::vector<DefinedName> names;
  mutable SheetCounts counts;

  Status load();
  void take_sheets(const WorkbookOutline& outline, const WorkbookRelations& relations);
  Status take_tables(const WorkbookRelations& relations);
};

void Workbook::State::take_sheets(const WorkbookOutline& outline, const WorkbookRelations& relations) {
  for (const WorkbookPart& sheet : outline.sheets) {
    const auto relation = relations.find(sheet.relation);
    // Chart sheets and macro sheets have no cells to read.
    if (relation == relations.end() || relation->second.first != "worksheet") continue;
    sheets.push_back(sheet.info);
    parts.push_back(relation->second.second);
  }
  for (const auto& [name, reference] : outline.names) {
    DefinedName defined;
    std::string on;
    if (!split_reference(reference, on, defined)) continue;
    const auto sheet =
        std::find_if(sheets.begin(), sheets.end(), [&on](const SheetInfo& info) { return info.name == on; });
    if (sheet == sheets.end()) continue;
    defined.name = name;
    defined.sheet = static_cast<std::size_t>(sheet - sheets.begin());
    names.push_back(std::move(defined));
  }
}

Status Workbook::State::take_tables(const WorkbookRelations& relations) {
  for (const auto& [id, relation] : relations) {
    const auto& [kind, part] = relation;
    if ((kind != "sharedStrings" && kind != "styles") || !archive->has(part)) continue;
    auto bytes = archive->read(part);
    if (!bytes) return fail(bytes.error());
    if (kind == "styles") {
      auto dates = read_date_styles(**bytes);
      if (!dates) return fail(dates.error());
      tables.dates = std::move(*dates);
    } else {
      auto strings = read_strings(**bytes);
      if (!strings) return fail(strings.error());
      tables.strings = std::move(*strings);
    }
  }
  return {};
}

Status Workbook::State::load() {
  auto bytes = archive->read("xl/workbook.xml");
  if (!bytes) return fail(bytes.error());
  const auto outline = read_outline(**bytes);
  if (!outline) return fail(outline.error());
  bytes = archive->read("xl/_rels/workbook.xml.rels");
  if (!bytes) return fail(bytes.error());
  const auto relations = read_relations(**bytes);
  if (!relations) return fail(relations.error());
  tables.from_1904 = outline->from_1904;
  take_sheets(*outline, *relations);
  return take_tables(*relations);
}

Workbook::Workbook(std::unique_ptr<State> state) : state_(std::move(state)) {}
Workbook::Workbook(Workbook&&) noexcept = default;
Workbook& Workbook::operator=(Workbook&&) noexcept = default;
Workbook::~Workbook() = default;

Result<Workbook> Workbook::open(const std::filesystem::path& path, std::string_view member) {
  if (!member.empty()) {
    auto packed = open_member(path, member);
    if (!packed) return fail(packed.error());
    auto bytes = all_of(**packed, kLimits.packed_bytes);
    if (!bytes) return unreadable(bytes.error());
    return from_bytes(std::move(*bytes));
  }
  auto archive = ZipFile::open(path, kLimits);
  if (!archive) return fail(archive.error());
  auto state = std::make_unique<State>();
  state->archive = std::move(*archive);
  if (Status loaded = state->load(); !loaded) return unreadable(loaded.error());
  return Workbook(std::move(state));
}

Result<Workbook> Workbook::from_bytes(std::string bytes) {
  auto archive = ZipFile::from_bytes(std::move(bytes), kLimits);
  if (!archive) return fail(archive.error());
  auto state = std::make_unique<State>();
  state->archive = std::move(*archive);
  if (Status loaded = state->load(); !loaded) return unreadable(loaded.error());
  return Workbook(std::move(state));
}

const std::vector<SheetInfo>& Workbook::sheets() const { return state_->sheets; }
const std::vector<DefinedName>& Workbook::names() const { return state_->names; }

const DefinedName* Workbook::find_name(std::string_view name) const {
  for (const DefinedName& defined : state_->names)
    if (defined.name == name) return &defined;
  return nullptr;
}

const DefinedName* Workbook::find_name(std::string_view name, std::size_t sheet) const {
  for (const DefinedName& defined : state_->names)
    if (defined.sheet == sheet && defined.name == name) return &defined;
  return nullptr;
}

Status Workbook::read(std::size_t sheet, const std::function<bool(const SheetRow&)>& on_row) const {
  const std::string outside = "sheet \"" + state_->sheets.at(sheet).name + "\"";
  auto bytes = state_->archive->read(state_->parts[sheet]);
  if (!bytes) return fail(outside, bytes.error());
  const Status read = read_cells(**bytes, state_->tables, state_->counts, on_row);
  return read ? Status() : fail(outside, read.error());
}

std::vector<std::string> Workbook::notes() const {
  std::vector<std::string> out;
  const SheetCounts& counts = state_->counts;
  if (counts.errors > 0)
    out.push_back(std::to_string(counts.errors) +
                  " cells show an error such as #REF! and were read as empty");
  if (counts.cut > 0) out.push_back(std::to_string(counts.cut) + " cells hold more than 1 MB and were cut");
  return out;
}

std::string_view SheetRow::operator[](std::uint32_t column) const {
  const auto cell = std::lower_bound(cells.begin(), cells.end(), column,
                                     [](const SheetCell& a, std::uint32_t at) { return a.column < at; });
  return cell != cells.end() && cell->column == column ? std::string_view(cell->text) : std::string_view();
}

std::string column_letters(std::uint32_t column) {
  std::string out;
  for (std::uint32_t rest = column + 1; rest > 0; rest = (rest - 1) / 26)
    out.insert(out.begin(), static_cast<char>('A' + (rest - 1) % 26));
  return out;
}

}  // namespace waymark

// workbook_fuzz.cpp - workbooks: never a crash, whether the archive is wrong or the markup in it.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "waymark/parse/workbook.h"

#include "tests/indexer/parse/zip_writer.h"

namespace {

using namespace waymark;

void read_all(const Result<Workbook>& workbook) {
  if (!workbook) return;
  for (std::size_t sheet = 0; sheet < workbook->sheets().size(); ++sheet) {
    std::int64_t last = -1;
    (void)workbook->read(sheet, [&last](const SheetRow& row) {
      last = -1;
      for (const SheetCell& cell : row.cells) {
        if (cell.text.empty() || static_cast<std::int64_t>(cell.column) < last) std::abort();
        last = cell.column;
      }
      return true;
    });
  }
  for (const DefinedName& name : workbook->names())
    if (workbook->find_name(name.name) == nullptr || name.sheet >= workbook->sheets().size()) std::abort();
}

// The input as one part of an otherwise sound workbook.
std::string around(const std::string& part, const std::string& text) {
  std::vector<ZipEntry> entries{
      {"xl/workbook.xml", "<workbook><sheets><sheet name='S' r:id='r1'/></sheets></workbook>", true},
      {"xl/_rels/workbook.xml.rels",
       "<R><Relationship Id='r1' Type='x/worksheet' Target='worksheets/sheet1.xml'/><Relationship Id='r2' "
       "Type='x/sharedStrings' Target='sharedStrings.xml'/><Relationship Id='r3' Type='x/styles' "
       "Target='styles.xml'/>"
       "</R>",
       true},
      {"xl/worksheets/sheet1.xml", "<w><row><c t='s' s='1'><v>0</v></c></row></w>", true},
      {"xl/sharedStrings.xml", "<sst><si><t>x</t></si></sst>", true},
      {"xl/styles.xml", "<s><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs></s>", true}};
  for (ZipEntry& entry : entries)
    if (entry.name == part) entry.data = text;
  return zipped(entries);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  read_all(Workbook::from_bytes(bytes));
  for (const char* part : {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml",
                           "xl/sharedStrings.xml", "xl/styles.xml"})
    read_all(Workbook::from_bytes(around(part, bytes)));
  return 0;
}

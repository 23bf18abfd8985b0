// workbook_parts.h - workbooks for tests, from the XML of their sheets.
#pragma once

#include <string>
#include <vector>

#include "tests/indexer/parse/zip_writer.h"

namespace waymark {

struct TestSheet {
  std::string name;
  std::string rows;  // "<row r=\"1\"><c r=\"A1\"…"
  std::string state = "visible";
};

struct TestWorkbook {
  std::vector<TestSheet> sheets;
  std::string strings;  // <si>…</si>
  std::string formats;  // <numFmt …/>
  std::string cell_formats = "<xf numFmtId=\"0\"/>";
  std::string names;       // <definedName …>…</definedName>
  std::string properties;  // Attributes of workbookPr.

  // Sheet files are numbered from the last tab to the first: their order says nothing.
  std::string bytes() const {
    const std::string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const std::string relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    std::string tabs, targets;
    std::vector<ZipEntry> entries{{"[Content_Types].xml", "<Types/>"}};
    for (std::size_t i = 0; i < sheets.size(); ++i) {
      const std::string id = "rId" + std::to_string(i + 1);
      const std::string file = "sheet" + std::to_string(sheets.size() - i) + ".xml";
      tabs += "<sheet name=\"" + sheets[i].name + "\" sheetId=\"" + std::to_string(i + 7) + "\" state=\"" +
              sheets[i].state + "\" r:id=\"" + id + "\"/>";
      targets += "<Relationship Id=\"" + id + "\" Type=\"" + relations + "/worksheet\" Target=\"worksheets/" +
                 file + "\"/>";
      entries.push_back({"xl/worksheets/" + file, "<worksheet xmlns=\"" + main + "\"><sheetData>" +
                                                      sheets[i].rows + "</sheetData></worksheet>"});
    }
    if (!strings.empty()) {
      targets +=
          "<Relationship Id=\"rIdS\" Type=\"" + relations + "/sharedStrings\" Target=\"sharedStrings.xml\"/>";
      entries.push_back({"xl/sharedStrings.xml", "<sst xmlns=\"" + main + "\">" + strings + "</sst>"});
    }
    targets += "<Relationship Id=\"rIdF\" Type=\"" + relations + "/styles\" Target=\"/xl/styles.xml\"/>";
    entries.push_back(
        {"xl/styles.xml", "<styleSheet xmlns=\"" + main + "\"><numFmts>" + formats +
                              "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>" +
                              cell_formats + "</cellXfs></styleSheet>"});
    entries.push_back({"xl/_rels/workbook.xml.rels", "<Relationships>" + targets + "</Relationships>"});
    entries.push_back({"xl/workbook.xml", "<workbook xmlns=\"" + main + "\" xmlns:r=\"" + relations +
                                              "\"><workbookPr " + properties + "/><sheets>" + tabs +
                                              "</sheets><definedNames>" + names +
                                              "</definedNames></workbook>"});
    return zipped(entries);
  }
};

inline std::string xml_text(const std::string& text) {
  std::string out;
  for (const char letter : text) {
    if (letter == '&')
      out += "&amp;";
    else if (letter == '<')
      out += "&lt;";
    else
      out += letter;
  }
  return out;
}

// Rows of texts from A1 on; an empty text is a cell that is not there.
inline std::string text_rows(const std::vector<std::vector<std::string>>& rows) {
  std::string out;
  for (const auto& row : rows) {
    out += "<row>";
    for (const std::string& cell : row)
      out += cell.empty()
                 ? "<c/>"
                 : "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">" + xml_text(cell) + "</t></is></c>";
    out += "</row>";
  }
  return out;
}

}  // namespace waymark

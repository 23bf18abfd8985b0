#include "mapped_export.h"

#include <set>

#include "waymark/base/strings.h"
#include "waymark/parse/yaml.h"

#include "mapped_record.h"
#include "waymark_line.h"

namespace waymark {
namespace {

class MappedExport {
 public:
  MappedExport(const Export& file, const MappingConfig& mapping, ReadSink& sink, const AdjustLine& adjust)
      : file_(file), mapping_(mapping), sink_(sink), adjust_(adjust) {}

  Status read() {
    switch (file_.shape.syntax) {
      case Syntax::Json:
        return file_.json({.paths = {json_records()}}, sink_, [this](JsonRecord&& record) {
          // "items.*" of an object whose members are keyed by name: the key is a field like others.
          if (record.value.is_object() && !record.name.empty() && !record.value.has("name"))
            record.value.set("name", Value(record.name));
          take(record.value, record.place);
        });
      case Syntax::Yaml:
        return read_yaml();
      case Syntax::Csv:
        return file_.csv(sink_, [this](const CsvRow& row) { take_row(row); });
      case Syntax::Workbook:
        return read_workbook();
      case Syntax::Other:
        break;
    }
    return fail(ErrorCode::Unreadable, "a mapping reads JSON, YAML, CSV and workbooks; this is none of them");
  }

  void report() {
    if (read_ == 0) sink_.problem({"", "the mapping found no record" + where_it_looked()});
  }

 private:
  std::string where_it_looked() const {
    return mapping_.records.empty() ? std::string() : " at \"" + mapping_.records + "\"";
  }

  // "/data/items" as a path of json.h: the outline tells whether it is a list or a map of records.
  std::string json_records() const {
    std::string path = mapping_.records;
    if (path.find("[]") != std::string::npos || path.ends_with('*') || path.empty()) return path;
    const Value* at = &file_.shape.first;
    std::string dotted;
    for (const std::string& step :
         split(path.starts_with('/') ? path.substr(1) : replace_all(path, ".", "/"), '/')) {
      at = &(*at)[step];
      dotted += (dotted.empty() ? "" : ".") + step;
    }
    if (at->is_array() || at->is_null()) return dotted + "[]";
    const bool map = at->is_object() && at->size() > 0 &&
                     std::all_of(at->members().begin(), at->members().end(),
                                 [](const auto& entry) { return entry.second.is_object(); });
    return map ? dotted + ".*" : dotted;
  }

  void take(const Value& record, const std::string& place) {
    ++read_;
    if (!record.is_object()) return sink_.problem({place, "a record must be an object; it was left out"});
    Value line = mapped_line(record, mapping_);
    if (adjust_) adjust_(record, line);
    if (line["id"].text().empty())
      return sink_.problem({place, "neither name nor id was found in this record; it was left out"});
    read_waymark_line(line, file_, place, sink_, file_.source + "/");
  }

  Status read_yaml() {
    const Result<std::string> text = file_.text();
    if (!text) return fail(text.error());
    const Result<std::vector<Value>> documents = parse_yaml_documents(*text);
    if (!documents) return fail(documents.error());
    const std::string place = replace_all(mapping_.records, "*", "");
    for (const Value& document : *documents) {
      if (place.empty() && document.is_object()) {
        take(document, at_line(document));
        continue;
      }
      for (const Value* found : find_in(document, place.empty() ? "/" : place)) take_yaml(*found);
    }
    return {};
  }

  // A map of records keyed by name, or one record.
  void take_yaml(const Value& found) {
    const bool map = mapping_.records.ends_with('*');
    if (!map) return take(found, at_line(found));
    for (const auto& [name, member] : found.members()) {
      Value record = member;
      if (record.is_object() && !record.has("name")) record.set("name", Value(name));
      take(record, at_line(member));
    }
  }

  static std::string at_line(const Value& value) { return "line " + std::to_string(value.line); }

  void take_row(const CsvRow& row) {
    if (read_ == 0) find_distinct(row.header());
    Value record{Value::Members()};
    for (const std::size_t i : distinct_)
      if (i < row.cells().size() && !row.cells()[i].empty())
        record.edit_members().emplace_back(row.header()[i], Value(row.cells()[i]));
    take(record, row.place());
  }

  // Of columns with one name the first counts.
  void find_distinct(const std::vector<std::string>& header) {
    std::set<std::string> seen;
    for (std::size_t i = 0; i < header.size(); ++i)
      if (seen.insert(header[i]).second) distinct_.push_back(i);
  }

  // The sheet that was named, else the one whose header has most of the columns the mapping asks for.
  Status read_workbook() {
    std::vector<std::string> wanted = wanted_columns();
    const std::vector<std::string_view> names(wanted.begin(), wanted.end());
    std::size_t best = file_.shape.sheets.size();
    std::pair<const SheetShape::Row*, std::size_t> header{nullptr, 0};
    for (std::size_t i = 0; i < file_.shape.sheets.size(); ++i) {
      const SheetShape& sheet = file_.shape.sheets[i];
      if (!mapping_.records.empty() && !same_ignoring_case(trim(sheet.name), trim(mapping_.records)))
        continue;
      const auto found = sheet.header_with(names);
      if (found.second > header.second) best = i, header = found;
    }
    if (header.first == nullptr)
      return fail(ErrorCode::Unreadable, "no sheet has the columns of the mapping" + where_it_looked());
    return read_sheet(best, header.first->number);
  }

  Status read_sheet(std::size_t index, std::uint32_t header_row) {
    const Result<Workbook> workbook = file_.workbook();
    if (!workbook) return fail(workbook.error());
    std::vector<std::pair<std::uint32_t, std::string>> header;
    const std::string sheet(trim(workbook->sheets()[index].name));
    const Status read = workbook->read(index, [&](const SheetRow& row) {
      if (row.number == header_row)
        for (const SheetCell& cell : row.cells) header.emplace_back(cell.column, trim(cell.text));
      if (row.number <= header_row) return true;
      Value record{Value::Members()};
      for (const auto& [column, name] : header)
        if (!row[column].empty() && !record.has(name))
          record.edit_members().emplace_back(name, Value(std::string(row[column])));
      if (record.size() > 0) take(record, sheet + " row " + std::to_string(row.number));
      return true;
    });
    for (const std::string& note : workbook->notes()) sink_.problem({sheet, note});
    return read;
  }

  std::vector<std::string> wanted_columns() const {
    std::vector<std::string> wanted{"name", "description"};
    const auto add = [&wanted](const std::vector<std::string>& places) {
      for (const std::string& place : places) wanted.push_back(lower(place));
    };
    for (const auto& [member, field] : mapping_.fields) add(field.from);
    for (const auto& [member, field] : mapping_.columns) add(field.from);
    add(mapping_.parts);
    std::sort(wanted.begin(), wanted.end());
    wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
    return wanted;
  }

  const Export& file_;
  const MappingConfig& mapping_;
  ReadSink& sink_;
  const AdjustLine& adjust_;
  std::size_t read_ = 0;
  std::vector<std::size_t> distinct_;  // Columns of a CSV.
};

}  // namespace

Status read_mapped(const Export& file, const MappingConfig& mapping, ReadSink& sink,
                   const AdjustLine& adjust) {
  MappedExport mapped(file, mapping, sink, adjust);
  const Status read = mapped.read();
  if (read) mapped.report();
  return read;
}

}  // namespace waymark

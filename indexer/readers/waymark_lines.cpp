// waymark_lines.cpp - Waymark's own JSON lines, one asset a line: for catalogs without a reader and for lists
// made by a script. The members are described in docs/model.md.
#include "indexer/readers/shared/waymark_line.h"

namespace waymark {
namespace {

// A type of ours, a name, and hardly a member we do not know: other catalogs have "name" and "type" too. Without an id
// every member must be one of ours.
bool recognises(const Shape& shape) {
  const Value& first = shape.first;
  if (shape.syntax != Syntax::Json || !parse_type(first["type"].string())) return false;
  if (!first["name"].is_string() && !first["qualified_name"].is_string()) return false;
  std::size_t unknown = 0;
  for (const auto& [name, value] : first.members()) unknown += !is_line_member(name);
  return first["id"].is_string() ? unknown * 4 <= first.size() : unknown == 0;
}

Status read(const Export& file, ReadSink& sink) {
  return file.json({}, sink, [&](JsonRecord&& record) {
    if (record.value.is_object())
      read_waymark_line(record.value, file, record.place, sink);
    else
      sink.problem({record.place, "a line must be a JSON object; it was left out"});
  });
}

}  // namespace

extern const Reader waymark_lines_reader{
    "waymark_lines", "Waymark JSON lines", SourceKind::BusinessCatalog, 5, recognises, read};

}  // namespace waymark

// snowflake_ddl.cpp - a table of CREATE statements (table_name, description, DDL), as GET_DDL gives them row
// by row. Source: docs/sources.md.
//
// Names in it are often not qualified: then the file must say where they live, as
// <database>__<schema>__DDL.csv or in a folder <database>/<schema>/.
#include "waymark/base/strings.h"
#include "waymark/model/keys.h"
#include "waymark/readers/reader.h"

#include "shared/ddl.h"
#include "shared/snowflake_rows.h"
#include "shared/sql_tables.h"

namespace waymark {
namespace {

using snowflake::Row;

bool recognises(const Shape& shape) { return snowflake::has_columns(shape, {"table_name", "ddl"}); }

// {database, schema} as the name of the file or its folders tell; empty when they do not.
SqlName place_of(const Export& file) {
  const std::string name = file.path.stem().string();
  if (const std::size_t end = name.rfind("__"); end != std::string::npos && end > 0) {
    const std::size_t schema = name.rfind("__", end - 1);
    if (schema != std::string::npos && schema > 0)
      return {name.substr(0, schema), name.substr(schema + 2, end - schema - 2)};
  }
  const std::vector<std::string> folders = split_words(file.folder, '/');
  if (same_ignoring_case(name, "ddl") && folders.size() >= 2)
    return {folders[folders.size() - 2], folders.back()};
  return {};
}

class DdlRows {
 public:
  DdlRows(const Export& file, ReadSink& sink) : file_(file), sink_(sink), place_(place_of(file)) {}

  void add(const Row& row) {
    const std::string text = row["DDL"];
    const std::optional<Ddl> ddl = parse_ddl(text);
    if (!ddl && !trim(text).empty())
      return sink_.problem(
          {row.place + ".DDL", "it creates neither a table nor a view; the row was left out"});
    SqlName name = split_qualified(row["TABLE_NAME"]);
    if (ddl && ddl->name.size() >= name.size()) name = ddl->name;
    if (name.empty()) return sink_.problem({row.place, "the row names no table; it was left out"});
    name = qualified(std::move(name), row.place);
    Fragment fragment;
    fragment.self.physical = {"snowflake", file_.instance, name};
    fragment.place = row.place;
    Facts& facts = fragment.facts;
    facts.name = name.back();
    facts.qualified_name = join(name, ".");
    facts.platform = "snowflake";
    facts.instance = file_.instance;
    facts.description = row["DESCRIPTION"];
    if (ddl) take(*ddl, name, fragment);
    sink_.count("table");
    if (!facts.columns.empty()) sink_.count("column", facts.columns.size());
    sink_.fragment(std::move(fragment));
  }

 private:
  SqlName qualified(SqlName name, const std::string& place) {
    const std::size_t known = name.size();
    if (known < 3 && place_.size() == 2)
      name.insert(name.begin(), place_.begin(), place_.begin() + static_cast<std::ptrdiff_t>(3 - known));
    if (name.size() < 3 && !std::exchange(told_, true))
      sink_.problem({place, "\"" + join(name, ".") +
                                "\" does not say its database and schema; call the file "
                                "<database>__<schema>__DDL.csv or put it in a folder <database>/<schema>/"});
    return name;
  }

  void take(const Ddl& ddl, const SqlName& name, Fragment& fragment) {
    Facts& facts = fragment.facts;
    if (ddl.view) facts.type = AssetType::View;
    if (facts.description.empty()) facts.description = ddl.comment;
    facts.columns = ddl.columns;
    for (SqlName from : sql_statement(ddl.select, UnquotedNames::Upper).reads) {
      while (from.size() < name.size() && from.size() < 3)
        from.insert(from.begin(), name[name.size() - from.size() - 1]);
      Edge edge;
      edge.from.physical = {"snowflake", file_.instance, from};
      edge.to = fragment.self;
      edge.kind = "view";
      edge.place = fragment.place;
      sink_.edge(std::move(edge));
    }
  }

  const Export& file_;
  ReadSink& sink_;
  SqlName place_;
  bool told_ = false;
};

Status read(const Export& file, ReadSink& sink) {
  DdlRows rows(file, sink);
  return snowflake::read_rows(file, sink, [&](const Row& row) { rows.add(row); });
}

}  // namespace

extern const Reader snowflake_ddl_reader{
    "snowflake_ddl", "Snowflake DDL listing (CSV, JSON)", SourceKind::Technical, 246, recognises, read};

}  // namespace waymark

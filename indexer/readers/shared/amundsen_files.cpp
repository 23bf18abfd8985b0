#include "shared/amundsen_files.h"

#include "waymark/base/strings.h"
#include "waymark/model/keys.h"

#include "shared/meta_facts.h"

namespace waymark::amundsen {
namespace {

std::string text(const CsvRow& row, std::string_view column) { return std::string(trim(row[column])); }

std::string any_of(const CsvRow& row, std::initializer_list<std::string_view> columns) {
  for (const std::string_view column : columns)
    if (std::string value = text(row, column); !value.empty()) return value;
  return {};
}

Key key_of(const CsvRow& row, std::string_view table_column) {
  return {any_of(row, {"database", "db", "db_name"}), text(row, "cluster"), text(row, "schema"),
          text(row, table_column)};
}

// Null, and said so, where a part is missing: the row cannot be told from others.
Fragment* table_of(const Row& row, std::string_view table_column) {
  const Key key = key_of(row.cells, table_column);
  if (!key.platform.empty() && !key.schema.empty() && !key.table.empty())
    return &row.into.table(key, row.cells.place());
  row.into.problem(row.cells, "the row names no table (database, cluster, schema, name); it was left out");
  return nullptr;
}

void add_labels(Facts& facts, std::string_view list) {
  for (const std::string& label : split_words(list, ',')) add_label(facts, label);
}

void latest(std::optional<Time>& time, std::optional<Time> other) {
  if (other && (!time || *time < *other)) time = other;
}

void read_table(const Row& row) {
  Fragment* fragment = table_of(row, "name");
  if (fragment == nullptr) return;
  Facts& facts = fragment->facts;
  facts.description = text(row.cells, "description");
  if (same_ignoring_case(text(row.cells, "is_view"), "true")) facts.type = AssetType::View;
  add_labels(facts, row.cells["tags"]);
}

// What a program has to say about a table stands beside its description, under the program's name.
void read_programmatic(const Row& row) {
  Fragment* fragment = table_of(row, "name");
  if (fragment == nullptr) return;
  std::string source = text(row.cells, "description_source");
  if (source.empty() || source == "description")
    fragment->facts.description = text(row.cells, "description");
  else
    add_extra(fragment->facts, source, text(row.cells, "description"));
  add_labels(fragment->facts, row.cells["tags"]);
}

void read_column(const Row& row) {
  Fragment* fragment = table_of(row, "table_name");
  if (fragment == nullptr) return;
  Column column;
  column.path = text(row.cells, "name");
  if (column.path.empty()) return row.into.problem(row.cells, "a column without a name; it was left out");
  column.type = text(row.cells, "col_type");
  column.description = text(row.cells, "description");
  for (const std::string& badge : split_words(row.cells["badges"], ',')) {
    if (same_ignoring_case(badge, "pk"))
      column.key_role = "primary";
    else if (!same_ignoring_case(badge, "fk"))
      add_label(column, badge);
    else if (column.key_role.empty())
      column.key_role = "foreign";
  }
  fragment->facts.columns.push_back(std::move(column));
}

void read_owner(const Row& row) {
  Fragment* fragment = table_of(row, "table_name");
  if (fragment == nullptr) return;
  for (const std::string& one : split_words(row.cells["owners"], ','))
    fragment->facts.owners.push_back(owner_from_text(one));
}

void read_column_usage(const Row& row) {
  Fragment* fragment = table_of(row, "table");
  if (fragment == nullptr) return;
  const auto reads = Value(text(row.cells, "read_count")).integer();
  if (!reads)
    return row.into.problem(
        row.cells, "read_count \"" + text(row.cells, "read_count") + "\" is no number; the row was left out");
  row.into.use(fragment->self.id, *reads, row.cells["user_email"]);
}

void read_last_updated(const Row& row) {
  if (Fragment* fragment = table_of(row, "table_name"))
    latest(fragment->facts.updated, parse_time(text(row.cells, "last_updated_time_epoch")));
}

void read_badge(const Row& row) {
  if (Fragment* fragment = table_of(row, "table_name")) add_labels(fragment->facts, row.cells["name"]);
}

// The newest partition says up to when there is data, and its creation when it came.
void read_watermark(const Row& row) {
  Fragment* fragment = table_of(row, "table_name");
  if (fragment == nullptr) return;
  const bool high = contains(lower(text(row.cells, "part_type")), "high");
  add_extra(fragment->facts, high ? "newest partition" : "oldest partition", text(row.cells, "part_name"));
  if (high) latest(fragment->facts.updated, parse_time(text(row.cells, "create_time")));
}

void read_source(const Row& row) {
  if (Fragment* fragment = table_of(row, "table_name"))
    add_extra(fragment->facts, "source code", text(row.cells, "source"));
}

void read_report(const Row& row) {
  const auto parsed = parse_key(row.cells["resource_uri"], false);
  if (!parsed || parsed->key.table.empty())
    return row.into.problem(row.cells, "resource_uri \"" + text(row.cells, "resource_uri") +
                                           "\" is no key of a table; the row was left out");
  add_extra(row.into.table(parsed->key, row.cells.place()).facts, "report: " + text(row.cells, "name"),
            text(row.cells, "url"));
}

void read_schema(const Row& row) {
  const auto parsed = parse_key(row.cells["schema_key"], false);
  if (!parsed)
    return row.into.problem(row.cells, "schema_key \"" + text(row.cells, "schema_key") +
                                           "\" is no key of a schema; the row was left out");
  row.into.table(parsed->key, row.cells.place()).facts.description = text(row.cells, "description");
}

// The job that makes a table.
void read_application(const Row& row) {
  Fragment* made = table_of(row, "table_name");
  const std::string dag = text(row.cells, "dag_id"), task = text(row.cells, "task_id");
  if (made == nullptr || dag.empty()) return;
  const Ref table = made->self;
  Fragment& job =
      row.into.thing("amundsen:airflow:" + dag + (task.empty() ? "" : "/" + task), row.cells.place());
  job.facts.type = AssetType::Pipeline;
  job.facts.platform = "airflow";
  job.facts.name = task.empty() ? dag : dag + "." + task;
  job.facts.url = replace_all(text(row.cells, "application_url_template"), "{dag_id}", dag);
  row.into.edge(job.self, table, "job", row.cells.place());
}

void read_lineage(const Row& row, std::string_view from, std::string_view to, bool columns) {
  const auto source = parse_key(row.cells[from], columns), target = parse_key(row.cells[to], columns);
  if (!source || !target || source->key.table.empty() || target->key.table.empty())
    return row.into.problem(row.cells,
                            "\"" + text(row.cells, source ? to : from) +
                                "\" is no key (platform://cluster.schema/table); the row was left out");
  row.into.edge(row.into.ref(source->key), row.into.ref(target->key), "data", row.cells.place(),
                {source->column, target->column});
}

void read_table_lineage(const Row& row) { read_lineage(row, "source_table_key", "target_table_key", false); }
void read_column_lineage(const Row& row) {
  read_lineage(row, "source_column_key", "target_column_key", true);
}

void read_user(const Row& row) {
  const std::string mail = text(row.cells, "email");
  std::string name = text(row.cells, "full_name");
  if (name.empty()) name = trim(text(row.cells, "first_name") + " " + text(row.cells, "last_name"));
  if (name.empty()) name = mail;
  if (name.empty()) return row.into.problem(row.cells, "a person without a name and mail; left out");
  Fragment& person = row.into.thing("amundsen:user:" + lower(mail.empty() ? name : mail), row.cells.place());
  person.self.name = person.facts.name = name;
  person.facts.type = AssetType::Person;
  person.facts.owners = {{.id = person.self.id, .name = name, .mail = mail}};
  add_extra(person.facts, "teams", text(row.cells, "team_name"));
  add_extra(person.facts, "title", text(row.cells, "role_name"));
}

void read_dashboard(const Row& row) {
  Facts& facts = row.into.dashboard(row.cells).facts;
  facts.name = text(row.cells, "dashboard_name");
  facts.description = text(row.cells, "description");
  facts.url = text(row.cells, "dashboard_url");
  facts.created = parse_time(text(row.cells, "created_timestamp"));
  add_extra(facts, "dashboard group", text(row.cells, "dashboard_group"));
}

void read_dashboard_usage(const Row& row) {
  const Fragment& fragment = row.into.dashboard(row.cells);
  const auto views = Value(text(row.cells, "view_count")).integer();
  if (!views)
    return row.into.problem(
        row.cells, "view_count \"" + text(row.cells, "view_count") + "\" is no number; the row was left out");
  row.into.use(fragment.self.id, *views, row.cells["email"]);
}

void read_dashboard_owner(const Row& row) {
  Fragment& fragment = row.into.dashboard(row.cells);
  for (const std::string& one : split_words(row.cells["email"], ','))
    fragment.facts.owners.push_back(owner_from_text(one));
}

void read_dashboard_tables(const Row& row) {
  const Ref dashboard = row.into.dashboard(row.cells).self;
  for (const std::string& id : split_words(row.cells["table_ids"], ',')) {
    const auto parsed = parse_key(id, false);
    if (parsed && !parsed->key.table.empty())
      row.into.edge(row.into.ref(parsed->key), dashboard, "dashboard", row.cells.place());
    else
      row.into.problem(row.cells, "\"" + id + "\" is no key of a table; it was left out");
  }
}

// Names of queries only: their text holds literals.
void read_dashboard_query(const Row& row) {
  add_extra(row.into.dashboard(row.cells).facts, "query", text(row.cells, "query_name"));
}

void read_dashboard_run(const Row& row) {
  Facts& facts = row.into.dashboard(row.cells).facts;
  const std::string state = lower(text(row.cells, "execution_state"));
  const std::optional<Time> at = parse_time(text(row.cells, "execution_timestamp"));
  if (!state.starts_with("succe") || !at) return;  // A run that failed showed nobody anything.
  latest(facts.updated, at);
  latest(facts.accessed, at);
}

void read_dashboard_changed(const Row& row) {
  latest(row.into.dashboard(row.cells).facts.changed, parse_time(text(row.cells, "last_modified_timestamp")));
}

constexpr FileKind kKinds[] = {
    {"dashboard", "dashboard_group_id,dashboard_id,dashboard_name", 0, read_dashboard, ""},
    {"dashboard run", "dashboard_group_id,dashboard_id,execution_timestamp", 0, read_dashboard_run, ""},
    {"dashboard change", "dashboard_group_id,dashboard_id,last_modified_timestamp", 0, read_dashboard_changed,
     ""},
    {"dashboard use", "dashboard_group_id,dashboard_id,view_count,email", 0, read_dashboard_usage, ""},
    {"dashboard query", "dashboard_group_id,dashboard_id,query_name", 0, read_dashboard_query, ""},
    {"dashboard tables", "dashboard_group_id,dashboard_id,table_ids", 0, read_dashboard_tables, ""},
    {"dashboard owner", "dashboard_group_id,dashboard_id,email", 0, read_dashboard_owner, ""},
    {"chart", "dashboard_group_id,dashboard_id,chart_name", 0, nullptr,
     "charts are shown with their dashboard"},
    {"table lineage", "source_table_key,target_table_key", 0, read_table_lineage, ""},
    {"column lineage", "source_column_key,target_column_key", 0, read_column_lineage, ""},
    {"column use", "database,cluster,schema,table,column,user_email,read_count", 0, read_column_usage, ""},
    {"column", "name,col_type,cluster,schema,table_name", 0, read_column, ""},
    {"column statistics", "cluster,schema,table_name,col_name,stat_name,stat_val", 0, nullptr,
     "values of the data itself are never indexed"},
    {"table owner", "cluster,schema,table_name,owners", 0, read_owner, ""},
    {"last update", "cluster,schema,table_name,last_updated_time_epoch", 0, read_last_updated, ""},
    {"watermark", "cluster,schema,table_name,part_name,part_type", 0, read_watermark, ""},
    {"application", "cluster,schema,table_name,application_url_template,dag_id", 0, read_application, ""},
    {"source", "cluster,schema,table_name,source,source_type", 0, read_source, ""},
    {"badge", "cluster,schema,table_name,name,category", 0, read_badge, ""},
    {"report", "name,url,resource_uri,resource_label", 0, read_report, ""},
    {"schema", "schema_key,schema,description", 0, read_schema, ""},
    {"table", "database,cluster,schema,name,description,is_view", 0, read_table, ""},
    {"table", "database,cluster,schema,name,description,description_source", 0, read_programmatic, ""},
    {"table", "database,cluster,schema,name,description,tags", 0, read_table, ""},
    {"user", "email,full_name,team_name,manager_email", 0, read_user, ""},
    {"user", "email,first_name,last_name,team_name", 0, read_user, ""},
    {"tag", "name,tag_type", 2, nullptr, "tags are taken from what carries them"},
};

}  // namespace

std::span<const FileKind> file_kinds() { return kKinds; }

}  // namespace waymark::amundsen

#include "waymark/base/strings.h"
#include "waymark/model/keys.h"

#include "shared/amundsen_files.h"
#include "shared/event_hash.h"

namespace waymark::amundsen {
namespace {

constexpr std::size_t kMostColumnPairs = 2'000;  // Of one edge.

// Where names have three parts, the "cluster" of Amundsen is the outermost of them; elsewhere it says where a
// thing runs.
bool cluster_is_database(const std::string& platform) {
  for (const std::string_view one :
       {"snowflake", "bigquery", "postgres", "redshift", "mssql", "databricks", "vertica"})
    if (platform == one) return true;
  return false;
}

std::string key_text(const Key& key) {
  std::string text = "amundsen:" + key.platform + "://" + key.cluster + "." + key.schema;
  if (!key.table.empty()) text += "/" + key.table;
  return lower(text);
}

}  // namespace

std::string dashboard_id(const CsvRow& row) {
  return "amundsen:dashboard:" + std::string(row["product"]) + "://" + std::string(row["cluster"]) + "." +
         std::string(row["dashboard_group_id"]) + "/" + std::string(row["dashboard_id"]);
}

std::optional<ParsedKey> parse_key(std::string_view text, bool with_column) {
  text = trim(text);
  const std::size_t scheme = text.find("://");
  if (scheme == std::string_view::npos) return std::nullopt;
  ParsedKey parsed;
  parsed.key.platform = text.substr(0, scheme);
  std::string_view rest = text.substr(scheme + 3);
  const std::size_t slash = rest.find('/');
  const std::string_view where = rest.substr(0, slash);
  const std::size_t dot = where.rfind('.');
  if (dot == std::string_view::npos) return std::nullopt;
  parsed.key.cluster = where.substr(0, dot);
  parsed.key.schema = where.substr(dot + 1);
  if (slash == std::string_view::npos) return with_column ? std::nullopt : std::optional(parsed);
  rest.remove_prefix(slash + 1);
  const std::size_t column = with_column ? rest.find('/') : std::string_view::npos;
  if (with_column && column == std::string_view::npos) return std::nullopt;
  parsed.key.table = rest.substr(0, column);
  if (with_column) parsed.column = rest.substr(column + 1);
  return parsed;
}

Ref Collector::ref(const Key& key) const {
  Ref ref;
  ref.id = key_text(key);
  const std::string platform = normal_platform(key.platform);
  ref.physical = {platform, file_.instance, {key.schema}};
  if (cluster_is_database(platform))
    ref.physical.parts.insert(ref.physical.parts.begin(), key.cluster);
  else if (file_.instance.empty())
    ref.physical.instance = key.cluster;
  if (!key.table.empty()) ref.physical.parts.push_back(key.table);
  return ref;
}

Fragment& Collector::thing(const std::string& id, const std::string& place) {
  const auto [found, added] = index_.emplace(id, things_.size());
  if (added) {
    things_.emplace_back().self.id = id;
    things_.back().place = place;
  }
  return things_[found->second];
}

Fragment& Collector::table(const Key& key, const std::string& place) {
  Ref self = ref(key);
  Fragment& fragment = thing(self.id, place);
  if (!fragment.self.physical.empty()) return fragment;
  Facts& facts = fragment.facts;
  facts.platform = self.physical.platform;
  facts.instance = self.physical.instance;
  facts.name = self.physical.parts.back();
  facts.qualified_name = join(self.physical.parts, ".");
  if (key.table.empty()) facts.type = AssetType::Container;
  fragment.self = std::move(self);
  return fragment;
}

Fragment& Collector::dashboard(const CsvRow& row) {
  Fragment& fragment = thing(dashboard_id(row), row.place());
  fragment.facts.type = AssetType::Dashboard;
  fragment.facts.platform = normal_platform(row["product"]);
  return fragment;
}

void Collector::edge(Ref from, Ref to, std::string_view kind, const std::string& place,
                     Edge::ColumnPair columns) {
  if (from.id == to.id) return;
  const auto [found, added] = edge_index_.emplace(std::pair(from.id, to.id), edges_.size());
  if (added) {
    Edge edge;
    edge.from = std::move(from);
    edge.to = std::move(to);
    edge.kind = kind;
    edge.place = place;
    edges_.push_back(std::move(edge));
  }
  std::vector<Edge::ColumnPair>& pairs = edges_[found->second].columns;
  if (!columns.from.empty() && pairs.size() < kMostColumnPairs &&
      std::find(pairs.begin(), pairs.end(), columns) == pairs.end())
    pairs.push_back(std::move(columns));
}

void Collector::use(const std::string& id, std::int64_t reads, std::string_view user) {
  if (file_.ignores(user)) return;
  Use& use = uses_[id];
  use.reads += reads;
  if (!trim(user).empty()) use.users.insert(event_hash({"user", lower(trim(user))}));
}

void Collector::emit() {
  for (Fragment& fragment : things_) {
    if (const auto use = uses_.find(fragment.self.id); use != uses_.end()) {
      fragment.facts.usage.queries_30d = use->second.reads;
      fragment.facts.usage.users_30d = static_cast<std::int64_t>(use->second.users.size());
    }
    sink_.fragment(std::move(fragment));
  }
  for (Edge& edge : edges_) sink_.edge(std::move(edge));
}

}  // namespace waymark::amundsen

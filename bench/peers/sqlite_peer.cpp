// SQLite with FTS5. Matches of a question go into a temporary table with their rank, counts are GROUP BYs
// over it.
#include <sqlite3.h>

#include "waymark/base/strings.h"

#include "peers/peer.h"

namespace waymark::peers {
namespace {

struct Database {
  explicit Database(const std::filesystem::path& path) {
    if (sqlite3_open(path.c_str(), &handle) != SQLITE_OK) give_up("opening " + path.string());
  }
  ~Database() { sqlite3_close(handle); }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  void run(const std::string& sql) const {
    if (sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
      give_up(std::string(sqlite3_errmsg(handle)) + ": " + sql);
  }
  // visit(statement) for each row.
  template <typename Visit>
  void rows(const std::string& sql, Visit&& visit) const {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(handle, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK)
      give_up(std::string(sqlite3_errmsg(handle)) + ": " + sql);
    while (sqlite3_step(statement) == SQLITE_ROW) visit(statement);
    sqlite3_finalize(statement);
  }
  std::uint64_t number(const std::string& sql) const {
    std::uint64_t found = 0;
    rows(sql, [&](sqlite3_stmt* row) { found = static_cast<std::uint64_t>(sqlite3_column_int64(row, 0)); });
    return found;
  }

  sqlite3* handle = nullptr;
};

void create_tables(const Database& database, const Corpus& corpus) {
  database.run(
      "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-400000;"
      "CREATE VIRTUAL TABLE words USING fts5(text, more, content='', tokenize='ascii');");
  std::string columns;
  for (const PeerFacet& facet : corpus.facets) {
    if (!facet.several)
      columns += ", " + facet.name() + " INTEGER";
    else
      database.run("CREATE TABLE of_" + facet.name() +
                   "(id INTEGER, value INTEGER, PRIMARY KEY(id, value)) WITHOUT ROWID");
  }
  database.run("CREATE TABLE facets(id INTEGER PRIMARY KEY" + columns + "); BEGIN");
}

void add_values(const Database& database, const Corpus& corpus, std::uint32_t d) {
  std::string single = "INSERT INTO facets VALUES(" + std::to_string(d);
  for (const PeerFacet& facet : corpus.facets) {
    const std::uint32_t begin = facet.begin[d - 1], end = facet.begin[d];
    if (!facet.several) {
      single += begin == end ? ",NULL" : "," + std::to_string(facet.all[begin]);
      continue;
    }
    for (std::uint32_t i = begin; i < end; ++i)
      database.run("INSERT OR IGNORE INTO of_" + facet.name() + " VALUES(" + std::to_string(d) + "," +
                   std::to_string(facet.all[i]) + ")");
  }
  database.run(single + ")");
}

void load(const Corpus& corpus, const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / "sqlite.db";
  if (std::filesystem::exists(path)) return;
  {
    const Database database(path.string() + ".tmp");
    create_tables(database, corpus);
    sqlite3_stmt* add = nullptr;
    sqlite3_prepare_v2(database.handle, "INSERT INTO words(rowid, text, more) VALUES(?, ?, ?)", -1, &add,
                       nullptr);
    corpus.for_each_text([&](std::uint32_t d, const std::string& text, const std::vector<std::string>& more) {
      const std::string rest = join(more, " ");
      sqlite3_bind_int64(add, 1, d);
      sqlite3_bind_text(add, 2, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
      sqlite3_bind_text(add, 3, rest.data(), static_cast<int>(rest.size()), SQLITE_STATIC);
      if (sqlite3_step(add) != SQLITE_DONE) give_up(sqlite3_errmsg(database.handle));
      sqlite3_reset(add);
      add_values(database, corpus, d);
    });
    sqlite3_finalize(add);
    database.run("COMMIT; INSERT INTO words(words) VALUES('optimize')");
    for (const PeerFacet& facet : corpus.facets)
      database.run("CREATE INDEX by_" + facet.name() + " ON " +
                   (facet.several ? "of_" + facet.name() + "(value, id)" : "facets(" + facet.name() + ")"));
    database.run("ANALYZE");
  }
  std::filesystem::rename(path.string() + ".tmp", path);
}

class Sqlite : public Engine {
 public:
  Sqlite(const Corpus& corpus, const std::filesystem::path& folder)
      : corpus_(corpus), database_(folder / "sqlite.db") {
    database_.run(
        "PRAGMA cache_size=-1000000; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=30000000000;"
        "CREATE TEMP TABLE found(id INTEGER PRIMARY KEY, rank REAL)");
  }

  Answer ask(const PeerQuery& query) override {
    Answer answer;
    answer.counts.resize(corpus_.facets.size());
    collect(query, SIZE_MAX);
    database_.rows("SELECT id FROM found ORDER BY rank, id LIMIT " + std::to_string(kHits),
                   [&](sqlite3_stmt*) { ++answer.hits; });
    answer.total = database_.number("SELECT count(*) FROM found");
    for (std::size_t f = 0; f < corpus_.facets.size(); ++f) count(f, answer);
    for (std::size_t i = 0; i < query.filters.size(); ++i) {
      collect(query, i);
      answer.counts[query.filters[i].facet].clear();
      count(query.filters[i].facet, answer);
    }
    return answer;
  }

 private:
  void collect(const PeerQuery& query, std::size_t left_out) {
    static const Spelling spelling{
        " AND ", " OR ", [](const std::string& term) { return "\"" + term + "\""; },
        [](const std::string& prefix) { return "\"" + prefix + "\"*"; },
        [](const std::vector<std::string>& terms) { return "(text : \"" + join(terms, " ") + "\")"; }};
    std::vector<std::string> conditions;
    for (std::size_t i = 0; i < query.filters.size(); ++i) {
      if (i == left_out) continue;
      const PeerFacet& facet = corpus_.facets[query.filters[i].facet];
      const std::string value = std::to_string(query.filters[i].value);
      // With words the few matches lead, without them the index of the value does.
      conditions.push_back(
          !facet.several ? (query.clauses.empty() ? "" : "+") + ("facets." + facet.name()) + "=" + value
          : query.clauses.empty()
              ? "facets.id IN (SELECT id FROM of_" + facet.name() + " WHERE value=" + value + ")"
              : "EXISTS (SELECT 1 FROM of_" + facet.name() + " o WHERE o.id=facets.id AND o.value=" + value +
                    ")");
    }
    std::string sql = "DELETE FROM found; INSERT INTO found ";
    if (query.clauses.empty())
      sql += "SELECT id, 0 FROM facets";
    else if (conditions.empty())
      sql += "SELECT rowid, rank FROM words";
    else
      sql += "SELECT words.rowid, words.rank FROM words CROSS JOIN facets ON facets.id=words.rowid";
    if (!query.clauses.empty())
      conditions.insert(conditions.begin(), "words MATCH '" + spelled(query, spelling) + "'");
    if (!conditions.empty()) sql += " WHERE " + join(conditions, " AND ");
    database_.run(sql);
  }

  void count(std::size_t f, Answer& answer) {
    const PeerFacet& facet = corpus_.facets[f];
    const std::string from =
        facet.several
            ? "value, count(*) FROM found CROSS JOIN of_" + facet.name() + " o ON o.id=found.id"
            : facet.name() + ", count(*) FROM found CROSS JOIN facets ON facets.id=found.id WHERE " +
                  facet.name() + " IS NOT NULL";
    database_.rows("SELECT " + from + " GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT " + std::to_string(kValues),
                   [&](sqlite3_stmt* row) {
                     answer.counts[f].emplace_back(static_cast<std::uint32_t>(sqlite3_column_int64(row, 0)),
                                                   static_cast<std::uint64_t>(sqlite3_column_int64(row, 1)));
                   });
  }

  const Corpus& corpus_;
  Database database_;
};

}  // namespace

const Peer sqlite_peer{
    "SQLite FTS5", load,
    [](const Corpus& corpus, const std::filesystem::path& folder) -> std::unique_ptr<Engine> {
      return std::make_unique<Sqlite>(corpus, folder);
    }};

}  // namespace waymark::peers

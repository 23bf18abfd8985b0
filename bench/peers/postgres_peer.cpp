// PostgreSQL: a tsvector with a GIN index, values as integers. One statement a question: matches once, counts
// over them.
//
// The server is started by bench/peers.sh in FOLDER/postgres, with its socket there.
#include <cstdlib>

#include <libpq-fe.h>

#include "waymark/base/strings.h"

#include "peers/peer.h"

namespace waymark::peers {
namespace {

class Connection {
 public:
  explicit Connection(const std::filesystem::path& folder)
      : connection_(PQconnectdb(
            ("dbname=postgres user=peers host=" + (folder / "postgres-socket").string()).c_str())) {
    if (PQstatus(connection_) != CONNECTION_OK) give_up(PQerrorMessage(connection_));
  }
  ~Connection() { PQfinish(connection_); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  PGresult* run(const std::string& sql) const {
    PGresult* result = PQexec(connection_, sql.c_str());
    const ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_COPY_IN)
      give_up(PQerrorMessage(connection_) + (": " + sql.substr(0, 400)));
    return result;
  }
  void run_quietly(const std::string& sql) const { PQclear(run(sql)); }
  void copy(const std::string& bytes) const {
    PQputCopyData(connection_, bytes.data(), static_cast<int>(bytes.size()));
  }
  void end_copy() const {
    PQputCopyEnd(connection_, nullptr);
    PGresult* result = PQgetResult(connection_);
    if (PQresultStatus(result) != PGRES_COMMAND_OK) give_up(PQerrorMessage(connection_));
    PQclear(result);
    PQclear(PQgetResult(connection_));
  }

 private:
  PGconn* connection_;
};

// Positions of words without order lie far behind, two apart: in no phrase.
std::string vector_of(const std::string& text, const std::vector<std::string>& more) {
  std::string vector;
  std::size_t position = 1;
  for (const std::string& word : split_words(text, ' ')) {
    vector += word + ":" + std::to_string(std::min<std::size_t>(position, 12'000)) + " ";
    ++position;
  }
  position = 12'002;
  for (const std::string& word : more) {
    vector += word + ":" + std::to_string(std::min<std::size_t>(position, 16'382)) + " ";
    position += 2;
  }
  return vector;
}

void load(const Corpus& corpus, const std::filesystem::path& folder) {
  const Connection connection(folder);
  PGresult* known = connection.run("SELECT 1 FROM pg_class WHERE relname='loaded'");
  const bool loaded = PQntuples(known) > 0;
  PQclear(known);
  if (loaded) return;
  std::string columns;
  for (const PeerFacet& facet : corpus.facets)
    columns += ", " + facet.name() + (facet.several ? " int[]" : " int");
  connection.run_quietly(
      "SET maintenance_work_mem='1GB'; DROP TABLE IF EXISTS docs; CREATE UNLOGGED TABLE docs(id int" +
      columns + ", tsv tsvector)");
  connection.run_quietly("COPY docs FROM STDIN");
  std::string rows;
  corpus.for_each_text([&](std::uint32_t d, const std::string& text, const std::vector<std::string>& more) {
    rows += std::to_string(d);
    for (const PeerFacet& facet : corpus.facets) {
      std::vector<std::string> values;
      for (std::uint32_t i = facet.begin[d - 1]; i < facet.begin[d]; ++i)
        values.push_back(std::to_string(facet.all[i]));
      rows += '\t' + (facet.several    ? "{" + join(values, ",") + "}"
                      : values.empty() ? "\\N"
                                       : values.front());
    }
    rows += '\t' + vector_of(text, more) + '\n';
    if (rows.size() > 1 << 20) connection.copy(rows), rows.clear();
  });
  connection.copy(rows);
  connection.end_copy();
  connection.run_quietly(
      "ALTER TABLE docs ADD PRIMARY KEY(id); CREATE INDEX ON docs USING gin(tsv) WITH (fastupdate=off)");
  for (const PeerFacet& facet : corpus.facets)
    connection.run_quietly("CREATE INDEX ON docs " + (facet.several ? "USING gin(" : std::string("(")) +
                           facet.name() + ")");
  connection.run_quietly("VACUUM ANALYZE docs");
  connection.run_quietly("CREATE TABLE loaded()");
}

class Postgres : public Engine {
 public:
  Postgres(const Corpus& corpus, const std::filesystem::path& folder) : corpus_(corpus), connection_(folder) {
    connection_.run_quietly("SET jit=off; SET work_mem='256MB'");
    for (const PeerFacet& facet : corpus.facets) columns_ += ", " + facet.name();
  }

  Answer ask(const PeerQuery& query) override {
    std::string rank = "0";
    if (!query.clauses.empty()) rank = "ts_rank(tsv, " + words(query) + ")";
    std::string sql = "WITH m AS MATERIALIZED (SELECT id" + columns_ + ", " + rank + " AS r FROM docs" +
                      where(query, SIZE_MAX) + ")";
    for (std::size_t i = 0; i < query.filters.size(); ++i)
      sql += ", w" + std::to_string(query.filters[i].facet) + " AS MATERIALIZED (SELECT " +
             corpus_.facets[query.filters[i].facet].name() + " FROM docs" + where(query, i) + ")";
    sql +=
        " SELECT -1, 0, count(*) FROM m UNION ALL SELECT -2, 0, count(*) FROM (SELECT id FROM m ORDER BY r "
        "DESC, id LIMIT " +
        std::to_string(kHits) + ") x";
    for (std::size_t f = 0; f < corpus_.facets.size(); ++f) sql += " UNION ALL " + counting(f, query);
    return read(connection_.run(sql));
  }

 private:
  static std::string words(const PeerQuery& query) {
    static const Spelling spelling{
        " & ", " | ", [](const std::string& term) { return term; },
        [](const std::string& prefix) { return prefix + ":*"; },
        [](const std::vector<std::string>& terms) { return "(" + join(terms, " <-> ") + ")"; }};
    return "'" + spelled(query, spelling) + "'::tsquery";
  }
  std::string where(const PeerQuery& query, std::size_t left_out) const {
    std::vector<std::string> conditions;
    if (!query.clauses.empty()) conditions.push_back("tsv @@ " + words(query));
    for (std::size_t i = 0; i < query.filters.size(); ++i) {
      const PeerFacet& facet = corpus_.facets[query.filters[i].facet];
      const std::string value = std::to_string(query.filters[i].value);
      if (i != left_out)
        conditions.push_back(facet.name() + (facet.several ? " @> '{" + value + "}'" : "=" + value));
    }
    return conditions.empty() ? "" : " WHERE " + join(conditions, " AND ");
  }
  std::string counting(std::size_t f, const PeerQuery& query) const {
    const PeerFacet& facet = corpus_.facets[f];
    std::string from = "m";
    for (const PeerFilter& filter : query.filters)
      if (filter.facet == f) from = "w" + std::to_string(f);
    return "(SELECT " + std::to_string(f) + ", v, count(*) FROM " +
           (facet.several ? from + ", unnest(" + facet.name() + ") v"
                          : "(SELECT " + facet.name() + " AS v FROM " + from + ") x WHERE v IS NOT NULL") +
           " GROUP BY v ORDER BY 3 DESC, 2 LIMIT " + std::to_string(kValues) + ")";
  }
  Answer read(PGresult* result) const {
    Answer answer;
    answer.counts.resize(corpus_.facets.size());
    for (int i = 0; i < PQntuples(result); ++i) {
      const int what = std::atoi(PQgetvalue(result, i, 0));
      const std::uint64_t count = std::strtoull(PQgetvalue(result, i, 2), nullptr, 10);
      if (what == -1) answer.total = count;
      if (what == -2) answer.hits = count;
      if (what >= 0)
        answer.counts[static_cast<std::size_t>(what)].emplace_back(
            std::strtoul(PQgetvalue(result, i, 1), nullptr, 10), count);
    }
    PQclear(result);
    return answer;
  }

  const Corpus& corpus_;
  Connection connection_;
  std::string columns_;
};

}  // namespace

const Peer postgres_peer{
    "PostgreSQL", load,
    [](const Corpus& corpus, const std::filesystem::path& folder) -> std::unique_ptr<Engine> {
      return std::make_unique<Postgres>(corpus, folder);
    }};

}  // namespace waymark::peers

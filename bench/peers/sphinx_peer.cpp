// Sphinx by SphinxQL: one full-text index of two fields, values as attributes, FACET for counts.
//
// bench/peers.sh builds the index from FOLDER/sphinx.tsv, which `load` writes, and starts the server with its
// socket in FOLDER.
#include <cstdlib>
#include <fstream>

#include <mariadb/mysql.h>

#include "waymark/base/strings.h"

#include "peers/peer.h"

namespace waymark::peers {
namespace {

// "type" and others are words of SphinxQL.
std::string attribute_of(const PeerFacet& facet) { return "f_" + facet.name(); }

void write_configuration(const Corpus& corpus, const std::filesystem::path& folder) {
  std::ofstream out(folder / "sphinx.conf");
  const std::string place = folder.string();
  out << "source docs {\n  type = tsvpipe\n  tsvpipe_command = cat " << place << "/sphinx.tsv\n"
      << "  tsvpipe_field = text\n  tsvpipe_field = more\n";
  for (const PeerFacet& facet : corpus.facets)
    out << "  tsvpipe_attr_" << (facet.several ? "multi" : "uint") << " = " << attribute_of(facet) << "\n";
  out << "}\nindex docs {\n  source = docs\n  path = " << place
      << "/sphinx-index\n  dict = keywords\n  min_prefix_len = 2\n"
      << "  min_word_len = 1\n  docinfo = extern\n  mlock = 0\n}\n"
      << "indexer {\n  mem_limit = 512M\n}\n"
      << "searchd {\n  listen = " << place << "/sphinx.sock:mysql41\n  log = " << place << "/sphinx.log\n"
      << "  pid_file = " << place
      << "/sphinx.pid\n  binlog_path =\n  workers = threads\n  max_packet_size = 16M\n}\n";
}

// No value is 0, others are one more than their number.
void load(const Corpus& corpus, const std::filesystem::path& folder) {
  if (std::filesystem::exists(folder / "sphinx.conf")) return;
  std::ofstream out(folder / "sphinx.tsv");
  corpus.for_each_text([&](std::uint32_t d, const std::string& text, const std::vector<std::string>& more) {
    out << d << '\t' << text << '\t' << join(more, " ");
    for (const PeerFacet& facet : corpus.facets) {
      out << '\t';
      const std::uint32_t begin = facet.begin[d - 1], end = facet.begin[d];
      if (begin == end && !facet.several) out << 0;
      for (std::uint32_t i = begin; i < end; ++i) out << (i > begin ? "," : "") << facet.all[i] + 1;
    }
    out << '\n';
  });
  if (!out.flush()) give_up("writing sphinx.tsv");
  write_configuration(corpus, folder);
}

class Sphinx : public Engine {
 public:
  Sphinx(const Corpus& corpus, const std::filesystem::path& folder)
      : corpus_(corpus), connection_(mysql_init(nullptr)) {
    const std::string socket = (folder / "sphinx.sock").string();
    if (mysql_real_connect(connection_, nullptr, "", "", nullptr, 0, socket.c_str(),
                           CLIENT_MULTI_STATEMENTS) == nullptr)
      give_up(std::string("sphinx: ") + mysql_error(connection_));
  }
  ~Sphinx() override { mysql_close(connection_); }
  Sphinx(const Sphinx&) = delete;
  Sphinx& operator=(const Sphinx&) = delete;

  Answer ask(const PeerQuery& query) override {
    std::vector<std::size_t> facets;
    for (std::size_t f = 0; f < corpus_.facets.size(); ++f) {
      bool filtered = false;
      for (const PeerFilter& filter : query.filters) filtered = filtered || filter.facet == f;
      if (!filtered) facets.push_back(f);
    }
    Answer answer;
    answer.counts.resize(corpus_.facets.size());
    run(query, SIZE_MAX, facets, answer);
    for (std::size_t i = 0; i < query.filters.size(); ++i) {
      Answer other;
      other.counts.resize(corpus_.facets.size());
      run(query, i, {query.filters[i].facet}, other);
      answer.counts[query.filters[i].facet] = std::move(other.counts[query.filters[i].facet]);
    }
    return answer;
  }

 private:
  std::string where(const PeerQuery& query, std::size_t left_out) const {
    static const Spelling spelling{
        " ", " | ", [](const std::string& term) { return term; },
        [](const std::string& prefix) { return prefix + "*"; },
        [](const std::vector<std::string>& terms) { return "(@text \"" + join(terms, " ") + "\")"; }};
    std::vector<std::string> conditions;
    if (!query.clauses.empty()) conditions.push_back("MATCH('" + spelled(query, spelling) + "')");
    for (std::size_t i = 0; i < query.filters.size(); ++i)
      if (i != left_out)
        conditions.push_back(attribute_of(corpus_.facets[query.filters[i].facet]) + "=" +
                             std::to_string(query.filters[i].value + 1));
    return conditions.empty() ? "" : " WHERE " + join(conditions, " AND ");
  }

  void run(const PeerQuery& query, std::size_t left_out, const std::vector<std::size_t>& facets,
           Answer& answer) {
    // max_matches bounds the groups as well: above the number of values, so that counts are exact.
    std::string sql = "SELECT id FROM docs" + where(query, left_out) + " LIMIT " + std::to_string(kHits) +
                      " OPTION max_matches=10000, ranker=bm25";
    for (const std::size_t f : facets)
      sql += " FACET " + attribute_of(corpus_.facets[f]) + " ORDER BY COUNT(*) DESC LIMIT " +
             std::to_string(kValues + 1);
    sql += "; SHOW META LIKE 'total_found'";
    if (mysql_real_query(connection_, sql.data(), sql.size()) != 0)
      give_up(std::string("sphinx: ") + mysql_error(connection_) + ": " + sql.substr(0, 400));
    std::size_t set = 0;
    do {
      MYSQL_RES* rows = mysql_store_result(connection_);
      if (rows == nullptr)
        give_up(std::string("sphinx: ") + mysql_error(connection_) + ": " + sql.substr(0, 600));
      read(rows, set++, facets, answer);
      mysql_free_result(rows);
    } while (mysql_next_result(connection_) == 0);
  }

  void read(MYSQL_RES* rows, std::size_t set, const std::vector<std::size_t>& facets, Answer& answer) const {
    if (set == 0) answer.hits = mysql_num_rows(rows);
    while (MYSQL_ROW row = mysql_fetch_row(rows)) {
      if (set > facets.size()) answer.total = std::strtoull(row[1], nullptr, 10);
      if (set == 0 || set > facets.size()) continue;
      const auto value = std::strtoul(row[0], nullptr, 10);
      if (value > 0)
        answer.counts[facets[set - 1]].emplace_back(static_cast<std::uint32_t>(value - 1),
                                                    std::strtoull(row[1], nullptr, 10));
    }
    if (set > 0 && set <= facets.size()) cut_values(answer.counts[facets[set - 1]]);
  }

  const Corpus& corpus_;
  MYSQL* connection_;
};

}  // namespace

const Peer sphinx_peer{
    "Sphinx", load, [](const Corpus& corpus, const std::filesystem::path& folder) -> std::unique_ptr<Engine> {
      return std::make_unique<Sphinx>(corpus, folder);
    }};

}  // namespace waymark::peers

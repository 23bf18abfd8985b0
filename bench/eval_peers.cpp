// eval_peers.cpp - what other engines reach on the judged collections, in the same run as Waymark
// (scripts/eval.sh).
//
//   eval_peers FOLDER COLLECTION…     a line per peer: its title and NDCG@10 of each collection, tabs between
//
// Each peer is used as its own introduction shows it, on the whole text of a record in one field: what
// somebody has after an afternoon. Nothing is tuned. Method and differences to earlier figures:
// docs/evaluation.md.
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <memory>

#include <nlohmann/json.hpp>
#include <sqlite3.h>
#include <xapian.h>

#include "waymark/base/files.h"
#include "waymark/base/strings.h"
#include "waymark/evaluation/judgements.h"
#include "waymark/evaluation/measures.h"
#include "waymark/text/analyzer.h"

namespace waymark {
namespace {

using nlohmann::json;

constexpr unsigned kDepth = 100;

struct Record {
  std::string id, text;
};

struct Collection {
  std::vector<Record> records;
  std::vector<JudgedQuery> queries;
  Judgements judgements;
};

void add_text(const json& from, const char* member, std::string& text) {
  if (const auto at = from.find(member); at != from.end() && at->is_string())
    text += at->get<std::string>() + "\n";
}

Record read_record(const std::string& line) {
  const json from = json::parse(line);
  Record record{from["id"], {}};
  for (const char* member : {"name", "title", "description", "database", "schema"})
    add_text(from, member, record.text);
  for (const json& alias : from.value("aliases", json::array()))
    record.text += alias.get<std::string>() + "\n";
  for (const json& column : from.value("columns", json::array()))
    for (const char* member : {"name", "title", "description"}) add_text(column, member, record.text);
  return record;
}

Result<Collection> read_collection(const std::filesystem::path& folder) {
  Collection collection;
  const auto corpus = read_file(folder / "corpus.jsonl");
  const auto queries = read_file(folder / "queries.tsv");
  const auto qrels = read_file(folder / "qrels.txt");
  for (const auto* file : {&corpus, &queries, &qrels})
    if (!*file) return fail(file->error());
  for (const std::string& line : split(*corpus, '\n'))
    if (!line.empty()) collection.records.push_back(read_record(line));
  auto parsed = parse_queries(*queries);
  if (!parsed) return fail(parsed.error());
  collection.queries = std::move(*parsed);
  auto judged = parse_judgements(*qrels);
  if (!judged) return fail(judged.error());
  collection.judgements = std::move(*judged);
  return collection;
}

// Without "show me the", "which" and so on, while something is left.
std::string without_question_words(const std::string& text) {
  std::vector<std::string> kept;
  for (const std::string& word : split_words(text, ' '))
    if (!is_question_word(squash(word))) kept.push_back(word);
  return kept.empty() ? text : join(kept, " ");
}

using Ranking = std::vector<std::string>;

class Engine {
 public:
  virtual ~Engine() = default;
  virtual Ranking search(const std::string& text) = 0;
};

// docs/quickstart of Xapian: a TermGenerator to index, a QueryParser to search, words joined with OR.
class XapianEngine : public Engine {
 public:
  explicit XapianEngine(const std::vector<Record>& records)
      : database_("", Xapian::DB_BACKEND_INMEMORY), stemmer_("english") {
    Xapian::TermGenerator generator;
    generator.set_stemmer(stemmer_);
    for (const Record& record : records) {
      Xapian::Document document;
      document.set_data(record.id);
      generator.set_document(document);
      generator.index_text(record.text);
      database_.add_document(document);
    }
  }

  Ranking search(const std::string& text) override {
    Xapian::QueryParser parser;
    parser.set_database(database_);
    parser.set_stemmer(stemmer_);
    parser.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
    Xapian::Enquire enquire(database_);
    enquire.set_query(parsed(parser, text));
    Ranking ranking;
    const Xapian::MSet found = enquire.get_mset(0, kDepth);
    for (auto at = found.begin(); at != found.end(); ++at) ranking.push_back(at.get_document().get_data());
    return ranking;
  }

 private:
  static Xapian::Query parsed(Xapian::QueryParser& parser, const std::string& text) {
    try {
      return parser.parse_query(text);
    } catch (const Xapian::QueryParserError&) {  // A quote without an end and the like: words then.
      return parser.parse_query(text, 0);
    }
  }

  Xapian::WritableDatabase database_;
  Xapian::Stem stemmer_;
};

// SQLite's FTS5 with its Porter tokenizer and its own bm25().
class SqliteEngine : public Engine {
 public:
  explicit SqliteEngine(const std::vector<Record>& records) {
    sqlite3_open(":memory:", &database_);
    run("create virtual table docs using fts5(id unindexed, body, tokenize = 'porter unicode61')");
    run("begin");
    sqlite3_stmt* insert = prepared("insert into docs values (?, ?)");
    for (const Record& record : records) {
      bind(insert, 1, record.id);
      bind(insert, 2, record.text);
      sqlite3_step(insert);
      sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    run("commit");
    select_ = prepared("select id from docs where docs match ? order by rank limit ?");
  }
  SqliteEngine(const SqliteEngine&) = delete;
  SqliteEngine& operator=(const SqliteEngine&) = delete;
  ~SqliteEngine() override {
    sqlite3_finalize(select_);
    sqlite3_close(database_);
  }

  Ranking search(const std::string& text) override {
    Ranking ranking;
    std::string query;
    for (const std::string& word : words(text)) query += (query.empty() ? "\"" : " OR \"") + word + "\"";
    if (query.empty()) return ranking;
    bind(select_, 1, query);
    sqlite3_bind_int(select_, 2, kDepth);
    while (sqlite3_step(select_) == SQLITE_ROW)
      ranking.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(select_, 0)));
    sqlite3_reset(select_);
    return ranking;
  }

 private:
  static std::vector<std::string> words(const std::string& text) {
    std::vector<std::string> out(1);
    for (const char c : text) {
      const bool letter = std::isalnum(static_cast<unsigned char>(c)) != 0 || (c & 0x80) != 0;
      if (letter)
        out.back() += c;
      else if (!out.back().empty())
        out.emplace_back();
    }
    if (out.back().empty()) out.pop_back();
    return out;
  }
  void run(const char* sql) {
    char* message = nullptr;
    if (sqlite3_exec(database_, sql, nullptr, nullptr, &message) == SQLITE_OK) return;
    std::cerr << "eval_peers: " << message << "\n";
    std::exit(1);
  }
  sqlite3_stmt* prepared(const char* sql) {
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(database_, sql, -1, &statement, nullptr);
    return statement;
  }
  static void bind(sqlite3_stmt* statement, int at, const std::string& text) {
    sqlite3_bind_text(statement, at, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
  }

  sqlite3* database_ = nullptr;
  sqlite3_stmt* select_ = nullptr;
};

template <typename Kind>
std::unique_ptr<Engine> make(const std::vector<Record>& records) {
  return std::make_unique<Kind>(records);
}

struct Peer {
  const char* title;
  std::unique_ptr<Engine> (*make)(const std::vector<Record>&);
  bool drop_question_words;
};
// To add a peer, add a row.
constexpr Peer kPeers[] = {
    {"Xapian as a tutorial uses it", make<XapianEngine>, false},
    {"Xapian, question words dropped", make<XapianEngine>, true},
    {"SQLite FTS5, porter", make<SqliteEngine>, false},
    {"SQLite FTS5, question words dropped", make<SqliteEngine>, true},
};

double mean_ndcg(Engine& engine, const Collection& collection, bool drop_question_words) {
  double sum = 0;
  std::size_t count = 0;
  for (const JudgedQuery& query : collection.queries) {
    const auto grades = collection.judgements.find(query.id);
    if (grades == collection.judgements.end()) continue;
    const Ranking ranking =
        engine.search(drop_question_words ? without_question_words(query.text) : query.text);
    sum += score_of(measure(grades->second, ranking), "NDCG@10");
    ++count;
  }
  return count == 0 ? 0 : sum / static_cast<double>(count);
}

int run(const std::filesystem::path& folder, const std::vector<std::string>& names) {
  std::vector<std::string> rows;
  for (const Peer& peer : kPeers) rows.emplace_back(peer.title);
  for (const std::string& name : names) {
    const auto collection = read_collection(folder / name);
    if (!collection) {
      std::cerr << "eval_peers: " << collection.error().message << "\n";
      return 3;
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const auto engine = kPeers[i].make(collection->records);
      char figure[16];
      std::snprintf(figure, sizeof figure, "%.3f",
                    mean_ndcg(*engine, *collection, kPeers[i].drop_question_words));
      rows[i] += std::string("\t") + (figure[0] == '0' ? figure + 1 : figure);
    }
  }
  for (const std::string& row : rows) std::cout << row << "\n";
  return 0;
}

}  // namespace
}  // namespace waymark

int main(int count, char** arguments) {
  if (count < 3) {
    std::cerr << "usage: eval_peers FOLDER COLLECTION...\n";
    return 2;
  }
  return waymark::run(arguments[1], {arguments + 2, arguments + count});
}

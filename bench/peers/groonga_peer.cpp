// Groonga as a library: one index over both texts, values as references to tables, drilldowns for counts.
#include <groonga.h>
#include <nlohmann/json.hpp>

#include "waymark/base/strings.h"

#include "peers/peer.h"

namespace waymark::peers {
namespace {

class Library {
 public:
  Library(const std::filesystem::path& path, bool create) {
    static const bool begun = grn_init() == GRN_SUCCESS;
    if (!begun || grn_ctx_init(&context_, 0) != GRN_SUCCESS) give_up("groonga did not start");
    database_ =
        create ? grn_db_create(&context_, path.c_str(), nullptr) : grn_db_open(&context_, path.c_str());
    if (database_ == nullptr) give_up("groonga does not open " + path.string());
  }
  ~Library() {
    grn_obj_close(&context_, database_);
    grn_ctx_fin(&context_);
  }
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;

  std::string run(const std::string& command) {
    grn_ctx_send(&context_, command.data(), static_cast<unsigned>(command.size()), 0);
    std::string answer;
    int flags = 0;
    do {
      char* piece = nullptr;
      unsigned size = 0;
      grn_ctx_recv(&context_, &piece, &size, &flags);
      answer.append(piece, size);
    } while ((flags & GRN_CTX_MORE) != 0);
    if (context_.rc != GRN_SUCCESS)
      give_up(std::string("groonga: ") + context_.errbuf + ": " + command.substr(0, 400));
    return answer;
  }

 private:
  grn_ctx context_;
  grn_obj* database_ = nullptr;
};

std::string column_of(const PeerFacet& facet) { return "f_" + facet.name(); }
std::string table_of(const PeerFacet& facet) { return "T_" + facet.name(); }

void load(const Corpus& corpus, const std::filesystem::path& folder) {
  if (std::filesystem::exists(folder / "groonga" / "done")) return;
  std::filesystem::remove_all(folder / "groonga");
  std::filesystem::create_directories(folder / "groonga");
  Library library(folder / "groonga" / "db", true);
  library.run("table_create Docs TABLE_NO_KEY");
  library.run("column_create Docs text COLUMN_SCALAR Text");
  library.run("column_create Docs more COLUMN_SCALAR Text");
  for (const PeerFacet& facet : corpus.facets) {
    library.run("table_create " + table_of(facet) + " TABLE_HASH_KEY UInt32");
    library.run("column_create Docs " + column_of(facet) +
                (facet.several ? " COLUMN_VECTOR " : " COLUMN_SCALAR ") + table_of(facet));
  }
  // A batch at a time: groonga takes a whole command into memory.
  std::string batch;
  const auto flush = [&] {
    if (batch.empty()) return;
    library.run("load --table Docs");
    batch.back() = ']';
    library.run("[" + batch);
    batch.clear();
  };
  corpus.for_each_text([&](std::uint32_t d, const std::string& text, const std::vector<std::string>& more) {
    batch += "{\"text\":\"" + text + "\",\"more\":\"" + join(more, " ") + "\"";
    for (const PeerFacet& facet : corpus.facets) {
      std::vector<std::string> values;
      for (std::uint32_t i = facet.begin[d - 1]; i < facet.begin[d]; ++i)
        values.push_back(std::to_string(facet.all[i]));
      if (values.empty()) continue;
      batch +=
          ",\"" + column_of(facet) + "\":" + (facet.several ? "[" + join(values, ",") + "]" : values.front());
    }
    batch += "},";
    if (batch.size() > 4 << 20) flush();
  });
  flush();
  for (const PeerFacet& facet : corpus.facets)
    library.run("column_create " + table_of(facet) + " docs COLUMN_INDEX Docs " + column_of(facet));
  library.run("table_create Words TABLE_PAT_KEY ShortText --default_tokenizer TokenDelimit");
  library.run("column_create Words docs COLUMN_INDEX|WITH_POSITION|WITH_SECTION Docs text,more");
  library.run("io_flush");
  std::filesystem::create_directories(folder / "groonga" / "done");
}

class Groonga : public Engine {
 public:
  Groonga(const Corpus& corpus, const std::filesystem::path& folder)
      : corpus_(corpus), library_(folder / "groonga" / "db", false) {}

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
  void run(const PeerQuery& query, std::size_t left_out, const std::vector<std::size_t>& facets,
           Answer& answer) {
    static const Spelling spelling{
        " + ", " OR ", [](const std::string& term) { return "\"" + term + "\""; },
        [](const std::string& prefix) { return prefix + "*"; },
        [](const std::vector<std::string>& terms) { return "text:@\"" + join(terms, " ") + "\""; }};
    std::string command =
        "select Docs --output_columns _id,_score --limit " + std::to_string(left_out == SIZE_MAX ? kHits : 0);
    if (!query.clauses.empty())
      command +=
          " --sort_keys -_score,_id --match_columns Words.docs --query '" + spelled(query, spelling) + "'";
    std::vector<std::string> conditions;
    for (std::size_t i = 0; i < query.filters.size(); ++i) {
      const PeerFacet& facet = corpus_.facets[query.filters[i].facet];
      if (i != left_out)
        conditions.push_back(column_of(facet) + (facet.several ? " @ " : " == ") +
                             std::to_string(query.filters[i].value));
    }
    if (!conditions.empty()) command += " --filter '" + join(conditions, " && ") + "'";
    for (const std::size_t f : facets) {
      const std::string drilldown = " --drilldowns[" + corpus_.facets[f].name() + "].";
      command += drilldown + "keys " + column_of(corpus_.facets[f]) + drilldown +
                 "sort_keys -_nsubrecs,_key" + drilldown + "limit " + std::to_string(kValues) + drilldown +
                 "output_columns _key,_nsubrecs";
    }
    read(library_.run(command), facets, answer);
  }

  // [[[total],[columns],hits…],{"facet":[[total],[columns],[value,count]…]}]
  void read(const std::string& json, const std::vector<std::size_t>& facets, Answer& answer) const {
    const auto parsed = nlohmann::json::parse(json, nullptr, false);
    if (parsed.is_discarded() || !parsed.is_array()) give_up("groonga answered " + json.substr(0, 200));
    answer.total = parsed[0][0][0].get<std::uint64_t>();
    answer.hits = parsed[0].size() - 2;
    for (const std::size_t f : facets) {
      const auto& rows = parsed[1][corpus_.facets[f].name()];
      for (std::size_t i = 2; i < rows.size(); ++i)
        answer.counts[f].emplace_back(rows[i][0].get<std::uint32_t>(), rows[i][1].get<std::uint64_t>());
    }
  }

  const Corpus& corpus_;
  Library library_;
};

}  // namespace

const Peer groonga_peer{
    "Groonga", load,
    [](const Corpus& corpus, const std::filesystem::path& folder) -> std::unique_ptr<Engine> {
      return std::make_unique<Groonga>(corpus, folder);
    }};

}  // namespace waymark::peers

// search_bench - how long a search takes by kind of query, in this process or through HTTP.
//
//   build/release/bench/generate_mesh --assets 100000 --log queries.tsv
//   build/release/bench/search_bench INDEX queries.tsv
//   build/release/bench/search_bench --url http://127.0.0.1:8080 --pid $(pidof waymark) queries.tsv
//
// The kinds come mixed, as they would from people: the log is shuffled, and asked once before anything
// counts. That first round tells of "cold" queries: none of their words was used by the process before. Every
// answer has 20 hits with highlights and the counts of ten facets, a field's own selection left out. In this
// process there is neither HTTP nor JSON; through HTTP there is one client on one kept-alive connection.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "waymark/base/strings.h"
#include "waymark/search/search_index.h"
#include "waymark/text/analyzer.h"

#include "http_client.h"
#include "mesh/queries.h"

namespace waymark {
namespace {

using mesh::LoggedQuery;

constexpr const char* kFacets[] = {"type",          "domain",   "owner",    "sensitivity", "criticality",
                                   "certification", "contract", "platform", "tag",         "freshness"};

struct Options {
  std::string index, log, url, only;
  std::size_t rounds = 2, limit = 20;
  long pid = 0;
};

double milliseconds_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

double at(std::vector<double>& times, double share) {
  if (times.empty()) return 0;
  std::sort(times.begin(), times.end());
  return times[std::min(times.size() - 1,
                        static_cast<std::size_t>(share * static_cast<double>(times.size())))];
}

// Whatever answers: the total, or nothing and a message on stderr.
using Ask = std::function<std::optional<std::uint64_t>(const LoggedQuery&)>;
using Suggest = std::function<bool(const std::string&)>;

std::size_t anonymous_megabytes(long pid) {
  std::ifstream status("/proc/" + (pid > 0 ? std::to_string(pid) : "self") + "/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("RssAnon:")) return std::strtoull(line.c_str() + 8, nullptr, 10) / 1024;
  return 0;
}

SearchRequest request_of(const LoggedQuery& query, std::size_t limit, Time now) {
  SearchRequest request{.text = query.text, .limit = limit};
  for (const auto& [field, value] : query.filters)
    request.filters.push_back({find_field(field), {value}, false});
  for (const char* name : kFacets) request.facets.push_back(find_field(name));
  request.now = now;
  return request;
}

std::string path_of(const LoggedQuery& query, std::size_t limit) {
  std::string path =
      "/api/v1/search?size=" + std::to_string(limit) + "&q=" + bench::percent_encoded(query.text);
  for (const auto& [field, value] : query.filters) path += "&" + field + "=" + bench::percent_encoded(value);
  path += "&facets=";
  for (const char* name : kFacets) (path += name) += ",";
  path.pop_back();
  return path;
}

std::uint64_t total_in(const std::string& json) {
  const std::size_t place = json.find("\"total\":");
  return place == std::string::npos ? 0 : std::strtoull(json.c_str() + place + 8, nullptr, 10);
}

struct Times {
  std::vector<double> times, hits;
  void add(double time, std::uint64_t total) {
    times.push_back(time);
    hits.push_back(static_cast<double>(total));
  }
};

void print_row(const std::string& name, Times& of) {
  if (of.times.empty()) return;
  const double most = *std::max_element(of.times.begin(), of.times.end());
  std::printf("%-22s %8zu %10.0f %9.3f %9.3f %9.3f %9.3f\n", name.c_str(), of.times.size(), at(of.hits, 0.5),
              at(of.times, 0.5), at(of.times, 0.9), at(of.times, 0.99), most);
}

// What is typed on the way to each text of the log that is only words.
std::vector<std::string> typings(const std::vector<LoggedQuery>& log) {
  std::vector<std::string> typed;
  for (const LoggedQuery& query : log)
    if (query.kind == "several words")
      for (std::size_t end = 1; end <= query.text.size(); ++end) typed.push_back(query.text.substr(0, end));
  return typed;
}

bool run_queries(const std::vector<LoggedQuery>& log, std::size_t rounds, const Ask& ask) {
  std::map<std::string, Times> kinds;
  Times all, cold;
  std::set<std::string> used;
  for (std::size_t round = 0; round <= rounds; ++round)
    for (const LoggedQuery& query : log) {
      bool fresh = !query.text.empty();
      if (round == 0)
        for (const std::string& word : split_words(query.text, ' '))
          fresh = used.insert(word).second && fresh;
      const auto begin = std::chrono::steady_clock::now();
      const auto total = ask(query);
      const double time = milliseconds_since(begin);
      if (!total) return false;
      if (round == 0 && fresh) cold.add(time, *total);
      if (round == 0) continue;
      kinds[query.kind].add(time, *total);
      all.add(time, *total);
    }
  std::printf("%-22s %8s %10s %9s %9s %9s %9s\n", "ms", "answers", "hits", "p50", "p90", "p99", "max");
  for (auto& [name, times] : kinds) print_row(name, times);
  print_row("all", all);
  print_row("first use of its words", cold);
  return true;
}

bool run_suggest(const std::vector<LoggedQuery>& log, const Suggest& suggest) {
  Times typed;
  const std::vector<std::string> texts = typings(log);
  for (const bool counted : {false, true})
    for (const std::string& text : texts) {
      const auto begin = std::chrono::steady_clock::now();
      if (!suggest(text)) return false;
      if (counted) typed.add(milliseconds_since(begin), 0);
    }
  print_row("suggest, as typed", typed);
  return true;
}

int run_here(const Options& options, const std::vector<LoggedQuery>& log) {
  const auto begin = std::chrono::steady_clock::now();
  SearchIndex index(options.index);
  const auto viewer = index.view(Access::all());
  if (!viewer) {
    std::fprintf(stderr, "search_bench: %s\n", viewer.error().message.c_str());
    return 4;
  }
  const auto complain = [](const Error& error) {
    std::fprintf(stderr, "search_bench: %s\n", error.message.c_str());
  };
  const Ask ask = [&](const LoggedQuery& query) -> std::optional<std::uint64_t> {
    const auto found = viewer->search(request_of(query, options.limit, viewer->now()));
    if (!found) complain(found.error());
    return found ? std::optional(found->total) : std::nullopt;
  };
  if (!ask(LoggedQuery{"", "customer orders", {}})) return 1;
  std::printf("%llu assets, %zu queries; first answer %.0f ms after opening\n",
              static_cast<unsigned long long>(viewer->size()), log.size(), milliseconds_since(begin));
  if (!run_queries(log, options.rounds, ask)) return 1;
  const Suggest suggest = [&](const std::string& text) {
    const auto found = viewer->suggest({.text = text, .now = viewer->now()});
    if (!found) complain(found.error());
    return found.has_value();
  };
  if (options.only.empty() && !run_suggest(log, suggest)) return 1;
  return 0;
}

int run_http(const Options& options, const std::vector<LoggedQuery>& log) {
  bench::HttpClient client(options.url);
  const Ask ask = [&](const LoggedQuery& query) -> std::optional<std::uint64_t> {
    const auto body = client.get(path_of(query, options.limit));
    return body ? std::optional(total_in(*body)) : std::nullopt;
  };
  std::printf("through %s, %zu queries\n", options.url.c_str(), log.size());
  if (!run_queries(log, options.rounds, ask)) return 1;
  const Suggest suggest = [&](const std::string& text) {
    return client.get("/api/v1/suggest?q=" + bench::percent_encoded(text)).has_value();
  };
  return options.only.empty() && !run_suggest(log, suggest) ? 1 : 0;
}

int run(const Options& options) {
  std::vector<LoggedQuery> log = mesh::read_query_log(options.log);
  if (!options.only.empty())
    std::erase_if(log, [&](const LoggedQuery& query) { return query.kind != options.only; });
  if (log.empty()) {
    std::fprintf(stderr, "search_bench: no queries in \"%s\"\n", options.log.c_str());
    return 2;
  }
  std::shuffle(log.begin(), log.end(), std::mt19937(7));
  const int code = options.url.empty() ? run_here(options, log) : run_http(options, log);
  if (code == 0 && (options.url.empty() || options.pid > 0))
    std::printf("memory besides mapped files: %zu MB\n", anonymous_megabytes(options.pid));
  return code;
}

}  // namespace
}  // namespace waymark

int main(int count, char** arguments) {
  waymark::Options options;
  std::vector<std::string> places;
  CLI::App app{"How long a search takes by kind of query."};
  app.add_option("places", places, "INDEX and LOG; with --url LOG alone")->required();
  app.add_option("--url", options.url, "Ask a running server: http://127.0.0.1:8080");
  app.add_option("--pid", options.pid, "Of that server: its memory is told");
  app.add_option("--only", options.only, "One kind of query, and no suggestions: for profiles");
  app.add_option("--rounds", options.rounds, "Rounds that count")->capture_default_str();
  app.add_option("--limit", options.limit, "Hits of an answer")->capture_default_str();
  CLI11_PARSE(app, count, arguments);
  if (places.size() != (options.url.empty() ? 2u : 1u)) {
    std::fprintf(stderr, "search_bench: expects INDEX LOG, or --url URL LOG\n");
    return 2;
  }
  options.log = places.back();
  if (options.url.empty()) options.index = places.front();
  return waymark::run(options);
}

// generate_mesh.cpp - a made-up data mesh of any size as real export files, for measuring.
#include <algorithm>
#include <atomic>
#include <cstdio>
#include <functional>
#include <thread>
#include <vector>

#include <CLI/CLI.hpp>

#include "mesh/queries.h"
#include "mesh/write.h"

namespace waymark::mesh {
namespace {

struct Options {
  Plan plan;
  std::string out, format = "exports", spread = "few";
  unsigned threads = std::max(1u, std::thread::hardware_concurrency());
  std::string log;
  std::size_t queries = 2'250;
  std::uint64_t log_seed = 1;
};

void write_unit(const Options& options, const Unit& unit) {
  const std::filesystem::path out = options.out;
  if (options.format == "lines" || unit.place == Place::ByHand) return write_lines(options.plan, unit, out);
  if (unit.place == Place::Warehouse)
    write_snowflake(options.plan, unit, out);
  else
    write_glue(options.plan, unit, out);
  if (unit.dbt) write_dbt(options.plan, unit, out);
  write_usage(options.plan, unit, out);
}

// Without a change everything; with one only files that hold something new.
std::vector<std::size_t> units_to_write(const Plan& plan) {
  std::vector<std::size_t> units;
  for (std::size_t index = 0; index < plan.units(); ++index) {
    const Unit in = unit(plan, index);
    bool wanted = plan.change <= 0 || plan.spread_all;
    for (std::size_t thing = in.first; thing < in.first + in.count && !wanted; ++thing)
      wanted = plan.changed(thing);
    if (wanted) units.push_back(index);
  }
  return units;
}

void generate(const Options& options) {
  const std::vector<std::size_t> units = units_to_write(options.plan);
  std::atomic<std::size_t> next{0};
  std::vector<std::thread> workers;
  for (unsigned i = 0; i < options.threads; ++i)
    workers.emplace_back([&] {
      for (std::size_t at = next++; at < units.size(); at = next++)
        write_unit(options, unit(options.plan, units[at]));
    });
  if (options.plan.change <= 0) write_frame(options.plan, options.format == "lines", options.out);
  for (std::thread& worker : workers) worker.join();
  std::printf("%zu assets in %zu units of at most %zu; wrote %zu units to %s\n", options.plan.assets,
              options.plan.units(), options.plan.unit_size(), units.size(), options.out.c_str());
}

}  // namespace
}  // namespace waymark::mesh

int main(int argc, char** argv) {
  using namespace waymark::mesh;
  Options options;
  CLI::App app{
      "Writes a made-up data mesh as export files: Snowflake, Glue, dbt, use, products, contracts, rules."};
  app.add_option("--assets", options.plan.assets,
                 "Tables, views and dashboards (people, domains and products come on top)")
      ->check(CLI::Range(100, 100'000'000))
      ->capture_default_str();
  app.add_option("--out", options.out, "Folder to write into");
  app.add_option("--seed", options.plan.seed, "The same seed gives the same mesh")->capture_default_str();
  app.add_option("--format", options.format,
                 "exports: as the systems write them; lines: everything as Waymark JSON lines")
      ->check(CLI::IsMember({"exports", "lines"}))
      ->capture_default_str();
  app.add_option("--change", options.plan.change,
                 "Tell this share of the things anew: description, a column, times")
      ->check(CLI::Range(0.0, 1.0));
  app.add_option("--spread", options.spread,
                 "few: the change lies in a few files; all: every file is written anew")
      ->check(CLI::IsMember({"few", "all"}))
      ->capture_default_str();
  app.add_option("--revision", options.plan.revision, "Another number is another change")
      ->capture_default_str();
  app.add_option("--threads", options.threads, "Threads that write")
      ->check(CLI::Range(1, 64))
      ->capture_default_str();
  app.add_option("--log", options.log,
                 "Instead of a mesh: write this file of queries over it (mesh/queries.h)");
  app.add_option("--queries", options.queries, "How many queries, nine kinds in turn")->capture_default_str();
  app.add_option("--log-seed", options.log_seed, "Another number is another log over the same mesh")
      ->capture_default_str();
  app.footer(
      "Example: a mesh of a million assets, its index, and a change of one asset in a hundred\n"
      "  generate_mesh --assets 1000000 --out /data/mesh\n"
      "  waymark index --config /data/mesh/waymark.yaml --index /data/index\n"
      "  generate_mesh --assets 1000000 --out /data/mesh --change 0.01 --spread few\n"
      "  waymark index --config /data/mesh/waymark.yaml --index /data/index");
  CLI11_PARSE(app, argc, argv);
  options.plan.spread_all = options.spread == "all";
  if (!options.log.empty()) {
    write_query_log(query_log(options.plan, options.queries, options.log_seed), options.log);
    return 0;
  }
  if (options.out.empty()) {
    std::fprintf(stderr, "generate_mesh: --out names the folder to write into, --log a file of queries\n");
    return 2;
  }
  generate(options);
  return 0;
}

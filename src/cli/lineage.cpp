#include "waymark/search/lineage.h"

#include <iostream>
#include <memory>
#include <set>

#include <CLI/CLI.hpp>

#include "waymark/base/strings.h"
#include "waymark/model/keys.h"

#include "api_call.h"
#include "common.h"
#include "lineage_text.h"

namespace waymark {
namespace {

constexpr std::size_t kMostNamed = 10;  // Of the things an ambiguous name may mean.

struct Options : CommonOptions {
  std::string ref, column, to, level = "asset", format = "tree", types;
  std::size_t up = 2, down = 2, max_nodes = 150;
};

// By key, id or physical name, else by its exact name where one thing alone has it.
Result<std::string> find_asset(const Viewer& viewer, const std::string& ref) {
  if (looks_like_key(ref)) return ref;
  const auto resolved = viewer.resolve(ref);
  if (!resolved || !resolved->empty()) return resolved;
  const auto found = viewer.search({.text = "\"" + ref + "\"", .limit = 100});
  if (!found) return fail(found.error());
  std::vector<const Asset*> same;
  for (const Hit& hit : found->hits)
    for (const std::string& name : {hit.asset.name, hit.asset.title, hit.asset.qualified_name})
      if (same_ignoring_case(name, ref)) {
        same.push_back(&hit.asset);
        break;
      }
  if (same.size() == 1) return same.front()->key;
  if (same.empty())
    return fail(ErrorCode::NotFound,
                "no asset \"" + ref + "\": give a key, a name, a platform:name or the id a source uses");
  std::string meant;
  for (std::size_t i = 0; i < std::min(same.size(), kMostNamed); ++i)
    meant += "\n  " + same[i]->key + "  " + std::string(info(same[i]->type).label) + "  " +
             printable(same[i]->platform + " " + same[i]->qualified_name);
  return fail(ErrorCode::InvalidInput, "\"" + ref + "\" is the name of " + std::to_string(same.size()) +
                                           " things; give a key:" + meant);
}

std::vector<std::pair<std::string, std::string>> query_of(const Options& options, const std::string& to) {
  std::vector<std::pair<std::string, std::string>> query{{"level", options.level}, {"impact", "1"}};
  if (!options.column.empty()) query.emplace_back("column", options.column);
  if (!options.types.empty()) query.emplace_back("types", options.types);
  if (!to.empty()) query.emplace_back("path_to", to);
  if (to.empty()) {
    query.emplace_back("up", std::to_string(options.up));
    query.emplace_back("down", std::to_string(options.down));
    query.emplace_back("max_nodes", std::to_string(options.max_nodes));
  }
  return query;
}

LineageRequest request_of(const Options& options, std::string key, std::string to) {
  LineageRequest request{.key = std::move(key), .up = options.up, .down = options.down};
  request.max_nodes = options.max_nodes;
  if (options.level == "product") request.level = LineageLevel::Product;
  if (options.level == "column") request.level = LineageLevel::Column;
  request.column = options.column;
  for (const std::string& name : split_words(options.types, ','))
    if (const auto type = parse_type(name)) request.types.push_back(*type);
  request.impact = true;
  request.path_to = std::move(to);
  return request;
}

int run(Options options) {
  if (!options.column.empty()) options.level = "column";
  if (options.level == "column" && options.column.empty())
    return report_error({ErrorCode::InvalidInput, "--level column needs --column NAME"}, kUsage);
  for (const std::string& name : split_words(options.types, ','))
    if (!parse_type(name)) return report_error({ErrorCode::InvalidInput, "no type \"" + name + "\""}, kUsage);
  SearchIndex index(options.index);
  const auto viewer = index.view(Access::all());
  if (!viewer) return report_index_error(viewer.error());
  std::string keys[2];
  const std::string* const refs[] = {&options.ref, &options.to};
  for (int i = 0; i < 2; ++i) {
    if (refs[i]->empty()) continue;
    auto key = find_asset(*viewer, *refs[i]);
    if (!key) return report_error(key.error(), key.error().code == ErrorCode::InvalidInput ? kUsage : kNotSo);
    keys[i] = std::move(*key);
  }
  if (options.json || options.format == "json")
    return print_api_answer(options, "/api/v1/assets/" + keys[0] + "/lineage", query_of(options, keys[1]),
                            false);
  const auto lineage = viewer->lineage(request_of(options, keys[0], keys[1]));
  if (!lineage) return report_index_error(lineage.error());
  if (!*lineage)
    return report_error(
        {ErrorCode::NotFound, options.level == "product" ? "\"" + options.ref + "\" is in no data product"
                                                         : "no asset \"" + options.ref + "\""},
        kNotSo);
  if (options.format == "dot") std::cout << lineage_dot(**lineage);
  if (options.format == "mermaid") std::cout << lineage_mermaid(**lineage);
  if (options.format == "tree")
    std::cout << (keys[1].empty() ? lineage_tree(**lineage) : lineage_paths(**lineage));
  return !keys[1].empty() && (*lineage)->paths.empty() ? kNotSo : kDone;
}

}  // namespace

void add_lineage_command(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  auto* command =
      app.add_subcommand("lineage", "Show where the data of an asset comes from and where it goes");
  command->add_option("asset", options->ref, "Key, name, platform:name, or the id a source uses")->required();
  command->add_option("--up", options->up, "Steps towards the sources")->check(CLI::Range(0, 50));
  command->add_option("--down", options->down, "Steps towards the consumers")->check(CLI::Range(0, 50));
  command->add_option("--max-nodes", options->max_nodes, "Most nodes shown")->check(CLI::Range(1, 500));
  command->add_option("--column", options->column, "Follow this column");
  command->add_option("--to", options->to, "Show the shortest ways to this asset instead");
  command->add_option("--level", options->level, "What the nodes are")
      ->check(CLI::IsMember({"asset", "product", "column"}));
  command->add_option("--types", options->types, "Show only these types, with commas: table,view,dashboard");
  command->add_option("--format", options->format, "How to print it")
      ->check(CLI::IsMember({"tree", "json", "dot", "mermaid"}));
  add_index_option(*command, *options);
  add_output_options(*command, *options);
  command->footer(
      "Examples:\n"
      "  waymark lineage fct_orders --up 3 --down 1\n"
      "  waymark lineage snowflake:prod.sales.orders --column customer_id\n"
      "  waymark lineage raw_orders --to \"Weekly sales\"\n"
      "  waymark lineage fct_orders --format dot | dot -Tsvg > lineage.svg\n"
      "  waymark lineage \"Orders 360\" --level product --format mermaid");
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace waymark

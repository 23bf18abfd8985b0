#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>

#include "waymark/base/strings.h"
#include "waymark/model/column_key.h"

#include "api_call.h"
#include "common.h"
#include "filters.h"

namespace waymark {
namespace {

struct Options : CommonOptions {
  std::vector<std::string> words;
  std::vector<std::string> filters;
  std::string sort, similar_to;
  std::size_t page = 1, size = 10;
  bool explain = false, fail_empty = false;
};

std::string marked(const std::vector<Segment>& segments) {
  std::string out;
  for (const Segment& segment : segments)
    out += segment.marked ? bold(printable(segment.text)) : printable(segment.text);
  return out;
}

Result<SearchRequest> make_request(const Options& options) {
  SearchRequest request;
  request.text = join(options.words, " ");
  request.sort = options.sort;
  request.offset = (options.page - 1) * options.size;
  request.limit = options.size;
  request.explain = options.explain;
  request.similar_to = options.similar_to;
  auto filters = parse_filters(options.filters);
  if (!filters) return fail(filters.error());
  request.filters = std::move(*filters);
  return request;
}

void print_score(const Hit& hit) {
  std::cout << "   score " << hit.score << " =";
  for (const ScorePart& part : hit.parts)
    std::cout << " + " << part.value << " " << part.signal
              << (part.term.empty()
                      ? ""
                      : "(" + printable(part.term) + (part.field.empty() ? "" : " in " + part.field) + ")");
  std::cout << "\n";
}

void print_column(const Hit& hit, std::size_t number, bool explain) {
  const Asset& asset = hit.asset;
  const Column& column = asset.columns[*hit.column];
  std::cout << number << ". " << marked(hit.name) << "  " << faint("Column") << "  " << printable(column.type)
            << "\n   in " << printable(asset.qualified_name.empty() ? asset.name : asset.qualified_name)
            << "  " << faint(std::string(info(asset.type).label)) << "\n";
  std::vector<std::string> facts = column.tags;
  if (!column.sensitivity.empty()) facts.push_back(column.sensitivity);
  if (!facts.empty()) std::cout << "   " << printable(join(facts, " · ")) << "\n";
  if (!hit.description.empty()) std::cout << "   " << marked(hit.description) << "\n";
  if (!hit.why.empty()) std::cout << "   " << faint("matched " + printable(join(hit.why, ", "))) << "\n";
  std::cout << "   " << faint(column_key(asset.key, column.path)) << "\n";
  if (explain) print_score(hit);
}

void print_hit(const Hit& hit, std::size_t number, bool explain) {
  if (hit.column) return print_column(hit, number, explain);
  const Asset& asset = hit.asset;
  std::cout << number << ". "
            << (asset.title.empty() || asset.title == asset.name ? "" : bold(printable(asset.title)) + "  ")
            << marked(hit.name) << "  " << faint(std::string(info(asset.type).label)) << "\n";
  std::vector<std::string> facts;
  for (const std::string& fact : {asset.platform, replace_all(asset.domain, "/", " > "), asset.certification,
                                  asset.lifecycle == "deprecated" ? asset.lifecycle : std::string()})
    if (!fact.empty()) facts.push_back(fact);
  if (!asset.owners.empty())
    facts.push_back("owner " + (asset.owners.front().name.empty() ? asset.owners.front().mail
                                                                  : asset.owners.front().name));
  std::cout << "   " << printable(join(facts, " · ")) << "\n";
  if (!hit.description.empty()) std::cout << "   " << marked(hit.description) << "\n";
  if (!hit.why.empty()) std::cout << "   " << faint("matched " + printable(join(hit.why, ", "))) << "\n";
  std::cout << "   " << faint(asset.key) << "\n";
  if (explain) print_score(hit);
}

int print_result(const Viewer& viewer, const Options& options) {
  auto request = make_request(options);
  if (!request) return report_error(request.error(), kUsage);
  request->now = viewer.now();
  const auto found = viewer.search(*request);
  if (!found && !request->similar_to.empty() && found.error().code == ErrorCode::NotFound)
    return report_error(found.error(), kUsage);
  if (!found) return report_index_error(found.error());
  for (const Note& note : found->notes) std::cerr << printable(note.text) << "\n";
  if (found->relaxed)
    std::cerr << "No asset has all of these words; these have " << found->match << " of them.\n";
  if (found->spell && !found->spell->applied)
    std::cerr << "Did you mean: " << printable(found->spell->text) << " (" << found->spell->total << ")\n";
  for (const Offer& offer : found->offers)
    std::cerr << "Only " << printable(offer.label) << ": " << offer.total << " (--filter "
              << printable(offer.field + "=" + offer.value) << ")\n";
  std::cout << bold(std::to_string(found->total) + (found->exact ? "" : " or more") +
                    (found->total == 1 ? " result" : " results"))
            << "\n";
  for (std::size_t i = 0; i < found->hits.size(); ++i)
    print_hit(found->hits[i], request->offset + i + 1, options.explain);
  for (const Exit& way : found->exits)
    if (way.kind == "drop_filter")
      std::cerr << "Without " << way.field << "=" << printable(join(way.values, ",")) << ": " << way.total
                << "\n";
  return found->total == 0 && options.fail_empty ? kNotSo : kDone;
}

int run(const Options& options) {
  if (const Status usable = check_ranking(options); !usable) return report_error(usable.error(), kUsage);
  if (options.json) {
    std::vector<std::pair<std::string, std::string>> query = {{"q", join(options.words, " ")}};
    for (const std::string& text : options.filters) {
      const std::size_t equals = text.find('=');
      query.emplace_back(text.substr(0, equals), equals == std::string::npos ? "" : text.substr(equals + 1));
    }
    if (!options.sort.empty()) query.emplace_back("sort", options.sort);
    if (!options.similar_to.empty()) query.emplace_back("similar_to", options.similar_to);
    query.emplace_back("page", std::to_string(options.page));
    query.emplace_back("size", std::to_string(options.size));
    if (options.explain) query.emplace_back("explain", "1");
    return print_api_answer(options, "/api/v1/search", std::move(query), options.fail_empty);
  }
  SearchIndex index(options.index, options.ranking);
  const auto viewer = index.view(Access::all());
  if (!viewer) return report_index_error(viewer.error());
  return print_result(*viewer, options);
}

}  // namespace

void add_search_command(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("search", "Search the index");
  command->add_option("query", options->words, "Words; syntax in docs/query-syntax.md");
  add_index_option(*command, *options);
  add_output_options(*command, *options);
  add_ranking_option(*command, *options);
  command->add_option("--filter,-f", options->filters,
                      "field=value; repeat for more (same field: any of them)");
  command->add_option("--similar-to", options->similar_to, "The key of an asset: what is like it");
  command->add_option("--sort", options->sort, "relevance, name, updated, changed, used, criticality");
  command->add_option("--page", options->page, "Page")->capture_default_str()->check(CLI::Range(1, 2000));
  command->add_option("--size", options->size, "Results per page")
      ->capture_default_str()
      ->check(CLI::Range(1, 100));
  command->add_flag("--explain", options->explain, "Show the parts of each score");
  command->add_flag("--fail-empty", options->fail_empty, "Exit with 1 when nothing is found");
  command->footer("Example:\n  waymark search \"customer orders\" --filter domain=Sales --json");
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace waymark

#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>

#include "waymark/api/product.h"
#include "waymark/base/strings.h"
#include "waymark/model/keys.h"

#include "api_call.h"
#include "common.h"

namespace waymark {
namespace {

struct Options : CommonOptions {
  std::string ref;
};

void line(std::string_view label, const std::string& value) {
  if (!value.empty()) std::cout << bold(std::string(label) + ": ") << printable(value) << "\n";
}

std::string owners_of(const Asset& asset) {
  std::vector<std::string> owners;
  for (const Owner& owner : asset.owners)
    owners.push_back((owner.name.empty() ? owner.mail : owner.name) +
                     (owner.mail.empty() || owner.name.empty() ? "" : " <" + owner.mail + ">") +
                     (owner.inherited ? " (inherited)" : ""));
  return join(owners, ", ");
}

std::string names_of(const std::vector<ProductPort>& ports) {
  std::vector<std::string> names;
  for (const ProductPort& port : ports) names.push_back(port.name);
  return join(names, ", ");
}

void print_product(const ProductState& state) {
  line("Health", std::string(to_string(state.health)) + ": " + state.sentence);
  line("Complete", std::to_string(state.complete) + " %" +
                       (state.missing.empty() ? "" : ", missing: " + join(state.missing, ", ")));
  line("Outputs", names_of(state.outputs));
  line("Inputs", names_of(state.inputs));
}

// Its sensitivity may come from another asset, which people know by name.
std::string sensitivity_of(const Asset& asset, const Viewer& viewer) {
  if (asset.sensitivity_from.empty()) return asset.sensitivity;
  const auto from = viewer.asset(asset.sensitivity_from);
  return asset.sensitivity + " (from " +
         (from && *from ? std::string(display_name(**from)) : asset.sensitivity_from) + ")";
}

void print_asset(const Asset& asset, const Viewer& viewer, const std::optional<ProductState>& product) {
  std::cout << bold(printable(display_name(asset))) << "  " << info(asset.type).label << "  "
            << faint(asset.key) << "\n";
  line("Name", asset.qualified_name.empty() ? asset.name : asset.qualified_name);
  line("Platform", asset.platform + (asset.instance.empty() ? "" : " (" + asset.instance + ")"));
  line("Domain", asset.domain + (asset.domain_inherited ? " (inherited)" : ""));
  line("Products", join(asset.products, ", "));
  line("Owner", owners_of(asset));
  line("Sensitivity", sensitivity_of(asset, viewer));
  line("Criticality", asset.criticality);
  line("Certification", asset.certification);
  line("Lifecycle", asset.lifecycle);
  if (product) print_product(*product);
  line("Contract", asset.contract_state);
  for (const std::string& finding : asset.contract_findings) std::cout << "  " << printable(finding) << "\n";
  line("Updated", asset.updated ? format_time(*asset.updated) : "");
  line("Tags", join(asset.tags, ", "));
  line("Terms", join(asset.terms, ", "));
  line("URL", asset.url);
  line("Description", asset.description);
  if (!asset.columns.empty()) std::cout << bold("Columns") << "\n";
  for (const Column& column : asset.columns)
    std::cout << "  " << printable(column.path) << "  " << faint(printable(column.type))
              << (column.tags.empty() ? "" : "  [" + printable(join(column.tags, ", ")) + "]")
              << (column.description.empty() ? "" : "  " + printable(column.description)) << "\n";
  std::cout << bold("Sources") << "\n";
  for (const SourceNote& note : asset.sources)
    std::cout << "  " << printable(note.source + " (" + note.format + ")  " + note.place) << "\n";
  for (const FieldHistory& field : asset.history) {
    std::cout << "  " << field.field << ":";
    for (const auto& [source, value] : field.values)
      std::cout << "  " << printable(source) << " = " << printable(cut_utf8(value, 60));
    std::cout << "\n";
  }
}

int run(const Options& options) {
  SearchIndex index(options.index);
  const auto viewer = index.view(Access::all());
  if (!viewer) return report_index_error(viewer.error());
  std::string key = options.ref;
  if (!looks_like_key(key)) {
    const auto resolved = viewer->resolve(options.ref);
    if (!resolved) return report_index_error(resolved.error());
    key = *resolved;
  }
  const auto asset = viewer->asset(key);
  if (!asset) return report_index_error(asset.error());
  if (!*asset)
    return report_error(
        {ErrorCode::NotFound,
         "no asset \"" + options.ref +
             "\": give a key, a platform:name or the id a source uses; `waymark search` finds them"},
        kNotSo);
  if (options.json) return print_api_answer(options, "/api/v1/assets/" + (*asset)->key, {}, false);
  std::optional<ProductState> product;
  if ((*asset)->type == AssetType::DataProduct) {
    auto state = product_state(**asset, *viewer, viewer->now());
    if (!state) return report_index_error(state.error());
    product = std::move(*state);
  }
  print_asset(**asset, *viewer, product);
  return kDone;
}

}  // namespace

void add_show_command(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("show", "Show one asset with everything its sources say");
  command->add_option("asset", options->ref, "Key, platform:name, or the id a source uses")->required();
  add_index_option(*command, *options);
  add_output_options(*command, *options);
  command->footer(
      "Examples:\n  waymark show snowflake:prod.sales.orders\n  waymark show t_2k4qh7w3zq5xa --json");
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace waymark

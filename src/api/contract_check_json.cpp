// contract_check_json.cpp - a contract in the body of a request against what the caller can see.
#include "waymark/base/strings.h"
#include "waymark/model/keys.h"

#include "contract_report_json.h"
#include "routes.h"

namespace waymark {
namespace {

// How the file is called in the report: the body has no name of its own.
constexpr std::string_view kName = "contract";

bool is_text_type(std::string_view content_type) {
  const std::string type = lower(trim(content_type.substr(0, content_type.find(';'))));
  for (const std::string_view known : {"application/yaml", "application/x-yaml", "text/yaml",
                                       "application/json", "text/plain", "text/markdown"})
    if (type == known) return true;
  return false;
}

std::optional<Asset> find_target(const Call& call, const std::string& ref) {
  std::string key = ref;
  if (!looks_like_key(ref)) {
    const auto resolved = call.viewer->resolve(ref);
    key = resolved ? *resolved : std::string();
  }
  if (key.empty()) return std::nullopt;
  auto asset = call.viewer->asset(key);
  return asset ? std::move(*asset) : std::nullopt;
}

// Said of what is absent and of what is hidden alike.
CheckFinding no_target(const std::string& ref) {
  return {.code = "no_target",
          .severity = Severity::Warning,
          .where = "target",
          .line = 0,
          .expected = ref,
          .actual = {},
          .text = "\"" + ref + "\" is not in the catalog"};
}

}  // namespace

Answer<ApiResponse> answer_contract_check(const Call& call) {
  if (!is_text_type(call.content_type))
    return refuse({.code = "unsupported_media_type",
                   .detail = "Send the contract as application/yaml, application/json or text/plain.",
                   .errors = {{ProblemPlace::In::Header,
                               "Content-Type",
                               "is no type of a contract",
                               {"application/yaml", "application/json", "text/plain"}}}});
  if (trim(call.body).empty())
    return refuse({.code = "bad_value", .detail = "The body is empty; it must be the text of a contract."});
  CheckCatalog catalog = catalog_of(*call.viewer, call.now);
  const std::string ref(call.parameters.text("target"));
  if (!ref.empty()) catalog.target = find_target(call, ref);
  ContractCheck check = check_contract_text(call.body, {std::string(kName), "", "", call.now}, catalog);
  if (!ref.empty() && !catalog.target) check.findings.push_back(no_target(ref));
  const auto format = parse_report_format(call.parameters.text("format")).value_or(ReportFormat::Json);
  if (format == ReportFormat::Json) return json_answer(check_json(check));
  return ApiResponse{.status = 200,
                     .content_type = std::string(content_type(format)),
                     .headers = {},
                     .body = contract_report({{std::string(kName), std::move(check)}}, format)};
}

}  // namespace waymark

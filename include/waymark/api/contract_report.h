// contract_report.h - contracts held against what a caller may see, and how CI systems want to be told.
//
//   ContractCheck check = check_contract_text(text, origin, catalog_of(viewer, now));
//   std::cout << contract_report({{"orders.odcs.yaml", check}}, ReportFormat::Github);
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/catalog/contract_check.h"
#include "waymark/search/viewer.h"

namespace waymark {

// The catalog as this viewer sees it, which must outlive it.
CheckCatalog catalog_of(const Viewer& viewer, Time now);

enum class ReportFormat : std::uint8_t { Text, Json, Junit, Sarif, Github };
std::optional<ReportFormat> parse_report_format(std::string_view word);
std::vector<std::string> report_formats();  // "text", "json", "junit", "sarif", "github"

struct CheckedFile {
  std::string file;  // As it stands in the report.
  ContractCheck check;
};
std::string contract_report(const std::vector<CheckedFile>& files, ReportFormat format);
std::string_view content_type(ReportFormat format);

struct ComparedFile {
  std::string file;
  std::vector<ContractChange> changes;
};
std::string changes_report(const std::vector<ComparedFile>& files, ReportFormat format);

}  // namespace waymark

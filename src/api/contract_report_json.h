// contract_report_json.h - the JSON of contracts, their findings and their changes, as several answers share
// it.
#pragma once

#include "waymark/api/contract_report.h"

#include "json.h"

namespace waymark {

Json check_json(const ContractCheck& check);  // The answer of a contract check.
Json finding_json(const CheckFinding& finding);
Json change_json(const ContractChange& change);
// "breaking", "compatible" or "same".
std::string_view verdict_of(const std::vector<ContractChange>& changes);

std::string check_files_json(const std::vector<CheckedFile>& files);
std::string check_files_sarif(const std::vector<CheckedFile>& files);
std::string change_files_json(const std::vector<ComparedFile>& files);
std::string change_files_sarif(const std::vector<ComparedFile>& files);

}  // namespace waymark

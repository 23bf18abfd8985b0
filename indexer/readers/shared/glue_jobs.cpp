#include "shared/glue_jobs.h"

namespace waymark {

Fragment glue_job(const Export& file, std::string account, const std::string& name, std::string place) {
  if (account.empty()) account = file.instance;
  Fragment fragment;
  fragment.self.id = "glue:job:" + (account.empty() ? file.source : account) + ":" + name;
  fragment.place = std::move(place);
  Facts& facts = fragment.facts;
  facts.type = AssetType::Pipeline;
  facts.name = name;
  facts.platform = "glue";
  facts.instance = account;
  return fragment;
}

std::optional<EventKind> glue_run(std::string_view state) {
  if (state == "SUCCEEDED") return EventKind::Run;
  if (state == "FAILED" || state == "ERROR" || state == "TIMEOUT") return EventKind::FailedRun;
  return std::nullopt;
}

}  // namespace waymark

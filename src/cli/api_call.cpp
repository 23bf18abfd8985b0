#include "api_call.h"

#include <iostream>

#include "waymark/api/api.h"
#include "waymark/base/strings.h"

namespace waymark {

int print_api_answer(const CommonOptions& options, std::string path,
                     std::vector<std::pair<std::string, std::string>> query, bool fail_when_empty) {
  SearchIndex index(options.index, options.ranking);
  Caller caller;
  caller.subject = "command line";
  caller.everything = true;
  caller.via = "local";
  ApiSettings settings;
  settings.version = WAYMARK_VERSION;
  if (!options.now.empty()) settings.now = parse_time(options.now);
  const ApiResponse answer =
      handle({.path = std::move(path), .query = std::move(query)}, index, caller, settings);
  (answer.status == 200 ? std::cout : std::cerr) << answer.body << "\n";
  if (answer.status == 503) return kIndexTrouble;
  if (answer.status == 404) return kNotSo;
  if (answer.status >= 400) return kUsage;
  return fail_when_empty && contains(answer.body, "\"total\":0,") ? kNotSo : kDone;
}

}  // namespace waymark

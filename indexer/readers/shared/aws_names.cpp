#include "shared/aws_names.h"

#include "waymark/base/strings.h"

namespace waymark {

Ref glue_ref(const std::string& account, const std::string& database, const std::string& table) {
  Ref ref;
  ref.physical = {"glue", account, {database}};
  if (!table.empty()) ref.physical.parts.push_back(table);
  const std::string path = table.empty() ? "database/" + database : "table/" + database + "/" + table;
  if (!account.empty()) ref.id = "arn:aws:glue::" + account + ":" + path;
  return ref;
}

std::string arn_principal(std::string_view arn) {
  if (!arn.starts_with("arn:")) return std::string(arn);
  const std::vector<std::string> path = split(arn.substr(arn.rfind(':') + 1), '/');
  if (path.size() > 2 && path[0] == "assumed-role") return path[1];
  return path.empty() ? std::string(arn) : path.back();
}

}  // namespace waymark

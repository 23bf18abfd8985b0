// aws_names.h - how the readers of AWS exports name what the Glue Data Catalog holds.
#pragma once

#include <string>
#include <string_view>

#include "waymark/model/asset.h"

namespace waymark {

// A table or, with an empty `table`, its database. The id is an ARN without its region, which no export
// tells; without an account there is none.
Ref glue_ref(const std::string& account, const std::string& database, const std::string& table);

// "arn:aws:sts::1:assumed-role/etl/session" -> "etl", "arn:aws:iam::1:user/ana" -> "ana"; other text as it
// is.
std::string arn_principal(std::string_view arn);

}  // namespace waymark

// openlineage_names.h - how OpenLineage names datasets and jobs, as the names of the model. Source:
// docs/sources.md.
//
// A dataset is a namespace that says where it lives ("snowflake://acme-prod", "s3://lake",
// "arn:aws:glue:eu-west-1:42") and a name inside ("PROD.SALES.ORDERS", "raw/orders", "table/sales/orders").
#pragma once

#include <string>
#include <string_view>

#include "waymark/readers/reader.h"

namespace waymark::openlineage {

// "openlineage:s3://lake/raw/orders": the same in every feed, and free of what a namespace may hold of a
// login.
std::string dataset_id(std::string_view name_space, std::string_view name);
std::string job_id(std::string_view name_space, std::string_view name);

struct Place {
  PhysicalName physical;  // Empty where the namespace is a plain word and the source has no platform.
  std::string id;         // An id that others use as well (the ARN of a Glue table), or "".
  std::string url;        // Of files: "s3://lake/raw/orders".
  AssetType type = AssetType::Table;
};
Place place_of(const Export& file, std::string_view name_space, std::string_view name);

// The logical name in a symlink of type TABLE. Where its namespace is a folder (a catalog kept in files) that
// folder is the instance.
Place symlink_place(const Export& file, std::string_view name_space, std::string_view name);

// "postgres" of "postgres://user:secret@host/db": of an address only the platform is of interest.
std::string platform_of_uri(std::string_view uri);

}  // namespace waymark::openlineage

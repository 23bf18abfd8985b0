// keys.h - the stable, URL-safe key of an asset (docs/model.md).
//
//   asset_key('t', "snowflake//prod.sales.orders") == "t_k3…"   one type letter, '_', 13 base32 characters (65 bits)
#pragma once

#include <string>
#include <string_view>

#include "waymark/model/asset.h"

namespace waymark {

std::string asset_key(char letter, std::string_view match_key);
bool looks_like_key(std::string_view text);

// The one spelling of a platform: "Snowflake" -> "snowflake", "bigquery", "postgres" for "postgresql"…
std::string normal_platform(std::string_view platform);
// Platforms that share tables count as one for matching: glue, athena, hive, spark and trino are "glue".
std::string platform_family(std::string_view platform);
// The physical name folded for matching: unquoted, lower case, parts joined by '.', with the catalog name that some
// engines put before a Glue database left out. "prod.sales.orders"
std::string normal_name(const PhysicalName& physical);
// family "//" instance "//" normal name.
std::string match_key(const PhysicalName& physical);

// "platform:db.schema.name" as people write it in waymark.yaml and in Waymark JSON lines. Parts in double quotes may
// hold dots.
PhysicalName parse_physical(std::string_view text);
std::vector<std::string> split_qualified(std::string_view name);  // Dots outside quotes; quotes removed.

std::string domain_key(std::string_view path);   // The key of a domain by its path, case-folded.
std::string person_key(const Owner& owner);      // By mail where there is one, else by name; 'u'.

}  // namespace waymark

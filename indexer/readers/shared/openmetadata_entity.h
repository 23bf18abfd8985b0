// openmetadata_entity.h - what all entities of OpenMetadata have in common: names, ids, owners, tags, times.
// Source: docs/sources.md.
#pragma once

#include <string>
#include <string_view>

#include "waymark/readers/reader.h"

namespace waymark::openmetadata {

// One entity (or record about one) and where what it says goes.
struct Record {
  const Value& value;
  const Export& file;
  const std::string& place;
  ReadSink& sink;

  const Value& operator[](std::string_view member) const { return value[member]; }
  std::string text(std::string_view member) const { return value[member].text(); }
};

// Things that live in a service have a qualified name of their own. A domain, a team and a product may be
// called the same, so their ids carry the kind: "openmetadata:domain:finance".
std::string data_id(std::string_view qualified_name);
std::string named_id(std::string_view kind, std::string_view qualified_name);

// The id in a reference to another entity: {id, type, name, fullyQualifiedName}, or a plain qualified name.
std::string ref_id(const Value& reference);

// service.database.schema.table; where a file leaves it out, made of what the entity says about its
// surroundings.
std::string qualified_name(const Record& record);

// "Snowflake" of serviceType as a platform; the source's own where the entity does not say.
std::string platform_of(const Record& record);

// The physical name in a qualified one: without the service, and as the platform counts its parts.
PhysicalName physical_of(const std::string& platform, const std::string& instance,
                         std::string_view qualified_name);

// "Sales/Orders" of the domain Sales.Orders.
std::string domain_path(std::string_view qualified_name);

// Everything but the columns. A thing in a service (`kind` empty) or one known by name ("domain", "user"…).
Fragment start_fragment(const Record& record, AssetType type, std::string_view kind = "");

std::vector<Column> columns_of(const Value& columns);
void add_tags(Facts& facts, const Value& tags);

void emit_edge(const Record& record, const std::string& from, const std::string& to, std::string_view kind,
               std::vector<Edge::ColumnPair> columns = {});

}  // namespace waymark::openmetadata

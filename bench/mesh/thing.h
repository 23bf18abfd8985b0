// thing.h - what the mesh holds, before any format: units (one database, dbt project or list each) of things.
//
// A thing follows from the seed and its number alone, so a unit can be written without the others, in any
// order.
#pragma once

#include <string>
#include <vector>

#include "mesh/words.h"

namespace waymark::mesh {

struct Plan {
  std::uint64_t seed = 1;
  std::size_t assets = 10'000;
  double change = 0;        // Share of things that are told anew.
  bool spread_all = false;  // Changed things lie in all files, not in a few.
  std::uint64_t revision = 1;

  std::size_t unit_size() const;  // At most 2,000 things, so that a file is at most that long.
  std::size_t units() const { return (assets + unit_size() - 1) / unit_size(); }
  bool changed(std::size_t thing) const;
};

enum class Place { Warehouse, Lake, ByHand };  // Snowflake, Glue, Waymark lines.
enum class Layer { Raw, Processed, Aggregated };

struct ThingColumn {
  std::string name;
  unsigned kind = 0;  // Index into the types of a platform.
  std::string description;
  bool personal = false;
};
constexpr unsigned kColumnKinds = 8;

struct Unit {
  std::size_t index = 0, first = 0, count = 0;  // Things first … first + count - 1.
  Place place = Place::Warehouse;
  bool dbt = false;
  std::size_t domain = 0;
  std::string database;  // "sales_orders_017"
  std::string account;   // Of a lake.
};

struct Thing {
  std::size_t number = 0;  // In the whole mesh.
  Layer layer = Layer::Raw;
  bool view = false, dashboard = false;
  std::string name, schema;
  std::string description;
  std::vector<ThingColumn> columns;
  std::string owner;  // A mail, or empty.
  std::size_t domain = 0;
  std::vector<std::string> tags;
  std::vector<std::size_t> terms;
  std::string sensitivity, criticality, certification;  // Mostly empty.
  std::uint64_t rows = 0, queries = 0, users = 0;
  std::int64_t updated = 0, created = 0;  // Seconds since 1970.
  std::vector<std::size_t> upstream;      // Numbers of things of the same unit, raw ones first.
  std::size_t foreign = kNobody;          // A thing of another unit it reads, rarely.

  static constexpr std::size_t kNobody = static_cast<std::size_t>(-1);
};

constexpr std::int64_t kNow = 1'793'610'000;  // 2026-11-02T09:00:00Z: the day of the mesh.

Unit unit(const Plan& plan, std::size_t index);
Thing thing(const Plan& plan, const Unit& unit, std::size_t number);
// What others need to refer to it.
struct ThingName {
  std::string schema, name;
};
ThingName name_of(const Plan& plan, const Unit& unit, std::size_t number);
bool is_dashboard(const Unit& unit, std::size_t number);

}  // namespace waymark::mesh

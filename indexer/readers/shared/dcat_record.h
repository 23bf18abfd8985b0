// dcat_record.h - one record of DCAT, whichever of its clothes it came in: DCAT-US as JSON or CSV, DCAT-AP as
// JSON-LD, plain JSON. Members are called by their local names: title, keyword, contactPoint. Source:
// docs/sources.md.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "waymark/readers/reader.h"

namespace waymark::dcat {

// What was read of a file, and what is said about it elsewhere in the file.
struct Listing {
  std::unordered_set<std::string> ids;
  std::vector<Fragment> records;
};

// Where a record stands.
struct Place {
  ReadSink& sink;
  Listing& listing;
  std::string scope;    // What makes an identifier unique that is not so by itself: the catalog.
  std::string catalog;  // Title of the catalog it is listed in.
  std::string place;    // "dataset[3]"

  Place inside(std::string inner) const { return {sink, listing, scope, catalog, std::move(inner)}; }
};

// The scope of a file's own identifiers: the address of the catalog, else where the file stands.
std::string scope_of(const Export& file);

// Addresses, DOIs, URNs and UUIDs are unique by themselves.
std::string id_of(const Place& at, std::string_view identifier);

// `parent` is the id of the series it is listed in, or "".
void read_dataset(const Place& at, const Value& record, const std::string& parent);
void read_service(const Place& at, const Value& record);
void read_series(const Place& at, const Value& record);
// When the record about a dataset was changed; told by finish(), and only of what the file lists.
void read_catalog_record(const Place& at, const Value& record);
void finish(Listing& listing, ReadSink& sink);

// How often data is renewed: "R/P1Y", ".../frequency/DAILY", "monthly", "Updated every hour".
std::optional<Seconds> frequency(std::string_view text);

// Who publishes, outermost first, as a path: "U.S. Government/Department of Energy".
std::string publisher_path(const Value& publisher);

}  // namespace waymark::dcat

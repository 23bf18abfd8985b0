// datazone.h - what the readers of Amazon DataZone's answers share: which record is which, ids, and forms.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "waymark/readers/reader.h"

namespace waymark::datazone {

enum class Kind {
  None,
  Asset,    // assetListing, assetItem, get-asset, get-listing of an asset
  Product,  // dataProductListing, dataProductItem, get-data-product, get-listing of a product
  Project,
  DomainUnit,
  Domain,
  Glossary,
  Term,
  LineageNode,
  Type,  // Of assets, forms or lineage nodes: says nothing of an asset.
};

// What a record of an answer is, and the part of it that says so: items are wrapped by their kind.
struct Record {
  Kind kind = Kind::None;
  const Value* value = nullptr;  // The inner record.
  const Value* outer = nullptr;  // What stands around it: name and description of get-listing.
  std::string place;
};
Record classify(const Value& record, std::string place = {});

// Every id is random and its own: one prefix serves all kinds.
std::string id_of(std::string_view id);
// Under which a project's domain unit is known to what the project owns. Says nothing to a reader by itself.
std::string home_of(std::string_view project);

// JSON in a text, in a text: decoded until it is none, at most three times.
Value decoded(const Value& value);

// By form name. `forms` of listings is one object; `formsOutput` of assets is a list.
using Forms = std::map<std::string, Value>;
Forms forms_of(const Value& record);
// Fields of forms that Waymark does not know by themselves: "GovernanceForm.data_owner".
void apply_custom_forms(Facts& facts, const Forms& forms);

Fragment asset_fragment(const Export& file, const Record& record, const Forms& forms);
Fragment product_fragment(const Record& record, const Forms& forms);

// Where an asset lives, by its ARN: tables of Glue and Redshift, objects of S3. Empty otherwise.
PhysicalName physical_of_arn(std::string_view arn);

}  // namespace waymark::datazone

// rules.h - the rules of waymark.yaml and the defaults of sources, applied to one asset.
#pragma once

#include <span>

#include "waymark/catalog/merge.h"

namespace waymark {

// What a rule looks at beside the asset itself.
struct RuleSubject {
  const Asset& asset;
  const AssetLinks& links;
  const std::vector<std::string>& files;
};

bool matches(const RuleMatch& match, const RuleSubject& subject);

// Sets what nobody stated: the first rule that matches and sets a field wins. Each field set is noted in the
// history.
void apply_rules(const std::vector<Rule>& rules, Asset& asset, AssetLinks& links,
                 const std::vector<std::string>& files);

// Sets what is still open from the defaults of the sources that speak of the asset, the strongest source
// first. Owners go last of all: `apply_default_owner` is for when nothing could be inherited either.
void apply_defaults(const std::map<std::string, FieldSettings>& defaults, Asset& asset);
void apply_default_owner(const std::map<std::string, FieldSettings>& defaults, Asset& asset,
                         AssetLinks& links);

// The access that the first matching rule with one gives.
const Rule* access_rule(const std::vector<Rule>& rules, const RuleSubject& subject);

// Owners that answer for it: roles of a database and creators of a record do not count.
bool has_answering_owner(const Asset& asset);

}  // namespace waymark

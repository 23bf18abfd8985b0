// contract_view_json.cpp - contracts in full: what is promised, what was found, the texts and their versions.
#include <algorithm>

#include "waymark/base/strings.h"
#include "waymark/model/keys.h"

#include "contract_report_json.h"
#include "hit_json.h"
#include "routes.h"

namespace waymark {
namespace {

constexpr std::size_t kOriginalBytes = std::size_t{512} * 1024;
constexpr std::size_t kColumnsShown = 2000;  // Of one answer.
constexpr std::size_t kContractsShown = 20;

// One text of a contract. What cannot be read any more has no reading.
struct Version {
  std::string id;  // Its version; with "~2" where another text has the same.
  ContractText text;
  bool current = false;
};

std::vector<Version> versions_of(const Asset& asset) {
  const Contract& contract = *asset.contract;
  std::vector<Version> versions;
  const auto add = [&](ContractText text, bool current) {
    const std::string name = text.version.empty() ? "unversioned" : text.version;
    std::string id = name;
    const auto known = [&] {
      return std::any_of(versions.begin(), versions.end(), [&](const Version& one) { return one.id == id; });
    };
    for (int number = 2; known(); ++number) id = name + "~" + std::to_string(number);
    versions.push_back({std::move(id), std::move(text), current});
  };
  std::string place;
  if (!asset.sources.empty()) place = asset.sources.front().source + ": " + asset.sources.front().place;
  add({contract.format, contract.version, contract.status, place, contract.original}, true);
  for (const ContractText& other : contract.others) add(other, false);
  return versions;
}

// The contracts that are meant: the asset itself, or those about it that this caller can see.
std::vector<Asset> contracts_of(const Asset& asset, const Viewer& viewer) {
  std::vector<Asset> contracts;
  if (asset.contract) contracts.push_back(asset);
  if (asset.type == AssetType::Contract) return contracts;
  for (const std::string& key : asset.contract_keys) {
    auto found = viewer.asset(key);
    if (found && *found && (*found)->contract && contracts.size() < kContractsShown)
      contracts.push_back(std::move(**found));
  }
  return contracts;
}

Answer<std::vector<Asset>> asked_for(const Call& call) {
  const auto asset = call.viewer->asset(call.path_value);
  if (!asset) return refuse(problem_of(asset.error()));
  if (!*asset) return refuse(not_found());
  std::vector<Asset> contracts = contracts_of(**asset, *call.viewer);
  if (contracts.empty()) return refuse(not_found());
  return contracts;
}

Answer<Asset> only_one(const Call& call) {
  auto contracts = asked_for(call);
  if (!contracts) return refuse(contracts.error());
  if (contracts->size() == 1) return std::move(contracts->front());
  std::vector<std::string> keys;
  for (const Asset& contract : *contracts) keys.push_back(contract.key);
  return refuse({.code = "bad_value",
                 .detail = "Several contracts are about this; ask for one of them by its own key: " +
                           join(keys, ", ") + "."});
}

tl::unexpected<Problem> no_such_version(std::string_view name, const std::vector<Version>& versions) {
  std::vector<std::string> ids;
  for (const Version& version : versions) ids.push_back(version.id);
  return refuse({.code = "bad_value",
                 .detail = "There is no such version of this contract; there are " + join(ids, ", ") + ".",
                 .errors = {{ProblemPlace::In::Parameter, std::string(name), "names no version", ids}}});
}

const Version* find_version(const std::vector<Version>& versions, std::string_view id) {
  const auto found =
      std::find_if(versions.begin(), versions.end(), [&](const Version& one) { return one.id == id; });
  return found == versions.end() ? nullptr : &*found;
}

Result<ContractReading> reading_of(const ContractText& text) {
  return read_contract(text.original, {text.place, "", "", {}});
}

// Counts every row that a reader sees, so that "2 of 14 checks fail" equals the rows that say so.
struct RowCounts {
  std::size_t total = 0, failed = 0, unchecked = 0;
  void add(std::string_view state) {
    ++total;
    failed += state == "broken";
    unchecked += state == "unchecked";
  }
};

class ContractView {
 public:
  ContractView(const Asset& asset, const Call& call) : asset_(asset), call_(call) {}

  Json json(const Version& version) {
    const auto reading =
        version.current ? Result<ContractReading>(ContractReading{}) : reading_of(version.text);
    const Contract& contract = version.current ? *asset_.contract
                               : reading       ? *reading->fragment.facts.contract
                                               : unreadable_;
    Json json = head(version);
    const std::vector<JudgedObject> objects = judge_objects(contract, catalog_of(*call_.viewer, call_.now));
    json["objects"] = Json::array();
    for (const JudgedObject& judged : objects) json["objects"].push_back(object_json(judged));
    json["promises"] = Json::array();
    const std::vector<JudgedPromise> promises = judge_promises(contract, objects, call_.now);
    for (std::size_t i = 0; i < promises.size(); ++i)
      json["promises"].push_back(promise_json(contract.promises[i], promises[i]));
    json["checks"] = {{"total", rows_.total}, {"failed", rows_.failed}, {"unchecked", rows_.unchecked}};
    if (version.current) {
      Json& other = json["other"] = Json::object();
      for (const auto& [name, value] : asset_.extra) other[name] = value;
    }
    add_original(json, version);
    return json;
  }

 private:
  Json head(const Version& version) const {
    Json json;
    json["key"] = asset_.key;
    json["name"] = display_name(asset_);
    json["url"] = page_url(asset_.key, asset_.type, call_.settings);
    set_given(json, "format", version.text.format);
    json["version"] = version.id;
    json["current"] = version.current;
    json["versions"] = 1 + asset_.contract->others.size();
    set_given(json, "status", version.text.status);
    if (version.current) set_given(json, "state", asset_.contract_state);
    set_given(json, "file", version.text.place);
    std::vector<std::string> owners;
    for (const Owner& owner : asset_.owners) owners.push_back(owner.name.empty() ? owner.mail : owner.name);
    if (version.current) set_given(json, "owners", owners);
    return json;
  }

  Json object_json(const JudgedObject& judged) {
    const ContractObject& object = *judged.object;
    Json json;
    json["name"] = object.name;
    if (judged.target) json["target"] = {{"key", judged.target->key}, {"name", display_name(*judged.target)}};
    const bool judgeable = judged.target && (!judged.target->columns.empty() || object.columns.empty());
    const std::string state = contract_state(judged.findings);
    json["state"] = state;
    json["columns_total"] = object.columns.size();
    json["columns"] = Json::array();
    // Findings come in the order of the columns.
    std::size_t next = 0;
    for (const Column& column : object.columns) {
      Json findings = Json::array();
      std::string column_state = judgeable ? "kept" : "unchecked";
      for (; judgeable && next < judged.findings.size() &&
             judged.findings[next].where == object.name + "." + column.path;
           ++next) {
        if (judged.findings[next].breaks) column_state = "broken";
        findings.push_back(said(judged.findings[next]));
      }
      rows_.add(column_state);
      if (columns_++ < kColumnsShown)
        json["columns"].push_back(column_json(column, object, column_state, std::move(findings)));
    }
    Json findings = Json::array();
    for (; next < judged.findings.size(); ++next) findings.push_back(said(judged.findings[next]));
    if (!findings.empty()) json["findings"] = std::move(findings);
    return json;
  }

  static Json said(const ContractFinding& finding) {
    return finding_json({.code = finding.code,
                         .severity = finding.breaks ? Severity::Error : Severity::Warning,
                         .where = "schema." + finding.where,
                         .line = 0,
                         .expected = finding.expected,
                         .actual = finding.actual,
                         .text = finding.text});
  }

  static Json column_json(const Column& column, const ContractObject& object, const std::string& state,
                          Json findings) {
    Json json;
    json["path"] = column.path;
    set_given(json, "type", column.type);
    json["required"] =
        std::find(object.required.begin(), object.required.end(), column.path) != object.required.end();
    set_given(json, "sensitivity", column.sensitivity);
    set_given(json, "key_role", column.key_role);
    set_given(json, "description", column.description);
    json["state"] = state;
    if (!findings.empty()) json["findings"] = std::move(findings);
    return json;
  }

  Json promise_json(const Promise& promise, const JudgedPromise& judged) {
    Json json;
    json["kind"] = promise.kind;
    json["text"] = promise.text;
    if (promise.within) json["within_s"] = promise.within->count();
    json["state"] = to_string(judged.state);
    set_given(json, "expected", judged.expected);
    set_given(json, "found", judged.found);
    set_given(json, "why", judged.why);
    rows_.add(to_string(judged.state));
    return json;
  }

  void add_original(Json& json, const Version& version) {
    if (version.text.original.empty()) return;
    const std::string_view text = cut_utf8(version.text.original, kOriginalBytes);
    json["original"] = text;
    if (text.size() < version.text.original.size()) json["original_cut"] = true;
  }

  const Asset& asset_;
  const Call& call_;
  const Contract unreadable_;
  RowCounts rows_;
  std::size_t columns_ = 0;
};

// "orders-2.1.0.yaml": letters that every system takes as a file name.
std::string file_name(const Asset& asset, const Version& version) {
  std::string name = lower(std::string(display_name(asset)) + "-" + version.id);
  for (char& c : name)
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-')) c = '-';
  const bool json = trim(version.text.original).starts_with('{');
  const std::string_view end = version.text.format == "avro"   ? ".avsc"
                               : version.text.format == "text" ? ".md"
                               : json                          ? ".json"
                                                               : ".yaml";
  return name + std::string(end);
}

ApiResponse download(const Asset& asset, const Version& version) {
  return {.status = 200,
          .content_type = "text/plain; charset=utf-8",
          .headers = {{"Content-Disposition", "attachment; filename=\"" + file_name(asset, version) + "\""}},
          .body = version.text.original};
}

Json versions_json(const Asset& asset) {
  Json json;
  json["key"] = asset.key;
  json["name"] = display_name(asset);
  json["versions"] = Json::array();
  for (const Version& version : versions_of(asset)) {
    Json one;
    one["version"] = version.id;
    one["current"] = version.current;
    set_given(one, "format", version.text.format);
    set_given(one, "status", version.text.status);
    set_given(one, "file", version.text.place);
    one["bytes"] = version.text.original.size();
    json["versions"].push_back(std::move(one));
  }
  return json;
}

}  // namespace

Answer<ApiResponse> answer_contract(const Call& call) {
  const bool raw = call.parameters.text("format") == "raw";
  const std::string wanted(call.parameters.text("version"));
  if (!raw && wanted.empty()) {
    const auto contracts = asked_for(call);
    if (!contracts) return refuse(contracts.error());
    Json json;
    json["contracts"] = Json::array();
    for (const Asset& contract : *contracts)
      json["contracts"].push_back(ContractView(contract, call).json(versions_of(contract).front()));
    json["as_of"] = format_time(call.now);
    return json_answer(json);
  }
  const auto contract = only_one(call);
  if (!contract) return refuse(contract.error());
  const std::vector<Version> versions = versions_of(*contract);
  const Version* version = wanted.empty() ? &versions.front() : find_version(versions, wanted);
  if (version == nullptr) return no_such_version("version", versions);
  if (raw) return download(*contract, *version);
  Json json;
  json["contracts"] = Json::array({ContractView(*contract, call).json(*version)});
  json["as_of"] = format_time(call.now);
  return json_answer(json);
}

Answer<ApiResponse> answer_contract_versions(const Call& call) {
  const auto contracts = asked_for(call);
  if (!contracts) return refuse(contracts.error());
  Json json;
  json["contracts"] = Json::array();
  for (const Asset& contract : *contracts) json["contracts"].push_back(versions_json(contract));
  return json_answer(json);
}

Answer<ApiResponse> answer_contract_compare(const Call& call) {
  const auto contract = only_one(call);
  if (!contract) return refuse(contract.error());
  const std::vector<Version> versions = versions_of(*contract);
  const std::string from(call.parameters.text("from")), to(call.parameters.text("to"));
  // Without being told: the text before the current one, and the current one.
  const Version* was = from.empty() ? &versions[versions.size() > 1 ? 1 : 0] : find_version(versions, from);
  const Version* is = to.empty() ? &versions.front() : find_version(versions, to);
  if (was == nullptr) return no_such_version("from", versions);
  if (is == nullptr) return no_such_version("to", versions);
  const auto before = reading_of(was->text), after = reading_of(is->text);
  if (!before || !after)
    return refuse({.code = "bad_value",
                   .detail = "The text of version " + (before ? is : was)->id +
                             " is in no format of contracts that can be compared."});
  const std::vector<ContractChange> changes = compare_contracts(*before, *after);
  Json json;
  json["key"] = contract->key;
  json["name"] = display_name(*contract);
  json["from"] = was->id;
  json["to"] = is->id;
  json["verdict"] = verdict_of(changes);
  json["changes"] = Json::array();
  for (const ContractChange& change : changes) json["changes"].push_back(change_json(change));
  return json_answer(json);
}

}  // namespace waymark

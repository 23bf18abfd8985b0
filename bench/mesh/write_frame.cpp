// What holds the mesh together: domains, terms, products, a few contracts and a waymark.yaml with rules.
#include <algorithm>
#include <set>

#include "mesh/write.h"

namespace waymark::mesh {
namespace {

void line(Output& file, const std::function<void(JsonWriter&)>& members) {
  JsonWriter json(file.text());
  json.begin('{');
  members(json);
  json.end('}');
  file.text() += '\n';
  file.flush_some();
}

void owner(JsonWriter& json, std::size_t person) {
  json.name("owners");
  json.begin('[');
  json.text(person_mail(person));
  json.end(']');
}

void write_domains(const Plan& plan, const std::filesystem::path& out) {
  Output file(out / "mesh" / "domains.jsonl");
  Random random(plan.seed ^ 0xd0);
  for (std::size_t domain = 0; domain < kDomains; ++domain)
    line(file, [&](JsonWriter& json) {
      member(json, "id", "domain-" + std::to_string(domain));
      member(json, "type", "domain");
      member(json, "name", domain_path(domain));
      member(json, "description", sentence(random, 20));
      owner(json, random.below(kPeople));
    });
}

void write_terms(const Plan& plan, const std::filesystem::path& out) {
  Output file(out / "mesh" / "terms.jsonl");
  Random random(plan.seed ^ 0x7e);
  for (std::size_t term = 0; term < kTerms; ++term)
    line(file, [&](JsonWriter& json) {
      member(json, "id", "term-" + std::to_string(term));
      member(json, "type", "glossary_term");
      member(json, "name", "Term " + std::to_string(term));
      member(json, "description", sentence(random, 15));
    });
}

// One product for 200 things, of what its unit serves.
void write_products(const Plan& plan, const std::filesystem::path& out) {
  Output file(out / "mesh" / "products.jsonl");
  Random random(plan.seed ^ 0x9d);
  for (std::size_t product = 0; product < std::max<std::size_t>(plan.assets / 200, 1); ++product)
    line(file, [&](JsonWriter& json) {
      const Unit in = unit(plan, product % plan.units());
      member(json, "id", "product-" + std::to_string(product));
      member(json, "type", "data_product");
      member(json, "name", thing_name(product * 31 % kThingNames) + " " + std::to_string(product));
      member(json, "description", sentence(random, 20));
      member(json, "domain", domain_path(in.domain));
      owner(json, random.below(kPeople));
      json.name("members");
      json.begin('[');
      std::set<std::size_t> members;
      for (std::size_t i = 4 + random.below(5); i > 0; --i)
        members.insert(in.first + in.count * 7 / 10 +
                       random.below(std::max<std::size_t>(in.count * 3 / 10, 1)));
      for (const std::size_t number : members)
        json.text(reference(plan, std::min(number, in.first + in.count - 1)));
      json.end(']');
    });
}

// Promises on tables of the warehouse; every third promises a column that is not there.
void write_contracts(const Plan& plan, const std::filesystem::path& out) {
  const std::size_t count = std::max<std::size_t>(plan.assets / 20'000, 3);
  for (std::size_t contract = 0; contract < count; ++contract) {
    std::size_t index = contract * plan.units() / count;
    while (unit(plan, index % plan.units()).place != Place::Warehouse) ++index;
    const Unit in = unit(plan, index % plan.units());
    const Thing about = thing(plan, in, in.first + in.count - 1 - contract % 7);
    Output file(out / "contracts" / ("contract-" + std::to_string(contract) + ".odcs.yaml"));
    std::string& text = file.text();
    text = "apiVersion: v3.0.2\nkind: DataContract\nid: mesh-contract-" + std::to_string(contract) +
           "\nname: Contract " + std::to_string(contract) +
           "\nversion: \"1.0.0\"\nstatus: active\ndomain: " + domain_path(in.domain) +
           "\nservers:\n  - server: prod\n    type: snowflake\n    database: " + upper(in.database) +
           "\n    schema: " + upper(about.schema) + "\nschema:\n  - name: " + about.name +
           "\n    physicalName: " + upper(about.name) + "\n    logicalType: object\n    properties:\n";
    for (std::size_t i = 0; i < std::min<std::size_t>(about.columns.size(), 5); ++i)
      text += "      - name: " + about.columns[i].name + "\n";
    if (contract % 3 == 0) text += "      - name: promised_and_not_there\n";
  }
}

std::set<std::string> accounts(const Plan& plan) {
  std::set<std::string> found;
  for (std::size_t index = 0; index < plan.units(); ++index)
    if (const Unit in = unit(plan, index); in.place == Place::Lake) found.insert(in.account);
  return found;
}

bool has_lake_project(const Plan& plan, const std::string& account) {
  for (std::size_t index = 0; index < plan.units(); ++index)
    if (const Unit in = unit(plan, index); in.place == Place::Lake && in.dbt && in.account == account)
      return true;
  return false;
}

void write_sources(const Plan& plan, bool lines, std::string& text) {
  text += "sources:\n  - {name: mesh, path: mesh/*.jsonl}\n  - {name: contracts, path: contracts/*.yaml}\n";
  if (lines) {
    text += "  - {name: lines, path: lines/*.jsonl}\n";
    return;
  }
  text += "  - {name: snowflake, path: snowflake/**/*.csv}\n  - {name: usage, path: usage/*.jsonl}\n";
  bool dbt = false, hand = false;
  for (std::size_t index = 0; index < plan.units(); ++index) {
    const Unit in = unit(plan, index);
    dbt |= in.dbt && in.place == Place::Warehouse;
    hand |= in.place == Place::ByHand;
  }
  if (dbt) text += "  - {name: dbt, path: dbt/**/*.json}\n";
  if (hand) text += "  - {name: by-hand, path: lines/*.jsonl}\n";
  for (const std::string& account : accounts(plan)) {
    text += "  - {name: glue-" + account + ", path: glue/" + account + "/*.json, instance: \"" + account +
            "\", defaults: {environment: prod}}\n";
    if (has_lake_project(plan, account))
      text += "  - {name: dbt-lake-" + account + ", path: dbt-lake/" + account + "/**/*.json, instance: \"" +
              account + "\"}\n";
  }
}

}  // namespace

void write_frame(const Plan& plan, bool lines, const std::filesystem::path& out) {
  write_domains(plan, out);
  write_terms(plan, out);
  write_products(plan, out);
  write_contracts(plan, out);
  Output file(out / "waymark.yaml");
  std::string& text = file.text();
  text = "# A generated mesh: see bench/generate_mesh.cpp.\nnow: " + time_text(kNow) + "\n";
  write_sources(plan, lines, text);
  text += "rules:\n";
  for (std::size_t top = 0; top < kDomains / 10; ++top) {
    std::string name(top_domain(top));
    text += "  - match: {database: \"" + name + "_*\"}\n    set: {domain: " + name +
            ", owner: " + person_mail(top) + "}\n";
  }
  text +=
      "  - match: {schema: raw}\n    set: {layer: raw}\n"
      "  - match: {schema: core}\n    set: {layer: processed}\n"
      "  - match: {schema: mart}\n    set: {layer: aggregated}\n"
      "  - match: {name: \"raw_*\"}\n    set: {layer: raw}\n"
      "  - match: {platform: snowflake}\n    set: {environment: prod, lifecycle: production}\n"
      "  - match: {name: \"*salary*\"}\n    set: {sensitivity: confidential}\n"
      "  - match: {database: \"people_*\"}\n    access: {level: restricted, groups: [people-analytics]}\n"
      "  - match: {database: \"payments_*\", schema: raw}\n    access: {level: confidential, groups: "
      "[payments]}\n";
}

}  // namespace waymark::mesh

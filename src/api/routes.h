// routes.h - the table of addresses. To add an endpoint, add a row to routes.cpp and a handler.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/search/viewer.h"

#include "parameters.h"

namespace waymark {

// One request on its way: everything a handler may look at.
struct Call {
  const Parameters& parameters;
  std::string path_value;  // What stands in the address for {…}.
  const Caller& caller;
  const ApiSettings& settings;
  const SearchIndex& index;
  std::string_view accept;             // The header.
  std::string_view body = {};          // Of routes with `text_body`.
  std::string_view content_type = {};  // Of that body.
  std::shared_ptr<const Viewer>
      viewer;  // Of rows that need the index; else null. An answer that streams keeps it.
  Time now{};  // "Today", in full hours.
};

enum class Needs { Nothing, Index };

struct Route {
  std::string_view pattern;    // "/api/v1/assets/{key}": one segment may be in braces.
  std::string_view operation;  // Name in the documentation.
  std::string_view help;
  bool post = false;           // GET always; POST with a JSON body where true.
  bool text_body = false;      // POST only: the body is a text, and parameters stand in the address.
  Needs needs = Needs::Index;  // With an index: answers carry an ETag.
  bool filters = false;        // Takes every row of fields() and its "not." form.
  std::size_t most_body = std::size_t{16} * 1024;  // Bytes of a POST.
  double cost = 1;                      // Of what a caller may ask (rate limits), in ordinary requests.
  bool cached = true;                   // Answers to GET carry an ETag; else nobody may keep them.
  bool history = false;                 // Tells of what happened: the ETag goes by that too.
  std::string_view scope;               // What the caller must hold; empty: nothing.
  std::string_view answer = "Object";   // Name of its shape in shapes.json; empty: plain text.
  std::vector<std::string_view> media;  // Of answers that are no JSON; empty: plain text.
  std::string_view example;             // A request over the sample mesh: path and query.
  std::vector<Parameter> parameters;
  Answer<ApiResponse> (*handler)(const Call&) = nullptr;
};

std::span<const Route> routes();

struct RouteMatch {
  const Route* route = nullptr;  // Null: no row has this path.
  std::string path_value;
};
RouteMatch find_route(std::string_view path);

// The handlers, one file per shape.
Answer<ApiResponse> answer_search(const Call& call);
Answer<ApiResponse> answer_suggest(const Call& call);
Answer<ApiResponse> answer_facet(const Call& call);
Answer<ApiResponse> answer_asset(const Call& call);
Answer<ApiResponse> answer_columns(const Call& call);
Answer<ApiResponse> answer_contract(const Call& call);
Answer<ApiResponse> answer_contract_versions(const Call& call);
Answer<ApiResponse> answer_contract_compare(const Call& call);
Answer<ApiResponse> answer_contract_check(const Call& call);
Answer<ApiResponse> answer_export(const Call& call);
Answer<ApiResponse> answer_lineage(const Call& call);
Answer<ApiResponse> answer_tree(const Call& call);
Answer<ApiResponse> answer_similar(const Call& call);
Answer<ApiResponse> answer_resolve(const Call& call);
Answer<ApiResponse> answer_schema(const Call& call);
Answer<ApiResponse> answer_status(const Call& call);
Answer<ApiResponse> answer_changes(const Call& call);
Answer<ApiResponse> answer_activity(const Call& call);
Answer<ApiResponse> answer_openapi(const Call& call);
Answer<ApiResponse> answer_llms(const Call& call);
Answer<ApiResponse> answer_health(const Call& call);
Answer<ApiResponse> answer_ready(const Call& call);
Answer<ApiResponse> answer_problem_page(const Call& call);

}  // namespace waymark

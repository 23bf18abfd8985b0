// export_answer.cpp - everything a search finds in one answer, written while it is read.
#include <algorithm>

#include "waymark/api/export.h"

#include "search_request.h"

namespace waymark {
namespace {

struct Media {
  ExportFormat format;
  std::string_view type;
  std::string_view name;  // Of the file that a browser saves.
};
constexpr Media kMedia[] = {
    {ExportFormat::Lines, "application/x-ndjson; charset=utf-8", "waymark.ndjson"},
    {ExportFormat::Csv, "text/csv; charset=utf-8; header=present", "waymark.csv"},
    {ExportFormat::Dcat, "application/ld+json; charset=utf-8", "waymark.jsonld"},
};

const Media& media_of(ExportFormat format) {
  return *std::find_if(std::begin(kMedia), std::end(kMedia),
                       [format](const Media& media) { return media.format == format; });
}

Problem wrong(std::string_view parameter, std::string detail, std::vector<std::string> allowed = {}) {
  return {.code = "bad_value",
          .detail = detail,
          .errors = {
              {ProblemPlace::In::Parameter, std::string(parameter), std::move(detail), std::move(allowed)}}};
}

// What can be told before the first byte goes out: afterwards an answer can only break off.
std::optional<Problem> cannot_export(const Call& call, const ExportRequest& request) {
  if (request.trailer && request.format != ExportFormat::Csv)
    return wrong("trailer",
                 "trailer=1 is for format=csv; the other formats show by themselves that they are whole.");
  SearchRequest counted = request.search;
  counted.limit = 0;
  const auto found = call.viewer->search(counted);
  if (!found) return search_problem(call, found.error());
  if (found->of_columns && request.format != ExportFormat::Lines)
    return wrong("format", "Columns are exported as JSON lines only: format=ndjson.", {"ndjson"});
  if (found->total > call.settings.most_exported)
    return Problem{.code = "export_too_large",
                   .detail = std::to_string(found->total) + " results are more than the " +
                             std::to_string(call.settings.most_exported) +
                             " of one export; narrow it with words or filters."};
  return std::nullopt;
}

}  // namespace

Answer<ApiResponse> answer_export(const Call& call) {
  if (auto problem = mixed_columns(call)) return refuse(std::move(*problem));
  ExportRequest request;
  request.format = parse_export_format(call.parameters.text("format")).value_or(ExportFormat::Lines);
  request.search = ordered_request(call);
  request.trailer = call.parameters.flag("trailer");
  request.settings = call.settings;
  if (auto problem = cannot_export(call, request)) return refuse(std::move(*problem));
  const Media& media = media_of(request.format);
  ApiResponse answer{
      .content_type = std::string(media.type),
      .headers = {{"Content-Disposition", "attachment; filename=\"" + std::string(media.name) + "\""}}};
  answer.stream = [viewer = call.viewer, request](const BodySink& sink) {
    ExportRequest streamed = request;
    streamed.stream = sink;
    return export_assets(*viewer, streamed).has_value();
  };
  return answer;
}

}  // namespace waymark

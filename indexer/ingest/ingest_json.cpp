#include "ingest_json.h"

#include <array>

namespace waymark {
namespace {

constexpr std::array<std::string_view, 3> kOutcomes = {"read", "unknown", "failed"};
constexpr std::array<std::string_view, 3> kStates = {"new", "changed", "unchanged"};

template <typename Enum, std::size_t n>
Enum named(const std::array<std::string_view, n>& names, const std::string& name) {
  for (std::size_t i = 0; i < n; ++i)
    if (names[i] == name) return static_cast<Enum>(i);
  return {};
}

template <typename Enum, std::size_t n>
std::string name_in(const std::array<std::string_view, n>& names, Enum value) {
  return std::string(names[static_cast<std::size_t>(value)]);
}

std::optional<Time> time_member(const json& from, const char* name) {
  return parse_time(member<std::string>(from, name));
}

}  // namespace

std::string on_one_line(const ordered_json& value) {
  return value.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

ordered_json file_to_json(const FileReport& file) {
  ordered_json out{{"source", file.source},
                   {"file", file.name},
                   {"outcome", name_in(kOutcomes, file.outcome)},
                   {"state", name_in(kStates, file.state)},
                   {"parsed", file.parsed}};
  if (!file.format.empty()) out["format"] = file.format;
  if (!file.reason.empty()) out["reason"] = file.reason;
  if (file.stale_since) out["stale_since"] = format_time(*file.stale_since);
  out["records"] = file.records;
  out["fragments"] = file.fragments;
  out["edges"] = file.edges;
  out["bytes"] = file.bytes;
  out["seconds"] = file.seconds;
  out["problems_total"] = file.problem_count;
  out["problems"] = ordered_json::array();
  for (const Problem& problem : file.problems)
    out["problems"].push_back({{"place", problem.place}, {"message", problem.message}});
  return out;
}

FileReport file_from_json(const json& from) {
  FileReport file;
  file.source = member<std::string>(from, "source");
  file.name = member<std::string>(from, "file");
  file.format = member<std::string>(from, "format");
  file.outcome = named<FileOutcome>(kOutcomes, member<std::string>(from, "outcome"));
  file.state = named<FileState>(kStates, member<std::string>(from, "state"));
  file.parsed = member<bool>(from, "parsed");
  file.reason = member<std::string>(from, "reason");
  file.stale_since = time_member(from, "stale_since");
  if (const auto records = from.find("records"); records != from.end() && records->is_object())
    for (const auto& [kind, count] : records->items())
      if (count.is_number()) file.records[kind] = count.get<std::size_t>();
  file.fragments = member<std::size_t>(from, "fragments");
  file.edges = member<std::size_t>(from, "edges");
  file.bytes = member<std::uint64_t>(from, "bytes");
  file.seconds = member<double>(from, "seconds");
  file.problem_count = member<std::size_t>(from, "problems_total");
  if (const auto problems = from.find("problems"); problems != from.end() && problems->is_array())
    for (const json& problem : *problems)
      file.problems.push_back(
          {member<std::string>(problem, "place"), member<std::string>(problem, "message")});
  return file;
}

ordered_json source_to_json(const SourceReport& source) {
  ordered_json out{{"name", source.name},           {"formats", source.formats}, {"files", source.files},
                   {"parsed", source.parsed},       {"new", source.added},       {"changed", source.changed},
                   {"unchanged", source.unchanged}, {"gone", source.gone},       {"failed", source.failed},
                   {"assets", source.assets}};
  if (source.assets_before) out["assets_before"] = *source.assets_before;
  if (source.newest) out["newest_file"] = format_time(*source.newest);
  if (source.too_old) out["too_old"] = true;
  if (!source.problem.empty()) out["problem"] = source.problem;
  return out;
}

json stamp_to_json(const FileStamp& stamp) {
  return {stamp.inode, stamp.size, stamp.modified, stamp.changed};
}

FileStamp stamp_from_json(const json& from) {
  if (!from.is_array() || from.size() != 4) return {};
  for (const json& number : from)
    if (!number.is_number_integer()) return {};
  return {from[0].get<std::uint64_t>(), from[1].get<std::uint64_t>(), from[2].get<std::int64_t>(),
          from[3].get<std::int64_t>()};
}

std::string reading_to_json(const Reading& reading) {
  return on_one_line({{"report", file_to_json(reading.report)},
                  {"stamp", stamp_to_json(reading.stamp)},
                  {"settled", reading.settled},
                  {"digest", reading.digest},
                  {"cut_off", reading.cut_off},
                  {"try_again", reading.try_again}});
}

Result<Reading> reading_from_json(std::string_view text) {
  const json from = json::parse(text, nullptr, false);
  if (!from.is_object() || !from.contains("report") || !from.contains("stamp"))
    return fail(ErrorCode::Unreadable, "what was written with the fragments is damaged");
  Reading reading;
  reading.report = file_from_json(from["report"]);
  reading.stamp = stamp_from_json(from["stamp"]);
  reading.settled = member<bool>(from, "settled");
  reading.digest = member<std::string>(from, "digest");
  reading.cut_off = member<bool>(from, "cut_off");
  reading.try_again = member<bool>(from, "try_again");
  return reading;
}

}  // namespace waymark

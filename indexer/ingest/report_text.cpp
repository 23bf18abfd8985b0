#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "waymark/ingest/ingest.h"

namespace waymark {
namespace {

constexpr std::size_t kShownProblems = 5;  // Per file.
constexpr std::size_t kShownExamples = 3;  // Per note.
constexpr std::size_t kShownGone = 10;

// Control bytes from exports must not drive a terminal.
std::string harmless(std::string_view text) {
  std::string out;
  for (const char c : text) out += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
  return out;
}

std::string counted(std::size_t count, std::string_view what) {
  return std::to_string(count) + " " + std::string(what) + (count == 1 ? "" : "s");
}

std::string records_in_words(const std::map<std::string, std::size_t>& records) {
  std::string out;
  for (const auto& [kind, count] : records)
    out += (out.empty() ? "" : ", ") + std::to_string(count) + " " + kind;
  return out.empty() ? "nothing to index" : out;
}

struct Line {
  std::string name, format, words;
};

// Files of one folder and format that went well share a line when there are more than three.
std::vector<Line> lines_of(const IngestReport& report, bool every_file) {
  struct Group {
    std::size_t files = 0;
    std::map<std::string, std::size_t> records;
  };
  const auto group_of = [](const FileReport& file) {
    return file.source + "\n" + std::filesystem::path(file.name).parent_path().generic_string() + "\n" +
           file.format;
  };
  std::map<std::string, Group> groups;
  for (const FileReport& file : report.files) {
    if (file.outcome != FileOutcome::Read || file.problem_count > 0) continue;
    Group& group = groups[group_of(file)];
    ++group.files;
    for (const auto& [kind, count] : file.records) group.records[kind] += count;
  }
  std::vector<Line> lines;
  for (const FileReport& file : report.files) {
    if (file.outcome != FileOutcome::Read) continue;
    Group& group = groups[group_of(file)];
    if (!every_file && file.problem_count == 0 && group.files != 1) {
      if (group.files == 0) continue;
      if (group.files > 3) {
        const std::string folder = std::filesystem::path(file.name).parent_path().generic_string();
        lines.push_back(
            {(folder.empty() ? "" : folder + "/ ") + "(" + std::to_string(group.files) + " files)",
             file.format, records_in_words(group.records)});
        group.files = 0;
        continue;
      }
    }
    lines.push_back({file.name, file.format,
                     records_in_words(file.records) +
                         (file.problem_count > 0 ? "; " + counted(file.problem_count, "problem") : "")});
  }
  return lines;
}

void add_table(const std::vector<Line>& lines, std::string& out) {
  std::size_t name = 4, format = 6;
  for (const Line& line : lines) {
    name = std::max(name, std::min<std::size_t>(line.name.size(), 60));
    format = std::max(format, line.format.size());
  }
  const auto padded = [](const std::string& text, std::size_t width) {
    return text + std::string(width > text.size() ? width - text.size() : 0, ' ');
  };
  out += padded("file", name) + "  " + padded("format", format) + "  records read\n";
  for (const Line& line : lines)
    out += padded(harmless(line.name), name) + "  " + padded(line.format, format) + "  " + line.words + "\n";
}

void add_problems(const IngestReport& report, std::string& out) {
  for (const FileReport& file : report.files) {
    for (std::size_t i = 0; i < std::min(file.problems.size(), kShownProblems); ++i)
      out += "  " + harmless(file.name + " : " + file.problems[i].place + " : " + file.problems[i].message) +
             "\n";
    if (file.problem_count > kShownProblems)
      out += "  " + harmless(file.name) + " : and " + std::to_string(file.problem_count - kShownProblems) +
             " more\n";
  }
}

void add_not_read(const IngestReport& report, std::string& out) {
  for (const FileReport& file : report.files) {
    if (file.outcome == FileOutcome::Read) continue;
    std::string line = file.name + " : " + file.reason;
    if (file.stale_since) line += "; what it said on " + format_date(*file.stale_since) + " is kept";
    out += "  " + harmless(line) + "\n";
  }
  for (const SourceReport& source : report.sources)
    if (!source.problem.empty())
      out += "  " + harmless("source " + source.name + " : " + source.problem) + "\n";
  for (const Skipped& skipped : report.skipped)
    out += "  " + harmless(skipped.name + " : " + skipped.reason) + "\n";
}

void add_gone(const IngestReport& report, std::string& out) {
  for (std::size_t i = 0; i < std::min(report.gone.size(), kShownGone); ++i)
    out += "  " + harmless(report.gone[i].name) + "\n";
  if (report.gone.size() > kShownGone)
    out += "  and " + std::to_string(report.gone.size() - kShownGone) + " more\n";
}

void add_too_old(const IngestReport& report, std::string& out) {
  for (const SourceReport& source : report.sources)
    if (source.too_old)
      out += "  " + harmless(source.name) + " : its newest file is of " + format_date(*source.newest) + "\n";
}

void add_refused(const IngestReport& report, std::string& out) {
  if (report.refused.empty()) return;
  out += report.dry_run ? "\nIt would not be published:\n" : "\nNot published, the index stays as it was:\n";
  for (const Refusal& one : report.refused) out += "  " + harmless(one.text) + "\n";
  out += "If that is meant: waymark index --allow-shrink " + harmless(report.refused.front().source) + "\n";
}

void add_would_change(const IngestReport& report, std::string& out) {
  for (const ChangeCount& change : report.would_change) {
    out += "  " + std::to_string(change.count) + " x " + change.kind + ": ";
    for (std::size_t i = 0; i < change.examples.size(); ++i)
      out += (i > 0 ? ", " : "") + harmless(change.examples[i]);
    out += change.count > change.examples.size() ? "…\n" : "\n";
  }
}

void add_notes(const IngestReport& report, std::string& out) {
  for (const MergeNote& note : report.notes) {
    out += "  " + std::to_string(note.count) + " x " + harmless(note.text) + "\n";
    for (std::size_t i = 0; i < std::min(note.examples.size(), kShownExamples); ++i)
      out += "      " + harmless(note.examples[i]) + "\n";
  }
}

void add_warnings(const PublishReport& published, std::string& out) {
  for (const std::string& warning : published.warnings) out += "  " + harmless(warning) + "\n";
}

void add_access(const PublishReport& published, std::string& out) {
  const auto& changes = published.access_changes;
  for (std::size_t i = 0; i < std::min(changes.size(), kShownExamples); ++i)
    out += "  " + harmless(changes[i].name + " : by " + changes[i].after.rule) + "\n";
  if (changes.size() > kShownExamples)
    out += "  and " + std::to_string(changes.size() - kShownExamples) + " more\n";
}

void add_titled(std::string title, const std::string& body, std::string& out) {
  if (!body.empty()) out += "\n" + std::move(title) + "\n" + body;
}

// "12 files (2 read, 9 unchanged, 1 not read)"
std::string files_in_words(const IngestReport& report) {
  const auto refused = std::count_if(report.files.begin(), report.files.end(), [](const FileReport& file) {
    return file.outcome != FileOutcome::Read;
  });
  const auto read = std::count_if(report.files.begin(), report.files.end(), [](const FileReport& file) {
    return file.outcome == FileOutcome::Read && file.parsed;
  });
  const auto unchanged = static_cast<std::ptrdiff_t>(report.files.size()) - refused - read;
  std::string words = counted(report.files.size(), "file") + " (" + std::to_string(read) + " read, " +
                      std::to_string(unchanged) + " unchanged";
  if (refused > 0) words += ", " + std::to_string(refused) + " not read";
  return words + ")";
}

}  // namespace

std::string report_line(const IngestReport& report) {
  char seconds[32];
  std::snprintf(seconds, sizeof seconds, "%.1f s", report.seconds);
  const PublishReport& published = report.published;
  const std::string counts =
      std::to_string(published.added) + " added, " + std::to_string(published.changed) + " changed, " +
      std::to_string(published.removed) + " removed, " + std::to_string(published.unchanged) + " unchanged";
  std::string out = files_in_words(report) + ", " + counted(report.total, "asset") + " in " + seconds + ": ";
  if (report.dry_run) return out + "there would be " + counts + ". Nothing was written.\n";
  if (!report.refused.empty()) return out + "not published.\n";
  return out + counts +
         (published.published ? ". Published " + published.generation + ".\n"
                              : ". 0 changed: " + published.generation + " stays.\n");
}

std::string report_text(const IngestReport& report, bool every_file) {
  std::string out;
  if (report.parsed() > 0 || every_file || report.partial()) add_table(lines_of(report, every_file), out);
  std::string not_read, problems, notes, gone, too_old, would_change, warnings, access;
  add_not_read(report, not_read);
  add_problems(report, problems);
  add_gone(report, gone);
  add_too_old(report, too_old);
  add_notes(report, notes);
  add_would_change(report, would_change);
  add_warnings(report.published, warnings);
  add_access(report.published, access);
  add_titled("Not read:", not_read, out);
  add_titled("Problems (each cost that record or field, nothing else):", problems, out);
  add_titled("Gone since the last run:", gone, out);
  add_titled("Older than their max_age:", too_old, out);
  add_titled("Worth knowing:", notes, out);
  add_titled("Would change:", would_change, out);
  add_titled("Others may know of these than before (all are in history/access.jsonl):", access, out);
  add_titled("While writing the index:", warnings, out);
  add_refused(report, out);
  return out + (out.empty() ? "" : "\n") + report_line(report);
}

}  // namespace waymark

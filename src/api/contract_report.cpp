// contract_report.cpp - verdicts about contracts as text, JUnit and GitHub annotations.
#include "waymark/api/contract_report.h"

#include <algorithm>

#include "waymark/base/strings.h"

#include "contract_report_json.h"

namespace waymark {
namespace {

struct FormatRow {
  std::string_view word, content_type;
  std::string (*checks)(const std::vector<CheckedFile>& files);
  std::string (*changes)(const std::vector<ComparedFile>& files);
};

std::string counted(std::size_t count, std::string_view word) {
  return std::to_string(count) + " " + std::string(word) + (count == 1 ? "" : "s");
}

// What an export says must not drive a terminal or a log: control characters become blanks.
std::string one_line(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
  return out;
}

std::string place(const std::string& file, std::uint32_t line) {
  return one_line(file) + (line > 0 ? ":" + std::to_string(line) : "");
}

std::string expected_and_found(const CheckFinding& finding) {
  if (finding.expected.empty() && finding.actual.empty()) return {};
  return " (expected " + (finding.expected.empty() ? "none" : finding.expected) + ", found " +
         (finding.actual.empty() ? "none" : finding.actual) + ")";
}

std::string checks_as_text(const std::vector<CheckedFile>& files) {
  std::string out;
  std::size_t failed = 0, warned = 0;
  for (const CheckedFile& file : files) {
    const ContractCheck& check = file.check;
    failed += check.verdict() == Verdict::Fail;
    warned += check.verdict() == Verdict::Warn;
    out += std::string(to_string(check.verdict())) + "  " + place(file.file, 0);
    if (!check.name.empty()) out += "  " + one_line(check.name);
    if (check.target) out += " -> " + one_line(check.target->second);
    out += "  (" + check.format + ", " + counted(check.checks, "check") + ")\n";
    for (const CheckFinding& finding : check.findings)
      out += "  " + place(file.file, finding.line) + "  " + std::string(to_string(finding.severity)) + "  " +
             finding.code + "  " + one_line(finding.text + expected_and_found(finding)) + "\n";
  }
  return out + counted(files.size(), "file") + ": " + std::to_string(failed) + " failed, " +
         std::to_string(warned) + " with warnings\n";
}

std::string changes_as_text(const std::vector<ComparedFile>& files) {
  std::string out;
  for (const ComparedFile& file : files) {
    out += std::string(verdict_of(file.changes)) + "  " + place(file.file, 0) + "\n";
    for (const ContractChange& change : file.changes)
      out += "  " + place(file.file, change.line) + "  " + (change.breaking ? "breaking" : "compatible") +
             "  " + change.kind + "  " + one_line(change.text) + "\n";
  }
  return out;
}

std::string xml(std::string_view text) {
  std::string out = one_line(text);
  out = replace_all(replace_all(out, "&", "&amp;"), "<", "&lt;");
  return replace_all(replace_all(out, ">", "&gt;"), "\"", "&quot;");
}

std::string test_case(const std::string& file, const std::string& name, const std::string& inside) {
  return "    <testcase classname=\"" + xml(file) + "\" name=\"" + xml(name) + "\"" +
         (inside.empty() ? "/>\n" : ">\n" + inside + "    </testcase>\n");
}

struct JunitSuite {
  std::string cases;
  std::size_t tests = 0, failures = 0;
};

std::string junit(const std::vector<std::pair<std::string, JunitSuite>>& suites) {
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"waymark contracts\">\n";
  for (const auto& [file, suite] : suites)
    out += "  <testsuite name=\"" + xml(file) + "\" tests=\"" + std::to_string(suite.tests) +
           "\" failures=\"" + std::to_string(suite.failures) + "\">\n" + suite.cases + "  </testsuite>\n";
  return out + "</testsuites>\n";
}

void add_case(JunitSuite& suite, const std::string& file, const std::string& name, bool failed,
              const std::string& type, const std::string& text) {
  ++suite.tests;
  suite.failures += failed;
  const std::string inside =
      failed         ? "      <failure type=\"" + xml(type) + "\" message=\"" + xml(text) + "\"/>\n"
      : text.empty() ? std::string()
                     : "      <system-out>" + xml(text) + "</system-out>\n";
  suite.cases += test_case(file, name, inside);
}

std::string checks_as_junit(const std::vector<CheckedFile>& files) {
  std::vector<std::pair<std::string, JunitSuite>> suites;
  for (const CheckedFile& file : files) {
    JunitSuite suite;
    for (const CheckFinding& one : file.check.findings)
      add_case(suite, file.file, one.code + (one.where.empty() ? "" : " " + one.where),
               one.severity == Severity::Error, one.code,
               place(file.file, one.line) + ": " + one.text + expected_and_found(one));
    if (file.check.findings.empty())
      add_case(suite, file.file, counted(file.check.checks, "check"), false, "", "");
    suites.emplace_back(file.file, std::move(suite));
  }
  return junit(suites);
}

std::string changes_as_junit(const std::vector<ComparedFile>& files) {
  std::vector<std::pair<std::string, JunitSuite>> suites;
  for (const ComparedFile& file : files) {
    JunitSuite suite;
    for (const ContractChange& one : file.changes)
      add_case(suite, file.file, one.kind + " " + one.where, one.breaking, one.kind,
               place(file.file, one.line) + ": " + one.text);
    if (file.changes.empty()) add_case(suite, file.file, "no change", false, "", "");
    suites.emplace_back(file.file, std::move(suite));
  }
  return junit(suites);
}

// The escapes of GitHub's workflow commands.
std::string github_text(std::string_view text) {
  return replace_all(replace_all(replace_all(text, "%", "%25"), "\r", "%0D"), "\n", "%0A");
}
std::string github_property(std::string_view text) {
  return replace_all(replace_all(github_text(text), ":", "%3A"), ",", "%2C");
}

std::string annotation(std::string_view level, const std::string& file, std::uint32_t line,
                       const std::string& title, const std::string& text) {
  return "::" + std::string(level) + " file=" + github_property(file) +
         (line > 0 ? ",line=" + std::to_string(line) : "") + ",title=" + github_property(title) +
         "::" + github_text(text) + "\n";
}

std::string checks_as_github(const std::vector<CheckedFile>& files) {
  std::string out;
  for (const CheckedFile& file : files)
    for (const CheckFinding& one : file.check.findings)
      out += annotation(one.severity == Severity::Error     ? "error"
                        : one.severity == Severity::Warning ? "warning"
                                                            : "notice",
                        file.file, one.line, "Contract: " + replace_all(one.code, "_", " "),
                        one.text + expected_and_found(one));
  return out;
}

std::string changes_as_github(const std::vector<ComparedFile>& files) {
  std::string out;
  for (const ComparedFile& file : files)
    for (const ContractChange& one : file.changes)
      out += annotation(one.breaking ? "error" : "notice", file.file, one.line,
                        std::string(one.breaking ? "Breaking" : "Compatible") + " change of a contract",
                        one.text);
  return out;
}

constexpr FormatRow kFormats[] = {
    {"text", "text/plain; charset=utf-8", checks_as_text, changes_as_text},
    {"json", "application/json; charset=utf-8", check_files_json, change_files_json},
    {"junit", "application/xml; charset=utf-8", checks_as_junit, changes_as_junit},
    {"sarif", "application/sarif+json; charset=utf-8", check_files_sarif, change_files_sarif},
    {"github", "text/plain; charset=utf-8", checks_as_github, changes_as_github},
};

}  // namespace

std::optional<ReportFormat> parse_report_format(std::string_view word) {
  for (std::size_t i = 0; i < std::size(kFormats); ++i)
    if (kFormats[i].word == word) return static_cast<ReportFormat>(i);
  return std::nullopt;
}

std::vector<std::string> report_formats() {
  std::vector<std::string> words;
  for (const FormatRow& row : kFormats) words.emplace_back(row.word);
  return words;
}

std::string contract_report(const std::vector<CheckedFile>& files, ReportFormat format) {
  return kFormats[static_cast<std::size_t>(format)].checks(files);
}

std::string_view content_type(ReportFormat format) {
  return kFormats[static_cast<std::size_t>(format)].content_type;
}

std::string changes_report(const std::vector<ComparedFile>& files, ReportFormat format) {
  return kFormats[static_cast<std::size_t>(format)].changes(files);
}

}  // namespace waymark

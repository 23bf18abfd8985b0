#include "read_export.h"

#include <chrono>

#include "waymark/base/strings.h"
#include "waymark/model/fragment_bytes.h"
#include "waymark/parse/cut_off.h"

#include "ingest_json.h"
#include "user_salt.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

// Writes down what a reader finds, counting on the way.
class FragmentSink : public ReadSink {
 public:
  FragmentSink(FragmentWriter& out, FileReport& report, std::string_view salt)
      : out_(out), report_(report), salt_(salt) {}

  void fragment(Fragment fragment) override {
    ++report_.fragments;
    salt_users(fragment.events, salt_);
    out_.add(fragment);
  }
  void edge(Edge edge) override {
    ++report_.edges;
    out_.add(edge);
  }
  void problem(Problem problem) override {
    cut_off_ |= contains(problem.message, kEndsInTheMiddle);
    if (++report_.problem_count <= kMostProblems) report_.problems.push_back(std::move(problem));
  }
  void count(std::string_view kind, std::size_t records) override {
    report_.records[std::string(kind)] += records;
  }

  bool cut_off() const { return cut_off_; }

 private:
  FragmentWriter& out_;
  FileReport& report_;
  std::string_view salt_;
  bool cut_off_ = false;
};

const Reader* choose_reader(const FoundFile& file, const Shape& shape, std::string& why) {
  if (file.source.mapping) return find_reader("mapping");
  if (!file.source.format.empty()) {
    const Reader* reader = find_reader(file.source.format);
    if (reader == nullptr)
      why = "source \"" + file.source.name + "\" asks for format \"" + file.source.format +
            "\", which is not known";
    return reader;
  }
  const Reader* reader = detect(shape);
  if (reader == nullptr) why = describe(shape);
  return reader;
}

void read_with_reader(const FoundFile& file, std::string_view salt, FragmentWriter& out, Reading& reading) {
  FileReport& report = reading.report;
  auto shape = look_at(file.path, file.member);
  const Reader* reader = nullptr;
  if (shape)
    reader = choose_reader(file, *shape, report.reason);
  else
    report.reason = shape.error().message;
  if (reader == nullptr) {
    report.outcome = FileOutcome::Unknown;
    return;
  }
  report.format = std::string(reader->name);
  Export input;
  input.path = file.path;
  input.member = file.member;
  input.name = file.name;
  input.folder = fs::path(file.name).parent_path().generic_string();
  input.source = file.source.name;
  input.instance = file.source.instance;
  input.platform = file.source.platform.empty() ? file.source.defaults.platform : file.source.platform;
  input.ignore_users = file.source.ignore_users;
  input.mapping = file.source.mapping;
  const bool many = shape->many;  // A log that grows ends in half a line now and then: that costs the line.
  input.shape = std::move(*shape);
  FragmentSink sink(out, report, salt);
  if (const Status read = reader->read(input, sink); !read) {
    report.outcome = FileOutcome::Failed;
    report.reason = read.error().message;
  }
  reading.cut_off = !many && sink.cut_off();
}

void fail_reading(Reading& reading, std::string why) {
  reading.report.outcome = FileOutcome::Failed;
  reading.report.reason = std::move(why);
  reading.try_again = true;
}

// A file that somebody writes while it is read is neither the old nor the new export.
void check_it_stood_still(const FoundFile& file, Reading& reading) {
  if (reading.digest.empty()) {
    auto digest = digest_of(file.path);
    if (!digest) return fail_reading(reading, digest.error().message);
    reading.digest = std::move(*digest);
  }
  const auto after = stamp_of(file.path);
  if (!after) return fail_reading(reading, after.error().message);
  if (*after != reading.stamp)
    fail_reading(reading, "was written while it was being read: it is read again by the next run");
}

}  // namespace

Result<Reading> read_export(const FoundFile& file, const std::string& digest, const fs::path& fragments,
                            std::string_view salt) {
  const auto begin = std::chrono::steady_clock::now();
  const std::int64_t looked_at = nanoseconds_now();
  auto out = FragmentWriter::create(fragments);
  if (!out) return fail(out.error());
  Reading reading;
  reading.report.source = file.source.name;
  reading.report.name = file.name;
  reading.digest = digest;
  if (const auto stamp = stamp_of(file.path); !stamp) {
    fail_reading(reading, stamp.error().message);
  } else {
    reading.stamp = *stamp;
    reading.settled = settled(*stamp, looked_at);
    reading.report.bytes = stamp->size;
    read_with_reader(file, salt, *out, reading);
    check_it_stood_still(file, reading);
  }
  reading.report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  if (const Status written = out->finish(reading_to_json(reading)); !written) return fail(written.error());
  return reading;
}

Result<Reading> reading_of(const fs::path& fragments) {
  const auto file = FragmentFile::open(fragments, FragmentCheck::Ends);
  if (!file) return fail(file.error());
  return reading_from_json(file->about());
}

SourceInfo source_info(const FoundFile& file, const std::string& format) {
  const Reader* reader = find_reader(format);
  return {file.source.name,       format,    reader != nullptr ? reader->kind : SourceKind::Technical,
          file.source.precedence, file.name, file.source.defaults};
}

}  // namespace waymark

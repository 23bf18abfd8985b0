// golden_dump.h - what a reader emits, as lines of JSON that people review.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "waymark/readers/reader.h"

namespace waymark {

// A sink that keeps everything as one line each, in the order it came.
class DumpingSink : public ReadSink {
 public:
  void fragment(Fragment fragment) override;
  void edge(Edge edge) override;
  void problem(Problem problem) override;
  void count(std::string_view kind, std::size_t records) override { counts[std::string(kind)] += records; }

  std::vector<std::string> lines;
  std::map<std::string, std::size_t> counts;
};

// {"file":"sales.json","reader":"glue","counts":{"table":2}}, then what was emitted from it. A file that no
// reader takes is {"file":…,"unread":why}.
std::vector<std::string> dump_file(const Export& file);

}  // namespace waymark

// export_sink.h - where an export's text goes: to a file that appears whole or not at all, or to a stream.
#pragma once

#include <fstream>
#include <string>
#include <string_view>

#include "waymark/api/export.h"

namespace waymark {

class ExportSink {
 public:
  explicit ExportSink(const ExportRequest& request);  // Which must outlive it.
  ~ExportSink();
  ExportSink(const ExportSink&) = delete;
  ExportSink& operator=(const ExportSink&) = delete;

  Status write(std::string_view text);
  Status finish();

 private:
  Status send();

  const ExportRequest& request_;
  std::string partial_;  // Beside the file wanted; renamed when it is whole.
  std::string waiting_;  // Of a stream: small pieces go out together.
  std::ofstream file_;
};

}  // namespace waymark

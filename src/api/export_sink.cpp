#include "export_sink.h"

#include <cerrno>
#include <cstring>

namespace waymark {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPiece = std::size_t{64} * 1024;

}  // namespace

ExportSink::ExportSink(const ExportRequest& request) : request_(request) {
  if (request.output.empty()) return;
  partial_ = request.output.string() + ".partial";
  file_.open(partial_, std::ios::binary | std::ios::trunc);
}

ExportSink::~ExportSink() {
  std::error_code error;
  if (!partial_.empty()) fs::remove(partial_, error);
}

Status ExportSink::write(std::string_view text) {
  if (partial_.empty()) {
    waiting_ += text;
    return waiting_.size() < kPiece ? Status() : send();
  }
  file_.write(text.data(), static_cast<std::streamsize>(text.size()));
  return file_ ? Status()
               : fail(ErrorCode::Failed,
                      "writing \"" + request_.output.string() + "\": " + std::strerror(errno));
}

Status ExportSink::send() {
  if (!waiting_.empty() && (!request_.stream || !request_.stream(waiting_)))
    return fail(ErrorCode::Failed, "the output was closed");
  waiting_.clear();
  return {};
}

Status ExportSink::finish() {
  if (partial_.empty()) return send();
  file_.close();
  std::error_code error;
  if (file_) fs::rename(partial_, request_.output, error);
  if (!file_ || error)
    return fail(ErrorCode::Failed, "writing \"" + request_.output.string() + "\": " + error.message());
  partial_.clear();
  return {};
}

}  // namespace waymark

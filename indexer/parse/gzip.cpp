#include <zlib.h>

#include "byte_source.h"

namespace waymark {
namespace {

constexpr std::size_t kPiece = 64 * 1024;

// One member after another, as gzip itself reads them. Zero bytes or junk after the last are passed over.
class GzipBytes final : public ByteSource {
 public:
  GzipBytes(std::unique_ptr<ByteSource> packed, std::vector<std::string>& notes)
      : packed_(std::move(packed)), notes_(notes), buffer_(kPiece, '\0') {
    constexpr int kGzipOnly = 16;
    usable_ = ::inflateInit2(&stream_, MAX_WBITS + kGzipOnly) == Z_OK;
  }
  ~GzipBytes() override {
    if (usable_) ::inflateEnd(&stream_);
  }
  GzipBytes(const GzipBytes&) = delete;
  GzipBytes& operator=(const GzipBytes&) = delete;

  Result<std::string_view> read() override {
    if (!usable_) return fail(ErrorCode::Failed, "unpacking gzip: out of memory");
    stream_.next_out = reinterpret_cast<Bytef*>(buffer_.data());
    stream_.avail_out = static_cast<uInt>(buffer_.size());
    while (!ended_ && stream_.avail_out > 0) {
      if (stream_.avail_in == 0) {
        if (Status filled = fill(); !filled) return give_or(filled.error());
        if (ended_) break;
      }
      if (Status stepped = step(); !stepped) return give_or(stepped.error());
    }
    return std::string_view(buffer_.data(), buffer_.size() - stream_.avail_out);
  }

 private:
  // What was unpacked before a failure is given first; the failure comes again on the next call.
  Result<std::string_view> give_or(const Error& error) {
    const std::size_t unpacked = buffer_.size() - stream_.avail_out;
    if (unpacked == 0) return fail(error);
    return std::string_view(buffer_.data(), unpacked);
  }

  Status fill() {
    Result<std::string_view> bytes = packed_->read();
    if (!bytes) return fail(bytes.error());
    if (bytes->empty()) {
      ended_ = between_members_;
      if (!ended_)
        return fail(ErrorCode::Unreadable, "the gzip data end in the middle: the file was cut off");
      return {};
    }
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes->data()));
    stream_.avail_in = static_cast<uInt>(bytes->size());
    return {};
  }

  Status step() {
    if (between_members_ && !first_ && *stream_.next_in != 0x1f) {
      if (*stream_.next_in != 0) notes_.push_back("bytes after the gzip data were passed over");
      ended_ = true;
      return {};
    }
    between_members_ = first_ = false;
    const int code = ::inflate(&stream_, Z_NO_FLUSH);
    if (code == Z_STREAM_END) {
      between_members_ = true;
      ::inflateReset(&stream_);
    } else if (code != Z_OK && code != Z_BUF_ERROR) {
      return fail(ErrorCode::Unreadable, std::string("the gzip data are damaged: ") +
                                             (stream_.msg != nullptr ? stream_.msg : "out of memory"));
    }
    return {};
  }

  std::unique_ptr<ByteSource> packed_;
  std::vector<std::string>& notes_;
  std::string buffer_;
  z_stream stream_{};
  bool usable_ = false;
  bool first_ = true;
  bool between_members_ = true;
  bool ended_ = false;
};

}  // namespace

bool is_gzip(std::string_view beginning) { return beginning.starts_with("\x1f\x8b\x08"); }

std::unique_ptr<ByteSource> unpack_gzip(std::unique_ptr<ByteSource> packed, std::vector<std::string>& notes) {
  return std::make_unique<GzipBytes>(std::move(packed), notes);
}

}  // namespace waymark

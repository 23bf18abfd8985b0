#include "waymark/parse/input.h"

#include <optional>

#include "byte_source.h"
#include "decode.h"
#include "zip_file.h"

namespace waymark {
namespace {

constexpr std::size_t kPiece = 64 * 1024;
// Past this, a small packed file is an attack rather than an export.
constexpr std::uint64_t kMostText = std::uint64_t{4} << 30;
constexpr int kGzipLayers = 2;

}  // namespace

struct Input::State {
  explicit State(std::unique_ptr<ByteSource> source)
      : bytes(std::make_unique<PeekedBytes>(std::move(source))) {}

  Status prepare();
  Result<std::string_view> decode_next();
  void note_foreign();

  std::vector<std::string> notes;  // Before `bytes`, whose gzip layers write into it.
  std::unique_ptr<PeekedBytes> bytes;
  std::optional<Decoder> decoder;
  bool ended = false;
  bool noted = false;
  std::uint64_t text_bytes = 0;

  std::string ahead;  // Decoded and peeked at.
  std::size_t ahead_start = 0;
};

// Finds out how the bytes are packed and encoded.
Status Input::State::prepare() {
  for (int layer = 0; layer < kGzipLayers; ++layer) {
    Result<std::string_view> beginning = bytes->peek(3);
    if (!beginning) return fail(beginning.error());
    if (!is_gzip(*beginning)) break;
    bytes = std::make_unique<PeekedBytes>(unpack_gzip(std::move(bytes), notes));
  }
  Result<std::string_view> beginning = bytes->peek(3);
  if (!beginning) return fail(beginning.error());
  const ByteOrderMark mark = byte_order_mark(*beginning);
  bytes->skip(mark.bytes);
  decoder.emplace(mark.encoding);
  return {};
}

void Input::State::note_foreign() {
  if (noted || decoder->foreign() == 0) return;
  noted = true;
  notes.push_back("not all of it is UTF-8 or UTF-16: other bytes were read as Windows-1252");
}

Result<std::string_view> Input::State::decode_next() {
  if (!decoder)
    if (Status prepared = prepare(); !prepared) return fail(prepared.error());
  while (!ended) {
    Result<std::string_view> raw = bytes->read();
    if (!raw) return raw;
    ended = raw->empty();
    const std::string_view text = ended ? decoder->finish() : decoder->decode(*raw);
    note_foreign();
    text_bytes += text.size();
    if (text_bytes > kMostText)
      return fail(ErrorCode::Unreadable, "more than 4 GB of text: split the export");
    if (!text.empty()) return text;
  }
  return std::string_view();
}

Input::Input(std::unique_ptr<State> state) : state_(std::move(state)) {}
Input::Input(Input&&) noexcept = default;
Input& Input::operator=(Input&&) noexcept = default;
Input::~Input() = default;

Result<Input> Input::open(const std::filesystem::path& path) {
  Result<std::unique_ptr<ByteSource>> bytes = open_bytes(path);
  if (!bytes) return fail(bytes.error());
  return Input(std::make_unique<State>(std::move(*bytes)));
}

Result<Input> Input::open(const std::filesystem::path& path, std::string_view member) {
  if (member.empty()) return open(path);
  Result<std::unique_ptr<ByteSource>> bytes = open_member(path, member);
  if (!bytes) return fail(bytes.error());
  return Input(std::make_unique<State>(std::move(*bytes)));
}

Input Input::from_text(std::string text) {
  std::vector<std::string> pieces;
  pieces.push_back(std::move(text));
  return from_pieces(std::move(pieces));
}

Input Input::from_pieces(std::vector<std::string> pieces) {
  return Input(std::make_unique<State>(bytes_of(std::move(pieces))));
}

Result<std::string_view> Input::read() {
  State& state = *state_;
  if (state.ahead_start == state.ahead.size()) {
    state.ahead.clear();
    state.ahead_start = 0;
    return state.decode_next();
  }
  const std::string_view piece = std::string_view(state.ahead).substr(state.ahead_start, kPiece);
  state.ahead_start += piece.size();
  return piece;
}

Result<std::string_view> Input::peek(std::size_t bytes) {
  State& state = *state_;
  state.ahead.erase(0, state.ahead_start);
  state.ahead_start = 0;
  while (state.ahead.size() < bytes) {
    Result<std::string_view> more = state.decode_next();
    if (!more && state.ahead.empty()) return more;
    if (!more || more->empty()) break;
    state.ahead += *more;
  }
  return std::string_view(state.ahead).substr(0, bytes);
}

Result<std::string> Input::read_all(std::size_t limit) {
  std::string all;
  for (;;) {
    Result<std::string_view> piece = read();
    if (!piece) return fail(piece.error());
    if (piece->empty()) return all;
    if (piece->size() > limit - all.size())
      return fail(ErrorCode::Unreadable,
                  "more than " + std::to_string(limit >> 20) + " MB in one document: split the file");
    all += *piece;
  }
}

const std::vector<std::string>& Input::notes() const { return state_->notes; }

}  // namespace waymark

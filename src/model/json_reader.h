// json_reader.h - JSON read straight into structs, without a tree of values in between.
//
//   JsonReader in(text);
//   in.object([&](std::string_view member) { member == "name" ? in.read(name) : in.skip(); });
//   if (!in.finished()) … in.problem()
//
// After the first mistake every call does nothing, so callers check once, at the end. Ten times as fast as a
// tree, which counts where a page of answers reads its assets back.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace waymark {

class JsonReader {
 public:
  explicit JsonReader(std::string_view text) : text_(text) {}

  void read(std::string& text);
  void read(bool& flag);
  void read(std::int64_t& number);
  void read(double& number);
  void skip();  // A value of any kind.

  // `on_member(name)` must read or skip the value. Names with escapes come as written.
  template <typename OnMember>
  void object(const OnMember& on_member) {
    each('{', '}', [&] {
      const std::string_view name = raw_name();
      if (!failed()) on_member(name);
    });
  }
  template <typename OnItem>
  void array(const OnItem& on_item) {
    each('[', ']', on_item);
  }

  bool finished();  // Everything was read and nothing follows.
  bool failed() const { return !problem_.empty(); }
  const std::string& problem() const { return problem_; }  // "byte 12: …"; "" while all is well.

 private:
  template <typename Read>
  void each(char open, char close, const Read& read_one) {
    if (failed() || !expect(open)) return;
    if (++depth_ > kDeepest) return fail("nested too deep");
    if (!take(close)) {
      do read_one();
      while (!failed() && take(','));
      if (!failed()) expect(close);
    }
    --depth_;
  }

  static constexpr int kDeepest = 64;

  void skip_blanks();
  bool take(char c);                 // After blanks.
  bool expect(char c);               // As take, and fails when it is not there.
  void fail(std::string_view what);  // The first one is kept.
  std::string_view raw_name();
  void skip_text();
  std::string_view word();  // A number, true, false or null.
  void unescape(std::string& text);
  unsigned hex4();

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
  std::string problem_;
};

}  // namespace waymark

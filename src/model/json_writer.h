// json_writer.h - JSON text written straight into a string, members in the order of the calls.
//
// Building a tree of values first costs more than everything else the indexer does with an asset.
#pragma once

#include <string>
#include <string_view>

namespace waymark {

class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}

  void begin(char bracket) {  // '{' or '['
    separate();
    out_ += bracket;
    first_ = true;
  }
  void end(char bracket) {
    out_ += bracket;
    first_ = false;
  }
  void name(std::string_view member) {
    separate();
    quote(member);
    out_ += ':';
    first_ = true;  // The value follows without a comma.
  }
  void text(std::string_view value) {
    separate();
    quote(value);
  }
  void raw(std::string_view number_or_word) {
    separate();
    out_ += number_or_word;
  }

  // Where the output stands, to go back to when a member turned out empty.
  struct Mark {
    std::size_t size;
    bool first;
  };
  Mark mark() const { return {out_.size(), first_}; }
  void back_to(Mark mark) {
    out_.resize(mark.size);
    first_ = mark.first;
  }

 private:
  void separate() {
    if (!first_) out_ += ',';
    first_ = false;
  }
  void quote(std::string_view value);

  std::string& out_;
  bool first_ = true;
};

}  // namespace waymark

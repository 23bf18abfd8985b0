// value_builder.h - a Value from the events of a parser, without recursion.
#pragma once

#include <string>
#include <vector>

#include "waymark/parse/value.h"

namespace waymark {

class ValueBuilder {
 public:
  void key(std::string name) { frames_.back().key = std::move(name); }
  void scalar(Value value) { place(std::move(value)); }
  void start_array(std::uint32_t line = 0);
  void start_object(std::uint32_t line = 0);
  // Closes the innermost container. Of equal keys the last stays, in the place of the first.
  void end();

  bool complete() const { return complete_; }  // One whole value has been told.
  std::size_t depth() const { return frames_.size(); }
  // The first key that some object held twice, or "", and the line of its second value.
  const std::string& duplicate() const { return duplicate_; }
  std::uint32_t duplicate_line() const { return duplicate_line_; }
  // The value just told to this builder: an item, a member or the whole.
  Value& last();

  Value take();  // The value; the builder is as new.
  void clear() { *this = ValueBuilder(); }

 private:
  struct Frame {
    Value container;
    std::string key;
  };
  void place(Value value);
  void keep_last_of_equal_keys(Value::Members& members);

  std::vector<Frame> frames_;
  Value root_;
  std::string duplicate_;
  std::uint32_t duplicate_line_ = 0;
  bool complete_ = false;
};

}  // namespace waymark

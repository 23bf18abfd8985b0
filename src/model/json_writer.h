// json_writer.h - JSON text written straight into a string, members in the order of the calls, empty ones
// left out.
//
// Building a tree of values first costs more than everything else the indexer does with an asset.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/base/time.h"

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
  void value(std::string_view text) {
    separate();
    quote(text);
  }
  void raw(std::string_view number_or_word) {
    separate();
    out_ += number_or_word;
  }

  void put(std::string_view member, std::string_view text) {
    if (text.empty()) return;
    name(member);
    value(text);
  }
  void put(std::string_view member, const std::string& text) { put(member, std::string_view(text)); }
  void put(std::string_view member, bool flag) {
    if (flag) put_raw(member, "true");
  }
  void put(std::string_view member, const std::optional<std::int64_t>& number) {
    if (number) put_raw(member, std::to_string(*number));
  }
  void put(std::string_view member, const std::optional<Time>& time) {
    if (time) put_raw(member, std::to_string(time->time_since_epoch().count()));
  }
  void put(std::string_view member, const std::optional<Seconds>& length) {
    if (length) put_raw(member, std::to_string(length->count()));
  }
  void put(std::string_view member, const std::vector<std::string>& texts) {
    put_each(member, texts, [this](const std::string& text) { value(text); });
  }
  void put_raw(std::string_view member, std::string_view number_or_word) {
    name(member);
    raw(number_or_word);
  }
  template <typename Items, typename Write>
  void put_each(std::string_view member, const Items& items, const Write& write) {
    if (items.empty()) return;
    name(member);
    begin('[');
    for (const auto& item : items) write(item);
    end(']');
  }

 private:
  void separate() {
    if (!first_) out_ += ',';
    first_ = false;
  }
  void quote(std::string_view text);

  std::string& out_;
  bool first_ = true;
};

}  // namespace waymark

// write.h - the mesh as files: one function for each kind of export. All write below `out`, whole files at a
// time.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "mesh/thing.h"
#include "src/model/json_writer.h"

namespace waymark::mesh {

// A file that is written as it is made. A failure to write ends the program with a message.
class Output {
 public:
  explicit Output(const std::filesystem::path& path);
  ~Output();
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  std::string& text() { return text_; }  // Append here, then call `flush_some` now and then.
  void flush_some() {
    if (text_.size() > kPiece) write();
  }

 private:
  static constexpr std::size_t kPiece = 1 << 20;
  void write();

  std::filesystem::path path_;
  int file_;
  std::string text_;
};

std::string upper(std::string text);
std::string time_text(std::int64_t time);

// A member of a JSON object; empty texts are left out.
void member(JsonWriter& json, std::string_view name, std::string_view value);
void member(JsonWriter& json, std::string_view name, std::uint64_t value);

void write_snowflake(const Plan& plan, const Unit& unit, const std::filesystem::path& out);
void write_dbt(const Plan& plan, const Unit& unit, const std::filesystem::path& out);
void write_glue(const Plan& plan, const Unit& unit, const std::filesystem::path& out);
void write_usage(const Plan& plan, const Unit& unit, const std::filesystem::path& out);
void write_lines(const Plan& plan, const Unit& unit, const std::filesystem::path& out);  // All that is known.
void write_frame(const Plan& plan, bool lines,
                 const std::filesystem::path& out);  // Domains, terms, products, contracts, waymark.yaml.

// "snowflake:sales.mart.fct_orders", as lines refer to a thing.
std::string reference(const Plan& plan, std::size_t number);

}  // namespace waymark::mesh

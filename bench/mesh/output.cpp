#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

#include "waymark/base/time.h"

#include "mesh/write.h"

namespace waymark::mesh {
namespace {

[[noreturn]] void give_up(const std::filesystem::path& path) {
  std::fprintf(stderr, "generate_mesh: writing \"%s\": %s\n", path.c_str(), std::strerror(errno));
  std::exit(5);
}

}  // namespace

Output::Output(const std::filesystem::path& path) : path_(path) {
  std::error_code error;
  std::filesystem::create_directories(path.parent_path(), error);
  file_ = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file_ < 0) give_up(path_);
  text_.reserve(kPiece + (kPiece >> 2));
}

Output::~Output() {
  write();
  if (::close(file_) != 0) give_up(path_);
}

void Output::write() {
  for (std::size_t done = 0; done < text_.size();) {
    const auto wrote = ::write(file_, text_.data() + done, text_.size() - done);
    if (wrote < 0) give_up(path_);
    done += static_cast<std::size_t>(wrote);
  }
  text_.clear();
}

std::string upper(std::string text) {
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return text;
}

std::string time_text(std::int64_t time) { return format_time(Time(Seconds(time))); }

void member(JsonWriter& json, std::string_view name, std::string_view value) {
  if (value.empty()) return;
  json.name(name);
  json.text(value);
}

void member(JsonWriter& json, std::string_view name, std::uint64_t value) {
  json.name(name);
  json.raw(std::to_string(value));
}

std::string reference(const Plan& plan, std::size_t number) {
  const Unit in = unit(plan, number / plan.unit_size());
  const ThingName named = name_of(plan, in, number);
  if (in.place == Place::Lake) return "glue:" + in.database + "." + named.schema + "_" + named.name;
  if (is_dashboard(in, number)) return "dashboard-" + std::to_string(number);
  return "snowflake:" + in.database + "." + named.schema + "." + named.name;
}

}  // namespace waymark::mesh

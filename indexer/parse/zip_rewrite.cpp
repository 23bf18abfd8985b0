// zip_rewrite.cpp - one small change in an archive that we wrote ourselves.
#include <zip.h>

#include "zip_file.h"

namespace waymark {
namespace {

struct Discard {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};

}  // namespace

Status replace_in_member(const std::filesystem::path& path, const std::string& member, std::string_view from,
                         std::string_view to) {
  const auto read = [&]() -> Result<std::string> {
    const auto file = ZipFile::open(path, {});
    if (!file) return fail(file.error());
    auto bytes = (*file)->read(member);
    if (!bytes) return fail(bytes.error());
    std::string text;
    for (;;) {
      const auto piece = (*bytes)->read();
      if (!piece) return fail(piece.error());
      if (piece->empty()) return text;
      text += *piece;
    }
  };
  Result<std::string> text = read();
  if (!text) return fail(text.error());
  const std::size_t at = text->find(from);
  if (at == std::string::npos)
    return fail(ErrorCode::NotFound, "\"" + member + "\" does not hold \"" + std::string(from) + "\"");
  text->replace(at, from.size(), to);

  int code = 0;
  std::unique_ptr<zip_t, Discard> archive(zip_open(path.c_str(), 0, &code));
  if (!archive)
    return fail(ErrorCode::Failed, "writing \"" + path.string() + "\": error " + std::to_string(code));
  zip_source_t* source = zip_source_buffer(archive.get(), text->data(), text->size(), 0);
  if (source == nullptr || zip_file_add(archive.get(), member.c_str(), source, ZIP_FL_OVERWRITE) < 0) {
    if (source != nullptr) zip_source_free(source);
    return fail(ErrorCode::Failed, "writing \"" + path.string() + "\": " + zip_strerror(archive.get()));
  }
  if (zip_close(archive.get()) != 0)
    return fail(ErrorCode::Failed, "writing \"" + path.string() + "\": " + zip_strerror(archive.get()));
  (void)archive.release();
  return {};
}

}  // namespace waymark

#include "side_files.h"

namespace waymark {

std::filesystem::path with_suffix(const std::filesystem::path& prefix, std::string_view suffix) {
  std::filesystem::path path = prefix;
  path += suffix;
  return path;
}

Result<SideWriter> SideWriter::create(const std::filesystem::path& prefix) {
  auto documents = SectionWriter::create(with_suffix(prefix, ".documents"));
  if (!documents) return fail(documents.error());
  documents->begin("asset.text");
  return SideWriter(prefix, std::move(*documents));
}

void SideWriter::add(const Asset& asset, std::string_view json, const Digest& digest, std::uint32_t length,
                     std::int64_t seen) {
  documents_.append(json);
  offsets_.push_back(offsets_.back() + json.size());
  columns_.add(asset, length, digest, seen);
  names_.add(asset, size_);
  ++size_;
}

Status SideWriter::finish() {
  documents_.add("asset.at", offsets_);
  if (const Status done = documents_.finish(); !done) return done;
  if (const Status done = columns_.write(with_suffix(prefix_, ".columns")); !done) return done;
  return names_.write(with_suffix(prefix_, ".names"));
}

Result<SideFiles> SideFiles::open(const std::filesystem::path& prefix) {
  SideFiles files;
  auto columns = Columns::open(with_suffix(prefix, ".columns"));
  if (!columns) return fail(columns.error());
  auto names = Names::open(with_suffix(prefix, ".names"));
  if (!names) return fail(names.error());
  auto documents = SectionFile::open(with_suffix(prefix, ".documents"));
  if (!documents) return fail(documents.error());
  files.columns = std::move(*columns);
  files.names = std::move(*names);
  files.document_file = std::move(*documents);
  files.documents = TextArray(files.document_file, "asset");
  if (files.documents.size() != files.columns.size())
    return fail(ErrorCode::Unreadable, "opening \"" + prefix.string() + "\": side files of unequal length");
  return files;
}

Status merge_side_files(std::span<const SideSource> sources, std::span<const Pick> picks,
                        const std::filesystem::path& prefix) {
  std::vector<const Columns*> columns;
  std::vector<const Names*> names;
  for (const SideSource& source : sources) {
    columns.push_back(source.columns);
    names.push_back(source.names);
  }
  if (const Status done = merge_columns(columns, picks, with_suffix(prefix, ".columns")); !done) return done;
  if (const Status done = merge_names(names, picks, with_suffix(prefix, ".names")); !done) return done;
  auto documents = SectionWriter::create(with_suffix(prefix, ".documents"));
  if (!documents) return fail(documents.error());
  write_texts(*documents, "asset", picks.size(),
              [&](std::size_t i) { return (*sources[picks[i].source].documents)[picks[i].document]; });
  return documents->finish();
}

}  // namespace waymark

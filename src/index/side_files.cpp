#include "side_files.h"

#include "lines.h"

namespace waymark {

std::filesystem::path with_suffix(const std::filesystem::path& prefix, std::string_view suffix) {
  std::filesystem::path path = prefix;
  path += suffix;
  return path;
}

Result<SideWriter> SideWriter::create(const std::filesystem::path& prefix, const std::string& language) {
  auto documents = SectionWriter::create(with_suffix(prefix, ".documents"));
  if (!documents) return fail(documents.error());
  documents->begin("asset.text");
  return SideWriter(prefix, std::move(*documents), language);
}

void SideWriter::add(const Asset& asset, std::string_view json, const Digest& digest,
                     const BuiltDocument& built, std::int64_t seen) {
  documents_.append(json);
  offsets_.push_back(offsets_.back() + json.size());
  columns_.add(asset, built.length, digest, seen);
  names_.add(asset, size_);
  words_.add(built.spellings);
  forward_.add(built.forward);
  lines_.add(lines_of(asset));
  ++size_;
}

Status SideWriter::finish() {
  documents_.add("asset.at", offsets_);
  lines_.write(documents_, "lines");
  if (const Status done = documents_.finish(); !done) return done;
  if (const Status done = columns_.write(with_suffix(prefix_, ".columns")); !done) return done;
  if (const Status done = names_.write(with_suffix(prefix_, ".names")); !done) return done;
  if (const Status done = words_.write(with_suffix(prefix_, ".words")); !done) return done;
  auto forward = SectionWriter::create(with_suffix(prefix_, ".forward"));
  if (!forward) return fail(forward.error());
  forward_.write(*forward, "record");
  return forward->finish();
}

Result<SideFiles> SideFiles::open(const std::filesystem::path& prefix) {
  SideFiles files;
  auto columns = Columns::open(with_suffix(prefix, ".columns"));
  if (!columns) return fail(columns.error());
  auto names = Names::open(with_suffix(prefix, ".names"));
  if (!names) return fail(names.error());
  auto words = Words::open(with_suffix(prefix, ".words"));
  if (!words) return fail(words.error());
  auto documents = SectionFile::open(with_suffix(prefix, ".documents"));
  if (!documents) return fail(documents.error());
  files.columns = std::move(*columns);
  files.names = std::move(*names);
  files.words = std::move(*words);
  files.document_file = std::move(*documents);
  files.documents = TextArray(files.document_file, "asset");
  files.lines = TextArray(files.document_file, "lines");
  auto forward = SectionFile::open(with_suffix(prefix, ".forward"));
  if (!forward) return fail(forward.error());
  files.forward_file = std::move(*forward);
  files.forward = TextArray(files.forward_file, "record");
  if (files.documents.size() != files.columns.size() || files.lines.size() != files.columns.size() ||
      files.forward.size() != files.columns.size())
    return fail(ErrorCode::Unreadable, "opening \"" + prefix.string() + "\": side files of unequal length");
  return files;
}

Status merge_side_files(std::span<const SideSource> sources, std::span<const Pick> picks,
                        const std::filesystem::path& prefix, const WordChanges& changes) {
  std::vector<const Columns*> columns;
  std::vector<const Names*> names;
  std::vector<const Words*> words;
  for (const SideSource& source : sources) {
    columns.push_back(source.columns);
    names.push_back(source.names);
    words.push_back(source.words);
  }
  if (const Status done = merge_columns(columns, picks, with_suffix(prefix, ".columns")); !done) return done;
  if (const Status done = merge_names(names, picks, with_suffix(prefix, ".names")); !done) return done;
  if (const Status done = merge_words(words, changes, with_suffix(prefix, ".words")); !done) return done;
  const auto add_picked = [&](SectionWriter& out, std::string_view name,
                              const TextArray* SideSource::*texts) {
    write_texts(out, name, picks.size(),
                [&](std::size_t i) { return (*(sources[picks[i].source].*texts))[picks[i].document]; });
  };
  auto forward = SectionWriter::create(with_suffix(prefix, ".forward"));
  if (!forward) return fail(forward.error());
  add_picked(*forward, "record", &SideSource::forward);
  if (const Status done = forward->finish(); !done) return done;
  auto documents = SectionWriter::create(with_suffix(prefix, ".documents"));
  if (!documents) return fail(documents.error());
  add_picked(*documents, "asset", &SideSource::documents);
  add_picked(*documents, "lines", &SideSource::lines);
  return documents->finish();
}

}  // namespace waymark

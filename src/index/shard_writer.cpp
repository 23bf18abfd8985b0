#include "shard_writer.h"

#include <sstream>

#include "waymark/index/xapian_guard.h"

#include "document.h"

namespace waymark {
namespace {

// Small batches: Xapian's buffer is a tree that gets slower as it grows.
constexpr std::uint32_t kBatch = 2000;

}  // namespace

struct ShardWriter::State {
  State(std::filesystem::path in, ShardInfo shard) : folder(std::move(in)), info(std::move(shard)) {}

  std::filesystem::path folder;
  ShardInfo info;
  Xapian::WritableDatabase database;
  Analyzer analyzer;
  ColumnsWriter columns;
  NamesWriter names;
  TextArrayWriter documents;
  Sha256 content;
};

ShardWriter::ShardWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
ShardWriter::ShardWriter(ShardWriter&&) noexcept = default;
ShardWriter& ShardWriter::operator=(ShardWriter&&) noexcept = default;
ShardWriter::~ShardWriter() = default;

Result<ShardWriter> ShardWriter::create(const std::filesystem::path& folder, ShardInfo info) {
  auto state = std::make_unique<State>(folder, std::move(info));
  const Status opened = xapian_guard("creating shard", [&] {
    state->database =
        Xapian::WritableDatabase((folder / state->info.name).string(),
                                 Xapian::DB_CREATE | Xapian::DB_NO_SYNC | Xapian::DB_BACKEND_GLASS);
  });
  if (!opened) return fail(opened.error());
  return ShardWriter(std::move(state));
}

Status ShardWriter::add(const Asset& asset, std::string_view json) {
  State& s = *state_;
  const BuiltDocument built = build_document(s.analyzer, asset);
  s.columns.add(asset, built.length);
  s.names.add(asset, static_cast<std::uint32_t>(s.info.documents));
  s.documents.add(json);
  s.content.update(json);
  s.content.update("\n");
  ++s.info.documents;
  return xapian_guard("indexing \"" + asset.key + "\"", [&] {
    s.database.add_document(built.document);
    for (const std::string& word : built.spellings) s.database.add_spelling(word);
    if (s.info.documents % kBatch == 0) s.database.commit();
  });
}

Result<ShardInfo> ShardWriter::finish() {
  State& s = *state_;
  s.info.content = to_hex(s.content.finish());
  const std::string path = (s.folder / s.info.name).string();
  const Status closed = xapian_guard("finishing shard", [&] {
    s.database.commit();
    s.database.close();
    std::ostringstream complaints;
    if (Xapian::Database::check(path, 0, &complaints) != 0)
      throw Xapian::DatabaseCorruptError("the new shard fails its check: " + complaints.str());
  });
  if (!closed) return fail(closed.error());
  if (const Status done = s.columns.write(s.folder / (s.info.name + ".columns")); !done)
    return fail(done.error());
  if (const Status done = s.names.write(s.folder / (s.info.name + ".names")); !done)
    return fail(done.error());
  auto documents = SectionWriter::create(s.folder / (s.info.name + ".documents"));
  if (!documents) return fail(documents.error());
  s.documents.write(*documents, "asset");
  if (const Status done = documents->finish(); !done) return fail(done.error());
  return s.info;
}

}  // namespace waymark

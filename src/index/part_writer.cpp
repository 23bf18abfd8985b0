#include "part_writer.h"

#include <unordered_map>

#include "waymark/index/xapian_guard.h"
#include "waymark/model/asset_json.h"

#include "document.h"
#include "side_files.h"

namespace waymark {

struct PartWriter::State {
  explicit State(SideWriter writer) : side(std::move(writer)) {}

  SideWriter side;
  Xapian::WritableDatabase database;
  DocumentBuilder builder;
  std::unordered_map<std::string, std::uint32_t> spellings;  // In how many assets each word stands.
};

PartWriter::PartWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
PartWriter::PartWriter(PartWriter&&) noexcept = default;
PartWriter& PartWriter::operator=(PartWriter&&) noexcept = default;
PartWriter::~PartWriter() = default;

Result<PartWriter> PartWriter::create(const std::filesystem::path& prefix) {
  auto side = SideWriter::create(prefix);
  if (!side) return fail(side.error());
  auto state = std::make_unique<State>(std::move(*side));
  const Status opened = xapian_guard("creating a shard", [&] {
    state->database = Xapian::WritableDatabase(
        prefix.string(), Xapian::DB_CREATE | Xapian::DB_NO_SYNC | Xapian::DB_BACKEND_GLASS);
  });
  if (!opened) return fail(opened.error());
  return PartWriter(std::move(state));
}

Status PartWriter::add(const Asset& asset, std::int64_t seen) {
  State& s = *state_;
  const std::string json = asset_to_json(asset);
  BuiltDocument built = s.builder.build(asset);
  s.side.add(asset, json, sha256(json), built.length, seen);
  for (std::string& word : built.spellings) ++s.spellings[std::move(word)];
  return xapian_guard("indexing \"" + asset.key + "\"", [&] { s.database.add_document(built.document); });
}

Status PartWriter::finish() {
  State& s = *state_;
  const Status closed = xapian_guard("finishing a shard", [&] {
    for (const auto& [word, assets] : s.spellings) s.database.add_spelling(word, assets);
    s.database.commit();
    s.database.close();
  });
  return closed ? s.side.finish() : closed;
}

}  // namespace waymark

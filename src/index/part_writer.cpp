#include "part_writer.h"

#include "waymark/index/xapian_guard.h"
#include "waymark/model/asset_json.h"

#include "side_files.h"

namespace waymark {

struct PartWriter::State {
  State(SideWriter writer, DocumentBuilder& of) : side(std::move(writer)), builder(of) {}

  SideWriter side;
  Xapian::WritableDatabase database;
  DocumentBuilder& builder;
};

PartWriter::PartWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
PartWriter::PartWriter(PartWriter&&) noexcept = default;
PartWriter& PartWriter::operator=(PartWriter&&) noexcept = default;
PartWriter::~PartWriter() = default;

Result<PartWriter> PartWriter::create(const std::filesystem::path& prefix, const std::string& language,
                                      DocumentBuilder& builder) {
  auto side = SideWriter::create(prefix, language);
  if (!side) return fail(side.error());
  auto state = std::make_unique<State>(std::move(*side), builder);
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
  s.side.add(asset, json, sha256(json), built, seen);
  return xapian_guard("indexing \"" + asset.key + "\"", [&] { s.database.add_document(built.document); });
}

Status PartWriter::finish() {
  State& s = *state_;
  const Status closed = xapian_guard("finishing a shard", [&] {
    s.database.commit();
    s.database.close();
  });
  return closed ? s.side.finish() : closed;
}

}  // namespace waymark

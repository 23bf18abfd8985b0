#include "part_writer.h"

#include "waymark/model/asset_json.h"

#include "glass_part.h"
#include "side_files.h"

namespace waymark {

struct PartWriter::State {
  State(SideWriter writer, DocumentBuilder& of, std::filesystem::path at)
      : side(std::move(writer)), prefix(std::move(at)), builder(of) {}

  SideWriter side;
  std::filesystem::path prefix;
  GlassPart part;
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
  return PartWriter(std::make_unique<State>(std::move(*side), builder, prefix));
}

Status PartWriter::add(const Asset& asset, std::int64_t seen) {
  State& s = *state_;
  const std::string json = asset_to_json(asset);
  const BuiltDocument built = s.builder.build(asset);
  s.side.add(asset, json, sha256(json), built, seen);
  s.part.add(built.terms, built.values, built.words);
  return {};
}

Status PartWriter::finish() {
  State& s = *state_;
  const Status written = s.part.write(s.prefix);
  return written ? s.side.finish() : written;
}

}  // namespace waymark

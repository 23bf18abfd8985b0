#include "waymark/index/section_file.h"

#include <cerrno>

namespace waymark {
namespace {

constexpr std::string_view kMagic = "WMSECT01";

struct TableRow {
  char name[32];
  std::uint64_t offset, size;
};
struct Footer {
  std::uint64_t table, count;
  char magic[8];
};

}  // namespace

Result<SectionWriter> SectionWriter::create(const std::filesystem::path& path) {
  SectionWriter writer;
  writer.path_ = path;
  writer.out_.open(path, std::ios::binary | std::ios::trunc);
  if (!writer.out_)
    return fail(ErrorCode::Failed, "creating \"" + path.string() + "\": " + std::strerror(errno));
  writer.out_.write(kMagic.data(), static_cast<std::streamsize>(kMagic.size()));
  writer.at_ = kMagic.size();
  return writer;
}

void SectionWriter::begin(std::string_view name) {
  static constexpr char kZeros[8] = {};
  if (const std::uint64_t padding = (8 - at_ % 8) % 8; padding > 0) {
    out_.write(kZeros, static_cast<std::streamsize>(padding));
    at_ += padding;
  }
  entries_.push_back({std::string(name.substr(0, 31)), at_, 0});
}

void SectionWriter::append(std::string_view bytes) {
  out_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  at_ += bytes.size();
  entries_.back().size += bytes.size();
}

Status SectionWriter::finish() {
  std::vector<TableRow> rows;
  for (const Entry& entry : entries_) {
    TableRow row{{}, entry.offset, entry.size};
    entry.name.copy(row.name, sizeof row.name - 1);
    rows.push_back(row);
  }
  begin("");
  Footer footer{at_, rows.size(), {}};
  kMagic.copy(footer.magic, sizeof footer.magic);
  out_.write(reinterpret_cast<const char*>(rows.data()),
             static_cast<std::streamsize>(rows.size() * sizeof(TableRow)));
  out_.write(reinterpret_cast<const char*>(&footer), sizeof footer);
  out_.close();
  if (!out_) return fail(ErrorCode::Failed, "writing \"" + path_.string() + "\": " + std::strerror(errno));
  return {};
}

Result<SectionFile> SectionFile::open(const std::filesystem::path& path) {
  SectionFile file;
  auto mapped = MappedFile::open(path);
  if (!mapped) return fail(mapped.error());
  file.file_ = std::move(*mapped);
  const std::string_view all = file.file_.bytes();
  const auto damaged = [&](std::string_view what) {
    return fail(ErrorCode::Unreadable, "opening \"" + path.string() + "\": " + std::string(what));
  };
  if (all.size() < kMagic.size() + sizeof(Footer) || !all.starts_with(kMagic))
    return damaged("not a section file");
  Footer footer{};
  std::memcpy(&footer, all.data() + all.size() - sizeof footer, sizeof footer);
  if (std::string_view(footer.magic, 8) != kMagic) return damaged("the end is missing");
  if (footer.count > all.size() / sizeof(TableRow) ||
      footer.table > all.size() - footer.count * sizeof(TableRow))
    return damaged("the table lies outside the file");
  for (std::uint64_t i = 0; i < footer.count; ++i) {
    TableRow row{};
    std::memcpy(&row, all.data() + footer.table + i * sizeof row, sizeof row);
    if (row.offset > all.size() || row.size > all.size() - row.offset || row.offset % 8 != 0)
      return damaged("a section lies outside the file");
    row.name[sizeof row.name - 1] = '\0';
    file.sections_[row.name] = all.substr(row.offset, row.size);
  }
  return file;
}

std::string_view SectionFile::bytes(std::string_view name) const {
  const auto found = sections_.find(name);
  return found == sections_.end() ? std::string_view{} : found->second;
}

void TextArrayWriter::write(SectionWriter& out, std::string_view name) const {
  out.add(std::string(name) + ".at", offsets_);
  out.begin(std::string(name) + ".text");
  out.append(bytes_);
}

TextArray::TextArray(const SectionFile& file, std::string_view name)
    : offsets_(file.array<std::uint64_t>(std::string(name) + ".at")),
      bytes_(file.bytes(std::string(name) + ".text")) {
  // A damaged array reads as empty rather than past its end.
  for (std::size_t i = 0; i + 1 < offsets_.size(); ++i)
    if (offsets_[i] > offsets_[i + 1]) offsets_ = {};
  if (!offsets_.empty() && offsets_.back() > bytes_.size()) offsets_ = {};
}

}  // namespace waymark

#include "waymark/model/fragment_bytes.h"

#include <cerrno>
#include <cstring>

#include <sys/mman.h>

#include "waymark/base/crc32.h"

#include "fragment_members.h"

namespace waymark {
namespace {

constexpr std::string_view kMagic = "WMFRAG";
constexpr std::size_t kStart = kMagic.size() + sizeof(std::uint16_t);
constexpr std::size_t kEnd = 1 + 2 * sizeof(std::uint64_t) + sizeof(std::uint32_t);
constexpr std::size_t kWriteAtOnce = 256 * 1024;
constexpr std::size_t kReadWhole = 64 * 1024;

template <typename T>
std::string number_bytes(T number) {
  return {reinterpret_cast<const char*>(&number), sizeof number};
}

template <typename T>
T number_at(std::string_view bytes, std::size_t at) {
  T number;
  std::memcpy(&number, bytes.data() + at, sizeof number);
  return number;
}

std::vector<std::string_view> views(const std::vector<std::string>& texts) {
  return {texts.begin(), texts.end()};
}

std::string_view mail_in(const Fragment& fragment) {
  if (fragment.facts.type != AssetType::Person && fragment.facts.type != AssetType::Team) return {};
  for (const Owner& owner : fragment.facts.owners)
    if (!owner.mail.empty()) return owner.mail;
  return {};
}

Fragment with_head(const FragmentHead& head) {
  const auto texts = [](const std::vector<std::string_view>& list) {
    return std::vector<std::string>(list.begin(), list.end());
  };
  Fragment fragment;
  fragment.self.id = head.id;
  fragment.self.physical.platform = head.physical.platform;
  fragment.self.physical.instance = head.physical.instance;
  fragment.self.physical.parts = texts(head.physical.parts);
  fragment.self.name = head.name;
  fragment.other_ids = texts(head.other_ids);
  fragment.facts.type = head.type;
  fragment.facts.name = head.facts_name;
  fragment.facts.title = head.title;
  fragment.facts.domain = head.domain;
  fragment.facts.platform = head.platform;
  fragment.facts.instance = head.instance;
  fragment.domain_id = head.domain_id;
  fragment.parent_id = head.parent_id;
  fragment.product_ids = texts(head.product_ids);
  fragment.term_ids = texts(head.term_ids);
  fragment.place = head.place;
  fragment.at = head.at;
  fragment.deleted = head.deleted;
  return fragment;
}

tl::unexpected<Error> damaged(std::string_view what) {
  return fail(ErrorCode::Unreadable, std::string(what) + " is damaged");
}

void put_body(ByteWriter& out, const Fragment& fragment) {
  std::apply(
      [&](const auto&... each) {
        out.put_all(each..., fragment.events, fragment.domain_guess, fragment.cleared);
      },
      body_of(fragment.facts));
}

void get_body(ByteReader& in, Fragment& fragment) {
  std::apply(
      [&](auto&... each) { in.get_all(each..., fragment.events, fragment.domain_guess, fragment.cleared); },
      body_of(fragment.facts));
}

Result<FragmentHead> head_from_bytes(std::string_view bytes) {
  ByteReader outer(bytes);
  ByteReader in(outer.bytes(outer.varint()));
  FragmentHead head;
  in.get(head);
  if (outer.bad() || !in.finished()) return damaged("the head of a fragment");
  return head;
}

}  // namespace

FragmentHead head_of(const Fragment& fragment) {
  const auto& [self, other_ids, facts, domain_id, parent_id, product_ids, term_ids, events, domain_guess,
               cleared, place, at, deleted] = fragment;
  return {.id = self.id,
          .physical = {self.physical.platform, self.physical.instance, views(self.physical.parts)},
          .name = self.name,
          .other_ids = views(other_ids),
          .type = facts.type,
          .facts_name = facts.name,
          .title = facts.title,
          .domain = facts.domain,
          .platform = facts.platform,
          .instance = facts.instance,
          .mail = mail_in(fragment),
          .contract_version = facts.contract ? std::string_view(facts.contract->version) : std::string_view(),
          .domain_id = domain_id,
          .parent_id = parent_id,
          .product_ids = views(product_ids),
          .term_ids = views(term_ids),
          .place = place,
          .at = at,
          .deleted = deleted,
          .has_events = !events.empty()};
}

std::string fragment_to_bytes(const Fragment& fragment) {
  std::string head, bytes;
  ByteWriter(head).put(head_of(fragment));
  ByteWriter out(bytes);
  out.put(head);
  put_body(out, fragment);
  return bytes;
}

Result<Fragment> fragment_from_bytes(std::string_view bytes) {
  auto head = head_from_bytes(bytes);
  if (!head) return fail(head.error());
  Fragment fragment = with_head(*head);
  ByteReader in(bytes);
  in.bytes(in.varint());
  get_body(in, fragment);
  if (!in.finished()) return damaged("the body of a fragment");
  return fragment;
}

std::string edge_to_bytes(const Edge& edge) {
  std::string bytes;
  ByteWriter(bytes).put(edge);
  return bytes;
}

Result<Edge> edge_from_bytes(std::string_view bytes) {
  Edge edge;
  ByteReader in(bytes);
  in.get(edge);
  if (!in.finished()) return damaged("an edge");
  return edge;
}

Result<FragmentWriter> FragmentWriter::create(const std::filesystem::path& path) {
  FragmentWriter writer;
  writer.path_ = path;
  writer.out_.open(path, std::ios::binary | std::ios::trunc);
  if (!writer.out_)
    return fail(ErrorCode::Failed, "creating \"" + path.string() + "\": " + std::strerror(errno));
  writer.write(std::string(kMagic) + number_bytes(kFragmentFormat));
  return writer;
}

void FragmentWriter::write(std::string_view bytes) {
  buffer_ += bytes;
  size_ += bytes.size();
  if (buffer_.size() < kWriteAtOnce) return;
  sum_ = crc32(buffer_, sum_);
  out_.write(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
  buffer_.clear();
}

void FragmentWriter::record(char kind, std::string_view bytes) {
  std::string front(1, kind);
  ByteWriter(front).varint(bytes.size());
  write(front);
  write(bytes);
  ++records_;
}

void FragmentWriter::add(const Fragment& fragment) { record('F', fragment_to_bytes(fragment)); }
void FragmentWriter::add(const Edge& edge) { record('E', edge_to_bytes(edge)); }

Status FragmentWriter::finish(std::string_view about) {
  const std::uint64_t records = records_, about_at = size_;
  record('A', about);
  buffer_ += 'Z' + number_bytes(records) + number_bytes(about_at);
  sum_ = crc32(buffer_, sum_);
  buffer_ += number_bytes(sum_);
  out_.write(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
  out_.close();
  if (!out_) return fail(ErrorCode::Failed, "writing \"" + path_.string() + "\": " + std::strerror(errno));
  return {};
}

Result<FragmentFile> FragmentFile::open(const std::filesystem::path& path, FragmentCheck check,
                                        bool map_small_ones) {
  FragmentFile file;
  file.path_ = path;
  std::error_code error;
  if (!map_small_ones && std::filesystem::file_size(path, error) < kReadWhole && !error) {
    auto bytes = read_file(path);
    if (!bytes) return fail(bytes.error());
    file.small_ = std::make_unique<std::string>(std::move(*bytes));
  } else {
    auto mapped = MappedFile::open(path);
    if (!mapped) return fail(mapped.error());
    file.file_ = std::move(*mapped);
  }
  const std::string_view all = file.small_ ? std::string_view(*file.small_) : file.file_.bytes();
  const auto unreadable = [&](std::string_view what) {
    return fail(ErrorCode::Unreadable, "opening \"" + path.string() + "\": " + std::string(what));
  };
  if (all.size() < kStart + kEnd || !all.starts_with(kMagic)) return unreadable("not a file of fragments");
  if (number_at<std::uint16_t>(all, kMagic.size()) != kFragmentFormat) return unreadable("of another format");
  file.data_ = all.substr(0, all.size() - kEnd);
  const std::string_view end = all.substr(file.data_.size());
  if (end[0] != 'Z') return unreadable("the end is missing");
  file.records_ = number_at<std::uint64_t>(end, 1);
  if (check == FragmentCheck::Everything &&
      crc32(all.substr(0, all.size() - 4)) != number_at<std::uint32_t>(end, 17))
    return unreadable("the checksum does not match");
  const auto about = file.record({number_at<std::uint64_t>(end, 9)}, 'A');
  if (!about) return fail(about.error());
  file.about_ = *about;
  return file;
}

Result<std::string_view> FragmentFile::record(FragmentAt at, char kind) const {
  if (at.offset >= data_.size() || data_[at.offset] != kind)
    return fail(ErrorCode::Unreadable,
                "reading \"" + path_.string() + "\": no record at byte " + std::to_string(at.offset));
  ByteReader in(data_.substr(at.offset + 1));
  const std::string_view bytes = in.bytes(in.varint());
  if (in.bad()) return fail(ErrorCode::Unreadable, "reading \"" + path_.string() + "\": cut short");
  return bytes;
}

Status FragmentFile::each(const std::function<void(FragmentAt)>& on_fragment,
                          const std::function<void(FragmentAt)>& on_edge) const {
  std::uint64_t offset = kStart;
  for (std::uint64_t i = 0; i < records_; ++i) {
    const bool is_edge = offset < data_.size() && data_[offset] == 'E';
    const auto bytes = record({offset}, is_edge ? 'E' : 'F');
    if (!bytes) return fail(bytes.error());
    (is_edge ? on_edge : on_fragment)({offset});
    offset = static_cast<std::uint64_t>(bytes->data() - data_.data()) + bytes->size();
  }
  return {};
}

void FragmentFile::forget_pages() const {
  // A map begins at a page; the last page may be part of it only.
  const std::string_view all = file_.bytes();
  if (!all.empty()) ::madvise(const_cast<char*>(all.data()), all.size(), MADV_DONTNEED);
}

Result<FragmentHead> FragmentFile::head(FragmentAt at) const {
  const auto bytes = record(at, 'F');
  if (!bytes) return fail(bytes.error());
  return head_from_bytes(*bytes);
}

Result<Fragment> FragmentFile::fragment(FragmentAt at) const {
  const auto bytes = record(at, 'F');
  if (!bytes) return fail(bytes.error());
  return fragment_from_bytes(*bytes);
}

Result<Edge> FragmentFile::edge(FragmentAt at) const {
  const auto bytes = record(at, 'E');
  if (!bytes) return fail(bytes.error());
  return edge_from_bytes(*bytes);
}

}  // namespace waymark

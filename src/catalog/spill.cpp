#include "spill.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

namespace waymark {
namespace {

constexpr std::size_t kAtOnce = 1 << 20;

}  // namespace

Result<std::unique_ptr<Spill>> Spill::create(const std::filesystem::path& folder, std::size_t lanes) {
  std::unique_ptr<Spill> spill(new Spill(lanes));
  if (folder.empty()) return spill;
  for (Lane& lane : spill->lanes_) {
    std::string name = (folder / ".merge-XXXXXX").string();
    lane.file = ::mkostemp(name.data(), O_CLOEXEC);
    if (lane.file < 0)
      return fail(ErrorCode::Failed,
                  "creating a file in \"" + folder.string() + "\": " + std::strerror(errno));
    ::unlink(name.c_str());  // Gone when it is closed, whatever ends the process.
  }
  return spill;
}

Result<std::unique_ptr<Spill>> Spill::create(const std::vector<std::filesystem::path>& files) {
  std::unique_ptr<Spill> spill(new Spill(files.size()));
  for (std::size_t i = 0; i < files.size(); ++i) {
    Lane& lane = spill->lanes_[i];
    lane.file = ::open(files[i].c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (lane.file < 0)
      return fail(ErrorCode::Failed, "creating \"" + files[i].string() + "\": " + std::strerror(errno));
  }
  return spill;
}

void Spill::attach(MappedFile file) {
  Lane& lane = lanes_.emplace_back();
  lane.mapped = std::move(file);
  lane.is_mapped = true;
}

Spill::~Spill() {
  for (const Lane& lane : lanes_)
    if (lane.file >= 0) ::close(lane.file);
}

void Spill::write_out(Lane& lane) {
  for (std::size_t done = 0; done < lane.waiting.size() && lane.error == 0;) {
    const auto wrote = ::write(lane.file, lane.waiting.data() + done, lane.waiting.size() - done);
    if (wrote >= 0)
      done += static_cast<std::size_t>(wrote);
    else if (errno != EINTR)
      lane.error = errno;
  }
  lane.written += lane.waiting.size();
  lane.waiting.clear();
}

std::uint64_t Spill::add(std::size_t number, std::string_view bytes) {
  Lane& lane = lanes_[number];
  const std::uint64_t place = place_of(number, lane.written + lane.waiting.size());
  const auto size = static_cast<std::uint32_t>(bytes.size());
  lane.waiting.append(reinterpret_cast<const char*>(&size), sizeof size).append(bytes);
  if (lane.file >= 0 && lane.waiting.size() >= kAtOnce) write_out(lane);
  return place;
}

Status Spill::seal() {
  for (Lane& lane : lanes_) {
    if (lane.file < 0) continue;
    write_out(lane);
    std::string().swap(lane.waiting);
    if (lane.error != 0)
      return fail(ErrorCode::Failed,
                  "writing what the merge keeps beside the index: " + std::string(std::strerror(lane.error)));
    if (lane.written == 0) continue;
    auto mapped = MappedFile::open("/proc/self/fd/" + std::to_string(lane.file));
    if (!mapped) return fail(mapped.error());
    lane.mapped = std::move(*mapped);
    lane.is_mapped = true;
  }
  return {};
}

void Spill::forget_pages() const {
  for (const Lane& lane : lanes_)
    if (const std::string_view all = lane.mapped.bytes(); !all.empty())
      ::madvise(const_cast<char*>(all.data()), all.size(), MADV_DONTNEED);
}

std::string_view Spill::at(std::uint64_t place) const {
  if (lane_of(place) >= lanes_.size()) return {};
  const Lane& lane = lanes_[lane_of(place)];
  const std::string_view all = lane.is_mapped ? lane.mapped.bytes() : std::string_view(lane.waiting);
  const std::uint64_t offset = offset_of(place);
  std::uint32_t size = 0;
  if (offset > all.size() || all.size() - offset < sizeof size) return {};
  std::memcpy(&size, all.data() + offset, sizeof size);
  return all.substr(offset + sizeof size, size);
}

}  // namespace waymark

#include "kept_groups.h"

#include <algorithm>
#include <cstring>

namespace waymark {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMagic = 0x31'54'50'45'4b'4d'57'00;  // Raised with every change of what is kept.
constexpr std::size_t kManyFiles = 16;
constexpr std::string_view kSuffix = ".kept";

struct TableHead {
  std::uint64_t magic = kMagic;
  Print recipe;
  std::uint64_t files = 0, rows = 0;
  Print check;  // Of what follows.
};

template <typename T>
std::string_view bytes_of(const std::vector<T>& items) {
  return {reinterpret_cast<const char*>(items.data()), items.size() * sizeof(T)};
}

}  // namespace

KeptGroups::KeptGroups(fs::path folder, const std::string& recipe)
    : folder_(std::move(folder)), recipe_(print_of(recipe)) {
  if (folder_.empty()) return;
  std::error_code ignored;
  for (const auto& file : fs::directory_iterator(folder_, ignored))
    next_number_ =
        std::max<std::uint64_t>(next_number_, 1 + std::strtoull(file.path().filename().c_str(), nullptr, 10));
  load();
  choose_leaving();
}

fs::path KeptGroups::path_of(std::uint64_t number) const {
  return folder_ / (std::to_string(number) + std::string(kSuffix));
}

// A table or a file that is not what it was is as good as none.
void KeptGroups::load() {
  auto table = MappedFile::open(folder_ / "groups");
  if (!table) return;
  const std::string_view all = table->bytes();
  TableHead head;
  if (all.size() < sizeof head) return;
  std::memcpy(&head, all.data(), sizeof head);
  const std::string_view rest = all.substr(sizeof head);
  if (head.magic != kMagic || head.recipe != recipe_ || head.files > 1000 || head.rows > rest.size() ||
      rest.size() != head.files * sizeof(File) + head.rows * sizeof(Row) || print_of(rest) != head.check)
    return;
  std::vector<File> files(head.files);
  std::memcpy(static_cast<void*>(files.data()), rest.data(), head.files * sizeof(File));
  std::vector<MappedFile> mapped;
  for (const File& file : files) {
    auto one = MappedFile::open(path_of(file.number));
    if (!one) return;
    mapped.push_back(std::move(*one));
  }
  files_ = std::move(files);
  mapped_ = std::move(mapped);
  rows_ = {reinterpret_cast<const Row*>(rest.data() + head.files * sizeof(File)), head.rows};
  table_ = std::move(*table);
}

// Half of it is waste; or there are many files, and it is a small one.
void KeptGroups::choose_leaving() {
  std::uint64_t live = 0;
  for (const File& file : files_) live += file.live;
  for (File& file : files_)
    file.leaves = file.live * 2 < file.written || (files_.size() > kManyFiles && file.live < live / 8);
}

Result<std::unique_ptr<Spill>> KeptGroups::make_spill(std::size_t lanes, bool keep, const fs::path& scratch) {
  fresh_.clear();
  std::vector<fs::path> paths;
  if (keep && !folder_.empty()) {
    std::error_code error;
    fs::create_directories(folder_, error);
    if (error) return fail(ErrorCode::Failed, "creating \"" + folder_.string() + "\": " + error.message());
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      fresh_.push_back(next_number_++);
      paths.push_back(path_of(fresh_.back()));
    }
  }
  auto spill = paths.empty() ? Spill::create(scratch, lanes) : Spill::create(paths);
  if (!spill) return spill;
  first_earlier_ = lanes;
  for (MappedFile& file : mapped_) (*spill)->attach(std::move(file));
  mapped_.clear();
  return spill;
}

std::optional<std::uint64_t> KeptGroups::find(Print group) const {
  const auto row = std::lower_bound(rows_.begin(), rows_.end(), group,
                                    [](const Row& one, Print wanted) { return one.group < wanted; });
  if (row == rows_.end() || row->group != group) return std::nullopt;
  return Spill::place_of(first_earlier_ + Spill::lane_of(row->place), Spill::offset_of(row->place));
}

bool KeptGroups::is_leaving(std::uint64_t place) const {
  const std::size_t lane = Spill::lane_of(place);
  return lane >= first_earlier_ && files_[lane - first_earlier_].leaves;
}

Status KeptGroups::save(std::vector<KeptEntry> entries, const Spill& spill) const {
  if (folder_.empty()) return {};
  // Files that still hold something, numbered anew.
  std::vector<File> by_lane;
  for (const std::uint64_t number : fresh_) by_lane.push_back({.number = number});
  by_lane.insert(by_lane.end(), files_.begin(), files_.end());
  for (File& file : by_lane) file.live = 0;
  for (const KeptEntry& entry : entries) ++by_lane[Spill::lane_of(entry.place)].live;
  std::vector<File> files;
  std::vector<std::size_t> now(by_lane.size());
  for (std::size_t lane = 0; lane < by_lane.size(); ++lane) {
    if (by_lane[lane].live == 0) continue;
    now[lane] = files.size();
    files.push_back(by_lane[lane]);
    if (lane < spill.written_lanes()) files.back().written = files.back().live;
  }
  std::sort(entries.begin(), entries.end());
  std::vector<Row> rows;
  rows.reserve(entries.size());
  for (const KeptEntry& entry : entries)
    rows.push_back(
        {entry.group, Spill::place_of(now[Spill::lane_of(entry.place)], Spill::offset_of(entry.place))});
  std::string text(bytes_of(files));
  text += bytes_of(rows);
  const TableHead head{.magic = kMagic,
                       .recipe = recipe_,
                       .files = files.size(),
                       .rows = rows.size(),
                       .check = print_of(text)};
  text.insert(0, reinterpret_cast<const char*>(&head), sizeof head);
  if (const Status written = write_file_durably(folder_ / "groups", text); !written) return written;
  std::error_code ignored;
  std::vector<fs::path> unnamed;
  for (const auto& file : fs::directory_iterator(folder_, ignored)) {
    const std::uint64_t number = std::strtoull(file.path().filename().c_str(), nullptr, 10);
    const bool named =
        std::any_of(files.begin(), files.end(), [&](const File& one) { return one.number == number; });
    if (file.path().extension() == kSuffix && !named) unnamed.push_back(file.path());
  }
  for (const fs::path& path : unnamed) fs::remove(path, ignored);
  return {};
}

}  // namespace waymark

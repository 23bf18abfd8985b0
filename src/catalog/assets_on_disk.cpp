#include "waymark/catalog/assets_on_disk.h"

#include <algorithm>
#include <cstring>
#include <thread>

#include <malloc.h>

#include "waymark/base/files.h"
#include "waymark/model/asset_bytes.h"
#include "waymark/model/heavy_facts.h"

#include "spill.h"

namespace waymark {
namespace {

constexpr std::size_t kLeastForAThread = 1'000;
constexpr std::size_t kForgetEvery = 32 * 1024;  // Assets read after which pages are given back.

constexpr std::string_view kPrintsFormat = "waymark prints 1\n";

void append(std::string& to, Print print) {
  for (const std::uint64_t half : {print.high, print.low})
    to.append(reinterpret_cast<const char*>(&half), sizeof half);
}

Print take_print(std::string_view bytes) {
  Print print;
  std::memcpy(&print.high, bytes.data(), sizeof print.high);
  std::memcpy(&print.low, bytes.data() + sizeof print.high, sizeof print.low);
  return print;
}

constexpr std::size_t kPrintBytes = 2 * sizeof(std::uint64_t);

}  // namespace

void AssetsOnDisk::remember_classes(const Catalog& catalog) {
  const auto same = [](const AccessClass& a, const AccessClass& b) { return a == b && a.rule == b.rule; };
  std::uint32_t last = 0;  // The next one is nearly always as the one before, or one of few.
  for (const Asset& asset : catalog.assets) {
    if (last == classes_.size() || !same(classes_[last], asset.access)) {
      const auto found = std::find_if(classes_.begin(), classes_.end(),
                                      [&](const AccessClass& one) { return same(one, asset.access); });
      last = static_cast<std::uint32_t>(found - classes_.begin());
      if (found == classes_.end()) classes_.push_back(asset.access);
    }
    class_of_.push_back(last);
    keys_.push_back(asset.key);
    neighbourhoods_.push_back(neighbourhood_of(asset));
  }
}

// They are written in the order in which they are asked for: neighbours together.
std::vector<std::uint32_t> AssetsOnDisk::order_to_store() const {
  std::vector<std::pair<std::uint64_t, std::uint32_t>> places;
  places.reserve(size());
  for (std::uint32_t i = 0; i < size(); ++i) places.emplace_back(neighbourhoods_[i], i);
  std::sort(places.begin(), places.end());
  std::vector<std::uint32_t> order;
  order.reserve(size());
  for (const auto& [neighbourhood, i] : places) order.push_back(i);
  return order;
}

// Every asset of a range goes to one lane, in order, and its memory is given up. A record is the light asset
// and, as they are, its heavy parts.
void AssetsOnDisk::store_range(Catalog& catalog, std::span<const std::uint32_t> range, std::size_t lane,
                               Spill& spill) {
  std::size_t stored = 0;
  for (const std::uint32_t i : range) {
    const std::string light = asset_to_bytes(catalog.assets[i]);
    const auto size = static_cast<std::uint32_t>(light.size());
    std::string record(reinterpret_cast<const char*>(&size), sizeof size);
    record += light;
    append(record, catalog.heavy_prints[i]);
    prints_[i] = print_of(record);
    record.resize(record.size() - kPrintBytes);
    const std::uint64_t heavy = catalog.heavy[i];
    if (heavy != Spill::kNothing && catalog.spill->is_earlier(heavy))
      kept_places_[i] = heavy;
    else if (heavy != Spill::kNothing)
      record += catalog.spill->at(heavy);
    places_[i] = spill.add(lane, record);
    if (stored++ % kForgetEvery == 0 && catalog.spill != nullptr) catalog.spill->forget_pages();
    catalog.assets[i] = Asset();
  }
}

bool AssetsOnDisk::read(std::size_t i, Asset& into) const {
  std::string_view record = spill_->at(places_[i]);
  std::uint32_t size = 0;
  std::memcpy(&size, record.data(), sizeof size);
  record.remove_prefix(sizeof size);
  if (!asset_from_bytes(record.substr(0, size), into)) return false;
  if (kept_places_[i] == Spill::kNothing)
    return record.size() == size || give_heavy(record.substr(size), into);
  const std::string_view heavy = kept_->at(kept_places_[i]);
  return print_of(heavy) == kept_prints_[i] && give_heavy(heavy, into);
}

Result<AssetsOnDisk> AssetsOnDisk::store(Catalog catalog, const MergeOptions& options) {
  AssetsOnDisk stored;
  const std::size_t count = catalog.assets.size();
  stored.remember_classes(catalog);
  stored.places_.resize(count);
  stored.prints_.resize(count);
  stored.kept_places_.assign(count, Spill::kNothing);
  const std::size_t wanted = options.threads > 0 ? options.threads : std::thread::hardware_concurrency();
  const std::size_t lanes = std::clamp<std::size_t>(wanted, 1, 1 + count / kLeastForAThread);
  auto spill = Spill::create(options.spill, lanes);
  if (!spill) return fail(spill.error());
  std::vector<std::thread> threads;
  const std::vector<std::uint32_t> order = stored.order_to_store();
  const auto store = [&](std::size_t lane) {
    const std::size_t from = count * lane / lanes, to = count * (lane + 1) / lanes;
    stored.store_range(catalog, std::span(order).subspan(from, to - from), lane, **spill);
  };
  for (std::size_t lane = 1; lane < lanes; ++lane) threads.emplace_back(store, lane);
  store(0);
  for (std::thread& thread : threads) thread.join();
  if (const Status sealed = (*spill)->seal(); !sealed) return fail(sealed.error());
  stored.spill_ = std::move(*spill);
  stored.kept_ = catalog.spill;
  stored.kept_prints_ = std::move(catalog.heavy_prints);
  catalog = Catalog();
  // A million assets leave gigabytes of small free pieces, which the allocator would keep.
  ::malloc_trim(0);
  return stored;
}

Result<const Asset*> AssetsOnDisk::whole(std::size_t i, Asset& room) const {
  if (i % kForgetEvery == 0) spill_->forget_pages();
  if (read(i, room)) return &room;
  return fail(ErrorCode::Failed, "reading back the asset " + keys_[i] + ": its bytes are damaged");
}

bool AssetsOnDisk::same_as_in(std::string_view generation, std::size_t i) const {
  return generation == generation_ && i < same_.size() && same_[i] != 0;
}

// The file: its format, the line, and by key a length, the key and the print; the print of all that in front.
Status AssetsOnDisk::keep_prints(const std::filesystem::path& file, std::string_view current) const {
  std::string text(kPrintsFormat);
  text.append(current) += '\n';
  for (std::size_t i = 0; i < size(); ++i) {
    if (keys_[i].size() > 255) continue;
    text += static_cast<char>(keys_[i].size());
    text += keys_[i];
    append(text, prints_[i]);
  }
  std::string front;
  append(front, print_of(text));
  return write_file_durably(file, front + text);
}

void AssetsOnDisk::compare_with(const std::filesystem::path& file, std::string_view current) {
  const auto text = read_file(file);
  const std::string head = std::string(kPrintsFormat) + std::string(current) + "\n";
  if (!text || text->size() < kPrintBytes) return;
  std::string_view rest = std::string_view(*text).substr(kPrintBytes);
  if (!rest.starts_with(head) || print_of(rest) != take_print(*text)) return;
  rest.remove_prefix(head.size());
  generation_ = current.substr(0, current.find(' '));
  same_.assign(size(), 0);
  for (std::size_t i = 0; !rest.empty();) {
    const std::size_t length = static_cast<unsigned char>(rest[0]);
    const std::string_view key = rest.substr(1, length);
    const Print print = take_print(rest.substr(1 + length));
    rest.remove_prefix(1 + length + kPrintBytes);
    while (i < size() && keys_[i] < key) ++i;
    if (i < size() && keys_[i] == key) same_[i] = print == prints_[i];
  }
}

}  // namespace waymark

// index_bench - how fast made-up assets become an index: all at once, and after a few changed.
//
//   build/release/bench/index_bench 200000 /tmp/bench-index [threads [new]]
//
// With `new` nothing is changed afterwards. PART_DOCUMENTS and SHARD_DOCUMENTS in the environment are the tuning
// of publish.h.
//
// The assets are made one at a time, as a list that reads them from a file would give them, so the memory it
// tells of is that of publishing. Making them costs about a tenth of the time and is counted in.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>

#include <sys/resource.h>

#include "waymark/base/strings.h"
#include "waymark/index/publish.h"
#include "waymark/model/keys.h"

namespace waymark {
namespace {

constexpr const char* kWords[] = {
    "customer", "order",    "payment",  "invoice", "ledger",   "return",   "shipment", "stock",    "product",
    "price",    "region",   "country",  "channel", "segment",  "campaign", "click",    "session",  "event",
    "device",   "user",     "account",  "balance", "risk",     "score",    "model",    "claim",    "policy",
    "driver",   "vehicle",  "route",    "store",   "till",     "receipt",  "refund",   "discount", "tax",
    "currency", "rate",     "forecast", "budget",  "employee", "payroll",  "leave",    "shift",    "contract",
    "vendor",   "supplier", "batch",    "quality", "sensor"};
constexpr std::size_t kWordCount = std::size(kWords);

// Number `i` of the made-up assets; `version` changes its description.
Asset make_asset(std::uint32_t i, std::uint32_t version) {
  std::mt19937 random(i);
  const auto word = [&] { return std::string(kWords[random() % kWordCount]); };
  const auto sentence = [&](unsigned words) {
    std::string text = "The";
    for (unsigned n = 0; n < words; ++n)
      text += " " + word() + (random() % 4 == 0 ? std::to_string(random() % 5000) : "");
    return text + ".";
  };
  Asset asset;
  asset.name = word() + "_" + word() + "_" + std::to_string(i);
  asset.qualified_name = "PROD." + word() + "." + asset.name;
  asset.platform = random() % 2 == 0 ? "snowflake" : "glue";
  asset.match_key = asset.platform + "//" + asset.qualified_name;
  asset.domain = word() + "/" + word();
  asset.description = sentence(20) + (version > 0 ? " Version " + std::to_string(version) + "." : "");
  for (unsigned c = 0; c < 20; ++c)
    asset.columns.push_back({.path = word() + "_" + word() + (c % 3 == 0 ? "_id" : ""),
                             .type = "VARCHAR(200)",
                             .description = c % 2 == 0 ? sentence(6) : std::string(),
                             .nullable = true});
  asset.owners = {{.name = word() + " " + word(), .mail = word() + "@example.com"}};
  asset.sensitivity = random() % 3 == 0 ? "confidential" : "internal";
  asset.tags = {word(), word()};
  asset.updated = Time(Seconds(1'780'000'000 + random() % 20'000'000));
  asset.usage = {
      static_cast<std::int64_t>(random() % 5000), static_cast<std::int64_t>(random() % 90), {}, {}};
  asset.sources = {
      {"warehouse", asset.platform, "tables.csv row " + std::to_string(i), asset.match_key, asset.updated}};
  asset.importance = static_cast<double>(random() % 1000) / 1000;
  asset.access = {static_cast<std::uint8_t>(random() % 10 == 0 ? 2 : 1), {}, "default_level"};
  return asset;
}

class MadeUpAssets : public AssetList {
 public:
  explicit MadeUpAssets(std::uint32_t count) {
    for (std::uint32_t i = 0; i < count; ++i) {
      Asset asset = make_asset(i, 0);
      rows_.push_back({asset_key('t', asset.match_key), i, 0, asset.access});
    }
    std::sort(rows_.begin(), rows_.end(), [](const Row& a, const Row& b) { return a.key < b.key; });
  }
  void change(double share) {
    std::mt19937 random(7);
    for (Row& row : rows_)
      if (static_cast<double>(random() % 1'000'000) < share * 1'000'000) ++row.version;
  }
  std::size_t size() const override { return rows_.size(); }
  std::string_view key(std::size_t i) const override { return rows_[i].key; }
  const AccessClass& access(std::size_t i) const override { return rows_[i].access; }
  Result<const Asset*> whole(std::size_t i, Asset& room) const override {
    room = make_asset(rows_[i].number, rows_[i].version);
    room.key = rows_[i].key;
    return &room;
  }

 private:
  struct Row {
    std::string key;
    std::uint32_t number, version;
    AccessClass access;
  };
  std::vector<Row> rows_;
};

// Without pages of mapped files, which the kernel takes back when it needs them.
std::uint64_t own_megabytes() {
  std::ifstream status("/proc/self/status");
  std::uint64_t kilobytes = 0;
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("RssAnon:")) kilobytes = std::strtoull(line.c_str() + 8, nullptr, 10);
  return kilobytes / 1024;
}

// Of all threads: what the work takes, whatever else the machine is doing.
double cpu_seconds() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

bool run(const char* what, const AssetList& assets, PublishOptions& options, const IndexLock& lock) {
  std::uint64_t most = 0;
  const std::uint64_t before = own_megabytes();
  options.progress = [&](std::size_t, std::size_t) { most = std::max(most, own_megabytes()); };
  const auto begin = std::chrono::steady_clock::now();
  const double cpu_begin = cpu_seconds();
  const auto report = publish(assets, options, lock);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  if (!report) {
    std::fprintf(stderr, "%s\n", report.error().message.c_str());
    return false;
  }
  std::printf("%-16s %8.1f s  %8.0f assets/s  %8.1f CPU s  %5llu MB over %llu MB  %s\n", what, seconds,
              static_cast<double>(assets.size()) / seconds, cpu_seconds() - cpu_begin,
              static_cast<unsigned long long>(most), static_cast<unsigned long long>(before),
              report->rebuilt ? "rebuilt" : "updated");
  std::fflush(stdout);
  return true;
}

int bench(std::uint32_t count, const std::filesystem::path& index, std::size_t threads, bool only_new) {
  std::filesystem::remove_all(index);
  const auto lock = IndexLock::take(index);
  if (!lock) {
    std::fprintf(stderr, "%s\n", lock.error().message.c_str());
    return 1;
  }
  MadeUpAssets assets(count);
  PublishOptions options;
  options.index = index;
  options.tool = "bench";
  options.levels = {"public", "internal", "confidential", "restricted"};
  options.tuning.threads = threads;
  if (const char* part = std::getenv("PART_DOCUMENTS"))
    options.tuning.part_documents = std::strtoul(part, nullptr, 10);
  if (const char* shard = std::getenv("SHARD_DOCUMENTS"))
    options.tuning.shard_documents = std::strtoul(shard, nullptr, 10);
  bool good = run("all new", assets, options, *lock);
  if (only_new) return good ? 0 : 1;
  good = good && run("nothing changed", assets, options, *lock);
  assets.change(0.01);
  good = good && run("1 % changed", assets, options, *lock);
  assets.change(0.10);
  good = good && run("10 % changed", assets, options, *lock);
  assets.change(0.5);
  return good && run("half changed", assets, options, *lock) ? 0 : 1;
}

}  // namespace
}  // namespace waymark

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: index_bench ASSETS INDEX_FOLDER [THREADS [new]]\n");
    return 2;
  }
  return waymark::bench(static_cast<std::uint32_t>(std::strtoul(argv[1], nullptr, 10)), argv[2],
                        argc > 3 ? std::strtoul(argv[3], nullptr, 10) : 0,
                        argc > 4 && std::string_view(argv[4]) == "new");
}

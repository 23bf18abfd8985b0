// However a folder of exports gets to where it is, the index is the one a fresh build makes of it.
#include <random>

#include "ingest_fixture.h"

namespace waymark {
namespace {

using namespace testing_support;

class RandomEdits {
 public:
  explicit RandomEdits(std::uint64_t seed) : random_(seed) {}

  void begin() {
    for (int i = 0; i < 6; ++i) write(name(i));
  }

  // What was done, for the message of a failure.
  std::string edit() {
    const std::string file = name(below(10));
    const bool there = std::filesystem::exists(exports.path(file));
    switch (below(6)) {
      case 0:
        rules_ = below(2) == 0 ? ""
                               : "rules:\n- match: {database: [d" + std::to_string(below(3)) +
                                     "]}\n  set: {domain: Sales}\n";
        return "rules";
      case 1:
        defaults_ = below(2) == 0 ? "" : ", defaults: {environment: e" + std::to_string(below(2)) + "}";
        return "defaults";
      case 2:
        if (there && files() > 3) return exports.remove(file), "remove " + file;
        return write(file), "write " + file;
      case 3:
        if (const std::string other = name(below(10)); there && other != file) {
          std::filesystem::create_directories(exports.path(other).parent_path());
          std::filesystem::rename(exports.path(file), exports.path(other));
          return "rename " + file + " to " + other;
        }
        return write(file), "write " + file;
      case 4:
        if (there) return rewrite_same(file), "rewrite " + file;
        return write(file), "write " + file;
      default:
        return write(file), "write " + file;
    }
  }

  IngestOptions options() const {
    IngestOptions options = exports.configured(
        "sources:\n- {name: one, path: one/*.json}\n- {name: two, path: two/*" + defaults_ + "}\n" + rules_);
    options.allow_every_shrink = true;
    return options;
  }

  const Exports exports;

 private:
  std::size_t below(std::size_t limit) { return random_() % limit; }
  std::string name(std::size_t i) const {
    return (i % 2 == 0 ? "one/" : "two/") + std::to_string(i) + ".json";
  }
  std::size_t files() const {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(exports.folder()))
      count += entry.is_regular_file() ? 1 : 0;
    return count;
  }
  void write(const std::string& file) {
    std::vector<std::string> tables;
    for (std::size_t i = 0; i <= below(4); ++i) tables.push_back("t" + std::to_string(below(12)));
    exports.write(file,
                  glue_export("d" + std::to_string(below(3)), tables, "words " + std::to_string(below(5))));
  }
  void rewrite_same(const std::string& file) const {
    const std::string bytes = *read_file(exports.path(file));
    exports.remove(file);
    exports.write(file, bytes);
  }

  std::mt19937_64 random_;
  std::string rules_, defaults_;
};

TEST(Incremental, AnySequenceOfEditsEndsWhereAFullBuildDoes) {
  const char* given = std::getenv("WAYMARK_SEED");
  const std::uint64_t first = given != nullptr ? std::strtoull(given, nullptr, 10) : 20'260'401;
  for (std::uint64_t seed = first; seed < first + (given != nullptr ? 1 : 4); ++seed) {
    SCOPED_TRACE("WAYMARK_SEED=" + std::to_string(seed));
    RandomEdits edits(seed);
    edits.begin();
    std::string done;
    for (int step = 0; step < 12; ++step) {
      const std::size_t count = 1 + seed % 2;
      for (std::size_t i = 0; i < count; ++i) done += edits.edit() + "; ";
      Exports::run(edits.options());
      ASSERT_EQ(edits.exports.content(), edits.exports.content_of_full_build(edits.options()))
          << "after " << done << "rules and defaults of the last step:\n"
          << step;
    }
  }
}

TEST(Incremental, TheNumberOfWorkersDoesNotMatter) {
  const Exports exports;
  for (int i = 0; i < 30; ++i)
    exports.write(std::to_string(i) + ".json",
                  glue_export("d" + std::to_string(i % 4), {"a", "b" + std::to_string(i)}));
  IngestOptions options = exports.options();
  options.workers = 1;
  Exports::run(options);
  options.workers = 7;
  EXPECT_EQ(exports.content(), exports.content_of_full_build(options));
}

}  // namespace
}  // namespace waymark

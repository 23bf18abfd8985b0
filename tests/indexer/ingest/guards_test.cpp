// What a source may lose without somebody saying so.
#include <gmock/gmock.h>

#include "ingest_fixture.h"

namespace waymark {
namespace {

using namespace testing_support;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* kTwo = "sources:\n- {name: glue, path: glue}\n- {name: stock, path: stock/*.json}\n";

class Guards : public testing::Test {
 protected:
  void SetUp() override {
    exports_.write("glue/a.json", glue_export("sales", {"orders", "returns", "refunds", "carts"}));
    exports_.write("stock/b.json", glue_export("stock", {"items"}));
    EXPECT_TRUE(Exports::run(options()).published.published);
    before_ = exports_.content();
  }
  IngestOptions options() const { return exports_.configured(kTwo); }
  // The run is refused for `source`, and passes when that is allowed.
  void expect_refused(const std::string& source, const std::string& words) {
    const IngestReport report = Exports::run(options());
    ASSERT_EQ(report.refused.size(), 1u) << report_text(report, false);
    EXPECT_EQ(report.refused.front().source, source);
    EXPECT_THAT(report.refused.front().text, HasSubstr(words));
    EXPECT_FALSE(report.published.published);
    EXPECT_EQ(exports_.content(), before_);
    EXPECT_THAT(report_text(report, false), HasSubstr("--allow-shrink " + source));
    EXPECT_EQ(Exports::run(options()).refused.size(), 1u) << "trying again does not make it right";
    IngestOptions other = options();
    other.allow_shrink = {"another"};
    EXPECT_EQ(Exports::run(other).refused.size(), 1u);
    IngestOptions allowed = options();
    allowed.allow_shrink = {source};
    const IngestReport passed = Exports::run(allowed);
    EXPECT_TRUE(passed.refused.empty());
    EXPECT_TRUE(passed.published.published);
    EXPECT_TRUE(Exports::run(options()).refused.empty()) << "once allowed it is the new normal";
  }

  const Exports exports_;
  std::string before_;
};

TEST_F(Guards, ASourceThatShrinksByMoreThanHalfStopsThePublish) {
  exports_.write("glue/a.json", glue_export("sales", {"orders"}));
  expect_refused("glue", "had 4 assets and its exports hold only 1 now");
}

TEST_F(Guards, HalfIsNotMoreThanHalf) {
  exports_.write("glue/a.json", glue_export("sales", {"orders", "returns"}));
  const IngestReport report = Exports::run(options());
  EXPECT_TRUE(report.refused.empty());
  EXPECT_EQ(report.published.removed, 2u);
}

TEST_F(Guards, ASourceWithoutObjectsDoesNotWipeWhatItHad) {
  exports_.write("glue/a.json", glue_export("sales", {}));
  expect_refused("glue", "hold none now");
}

TEST_F(Guards, ASourceWhoseFolderIsGoneStopsThePublish) {
  std::filesystem::remove_all(exports_.path("glue"));
  expect_refused("glue", "is not there any more (no file or folder named");
}

TEST_F(Guards, ASourceWhoseGlobMatchesNothingStopsThePublish) {
  exports_.remove("stock/b.json");
  expect_refused("stock", "no file matches \"stock/*.json\"");
}

TEST_F(Guards, ASourceThatIsNoLongerConfiguredStopsThePublish) {
  const IngestReport report = Exports::run(exports_.configured("sources:\n- {name: stock, path: stock}\n"));
  ASSERT_EQ(report.refused.size(), 1u);
  EXPECT_EQ(report.refused.front().source, "glue");
}

TEST_F(Guards, EveryShrinkCanBeAllowedAtOnce) {
  std::filesystem::remove_all(exports_.path("glue"));
  std::filesystem::remove_all(exports_.path("stock"));
  exports_.write("stock/b.json", glue_export("stock", {}));
  EXPECT_EQ(Exports::run(options()).refused.size(), 2u);
  IngestOptions allowed = options();
  allowed.allow_every_shrink = true;
  EXPECT_TRUE(Exports::run(allowed).refused.empty());
}

TEST_F(Guards, AMissingSourceIsReportedAndTheOthersAreRead) {
  const TemporaryFolder other;
  IngestOptions options = exports_.configured(std::string(kTwo) + "- {name: new, path: nowhere}\n");
  const IngestReport report = Exports::run(options);
  EXPECT_TRUE(report.refused.empty());
  EXPECT_TRUE(report.partial());
  EXPECT_THAT(report_text(report, false), HasSubstr("source new : no file or folder named"));
  EXPECT_EQ(report.total, 5u);
}

TEST(Sources, NothingAtAllIsAnError) {
  const Exports exports;
  const auto report = ingest(exports.configured("sources:\n- {name: a, path: nowhere}\n"));
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, ErrorCode::InvalidInput);
  EXPECT_FALSE(std::filesystem::exists(exports.index() / "CURRENT"));
}

TEST(DryRun, SaysWhatWouldChangeAndWritesNothing) {
  const Exports exports;
  exports.write("a.json", glue_export("sales", {"orders", "returns", "carts"}));
  exports.run();
  const auto all_files = [&] {
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(exports.index()))
      if (entry.is_regular_file()) files[entry.path().string()] = *read_file(entry.path());
    return files;
  };
  const auto before = all_files();
  exports.write("a.json", glue_export("sales", {"orders", "carts", "visits"}, "Said anew"));
  IngestOptions options = exports.options();
  options.dry_run = true;
  const IngestReport report = Exports::run(options);
  EXPECT_EQ(all_files(), before);
  EXPECT_EQ(report.published.added, 1u);
  EXPECT_EQ(report.published.changed, 2u);
  EXPECT_EQ(report.published.removed, 1u);
  std::map<std::string, std::vector<std::string>> kinds;
  for (const ChangeCount& change : report.would_change) kinds[change.kind] = change.examples;
  EXPECT_THAT(kinds["added"], ElementsAre("sales.visits"));
  EXPECT_THAT(kinds["removed"], ElementsAre("sales.returns"));
  EXPECT_EQ(kinds["description_changed"].size(), 2u);
  EXPECT_THAT(report_text(report, false), HasSubstr("Nothing was written"));
  // And the run itself does just that.
  const IngestReport real = exports.run();
  EXPECT_EQ(real.published.added, 1u);
  EXPECT_EQ(real.published.changed, 2u);
  EXPECT_EQ(real.published.removed, 1u);
}

TEST(DryRun, NeedsNoIndex) {
  const Exports exports;
  exports.write("a.json", glue_export("sales", {"orders"}));
  IngestOptions options = exports.options();
  options.dry_run = true;
  EXPECT_EQ(Exports::run(options).published.added, 1u);
  EXPECT_FALSE(std::filesystem::exists(exports.index()));
}

}  // namespace
}  // namespace waymark

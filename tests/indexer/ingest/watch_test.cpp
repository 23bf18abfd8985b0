#include "waymark/ingest/watch.h"

#include <csignal>
#include <fstream>
#include <thread>

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "index_fixture.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;
using testing_support::TemporaryFolder;
using namespace std::chrono_literals;

// A watch in a process of its own; each run writes down what it sees and each end its code.
class Watching {
 public:
  explicit Watching(
      std::chrono::milliseconds tick = 1h, std::function<int(int)> outcome = [](int) { return 0; }) {
    fs::create_directories(exports());
    process_ = ::fork();
    if (process_ != 0) return;
    WatchOptions options;
    options.quiet = 60ms;
    options.longest = 2s;
    options.tick = tick;
    options.places = [&] {
      return WatchedPlaces{
          .trees = {exports(), later()}, .files = {config()}, .leave_out = exports() / "index"};
    };
    options.run = [&] {
      note("runs", std::to_string(count_files()));
      return outcome(static_cast<int>(lines("runs").size()));
    };
    options.ended = [&](int code) { note("codes", std::to_string(code)); };
    const Status watched = watch(options);
    note("ended", watched ? "well" : watched.error().message);
    ::_exit(0);
  }
  ~Watching() {
    if (process_ > 0) stop(SIGTERM);
  }

  fs::path exports() const { return folder_.path() / "exports"; }
  fs::path later() const { return folder_.path() / "later" / "exports"; }
  fs::path config() const { return folder_.path() / "waymark.yaml"; }
  void write(const fs::path& path) const {
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::app) << "x";
  }

  std::vector<std::string> lines(const std::string& name) const {
    std::vector<std::string> all;
    std::ifstream in(folder_.path() / name);
    for (std::string line; std::getline(in, line);) all.push_back(line);
    return all;
  }
  // Waits until so many runs have ended.
  bool ended(std::size_t runs) const {
    for (const auto end = std::chrono::steady_clock::now() + 20s; std::chrono::steady_clock::now() < end;) {
      if (lines("codes").size() >= runs) return true;
      std::this_thread::sleep_for(2ms);
    }
    return false;
  }
  int stop(int signal) {
    ::kill(process_, signal);
    int status = 0;
    ::waitpid(process_, &status, 0);
    process_ = 0;
    return status;
  }

 private:
  void note(const std::string& name, const std::string& line) const {
    std::ofstream(folder_.path() / name, std::ios::app) << line << "\n";
  }
  std::size_t count_files() const {
    std::size_t files = 0;
    for (const fs::path& place : {exports(), later()})
      if (fs::exists(place))
        for (const auto& entry : fs::recursive_directory_iterator(place))
          files += entry.is_regular_file() ? 1 : 0;
    return files;
  }

  TemporaryFolder folder_;
  pid_t process_ = 0;
};

TEST(Watch, RunsAtOnceAndAgainWhenAFileChanges) {
  Watching watching;
  ASSERT_TRUE(watching.ended(1));
  watching.write(watching.exports() / "a.json");
  ASSERT_TRUE(watching.ended(2));
  EXPECT_EQ(watching.lines("runs").back(), "1");
  fs::remove(watching.exports() / "a.json");
  ASSERT_TRUE(watching.ended(3));
  EXPECT_EQ(watching.lines("runs").back(), "0");
}

TEST(Watch, ManyChangesAreOneRun) {
  Watching watching;
  ASSERT_TRUE(watching.ended(1));
  for (int i = 0; i < 300; ++i) watching.write(watching.exports() / (std::to_string(i) + ".json"));
  ASSERT_TRUE(watching.ended(2));
  EXPECT_LE(watching.lines("runs").size(), 4u);
  EXPECT_TRUE(watching.lines("runs").back() == "300" || watching.ended(3));
}

TEST(Watch, SeesFilesInFoldersMadeAndMovedLater) {
  Watching watching;
  ASSERT_TRUE(watching.ended(1));
  watching.write(watching.exports() / "new/deep/a.json");
  ASSERT_TRUE(watching.ended(2));
  const std::size_t before = watching.lines("codes").size();
  watching.write(watching.exports() / "new/deep/b.json");
  ASSERT_TRUE(watching.ended(before + 1));
  fs::rename(watching.exports() / "new", watching.exports() / "old");
  ASSERT_TRUE(watching.ended(before + 2));
  watching.write(watching.exports() / "old/deep/c.json");
  ASSERT_TRUE(watching.ended(before + 3));
  EXPECT_EQ(watching.lines("runs").back(), "3");
}

TEST(Watch, AFolderThatIsNotThereYetIsWaitedFor) {
  Watching watching;
  ASSERT_TRUE(watching.ended(1));
  watching.write(watching.later() / "a.json");
  ASSERT_TRUE(watching.ended(2));
  const std::size_t before = watching.lines("codes").size();
  watching.write(watching.later() / "b.json");
  ASSERT_TRUE(watching.ended(before + 1));
  EXPECT_EQ(watching.lines("runs").back(), "2");
}

TEST(Watch, TheConfigurationIsWatchedAndTheIndexIsNot) {
  Watching watching;
  ASSERT_TRUE(watching.ended(1));
  watching.write(watching.exports() / "index/gen/file");
  watching.write(watching.config());
  ASSERT_TRUE(watching.ended(2));
  const std::size_t before = watching.lines("codes").size();
  watching.write(watching.exports() / "index/gen/file");
  watching.write(watching.exports() / ".hidden.part");
  std::this_thread::sleep_for(300ms);  // Nothing is to happen, which nothing tells of.
  EXPECT_EQ(watching.lines("codes").size(), before);
}

TEST(Watch, AFailingRunIsReportedAndTheWatchGoesOn) {
  Watching watching(1h, [](int run) {
    if (run == 1) return 4;
    if (run == 2) std::raise(SIGKILL);
    return 0;
  });
  ASSERT_TRUE(watching.ended(1));
  watching.write(watching.exports() / "a.json");
  ASSERT_TRUE(watching.ended(2));
  watching.write(watching.exports() / "b.json");
  ASSERT_TRUE(watching.ended(3));
  EXPECT_EQ(watching.lines("codes"), (std::vector<std::string>{"4", "137", "0"}));
}

TEST(Watch, LooksAfterATickAlthoughNothingChanged) {
  Watching watching(50ms);
  EXPECT_TRUE(watching.ended(4));
}

TEST(Watch, EndsWellWhenTold) {
  for (const int signal : {SIGINT, SIGTERM}) {
    Watching watching;
    ASSERT_TRUE(watching.ended(1));
    const int status = watching.stop(signal);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << signal;
    EXPECT_EQ(watching.lines("ended"), std::vector<std::string>{"well"});
  }
}

TEST(Watch, EndsARunThatIsUnderWay) {
  Watching watching(1h, [](int) {
    for (;;) ::pause();
    return 0;
  });
  while (watching.lines("runs").empty()) std::this_thread::sleep_for(2ms);
  EXPECT_EQ(watching.stop(SIGTERM), 0);
}

}  // namespace
}  // namespace waymark

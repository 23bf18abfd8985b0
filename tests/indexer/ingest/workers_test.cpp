#include "waymark/ingest/workers.h"

#include <csignal>
#include <set>

#include <gmock/gmock.h>
#include <unistd.h>

namespace waymark {
namespace {

using testing::HasSubstr;

struct Ends {
  std::map<std::size_t, JobEnd> by_job;

  JobRun run(std::size_t jobs, std::size_t workers, std::function<std::string(std::size_t)> work) {
    JobRun made;
    made.jobs = jobs;
    made.workers = workers;
    made.work = std::move(work);
    made.ended = [this](std::size_t job, JobEnd end) {
      EXPECT_TRUE(by_job.emplace(job, std::move(end)).second) << "job " << job << " ended twice";
    };
    return made;
  }
};

TEST(Workers, EveryJobIsDoneOnceByOneOfThem) {
  for (const std::size_t workers : {1u, 2u, 5u, 40u}) {
    Ends ends;
    ASSERT_TRUE(run_jobs(ends.run(23, workers, [](std::size_t job) {
      return std::to_string(job) + " " + std::to_string(::getpid());
    })));
    ASSERT_EQ(ends.by_job.size(), 23u);
    std::set<std::string> processes;
    for (const auto& [job, end] : ends.by_job) {
      EXPECT_TRUE(end.done);
      EXPECT_TRUE(end.text.starts_with(std::to_string(job) + " "));
      processes.insert(end.text.substr(end.text.find(' ') + 1));
    }
    EXPECT_LE(processes.size(), std::min<std::size_t>(workers, 23));
    EXPECT_FALSE(processes.contains(std::to_string(::getpid())));
  }
}

TEST(Workers, ACrashCostsTheJobAtHandAndAFreshOneTakesOver) {
  Ends ends;
  ASSERT_TRUE(run_jobs(ends.run(20, 2, [](std::size_t job) {
    if (job % 5 == 3) std::raise(SIGSEGV);
    return std::string("fine");
  })));
  ASSERT_EQ(ends.by_job.size(), 20u);
  for (const auto& [job, end] : ends.by_job) {
    EXPECT_EQ(end.done, job % 5 != 3) << job;
    EXPECT_THAT(end.text, HasSubstr(job % 5 == 3 ? "crashed (SIGSEGV)" : "fine"));
  }
}

TEST(Workers, TheFirstAndTheLastJobMayCrashToo) {
  for (const std::size_t bad : {0u, 4u}) {
    Ends ends;
    ASSERT_TRUE(run_jobs(ends.run(5, 1, [&](std::size_t job) {
      if (job == bad) ::_exit(9);
      return std::string();
    })));
    EXPECT_THAT(ends.by_job.at(bad).text, HasSubstr("exit code 9"));
    EXPECT_EQ(std::count_if(ends.by_job.begin(), ends.by_job.end(),
                            [](const auto& end) { return end.second.done; }),
              4);
  }
}

TEST(Workers, AJobThatNeedsTooMuchProcessorIsEnded) {
  Ends ends;
  JobRun run = ends.run(2, 1, [](std::size_t job) {
    volatile std::uint64_t spin = 0;
    while (job == 0) spin = spin + 1;
    return std::string("fine");
  });
  run.limits.processor = std::chrono::seconds(0);
  ASSERT_TRUE(run_jobs(run));
  EXPECT_THAT(ends.by_job.at(0).text, HasSubstr("processor time"));
  EXPECT_TRUE(ends.by_job.at(1).done);
}

TEST(Workers, AJobThatHangsIsEnded) {
  Ends ends;
  JobRun run = ends.run(2, 1, [](std::size_t job) {
    while (job == 0) ::pause();
    return std::string("fine");
  });
  run.limits.wall = std::chrono::seconds(1);
  ASSERT_TRUE(run_jobs(run));
  EXPECT_THAT(ends.by_job.at(0).text, HasSubstr("took longer"));
  EXPECT_TRUE(ends.by_job.at(1).done);
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
TEST(Workers, AJobThatNeedsTooMuchMemoryIsEnded) {
  Ends ends;
  JobRun run = ends.run(2, 1, [](std::size_t job) {
    return std::string(job == 0 ? std::size_t{3} << 30 : 10, 'x').substr(0, 1);
  });
  run.limits.memory_bytes = std::uint64_t{1} << 30;
  ASSERT_TRUE(run_jobs(run));
  EXPECT_THAT(ends.by_job.at(0).text, HasSubstr("1024 MB of memory"));
  EXPECT_TRUE(ends.by_job.at(1).done);
}
#endif

TEST(Workers, LongAnswersComeWhole) {
  Ends ends;
  ASSERT_TRUE(run_jobs(ends.run(4, 2, [](std::size_t job) { return std::string(3'000'000 + job, 'y'); })));
  for (const auto& [job, end] : ends.by_job) EXPECT_EQ(end.text.size(), 3'000'000 + job);
}

}  // namespace
}  // namespace waymark

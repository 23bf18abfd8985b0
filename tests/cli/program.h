// program.h - the built program as a user runs it: arguments in, exit code and texts out.
#pragma once

#include <array>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "index_fixture.h"

namespace waymark::testing_support {

// One process of it; stdout and stderr go to files.
class Program {
 public:
  explicit Program(std::vector<std::string> arguments, const std::filesystem::path& folder = {}) {
    process_ = ::fork();
    if (process_ != 0) return;
    if (!folder.empty() && ::chdir(folder.c_str()) != 0) ::_exit(126);
    const int out = ::open(path("out").c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    const int err = ::open(path("err").c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    ::dup2(out, STDOUT_FILENO);
    ::dup2(err, STDERR_FILENO);
    arguments.insert(arguments.begin(), WAYMARK_PROGRAM);
    std::vector<char*> pointers;
    for (std::string& argument : arguments) pointers.push_back(argument.data());
    pointers.push_back(nullptr);
    ::execv(WAYMARK_PROGRAM, pointers.data());
    ::_exit(127);
  }
  ~Program() {
    if (process_ > 0) stop(SIGKILL);
  }
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  pid_t process() const { return process_; }
  // Its exit code; 128 + signal when it was killed.
  int wait() {
    int status = 0;
    ::waitpid(process_, &status, 0);
    process_ = 0;
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  }
  int stop(int signal) {
    ::kill(process_, signal);
    return wait();
  }
  std::string out() const { return text("out"); }
  std::string err() const { return text("err"); }

 private:
  std::filesystem::path path(const char* name) const { return folder_.path() / name; }
  std::string text(const char* name) const {
    std::ifstream in(path(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  TemporaryFolder folder_;
  pid_t process_ = 0;
};

}  // namespace waymark::testing_support

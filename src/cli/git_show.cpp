#include "git_show.h"

#include <array>
#include <filesystem>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "waymark/base/files.h"

namespace waymark {
namespace {

constexpr std::size_t kMostBytes = std::size_t{64} * 1024 * 1024;

// No shell stands between: the name is one argument, whatever it holds.
[[noreturn]] void become_git(const std::string& name, int output) {
  ::dup2(output, STDOUT_FILENO);
  const int nowhere = ::open("/dev/null", O_RDWR | O_CLOEXEC);
  ::dup2(nowhere, STDIN_FILENO);
  ::dup2(nowhere, STDERR_FILENO);
  ::execlp("git", "git", "--no-pager", "show", "--no-textconv", name.c_str(), static_cast<char*>(nullptr));
  ::_exit(127);
}

Result<std::string> git_show(const std::string& name) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return fail(ErrorCode::Failed, "opening a pipe failed");
  const pid_t child = ::fork();
  if (child == 0) become_git(name, ends[1]);
  ::close(ends[1]);
  std::string text;
  std::array<char, 65536> buffer{};
  ssize_t got = 0;
  while (child > 0 && text.size() <= kMostBytes && (got = ::read(ends[0], buffer.data(), buffer.size())) > 0)
    text.append(buffer.data(), static_cast<std::size_t>(got));
  ::close(ends[0]);
  int status = -1;
  if (child > 0) ::waitpid(child, &status, 0);
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
    return fail(ErrorCode::NotFound,
                "\"" + name + "\" is no file here, and git knows no such revision and path");
  return text;
}

}  // namespace

Result<std::string> text_of(const std::string& file_or_revision) {
  std::error_code error;
  const bool revision = file_or_revision.find(':') != std::string::npos && !file_or_revision.starts_with('-');
  if (!revision || std::filesystem::exists(file_or_revision, error)) return read_file(file_or_revision);
  return git_show(file_or_revision);
}

}  // namespace waymark

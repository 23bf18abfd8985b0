// The set-ups of docs/contracts.md are YAML that a CI system can read.
#include <gtest/gtest.h>

#include "waymark/base/files.h"
#include "waymark/base/strings.h"
#include "waymark/parse/yaml.h"

namespace waymark {
namespace {

std::vector<std::string> yaml_blocks() {
  const auto text = read_file(std::string(WAYMARK_SOURCE_DIR) + "/docs/contracts.md");
  EXPECT_TRUE(text) << text.error().message;
  std::vector<std::string> blocks;
  std::string* open = nullptr;
  for (const std::string& line : split(text.value_or(""), '\n')) {
    if (line == "```yaml") {
      open = &blocks.emplace_back();
    } else if (line == "```") {
      open = nullptr;
    } else if (open != nullptr) {
      *open += line + "\n";
    }
  }
  return blocks;
}

// Whether a command of ours stands anywhere in it.
bool runs_waymark(const Value& value) {
  if (value.is_string()) return contains(value.text(), "waymark contract ");
  for (const Value& item : value.items())
    if (runs_waymark(item)) return true;
  for (const auto& [name, inner] : value.members())
    if (runs_waymark(inner)) return true;
  return false;
}

TEST(DocumentedContracts, SetUpsAreYamlThatRunsTheCheck) {
  std::size_t github = 0, gitlab = 0, pre_commit = 0;
  for (const std::string& block : yaml_blocks()) {
    const auto parsed = parse_yaml(block);
    ASSERT_TRUE(parsed) << parsed.error().message << "\n" << block;
    github += parsed->has("jobs") && runs_waymark(*parsed);
    gitlab += (*parsed)["contracts"].has("script") && runs_waymark(*parsed);
    pre_commit += parsed->has("repos") && runs_waymark(*parsed);
  }
  EXPECT_EQ(github, 1u);
  EXPECT_EQ(gitlab, 1u);
  EXPECT_EQ(pre_commit, 1u);
}

}  // namespace
}  // namespace waymark

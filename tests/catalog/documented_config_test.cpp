// The configurations that the documentation shows are configurations.
#include <gtest/gtest.h>

#include "waymark/base/files.h"
#include "waymark/catalog/config.h"

namespace waymark {
namespace {

// The blocks of a text between "```yaml" and "```".
std::vector<std::string> yaml_blocks(const std::string& text) {
  std::vector<std::string> blocks;
  const std::string begin = "```yaml\n", end = "\n```";
  for (std::size_t at = text.find(begin); at != std::string::npos; at = text.find(begin, at + 1)) {
    const std::size_t from = at + begin.size();
    blocks.push_back(text.substr(from, text.find(end, from) - from));
  }
  return blocks;
}

class DocumentedConfig : public testing::TestWithParam<const char*> {};

TEST_P(DocumentedConfig, EveryYamlBlockIsAConfiguration) {
  const auto text = read_file(std::filesystem::path(WAYMARK_SOURCE_DIR) / "docs" / GetParam());
  ASSERT_TRUE(text) << text.error().message;
  const std::vector<std::string> blocks = yaml_blocks(*text);
  EXPECT_FALSE(blocks.empty());
  for (const std::string& block : blocks) {
    const Result<Config> config = parse_config(block, GetParam());
    EXPECT_TRUE(config) << (config ? "" : config.error().message) << "\n" << block;
  }
}

INSTANTIATE_TEST_SUITE_P(Docs, DocumentedConfig, testing::Values("configuration.md", "sources.md"));

}  // namespace
}  // namespace waymark

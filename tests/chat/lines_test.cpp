// MCP over lines of text; attack A32.
#include <sstream>

#include <gmock/gmock.h>
#include <unistd.h>

#include "chat_fixture.h"

namespace waymark {
namespace {

using namespace testing_support;

class LinesTest : public testing::Test {
 protected:
  // Everything said to these bytes, then the end of input.
  std::vector<Json> talk(const std::string& input) {
    int ends[2];
    EXPECT_EQ(::pipe(ends), 0);
    std::thread writer([&] {
      std::size_t at = 0;
      while (at < input.size()) {
        const ssize_t count = ::write(ends[1], input.data() + at, input.size() - at);
        if (count <= 0) break;
        at += static_cast<std::size_t>(count);
      }
      ::close(ends[1]);
    });
    auto chat = Chat::open({.api = {.version = "test"}});
    EXPECT_TRUE(chat);
    std::ostringstream output;
    (*chat)->serve_lines(ends[0], output, api_.index(), Api::everybody());
    writer.join();
    ::close(ends[0]);
    std::vector<Json> lines;
    std::istringstream said(output.str());
    for (std::string line; std::getline(said, line);) {
      lines.push_back(Json::parse(line, nullptr, false));
      EXPECT_TRUE(lines.back().is_object()) << line;
    }
    return lines;
  }
  static std::string ping(int id) {
    return R"({"jsonrpc":"2.0","id":)" + std::to_string(id) + R"(,"method":"ping"})" + "\n";
  }

  Api api_{{full_table()}};
};

TEST_F(LinesTest, EveryRequestIsAnsweredInOrder) {
  std::string input;
  for (int i = 0; i < 200; ++i) input += ping(i);
  const std::vector<Json> lines = talk(input);
  ASSERT_EQ(lines.size(), 200u);
  for (int i = 0; i < 200; ++i) EXPECT_EQ(lines[static_cast<std::size_t>(i)]["id"], i);
}

TEST_F(LinesTest, GarbageIsRefusedAndTheNextLineAnswered) {
  const std::vector<Json> lines = talk("garbage\n\n  \n" + ping(1));
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0]["error"]["code"], kParseError);
  EXPECT_EQ(lines[1]["id"], 1);
}

TEST_F(LinesTest, AHugeLineIsRefusedAndTheNextLineAnswered) {
  const std::vector<Json> lines = talk(std::string(std::size_t{10} << 20, 'x') + "\n" + ping(1));
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0]["error"]["code"], kInvalidRequest);
  EXPECT_EQ(lines[1]["id"], 1);
}

TEST_F(LinesTest, WhatBreaksOffIsNoMessage) {
  EXPECT_EQ(talk(ping(1) + R"({"jsonrpc":"2.0","id":2,"method":"pi)").size(), 1u);
  EXPECT_EQ(talk("").size(), 0u);
}

TEST_F(LinesTest, LineEndsInsideTextsAreEscaped) {
  const std::vector<Json> lines =
      talk(R"({"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"uri":"waymark://guide"}})"
           "\r\n");
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_THAT(lines[0]["result"]["contents"][0]["text"].get<std::string>(), testing::HasSubstr("\n"));
}

TEST_F(LinesTest, CancellingWhatIsOverChangesNothing) {
  const std::string cancel =
      R"({"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":99}})"
      "\n";
  const std::vector<Json> lines = talk(cancel + ping(1) + cancel + ping(2));
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[1]["id"], 2);
}

}  // namespace
}  // namespace waymark

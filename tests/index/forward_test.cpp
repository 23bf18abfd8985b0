// What is written of a document's fields is what is read.
#include "waymark/index/forward.h"

#include <random>

#include <gmock/gmock.h>

namespace waymark {
namespace {

struct FieldRead {
  std::size_t field = 0;
  std::uint32_t texts = 0, length = 0;
  std::map<std::uint16_t, std::uint32_t> counts;

  bool operator==(const FieldRead&) const = default;
};

std::vector<FieldRead> read(std::string_view record) {
  std::vector<FieldRead> fields;
  ForwardReader reader(record);
  while (reader.next_field()) {
    FieldRead field{reader.field(), reader.texts(), reader.length(), {}};
    reader.for_each_term([&](std::uint16_t hash, std::uint32_t count) { field.counts[hash] += count; });
    fields.push_back(field);
  }
  return fields;
}

std::vector<Token> words(std::initializer_list<const char*> terms) {
  std::vector<Token> tokens;
  for (const char* term : terms) tokens.push_back({.term = term, .folded = term});
  return tokens;
}

TEST(Forward, AWordCountsInEachFieldItStandsIn) {
  ForwardRecord record;
  record.add(0, words({"customer", "order"}));
  record.add(5, words({"order"}));
  record.add(5, words({"order", "id"}));
  const std::string bytes = record.finish(7);
  EXPECT_EQ(ForwardReader(bytes).container(), 7u);
  const auto fields = read(bytes);
  ASSERT_EQ(fields.size(), 2u);
  EXPECT_EQ(fields[0].counts.at(forward_hash("customer")), 1u);
  EXPECT_EQ(fields[1].field, 5u);
  EXPECT_EQ(fields[1].texts, 2u);
  EXPECT_EQ(fields[1].length, 3u);
  EXPECT_EQ(fields[1].counts.at(forward_hash("order")), 2u);
}

TEST(Forward, JoinedFormsCountAndAddNothingToTheLength) {
  ForwardRecord record;
  std::vector<Token> tokens = words({"customer", "order"});
  tokens.push_back({.term = "customerorder", .kind = TokenKind::Pair});
  record.add(0, tokens);
  const auto fields = read(record.finish(0));
  EXPECT_EQ(fields[0].length, 2u);
  EXPECT_EQ(fields[0].counts.size(), 3u);
}

TEST(Forward, AnyNumberOfWordsAndOccurrencesComesBack) {
  std::mt19937 random(1);
  ForwardRecord record;  // One for all: finish() leaves nothing behind.
  for (int round = 0; round < 300; ++round) {
    std::vector<FieldRead> written;
    for (std::size_t field = 0; field < 4; ++field) {
      std::vector<Token> tokens;
      FieldRead expected{field, 1, 0, {}};
      const std::size_t distinct = random() % (round % 10 == 0 ? 5'000 : 60);
      for (std::size_t i = 0; i < distinct; ++i) {
        const std::string term = "w" + std::to_string(random() % 100'000);
        const std::size_t times = random() % 50 == 0 ? 200 : 1 + random() % 3;
        for (std::size_t n = 0; n < times; ++n) tokens.push_back({.term = term, .folded = term});
        expected.counts[forward_hash(term)] += static_cast<std::uint32_t>(times);
        expected.length += static_cast<std::uint32_t>(times);
      }
      for (auto& [hash, count] : expected.counts) count = std::min(count, 258u);  // More is not told apart.
      record.add(field, tokens);
      if (!tokens.empty()) written.push_back(expected);
    }
    ASSERT_EQ(read(record.finish(0)), written) << round;
  }
}

TEST(Forward, ADamagedRecordEndsAndReadsNothingOutsideItself) {
  std::mt19937 random(2);
  ForwardRecord record;
  for (int round = 0; round < 2'000; ++round) {
    record.add(3, words({"a", "b", "c", "d", "e"}));
    record.add(9, words({"f", "g"}));
    std::string bytes = record.finish(1);
    bytes.resize(random() % (bytes.size() + 1));
    if (!bytes.empty()) bytes[random() % bytes.size()] = static_cast<char>(random());
    bytes.shrink_to_fit();
    EXPECT_LE(read(bytes).size(), bytes.size());
  }
}

TEST(Forward, ThingsOfOneSchemaShareAContainer) {
  const auto orders = forward_container("snowflake", "PROD.SALES.ORDERS", "ORDERS");
  EXPECT_NE(orders, 0u);
  EXPECT_EQ(orders, forward_container("snowflake", "prod.sales.returns", "returns"));
  EXPECT_NE(orders, forward_container("snowflake", "PROD.FINANCE.ORDERS", "ORDERS"));
  EXPECT_NE(orders, forward_container("postgres", "PROD.SALES.ORDERS", "ORDERS"));
  EXPECT_EQ(forward_container("kafka", "orders", "orders"), 0u);
}

}  // namespace
}  // namespace waymark

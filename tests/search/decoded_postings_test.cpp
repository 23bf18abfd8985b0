#include "src/search/decoded_postings.h"

#include <gtest/gtest.h>

#include "src/search/bitmap.h"

namespace waymark {
namespace {

// "all" is in every document, "few" in ten.
Xapian::WritableDatabase database_of(Xapian::doccount size) {
  Xapian::WritableDatabase database(std::string(), Xapian::DB_BACKEND_INMEMORY);
  for (Xapian::doccount i = 0; i < size; ++i) {
    Xapian::Document document;
    document.add_term("all", 1 + i % 7);
    document.add_term("also", 3);
    if (i < 10) document.add_term("few");
    database.add_document(document);
  }
  return database;
}

TEST(DecodedPostings, AreWhatTheIndexHolds) {
  const auto database = database_of(1000);
  DecodedPostings postings;
  const int shard = 0;
  const auto list = postings.of(&shard, database, "all");
  ASSERT_NE(list, nullptr);
  ASSERT_EQ(list->size(), 1000U);
  auto at = database.postlist_begin("all");
  for (const Posting& posting : *list) {
    EXPECT_EQ(posting.document, *at - 1);
    EXPECT_EQ(posting.tenths, at.get_wdf());
    ++at;
  }
  EXPECT_EQ(postings.of(&shard, database, "all"), list) << "the second time nothing is decoded";
}

TEST(DecodedPostings, ShortListsAndUnknownTermsAreNotKept) {
  const auto database = database_of(1000);
  DecodedPostings postings;
  const int shard = 0;
  EXPECT_EQ(postings.of(&shard, database, "few"), nullptr);
  EXPECT_EQ(postings.of(&shard, database, "nothing"), nullptr);
  EXPECT_EQ(postings.bytes(), 0U);
}

TEST(DecodedPostings, ShardsAreToldApart) {
  const auto one = database_of(300), other = database_of(400);
  DecodedPostings postings;
  const int shards[2] = {};
  EXPECT_EQ(postings.of(&shards[0], one, "all")->size(), 300U);
  EXPECT_EQ(postings.of(&shards[1], other, "all")->size(), 400U);
}

TEST(DecodedPostings, WhatWasNotAskedForTheLongestGoesFirst) {
  const auto database = database_of(1000);
  DecodedPostings postings(1000 * sizeof(Posting));
  const int shard = 0;
  const auto all = postings.of(&shard, database, "all");
  EXPECT_EQ(postings.bytes(), 1000 * sizeof(Posting));
  const auto also = postings.of(&shard, database, "also");
  EXPECT_EQ(postings.bytes(), 1000 * sizeof(Posting)) << "one of the two has room";
  EXPECT_EQ(postings.of(&shard, database, "also"), also);
  EXPECT_NE(postings.of(&shard, database, "all"), all) << "decoded again";
  EXPECT_EQ(all->size(), 1000U) << "who still reads it keeps it";
}

TEST(Places, CountWhatStandsBefore) {
  Bitmap bitmap(300);
  for (const std::uint32_t document : {0U, 5U, 63U, 64U, 128U, 299U}) bitmap.set(document);
  const Places places(bitmap);
  EXPECT_EQ(places.size(), 6U);
  std::uint32_t expected = 0;
  bitmap.for_each([&](std::uint32_t document) { EXPECT_EQ(places.of(document), expected++); });
}

}  // namespace
}  // namespace waymark

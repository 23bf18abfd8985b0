#include "waymark/base/time.h"

#include <gtest/gtest.h>

namespace waymark {
namespace {

std::string reads_as(std::string_view text) {
  const std::optional<Time> time = parse_time(text);
  return time ? format_time(*time) : "unknown";
}

TEST(ParseTime, NumbersAreSecondsMilliMicroOrNanosecondsBySize) {
  for (const char* text : {"1735689600", "1735689600.25", "1735689600000", "1735689600000000",
                           "1735689600000000000", " 1735689600 "})
    EXPECT_EQ(reads_as(text), "2025-01-01T00:00:00Z") << text;
  EXPECT_EQ(format_time(*time_from_number(99'999'999'999.0)), "5138-11-16T09:46:39Z");
  EXPECT_EQ(format_time(*time_from_number(100'000'000'000.0)), "1973-03-03T09:46:40Z");
}

TEST(ParseTime, IsoWithAndWithoutZone) {
  for (const char* text :
       {"2025-01-01T08:15:30Z", "2025-01-01T08:15:30+00:00", "2025-01-01T00:15:30-08:00",
        "2025-01-01T09:15:30+0100", "2025-01-01T08:15:30", "2025-01-01t08:15:30z", "2025-01-01 08:15:30",
        "2025-01-01T08:15:30.123Z", "2025-01-01T08:15:30.123456Z", "2025-01-01T08:15:30.123456789Z",
        "2025-01-01T08:15:30,5Z", "2025-01-01 00:15:30.000 -0800", "2025-01-01T10:15:30+02",
        "2025-01-01T08:15:30 UTC"})
    EXPECT_EQ(reads_as(text), "2025-01-01T08:15:30Z") << text;
  EXPECT_EQ(reads_as("2025-01-01T08:15"), "2025-01-01T08:15:00Z");
}

TEST(ParseTime, DatesAlsoWithAZone) {
  EXPECT_EQ(reads_as("2024-02-29"), "2024-02-29T00:00:00Z");
  EXPECT_EQ(reads_as("2024-02-29Z"), "2024-02-29T00:00:00Z");
  EXPECT_EQ(reads_as("2024-02-29+02:00"), "2024-02-28T22:00:00Z");
  EXPECT_EQ(reads_as("2024"), "2024-01-01T00:00:00Z");
  EXPECT_EQ(reads_as("2024-07"), "2024-07-01T00:00:00Z");
  EXPECT_EQ(reads_as("2024-12-31T24:00:00Z"), "2025-01-01T00:00:00Z");
}

TEST(ParseTime, UnknownIsNeverATime) {
  for (const char* text : {"",
                           "  ",
                           "0",
                           "-1",
                           "0.0",
                           "1970-01-01T00:00:00Z",
                           "1970-01-01",
                           "0001-01-01T00:00:00Z",
                           "1970-01-01T01:00:00+01:00",
                           "R/P1D",
                           "P1D",
                           "null",
                           "yesterday",
                           "12",
                           "0000",
                           "2025-",
                           "2025-1-1",
                           "2025-13",
                           "2025-13-01",
                           "2023-02-29",
                           "2025-01-01T25:00:00Z",
                           "2025-01-01T24:30:00Z",
                           "2025-01-01T10:61:00Z",
                           "2025-01-01T10:00:99Z",
                           "2025-01-01T10:00:",
                           "2025-01-01T10:00:00+99:00",
                           "2025-01-01x",
                           "1e9",
                           "-",
                           ".",
                           "1.2.3",
                           "99999999999999999999999"})
    EXPECT_EQ(reads_as(text), "unknown") << text;
  EXPECT_FALSE(time_from_number(std::numeric_limits<double>::infinity()));
  EXPECT_FALSE(time_from_number(std::numeric_limits<double>::quiet_NaN()));
}

TEST(ParseTime, ReadsBackWhatIsWritten) {
  for (std::int64_t seconds = 1; seconds < 253'402'300'799; seconds = seconds * 3 + 7) {
    const Time time{Seconds(seconds)};
    ASSERT_EQ(parse_time(format_time(time)), time);
    ASSERT_EQ(format_time(time).substr(0, 10), format_date(time));
  }
}

TEST(ParseDuration, ShortAndIsoForms) {
  const auto seconds = [](std::string_view text) {
    return parse_duration(text).value_or(Seconds(-1)).count();
  };
  EXPECT_EQ(seconds("90s"), 90);
  EXPECT_EQ(seconds("15m"), 900);
  EXPECT_EQ(seconds("24h"), 86'400);
  EXPECT_EQ(seconds("1.5 hours"), 5400);
  EXPECT_EQ(seconds("7d"), 7 * 86'400);
  EXPECT_EQ(seconds("2w"), 14 * 86'400);
  EXPECT_EQ(seconds("3mo"), 90 * 86'400);
  EXPECT_EQ(seconds("1y"), 365 * 86'400);
  EXPECT_EQ(seconds("PT24H"), 86'400);
  EXPECT_EQ(seconds("P1D"), 86'400);
  EXPECT_EQ(seconds("P1DT2H30M"), 86'400 + 9000);
  EXPECT_EQ(seconds("P2M"), 60 * 86'400);
  EXPECT_EQ(seconds("PT2M"), 120);
}

TEST(ParseDuration, RefusesWhatIsNone) {
  for (const char* text : {"", "7", "d", "seven days", "P", "PT", "P1", "P1X", "R/P1D", "-1d",
                           "P99999999999999999999Y", "9999999d", "P-1D"})
    EXPECT_FALSE(parse_duration(text)) << text;
}

TEST(FullHour, RoundsDown) {
  EXPECT_EQ(format_time(full_hour(*parse_time("2025-01-01T08:59:59Z"))), "2025-01-01T08:00:00Z");
  EXPECT_EQ(format_time(full_hour(*parse_time("2025-01-01T08:00:00Z"))), "2025-01-01T08:00:00Z");
}

}  // namespace
}  // namespace waymark

// time.h - points in time as exports write them and as Waymark writes them.
//
// Everything is UTC in whole seconds. Unknown is an empty optional, never a zero.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace waymark {

using Time = std::chrono::sys_seconds;
using Seconds = std::chrono::seconds;

// Any form that exports use: digits (s, ms, us, ns by size), a decimal number of seconds, ISO 8601 with Z, an
// offset or none (taken as UTC), "YYYY-MM-DD HH:MM:SS.fff -0800", a date, a month or a year (their first
// day). Empty for 0, -1, year 1 and whatever else is not after 1970-01-01T00:00:00Z, for repeat intervals
// (R/P1D) and anything that is no time.
std::optional<Time> parse_time(std::string_view text);
std::optional<Time> time_from_number(double number);  // Seconds, ms, us or ns, told apart by size.

std::string format_time(Time time);  // 2026-03-01T08:15:00Z
std::string format_date(Time time);  // 2026-03-01

// "90s", "15m", "24h", "7d", "2w", "3mo", "1y" and ISO 8601 durations ("PT24H", "P1D").
std::optional<Seconds> parse_duration(std::string_view text);

Time now_utc();
Time full_hour(Time time);  // Rounded down: what answers call `as_of`.

}  // namespace waymark

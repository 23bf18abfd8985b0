#include "waymark/base/time.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "waymark/base/strings.h"

namespace waymark {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

// Reads digits and separators from the front of a text; stays put when what is asked for is not there.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}
  bool done() const { return rest_.empty(); }
  char peek() const { return rest_.empty() ? '\0' : rest_.front(); }
  bool take(char c) {
    if (peek() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  std::optional<int> digits(std::size_t count) {
    if (rest_.size() < count) return std::nullopt;
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (rest_[i] < '0' || rest_[i] > '9') return std::nullopt;
      value = value * 10 + (rest_[i] - '0');
    }
    rest_.remove_prefix(count);
    return value;
  }
  void skip_digits() {
    while (peek() >= '0' && peek() <= '9') rest_.remove_prefix(1);
  }

 private:
  std::string_view rest_;
};

std::optional<Time> known(Time time) {
  // Year 1, 1970-01-01T00:00:00Z and before are how exports write "unknown".
  if (time.time_since_epoch().count() <= 0) return std::nullopt;
  return time;
}

std::optional<Seconds> parse_offset(Scanner& scan) {
  while (scan.take(' ')) {
  }
  if (scan.done() || scan.take('Z') || scan.take('z')) return Seconds{0};
  const bool minus = scan.peek() == '-';
  if (!scan.take('-') && !scan.take('+')) {
    // "UTC" and other zone words: taken as UTC.
    return Seconds{0};
  }
  const auto hour = scan.digits(2);
  if (!hour || *hour > 23) return std::nullopt;
  scan.take(':');
  const auto minute = scan.digits(2).value_or(0);
  const Seconds offset = hours(*hour) + minutes(minute);
  return minus ? -offset : offset;
}

// "08:15", "08:15:30", "08:15:30.123456789"; 24:00 is the end of the day.
std::optional<Seconds> parse_clock(Scanner& scan) {
  const auto hour = scan.digits(2);
  if (!hour || !scan.take(':')) return std::nullopt;
  const auto minute = scan.digits(2);
  if (!minute || *minute > 59) return std::nullopt;
  std::optional<int> second = 0;
  if (scan.take(':')) second = scan.digits(2);
  if (!second || *second > 60) return std::nullopt;
  if (*hour > 24 || (*hour == 24 && (*minute > 0 || *second > 0))) return std::nullopt;
  if (scan.take('.') || scan.take(',')) scan.skip_digits();
  return hours(*hour) + minutes(*minute) + Seconds(*second);
}

std::optional<Time> parse_calendar(std::string_view text) {
  Scanner scan(text);
  const auto year = scan.digits(4);
  std::optional<int> month = 1, day = 1;  // A year or a month alone stands for its first day.
  if (scan.take('-')) {
    month = scan.digits(2);
    if (scan.take('-')) day = scan.digits(2);
  }
  if (!year || !month || !day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  Time time = std::chrono::sys_days(date);
  if (scan.take('T') || scan.take('t') || scan.take(' ')) {
    const auto clock = parse_clock(scan);
    if (!clock) return std::nullopt;
    time += *clock;
  } else if (!scan.done() && scan.peek() != 'Z' && scan.peek() != '+' && scan.peek() != '-') {
    return std::nullopt;  // A date may carry a zone (xsd:date), nothing else.
  }
  const auto offset = parse_offset(scan);
  if (!offset) return std::nullopt;
  return known(time - *offset);
}

bool numeric(std::string_view text) {
  bool point = false, digit = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] >= '0' && text[i] <= '9')
      digit = true;
    else if (text[i] == '.' && !point)
      point = true;
    else if (!(text[i] == '-' && i == 0))
      return false;
  }
  return digit;
}

std::optional<Seconds> unit_seconds(std::string_view unit) {
  struct Unit {
    std::string_view name;
    Seconds length;
  };
  static constexpr Unit kUnits[] = {
      {"s", Seconds(1)},       {"m", minutes(1)},      {"min", minutes(1)}, {"h", hours(1)},
      {"d", days(1)},          {"w", days(7)},         {"mo", days(30)},    {"y", days(365)},
      {"second", Seconds(1)},  {"minute", minutes(1)}, {"hour", hours(1)},  {"day", days(1)},
      {"week", days(7)},       {"month", days(30)},    {"year", days(365)}, {"seconds", Seconds(1)},
      {"minutes", minutes(1)}, {"hours", hours(1)},    {"days", days(1)},   {"weeks", days(7)},
      {"months", days(30)},    {"years", days(365)}};
  for (const Unit& known_unit : kUnits)
    if (known_unit.name == unit) return known_unit.length;
  return std::nullopt;
}

constexpr double kLongestDuration =
    1e11;  // Three thousand years: more is a mistake, and far more would overflow.

// P1DT2H30M. Months are 30 days and years 365: promises, not calendars.
std::optional<Seconds> parse_iso_duration(std::string_view text) {
  Seconds total{0};
  bool in_time = false, any = false;
  std::string number;
  for (const char c : text.substr(1)) {
    if (c == 'T' || c == 't') {
      in_time = true;
    } else if ((c >= '0' && c <= '9') || c == '.') {
      number += c;
    } else {
      if (number.empty()) return std::nullopt;
      const char letter = static_cast<char>(c >= 'a' ? c - 32 : c);
      std::string_view unit;
      if (letter == 'Y')
        unit = "y";
      else if (letter == 'M')
        unit = in_time ? "m" : "mo";
      else if (letter == 'W')
        unit = "w";
      else if (letter == 'D')
        unit = "d";
      else if (letter == 'H')
        unit = "h";
      else if (letter == 'S')
        unit = "s";
      else
        return std::nullopt;
      const double length = std::atof(number.c_str()) * static_cast<double>(unit_seconds(unit)->count());
      if (!(length <= kLongestDuration)) return std::nullopt;
      total += Seconds(static_cast<std::int64_t>(length));
      number.clear();
      any = true;
    }
  }
  if (!any || !number.empty()) return std::nullopt;
  return total;
}

}  // namespace

std::optional<Time> time_from_number(double number) {
  if (!std::isfinite(number) || number <= 0) return std::nullopt;
  double seconds = number;
  if (number >= 1e17)
    seconds = number / 1e9;
  else if (number >= 1e14)
    seconds = number / 1e6;
  else if (number >= 1e11)
    seconds = number / 1e3;
  if (seconds > 253402300799.0) return std::nullopt;  // Past the year 9999.
  return known(Time(Seconds(static_cast<std::int64_t>(seconds))));
}

std::optional<Time> parse_time(std::string_view text) {
  text = trim(text);
  if (text.empty()) return std::nullopt;
  constexpr std::size_t kYear = 4;
  if (text.size() > kYear && numeric(text))
    return time_from_number(std::strtod(std::string(text).c_str(), nullptr));
  return parse_calendar(text);
}

std::string format_date(Time time) {
  const std::chrono::year_month_day date{std::chrono::floor<days>(time)};
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return buffer;
}

std::string format_time(Time time) {
  const std::chrono::hh_mm_ss clock{time - std::chrono::floor<days>(time)};
  char buffer[48];
  std::snprintf(buffer, sizeof buffer, "T%02d:%02d:%02dZ", static_cast<int>(clock.hours().count()),
                static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()));
  return format_date(time) + buffer;
}

std::optional<Seconds> parse_duration(std::string_view text) {
  const std::string word = lower(trim(text));
  if (word.empty()) return std::nullopt;
  if (word.front() == 'p') return parse_iso_duration(word);
  std::size_t digits = 0;
  while (digits < word.size() && ((word[digits] >= '0' && word[digits] <= '9') || word[digits] == '.'))
    ++digits;
  if (digits == 0) return std::nullopt;
  const auto unit = unit_seconds(trim(std::string_view(word).substr(digits)));
  if (!unit) return std::nullopt;
  const double amount = std::strtod(word.substr(0, digits).c_str(), nullptr);
  if (!(amount <= 1e6)) return std::nullopt;
  return Seconds(static_cast<std::int64_t>(amount * static_cast<double>(unit->count())));
}

Time now_utc() { return std::chrono::floor<Seconds>(std::chrono::system_clock::now()); }
Time full_hour(Time time) { return std::chrono::floor<hours>(time); }

}  // namespace waymark

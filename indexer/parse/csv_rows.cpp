#include "csv_rows.h"

#include <algorithm>
#include <array>

#include "waymark/base/strings.h"

namespace waymark {

bool CsvRows::feed(std::string_view text) {
  while (!text.empty()) {
    if (const std::size_t run = run_length(text); run > 0) {
      append(text.substr(0, run));
      text.remove_prefix(run);
      continue;
    }
    if (!step(text.front())) return false;
    text.remove_prefix(1);
  }
  return true;
}

// Characters that stand for themselves in this state.
std::size_t CsvRows::run_length(std::string_view text) const {
  std::size_t end = 0;
  if (state_ == State::Quoted) {
    while (end < text.size() && text[end] != '"' && text[end] != '\r' && text[end] != '\n' &&
           text[end] != '\0')
      ++end;
  } else if (state_ == State::Plain) {
    while (end < text.size() && text[end] != separator_ && text[end] != '\r' && text[end] != '\n' &&
           text[end] != '\0')
      ++end;
  }
  return end;
}

void CsvRows::append(std::string_view text) {
  const std::size_t room =
      std::min(limits_.cell_bytes - cell_.size(), limits_.row_bytes - row_bytes_ - cell_.size());
  if (cell_cut_ || text.size() > room) {
    if (!cell_cut_) cell_ += text.substr(0, room);
    cell_cut_ = true;
    return;
  }
  cell_ += text;
}

void CsvRows::end_cell() {
  if (cell_cut_) {
    ++row_.cut_cells;
    cell_.resize(valid_utf8_prefix(cell_));
  }
  row_bytes_ += cell_.size();
  if (row_.cells.size() < limits_.columns) {
    row_.cells.push_back(std::move(cell_));
  } else {
    ++row_.lost_cells;
  }
  cell_.clear();
  cell_cut_ = false;
  state_ = State::CellStart;
}

bool CsvRows::end_row() {
  if (row_begun_) end_cell();
  // A line of nothing, not even a separator, is no row.
  const bool go_on = !row_begun_ || on_row_(row_);
  row_ = CsvLine();
  row_bytes_ = 0;
  row_begun_ = false;
  row_.line = line_;
  return go_on;
}

void CsvRows::plain(char c) {
  row_begun_ = true;
  if (c == separator_) {
    end_cell();
  } else if (c == '"' && state_ == State::CellStart) {
    state_ = State::Quoted;
  } else {
    state_ = State::Plain;
    if (c == '\0') row_.nul = true;
    append({&c, 1});
  }
}

bool CsvRows::step(char c) {
  switch (state_) {
    case State::CarriageReturn:
      state_ = State::CellStart;
      if (c == '\n') return true;  // The second half of a line end that is counted already.
      return step(c);
    case State::ReturnInQuoted:
      state_ = State::Quoted;
      if (c == '\n') return true;
      return step(c);
    case State::Quoted:
      if (c == '"') {
        state_ = State::QuoteInQuoted;
        return true;
      }
      if (c == '\r') state_ = State::ReturnInQuoted;
      if (c == '\r' || c == '\n') {
        ++line_;
        c = '\n';
      }
      if (c == '\0') row_.nul = true;
      append({&c, 1});
      return true;
    case State::QuoteInQuoted:
      if (c == '"') {
        state_ = State::Quoted;
        append("\"");
        return true;
      }
      state_ = State::Plain;
      if (c != separator_ && c != '\r' && c != '\n') row_.text_after_quote = true;
      return step(c);
    case State::CellStart:
    case State::Plain:
      if (c != '\r' && c != '\n') {
        plain(c);
        return true;
      }
      ++line_;
      if (!end_row()) return false;
      state_ = c == '\r' ? State::CarriageReturn : State::CellStart;
      return true;
  }
  return true;
}

bool CsvRows::finish() {
  if (state_ == State::Quoted || state_ == State::ReturnInQuoted) row_.unclosed = true;
  return end_row();
}

char find_separator(std::string_view beginning) {
  constexpr std::string_view kSaid = "sep=";
  if (beginning.size() > kSaid.size() && same_ignoring_case(beginning.substr(0, kSaid.size()), kSaid))
    if (const char said = beginning[kSaid.size()];
        std::string_view(",;\t|:^~# ").find(said) != std::string_view::npos)
      return said;
  constexpr std::array<char, 4> kSeparators = {',', ';', '\t', '|'};
  std::array<std::size_t, 4> counts{};
  bool quoted = false;
  for (const char c : beginning) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\n' || c == '\r') {
      if (std::any_of(counts.begin(), counts.end(), [](std::size_t count) { return count > 0; })) break;
      continue;
    }
    for (std::size_t i = 0; i < kSeparators.size(); ++i)
      if (c == kSeparators[i]) ++counts[i];
  }
  const auto most = std::max_element(counts.begin(), counts.end());
  return *most > 0 ? kSeparators[static_cast<std::size_t>(most - counts.begin())] : ',';
}

}  // namespace waymark

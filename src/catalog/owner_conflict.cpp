#include "owner_conflict.h"

#include <set>

#include "waymark/base/strings.h"

namespace waymark {
namespace {

std::string letters_of(std::string_view text) {
  std::string letters;
  for (const char c : lower(text))
    if (static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
      letters += c;
  return letters;
}

// Everything a person may be recognised by.
std::set<std::string> marks_of(const OwnersSaid& said, const Identity& identity) {
  std::set<std::string> marks;
  const auto add = [&](std::string_view text) {
    if (std::string letters = letters_of(text.substr(0, text.find('@'))); !letters.empty())
      marks.insert(std::move(letters));
  };
  for (const Owner& owner : said.owners) {
    if (const std::uint32_t person = identity.find_person(owner); person != Identity::kNobody)
      marks.insert("#" + std::to_string(person));
    for (const std::string* text : {&owner.name, &owner.mail, &owner.id}) add(*text);
  }
  return marks;
}

bool have_nobody_in_common(const std::set<std::string>& a, const std::set<std::string>& b) {
  for (const std::string& mark : a)
    if (b.contains(mark)) return false;
  return true;
}

std::string text_of(const OwnersSaid& said) {
  std::vector<std::string> names;
  for (const Owner& owner : said.owners)
    names.push_back(!owner.name.empty() ? owner.name : !owner.mail.empty() ? owner.mail : owner.id);
  return join(names, ", ");
}

}  // namespace

FieldHistory owner_conflict(std::span<const OwnersSaid> said, const Identity& identity) {
  FieldHistory history{.field = "owner", .values = {}};
  std::vector<std::set<std::string>> marks;
  for (const OwnersSaid& one : said) marks.push_back(marks_of(one, identity));
  bool conflict = false;
  for (std::size_t i = 0; i < marks.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) conflict |= have_nobody_in_common(marks[i], marks[j]);
  if (conflict)
    for (const OwnersSaid& one : said) history.values.emplace_back(one.source, text_of(one));
  return history;
}

}  // namespace waymark

#include "owner_text.h"

#include "waymark/base/strings.h"

namespace waymark {

Owner parse_owner(std::string_view text) {
  Owner owner;
  text = trim(text);
  if (text.starts_with("team:")) {
    owner.team = true;
    text = trim(text.substr(5));
  }
  const std::size_t open = text.find('<');
  if (open != std::string_view::npos && text.ends_with('>')) {
    owner.name = trim(text.substr(0, open));
    owner.mail = trim(text.substr(open + 1, text.size() - open - 2));
  } else if (contains(text, "@")) {
    owner.mail = text;
  } else {
    owner.name = text;
  }
  return owner;
}

}  // namespace waymark

#include "json_paths.h"

#include "waymark/base/strings.h"

namespace waymark {

JsonPaths::JsonPaths(const std::vector<std::string>& paths) : paths_(paths) {
  for (const std::string& path : paths_) steps_.push_back(steps_of(path));
}

std::vector<JsonPaths::Step> JsonPaths::steps_of(std::string_view path) {
  std::vector<Step> steps;
  for (const std::string& part : split(path, '.')) {
    const std::size_t brackets = part.find("[]");
    const std::string name = part.substr(0, brackets);
    if (name == "*") {
      steps.push_back({Kind::AnyMember, ""});
    } else if (!name.empty()) {
      steps.push_back({Kind::Name, name});
    }
    for (std::size_t at = brackets; at != std::string::npos; at = part.find("[]", at + 2))
      steps.push_back({Kind::AnyItem, ""});
  }
  return steps;
}

JsonPaths::Reaches JsonPaths::document() const {
  Reaches all;
  for (std::uint32_t i = 0; i < steps_.size(); ++i) all.push_back({i, 0});
  return all;
}

JsonPaths::Reaches JsonPaths::document_in_array() const {
  Reaches all = document();
  for (Reach& reach : all)
    if (!steps_[reach.path].empty() && steps_[reach.path].front().kind == Kind::AnyItem) reach.step = 1;
  return all;
}

JsonPaths::Reaches JsonPaths::item(const Reaches& from) const {
  Reaches next;
  for (const Reach& reach : from)
    if (reach.step < steps_[reach.path].size() && steps_[reach.path][reach.step].kind == Kind::AnyItem)
      next.push_back({reach.path, reach.step + 1});
  return next;
}

JsonPaths::Reaches JsonPaths::member(const Reaches& from, const std::string& name) const {
  Reaches next;
  for (const Reach& reach : from) {
    if (reach.step >= steps_[reach.path].size()) continue;
    const Step& step = steps_[reach.path][reach.step];
    if (step.kind == Kind::AnyMember || (step.kind == Kind::Name && step.name == name))
      next.push_back({reach.path, reach.step + 1});
  }
  return next;
}

const std::string* JsonPaths::record(const Reaches& at) const {
  for (const Reach& reach : at)
    if (reach.step == steps_[reach.path].size()) return &paths_[reach.path];
  return nullptr;
}

}  // namespace waymark

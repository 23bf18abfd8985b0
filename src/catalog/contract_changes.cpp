// contract_changes.cpp - what the step from one text of a contract to another means for who reads the data.
// Breaking: something readers may rely on is no longer promised. Rules: docs/contracts.md.
#include <algorithm>
#include <map>

#include "waymark/base/strings.h"
#include "waymark/catalog/contract_check.h"
#include "waymark/model/fields.h"
#include "waymark/model/keys.h"

#include "type_family.h"

namespace waymark {
namespace {

std::string in_quotes(std::string_view text) { return "\"" + std::string(text) + "\""; }
std::string or_none(std::string_view text) { return text.empty() ? "none" : std::string(text); }

// One name stands for an object on each of its servers.
using Objects = std::map<std::string, const ContractObject*>;
Objects objects_of(const ContractReading& reading) {
  Objects objects;
  for (const ContractObject& object : reading.fragment.facts.contract->objects)
    objects.emplace(lower(object.name), &object);
  return objects;
}

using Columns = std::map<std::string, const Column*>;
Columns columns_of(const ContractObject& object) {
  Columns columns;
  for (const Column& column : object.columns) columns.emplace(lower(column.path), &column);
  return columns;
}

class Comparison {
 public:
  Comparison(const ContractReading& was, const ContractReading& is) : was_(was), is_(is) {}

  std::vector<ContractChange> run() {
    compare_terms();
    compare_objects();
    compare_targets();
    compare_promises();
    compare_others();
    return std::move(changes_);
  }

 private:
  void tell(std::string kind, std::string where, std::string from, std::string to, bool breaking,
            std::string text) {
    ContractChange change{.kind = std::move(kind),
                          .where = std::move(where),
                          .from = std::move(from),
                          .to = std::move(to),
                          .breaking = breaking,
                          .line = 0,
                          .text = std::move(text)};
    change.line = line_of(change.where);
    changes_.push_back(std::move(change));
  }

  std::uint32_t line_of(std::string_view what) const {
    if (what.starts_with("schema.")) what.remove_prefix(7);
    for (;;) {
      if (const auto found = is_.lines.find(what); found != is_.lines.end()) return found->second;
      const std::size_t dot = what.rfind('.');
      if (dot == std::string_view::npos) return 0;
      what = what.substr(0, dot);
    }
  }

  void compare_terms() {
    const Contract &a = *was_.fragment.facts.contract, &b = *is_.fragment.facts.contract;
    if (a.version != b.version)
      tell("version_changed", "version", a.version, b.version, false,
           "the version goes from " + or_none(a.version) + " to " + or_none(b.version));
    if (a.status == b.status) return;
    const bool over = is_.fragment.facts.lifecycle == "deprecated";
    tell("status_changed", "status", a.status, b.status, over,
         "the status goes from " + or_none(a.status) + " to " + or_none(b.status) +
             (over ? ": nothing is promised any more" : ""));
  }

  void compare_objects() {
    const Objects before = objects_of(was_), after = objects_of(is_);
    for (const auto& [name, object] : before) {
      const auto found = after.find(name);
      if (found == after.end())
        tell("object_removed", "schema." + object->name, object->name, "", true,
             in_quotes(object->name) + " is no longer promised");
      else
        compare_columns(*object, *found->second);
    }
    for (const auto& [name, object] : after)
      if (!before.contains(name))
        tell("object_added", "schema." + object->name, "", object->name, false,
             in_quotes(object->name) + " is promised as well");
  }

  void compare_columns(const ContractObject& was, const ContractObject& is) {
    const Columns before = columns_of(was), after = columns_of(is);
    for (const auto& [path, column] : before) {
      const std::string where = "schema." + is.name + "." + column->path;
      const auto found = after.find(path);
      if (found == after.end())
        tell("column_removed", where, column->path, "", true,
             is.name + ": column " + in_quotes(column->path) + " is no longer promised");
      else
        compare_column(where, is.name + ": column " + in_quotes(column->path), *column, *found->second);
    }
    for (const auto& [path, column] : after)
      if (!before.contains(path))
        tell("column_added", "schema." + is.name + "." + column->path, "", column->path, false,
             is.name + ": column " + in_quotes(column->path) + " is promised as well");
  }

  void compare_column(const std::string& where, const std::string& called, const Column& a, const Column& b) {
    if (a.type != b.type && !same_ignoring_case(a.type, b.type)) {
      // Who reads days cannot read moments, though a contract may call a moment a date.
      const bool breaking = plainly_differ(a.type, b.type) ||
                            (type_family(a.type) == TypeFamily::Date && plainly_differ(b.type, a.type));
      tell("type_changed", where, a.type, b.type, breaking,
           called + " goes from " + or_none(a.type) + " to " + or_none(b.type));
    }
    const bool was_required = a.nullable == false, is_required = b.nullable == false;
    if (was_required != is_required)
      tell("nullability_changed", where, was_required ? "never empty" : "may be empty",
           is_required ? "never empty" : "may be empty", was_required,
           called + (is_required ? " is never empty from now on" : " may be empty from now on"));
    if (a.sensitivity != b.sensitivity)
      tell("sensitivity_changed", where, a.sensitivity, b.sensitivity, false,
           called + " goes from " + or_none(a.sensitivity) + " to " + or_none(b.sensitivity) +
               " in sensitivity");
    if (a.key_role != b.key_role && (a.key_role == "primary" || b.key_role == "primary"))
      tell("key_changed", where, a.key_role, b.key_role, a.key_role == "primary",
           called + (b.key_role == "primary" ? " becomes a primary key" : " is no primary key any more"));
    if (a.description != b.description)
      tell("description_changed", where, a.description, b.description, false, called + " is described anew");
  }

  // Physical places; a contract that names none has none to move.
  void compare_targets() {
    const auto places = [](const ContractReading& reading) {
      std::map<std::string, std::string> found;
      for (const ContractObject& object : reading.fragment.facts.contract->objects)
        if (!object.target.physical.empty()) found.emplace(match_key(object.target.physical), object.name);
      return found;
    };
    const auto before = places(was_), after = places(is_);
    const Objects still = objects_of(is_);
    for (const auto& [place, name] : before)
      if (!after.contains(place) && still.contains(lower(name)))
        tell("place_removed", "schema." + name, place, "", true, name + " is no longer at " + place);
    for (const auto& [place, name] : after)
      if (!before.contains(place) && objects_of(was_).contains(lower(name)))
        tell("place_added", "schema." + name, "", place, false, name + " is also at " + place);
  }

  void compare_promises();
  void compare_promise(const Promise& a, const Promise& b);
  void compare_others();

  const ContractReading& was_;
  const ContractReading& is_;
  std::vector<ContractChange> changes_;
};

// Data that comes later or less often, is kept for less long, or is there for a smaller part of the time.
bool is_looser(const Promise& a, const Promise& b) {
  if (a.within && b.within) return a.kind == "retention" ? *b.within < *a.within : *b.within > *a.within;
  const auto number = [](const Promise& promise) {
    return Value(std::string(trim(promise.text.substr(0, promise.text.find_first_of("% "))))).number();
  };
  const auto before = number(a), after = number(b);
  if (a.kind == "availability" && before && after) return *after < *before;
  return a.within.has_value() && !b.within;
}

void Comparison::compare_promise(const Promise& a, const Promise& b) {
  const bool looser = is_looser(a, b);
  tell(looser ? "promise_loosened" : "promise_changed", "promises." + a.kind, a.text, b.text, looser,
       a.kind + " goes from " + in_quotes(a.text) + " to " + in_quotes(b.text));
}

void Comparison::compare_promises() {
  std::vector<Promise> before = was_.fragment.facts.contract->promises,
                       after = is_.fragment.facts.contract->promises;
  std::erase_if(before, [&](const Promise& promise) {
    const auto same = std::find(after.begin(), after.end(), promise);
    if (same == after.end()) return false;
    after.erase(same);
    return true;
  });
  for (const Promise& promise : before) {
    // Rules of quality have no name to know them by, so a changed one is one gone and one new.
    const auto of_kind = std::find_if(after.begin(), after.end(), [&](const Promise& other) {
      return other.kind == promise.kind && promise.kind != "quality";
    });
    if (of_kind == after.end()) {
      tell("promise_removed", "promises." + promise.kind, promise.text, "", true,
           promise.kind + " " + in_quotes(promise.text) + " is no longer promised");
      continue;
    }
    compare_promise(promise, *of_kind);
    after.erase(of_kind);
  }
  for (const Promise& promise : after)
    tell("promise_added", "promises." + promise.kind, "", promise.text, false,
         promise.kind + " " + in_quotes(promise.text) + " is promised as well");
}

std::string owners_in_words(const Facts& facts) {
  std::vector<std::string> names;
  for (const Owner& owner : facts.owners) names.push_back(owner.name.empty() ? owner.mail : owner.name);
  return join(names, ", ");
}

void Comparison::compare_others() {
  const Facts &a = was_.fragment.facts, &b = is_.fragment.facts;
  const auto say = [&](const char* what, const std::string& from, const std::string& to) {
    if (from != to)
      tell(std::string(what) + "_changed", what, from, to, false,
           std::string(what) + " goes from " + or_none(cut_utf8(from, 200)) + " to " +
               or_none(cut_utf8(to, 200)));
  };
  say("owner", owners_in_words(a), owners_in_words(b));
  say("domain", a.domain, b.domain);
  say("product", join(a.products, ", "), join(b.products, ", "));
  say("description", a.description, b.description);
  std::map<std::string, std::string> before(a.extra.begin(), a.extra.end()),
      after(b.extra.begin(), b.extra.end());
  for (const auto& [name, value] : before)
    if (!after.contains(name) || after[name] != value)
      tell("other_changed", name, value, after.contains(name) ? after[name] : "", false,
           in_quotes(name) + (after.contains(name) ? " is another" : " is gone"));
  for (const auto& [name, value] : after)
    if (!before.contains(name)) tell("other_changed", name, "", value, false, in_quotes(name) + " is new");
}

}  // namespace

std::vector<ContractChange> compare_contracts(const ContractReading& was, const ContractReading& is) {
  return Comparison(was, is).run();
}

}  // namespace waymark

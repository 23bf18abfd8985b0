#include "shared/sql_tables.h"

#include <algorithm>
#include <set>

#include "waymark/base/strings.h"

namespace waymark {
namespace {

struct Token {
  std::string text;
  bool quoted = false;  // "name" or `name`: never a keyword.
};

bool word_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
         static_cast<unsigned char>(c) >= 0x80;
}

// Position after the comment or string literal that begins at `at`, or `at` when none does.
std::size_t skip_unread(std::string_view sql, std::size_t at) {
  const auto after = [&](std::string_view end, std::size_t from) {
    const std::size_t found = sql.find(end, from);
    return found == std::string_view::npos ? sql.size() : found + end.size();
  };
  if (sql.substr(at).starts_with("--")) return after("\n", at);
  if (sql.substr(at).starts_with("/*")) return after("*/", at + 2);
  return sql[at] == '\'' ? after("'", at + 1) : at;  // '' inside a literal is two literals side by side.
}

void upper(std::string& word) {
  for (char& c : word)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
}

std::vector<Token> tokens(std::string_view sql, UnquotedNames names) {
  std::vector<Token> found;
  for (std::size_t i = 0; i < sql.size();) {
    if (const std::size_t next = skip_unread(sql, i); next != i) {
      i = next;
    } else if (sql[i] == '"' || sql[i] == '`') {
      const std::size_t end = std::min(sql.find(sql[i], i + 1), sql.size());
      found.push_back({std::string(sql.substr(i + 1, end - i - 1)), true});
      i = end + 1;
    } else if (word_letter(sql[i])) {
      std::size_t end = i;
      while (end < sql.size() && word_letter(sql[end])) ++end;
      found.push_back({std::string(sql.substr(i, end - i)), false});
      if (names == UnquotedNames::Upper) upper(found.back().text);
      i = end;
    } else {
      if (!trim(sql.substr(i, 1)).empty()) found.push_back({std::string(sql.substr(i, 1)), false});
      ++i;
    }
  }
  return found;
}

class TableFinder {
 public:
  explicit TableFinder(std::string_view sql, UnquotedNames names = UnquotedNames::AsWritten)
      : tokens_(tokens(sql, names)) {}

  std::vector<SqlName> find() {
    const bool merges = is(0, "merge"), copies = is(0, "create");
    for (std::size_t i = 0; i + 1 < tokens_.size(); ++i) {
      if ((merges && is(i, "using")) || (copies && is(i, "clone"))) take_list(i + 1);
      if (is(i + 1, "as") && is(i + 2, "(")) named_here_.insert(lower(tokens_[i].text));  // WITH x AS (
      // extract(day FROM x), a is distinct FROM b
      const bool inside =
          i >= 2 && (is(i - 2, "(") || (is(i - 1, "distinct") && (is(i - 2, "is") || is(i - 2, "not"))));
      if (is(i, "join") || (is(i, "from") && !inside)) take_list(i + 1);
    }
    std::erase_if(tables_,
                  [&](const auto& name) { return name.size() == 1 && named_here_.contains(lower(name[0])); });
    return tables_;
  }

  // REVOKE … FROM ROLE x reads no table.
  bool selects() const {
    for (const std::string_view word : {"select", "with", "(", "copy"})
      if (is(0, word)) return true;
    return false;
  }

  void find_written(SqlStatement& statement) const {
    std::size_t at = 0;
    const auto pass = [&](std::string_view word) { return is(at, word) && ++at > 0; };
    if (pass("insert")) {
      pass("overwrite");
      if (!pass("into")) return;
    } else if (pass("merge") || pass("copy")) {
      if (!pass("into")) return;
    } else if (pass("delete")) {
      if (!pass("from")) return;
    } else if (pass("create")) {
      if (!pass_create(at, statement.temporary)) return;
    } else if (!pass("update")) {
      return;
    }
    statement.writes = name_at(at);
  }

 private:
  // From after CREATE to the name of a table that is made with its data.
  bool pass_create(std::size_t& at, bool& temporary) const {
    for (; at < tokens_.size() && !is(at, "table"); ++at) {
      if (is(at, "temporary") || is(at, "temp") || is(at, "volatile")) temporary = true;
      if (is(at, "view") || is(at, "(") || is(at, "as")) return false;
    }
    ++at;
    if (is(at, "if") && is(at + 1, "not") && is(at + 2, "exists")) at += 3;
    for (std::size_t i = at; i < tokens_.size(); ++i)
      if (is(i, "clone") || (is(i, "as") && (is(i + 1, "select") || is(i + 1, "with") || is(i + 1, "("))))
        return true;
    return false;
  }

  bool is(std::size_t at, std::string_view word) const {
    return at < tokens_.size() && !tokens_[at].quoted && same_ignoring_case(tokens_[at].text, word);
  }
  bool is_name(std::size_t at) const {
    return at < tokens_.size() && !tokens_[at].text.empty() &&
           (tokens_[at].quoted || word_letter(tokens_[at].text[0]));
  }

  SqlName name_at(std::size_t& at) const {
    SqlName name;
    if (!is_name(at)) return name;
    name.push_back(tokens_[at++].text);
    while (is(at, ".") && is_name(at + 1)) {
      name.push_back(tokens_[at + 1].text);
      at += 2;
    }
    return name;
  }

  // "a.b x, c AS y": each name of the list.
  void take_list(std::size_t at) {
    while (is_name(at)) {
      SqlName name = name_at(at);
      const bool function = is(at, "(") || is(at - 1, "lateral") || is(at - 1, "unnest");
      if (!function && std::find(tables_.begin(), tables_.end(), name) == tables_.end())
        tables_.push_back(std::move(name));
      if (is(at, "as")) ++at;
      if (is_name(at) && is(at + 1, ",")) ++at;
      if (!is(at, ",")) return;
      ++at;
    }
  }

  std::vector<Token> tokens_;
  std::set<std::string> named_here_;
  std::vector<SqlName> tables_;
};

}  // namespace

std::vector<SqlName> sql_tables(std::string_view sql) { return TableFinder(sql).find(); }

SqlStatement sql_statement(std::string_view sql, UnquotedNames names) {
  TableFinder finder(sql, names);
  SqlStatement statement;
  finder.find_written(statement);
  if (statement.writes.empty() && !finder.selects()) return statement;
  statement.reads = finder.find();
  std::erase(statement.reads, statement.writes);
  return statement;
}

}  // namespace waymark

// workbook_outline.cpp - which sheets, names and parts a workbook has, and how its cells are shown.
#include "waymark/base/strings.h"

#include "workbook_parts.h"

namespace waymark {
namespace {

constexpr std::size_t kMostNames = 100'000;
constexpr std::size_t kMostSheets = 2'000;

class OutlineHandler final : public XmlHandler {
 public:
  void start(std::string_view name, const XmlAttributes& attributes) override {
    name_open_ = false;
    if (name == "workbookPr") {
      outline.from_1904 = attributes["date1904"] == "1" || attributes["date1904"] == "true";
    } else if (name == "sheet") {
      const std::string_view state = attributes["state"];
      const bool very = state == "veryHidden";
      outline.sheets.push_back({{decode_escapes(attributes["name"]), very || state == "hidden", very},
                                std::string(attributes["id"])});
      if (outline.sheets.size() > kMostSheets) failure = "it has more than 2,000 sheets";
    } else if (name == "definedName") {
      name_open_ = true;
      outline.names.emplace_back(std::string(attributes["name"]), "");
      if (outline.names.size() > kMostNames) failure = "it has more than 100,000 names";
    }
  }
  void end(std::string_view) override { name_open_ = false; }
  void text(std::string_view piece) override {
    constexpr std::size_t kLongestReference = 1000;
    if (name_open_ && outline.names.back().second.size() < kLongestReference)
      outline.names.back().second += piece;
  }
  WorkbookOutline outline;

 private:
  bool name_open_ = false;
};

class RelationsHandler final : public XmlHandler {
 public:
  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name != "Relationship" || attributes["TargetMode"] == "External") return;
    const std::string type(attributes["Type"]);
    std::string target(attributes["Target"]);
    target = target.starts_with('/') ? target.substr(1) : "xl/" + target;
    if (!target.starts_with("xl/") || !target.ends_with(".xml") || contains(target, "..")) return;
    relations[std::string(attributes["Id"])] = {type.substr(type.rfind('/') + 1), std::move(target)};
  }
  void end(std::string_view) override {}
  WorkbookRelations relations;
};

// Formats that Excel does not spell out because everybody has them.
bool is_built_in_date(int id) {
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
}

class StylesHandler final : public XmlHandler {
 public:
  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "numFmt") {
      custom_[to_number(attributes["numFmtId"])] = is_date_format(attributes["formatCode"]);
    } else if (name == "cellXfs") {
      in_formats_ = true;
    } else if (name == "xf" && in_formats_) {
      const int id = to_number(attributes["numFmtId"]);
      const auto custom = custom_.find(id);
      dates.push_back(custom != custom_.end() ? custom->second : is_built_in_date(id));
    }
  }
  void end(std::string_view name) override {
    if (name == "cellXfs") in_formats_ = false;
  }
  std::vector<bool> dates;

 private:
  static int to_number(std::string_view text) {
    int number = 0;
    for (const char digit : text.substr(0, 8)) {
      if (digit < '0' || digit > '9') return -1;
      number = number * 10 + (digit - '0');
    }
    return number;
  }
  std::unordered_map<int, bool> custom_;
  bool in_formats_ = false;
};

class StringsHandler final : public XmlHandler {
 public:
  void start(std::string_view name, const XmlAttributes&) override {
    if (name == "si") {
      strings.emplace_back();
    } else if (name == "rPh") {
      phonetic_ = true;  // How to say it, beside what is written.
    } else if (name == "t") {
      in_text_ = !phonetic_ && !strings.empty();
    }
  }
  void end(std::string_view name) override {
    if (name == "t") in_text_ = false;
    if (name == "rPh") phonetic_ = false;
    if (name == "si" && !strings.empty()) strings.back() = decode_escapes(strings.back());
  }
  void text(std::string_view piece) override {
    constexpr std::size_t kMostText = 256u << 20;
    if (!in_text_) return;
    strings.back() += piece;
    total_ += piece.size();
    if (total_ > kMostText) failure = "its cells hold more than 256 MB of text";
  }
  std::vector<std::string> strings;

 private:
  bool in_text_ = false, phonetic_ = false;
  std::size_t total_ = 0;
};

}  // namespace

bool is_date_format(std::string_view code) {
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char letter = code[i];
    if (letter == '"' || letter == '[') {  // Literal text; a colour, a locale or a length of time.
      const std::size_t end = code.find(letter == '"' ? '"' : ']', i + 1);
      if (end == std::string_view::npos) return false;
      i = end;
    } else if (letter == '\\' || letter == '_' || letter == '*') {
      ++i;
    } else if (contains("yYmMdDhHsS", std::string_view(&letter, 1))) {
      return true;
    } else if (same_ignoring_case(code.substr(i, 7), "general")) {
      i += 6;
    }
  }
  return false;
}

Result<WorkbookOutline> read_outline(ByteSource& bytes) {
  OutlineHandler handler;
  if (Status read = parse_xml(bytes, handler); !read) return fail(read.error());
  return std::move(handler.outline);
}

Result<WorkbookRelations> read_relations(ByteSource& bytes) {
  RelationsHandler handler;
  if (Status read = parse_xml(bytes, handler); !read) return fail(read.error());
  return std::move(handler.relations);
}

Result<std::vector<std::string>> read_strings(ByteSource& bytes) {
  StringsHandler handler;
  if (Status read = parse_xml(bytes, handler); !read) return fail(read.error());
  return std::move(handler.strings);
}

Result<std::vector<bool>> read_date_styles(ByteSource& bytes) {
  StylesHandler handler;
  if (Status read = parse_xml(bytes, handler); !read) return fail(read.error());
  return std::move(handler.dates);
}

}  // namespace waymark

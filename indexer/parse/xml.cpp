#include "xml.h"

#include <expat.h>

namespace waymark {
namespace {

constexpr int kMostDepth = 64;
constexpr std::size_t kLongestToken = 4 << 20;  // Expat holds a whole tag or comment until its end.

std::string_view without_prefix(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

struct Parse {
  XML_Parser parser;
  XmlHandler& handler;
  int depth = 0;
  std::size_t since_event = 0;
  std::string refused;

  void stop() { XML_StopParser(parser, XML_FALSE); }
  void refuse(std::string why) {
    if (refused.empty()) refused = std::move(why);
    stop();
  }
  void after_event() {
    since_event = 0;
    if (handler.stopped || !handler.failure.empty()) stop();
  }
  // Expat may still deliver what belongs to the same tag after it was told to stop.
  bool over() const { return handler.stopped || !handler.failure.empty() || !refused.empty(); }
};

void on_start(void* data, const char* name, const char** attributes) {
  auto& parse = *static_cast<Parse*>(data);
  if (parse.over()) return;
  if (++parse.depth > kMostDepth) return parse.refuse("its markup is more than 64 levels deep");
  parse.handler.start(without_prefix(name), XmlAttributes(attributes));
  parse.after_event();
}

void on_end(void* data, const char* name) {
  auto& parse = *static_cast<Parse*>(data);
  if (parse.over()) return;
  --parse.depth;
  parse.handler.end(without_prefix(name));
  parse.after_event();
}

void on_text(void* data, const char* text, int length) {
  auto& parse = *static_cast<Parse*>(data);
  if (parse.over()) return;
  parse.handler.text({text, static_cast<std::size_t>(length)});
  parse.after_event();
}

void on_comment(void* data, const char*) { static_cast<Parse*>(data)->since_event = 0; }

void on_doctype(void* data, const char*, const char*, const char*, int) {
  static_cast<Parse*>(data)->refuse("it has a document type declaration, which no workbook needs");
}

Status feed(Parse& parse, ByteSource& bytes) {
  for (;;) {
    const Result<std::string_view> piece = bytes.read();
    if (!piece) return fail(piece.error());
    parse.since_event += piece->size();
    const bool last = piece->empty();
    const auto result = XML_Parse(parse.parser, piece->data(), static_cast<int>(piece->size()), last);
    if (!parse.refused.empty()) return fail(ErrorCode::Unreadable, parse.refused);
    if (!parse.handler.failure.empty()) return fail(ErrorCode::Unreadable, parse.handler.failure);
    if (parse.handler.stopped) return {};
    if (result != XML_STATUS_OK)
      return fail(ErrorCode::Unreadable, "malformed XML in line " +
                                             std::to_string(XML_GetCurrentLineNumber(parse.parser)) + ": " +
                                             XML_ErrorString(XML_GetErrorCode(parse.parser)));
    if (last) return {};
    if (parse.since_event > kLongestToken)
      return fail(ErrorCode::Unreadable, "one of its tags has more than 4 MB");
  }
}

}  // namespace

std::string_view XmlAttributes::operator[](std::string_view name) const {
  for (const char** pair = pairs_; *pair != nullptr; pair += 2)
    if (without_prefix(*pair) == name) return pair[1];
  return {};
}

Status parse_xml(ByteSource& bytes, XmlHandler& handler) {
  const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser(XML_ParserCreate(nullptr),
                                                                            XML_ParserFree);
  if (!parser) return fail(ErrorCode::Failed, "reading XML: out of memory");
  Parse parse{.parser = parser.get(), .handler = handler, .refused = {}};
  XML_SetUserData(parser.get(), &parse);
  XML_SetElementHandler(parser.get(), on_start, on_end);
  XML_SetCharacterDataHandler(parser.get(), on_text);
  XML_SetCommentHandler(parser.get(), on_comment);
  XML_SetStartDoctypeDeclHandler(parser.get(), on_doctype);
  return feed(parse, bytes);
}

}  // namespace waymark

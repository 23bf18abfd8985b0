// xml.h - XML as events, without anything that XML can be made to do.
#pragma once

#include <string_view>

#include "byte_source.h"

namespace waymark {

// Of one element; names without their prefix ("id" also finds "r:id").
class XmlAttributes {
 public:
  explicit XmlAttributes(const char** pairs) : pairs_(pairs) {}
  std::string_view operator[](std::string_view name) const;

 private:
  const char** pairs_;
};

class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void start(std::string_view name, const XmlAttributes& attributes) = 0;  // Without its prefix.
  virtual void end(std::string_view name) = 0;
  virtual void text(std::string_view) {}  // In pieces as they come.

  // Set while handling an event: nothing more is read. With a reason, parse_xml fails with it.
  bool stopped = false;
  std::string failure;
};

// Refused: a document type declaration (so no entities of its own, inside or outside), more than 64 levels, a
// tag of more than 4 MB.
Status parse_xml(ByteSource& bytes, XmlHandler& handler);

}  // namespace waymark

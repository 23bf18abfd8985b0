#include "activity_feed.h"

#include "waymark/base/strings.h"

#include "hit_json.h"

namespace waymark {
namespace {

// Text of XML: five characters written otherwise, and those that XML has no way to hold left out.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') out += c;
    }
  }
  return valid_utf8(out) ? out : escaped(cut_utf8(out, valid_utf8_prefix(out)));
}

std::string element(std::string_view name, std::string_view text, std::string_view attributes = "") {
  return "<" + std::string(name) + (attributes.empty() ? "" : " ") + std::string(attributes) + ">" +
         escaped(text) + "</" + std::string(name) + ">";
}

std::string what_changed(const ChangeEvent& event) {
  std::string text;
  for (const ChangeDetail& detail : event.details) {
    text += (text.empty() ? "" : "\n") + detail.field + ": ";
    if (detail.before.empty())
      text += detail.after;
    else
      text += detail.before + " → " + (detail.after.empty() ? "gone" : detail.after);
  }
  if (event.more > 0) text += "\nand " + std::to_string(event.more) + " more";
  return text;
}

std::string entry(const ChangeEvent& event, const std::string& id, const Call& call) {
  std::string title(info(event.kind).label);
  if (!event.run) title += ": " + event.name;
  std::string out = "<entry>\n" + element("id", "urn:waymark:change:" + id) + "\n" + element("title", title) +
                    "\n" + element("updated", format_time(event.at)) + "\n";
  const std::string url =
      event.run ? call.settings.public_url + "/activity" : page_url(event.key, event.type, call.settings);
  out += "<link rel=\"alternate\" type=\"text/html\" href=\"" + escaped(url) + "\"/>\n";
  out += "<category term=\"" + std::string(info(event.kind).name) + "\"/>\n";
  if (!event.source.empty()) out += "<author>" + element("name", event.source) + "</author>\n";
  std::string text = what_changed(event);
  if (!event.path.empty()) text = event.path + (text.empty() ? "" : "\n") + text;
  if (!text.empty()) out += element("content", text, "type=\"text\"") + "\n";
  return out + "</entry>\n";
}

}  // namespace

// Links are absolute where the public address is configured; a reader resolves others against the feed's own.
ApiResponse atom_answer(const ChangesPage& page, const Call& call) {
  const std::string self = call.settings.public_url + "/api/v1/activity?format=atom";
  std::string body =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
      "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n" +
      element("id", call.settings.public_url.empty() ? "urn:waymark:activity" : self) + "\n" +
      element("title", "Recent activity") + "\n";
  body += element("updated", format_time(page.events.empty() ? call.now : page.events.front().at)) + "\n";
  body += "<author>" + element("name", "Waymark") + "</author>\n";
  body += "<link rel=\"self\" type=\"application/atom+xml\" href=\"" + escaped(self) + "\"/>\n";
  body += "<link rel=\"alternate\" type=\"text/html\" href=\"" +
          escaped(call.settings.public_url + "/activity") + "\"/>\n";
  for (std::size_t i = 0; i < page.events.size(); ++i) body += entry(page.events[i], page.ids[i], call);
  return {.content_type = "application/atom+xml; charset=utf-8", .headers = {}, .body = body + "</feed>\n"};
}

}  // namespace waymark

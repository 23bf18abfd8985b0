#include "waymark/index/text_fields.h"

namespace waymark {
namespace {

void each(const std::vector<std::string>& texts, const TextVisitor& visit) {
  for (const std::string& text : texts) visit(text, {});
}

constexpr TextField kTextFields[] = {
    {"name", "name", 10, TextKind::Name, true,
     [](const Asset& a, const TextVisitor& visit) { visit(a.name, {}); }},
    {"title", "title", 10, TextKind::Name, true,
     [](const Asset& a, const TextVisitor& visit) {
       if (a.title != a.name) visit(a.title, {});
     }},
    {"synonym", "synonym", 6, TextKind::Name, false,
     [](const Asset& a, const TextVisitor& visit) { each(a.synonyms, visit); }},
    {"tag", "tag", 4, TextKind::Name, false,
     [](const Asset& a, const TextVisitor& visit) { each(a.tags, visit); }},
    {"term", "glossary term", 4, TextKind::Name, false,
     [](const Asset& a, const TextVisitor& visit) { each(a.terms, visit); }},
    {"column", "column", 3, TextKind::Name, false,
     [](const Asset& a, const TextVisitor& visit) {
       for (const Column& column : a.columns) {
         visit(column.path, column.path);
         if (!column.title.empty() && column.title != column.path) visit(column.title, column.path);
       }
     }},
    {"product", "data product", 3, TextKind::Name, false,
     [](const Asset& a, const TextVisitor& visit) { each(a.products, visit); }},
    {"domain", "domain", 2, TextKind::Name, false,
     [](const Asset& a, const TextVisitor& visit) { visit(a.domain, {}); }},
    {"path", "path", 1.5, TextKind::Name, true,
     [](const Asset& a, const TextVisitor& visit) {
       if (a.qualified_name != a.name) visit(a.qualified_name, {});
     }},
    {"description", "description", 1.5, TextKind::Prose, true,
     [](const Asset& a, const TextVisitor& visit) { visit(a.description, {}); }},
    {"owner", "owner", 1, TextKind::Prose, false,
     [](const Asset& a, const TextVisitor& visit) {
       for (const Owner& owner : a.owners) visit(owner.name.empty() ? owner.mail : owner.name, {});
     }},
    {"platform", "platform", 1, TextKind::Name, false,
     [](const Asset& a, const TextVisitor& visit) { visit(a.platform, {}); }},
    {"column_description", "column description", 0.4, TextKind::Prose, false,
     [](const Asset& a, const TextVisitor& visit) {
       for (const Column& column : a.columns) visit(column.description, column.path);
     }},
    {"column_tag", "column tag", 0.4, TextKind::Name, false,
     [](const Asset& a, const TextVisitor& visit) {
       for (const Column& column : a.columns) {
         for (const std::string& tag : column.tags) visit(tag, column.path);
         for (const std::string& term : column.terms) visit(term, column.path);
       }
     }},
    {"query", "popular query", 0.3, TextKind::Prose, false,
     [](const Asset& a, const TextVisitor& visit) { each(a.popular_queries, visit); }},
};

}  // namespace

std::span<const TextField> text_fields() { return kTextFields; }

}  // namespace waymark

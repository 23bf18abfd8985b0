#include "waymark/catalog/workbook.h"

#include <algorithm>

#include "waymark/base/strings.h"
#include "waymark/model/conflicts.h"
#include "waymark/model/fields.h"

#include "config_section.h"
#include "owner_text.h"

namespace waymark {
namespace {

constexpr std::size_t kLongestCell = 32'000;  // Spreadsheets take 32,767 characters.

std::vector<std::string> closed_words(std::string_view field) {
  std::vector<std::string> words;
  for (const FieldValue& value : find_field(field)->closed) words.emplace_back(value.value);
  return words;
}

template <std::string Facts::*member>
std::string text_of(const Facts& facts) {
  return facts.*member;
}
template <std::string Facts::*member>
void put_text(std::vector<std::string> values, Facts& facts) {
  facts.*member = values.empty() ? std::string() : std::move(values.front());
}
template <std::vector<std::string> Facts::*member>
std::string list_of(const Facts& facts) {
  return join(facts.*member, "\n");
}
template <std::vector<std::string> Facts::*member>
void put_list(std::vector<std::string> values, Facts& facts) {
  facts.*member = std::move(values);
}

template <auto member>
void copy(const Facts& from, Facts& to) {
  to.*member = from.*member;
}

void copy_sensitivity(const Facts& from, Facts& to) {
  to.sensitivity = from.sensitivity;
  to.sensitivity_word.clear();
}

void put_sensitivity(std::vector<std::string> values, Facts& facts) {
  put_text<&Facts::sensitivity>(std::move(values), facts);
  facts.sensitivity_word.clear();
}

// "team:Orders", "Ana Lima <ana@example.com> (business)".
std::string owner_line(const Owner& owner) {
  std::string line = owner.team ? "team:" : "";
  line += owner.name.empty() ? owner.mail : owner.name;
  if (!owner.name.empty() && !owner.mail.empty() && owner.name != owner.mail) line += " <" + owner.mail + ">";
  if (owner.kind != OwnerKind::Unknown) line += " (" + std::string(to_string(owner.kind)) + ")";
  return line;
}

Owner owner_of_line(std::string_view line) {
  OwnerKind kind = OwnerKind::Unknown;
  if (const std::size_t open = line.rfind(" ("); open != std::string_view::npos && line.ends_with(')')) {
    kind = parse_owner_kind(line.substr(open + 2, line.size() - open - 3));
    if (kind != OwnerKind::Unknown) line = line.substr(0, open);
  }
  Owner owner = parse_owner(line);
  owner.kind = kind;
  return owner;
}

std::string owners_text(const Facts& facts) {
  std::vector<std::string> lines;
  for (const Owner& owner : facts.owners) lines.push_back(owner_line(owner));
  return join(lines, "\n");
}

void put_owners(std::vector<std::string> values, Facts& facts) {
  facts.owners.clear();
  for (const std::string& line : values) facts.owners.push_back(owner_of_line(line));
}

constexpr EditableField kFields[] = {
    {.name = "domain",
     .said = "domain",
     .header = "Domain",
     .note = "A path, outermost first: Sales/Orders",
     .width = 22,
     .text = text_of<&Facts::domain>,
     .put = put_text<&Facts::domain>,
     .copy = copy<&Facts::domain>},
    {.name = "products",
     .said = "product",
     .header = "Data product",
     .note = "Names of data products it is in, one a line",
     .list = true,
     .of_products = false,
     .width = 22,
     .text = list_of<&Facts::products>,
     .put = put_list<&Facts::products>,
     .copy = copy<&Facts::products>},
    {.name = "owners",
     .said = "owner",
     .header = "Owner",
     .note =
         "One a line: a name, a mail address, Ana Lima <ana@example.com> or team:Orders; a kind may follow: "
         "(business), (technical)",
     .list = true,
     .width = 30,
     .text = owners_text,
     .put = put_owners,
     .copy = copy<&Facts::owners>},
    {.name = "criticality",
     .said = "criticality",
     .header = "Criticality",
     .note = "One of the list",
     .width = 13,
     .words = [] { return closed_words("criticality"); },
     .text = text_of<&Facts::criticality>,
     .put = put_text<&Facts::criticality>,
     .copy = copy<&Facts::criticality>},
    {.name = "sensitivity",
     .said = "sensitivity",
     .header = "Sensitivity",
     .note = "One of the list",
     .width = 13,
     .words = [] { return closed_words("sensitivity"); },
     .text = text_of<&Facts::sensitivity>,
     .put = put_sensitivity,
     .copy = copy_sensitivity},
    {.name = "description",
     .said = "description",
     .header = "Description",
     .note = "Any text",
     .width = 60,
     .text = text_of<&Facts::description>,
     .put = put_text<&Facts::description>,
     .copy = copy<&Facts::description>},
    {.name = "tags",
     .said = "tag",
     .header = "Tags",
     .note = "One a line",
     .list = true,
     .width = 20,
     .text = list_of<&Facts::tags>,
     .put = put_list<&Facts::tags>,
     .copy = copy<&Facts::tags>},
    {.name = "certification",
     .said = "certification",
     .header = "Certification",
     .note = "One of the list",
     .width = 13,
     .words = [] { return closed_words("certification"); },
     .text = text_of<&Facts::certification>,
     .put = put_text<&Facts::certification>,
     .copy = copy<&Facts::certification>},
    {.name = "lifecycle",
     .said = "lifecycle",
     .header = "Lifecycle",
     .note = "One of the list",
     .width = 13,
     .words = [] { return closed_words("lifecycle"); },
     .text = text_of<&Facts::lifecycle>,
     .put = put_text<&Facts::lifecycle>,
     .copy = copy<&Facts::lifecycle>},
};

std::string unified(std::string_view text) { return std::string(trim(replace_all(text, "\r\n", "\n"))); }

// One value a line; a single line may also hold several behind semicolons.
std::vector<std::string> values_of(std::string_view cell) {
  std::vector<std::string> values = split_words(cell, '\n');
  if (values.size() == 1) values = split_words(values.front(), ';');
  return values;
}

// Words that mean a level in other catalogs are taken as well: "PII", "Tier 1".
std::string closed_word(const EditableField& field, std::string_view cell) {
  for (const std::string& word : field.words())
    if (same_ignoring_case(word, cell) || same_ignoring_case(replace_all(word, "_", " "), cell)) return word;
  if (field.name == "sensitivity") return std::string(sensitivity_level(cell));
  if (field.name == "criticality") return std::string(criticality_level(cell));
  return {};
}

const FieldHistory* history_of(const Asset& asset, std::string_view field) {
  for (const FieldHistory& history : asset.history)
    if (history.field == field && !history.values.empty()) return &history;
  return nullptr;
}

}  // namespace

Status EditableField::take(std::string_view cell, Facts& facts) const {
  const std::string written = unified(cell);
  if (words != nullptr) {
    std::string word = closed_word(*this, written);
    if (word.empty())
      return fail(ErrorCode::InvalidInput, "\"" + std::string(cut_utf8(written, 100)) + "\" is no value" +
                                               advice(written, words()) + "; the cell was left out");
    put({std::move(word)}, facts);
  } else {
    put(list ? values_of(written) : std::vector<std::string>{written}, facts);
  }
  return {};
}

std::span<const EditableField> editable_fields() { return kFields; }

const EditableField* find_editable(std::string_view name) {
  for (const EditableField& field : kFields)
    if (field.name == name) return &field;
  return nullptr;
}

std::string edited_header(std::string_view field) { return std::string(field) + " edited"; }
std::string upstream_header(std::string_view field) { return std::string(field) + " upstream"; }

std::string cell_text(std::string text) {
  if (text.size() > kLongestCell) text.resize(cut_utf8(text, kLongestCell).size());
  return text;
}

bool same_cell(std::string_view a, std::string_view b) { return unified(a) == unified(b); }

bool is_edited(const Asset& asset, const EditableField& field) {
  const FieldHistory* history = history_of(asset, field.said);
  return history != nullptr && history->values.front().first.ends_with(kEditMark) &&
         std::any_of(asset.sources.begin(), asset.sources.end(),
                     [](const SourceNote& note) { return note.format == kWorkbookReader; });
}

std::string upstream_of(const Asset& asset, const EditableField& field) {
  const FieldHistory* history = history_of(asset, field.said);
  if (history == nullptr) return {};
  for (const auto& [source, value] : history->values)
    if (!source.ends_with(kEditMark)) return value;
  return {};
}

std::string edit_label(std::string_view source) { return std::string(source) + std::string(kEditMark); }

}  // namespace waymark

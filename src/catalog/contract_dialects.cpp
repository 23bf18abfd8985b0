// contract_dialects.cpp - the table of dialects, and the contracts of a text.
#include <algorithm>

#include "waymark/base/strings.h"
#include "waymark/parse/json.h"
#include "waymark/parse/yaml.h"

#include "contract_parts.h"

namespace waymark {
namespace {

constexpr ContractDialect kDialects[] = {
    {"odcs", "Open Data Contract Standard", recognises_odcs, read_odcs},
    {"datacontract", "Data Contract Specification", recognises_datacontract, read_datacontract},
    {"dbt", "dbt model contract", recognises_dbt_model, read_dbt_model},
    {"avro", "Avro schema", recognises_avro, read_avro},
    {"json-schema", "JSON Schema", recognises_json_schema, read_json_schema},
};

constexpr std::size_t kOriginalBytes = 512 * 1024;
constexpr std::string_view kLeftOut = "(left out)";
constexpr std::string_view kSecretNames[] = {"password", "passwd",  "secret",   "token",
                                             "apiKey",   "api_key", "accessKey"};

// The end of the scalar that begins at `at`; `at` itself when what follows is no scalar on this line.
std::size_t scalar_end(std::string_view text, std::size_t at) {
  const char first = at < text.size() ? text[at] : '\n';
  if (first == '"' || first == '\'') {
    const std::size_t close = text.find(first, at + 1);
    return close == std::string_view::npos ? text.size() : close + 1;
  }
  if (std::string_view("{[|>&*\r\n#").find(first) != std::string_view::npos) return at;
  return std::min(text.find_first_of(",}\r\n", at), text.size());
}

// Version 2 of ODCS has the password of the server as a member of its own. A column of that name has no
// scalar behind it and is left as it is.
std::string without_secrets(std::string_view text) {
  std::string out(text);
  for (const std::string_view name : kSecretNames) {
    for (std::size_t at = out.find(name); at != std::string::npos; at = out.find(name, at + 1)) {
      std::size_t next = at + name.size();
      if (at > 0 && std::string_view("\"' \n\t,{-").find(out[at - 1]) == std::string_view::npos) continue;
      if (next < out.size() && (out[next] == '"' || out[next] == '\'')) ++next;
      next = std::min(out.find_first_not_of(" \t", next), out.size());
      if (next == out.size() || out[next] != ':') continue;
      next = std::min(out.find_first_not_of(" \t", next + 1), out.size());
      const std::size_t end = scalar_end(out, next);
      if (end == next) continue;
      const bool quoted = out[next] == '"' || out[next] == '\'';
      out.replace(next, end - next, quoted ? "\"" + std::string(kLeftOut) + "\"" : std::string(kLeftOut));
    }
  }
  return out;
}

// `<<: *defaults` of YAML 1.1, which contracts use to repeat columns: what is written beside it counts before
// it.
Value with_shared(const Value& value) {
  if (!value.is_array() && !value.is_object()) return value;
  Value whole;
  if (value.is_array()) {
    Value::Items items;
    for (const Value& item : value.items()) items.push_back(with_shared(item));
    whole = Value(std::move(items));
  } else {
    whole = Value(Value::Members());
    const auto take = [&](const Value& from) {
      for (const auto& [name, inner] : from.members())
        if (name != "<<" && !whole.has(name)) whole.set(name, with_shared(inner));
    };
    take(value);
    take(value["<<"]);
    for (const Value& one : value["<<"].items()) take(one);
  }
  whole.line = value.line;
  return whole;
}

ContractDocument document_of(Value value, std::string_view text) {
  ContractDocument document;
  document.value = std::move(value);
  document.cut = text.size() > kOriginalBytes;
  document.text = without_secrets(cut_utf8(text, kOriginalBytes));
  document.line_starts.push_back(0);
  for (std::size_t at = document.text.find('\n'); at != std::string::npos;
       at = document.text.find('\n', at + 1))
    document.line_starts.push_back(static_cast<std::uint32_t>(at + 1));
  return document;
}

// JSON has the values, the YAML parser the lines: it reads nearly all JSON, too.
void take_lines(Value& value, const Value& from) {
  value.line = from.line;
  if (value.is_array() && value.size() == from.size())
    for (std::size_t i = 0; i < value.size(); ++i) take_lines(value.edit_items()[i], from.items()[i]);
  if (value.is_object())
    for (auto& [name, inner] : value.edit_members()) take_lines(inner, from[name]);
}

Value with_lines(Value json, std::string_view text) {
  if (const Result<Value> yaml = parse_yaml(text)) take_lines(json, *yaml);
  return json;
}

// The models of a dbt manifest that enforce a contract, each a document of its own.
std::vector<ContractDocument> models_of(const Value& manifest, std::string_view adapter) {
  std::vector<ContractDocument> documents;
  for (const auto& [id, node] : manifest["nodes"].members()) {
    if (!recognises_dbt_model(node)) continue;
    Value model = node;
    model.set("unique_id", Value(id));
    model.set("adapter_type", Value(std::string(adapter)));
    documents.push_back(document_of(model, to_json(node)));
  }
  return documents;
}

// The text of each YAML document: from one "---" line to the next. Empty when that gives another number of
// pieces.
std::vector<std::string_view> pieces_of(std::string_view text, std::size_t wanted) {
  std::vector<std::string_view> pieces;
  std::size_t begin = 0;
  const auto close = [&](std::size_t end) {
    const std::string_view piece = text.substr(begin, end - begin);
    if (!trim(piece).empty() && trim(piece) != "---") pieces.push_back(piece);
    begin = end;
  };
  for (std::size_t line = 0; line < text.size(); line = std::min(text.find('\n', line), text.size() - 1) + 1)
    if (text.substr(line).starts_with("---")) close(line);
  close(text.size());
  if (pieces.size() != wanted) pieces.clear();
  return pieces;
}

std::vector<ContractDocument> documents_of(std::vector<Value> values, std::string_view text) {
  std::erase_if(values, [](const Value& value) { return value.is_null(); });
  const std::vector<std::string_view> pieces = pieces_of(text, values.size());
  std::vector<ContractDocument> documents;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::string_view own = pieces.empty() ? text : pieces[i];
    documents.push_back(document_of(with_shared(values[i]), own));
    documents.back().first_line += static_cast<std::uint32_t>(std::count(text.data(), own.data(), '\n'));
  }
  return documents;
}

}  // namespace

Result<std::vector<ContractDocument>> contract_documents(std::string_view text) {
  const std::string_view beginning = trim(text);
  if (beginning.starts_with('{') || beginning.starts_with('[')) {
    Result<Value> json = parse_json(text);
    // Flow YAML begins like JSON; when it is neither, the JSON parser's words are the ones that help.
    if (!json) {
      Result<std::vector<Value>> yaml = parse_yaml_documents(text);
      if (!yaml) return fail(json.error());
      return documents_of(std::move(*yaml), text);
    }
    if (json->has("nodes") && json->has("metadata"))
      return models_of(*json, (*json)["metadata"]["adapter_type"].text());
    if (!json->is_array()) return documents_of({with_lines(std::move(*json), text)}, text);
    std::vector<ContractDocument> documents;
    for (const Value& item : json->items()) documents.push_back(document_of(item, to_json(item)));
    return documents;
  }
  Result<std::vector<Value>> yaml = parse_yaml_documents(text);
  if (!yaml) return fail(yaml.error());
  return documents_of(std::move(*yaml), text);
}

ContractDocument words_document(std::string_view text) { return document_of(Value(), text); }

std::string_view ContractDocument::line(std::uint32_t number) const {
  if (number < first_line || number - first_line >= line_starts.size()) return {};
  const std::string_view rest = std::string_view(text).substr(line_starts[number - first_line]);
  return rest.substr(0, rest.find('\n'));
}

std::span<const ContractDialect> contract_dialects() { return kDialects; }

const ContractDialect* dialect_of(const Value& document) {
  for (const ContractDialect& dialect : kDialects)
    if (dialect.recognises(document)) return &dialect;
  return nullptr;
}

const ContractDialect* find_dialect(std::string_view name) {
  for (const ContractDialect& dialect : kDialects)
    if (dialect.name == name) return &dialect;
  return nullptr;
}

}  // namespace waymark

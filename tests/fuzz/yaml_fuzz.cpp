// yaml_fuzz.cpp - YAML: never a crash, and what was read can be written and read again.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "waymark/parse/json.h"
#include "waymark/parse/yaml.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace waymark;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const Result<std::vector<Value>> documents =
      parse_yaml_documents(text, {.depth = 16, .events = 5000, .aliases = 50});
  if (!documents) return 0;
  for (const Value& document : *documents) {
    if (!parse_json(to_json(document), DuplicateKeys::Refuse)) std::abort();
    (void)outline(document);
  }
  return 0;
}

// contract_fuzz.cpp - a contract is what a stranger posts to the contract check: any bytes, and never a
// crash.
#include <cstdint>
#include <string_view>

#include "waymark/catalog/contract_dialect.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto documents = waymark::contract_documents(text);
  if (!documents) return 0;
  for (const waymark::ContractDocument& document : *documents)
    for (const waymark::ContractDialect& dialect : waymark::contract_dialects()) {
      // Each dialect must also survive what the other one writes.
      const waymark::ContractReading reading =
          dialect.read(document, {.file = "fuzz.yaml", .platform = "", .instance = "", .at = {}});
      if (!reading.fragment.facts.contract) __builtin_trap();
    }
  return 0;
}

// names_by_end.h - things by the end of their physical name: "sales.orders" of a contract that does not say
// on which server.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "references.h"

namespace waymark {

class NamesByEnd {
 public:
  explicit NamesByEnd(const Draft& draft);

  // The only thing whose name ends so, in whatever case and quoting; Identity::kNobody when there is none or
  // more than one, or when the name has one part, which too many things share.
  std::uint32_t find(std::string_view name) const;

 private:
  const Draft& draft_;
  std::vector<std::pair<std::size_t, std::uint32_t>>
      by_last_;  // Hash of the last part and the asset, sorted.
};

}  // namespace waymark

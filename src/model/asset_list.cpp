#include "waymark/model/asset_list.h"

#include "waymark/base/print.h"

namespace waymark {
namespace {

std::uint64_t mark(std::string_view text) { return text.empty() ? 0 : print_of(text).low & 0xffff; }

}  // namespace

std::uint64_t neighbourhood_of(const Asset& asset) {
  const std::string_view domain = asset.domain, name = asset.qualified_name;
  const std::size_t last = name.rfind('.');
  const std::string_view container = last == std::string_view::npos ? "" : name.substr(0, last);
  return mark(domain.substr(0, domain.find('/'))) << 48 | mark(domain) << 32 |
         mark(asset.platform + "\n" + std::string(container.substr(0, container.find('.')))) << 16 |
         mark(container);
}

}  // namespace waymark

#include "cors.h"

#include <algorithm>

namespace waymark {

bool Cors::lists(std::string_view origin) const {
  return std::find(origins_.begin(), origins_.end(), origin) != origins_.end();
}

ApiResponse Cors::preflight() const {
  return {.status = 204,
          .headers = {{"Allow", "GET, HEAD, POST, OPTIONS"},
                      {"Access-Control-Allow-Methods", "GET, POST"},
                      {"Access-Control-Allow-Headers",
                       "Authorization, Content-Type, X-Request-Id, MCP-Protocol-Version, Mcp-Method, Mcp-Name"},
                      {"Access-Control-Max-Age", "600"},
                      {"Cache-Control", "no-store"}}};
}

// Never with credentials: cookies are not what anybody is known by here.
void Cors::admit(ApiResponse& answer, std::string_view origin) const {
  if (!lists(origin)) return;
  answer.headers.emplace_back("Access-Control-Allow-Origin", origin);
  answer.headers.emplace_back("Access-Control-Expose-Headers",
                              "ETag, Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, X-Request-Id");
}

}  // namespace waymark

#include "waymark/model/asset_bytes.h"

#include <bit>

#include "asset_members.h"

namespace waymark {
namespace {

// What stands beside the body of the facts. A member that is forgotten here is lost: asset_bytes_test.cpp
// holds a full asset against its JSON.
template <typename SomeAsset>
auto rest_of(SomeAsset& a) {
  return std::tie(a.key, a.type, a.name, a.title, a.domain, a.platform, a.instance, a.match_key, a.aliases,
                  a.sources, a.history, a.access.groups, a.access.rule, a.stub, a.domain_inherited,
                  a.sensitivity_from, a.product_keys, a.within, a.owner_keys, a.term_keys, a.contract_keys,
                  a.contract_state, a.contract_findings, a.upstream, a.downstream);
}

}  // namespace

std::string asset_to_bytes(const Asset& asset) {
  std::string bytes;
  ByteWriter out(bytes);
  out.varint(asset.access.level);
  out.put(std::bit_cast<std::uint64_t>(asset.importance));
  const auto put = [&](const auto&... each) { out.put_all(each...); };
  std::apply(put, rest_of(asset));
  std::apply(put, body_of(static_cast<const Facts&>(asset)));
  return bytes;
}

bool asset_from_bytes(std::string_view bytes, Asset& into) {
  ByteReader in(bytes);
  into.access.level = static_cast<std::uint8_t>(in.varint());
  std::uint64_t importance = 0;
  in.get(importance);
  into.importance = std::bit_cast<double>(importance);
  const auto get = [&](auto&... each) { in.get_all(each...); };
  std::apply(get, rest_of(into));
  std::apply(get, body_of(static_cast<Facts&>(into)));
  return in.finished();
}

}  // namespace waymark

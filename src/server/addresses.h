// addresses.h - who is at the other end of a connection, also behind a proxy that says for whom it asks.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/base/result.h"

namespace waymark {

// An address or a range of them: "10.0.0.7", "10.0.0.0/8", "fd00::/8". IPv4 stands in it as IPv6 writes it.
class Network {
 public:
  static Result<Network> read(std::string_view text);
  bool holds(std::string_view address) const;  // False for what is no address.

 private:
  std::array<unsigned char, 16> bytes_{};
  unsigned bits_ = 0;
};

// Of the peer of a connected socket; empty when it has none.
std::string peer_address(int socket);

// Who asks: the peer, or behind one of `proxies` the last entry of X-Forwarded-For, which that proxy wrote.
std::string asking_address(const std::string& peer, std::string_view forwarded_for, const std::vector<Network>& proxies);

// What counts as one caller: of IPv6 the network of 64 bits, of which one household or machine has all.
std::string caller_network(std::string_view address);

}  // namespace waymark

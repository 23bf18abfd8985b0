#include "addresses.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include <arpa/inet.h>
#include <sys/socket.h>

#include "waymark/base/strings.h"

namespace waymark {
namespace {

using Bytes = std::array<unsigned char, 16>;
constexpr unsigned kBits = 128, kMappedBits = 96;  // The first 96 bits of an IPv4 address written as IPv6.

bool is_mapped(const Bytes& bytes) {
  return std::all_of(bytes.begin(), bytes.begin() + 10, [](unsigned char byte) { return byte == 0; }) &&
         bytes[10] == 0xFF && bytes[11] == 0xFF;
}

std::optional<Bytes> bytes_of(std::string_view text) {
  const std::string address(text);
  Bytes bytes{};
  if (::inet_pton(AF_INET6, address.c_str(), bytes.data()) == 1) return bytes;
  if (::inet_pton(AF_INET, address.c_str(), bytes.data() + 12) != 1) return std::nullopt;
  bytes[10] = bytes[11] = 0xFF;
  return bytes;
}

std::string text_of(const Bytes& bytes) {
  char text[INET6_ADDRSTRLEN] = {};
  if (is_mapped(bytes))
    ::inet_ntop(AF_INET, bytes.data() + 12, text, sizeof(text));
  else
    ::inet_ntop(AF_INET6, bytes.data(), text, sizeof(text));
  return text;
}

// "[::1]:443", "10.0.0.7:443" and "10.0.0.7" name an address; a bare IPv6 address has no port.
std::string_view without_port(std::string_view text) {
  if (text.starts_with('[')) return text.substr(1, text.find(']') - 1);
  const std::size_t colon = text.find(':');
  return colon != std::string_view::npos && text.find(':', colon + 1) == std::string_view::npos
             ? text.substr(0, colon)
             : text;
}

}  // namespace

Result<Network> Network::read(std::string_view text) {
  const std::size_t slash = std::min(text.find('/'), text.size());
  const auto bytes = bytes_of(text.substr(0, slash));
  const auto wrong = [&] {
    return fail(ErrorCode::InvalidInput,
                "\"" + std::string(text) + "\" is no address or network such as 10.0.0.7 or 10.0.0.0/24");
  };
  if (!bytes) return wrong();
  Network network;
  network.bytes_ = *bytes;
  network.bits_ = kBits;
  if (slash == text.size()) return network;
  const bool short_form = text.substr(0, slash).find(':') == std::string_view::npos;
  const std::string_view number = text.substr(slash + 1);
  unsigned bits = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), bits);
  if (error != std::errc() || end != number.data() + number.size() || bits > (short_form ? 32U : kBits)) return wrong();
  network.bits_ = bits + (short_form ? kMappedBits : 0);
  return network;
}

bool Network::holds(std::string_view address) const {
  const auto bytes = waymark::bytes_of(address);
  if (!bytes) return false;
  for (unsigned bit = 0; bit < bits_; ++bit) {
    const unsigned mask = 0x80U >> (bit % 8);
    if (((*bytes)[bit / 8] & mask) != (bytes_[bit / 8] & mask)) return false;
  }
  return true;
}

std::string peer_address(int socket) {
  sockaddr_storage peer{};
  socklen_t size = sizeof(peer);
  if (::getpeername(socket, reinterpret_cast<sockaddr*>(&peer), &size) != 0) return {};
  Bytes bytes{};
  if (peer.ss_family == AF_INET) {
    bytes[10] = bytes[11] = 0xFF;
    const auto& address = reinterpret_cast<const sockaddr_in&>(peer).sin_addr;
    std::copy_n(reinterpret_cast<const unsigned char*>(&address), 4, bytes.begin() + 12);
  } else if (peer.ss_family == AF_INET6) {
    std::copy_n(reinterpret_cast<const sockaddr_in6&>(peer).sin6_addr.s6_addr, bytes.size(), bytes.begin());
  } else {
    return {};
  }
  return text_of(bytes);
}

std::string asking_address(const std::string& peer, std::string_view forwarded_for,
                           const std::vector<Network>& proxies) {
  const bool trusted =
      std::any_of(proxies.begin(), proxies.end(), [&](const Network& one) { return one.holds(peer); });
  if (!trusted || forwarded_for.empty()) return peer;
  const std::size_t comma = forwarded_for.rfind(',');
  const std::string_view last =
      trim(comma == std::string_view::npos ? forwarded_for : forwarded_for.substr(comma + 1));
  const auto bytes = bytes_of(without_port(last));
  return bytes ? text_of(*bytes) : peer;
}

std::string caller_network(std::string_view address) {
  auto bytes = bytes_of(address);
  if (!bytes) return std::string(address);
  if (!is_mapped(*bytes)) std::fill(bytes->begin() + 8, bytes->end(), 0);
  return text_of(*bytes);
}

}  // namespace waymark

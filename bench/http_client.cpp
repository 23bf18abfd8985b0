#include "http_client.h"

#include <cstdio>
#include <cstdlib>

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include "waymark/base/strings.h"

namespace waymark::bench {

std::string percent_encoded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    char code[4];
    std::snprintf(code, sizeof code, "%%%02X", static_cast<unsigned char>(c));
    out += plain ? std::string(1, c) : std::string(code);
  }
  return out;
}

HttpClient::HttpClient(std::string_view url) {
  if (url.starts_with("http://")) url.remove_prefix(7);
  url = url.substr(0, url.find('/'));
  const std::size_t colon = url.rfind(':');
  host_ = std::string(url.substr(0, colon));
  port_ = colon == std::string_view::npos ? "80" : std::string(url.substr(colon + 1));
}

HttpClient::~HttpClient() { disconnect(); }

void HttpClient::disconnect() {
  if (socket_ >= 0) ::close(socket_);
  socket_ = -1;
  received_.clear();
}

bool HttpClient::connect() {
  addrinfo hints{}, *found = nullptr;
  hints.ai_socktype = SOCK_STREAM;
  if (::getaddrinfo(host_.c_str(), port_.c_str(), &hints, &found) != 0) return false;
  socket_ = ::socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const bool connected = socket_ >= 0 && ::connect(socket_, found->ai_addr, found->ai_addrlen) == 0;
  ::freeaddrinfo(found);
  const int on = 1;
  if (connected) ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (!connected) disconnect();
  return connected;
}

bool HttpClient::send_all(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool HttpClient::receive() {
  char buffer[1 << 16];
  const auto count = ::recv(socket_, buffer, sizeof buffer, 0);
  if (count > 0) received_.append(buffer, static_cast<std::size_t>(count));
  return count > 0;
}

std::optional<std::string> HttpClient::read_answer(int& status) {
  std::size_t head = std::string::npos;
  while ((head = received_.find("\r\n\r\n")) == std::string::npos)
    if (!receive()) return std::nullopt;
  const std::string fields = lower(std::string_view(received_).substr(0, head));
  status = std::atoi(fields.c_str() + 9);
  const std::size_t length_at = fields.find("\r\ncontent-length:");
  if (length_at == std::string::npos) return std::nullopt;
  const std::size_t length = std::strtoull(fields.c_str() + length_at + 17, nullptr, 10);
  while (received_.size() < head + 4 + length)
    if (!receive()) return std::nullopt;
  std::string body = received_.substr(head + 4, length);
  received_.erase(0, head + 4 + length);
  if (fields.find("\r\nconnection: close") != std::string::npos) disconnect();
  return body;
}

std::optional<std::string> HttpClient::get(const std::string& path) {
  int status = 0;
  // Once more on a new connection: a server may end a kept-alive one at any time.
  for (int attempt = 0; attempt < 2; ++attempt) {
    if (socket_ < 0 && !connect()) break;
    if (!send_all("GET " + path + " HTTP/1.1\r\nHost: " + host_ + ":" + port_ + "\r\n\r\n")) {
      disconnect();
      continue;
    }
    if (auto body = read_answer(status)) {
      if (status == 200) return body;
      std::fprintf(stderr, "GET %s: %d %.200s\n", path.c_str(), status, body->c_str());
      return std::nullopt;
    }
    disconnect();
  }
  std::fprintf(stderr, "GET %s: no answer\n", path.c_str());
  return std::nullopt;
}

}  // namespace waymark::bench

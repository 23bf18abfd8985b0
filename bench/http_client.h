// http_client.h - one kept-alive connection to a server on loopback: as little as can measure one.
//
//   HttpClient client("http://127.0.0.1:8080");
//   const std::optional<std::string> body = client.get("/api/v1/search?q=orders");
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace waymark::bench {

std::string percent_encoded(std::string_view text);

class HttpClient {
 public:
  explicit HttpClient(std::string_view url);
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  // The body of an answer 200; else nothing, and a line on stderr says why. Connects when it must.
  std::optional<std::string> get(const std::string& path);

 private:
  bool connect();
  void disconnect();
  bool send_all(std::string_view bytes);
  bool receive();  // Appends to received_; false at the end or on an error.
  std::optional<std::string> read_answer(int& status);

  std::string host_, port_;
  int socket_ = -1;
  std::string received_;
};

}  // namespace waymark::bench

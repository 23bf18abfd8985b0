// connection.h - one accepted socket: requests are read whole, by a deadline, before anything looks at them.
#pragma once

#include <atomic>
#include <chrono>
#include <string>
#include <string_view>

#include "framing.h"

namespace waymark {

struct ConnectionLimits {
  FrameLimits frame;
  std::chrono::milliseconds idle{2000};  // For the first byte of a request: while it waits it holds a worker.
  std::chrono::milliseconds head{5000};  // From the first byte to the end of the head.
  std::chrono::milliseconds body{10000};  // From there to the end of the body.
  std::chrono::milliseconds write{10000};
};

// Owns no socket; who accepted it closes it.
class Connection {
 public:
  Connection(int socket, const ConnectionLimits& limits, const std::atomic<bool>& stopping)
      : socket_(socket), limits_(limits), stopping_(stopping) {}

  // The next request. State More: there is none, and the connection is over.
  Frame next();
  // All of it, or false.
  bool write(std::string_view bytes);
  // Lets a last answer arrive although the peer may still be sending: what comes is thrown away, for a
  // moment.
  void linger();

 private:
  enum class Wait { Ready, Late, Stopped };
  Wait wait_readable(std::chrono::steady_clock::time_point until, bool stop_early) const;
  bool receive();

  int socket_;
  const ConnectionLimits& limits_;
  const std::atomic<bool>& stopping_;
  std::string buffer_;
};

}  // namespace waymark

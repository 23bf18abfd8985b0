// http_server.h - the site on a port: cpp-httplib accepts, schedules and writes; connection.h reads.
#pragma once

#include <memory>
#include <string>

#include "waymark/base/result.h"

#include "site.h"

namespace waymark {

class HttpServer {
 public:
  static Result<std::unique_ptr<HttpServer>> bind(const std::string& host,
                                                  int port);  // Port 0: any free one.
  virtual ~HttpServer() = default;                            // Stops.
  virtual int port() const = 0;
  virtual void serve(const Site& site) = 0;  // Answers once this returns. `site` outlives the server.
  virtual void stop() = 0;                   // Finishes what is in flight.
};

}  // namespace waymark

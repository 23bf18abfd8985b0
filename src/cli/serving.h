// serving.h - running a server until it is told to stop; shared by `serve` and `demo`.
#pragma once

#include <string>
#include <vector>

#include "waymark/server/server.h"

#include "common.h"

namespace waymark {

struct ServingFlags {
  std::string host = "127.0.0.1";
  int port = 8080;
  std::string public_url;
  std::string anonymous;
  std::string log_level = "info";
};

void add_serving_flags(CLI::App& command, ServingFlags& flags);
// `talk`: lines printed below the address.
int serve(const CommonOptions& options, const ServingFlags& flags, const Config& config,
          const std::vector<std::string>& talk);

}  // namespace waymark

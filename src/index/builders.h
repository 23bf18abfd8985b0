// builders.h - a builder of documents for each thread that needs one.
//
//   Builders builders(language);
//   const Builders::Lease builder = builders.take();  // Given back when it goes.
//
// What a builder has learnt of the words of one part serves the next.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "document.h"

namespace waymark {

class Builders {
 public:
  explicit Builders(std::string language) : language_(std::move(language)) {}

  struct GiveBack {
    Builders* to;
    void operator()(DocumentBuilder* builder) const {
      const std::lock_guard lock(to->mutex_);
      to->idle_.emplace_back(builder);
    }
  };
  using Lease = std::unique_ptr<DocumentBuilder, GiveBack>;

  Lease take() {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) return Lease(new DocumentBuilder(language_), {this});
    Lease taken(idle_.back().release(), {this});
    idle_.pop_back();
    return taken;
  }

 private:
  const std::string language_;
  std::mutex mutex_;  // Guards `idle_`.
  std::vector<std::unique_ptr<DocumentBuilder>> idle_;
};

}  // namespace waymark

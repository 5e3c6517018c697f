// The reference central API as one pure step: a request and the time in, an answer out.
// No socket, no thread and no clock, so that simulation and contract tests run it in memory; the shell around it (server.h)
// adds TLS. Which path means what stands in core.cpp, as sync/api/openapi.yaml describes it.
#pragma once

#include "sync/hub/books.h"
#include "sync/ports.h"

namespace carrel::hub {

class Core {
 public:
  explicit Core(Books books) : books_(std::move(books)) {}

  /// Never fails: what goes wrong inside becomes a problem document with 500 or 503.
  sync::Answer handle(sync::Request const& request, sync::WallTime now);

  /// For the operator's deeds between two requests.
  Books& books() { return books_; }

 private:
  Books books_;
};

/// The largest body that is unpacked: a batch of the largest actions.
inline constexpr std::size_t request_bytes_max = sync::limits::batch_actions_max * sync::limits::action_bytes_max * 3 / 2;

}  // namespace carrel::hub

// The shell that gives the core a socket: HTTP/1.1 over TLS 1.3 by cpp-httplib and OpenSSL, on one address, until told to stop.
// Requests are answered one after another; a connection is kept for the next request, and sessions are resumed by ticket.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

#include "sync/hub/core.h"

namespace carrel::hub {

struct ServeOptions {
  std::string host = "127.0.0.1";
  int port = 0;                                     ///< 0: any free one.
  std::filesystem::path certificate;                ///< PEM, the whole chain.
  std::filesystem::path key;                        ///< PEM.
  std::filesystem::path port_file;                  ///< Written once the hub listens.
  std::optional<std::filesystem::path> record;      ///< See recorder.h.
  std::optional<std::chrono::seconds> max_seconds;  ///< Ends by itself after this long.
};

/// Serves until SIGTERM, SIGINT or max_seconds; says "ready https://HOST:PORT" on standard output. Returns an error in words when
/// it could not begin, and ends the process with 0 when it was told to stop: connections that only wait are not waited for.
std::string serve(Core& core, ServeOptions const& options);

}  // namespace carrel::hub

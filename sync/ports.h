// What the durable half asks of the world outside it, as plain values: a link, a clock, a source of randomness.
// It exists so that a whole day of a kiosk can be played from a seed: whoever implements these decides what happens.
// How requests travel is platform/link; what they mean is sync/wire; when they are made is sync/engine.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sync/base/bytes.h"
#include "sync/base/entropy.h"
#include "sync/base/limits.h"
#include "sync/base/time.h"

namespace carrel::sync {

/// Names are compared without regard to case.
using Headers = std::vector<std::pair<std::string, std::string>>;

/// The value of the first header of that name, or nothing.
std::optional<std::string_view> find_header(Headers const& headers, std::string_view name);

/// One question to the platform. `ticket` is chosen by the asker and comes back with the answer; 0 is not used.
struct Request {
  std::uint32_t ticket = 0;
  std::string method;  ///< "GET", "PUT" or "POST".
  std::string path;    ///< Relative to CourierConfig::base_url, begins with '/', may carry a query.
  Headers headers;
  Bytes body;
  std::size_t answer_bytes_max = limits::answer_bytes_max;  ///< Unpacked; one byte more and the answer is dropped.
};

/// Why an answer is no answer. `none` means that an HTTP answer was read whole, whatever its status.
enum class LinkReason {
  none,
  offline,    ///< No address, no route, refused, cut, or the courier died.
  timeout,    ///< Connecting took too long, or silence lasted longer than CourierConfig::silence_max.
  tls,        ///< The other side could not prove that it is the platform.
  portal,     ///< A redirect: something between us and the platform speaks for itself.
  too_large,  ///< More than answer_bytes_max.
  broken,     ///< Not HTTP, or a coding that does not unpack.
};

/// Short lower-case name, for logs.
std::string_view name_of(LinkReason reason);

/// What came back. A status of 200 proves nothing; see judge_receipt in sync/trust.
struct Answer {
  std::uint32_t ticket = 0;
  int status = 0;  ///< HTTP status; 0 when reason is not `none` (a redirect keeps its status).
  Headers headers;
  Bytes body;  ///< Unpacked. Empty when reason is not `none`.
  LinkReason reason = LinkReason::none;
  std::string detail;                ///< For the log: a short fixed word such as "certificate_expired". No address.
  std::uint64_t bytes_sent = 0;      ///< On the wire with TLS and its handshake, without TCP and IP headers.
  std::uint64_t bytes_received = 0;  ///< Likewise. Bytes of a shared connection count for the answer they came with.
};

/// Everything a link must know. The values hold for every request posted after them.
struct CourierConfig {
  std::string base_url;  ///< "https://host[:port][/prefix]" without a final '/'. Nothing but https is taken.
  std::string ca_pem;    ///< The only roots that are believed. Every certificate must parse, or nothing is sent.
  Bytes tls_sessions;    ///< As once handed back by Link::take_tls_sessions; opaque and secret. May be empty.
  std::string proxy;     ///< "http://host:port", or empty for none; the environment is never asked.
  WallTime certificate_time{};  ///< What "now" is for certificate dates; zero lets the courier ask the wall clock.
  std::chrono::milliseconds silence_max = limits::silence_max;
  std::chrono::milliseconds connect_max = limits::connect_max;
  std::chrono::milliseconds idle_max = limits::courier_idle;
};

/// The way out. All calls return at once; every request posted is answered exactly once, in any order.
class Link {
 public:
  virtual ~Link() = default;
  virtual void configure(CourierConfig config) = 0;
  virtual void post(Request request) = 0;
  /// Answers that have come since the last call.
  virtual std::vector<Answer> take() = 0;
  /// The sessions as they stand after the latest answers, when they changed. To be kept sealed, per platform.
  virtual std::optional<Bytes> take_tls_sessions() = 0;
  /// A file descriptor that poll(2) reports readable when take() has something; -1 when there is none to wait for.
  virtual int wait_handle() const = 0;
};

/// One look at both clocks.
struct Now {
  WallTime wall{};
  AwakeTime awake;
};

}  // namespace carrel::sync

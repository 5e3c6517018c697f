// TLS sessions that clients may come back to, in memory. A ticket that only names its session is 160 bytes shorter than one that
// carries it, and it travels twice a visit. OpenSSL's own shelf forgets a session when a client goes away without a good-bye,
// as a kiosk on a bad link does; this one does not. What a restart forgets costs a full handshake.
#pragma once

#include <openssl/ssl.h>

#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "sync/base/bytes.h"

namespace carrel::hub {

class SessionShelf {
 public:
  /// Makes the context give such tickets, one a visit, and look here. The shelf must outlive the context.
  void serve(SSL_CTX& context);

 private:
  static int on_new(SSL* connection, SSL_SESSION* session);
  static SSL_SESSION* on_asked(SSL* connection, unsigned char const* id, int size, int* copied);

  void put(std::string id, sync::Bytes session);
  std::optional<sync::Bytes> find(std::string const& id);

  std::mutex mutex_;
  std::map<std::string, sync::Bytes> sessions_;
  std::deque<std::string> in_order_;  // Oldest first.
};

}  // namespace carrel::hub

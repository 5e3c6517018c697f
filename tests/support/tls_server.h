// A small HTTPS server that a test can make behave badly: on the loopback, in threads of its own, gone with the object.
// It speaks HTTP/1.1 with keep-alive; what it answers is a function of what it was asked.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "sync/ports.h"
#include "tests/support/certificate_factory.h"

namespace carrel::tests {

struct HttpRequest {
  std::string method, path;
  sync::Headers headers;
  sync::Bytes body;
};

struct HttpReply {
  enum class Manner {
    whole,
    drip,    ///< One byte now and then, for ever.
    stall,   ///< The head, and then nothing.
    endless, ///< A body that never ends, without a length.
    cut,     ///< Half of the body, and then the line is cut.
    raw,     ///< `body` as it is: no status line, no header.
  };
  int status = 200;
  sync::Headers headers = {{"Content-Type", "application/json"}};
  sync::Bytes body;
  Manner manner = Manner::whole;
};

struct ServerSettings {
  int tls_min = TLS1_2_VERSION;
  int tls_max = TLS1_3_VERSION;
  std::string ciphers;  ///< For TLS 1.2; empty for OpenSSL's choice.
};

class TlsServer {
 public:
  using Handler = std::function<HttpReply(HttpRequest const&)>;

  TlsServer(Identity const& identity, Handler handler, ServerSettings settings = {});
  ~TlsServer();
  TlsServer(TlsServer const&) = delete;
  TlsServer& operator=(TlsServer const&) = delete;

  int port() const { return port_; }
  int handshakes() const { return handshakes_; }
  int resumed() const { return resumed_; }
  int requests() const { return requests_; }

 private:
  void accept_all();
  void serve(int socket);
  bool serve_one(SSL* ssl, std::string& input);
  bool send_reply(SSL* ssl, HttpReply const& reply);

  std::unique_ptr<SSL_CTX, OpensslFree> context_;
  Handler handler_;
  int listening_ = -1;
  int port_ = 0;
  std::atomic<bool> ending_ = false;
  std::atomic<int> handshakes_ = 0, resumed_ = 0, requests_ = 0;
  std::mutex mutex_;
  std::vector<int> open_;
  std::vector<std::thread> threads_;
  std::thread accepting_;
};

/// A TCP socket listening on 127.0.0.1; the port comes back through `port`.
int listen_on_loopback(int& port);

}  // namespace carrel::tests

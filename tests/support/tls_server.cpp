#include "tests/support/tls_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <stdexcept>

namespace carrel::tests {

int listen_on_loopback(int& port) {
  int const made = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (bind(made, reinterpret_cast<sockaddr*>(&address), sizeof(address)) != 0 || listen(made, 64) != 0)
    throw std::runtime_error("no port on the loopback");
  socklen_t size = sizeof(address);
  getsockname(made, reinterpret_cast<sockaddr*>(&address), &size);
  port = ntohs(address.sin_port);
  return made;
}

namespace {

bool send_all(SSL* ssl, std::string_view text) {
  return text.empty() || SSL_write(ssl, text.data(), static_cast<int>(text.size())) > 0;
}

}  // namespace

TlsServer::TlsServer(Identity const& identity, Handler handler, ServerSettings settings)
    : context_(SSL_CTX_new(TLS_server_method())), handler_(std::move(handler)) {
  std::signal(SIGPIPE, SIG_IGN);
  SSL_CTX* const c = context_.get();
  SSL_CTX_set_security_level(c, 0);  // Weak keys are what some tests are about.
  SSL_CTX_set_min_proto_version(c, settings.tls_min);
  SSL_CTX_set_max_proto_version(c, settings.tls_max);
  if (!settings.ciphers.empty()) SSL_CTX_set_cipher_list(c, settings.ciphers.c_str());
  SSL_CTX_use_certificate(c, identity.certificate.get());
  SSL_CTX_use_PrivateKey(c, identity.key.get());
  for (auto const& above : identity.chain) SSL_CTX_add1_chain_cert(c, above.get());
  // A client that is killed says no good-bye; OpenSSL would forget its session for that.
  SSL_CTX_set_options(c, SSL_OP_IGNORE_UNEXPECTED_EOF);
  unsigned char const name[] = "carrel";
  SSL_CTX_set_session_id_context(c, name, sizeof(name));
  listening_ = listen_on_loopback(port_);
  accepting_ = std::thread([this] { accept_all(); });
}

TlsServer::~TlsServer() {
  ending_ = true;
  shutdown(listening_, SHUT_RDWR);
  accepting_.join();
  {
    std::lock_guard const lock(mutex_);
    for (int const socket : open_) shutdown(socket, SHUT_RDWR);
  }
  for (auto& thread : threads_) thread.join();
  close(listening_);
}

void TlsServer::accept_all() {
  while (!ending_) {
    int const socket = accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket < 0) return;
    std::lock_guard const lock(mutex_);
    open_.push_back(socket);
    threads_.emplace_back([this, socket] { serve(socket); });
  }
}

void TlsServer::serve(int socket) {
  int const at_once = 1;
  setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof(at_once));
  {
    std::unique_ptr<SSL, OpensslFree> const ssl(SSL_new(context_.get()));
    SSL_set_fd(ssl.get(), socket);
    if (SSL_accept(ssl.get()) == 1) {
      ++handshakes_;
      if (SSL_session_reused(ssl.get()) == 1) ++resumed_;
      std::string input;
      while (!ending_ && serve_one(ssl.get(), input)) {
      }
      SSL_set_shutdown(ssl.get(), SSL_SENT_SHUTDOWN);  // For the same reason.
    }
    ERR_clear_error();
  }
  std::lock_guard const lock(mutex_);
  std::erase(open_, socket);
  close(socket);
}

bool TlsServer::serve_one(SSL* ssl, std::string& input) {
  auto const more = [&] {
    char buffer[16 * 1024];
    int const size = SSL_read(ssl, buffer, sizeof(buffer));
    if (size > 0) input.append(buffer, static_cast<std::size_t>(size));
    return size > 0;
  };
  std::size_t end = 0;
  while ((end = input.find("\r\n\r\n")) == std::string::npos)
    if (!more()) return false;

  HttpRequest request;
  std::string_view head(input.data(), end);
  auto const first = head.substr(0, head.find("\r\n"));
  auto const space = first.find(' ');
  request.method = first.substr(0, space);
  request.path = first.substr(space + 1, first.rfind(' ') - space - 1);
  std::size_t length = 0;
  for (auto at = head.find("\r\n"); at != std::string_view::npos; at = head.find("\r\n", at + 2)) {
    auto const line = head.substr(at + 2, head.find("\r\n", at + 2) - at - 2);
    auto const colon = line.find(": ");
    if (colon == std::string_view::npos) continue;
    request.headers.emplace_back(line.substr(0, colon), line.substr(colon + 2));
  }
  if (auto const text = sync::find_header(request.headers, "content-length"))
    length = static_cast<std::size_t>(std::stoul(std::string(*text)));
  while (input.size() < end + 4 + length)
    if (!more()) return false;
  request.body = sync::to_bytes(std::string_view(input).substr(end + 4, length));
  input.erase(0, end + 4 + length);
  ++requests_;
  return send_reply(ssl, handler_(request));
}

bool TlsServer::send_reply(SSL* ssl, HttpReply const& reply) {
  using Manner = HttpReply::Manner;
  auto const body = std::string(sync::as_text(reply.body));
  if (reply.manner == Manner::raw) {
    send_all(ssl, body);
    return false;
  }
  std::string head = "HTTP/1.1 " + std::to_string(reply.status) + " x\r\n";
  for (auto const& [name, value] : reply.headers) head += name + ": " + value + "\r\n";
  bool const counted = reply.manner == Manner::whole || reply.manner == Manner::cut;
  head += counted ? "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" : "Connection: close\r\n\r\n";
  if (!send_all(ssl, head)) return false;
  if (reply.manner == Manner::whole) return send_all(ssl, body);
  if (reply.manner == Manner::cut) {
    send_all(ssl, body.substr(0, body.size() / 2));
    shutdown(SSL_get_fd(ssl), SHUT_RDWR);
    return false;
  }
  if (reply.manner == Manner::endless) {
    std::string const block(16 * 1024, 'x');
    while (!ending_ && send_all(ssl, block)) {
    }
    return false;
  }
  // Drip and stall end when the other side has had enough.
  pollfd gone{SSL_get_fd(ssl), POLLIN | POLLRDHUP, 0};
  int const interval_ms = reply.manner == Manner::drip ? 250 : -1;
  while (!ending_ && poll(&gone, 1, interval_ms) == 0)
    if (!send_all(ssl, "x")) return false;
  return false;
}

}  // namespace carrel::tests

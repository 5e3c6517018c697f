#include "sync/hub/server.h"

#ifndef CPPHTTPLIB_OPENSSL_SUPPORT
#define CPPHTTPLIB_OPENSSL_SUPPORT
#endif
#include <httplib.h>
#include <openssl/ssl.h>
#include <signal.h>
#include <time.h>

#include <cstdio>
#include <fstream>
#include <mutex>
#include <thread>

#include "sync/hub/recorder.h"
#include "sync/hub/session_shelf.h"

namespace carrel::hub {

using sync::Answer;
using sync::Request;

namespace {

constexpr int threads = 32;                    // One per open connection; a reference hub serves a school, not a country.
constexpr int keep_alive_requests = 10'000;
constexpr int keep_alive_seconds = 8;          // Longer than a courier idles, so that the client closes first.
constexpr int silence_seconds = 60;            // A link of 64 kbit/s may stall for a while.

/// Everything the connections share.
struct Shared {
  std::mutex mutex;
  Core& core;
  std::optional<Recorder> recorder;
};

sync::WallTime wall_now() { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }

int choose_http(SSL*, unsigned char const** out, unsigned char* out_size, unsigned char const* in, unsigned in_size, void*) {
  static constexpr unsigned char spoken[] = "\x08http/1.1";
  auto* const chosen = const_cast<unsigned char**>(out);  // OpenSSL's two functions disagree about const.
  int const found = SSL_select_next_proto(chosen, out_size, spoken, sizeof spoken - 1, in, in_size);
  return found == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK;
}

bool set_up_tls(SSL_CTX& context, ServeOptions const& options, SessionShelf& sessions) {
  SSL_CTX_set_min_proto_version(&context, TLS1_3_VERSION);
  SSL_CTX_set_alpn_select_cb(&context, choose_http, nullptr);
  sessions.serve(context);
  SSL_CTX_set_options(&context, SSL_OP_CIPHER_SERVER_PREFERENCE);
  // ChaCha20 first: a Raspberry Pi has no instructions for AES. With SHA-256 each side's Finished is 16 bytes shorter.
  constexpr auto suites = "TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384";
  return SSL_CTX_set_ciphersuites(&context, suites) == 1 &&
         SSL_CTX_use_certificate_chain_file(&context, options.certificate.c_str()) == 1 &&
         SSL_CTX_use_PrivateKey_file(&context, options.key.c_str(), SSL_FILETYPE_PEM) == 1 &&
         SSL_CTX_check_private_key(&context) == 1;
}

/// httplib unpacks some codings while it reads and leaves the header as it was; what the bytes begin with tells which.
bool is_still_packed(std::string_view coding, std::string const& body) {
  if (coding == "gzip") return body.starts_with("\x1f\x8b");
  if (coding == "zstd") return body.starts_with("\x28\xb5\x2f\xfd");
  return true;
}

Request request_from(httplib::Request const& asked, std::string body) {
  Request request;
  request.method = asked.method;
  request.path = asked.target;
  for (auto const& [name, value] : asked.headers) {
    // httplib adds a few of its own about the connection.
    if (name.starts_with("REMOTE_") || name.starts_with("LOCAL_")) continue;
    bool const was_unpacked = !is_still_packed(value, body);
    if (strcasecmp(name.c_str(), "Content-Encoding") == 0 && was_unpacked) continue;
    request.headers.emplace_back(name, value);
  }
  request.body = sync::to_bytes(body);
  return request;
}

void give(Answer const& answer, httplib::Response& response) {
  response.status = answer.status;
  std::string type;
  for (auto const& [name, value] : answer.headers) {
    if (name == "Content-Type") type = value;
    else response.set_header(name, value);
  }
  if (!type.empty()) response.set_content(std::string(sync::as_text(answer.body)), type);
}

void answer(Shared& shared, httplib::Request const& asked, std::string body, httplib::Response& response) {
  auto const request = request_from(asked, std::move(body));
  // The core has cut the range and packed the body already; httplib would do both once more. The object behind this reference is
  // httplib's own variable and not const.
  auto& mutable_asked = const_cast<httplib::Request&>(asked);
  mutable_asked.ranges.clear();
  mutable_asked.headers.erase("Accept-Encoding");
  std::lock_guard const lock(shared.mutex);
  auto const given = shared.core.handle(request, wall_now());
  if (shared.recorder) shared.recorder->add(request, given);
  give(given, response);
}

void read_and_answer(Shared& shared, httplib::Request const& asked, httplib::Response& response,
                     httplib::ContentReader const& read) {
  std::string body;
  auto const coding = asked.get_header_value("Content-Encoding");
  bool const is_spoken = coding.empty() || coding == "gzip" || coding == "zstd" || coding == "identity";
  read([&](char const* data, std::size_t size) {
    if (!is_spoken) return true;  // Read past, so that the connection stays in step; the core refuses it by its header.
    body.append(data, size);
    return body.size() <= request_bytes_max;  // Also bounds what gzip unpacks to.
  });
  answer(shared, asked, std::move(body), response);
}

void set_routes(httplib::Server& server, Shared& shared) {
  auto const plain = [&shared](httplib::Request const& asked, httplib::Response& response) {
    answer(shared, asked, {}, response);
  };
  auto const with_body = [&shared](httplib::Request const& asked, httplib::Response& response,
                                   httplib::ContentReader const& read) { read_and_answer(shared, asked, response, read); };
  server.Get(".*", plain);
  server.Options(".*", plain);
  server.Post(".*", with_body);
  server.Put(".*", with_body);
  server.Patch(".*", with_body);
  server.Delete(".*", with_body);
}

void set_limits(httplib::Server& server) {
  server.new_task_queue = [] { return new httplib::ThreadPool(threads); };
  server.set_payload_max_length(request_bytes_max);
  server.set_keep_alive_max_count(keep_alive_requests);
  server.set_keep_alive_timeout(keep_alive_seconds);
  server.set_read_timeout(silence_seconds);
  server.set_write_timeout(silence_seconds);
  server.set_tcp_nodelay(true);
  // httplib tells every client how long it waits; no courier asks.
  server.set_post_routing_handler([](httplib::Request const&, httplib::Response& response) { response.headers.erase("Keep-Alive"); });
}

bool write_port(std::filesystem::path const& file, int port) {
  auto const staged = file.string() + ".part";
  std::ofstream(staged) << port << '\n';
  std::error_code code;
  std::filesystem::rename(staged, file, code);
  return !code;
}

/// Waits for the word to stop. The signals must be blocked in every thread.
void wait_for_end(sigset_t const& signals, std::optional<std::chrono::seconds> max_seconds) {
  if (!max_seconds) {
    int number = 0;
    sigwait(&signals, &number);
    return;
  }
  timespec const limit{static_cast<time_t>(max_seconds->count()), 0};
  sigtimedwait(&signals, nullptr, &limit);
}

}  // namespace

std::string serve(Core& core, ServeOptions const& options) {
  Shared shared{{}, core, {}};
  if (options.record) {
    auto recorder = Recorder::open(*options.record);
    if (!recorder) return "cannot write " + options.record->string();
    shared.recorder = std::move(*recorder);
  }
  SessionShelf sessions;
  httplib::SSLServer server([&](SSL_CTX& context) { return set_up_tls(context, options, sessions); });
  if (!server.is_valid()) return "the certificate or its key cannot be used";
  set_routes(server, shared);
  set_limits(server);

  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);

  int port = options.port;
  bool const is_bound = port == 0 ? (port = server.bind_to_any_port(options.host)) > 0 : server.bind_to_port(options.host, port);
  if (!is_bound) return "cannot listen on " + options.host + " port " + std::to_string(options.port);
  if (!write_port(options.port_file, port)) return "cannot write " + options.port_file.string();
  std::thread listener([&] { server.listen_after_bind(); });
  std::printf("ready https://%s:%d\n", options.host.c_str(), port);
  std::fflush(stdout);

  wait_for_end(signals, options.max_seconds);
  server.stop();
  // Whoever holds the mutex is in the middle of a request: it is finished and saved first. What is left are connections that wait
  // for a next request, and for those nothing is lost by ending now.
  shared.mutex.lock();
  std::error_code code;
  std::filesystem::remove(options.port_file, code);
  (void)core.books().db.tidy_now();
  std::fflush(nullptr);
  std::_Exit(0);
}

}  // namespace carrel::hub

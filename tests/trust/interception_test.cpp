// Somebody between the kiosk and the platform: roots that a machine believes and we do not, keys and digests of yesterday, and
// certificates that were changed after they were signed. The real courier sees each of them.
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <thread>

#include "tests/trust/shown.h"

using namespace carrel;
using namespace carrel::tests;

namespace {

/// Variables by which a machine's owner makes programs believe more roots, or take another way.
struct Machine {
  static constexpr char const* names[] = {"SSL_CERT_FILE", "CURL_CA_BUNDLE", "SSL_CERT_DIR", "HTTPS_PROXY", "https_proxy",
                                          "ALL_PROXY"};
  Machine(std::filesystem::path const& roots, std::string const& proxy) {
    for (auto const* name : {names[0], names[1]}) setenv(name, roots.c_str(), 1);
    setenv(names[2], roots.parent_path().c_str(), 1);
    for (auto const* name : {names[3], names[4], names[5]}) setenv(name, proxy.c_str(), 1);
  }
  ~Machine() {
    for (auto const* name : names) unsetenv(name);
  }
};

/// A TLS 1.2 server whose Certificate message is a list of none. OpenSSL would not send that, so its first flight is rewritten.
class NobodyServer {
 public:
  NobodyServer() : context_(SSL_CTX_new(TLS_server_method())), listening_(listen_on_loopback(port)) {
    auto const& good = GoodPlatform::get().leaf;
    SSL_CTX_set_max_proto_version(context_.get(), TLS1_2_VERSION);
    SSL_CTX_use_certificate(context_.get(), good.certificate.get());
    SSL_CTX_use_PrivateKey(context_.get(), good.key.get());
    thread_ = std::thread([this] { serve(); });
  }
  ~NobodyServer() {
    ends();
    close(listening_);
  }
  /// What it saw may be read from here on.
  void ends() {
    shutdown(listening_, SHUT_RDWR);
    if (thread_.joinable()) thread_.join();
  }
  int port = 0;
  bool was_sent = false;
  int replied_with = 0;  ///< The kind of the client's next record: 21 is an alert, 22 goes on with the handshake.

 private:
  static constexpr unsigned char handshake = 22, certificate = 11;

  // Every record of the flight stands for itself; the one with the certificate is replaced.
  std::string without_certificate(std::string const& flight) {
    std::string sent;
    for (std::size_t at = 0; at + 5 < flight.size();) {
      auto const size = 5 + (static_cast<unsigned char>(flight[at + 3]) << 8) + static_cast<unsigned char>(flight[at + 4]);
      bool const is_it = flight[at] == handshake && flight[at + 5] == certificate;
      sent += is_it ? std::string("\x16\x03\x03\x00\x07\x0b\x00\x00\x03\x00\x00\x00", 12) : flight.substr(at, size);
      was_sent = was_sent || is_it;
      at += size;
    }
    return sent;
  }

  void serve() {
    int const socket = accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket < 0) return;
    std::unique_ptr<SSL, OpensslFree> const ssl(SSL_new(context_.get()));
    BIO* const in = BIO_new(BIO_s_mem());
    BIO* const out = BIO_new(BIO_s_mem());
    SSL_set_bio(ssl.get(), in, out);  // Theirs from here on.
    char buffer[16 * 1024];
    while (!was_sent) {
      auto const size = recv(socket, buffer, sizeof(buffer), 0);
      if (size <= 0) break;
      BIO_write(in, buffer, static_cast<int>(size));
      SSL_accept(ssl.get());
      auto const ready = BIO_read(out, buffer, sizeof(buffer));
      if (ready <= 0) continue;
      auto const flight = without_certificate({buffer, static_cast<std::size_t>(ready)});
      send(socket, flight.data(), flight.size(), MSG_NOSIGNAL);
    }
    if (recv(socket, buffer, sizeof(buffer), 0) > 0) replied_with = buffer[0];
    close(socket);
  }

  std::unique_ptr<SSL_CTX, OpensslFree> context_;
  int listening_;
  std::thread thread_;
};

}  // namespace

TEST_CASE("C18 what a machine believes, the courier need not: its environment adds no root and no way") {
  auto const interceptor = make_certificate(authority_spec("Inspection appliance"), nullptr);
  auto const forged = make_certificate({}, &interceptor);
  auto form = (std::filesystem::temp_directory_path() / "carrel-roots-XXXXXX").string();
  REQUIRE(mkdtemp(form.data()));
  std::filesystem::path const folder = form;
  {
    std::FILE* const file = std::fopen((folder / "roots.pem").c_str(), "w");
    std::fputs(interceptor.pem().c_str(), file);
    std::fclose(file);
    Machine const machine(folder / "roots.pem", "http://127.0.0.1:9");
    refused(forged, "certificate_issuer");
    CHECK(show(GoodPlatform::get().leaf).answer.status == 200);  // By the straight way, not by the proxy.
  }
  std::filesystem::remove_all(folder);
  // The same certificate is taken where its root is the configured one: it was the root that was wrong.
  CHECK(show(forged, interceptor).answer.status == 200);
}

TEST_CASE("keys and digests of yesterday are refused wherever they stand in the chain") {
  auto const& root = GoodPlatform::get().root;
  ServerSettings const older{TLS1_2_VERSION, TLS1_2_VERSION, "ALL:@SECLEVEL=0"};
  auto middle = authority_spec("middle");
  // MD5 goes with RSA only.
  auto rsa_root = [] {
    auto spec = authority_spec("rsa root");
    spec.key = {3072, "", false};
    return make_certificate(spec, nullptr);
  };
  SUBCASE("C21 MD5 leaf") {
    auto const above = rsa_root();
    CertificateSpec spec;
    spec.digest = "MD5";
    refused(make_certificate(spec, &above), "certificate_key", above);
  }
  SUBCASE("C21 MD5 intermediate") {
    auto const top = rsa_root();
    middle.digest = "MD5";
    auto const above = make_certificate(middle, &top);
    refused(make_certificate({}, &above), "certificate_key", top);
  }
  SUBCASE("C22 RSA 512") { refused(show(leaf(keyed({512, "", false})), root, older), "certificate_key"); }
  SUBCASE("C22 RSA 512 as intermediate") {
    middle.key = {512, "", false};
    auto const above = make_certificate(middle, &root);
    refused(make_certificate({}, &above), "certificate_key");
  }
  SUBCASE("C26 DSA: no suite for it is offered") {
    refused(show(leaf(keyed({0, "", false, true})), root, older), "handshake");
  }
  SUBCASE("C26 DSA as intermediate") {
    middle.key = {0, "", false, true};
    auto const above = make_certificate(middle, &root);
    refused(make_certificate({}, &above), "certificate_key");
  }
}

TEST_CASE("a certificate that was changed after it was signed is refused") {
  auto const& good = GoodPlatform::get();
  SUBCASE("C45 one bit of the signature") { refused(with_flipped_signature(good.leaf), "certificate_issuer"); }
  SUBCASE("C45 one bit of the intermediate's signature") {
    auto const middle = with_flipped_signature(make_certificate(authority_spec("middle"), &good.root));
    refused(make_certificate({}, &middle), "certificate_issuer");
  }
  SUBCASE("C42 another digest outside than inside") {
    refused(with_other_outer_digest(good.leaf, "SHA384"), "certificate_form");
  }
  SUBCASE("C42 an extension twice") {
    CertificateSpec spec;
    spec.extensions.emplace_back("subjectAltName", "DNS:elsewhere.example");
    refused(leaf(spec), "certificate_form");
  }
  // DNS "localhost", a zero, "x.y": 9 + 1 + 3 bytes; alone, and behind a good name.
  SUBCASE("C44 a name that ends early") {
    refused(leaf(named("DER:300F820D6C6F63616C686F737400782E79")), "certificate_host");
    refused(leaf(named("DER:301A82096C6F63616C686F7374820D6C6F63616C686F737400782E79")), "certificate_form");
  }
  SUBCASE("C44 a name that looks like ours") { refused(leaf(named("DNS:xn--lcalhost-n9a")), "certificate_host"); }
}

TEST_CASE("C39 a chain that goes round in a circle leads nowhere, and ends") {
  auto const upper = make_certificate(authority_spec("upper"), nullptr);
  auto const lower = make_certificate(authority_spec("lower"), &upper);
  auto again = authority_spec("upper");
  again.same_key = upper.key;
  auto const round = make_certificate(again, &lower);
  auto shown = make_certificate({}, &round);
  refused(shown, "certificate_issuer");
}

TEST_CASE("C47 a platform without any certificate is none") {
  NobodyServer server;
  auto link = platform::CourierLink::open(courier_program());
  REQUIRE(link);
  (*link)->configure(config_for(server.port, GoodPlatform::get().root));
  auto const answer = ask(**link, get("/v1/news"));
  CHECK(answer.reason == sync::LinkReason::tls);
  server.ends();
  CHECK(server.was_sent);
  CHECK(server.replied_with == 21);
}

TEST_CASE("C48 another house under the same root is not the platform") {
  refused(leaf(named("DNS:staging.example")), "certificate_host");
  refused(leaf(named("DNS:staging.localhost,DNS:*.localhost")), "certificate_host");
}

// The parts of the judgement that need no connection.
#include <doctest/doctest.h>
#include <mbedtls/x509_crt.h>

#include "platform/courier/certificates.h"
#include "platform/courier/wire_count.h"
#include "tests/support/certificate_factory.h"

using namespace carrel;
using namespace carrel::platform;
using namespace std::chrono_literals;

TEST_CASE("a name stands for one host, a wildcard for one label") {
  CHECK(name_stands_for("api.example.org", "api.example.org"));
  CHECK(name_stands_for("API.example.ORG", "api.EXAMPLE.org"));
  CHECK(name_stands_for("*.example.org", "api.example.org"));
  CHECK_FALSE(name_stands_for("example.org", "api.example.org"));    // C07
  CHECK_FALSE(name_stands_for("api.example.org", "example.org"));    // C07
  CHECK_FALSE(name_stands_for("*.example.org", "example.org"));      // C07
  CHECK_FALSE(name_stands_for("*.example.org", "a.b.example.org"));  // C08
  CHECK_FALSE(name_stands_for("a*.example.org", "api.example.org")); // C09
  CHECK_FALSE(name_stands_for("*a.example.org", "aa.example.org"));  // C09
  CHECK_FALSE(name_stands_for("*", "localhost"));                    // C10
  CHECK_FALSE(name_stands_for("*.org", "example.org"));              // C10
  CHECK_FALSE(name_stands_for("*.*.org", "a.b.org"));
  CHECK_FALSE(name_stands_for("*.example.org", ".example.org"));
  CHECK_FALSE(name_stands_for("", ""  "x"));
}

TEST_CASE("bytes behind a certificate, or too many of them, are refused before they are read") {
  auto const der = tests::make_certificate({}, nullptr).der();
  auto const parse = [](std::string const& bytes) {
    mbedtls_x509_crt certificate;
    mbedtls_x509_crt_init(&certificate);
    int const result = mbedtls_x509_crt_parse_der(
        &certificate, reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size());
    mbedtls_x509_crt_free(&certificate);
    return result;
  };
  CHECK(parse(der) == 0);
  CHECK(parse(der + '\0') == MBEDTLS_ERR_X509_INVALID_FORMAT);
  CHECK(parse(der.substr(0, der.size() - 1)) != 0);
  CHECK(parse("") != 0);
  tests::CertificateSpec spec;
  std::string names = "DNS:localhost";
  for (int i = 0; i < 800; ++i) names += ",DNS:a-rather-long-name-" + std::to_string(i) + ".example";
  CHECK(parse(tests::make_certificate(spec.with("subjectAltName", names), nullptr).der()) ==
        MBEDTLS_ERR_X509_INVALID_FORMAT);
}

TEST_CASE("silence is a span in which next to nothing moves") {
  SilenceWatch watch;
  auto const start = SilenceWatch::Clock::now();
  watch.restart({1000, 1000}, start);
  CHECK_FALSE(watch.is_silent({1000, 1000}, start + 19s, 20s));
  CHECK(watch.left(start + 19s, 20s) == 1s);
  CHECK(watch.is_silent({1000, 1000}, start + 20s, 20s));
  CHECK(watch.is_silent({1010, 1053}, start + 20s, 20s));        // 63 bytes are a drip,
  CHECK_FALSE(watch.is_silent({1010, 1054}, start + 20s, 20s));  // 64 a slow link.
  CHECK_FALSE(watch.is_silent({1010, 1054}, start + 39s, 20s));
  CHECK(watch.is_silent({1010, 1054}, start + 40s, 20s));
}

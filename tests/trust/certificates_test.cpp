// Certificates and handshakes that must be refused, made here and shown to the real courier; and those that must be taken.
#include "tests/trust/shown.h"

using namespace carrel;
using namespace carrel::tests;
using sync::LinkReason;
using std::chrono::hours;
using std::chrono::seconds;

namespace {

CertificateSpec dated(seconds starts_in, seconds ends_in) {
  CertificateSpec spec;
  spec.starts_in = starts_in;
  spec.ends_in = ends_in;
  return spec;
}

}  // namespace

TEST_CASE("good certificates are taken, over TLS 1.3 and 1.2") {
  auto const taken = [](Identity const& shown, Identity const& root, ServerSettings settings = {}) {
    auto const seen = show(shown, root, settings);
    CHECK(seen.answer.detail == "");
    CHECK(seen.answer.status == 200);
  };
  auto const& good = GoodPlatform::get();
  SUBCASE("P-256 on TLS 1.3") { taken(good.leaf, good.root); }
  SUBCASE("P-256 on TLS 1.2") { taken(good.leaf, good.root, {TLS1_2_VERSION, TLS1_2_VERSION, ""}); }
  SUBCASE("P-384 with SHA-384") {
    auto spec = keyed({0, "P-384", false});
    spec.digest = "SHA384";
    taken(leaf(spec), good.root);
  }
  SUBCASE("RSA 3072") { taken(leaf(keyed({3072, "", false})), good.root); }
  SUBCASE("RSA 4096 with SHA-512") {
    auto spec = keyed({4096, "", false});
    spec.digest = "SHA512";
    taken(leaf(spec), good.root);
  }
  SUBCASE("two intermediates") {
    auto const upper = make_certificate(authority_spec("upper"), &good.root);
    auto const lower = make_certificate(authority_spec("lower"), &upper);
    taken(make_certificate({}, &lower), good.root);
  }
  SUBCASE("one name among others, in capitals") { taken(leaf(named("DNS:a.example,DNS:LocalHost")), good.root); }
  SUBCASE("also for clients") {
    taken(leaf(CertificateSpec{}.with("extendedKeyUsage", "serverAuth,clientAuth")), good.root);
  }
}

TEST_CASE("dates are judged for every certificate of the chain") {
  auto const& root = GoodPlatform::get().root;
  SUBCASE("C01 leaf expired by a second") { refused(leaf(dated(-hours(2), -seconds(1))), "certificate_expired"); }
  SUBCASE("C04 leaf not yet valid") { refused(leaf(dated(hours(1), hours(9))), "certificate_not_yet_valid"); }
  auto middle = authority_spec("middle");
  SUBCASE("C02 intermediate expired") {
    middle.starts_in = -hours(9);
    middle.ends_in = -hours(1);
    auto const above = make_certificate(middle, &root);
    refused(make_certificate({}, &above), "certificate_expired");
  }
  SUBCASE("C05 intermediate not yet valid") {
    middle.starts_in = hours(1);
    auto const above = make_certificate(middle, &root);
    refused(make_certificate({}, &above), "certificate_not_yet_valid");
  }
  SUBCASE("C03 root expired") {
    auto old = authority_spec("old root");
    old.starts_in = -hours(9);
    old.ends_in = -hours(1);
    auto const above = make_certificate(old, nullptr);
    refused(make_certificate({}, &above), "certificate_expired", above);
  }
}

TEST_CASE("the time that counts is the one that was handed in") {
  auto config = config_for(1, GoodPlatform::get().root);
  auto const now = std::chrono::floor<seconds>(std::chrono::system_clock::now());
  auto const at = [&](sync::WallTime time) {
    config.certificate_time = time;
    return show(GoodPlatform::get().leaf, config).answer;
  };
  CHECK(at(now).status == 200);
  CHECK(at(now + hours(23)).status == 200);
  CHECK(at(now + hours(25)).detail == "certificate_expired");
  CHECK(at(now - hours(2)).detail == "certificate_not_yet_valid");
}

TEST_CASE("a certificate is for the host that was asked, by its DNS names alone") {
  SUBCASE("C06 another host") { refused(leaf(named("DNS:elsewhere.example")), "certificate_host"); }
  SUBCASE("C13 no DNS name, only a common name") {
    refused(leaf(CertificateSpec{}.without("subjectAltName")), "certificate_host");
  }
  SUBCASE("C14 DNS names, but ours only as common name") { refused(leaf(named("DNS:a.example")), "certificate_host"); }
  SUBCASE("C14 host in a URI") { refused(leaf(named("URI:https://localhost/")), "certificate_host"); }
  SUBCASE("C10 bare star") { refused(leaf(named("DNS:*")), "certificate_host"); }
  SUBCASE("C44 a name with a line break") {
    refused(leaf(named("DNS:localhost,DNS:a\nb.example")), "certificate_form");
  }
  SUBCASE("C40 ten thousand names") {
    std::string many = "DNS:localhost";
    for (int i = 0; i < 500; ++i) many += ",DNS:h" + std::to_string(i) + ".example";
    refused(leaf(named(many)), "certificate_form");
  }
  auto by_address = config_for(1, GoodPlatform::get().root);
  by_address.base_url = "https://127.0.0.1:1";
  SUBCASE("C11 an address without its own entry") {
    CHECK(show(leaf(named("DNS:localhost")), by_address).answer.detail == "certificate_host");
  }
  SUBCASE("C12 the text of an address as DNS name") {
    CHECK(show(leaf(named("DNS:127.0.0.1")), by_address).answer.detail == "certificate_host");
  }
  SUBCASE("an address with its own entry is taken") {
    CHECK(show(leaf(named("IP:127.0.0.1")), by_address).answer.status == 200);
  }
}

TEST_CASE("a chain leads to our root, and by authorities only") {
  auto const& good = GoodPlatform::get();
  auto const stranger = make_certificate(authority_spec("root"), nullptr);  // Same name, another key.
  SUBCASE("C15 self-signed") { refused(make_certificate({}, nullptr), "certificate_issuer"); }
  SUBCASE("C16 unknown root") {
    auto const other = make_certificate(authority_spec("other"), nullptr);
    refused(make_certificate({}, &other), "certificate_issuer");
  }
  SUBCASE("C46 our root's name, another key") { refused(make_certificate({}, &stranger), "certificate_issuer"); }
  SUBCASE("C17 intermediate missing") {
    auto const middle = make_certificate(authority_spec("middle"), &good.root);
    auto lonely = make_certificate({}, &middle);
    lonely.chain.clear();
    refused(lonely, "certificate_issuer");
  }
  SUBCASE("C33 a leaf as issuer") { refused(make_certificate({}, &good.leaf), "certificate_issuer"); }
  SUBCASE("C34 an issuer without basic constraints") {
    auto const odd = make_certificate(authority_spec("odd").without("basicConstraints"), &good.root);
    refused(make_certificate({}, &odd), "certificate_issuer");
  }
  SUBCASE("C35 path too long") {
    auto const upper =
        make_certificate(authority_spec("upper").with("basicConstraints", "critical,CA:TRUE,pathlen:0"), &good.root);
    auto const lower = make_certificate(authority_spec("lower"), &upper);
    refused(make_certificate({}, &lower), "certificate_issuer");
  }
  SUBCASE("C36 an issuer that may not sign") {
    auto const odd = make_certificate(authority_spec("odd").with("keyUsage", "critical,cRLSign"), &good.root);
    refused(make_certificate({}, &odd), "certificate_issuer");
  }
  SUBCASE("C38 name constraints, critical or not") {
    for (std::string const critical : {"critical,", ""}) {
      CAPTURE(critical);
      auto const odd = make_certificate(
          authority_spec("odd").with("nameConstraints", critical + "permitted;DNS:example.org"), &good.root);
      auto const seen = show(make_certificate({}, &odd));
      CHECK(seen.answer.reason == LinkReason::tls);
      CHECK(seen.requests == 0);
    }
  }
  SUBCASE("C39 ten intermediates") {
    auto above = good.root;
    for (int i = 0; i < 10; ++i) above = make_certificate(authority_spec("step" + std::to_string(i)), &above);
    auto const seen = show(make_certificate({}, &above));
    CHECK(seen.answer.reason == LinkReason::tls);
    CHECK(seen.requests == 0);
  }
}

TEST_CASE("a certificate says what it is for, and nothing else") {
  SUBCASE("C32 an authority as server") {
    auto spec = authority_spec("localhost").with("subjectAltName", "DNS:localhost");
    spec = spec.with("keyUsage", "critical,keyCertSign,digitalSignature").with("extendedKeyUsage", "serverAuth");
    refused(leaf(spec), "certificate_use");
  }
  SUBCASE("C29 for clients only") {
    refused(leaf(CertificateSpec{}.with("extendedKeyUsage", "clientAuth")), "certificate_use");
  }
  SUBCASE("C29 for nothing said") { refused(leaf(CertificateSpec{}.without("extendedKeyUsage")), "certificate_use"); }
  SUBCASE("C30 for anything") {
    refused(leaf(CertificateSpec{}.with("extendedKeyUsage", "anyExtendedKeyUsage")), "certificate_use");
  }
  SUBCASE("C31 key usage without signatures") {
    refused(leaf(CertificateSpec{}.with("keyUsage", "critical,keyAgreement")), "certificate_use");
  }
  SUBCASE("C31 no key usage") { refused(leaf(CertificateSpec{}.without("keyUsage")), "certificate_use"); }
}

TEST_CASE("weak keys and weak digests are refused") {
  SUBCASE("C19 SHA-1 leaf") {
    CertificateSpec spec;
    spec.digest = "SHA1";
    refused(leaf(spec), "certificate_key");
  }
  SUBCASE("C20 SHA-1 intermediate") {
    auto spec = authority_spec("middle");
    spec.digest = "SHA1";
    auto const middle = make_certificate(spec, &GoodPlatform::get().root);
    refused(make_certificate({}, &middle), "certificate_key");
  }
  for (int const bits : {1024, 2046, 2048, 3074}) {
    SUBCASE(("C23, C24 RSA " + std::to_string(bits)).c_str()) {
      refused(leaf(keyed({bits, "", false})), "certificate_key");
    }
  }
  SUBCASE("C25 a curve spelt out") {
    auto const seen = show(leaf(keyed({0, "P-256", true})));
    CHECK(seen.answer.reason == LinkReason::tls);
    CHECK(seen.requests == 0);
  }
  for (std::string const curve : {"secp256k1", "prime192v1", "P-521"}) {
    SUBCASE(("C25 " + curve).c_str()) {
      auto const seen = show(leaf(keyed({0, curve, false})));  // Some fail before a certificate is looked at.
      CHECK(seen.answer.reason == LinkReason::tls);
      CHECK(seen.requests == 0);
    }
  }
}

TEST_CASE("odd forms are refused") {
  for (std::string const serial : {"0", "-5"}) {
    SUBCASE(("C42 serial " + serial).c_str()) {
      CertificateSpec spec;
      spec.serial_hex = serial;
      refused(leaf(spec), "certificate_form");
    }
  }
  SUBCASE("C42 serial of 21 bytes") {
    CertificateSpec spec;
    spec.serial_hex = std::string(42, '7');
    refused(leaf(spec), "certificate_form");
  }
  SUBCASE("C43 version 1") {
    CertificateSpec spec;
    spec.version = 1;
    refused(leaf(spec), "certificate_form");
  }
  SUBCASE("C37 an unknown critical extension") {
    auto const seen = show(leaf(CertificateSpec{}.with("1.2.3.4.5", "critical,DER:0500")));
    CHECK(seen.answer.reason == LinkReason::tls);
    CHECK(seen.requests == 0);
  }
}

TEST_CASE("half a bundle of roots is no bundle") {
  auto config = config_for(1, GoodPlatform::get().root);
  auto const whole = config.ca_pem;
  config.ca_pem = whole + "-----BEGIN CERTIFICATE-----\nMIIBrubbish\n-----END CERTIFICATE-----\n";
  CHECK(show(GoodPlatform::get().leaf, config).answer.detail == "roots_damaged");
  config.ca_pem = GoodPlatform::get().leaf.pem();
  CHECK(show(GoodPlatform::get().leaf, config).answer.detail == "roots_damaged");
  config.ca_pem = "";
  CHECK(show(GoodPlatform::get().leaf, config).answer.detail == "roots_damaged");
  config.ca_pem = whole + make_certificate(authority_spec("second"), nullptr).pem();
  CHECK(show(GoodPlatform::get().leaf, config).answer.status == 200);
}

TEST_CASE("old protocols and weak suites are refused") {
  auto const fails = [](ServerSettings const& settings, Identity const& shown) {
    auto const seen = show(shown, GoodPlatform::get().root, settings);
    CHECK(seen.answer.reason == LinkReason::tls);
    CHECK(seen.requests == 0);
  };
  auto const& good = GoodPlatform::get().leaf;
  SUBCASE("P02 TLS 1.0") { fails({TLS1_VERSION, TLS1_VERSION, "ALL:@SECLEVEL=0"}, good); }
  SUBCASE("P03 TLS 1.1") { fails({TLS1_1_VERSION, TLS1_1_VERSION, "ALL:@SECLEVEL=0"}, good); }
  SUBCASE("P06 no encryption") { fails({TLS1_2_VERSION, TLS1_2_VERSION, "eNULL:@SECLEVEL=0"}, good); }
  SUBCASE("P08 anonymous") { fails({TLS1_2_VERSION, TLS1_2_VERSION, "aNULL:@SECLEVEL=0"}, good); }
  SUBCASE("P11 CBC with SHA-1") {
    fails({TLS1_2_VERSION, TLS1_2_VERSION, "ECDHE-ECDSA-AES128-SHA:@SECLEVEL=0"}, good);
  }
  SUBCASE("P09 static RSA") {
    fails({TLS1_2_VERSION, TLS1_2_VERSION, "AES128-GCM-SHA256:@SECLEVEL=0"}, leaf(keyed({3072, "", false})));
  }
}

TEST_CASE("only https is spoken") {
  auto config = config_for(1, GoodPlatform::get().root);
  for (std::string const address : {"http://localhost:1", "file:///etc/passwd", "ftp://localhost:1",
                                    "https://localhost@elsewhere.example:1", ""}) {
    CAPTURE(address);
    config.base_url = address;
    auto link = platform::CourierLink::open(courier_program());
    REQUIRE(link);
    (*link)->configure(config);
    CHECK(ask(**link, get("/")).reason == LinkReason::broken);
  }
}

// Certificates made while a test runs: good ones, and every kind of bad one that a client must refuse.
// Made with OpenSSL's library, which the client never links, so that one reading of X.509 checks the other.
#pragma once

#include <openssl/ssl.h>

#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace carrel::tests {

struct OpensslFree {
  void operator()(X509* x) const { X509_free(x); }
  void operator()(EVP_PKEY* k) const { EVP_PKEY_free(k); }
  void operator()(SSL_CTX* c) const { SSL_CTX_free(c); }
  void operator()(SSL* s) const { SSL_free(s); }
};
using X509Handle = std::unique_ptr<X509, OpensslFree>;
using KeyHandle = std::unique_ptr<EVP_PKEY, OpensslFree>;

struct KeyKind {
  int rsa_bits = 0;                 ///< 0 for an elliptic curve.
  std::string curve = "P-256";
  bool explicit_curve = false;
  bool dsa = false;                 ///< Then neither of the above.
};

/// What stands in a certificate. The defaults are what a good leaf for "localhost" says.
struct CertificateSpec {
  KeyKind key;
  std::string common_name = "localhost";
  long version = 3;
  std::string serial_hex = "4A11C0DE";  ///< May begin with '-'.
  std::chrono::seconds starts_in = -std::chrono::hours(1);
  std::chrono::seconds ends_in = std::chrono::hours(24);
  std::string digest = "SHA256";
  std::shared_ptr<EVP_PKEY> same_key;  ///< Instead of a new one.
  /// Name and value as in openssl's configuration files. A name may stand twice.
  std::vector<std::pair<std::string, std::string>> extensions = {
      {"basicConstraints", "critical,CA:FALSE"},
      {"keyUsage", "critical,digitalSignature"},
      {"extendedKeyUsage", "serverAuth"},
      {"subjectAltName", "DNS:localhost"},
  };

  /// Replaces or adds one extension.
  CertificateSpec with(std::string const& name, std::string const& value) const;
  CertificateSpec without(std::string const& name) const;
};

/// A CA that may sign leaves and further CAs.
CertificateSpec authority_spec(std::string const& name);

/// A certificate, its key, and the certificates above it but for the root.
struct Identity {
  std::shared_ptr<X509> certificate;
  std::shared_ptr<EVP_PKEY> key;
  std::vector<std::shared_ptr<X509>> chain;

  std::string pem() const;
  std::string der() const;
};

/// The same, but for the lowest bit of the signature's last byte.
Identity with_flipped_signature(Identity const& whole);

/// The same, but what stands behind the signed part names another digest than the signed part does.
Identity with_other_outer_digest(Identity const& whole, std::string const& digest);

/// Signs with `issuer`, or with itself when there is none.
Identity make_certificate(CertificateSpec const& spec, Identity const* issuer);

}  // namespace carrel::tests

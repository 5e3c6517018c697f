// Which certificates prove that the other side is the platform.
// mbedTLS alone takes some that must be refused (no name but the common name, a wildcard over a whole top level domain,
// a CA as server, ignored name constraints, and others), and judges dates by a clock that anybody can set. This closes
// those, by a callback that sees every certificate of the chain. Which roots are believed is the configuration's business.
#pragma once

#include <mbedtls/ssl.h>

#include <string>
#include <string_view>

#include "sync/base/result.h"
#include "sync/base/time.h"

namespace carrel::platform {

/// RSA below this is refused, also in the chain: what is signed for years should outlive the key sizes of today.
inline constexpr unsigned rsa_bits_min = 3072;

/// One certificate as it comes over the wire, and all the names in it.
inline constexpr std::size_t certificate_bytes_max = 16 * 1024;
inline constexpr std::size_t certificate_names_max = 100;

/// Fault::invalid unless every certificate in `pem` parses, is a CA, and at least one is there.
/// mbedTLS itself is content with half a bundle.
sync::Done check_roots(std::string const& pem);

/// Judges chains for one host. Lives longer than every connection it judges.
class CertificateJudge {
 public:
  /// `host` without brackets and port; `now` zero means the wall clock at the time of judging.
  void expect(std::string host, sync::WallTime now);

  /// Our suites, groups, signatures and profile, no renegotiation, and this judge as callback.
  void install(mbedtls_ssl_config* config);

  /// Why the last chain was refused ("certificate_host", "certificate_expired", ...); empty when it was not. Clears it.
  std::string take_refusal();

 private:
  static int callback(void* self, mbedtls_x509_crt* certificate, int depth, std::uint32_t* flags);
  std::uint32_t judge(mbedtls_x509_crt const& certificate, int depth, std::uint32_t flags);
  std::string_view objection(mbedtls_x509_crt const& certificate, int depth, std::uint32_t flags) const;

  std::string host_;
  sync::WallTime now_{};
  std::string refusal_;
};

/// True when `name`, a DNS name of a certificate, stands for `host`: equal without regard to case, or a wildcard for
/// exactly one whole label under a name of at least two.
bool name_stands_for(std::string_view name, std::string_view host);

}  // namespace carrel::platform

#include "platform/courier/certificates.h"

#include <arpa/inet.h>
#include <mbedtls/asn1.h>
#include <mbedtls/ecp.h>
#include <mbedtls/oid.h>
#include <mbedtls/rsa.h>
#include <mbedtls/x509_crt.h>

#include <algorithm>
#include <chrono>
#include <memory>

namespace carrel::platform {

namespace {

constexpr int dns_name = 2;
constexpr int ip_address = 7;

// The lists are read by mbedTLS as long as a connection lives; each ends in zero.
constexpr int suites[] = {MBEDTLS_TLS1_3_AES_128_GCM_SHA256,
                          MBEDTLS_TLS1_3_CHACHA20_POLY1305_SHA256,
                          MBEDTLS_TLS1_3_AES_256_GCM_SHA384,
                          MBEDTLS_TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
                          MBEDTLS_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
                          MBEDTLS_TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
                          MBEDTLS_TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
                          0};
constexpr std::uint16_t groups[] = {MBEDTLS_SSL_IANA_TLS_GROUP_X25519, MBEDTLS_SSL_IANA_TLS_GROUP_SECP256R1,
                                    MBEDTLS_SSL_IANA_TLS_GROUP_SECP384R1, MBEDTLS_SSL_IANA_TLS_GROUP_NONE};
constexpr std::uint16_t signatures[] = {MBEDTLS_TLS1_3_SIG_ECDSA_SECP256R1_SHA256,
                                        MBEDTLS_TLS1_3_SIG_ECDSA_SECP384R1_SHA384,
                                        MBEDTLS_TLS1_3_SIG_RSA_PSS_RSAE_SHA256,
                                        MBEDTLS_TLS1_3_SIG_RSA_PSS_RSAE_SHA384,
                                        MBEDTLS_TLS1_3_SIG_RSA_PSS_RSAE_SHA512,
                                        MBEDTLS_TLS1_3_SIG_RSA_PKCS1_SHA256,
                                        MBEDTLS_TLS1_3_SIG_RSA_PKCS1_SHA384,
                                        MBEDTLS_TLS1_3_SIG_RSA_PKCS1_SHA512,
                                        MBEDTLS_TLS1_3_SIG_NONE};
constexpr mbedtls_x509_crt_profile profile = {
    MBEDTLS_X509_ID_FLAG(MBEDTLS_MD_SHA256) | MBEDTLS_X509_ID_FLAG(MBEDTLS_MD_SHA384) |
        MBEDTLS_X509_ID_FLAG(MBEDTLS_MD_SHA512),
    MBEDTLS_X509_ID_FLAG(MBEDTLS_PK_ECKEY) | MBEDTLS_X509_ID_FLAG(MBEDTLS_PK_ECDSA) |
        MBEDTLS_X509_ID_FLAG(MBEDTLS_PK_RSA) | MBEDTLS_X509_ID_FLAG(MBEDTLS_PK_RSASSA_PSS),
    MBEDTLS_X509_ID_FLAG(MBEDTLS_ECP_DP_SECP256R1) | MBEDTLS_X509_ID_FLAG(MBEDTLS_ECP_DP_SECP384R1),
    rsa_bits_min,
};

sync::WallTime time_of(mbedtls_x509_time const& t) {
  using namespace std::chrono;
  return sys_days{year{t.year} / month{static_cast<unsigned>(t.mon)} / day{static_cast<unsigned>(t.day)}} +
         hours{t.hour} + minutes{t.min} + seconds{t.sec};
}

bool serial_is_odd(mbedtls_x509_buf const& serial) {
  if (serial.len == 0 || serial.len > 20 || (serial.p[0] & 0x80) != 0) return true;
  return std::all_of(serial.p, serial.p + serial.len, [](unsigned char c) { return c == 0; });
}

std::string_view text_of(mbedtls_x509_buf const& buf) { return {reinterpret_cast<char const*>(buf.p), buf.len}; }

// True when the extension of that id stands in the certificate. Unreadable counts as present: the cautious answer.
bool has_extension(mbedtls_x509_crt const& certificate, std::string_view oid) {
  unsigned char* p = certificate.v3_ext.p;
  if (p == nullptr) return false;
  unsigned char const* const end = p + certificate.v3_ext.len;
  constexpr int sequence = MBEDTLS_ASN1_CONSTRUCTED | MBEDTLS_ASN1_SEQUENCE;
  std::size_t length = 0;
  if (mbedtls_asn1_get_tag(&p, end, &length, sequence) != 0) return true;
  while (p < end) {
    if (mbedtls_asn1_get_tag(&p, end, &length, sequence) != 0) return true;
    unsigned char* const next = p + length;
    if (mbedtls_asn1_get_tag(&p, next, &length, MBEDTLS_ASN1_OID) != 0) return true;
    if (std::string_view(reinterpret_cast<char const*>(p), length) == oid) return true;
    p = next;
  }
  return false;
}

// An elliptic curve must be named, not spelt out: a spelt-out one can look like a known one and be another.
bool curve_is_named(mbedtls_x509_crt const& certificate) {
  unsigned char* p = certificate.pk_raw.p;
  unsigned char const* const end = p + certificate.pk_raw.len;
  constexpr int sequence = MBEDTLS_ASN1_CONSTRUCTED | MBEDTLS_ASN1_SEQUENCE;
  std::size_t length = 0;
  if (mbedtls_asn1_get_tag(&p, end, &length, sequence) != 0) return false;
  if (mbedtls_asn1_get_tag(&p, end, &length, sequence) != 0) return false;
  unsigned char const* const inner = p + length;
  if (mbedtls_asn1_get_tag(&p, inner, &length, MBEDTLS_ASN1_OID) != 0) return false;
  p += length;
  return mbedtls_asn1_get_tag(&p, inner, &length, MBEDTLS_ASN1_OID) == 0 && p + length == inner;
}

// mbedtls_pk_get_bitlen rounds up to whole bytes.
std::size_t rsa_bits(mbedtls_x509_crt const& certificate) {
  mbedtls_mpi modulus;
  mbedtls_mpi_init(&modulus);
  bool const read = mbedtls_rsa_export(mbedtls_pk_rsa(certificate.pk), &modulus, nullptr, nullptr, nullptr, nullptr) == 0;
  auto const bits = read ? mbedtls_mpi_bitlen(&modulus) : 0;
  mbedtls_mpi_free(&modulus);
  return bits;
}

bool key_is_weak(mbedtls_x509_crt const& certificate) {
  auto bits = mbedtls_pk_get_bitlen(&certificate.pk);
  switch (mbedtls_pk_get_type(&certificate.pk)) {
    case MBEDTLS_PK_RSA:
    case MBEDTLS_PK_RSASSA_PSS: bits = rsa_bits(certificate); return bits < rsa_bits_min || bits % 8 != 0;
    case MBEDTLS_PK_ECKEY:
    case MBEDTLS_PK_ECDSA: return (bits != 256 && bits != 384) || !curve_is_named(certificate);
    default: return true;
  }
}

bool is_dns_text(std::string_view name) {
  return !name.empty() && name.size() <= 253 && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
           c == '*' || c == '_';
  });
}

// The address in the form certificates use, or empty when the host is a name.
std::string address_of(std::string const& host) {
  unsigned char raw[16];
  if (inet_pton(AF_INET, host.c_str(), raw) == 1) return {reinterpret_cast<char*>(raw), 4};
  if (inet_pton(AF_INET6, host.c_str(), raw) == 1) return {reinterpret_cast<char*>(raw), 16};
  return {};
}

std::string_view objection_to_names(mbedtls_x509_crt const& leaf, std::string const& host) {
  if (!mbedtls_x509_crt_has_ext_type(&leaf, MBEDTLS_X509_EXT_SUBJECT_ALT_NAME)) return "certificate_host";
  auto const address = address_of(host);
  bool found = false;
  std::size_t count = 0;
  for (auto const* name = &leaf.subject_alt_names; name != nullptr; name = name->next) {
    if (++count > certificate_names_max) return "certificate_form";
    int const kind = name->buf.tag & MBEDTLS_ASN1_TAG_VALUE_MASK;
    auto const text = text_of(name->buf);
    if (kind == dns_name && !is_dns_text(text)) return "certificate_form";
    if (kind == dns_name && address.empty() && name_stands_for(text, host)) found = true;
    if (kind == ip_address && !address.empty() && text == address) found = true;
  }
  return found ? std::string_view{} : "certificate_host";
}

bool is_for_servers(mbedtls_x509_crt const& leaf) {
  if (!mbedtls_x509_crt_has_ext_type(&leaf, MBEDTLS_X509_EXT_KEY_USAGE) ||
      mbedtls_x509_crt_check_key_usage(&leaf, MBEDTLS_X509_KU_DIGITAL_SIGNATURE) != 0 ||
      !mbedtls_x509_crt_has_ext_type(&leaf, MBEDTLS_X509_EXT_EXTENDED_KEY_USAGE))
    return false;
  constexpr std::string_view server{MBEDTLS_OID_SERVER_AUTH, sizeof(MBEDTLS_OID_SERVER_AUTH) - 1};
  constexpr std::string_view client{MBEDTLS_OID_CLIENT_AUTH, sizeof(MBEDTLS_OID_CLIENT_AUTH) - 1};
  bool server_named = false;
  for (auto const* use = &leaf.ext_key_usage; use != nullptr; use = use->next) {
    auto const oid = text_of(use->buf);
    server_named = server_named || oid == server;
    if (oid != server && oid != client) return false;  // Also "any purpose": whoever means servers can say servers.
  }
  return server_named;
}

std::string_view word_for(std::uint32_t flags) {
  if (flags & MBEDTLS_X509_BADCERT_NOT_TRUSTED) return "certificate_issuer";
  if (flags & (MBEDTLS_X509_BADCERT_BAD_MD | MBEDTLS_X509_BADCERT_BAD_PK | MBEDTLS_X509_BADCERT_BAD_KEY))
    return "certificate_key";
  if (flags & MBEDTLS_X509_BADCERT_CN_MISMATCH) return "certificate_host";
  if (flags & (MBEDTLS_X509_BADCERT_KEY_USAGE | MBEDTLS_X509_BADCERT_EXT_KEY_USAGE |
               MBEDTLS_X509_BADCERT_NS_CERT_TYPE))
    return "certificate_use";
  return "certificate_refused";
}

}  // namespace

bool name_stands_for(std::string_view name, std::string_view host) {
  auto const same = [](std::string_view a, std::string_view b) {
    auto const lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [&](char x, char y) { return lower(x) == lower(y); });
  };
  if (!name.starts_with("*.")) return name.find('*') == std::string_view::npos && same(name, host);
  auto const parent = name.substr(2);
  auto const dot = host.find('.');
  bool const whole_domain = parent.find('.') != std::string_view::npos && parent.find('*') == std::string_view::npos;
  return whole_domain && dot != std::string_view::npos && dot > 0 && same(parent, host.substr(dot + 1));
}

sync::Done check_roots(std::string const& pem) {
  constexpr std::string_view begin = "-----BEGIN CERTIFICATE-----";
  std::size_t expected = 0;
  for (auto at = pem.find(begin); at != std::string::npos; at = pem.find(begin, at + 1)) ++expected;

  struct Closer {
    void operator()(mbedtls_x509_crt* chain) const {
      mbedtls_x509_crt_free(chain);
      delete chain;
    }
  };
  std::unique_ptr<mbedtls_x509_crt, Closer> const chain(new mbedtls_x509_crt);
  mbedtls_x509_crt_init(chain.get());
  auto const* raw = reinterpret_cast<unsigned char const*>(pem.c_str());
  if (expected == 0 || mbedtls_x509_crt_parse(chain.get(), raw, pem.size() + 1) != 0)
    return sync::Error{sync::Fault::invalid, "roots"};
  std::size_t parsed = 0;
  for (auto const* root = chain.get(); root != nullptr; root = root->next, ++parsed)
    if (mbedtls_x509_crt_get_ca_istrue(root) != 1) return sync::Error{sync::Fault::invalid, "roots"};
  if (parsed != expected) return sync::Error{sync::Fault::invalid, "roots"};
  return {};
}

void CertificateJudge::expect(std::string host, sync::WallTime now) {
  host_ = std::move(host);
  now_ = now;
}

void CertificateJudge::install(mbedtls_ssl_config* config) {
  refusal_.clear();
  mbedtls_ssl_conf_ciphersuites(config, suites);
  mbedtls_ssl_conf_groups(config, groups);
  mbedtls_ssl_conf_sig_algs(config, signatures);
  mbedtls_ssl_conf_cert_profile(config, &profile);
  mbedtls_ssl_conf_authmode(config, MBEDTLS_SSL_VERIFY_REQUIRED);
  mbedtls_ssl_conf_verify(config, callback, this);
#if defined(MBEDTLS_SSL_RENEGOTIATION)
  mbedtls_ssl_conf_renegotiation(config, MBEDTLS_SSL_RENEGOTIATION_DISABLED);
#endif
}

std::string CertificateJudge::take_refusal() { return std::exchange(refusal_, {}); }

int CertificateJudge::callback(void* self, mbedtls_x509_crt* certificate, int depth, std::uint32_t* flags) {
  *flags = static_cast<CertificateJudge*>(self)->judge(*certificate, depth, *flags);
  return 0;
}

std::uint32_t CertificateJudge::judge(mbedtls_x509_crt const& certificate, int depth, std::uint32_t flags) {
  // Dates are judged below, by the time we were given.
  flags &= ~static_cast<std::uint32_t>(MBEDTLS_X509_BADCERT_EXPIRED | MBEDTLS_X509_BADCERT_FUTURE);
  auto const word = objection(certificate, depth, flags);
  if (word.empty()) return 0;
  // Called from the root down to the leaf: what is wrong with the leaf is the better word.
  refusal_ = word;
  return flags | MBEDTLS_X509_BADCERT_OTHER;
}

std::string_view CertificateJudge::objection(mbedtls_x509_crt const& certificate, int depth,
                                             std::uint32_t flags) const {
  auto const now = now_ == sync::WallTime{}
                       ? std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())
                       : now_;
  if (flags != 0) return word_for(flags);
  if (now > time_of(certificate.valid_to)) return "certificate_expired";
  if (now < time_of(certificate.valid_from)) return "certificate_not_yet_valid";
  if (certificate.version != 3 || serial_is_odd(certificate.serial)) return "certificate_form";
  if (key_is_weak(certificate)) return "certificate_key";
  // Not understood by mbedTLS; a constraint that is not kept is worse than none.
  if (has_extension(certificate, std::string_view("\x55\x1d\x1e", 3))) return "certificate_form";
  bool const is_authority = mbedtls_x509_crt_get_ca_istrue(&certificate) == 1;
  if (depth > 0) return is_authority ? std::string_view{} : "certificate_use";
  if (is_authority || !is_for_servers(certificate)) return "certificate_use";
  return objection_to_names(certificate, host_);
}

}  // namespace carrel::platform

// mbedTLS takes a certificate with bytes behind it, of any size. The linker sends its calls here first (--wrap), since
// the TLS layer offers no other look at the bytes as they came.
extern "C" {
int __real_mbedtls_x509_crt_parse_der(mbedtls_x509_crt* chain, unsigned char const* bytes, std::size_t size);
int __wrap_mbedtls_x509_crt_parse_der(mbedtls_x509_crt* chain, unsigned char const* bytes, std::size_t size);

int __wrap_mbedtls_x509_crt_parse_der(mbedtls_x509_crt* chain, unsigned char const* bytes, std::size_t size) {
  auto* p = const_cast<unsigned char*>(bytes);
  std::size_t length = 0;
  bool const exact = size <= carrel::platform::certificate_bytes_max &&
                     mbedtls_asn1_get_tag(&p, bytes + size, &length,
                                          MBEDTLS_ASN1_CONSTRUCTED | MBEDTLS_ASN1_SEQUENCE) == 0 &&
                     p + length == bytes + size;
  return exact ? __real_mbedtls_x509_crt_parse_der(chain, bytes, size) : MBEDTLS_ERR_X509_INVALID_FORMAT;
}
}

#include "tests/support/certificate_factory.h"

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <stdexcept>

namespace carrel::tests {

namespace {

void must(bool good, char const* what) {
  if (!good) throw std::runtime_error(std::string("certificate factory: ") + what);
}

std::shared_ptr<EVP_PKEY> make_key(KeyKind const& kind) {
  EVP_PKEY* key = nullptr;
  if (kind.dsa) {
    EVP_PKEY* parameters = nullptr;
    EVP_PKEY_CTX* context = EVP_PKEY_CTX_new_from_name(nullptr, "DSA", nullptr);
    must(EVP_PKEY_paramgen_init(context) == 1 && EVP_PKEY_CTX_set_dsa_paramgen_bits(context, 1024) == 1, "key");
    EVP_PKEY_paramgen(context, &parameters);
    EVP_PKEY_CTX_free(context);
    context = EVP_PKEY_CTX_new_from_pkey(nullptr, parameters, nullptr);
    EVP_PKEY_free(parameters);
    must(EVP_PKEY_keygen_init(context) == 1, "key");
    EVP_PKEY_generate(context, &key);
    EVP_PKEY_CTX_free(context);
  } else if (kind.rsa_bits > 0) {
    key = EVP_RSA_gen(static_cast<unsigned>(kind.rsa_bits));
  } else {
    EVP_PKEY_CTX* const context = EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr);
    must(EVP_PKEY_keygen_init(context) == 1, "key");
    EVP_PKEY_CTX_set_group_name(context, kind.curve.c_str());
    if (kind.explicit_curve) EVP_PKEY_CTX_set_ec_param_enc(context, OPENSSL_EC_EXPLICIT_CURVE);
    EVP_PKEY_generate(context, &key);
    EVP_PKEY_CTX_free(context);
  }
  must(key != nullptr, "key");
  return {key, OpensslFree{}};
}

void set_serial(X509* x, std::string const& hex) {
  BIGNUM* number = nullptr;
  must(BN_hex2bn(&number, hex.c_str()) > 0, "serial");
  BN_to_ASN1_INTEGER(number, X509_get_serialNumber(x));
  BN_free(number);
}

void add_extensions(X509* x, X509* issuer, CertificateSpec const& spec) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, issuer, x, nullptr, nullptr, 0);
  for (auto const& [name, value] : spec.extensions) {
    X509_EXTENSION* const extension = X509V3_EXT_nconf(nullptr, &context, name.c_str(), value.c_str());
    must(extension != nullptr, name.c_str());
    X509_add_ext(x, extension, -1);
    X509_EXTENSION_free(extension);
  }
}

}  // namespace

CertificateSpec CertificateSpec::with(std::string const& name, std::string const& value) const {
  auto spec = without(name);
  spec.extensions.emplace_back(name, value);
  return spec;
}

CertificateSpec CertificateSpec::without(std::string const& name) const {
  auto spec = *this;
  std::erase_if(spec.extensions, [&](auto const& extension) { return extension.first == name; });
  return spec;
}

CertificateSpec authority_spec(std::string const& name) {
  CertificateSpec spec;
  spec.common_name = name;
  spec.extensions = {{"basicConstraints", "critical,CA:TRUE"}, {"keyUsage", "critical,keyCertSign,cRLSign"}};
  return spec;
}

std::string Identity::pem() const {
  BIO* const out = BIO_new(BIO_s_mem());
  PEM_write_bio_X509(out, certificate.get());
  char* data = nullptr;
  auto const size = BIO_get_mem_data(out, &data);
  std::string text(data, static_cast<std::size_t>(size));
  BIO_free(out);
  return text;
}

std::string Identity::der() const {
  unsigned char* data = nullptr;
  auto const size = i2d_X509(certificate.get(), &data);
  must(size > 0, "der");
  std::string bytes(reinterpret_cast<char*>(data), static_cast<std::size_t>(size));
  OPENSSL_free(data);
  return bytes;
}

namespace {

Identity copy_of(Identity const& whole) {
  auto copy = whole;
  copy.certificate = {X509_dup(whole.certificate.get()), OpensslFree{}};
  return copy;
}

}  // namespace

// OpenSSL hands out both parts of a signature as const, for who reads them.
Identity with_flipped_signature(Identity const& whole) {
  auto copy = copy_of(whole);
  ASN1_BIT_STRING const* signature = nullptr;
  X509_get0_signature(&signature, nullptr, copy.certificate.get());
  signature->data[signature->length - 1] ^= 1;
  return copy;
}

Identity with_other_outer_digest(Identity const& whole, std::string const& digest) {
  auto copy = copy_of(whole);
  X509_ALGOR const* algorithm = nullptr;
  X509_get0_signature(nullptr, &algorithm, copy.certificate.get());
  int signature_kind = 0;
  must(OBJ_find_sigid_by_algs(&signature_kind, EVP_MD_get_type(EVP_get_digestbyname(digest.c_str())),
                              EVP_PKEY_get_base_id(whole.key.get())) == 1, "digest");
  X509_ALGOR_set0(const_cast<X509_ALGOR*>(algorithm), OBJ_nid2obj(signature_kind), V_ASN1_UNDEF, nullptr);
  return copy;
}

Identity make_certificate(CertificateSpec const& spec, Identity const* issuer) {
  Identity made;
  made.key = spec.same_key ? spec.same_key : make_key(spec.key);
  std::shared_ptr<X509> const x(X509_new(), OpensslFree{});
  X509_set_version(x.get(), spec.version - 1);
  set_serial(x.get(), spec.serial_hex);
  X509_gmtime_adj(X509_getm_notBefore(x.get()), static_cast<long>(spec.starts_in.count()));
  X509_gmtime_adj(X509_getm_notAfter(x.get()), static_cast<long>(spec.ends_in.count()));
  auto* const name = X509_get_subject_name(x.get());
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8,
                             reinterpret_cast<unsigned char const*>(spec.common_name.c_str()), -1, -1, 0);
  X509* const above = issuer != nullptr ? issuer->certificate.get() : x.get();
  X509_set_issuer_name(x.get(), X509_get_subject_name(above));
  X509_set_pubkey(x.get(), made.key.get());
  if (spec.version == 3) add_extensions(x.get(), above, spec);
  EVP_PKEY* const signer = issuer != nullptr ? issuer->key.get() : made.key.get();
  must(X509_sign(x.get(), signer, EVP_get_digestbyname(spec.digest.c_str())) > 0, "sign");
  made.certificate = x;
  if (issuer != nullptr) {
    made.chain = issuer->chain;
    made.chain.insert(made.chain.begin(), issuer->certificate);
  }
  return made;
}

}  // namespace carrel::tests

#include "sync/trust/keys.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "sync/trust/padding.h"
#include "sync/trust/secret_box.h"
#include "tests/support/seeded_entropy.h"

using namespace carrel::sync;
using carrel::tests::SeededEntropy;

TEST_CASE("Ed25519 and SHA-256 are the ones of the standards") {
  // RFC 8032 section 7.1, test 2; FIPS 180-4, "abc".
  auto const pair = SignKeyPair::from_seed(*from_hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"));
  REQUIRE(pair);
  CHECK(to_hex(pair->public_key.bytes) == "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
  CHECK(to_hex(sign(*pair, "", Bytes{0x72})) ==
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
  CHECK(to_hex(digest_of(as_bytes("abc")).bytes) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("a signature fits one key, one purpose and one text") {
  SeededEntropy entropy(1);
  auto const ours = SignKeyPair::make(entropy);
  auto const other = SignKeyPair::make(entropy);
  auto signature = sign(ours, "a", as_bytes("text"));
  CHECK(check_signature(ours.public_key, "a", as_bytes("text"), signature));
  CHECK_FALSE(check_signature(other.public_key, "a", as_bytes("text"), signature));
  CHECK_FALSE(check_signature(ours.public_key, "b", as_bytes("text"), signature));
  CHECK_FALSE(check_signature(ours.public_key, "a", as_bytes("texT"), signature));
  CHECK_FALSE(check_signature(ours.public_key, "a", as_bytes("text"), BytesView(signature).first(63)));
  signature[40] ^= 1;
  CHECK_FALSE(check_signature(ours.public_key, "a", as_bytes("text"), signature));
}

TEST_CASE("a box opens for its key only, whole and unchanged") {
  SeededEntropy entropy(2);
  auto const ours = SealKeyPair::make(entropy);
  auto const other = SealKeyPair::make(entropy);
  auto sealed = seal_box(ours.public_key, as_bytes("private"));
  CHECK(as_text(*open_box(ours, sealed)) == "private");
  CHECK_FALSE(open_box(other, sealed));
  CHECK_FALSE(open_box(ours, BytesView(sealed).first(sealed.size() - 1)));
  CHECK_FALSE(open_box(ours, BytesView(sealed).first(10)));
  for (std::size_t byte = 0; byte < sealed.size(); ++byte) {
    sealed[byte] ^= 4;
    CHECK_FALSE(open_box(ours, sealed));
    sealed[byte] ^= 4;
  }
}

TEST_CASE("padding costs at most 12 % and comes off again") {
  for (std::size_t size = 1; size < 200'000; size = size + 1 + size / 50) {
    auto const padded = padme_size(size);
    CAPTURE(size);
    CHECK(padded >= size);
    CHECK(static_cast<double>(padded) <= 1.12 * static_cast<double>(size));
    CHECK(padme_size(padded) == padded);
  }
  CHECK(rc::check([](Bytes const& bytes) {
    auto padded = bytes;
    pad(padded, 48);
    RC_ASSERT(padme_size(padded.size() + 48) == padded.size() + 48);
    RC_ASSERT(to_bytes(*unpad(padded)) == bytes);
  }));
  CHECK_FALSE(unpad(Bytes{}));
  CHECK_FALSE(unpad(Bytes{0, 0}));
  CHECK_FALSE(unpad(Bytes{0x80, 1}));
}

TEST_CASE("lengths that are near look alike") {
  std::vector<std::size_t> seen;
  for (std::size_t size = 1000; size <= 1500; ++size) seen.push_back(padme_size(size));
  CHECK(std::unique(seen.begin(), seen.end()) - seen.begin() <= 20);
}

TEST_CASE("a locked box is bound to its key and place, and no two are alike") {
  SeededEntropy entropy(3);
  auto const key = Secret::random(32, entropy);
  auto const other = Secret::random(32, entropy);
  auto const locked = lock_box(key.view(), "here", as_bytes("text"));
  CHECK(as_text(*unlock_box(key.view(), "here", locked)) == "text");
  CHECK_FALSE(unlock_box(other.view(), "here", locked));
  CHECK_FALSE(unlock_box(key.view(), "there", locked));
  CHECK(lock_box(key.view(), "here", as_bytes("text")) != locked);
  for (std::size_t byte = 0; byte < locked.size(); ++byte) {
    auto changed = locked;
    changed[byte] ^= 1;
    CHECK_FALSE(unlock_box(key.view(), "here", changed));
  }
  for (std::size_t size = 0; size < locked.size(); ++size) CHECK_FALSE(unlock_box(key.view(), "here", BytesView(locked).first(size)));
  auto newer = locked;
  newer[0] = 2;
  CHECK(unlock_box(key.view(), "here", newer).error().fault == Fault::stale);
}

TEST_CASE("parts of associated data cannot be shifted") {
  CHECK(bound_of({"ab", "c"}) != bound_of({"a", "bc"}));
  CHECK(bound_of({"1:a", ""}) != bound_of({"", "1:a"}));
}

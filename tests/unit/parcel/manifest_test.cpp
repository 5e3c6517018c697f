// Manifests and packed text come from anywhere: nothing of them is believed before it has been checked.
#include <doctest/doctest.h>

#include "sync/base/limits.h"
#include "sync/parcel/manifest.h"
#include "sync/parcel/zstd_text.h"

using namespace carrel::sync;

namespace {
Manifest small() {
  auto const bytes = to_bytes(std::string_view("{}"));
  Manifest out;
  out.config = {std::string(media::config), BlobDigest::of(bytes), bytes.size(), {}, {}};
  out.layers = {{"image/png", BlobDigest::of(to_bytes(std::string_view("x"))), 1, "figures/a.png", {}},
                {"application/zip",
                 BlobDigest::of(to_bytes(std::string_view("y"))),
                 limits::piece_bytes + 1,
                 "files/b.zip",
                 {BlobDigest{}, BlobDigest{}}}};
  out.annotations = {{"org.opencontainers.image.title", "T"}};
  return out;
}
Result<Manifest> read(std::string const& text) { return parse_manifest(as_bytes(text)); }
std::string replaced(std::string text, std::string const& from, std::string const& to) {
  auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}
}  // namespace

TEST_CASE("a manifest is read as it was written") {
  auto const text = write_manifest(small());
  auto back = read(text);
  REQUIRE(back);
  CHECK(back->layers == small().layers);
  CHECK(back->config == small().config);
  CHECK(back->annotations == small().annotations);
  CHECK(write_manifest(*back) == text);
  CHECK(back->bytes() == 2 + 1 + limits::piece_bytes + 1);
}

TEST_CASE("a truncated manifest is refused at every byte") {
  auto const text = write_manifest(small());
  for (std::size_t cut = 0; cut < text.size(); ++cut) CHECK(!read(text.substr(0, cut)));
}

TEST_CASE("titles that lead elsewhere, stand twice or hide something are refused") {
  for (std::string bad : {"../a.png", "a/../../b", "/etc/passwd", "a//b", "./a", "a/.", "..", "a\\\\b", "a\\u0001b",
                          "a\\u0000b", "c:/x", "", "files/b.zip"}) {
    CAPTURE(bad);
    auto const read_bad = read(replaced(write_manifest(small()), "figures/a.png", bad));
    REQUIRE(!read_bad);
    CHECK(read_bad.error().fault == Fault::corrupt);
  }
  CHECK(!is_safe_title(std::string(256, 'a')));
  CHECK(is_safe_title("figures/caf\u00e9 1.png"));
}

TEST_CASE("sizes, digests and piece lists that cannot be true are refused") {
  auto const text = write_manifest(small());
  CHECK(!read(replaced(text, "\"size\":1,", "\"size\":-1,")));
  CHECK(!read(replaced(text, "\"size\":1,", "\"size\":4294967297,")));
  CHECK(!read(replaced(text, "\"size\":1,", "\"size\":1.5,")));
  CHECK(!read(replaced(text, "\"size\":1,", "\"size\":40000,")));  // Needs a piece list.
  CHECK(!read(replaced(text, "sha256:", "sha512:")));
  CHECK(!read(replaced(text, "vnd.carrel.pieces\":\"AAAA", "vnd.carrel.pieces\":\"AAA")));
  CHECK(read(replaced(text, std::string(media::course), "application/vnd.other")).error().fault == Fault::stale);
  auto twice = small();
  twice.layers.push_back(twice.layers[0]);
  twice.layers[2].title = "other.png";
  CHECK(read(write_manifest(twice)));
  twice.layers[2].size = 2;  // One digest, two lengths.
  CHECK(!read(write_manifest(twice)));
}

TEST_CASE("packed text is unpacked whole or not at all, never beyond its bound") {
  Bytes const text(300'000, 'a');
  auto const packed = pack_zstd(text);
  CHECK(packed.size() < 200);
  auto back = unpack_zstd(packed, text.size());
  REQUIRE(back);
  CHECK(*back == text);
  CHECK(!unpack_zstd(packed, text.size() - 1));
  for (std::size_t cut = 0; cut < packed.size(); ++cut) CHECK(!unpack_zstd(BytesView(packed).first(cut), text.size()));
  for (std::size_t at = 0; at < packed.size(); ++at) {
    auto bent = packed;
    bent[at] ^= 0x20;
    auto read_bent = unpack_zstd(bent, 1 << 20);
    CHECK((!read_bent || *read_bent == text));
  }
  auto longer = packed;
  longer.push_back(0);
  CHECK(!unpack_zstd(longer, 1 << 20));
  // 64 MB of zeros in a few kB.
  auto const bomb = pack_zstd(Bytes(64 << 20, 0));
  CHECK(!unpack_zstd(bomb, limits::chapter_bytes_max));
  CHECK(unpack_zstd(pack_zstd({}), 0)->empty());
}

TEST_CASE("names of courses are those an address may hold") {
  for (auto const* good : {"shell-novice", "a", "a1.b_c-d"}) CHECK(is_course_name(good));
  for (auto const* bad : {"", "-a", "a-", "A", "a--b", "a/b", "..", "\u00e9"}) CHECK(!is_course_name(bad));
}

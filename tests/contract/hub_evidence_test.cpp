// Files that go with a complaint, from the side of the platform: announced, sent in parts, judged, given out.
#include <sodium.h>

#include "sync/base/limits.h"
#include "sync/hub/casework.h"
#include "sync/hub/evidence.h"
#include "tests/contract/hub_world.h"

using namespace carrel;
using namespace carrel::test;
using sync::Json;

namespace {

constexpr auto part_bytes = sync::limits::evidence_part_bytes;

std::string digest_of(sync::Bytes const& bytes) { return sync::to_base64url(sync::digest_of(bytes).bytes); }

sync::Bytes some_bytes(std::size_t size) {
  SeededEntropy entropy(size);
  sync::Bytes bytes(size);
  entropy.fill(bytes);
  return bytes;
}

Json announced(sync::Bytes const& bytes, char const* type = "image/jpeg") {
  auto const size = static_cast<std::int64_t>(bytes.size());
  return Json::object({{"name", "photo.jpg"}, {"type", type}, {"size", size}, {"sha256", digest_of(bytes)}});
}

Json complaint_with(sync::JsonArray files) {
  auto body = good_complaint();
  body.set("files", std::move(files));
  return body;
}

Json part(sync::ActionId const& complaint, sync::Bytes const& file, std::size_t number, std::string const& digest = {}) {
  auto const at = number * part_bytes;
  auto const bytes = sync::BytesView(file).subspan(at, std::min(part_bytes, file.size() - at));
  return Json::object({{"complaint", complaint.text()}, {"file", digest.empty() ? digest_of(file) : digest},
                       {"part", static_cast<std::int64_t>(number)}, {"bytes", sync::to_base64url(bytes)}});
}

}  // namespace

TEST_CASE("a file that came whole, in any order and twice over, is the file that was announced") {
  HubWorld world("hub_evidence.whole");
  Device device(world, 0);
  auto const file = some_bytes(2 * part_bytes + 77);
  auto const complaint = device.seal("complaint", complaint_with({announced(file)}));
  REQUIRE(device.put(complaint).status == 201);
  for (std::size_t const number : {2, 0, 0}) REQUIRE(device.put(device.seal("evidence", part(complaint.id, file, number))).status == 201);
  auto files = hub::list_files(world.books(), complaint.id);
  REQUIRE(files);
  REQUIRE(files->size() == 1);
  CHECK(files->front().arrived == 2);
  CHECK_FALSE(files->front().received);
  CHECK_FALSE(hub::file_bytes(world.books(), complaint.id, digest_of(file)));
  auto const last = device.seal("evidence", part(complaint.id, file, 1));
  REQUIRE(device.put(last).status == 201);
  CHECK(device.put(last).status == 200);
  CHECK(device.put(device.seal("evidence", part(complaint.id, file, 1))).status == 201);
  files = hub::list_files(world.books(), complaint.id);
  CHECK(files->front().received == world.now);
  CHECK(*hub::file_bytes(world.books(), complaint.id, digest_of(file)) == file);
  CHECK(hub::safe_file_name(1, files->front()) == "1-photo.jpg");
  CHECK(hub::safe_file_name(2, {"", "../../etc/pass\nwd", "", 0, 0, 0, {}}) == "2-.._.._etc_pass_wd");
}

TEST_CASE("files beyond the limits are refused with the complaint, each with its reason") {
  HubWorld world("hub_evidence.limits");
  Device device(world, 0);
  auto const one = announced(some_bytes(10));
  auto const with = [&](char const* member, Json value) {
    auto file = announced(some_bytes(20));
    file.set(member, std::move(value));
    return complaint_with({one, file});
  };
  auto const code = [&](Json const& body) { return problem_code(device.put(device.seal("complaint", body))); };
  CHECK(code(complaint_with({one, announced(some_bytes(11)), announced(some_bytes(12)), announced(some_bytes(13))})) == "files_too_many");
  CHECK(code(with("size", 5'000'001)) == "file_too_large");
  CHECK(code(with("type", "application/zip")) == "file_kind_refused");
  CHECK(code(with("name", "")) == "files_invalid");
  CHECK(code(with("name", std::string(161, 'x'))) == "files_invalid");
  CHECK(code(with("sha256", "short")) == "files_invalid");
  CHECK(code(with("size", 0)) == "files_invalid");
  CHECK(code(complaint_with({one, one})) == "files_invalid");
  auto first = announced(some_bytes(30)), second = announced(some_bytes(31));
  first.set("size", 5'000'000);
  second.set("size", 3'000'001);
  CHECK(code(complaint_with({first, second})) == "files_too_large");
  second.set("size", 3'000'000);
  CHECK(device.put(device.seal("complaint", complaint_with({first, second}))).status == 201);
}

TEST_CASE("a part that belongs to nothing, has the wrong length, or makes another file, is refused and keeps nothing") {
  HubWorld world("hub_evidence.parts");
  Device device(world, 0), lucas(world, 1, "Kiosk 2");
  auto const file = some_bytes(part_bytes + 5), other = some_bytes(part_bytes + 6);
  auto const code = [](Device& from, Json const& body) { return problem_code(from.put(from.seal("evidence", body))); };
  auto const complaint = device.seal("complaint", complaint_with({announced(file)}));
  CHECK(code(device, part(complaint.id, file, 0)) == "complaint_unknown");
  REQUIRE(device.put(complaint).status == 201);
  CHECK(code(lucas, part(complaint.id, file, 0)) == "complaint_unknown");
  CHECK(code(device, part(complaint.id, other, 0)) == "file_unknown");
  CHECK(code(device, part(complaint.id, other, 1, digest_of(file))) == "part_invalid");
  auto beyond = part(complaint.id, file, 1);
  beyond.set("part", 2);
  CHECK(code(device, beyond) == "part_invalid");
  beyond.set("part", -1);
  CHECK(code(device, beyond) == "part_invalid");
  beyond.set("part", 1);
  beyond.set("bytes", "!");
  CHECK(code(device, beyond) == "part_invalid");
  auto altered = file;
  altered.back() ^= 1;
  REQUIRE(device.put(device.seal("evidence", part(complaint.id, file, 0))).status == 201);
  CHECK(code(device, part(complaint.id, altered, 1, digest_of(file))) == "file_differs");
  CHECK_FALSE(hub::list_files(world.books(), complaint.id)->front().received);
  REQUIRE(device.put(device.seal("evidence", part(complaint.id, file, 1))).status == 201);
  CHECK(*hub::file_bytes(world.books(), complaint.id, digest_of(file)) == file);
}

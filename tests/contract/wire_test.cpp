// Reading answers: what is not the platform's is never a yes and never a refusal.
#include <doctest/doctest.h>

#include "sync/base/limits.h"
#include "sync/wire/actions_wire.h"
#include "sync/wire/catalogue_wire.h"
#include "sync/wire/enrol_wire.h"
#include "sync/wire/news_wire.h"
#include "sync/wire/packing.h"

using namespace carrel::sync;
using namespace carrel::sync::wire;

namespace {

Answer said(int status, char const* type, std::string_view body, Headers more = {}) {
  Answer answer;
  answer.status = status;
  answer.headers = std::move(more);
  answer.headers.emplace_back("content-type", type);
  answer.body = to_bytes(body);
  return answer;
}

Verdict put_verdict(Answer const& answer) { return read_put_action(answer).reply.verdict; }

constexpr char const* good_receipts =
    R"({"receipts":{"payloadType":"t","payload":"e30=","signatures":[{"keyid":"k","sig":"AA=="}]},"new":1})";

}  // namespace

TEST_CASE("a captive portal is no connection, whatever it says") {
  CHECK(put_verdict(said(200, "text/html", "<html>Welcome to the airport</html>")) == Verdict::not_ours);
  CHECK(put_verdict(said(200, "application/json", "<html>Welcome</html>")) == Verdict::not_ours);
  CHECK(put_verdict(said(200, "application/json", R"({"login":"please"})")) == Verdict::not_ours);
  CHECK(put_verdict(said(200, "application/json", R"({"receipts":"none"})")) == Verdict::not_ours);
  CHECK(put_verdict(said(403, "text/html", "<html>Pay first</html>")) == Verdict::not_ours);
  CHECK(put_verdict(said(422, "application/json", R"({"code":"email_invalid"})")) == Verdict::not_ours);
  CHECK(put_verdict(said(302, "text/html", "")) == Verdict::not_ours);
  CHECK(put_verdict(said(204, "application/json", "")) == Verdict::not_ours);
  CHECK(put_verdict(Answer{}) == Verdict::not_ours);
  CHECK(read_news(said(200, "text/html", "<html>")).reply.verdict == Verdict::not_ours);
  CHECK(read_enrol_device(said(201, "text/html", "<html>")).reply.verdict == Verdict::not_ours);
  CHECK(read_catalogue(said(200, "application/json", "[]")).reply.verdict == Verdict::not_ours);
}

TEST_CASE("a yes may say more than we know") {
  auto const reply = read_put_action(said(201, "application/json; charset=utf-8", good_receipts));
  CHECK(reply.reply.verdict == Verdict::yes);
  CHECK(reply.receipts.text_or("payloadType", "") == "t");
}

TEST_CASE("a refusal for good needs the platform's own words") {
  auto const reply = read_put_action(said(422, "application/problem+json", R"({"title":"No.","status":422,"code":"email_invalid"})"));
  CHECK(reply.reply.verdict == Verdict::refused);
  CHECK(reply.reply.problem.code == "email_invalid");
  CHECK(put_verdict(said(422, "application/problem+json", R"({"title":"No."})")) == Verdict::not_ours);
  CHECK(put_verdict(said(401, "application/problem+json", R"({"title":"Who?","code":"token_unknown"})")) == Verdict::not_known);
}

TEST_CASE("patience is asked for in seconds, and has an end") {
  using namespace std::chrono_literals;
  auto const later = [](char const* value) { return read_put_action(said(429, "text/html", "", {{"Retry-After", value}})).reply; };
  CHECK(later("120").verdict == Verdict::later);
  CHECK(later("120").retry_after == 120s);
  CHECK(later("99999999999999999999999").retry_after == 24h);
  CHECK(later("-5").retry_after == 0s);
  CHECK(later("soon").retry_after == 0s);
  CHECK(put_verdict(said(502, "text/html", "<html>Bad gateway</html>")) == Verdict::later);
}

TEST_CASE("a page of news is taken whole or not at all") {
  auto const page = [](std::string const& items) {
    return read_news(said(200, "application/json", R"({"items":[)" + items + R"(],"cursor":"9","more":false,"x":1})"));
  };
  std::string const learner = R"("learner":"00112233445566778899aabbccddeeff")";
  auto const good = page(R"({"seq":1,)" + learner + R"(,"kind":"k","sealed":"AAAA"},{"seq":5,"learner":null,"kind":"d","body":{}})");
  REQUIRE(good.reply.verdict == Verdict::yes);
  CHECK(good.page.items.size() == 2);
  CHECK(good.page.cursor == "9");
  std::string const five = R"({"seq":5,"learner":null,"kind":"d","body":{}})";
  CHECK(page(five).reply.verdict == Verdict::yes);
  CHECK(page(five + "," + five).reply.verdict == Verdict::not_ours);
  CHECK(page(R"({"seq":1,)" + learner + R"(,"kind":"k"})").reply.verdict == Verdict::not_ours);
  CHECK(page(R"({"seq":1,"learner":7,"kind":"k","sealed":"AAAA"})").reply.verdict == Verdict::not_ours);
  CHECK(read_news(said(200, "application/json", R"({"items":[],"cursor":"a&b=c","more":false})")).reply.verdict == Verdict::not_ours);
}

TEST_CASE("a range that is not what its length says is nobody's answer") {
  auto const part = [](char const* range, std::string_view body) {
    return read_blob(said(206, "application/octet-stream", body, {{"Content-Range", range}}));
  };
  CHECK(part("bytes 10-13/100", "abcd").reply.verdict == Verdict::yes);
  CHECK(part("bytes 10-13/100", "abcd").first == 10);
  for (auto const* range : {"bytes 10-14/100", "bytes 13-10/100", "bytes 98-101/100", "bytes */100", "items 10-13/100",
                            "bytes 10-13/*", ""}) {
    CAPTURE(range);
    CHECK(part(range, "abcd").reply.verdict == Verdict::not_ours);
  }
}

TEST_CASE("letters read as they were written, and nothing that is cut or goes on reads") {
  Bytes const long_one(300, 7);
  ActionId id;
  id.bytes[3] = 9;
  std::array const letters{Letter{id, 1, as_bytes("abc")}, Letter{{}, 40'000, long_one}};
  auto const body = post_actions("t", letters).body;
  CHECK(body.size() == 1 + 16 + 1 + 1 + 3 + 16 + 3 + 2 + 300);
  auto const read = read_letters(body);
  REQUIRE((read && read->size() == 2));
  CHECK(read->front().id == id);
  CHECK(as_text(read->front().sealed) == "abc");
  CHECK(read->back().seq == 40'000);
  CHECK(to_bytes(read->back().sealed) == long_one);
  for (std::size_t cut = 0; cut < body.size(); ++cut) {
    bool const between = cut == 1 || cut == 22;  // After the form, after the first letter.
    CHECK(static_cast<bool>(read_letters(BytesView(body).first(cut))) == between);
  }
  for (std::size_t at : {0, 17}) {  // Another form, a number of zero.
    auto changed = body;
    changed[at] = 0;
    CHECK(read_letters(changed).error().fault == Fault::corrupt);
  }
  auto changed = body;
  changed[17] = 0x80;  // A number in more bytes than it needs.
  changed[18] = 0;
  CHECK_FALSE(read_letters(changed));
}

TEST_CASE("only words that are safe in a path become one") {
  std::string const digest = "sha256:" + std::string(64, 'a');
  CHECK(get_blob("t", "shell-novice", digest, {}, 10).path == "/v2/shell-novice/blobs/" + digest);
  CHECK(get_blob("t", "../etc", digest, {}, 10).method.empty());
  CHECK(get_blob("t", "..", digest, {}, 10).method.empty());
  CHECK(get_blob("t", "shell-novice", "sha256:xyz", {}, 10).method.empty());
  CHECK(get_blob("t", "shell-novice", digest, Piece{0, 0}, 10).method.empty());
}

TEST_CASE("packing gives back what went in, and never more than allowed") {
  Bytes bytes;
  for (int i = 0; i < 100'000; ++i) bytes.push_back(static_cast<std::uint8_t>(i / 300));
  for (auto const packing : {Packing::gzip, Packing::zstd}) {
    CAPTURE(name_of(packing));
    auto const packed = pack(packing, bytes);
    REQUIRE(packed);
    CHECK(packed->size() < bytes.size() / 10);
    CHECK(*unpack(packing, *packed, bytes.size()) == bytes);
    CHECK(unpack(packing, *packed, bytes.size() - 1).error().fault == Fault::refused);
    for (std::size_t cut = 0; cut < packed->size(); ++cut)
      CHECK_FALSE(unpack(packing, BytesView(*packed).first(cut), bytes.size()));
    auto longer = *packed;
    longer.push_back(0);
    CHECK_FALSE(unpack(packing, longer, bytes.size()));
    CHECK(unpack(packing, *pack(packing, {}), 0)->empty());
  }
}

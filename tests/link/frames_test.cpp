#include <doctest/doctest.h>

#include <random>

#include "platform/link/frames.h"

using namespace carrel;
using namespace carrel::platform;
using sync::Fault;

namespace {

sync::Request sample_request() {
  sync::Request request;
  request.ticket = 0xdeadbeef;
  request.method = "PUT";
  request.path = "/v1/actions/00";
  request.headers = {{"Authorization", "Bearer x"}, {"Empty", ""}};
  request.body = {0, 1, 2, 255};
  request.answer_bytes_max = 4096;
  return request;
}

sync::BytesView payload(sync::Bytes const& frame) { return sync::BytesView(frame).subspan(5); }

}  // namespace

TEST_CASE("values come out of a frame as they went in") {
  auto const request = read_request(payload(frame_of(sample_request())));
  REQUIRE(request);
  CHECK(request->ticket == 0xdeadbeef);
  CHECK(request->headers == sample_request().headers);
  CHECK(request->body == sample_request().body);
  CHECK(request->answer_bytes_max == 4096);

  sync::Answer answer;
  answer.ticket = 3;
  answer.status = 429;
  answer.reason = sync::LinkReason::too_large;
  answer.detail = "received";
  answer.bytes_sent = 1ull << 40;
  auto const back = read_answer(payload(frame_of(answer)));
  REQUIRE(back);
  CHECK(back->status == 429);
  CHECK(back->reason == sync::LinkReason::too_large);
  CHECK(back->bytes_sent == 1ull << 40);

  sync::CourierConfig config;
  config.base_url = "https://x";
  config.silence_max = std::chrono::milliseconds(1234);
  config.certificate_time = sync::WallTime(std::chrono::seconds(1'800'000'000));
  auto const config_back = read_config(payload(frame_of(config)));
  REQUIRE(config_back);
  CHECK(config_back->silence_max.count() == 1234);
  CHECK(config_back->certificate_time == config.certificate_time);
}

TEST_CASE("a stream of frames may come in pieces of any size") {
  auto stream = frame_of(sample_request());
  auto const second = resting_frame();
  stream.insert(stream.end(), second.begin(), second.end());
  for (std::size_t piece = 1; piece <= stream.size(); ++piece) {
    FrameReader reader;
    int frames = 0;
    for (std::size_t at = 0; at < stream.size(); at += piece) {
      reader.push(sync::BytesView(stream).subspan(at, std::min(piece, stream.size() - at)));
      while (true) {
        auto frame = reader.next();
        REQUIRE(frame);
        if (!*frame) break;
        CHECK((*frame)->kind == (frames++ == 0 ? FrameKind::request : FrameKind::resting));
      }
    }
    CHECK(frames == 2);
  }
}

TEST_CASE("no prefix and no changed byte of a frame reads past its end") {
  std::mt19937 random(4);
  auto const good = frame_of(sample_request());
  for (std::size_t size = 5; size < good.size(); ++size)
    CHECK_FALSE(read_request(sync::BytesView(good).subspan(5, size - 5)));
  for (int round = 0; round < 20'000; ++round) {
    auto bad = good;
    for (int change = 0; change < 3; ++change) bad[random() % bad.size()] = static_cast<std::uint8_t>(random());
    FrameReader reader;
    reader.push(bad);
    auto const frame = reader.next();
    if (!frame || !*frame) continue;
    (void)read_request((*frame)->payload).operator bool();
    (void)read_answer((*frame)->payload).operator bool();
    (void)read_config((*frame)->payload).operator bool();
  }
}

TEST_CASE("a frame that is too long, or of an unknown kind, ends the stream") {
  FrameReader reader;
  reader.push(sync::Bytes{0xff, 0xff, 0xff, 0x7f, 1});
  CHECK(reader.next().error().fault == Fault::corrupt);
  FrameReader other;
  other.push(sync::Bytes{0, 0, 0, 0, 9});
  CHECK(other.next().error().fault == Fault::corrupt);
}

TEST_CASE("a request cannot smuggle a second one") {
  auto const refused = [](auto change) {
    auto request = sample_request();
    change(request);
    auto const read = read_request(payload(frame_of(request)));
    return !read && read.error().fault == Fault::invalid;
  };
  CHECK(refused([](auto& r) { r.path = "v1"; }));
  CHECK(refused([](auto& r) { r.path = "/a b"; }));
  CHECK(refused([](auto& r) { r.path = "/a\r\nX: y"; }));
  CHECK(refused([](auto& r) { r.method = "GET /x"; }));
  CHECK(refused([](auto& r) { r.headers[0].second = "a\nb: c"; }));
  CHECK(refused([](auto& r) { r.headers[0].first = "a:"; }));
}

TEST_CASE("a courier of another version is told apart") {
  auto frame = frame_of(sync::CourierConfig{});
  frame[5] = 99;
  CHECK(read_config(payload(frame)).error().fault == Fault::stale);
}

// One suite, two links: what the engine may rely on holds for the fake and for the real one.
#include <algorithm>
#include <functional>

#include "tests/link/link_suite.h"

using namespace carrel;
using namespace carrel::tests;
using sync::LinkReason;

namespace {

HttpReply json_reply(std::string body, int status = 200) {
  HttpReply reply;
  reply.status = status;
  reply.body = sync::to_bytes(body);
  return reply;
}

HttpReply in_manner(HttpReply::Manner manner) {
  auto reply = json_reply("{\"news\":[]}");
  reply.manner = manner;
  return reply;
}

using MakeScene = std::function<std::unique_ptr<Scene>(Scene::Platform)>;

void on_both(std::function<void(MakeScene const&)> const& promise) {
  SUBCASE("fake link") { promise(fake_scene); }
  SUBCASE("real courier") { promise(courier_scene); }
}

}  // namespace

TEST_CASE("what is asked arrives whole, and the answer comes back whole") {
  on_both([](MakeScene const& make) {
    HttpRequest seen;
    auto scene = make([&](HttpRequest const& request) {
      seen = request;
      auto reply = json_reply("{\"yes\":1}", 201);
      reply.headers.emplace_back("ETag", "\"x\"");
      return reply;
    });
    auto request = put("/v1/actions/1", std::string(100'000, 'a'));
    request.headers.emplace_back("Authorization", "Bearer t");
    auto const answer = ask(scene->link(), request);
    CAPTURE(answer.detail);
    CHECK(answer.reason == LinkReason::none);
    CHECK(answer.status == 201);
    CHECK(sync::as_text(answer.body) == "{\"yes\":1}");
    CHECK(sync::find_header(answer.headers, "etag") == "\"x\"");
    CHECK(seen.method == "PUT");
    CHECK(seen.path == "/v1/actions/1");
    CHECK(seen.body.size() == 100'000);
    CHECK(sync::find_header(seen.headers, "authorization") == "Bearer t");
  });
}

TEST_CASE("every request is answered exactly once") {
  on_both([](MakeScene const& make) {
    auto scene = make([](HttpRequest const& request) { return json_reply("\"" + request.path + "\""); });
    for (std::uint32_t ticket = 1; ticket <= 40; ++ticket) {
      auto request = get("/" + std::to_string(ticket));
      request.ticket = ticket;
      scene->link().post(request);
    }
    auto answers = wait_for(scene->link(), 40);
    REQUIRE(answers.size() == 40);
    std::sort(answers.begin(), answers.end(), [](auto const& a, auto const& b) { return a.ticket < b.ticket; });
    for (std::uint32_t ticket = 1; ticket <= 40; ++ticket) {
      CHECK(answers[ticket - 1].ticket == ticket);
      CHECK(sync::as_text(answers[ticket - 1].body) == "\"/" + std::to_string(ticket) + "\"");
    }
    CHECK(scene->link().take().empty());
  });
}

TEST_CASE("a refusal is an answer, with its headers") {
  on_both([](MakeScene const& make) {
    for (int const status : {400, 401, 404, 413, 422, 429, 500, 503}) {
      CAPTURE(status);
      auto scene = make([&](HttpRequest const&) {
        auto reply = json_reply("{\"code\":\"x\"}", status);
        reply.headers.emplace_back("Retry-After", "17");
        return reply;
      });
      auto const answer = ask(scene->link(), get("/v1/news"));
      CHECK(answer.reason == LinkReason::none);
      CHECK(answer.status == status);
      CHECK(sync::find_header(answer.headers, "retry-after") == "17");
    }
  });
}

TEST_CASE("a portal's page is handed on as it is, and a redirect is never followed") {
  on_both([](MakeScene const& make) {
    int asked = 0;
    auto scene = make([&](HttpRequest const& request) {
      ++asked;
      if (request.path == "/page") {
        HttpReply page = json_reply("<html>Please pay</html>");
        page.headers = {{"Content-Type", "text/html"}};
        return page;
      }
      HttpReply away = json_reply("", request.path == "/moved" ? 301 : 302);
      away.headers = {{"Location", request.path == "/moved" ? "https://elsewhere.invalid/" : "/page"}};
      return away;
    });
    auto const page = ask(scene->link(), get("/page"));
    CHECK(page.status == 200);
    CHECK(sync::find_header(page.headers, "content-type") == "text/html");
    auto const moved = ask(scene->link(), get("/moved"));
    CHECK(moved.reason == LinkReason::portal);
    CHECK(moved.status == 301);
    CHECK(moved.body.empty());
    CHECK(ask(scene->link(), get("/same-host")).reason == LinkReason::portal);
    CHECK(asked == 3);
  });
}

TEST_CASE("an answer larger than was asked for is dropped") {
  on_both([](MakeScene const& make) {
    auto scene = make([](HttpRequest const& request) {
      if (request.path == "/endless") return in_manner(HttpReply::Manner::endless);
      return json_reply(std::string(2001, 'x'));
    });
    auto request = get("/one-byte-too-many");
    request.answer_bytes_max = 2000;
    auto const answer = ask(scene->link(), request);
    CHECK(answer.reason == LinkReason::too_large);
    CHECK(answer.body.empty());
    request.answer_bytes_max = 2001;
    CHECK(ask(scene->link(), request).body.size() == 2001);
    CHECK(ask(scene->link(), get("/endless")).reason == LinkReason::too_large);
  });
}

TEST_CASE("silence and a drip of single bytes end in a timeout") {
  on_both([](MakeScene const& make) {
    for (auto const manner : {HttpReply::Manner::stall, HttpReply::Manner::drip}) {
      auto scene = make([&](HttpRequest const&) { return in_manner(manner); });
      auto const answer = ask(scene->link(), get("/v1/news"));
      CHECK(answer.reason == LinkReason::timeout);
      CHECK(answer.status == 0);
    }
  });
}

TEST_CASE("half an answer is none, and rubbish is none") {
  on_both([](MakeScene const& make) {
    auto scene = make([](HttpRequest const& request) {
      if (request.path == "/half") return in_manner(HttpReply::Manner::cut);
      auto rubbish = json_reply("EHLO this is not HTTP\r\n\r\n");
      rubbish.manner = HttpReply::Manner::raw;
      return rubbish;
    });
    CHECK(ask(scene->link(), get("/half")).reason == LinkReason::offline);
    CHECK(ask(scene->link(), get("/rubbish")).reason == LinkReason::broken);
  });
}

TEST_CASE("a line cut at any byte of the request or of the answer gives no answer, and the next try works") {
  on_both([](MakeScene const& make) {
    int asked = 0;
    auto scene = make([&](HttpRequest const&) {
      ++asked;
      return json_reply("{\"receipts\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}");
    });
    auto const up = scene->bytes_up(), down = scene->bytes_down();
    CHECK(up > 50);
    CHECK(down > 100);
    // The last bytes down may be what TLS says after the answer.
    auto const check = [&](std::uint64_t byte) {
      CAPTURE(byte);
      auto const answer = ask(scene->link(), put("/measure", "{}"));
      if (answer.reason == LinkReason::none) {
        CHECK(answer.status == 200);
        CHECK(answer.body.size() == 59);
      } else {
        CAPTURE(answer.detail);
        CHECK(answer.reason == LinkReason::offline);
        CHECK(answer.body.empty());
      }
      return answer.reason == LinkReason::none;
    };
    int whole = 0;
    for (std::uint64_t byte = 0; byte < up; ++byte) {
      scene->cut_request_at(byte);
      whole += check(byte) ? 1 : 0;
    }
    for (std::uint64_t byte = 0; byte < down; ++byte) {
      scene->cut_answer_at(byte);
      whole += check(byte) ? 1 : 0;
    }
    CHECK(whole < static_cast<int>(up + down) / 4);
    scene->mend();
    CHECK(ask(scene->link(), put("/measure", "{}")).status == 200);
  });
}

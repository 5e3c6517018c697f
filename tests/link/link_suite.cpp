#include "tests/link/link_suite.h"

#include <poll.h>

namespace carrel::tests {

using sync::LinkReason;

GoodPlatform const& GoodPlatform::get() {
  static GoodPlatform const good;
  return good;
}

std::filesystem::path courier_program() { return std::filesystem::path(HOUSE_BIN) / "carrel-courier"; }

sync::CourierConfig config_for(int port, Identity const& root) {
  sync::CourierConfig config;
  config.base_url = "https://localhost:" + std::to_string(port);
  config.ca_pem = root.pem();
  config.silence_max = test_silence;
  config.connect_max = std::chrono::seconds(5);
  return config;
}

std::vector<sync::Answer> wait_for(sync::Link& link, std::size_t count) {
  std::vector<sync::Answer> all;
  // A bound, not a wait: the courier answers or gives up long before.
  for (int round = 0; round < 2000 && all.size() < count; ++round) {
    auto some = link.take();
    all.insert(all.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
    if (all.size() >= count || link.wait_handle() < 0) break;
    pollfd ready{link.wait_handle(), POLLIN, 0};
    if (poll(&ready, 1, 20'000) == 0) break;
  }
  return all;
}

sync::Answer ask(sync::Link& link, sync::Request request) {
  if (request.ticket == 0) request.ticket = 7;
  auto const ticket = request.ticket;
  link.post(std::move(request));
  auto answers = wait_for(link);
  REQUIRE(answers.size() == 1);
  CHECK(answers[0].ticket == ticket);
  INFO(answers[0].detail);
  return answers[0];
}

sync::Request get(std::string path) {
  sync::Request request;
  request.method = "GET";
  request.path = std::move(path);
  return request;
}

sync::Request put(std::string path, std::string body) {
  auto request = get(std::move(path));
  request.method = "PUT";
  request.headers = {{"Content-Type", "application/json"}};
  request.body = sync::to_bytes(body);
  return request;
}

namespace {

class FakeScene final : public Scene {
 public:
  explicit FakeScene(Platform platform)
      : link_([this, platform = std::move(platform)](sync::Request const& request) {
          auto const reply = platform({request.method, request.path, request.headers, request.body});
          sync::Answer answer;
          answer.status = reply.status;
          answer.headers = reply.headers;
          answer.body = reply.body;
          using Manner = HttpReply::Manner;
          if (reply.manner == Manner::drip || reply.manner == Manner::stall) answer.reason = LinkReason::timeout;
          if (reply.manner == Manner::endless) answer.reason = LinkReason::too_large;
          if (reply.manner == Manner::cut) answer.reason = LinkReason::offline;
          if (reply.manner == Manner::raw) answer.reason = LinkReason::broken;
          return answer;
        }) {}
  sync::Link& link() override { return link_; }
  void cut_request_at(std::uint64_t byte) override { link_.cut_request_at = byte; }
  void cut_answer_at(std::uint64_t byte) override { link_.cut_answer_at = byte; }
  void mend() override { link_.cut_request_at.reset(), link_.cut_answer_at.reset(); }
  std::uint64_t bytes_up() override { return 59; }
  std::uint64_t bytes_down() override { return 107; }

 private:
  FakeLink link_;
};

class CourierScene final : public Scene {
 public:
  explicit CourierScene(Platform platform) : server_(GoodPlatform::get().leaf, std::move(platform)) {
    auto opened = platform::CourierLink::open(courier_program());
    REQUIRE(opened);
    link_ = std::move(*opened);
    reshape({});
  }
  sync::Link& link() override { return *link_; }
  void cut_request_at(std::uint64_t byte) override {
    LineShape shape;
    shape.cut_up_at = byte;
    reshape(shape);
  }
  void cut_answer_at(std::uint64_t byte) override {
    LineShape shape;
    shape.cut_down_at = byte;
    reshape(shape);
  }
  void mend() override { reshape({}); }
  std::uint64_t bytes_up() override { return measure().first; }
  std::uint64_t bytes_down() override { return measure().second; }

 private:
  void reshape(LineShape shape) {
    proxy_ = std::make_unique<ShapedProxy>(server_.port(), shape);
    link_->configure(config_for(proxy_->port(), GoodPlatform::get().root));
  }
  std::pair<std::uint64_t, std::uint64_t> measure() {
    reshape({});
    ask(*link_, put("/measure", "{}"));
    return {proxy_->bytes_up(), proxy_->bytes_down()};
  }

  TlsServer server_;
  std::unique_ptr<ShapedProxy> proxy_;
  std::unique_ptr<platform::CourierLink> link_;
};

}  // namespace

std::unique_ptr<Scene> fake_scene(Scene::Platform platform) {
  return std::make_unique<FakeScene>(std::move(platform));
}
std::unique_ptr<Scene> courier_scene(Scene::Platform platform) {
  return std::make_unique<CourierScene>(std::move(platform));
}

}  // namespace carrel::tests

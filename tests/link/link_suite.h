// What the suite needs of a link and of the platform at its other end, so that one set of promises is checked on the fake
// link and on the real courier alike.
#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <optional>
#include <string>

#include "platform/link/courier_link.h"
#include "tests/support/fake_link.h"
#include "tests/support/shaped_proxy.h"
#include "tests/support/tls_server.h"

namespace carrel::tests {

/// Good certificates for "localhost", made once a process: key pairs are slow.
struct GoodPlatform {
  Identity root = make_certificate(authority_spec("root"), nullptr);
  Identity leaf = make_certificate({}, &root);
  static GoodPlatform const& get();
};

/// Short enough for a test, long enough for a loaded machine.
inline constexpr std::chrono::milliseconds test_silence{400};

sync::CourierConfig config_for(int port, Identity const& root);
std::filesystem::path courier_program();

/// Waits until `count` answers have come; the silence limits of the courier bound it.
std::vector<sync::Answer> wait_for(sync::Link& link, std::size_t count = 1);
sync::Answer ask(sync::Link& link, sync::Request request);
sync::Request get(std::string path);
sync::Request put(std::string path, std::string body);

/// A platform that answers by a function, and a way to it.
class Scene {
 public:
  using Platform = TlsServer::Handler;
  virtual ~Scene() = default;
  virtual sync::Link& link() = 0;
  /// From here on the line is cut at that byte of what goes up, or comes down; counted from its next connection.
  virtual void cut_request_at(std::uint64_t byte) = 0;
  virtual void cut_answer_at(std::uint64_t byte) = 0;
  virtual void mend() = 0;
  /// How many bytes one exchange takes in each direction on a whole line.
  virtual std::uint64_t bytes_up() = 0;
  virtual std::uint64_t bytes_down() = 0;
};

std::unique_ptr<Scene> fake_scene(Scene::Platform platform);
std::unique_ptr<Scene> courier_scene(Scene::Platform platform);

}  // namespace carrel::tests

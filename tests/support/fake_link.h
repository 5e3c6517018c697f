// A link without a network: the platform is a function, the line is as long as the bytes it lets through.
// It keeps the promises of sync::Link word for word, which the suite in tests/link checks on it and on the real one.
#pragma once

#include <functional>
#include <optional>

#include "sync/ports.h"

namespace carrel::tests {

class FakeLink final : public sync::Link {
 public:
  /// What the platform says, with status, headers and body; or, with a reason, what the way to it did.
  using Platform = std::function<sync::Answer(sync::Request const&)>;
  explicit FakeLink(Platform platform) : platform_(std::move(platform)) {}

  /// The line is cut after so many bytes towards the platform, or back from it.
  std::optional<std::size_t> cut_request_at;
  std::optional<std::size_t> cut_answer_at;

  void configure(sync::CourierConfig config) override { config_ = std::move(config); }
  void post(sync::Request request) override;
  std::vector<sync::Answer> take() override { return std::exchange(answers_, {}); }
  std::optional<sync::Bytes> take_tls_sessions() override { return {}; }
  int wait_handle() const override { return -1; }

 private:
  sync::Answer carry(sync::Request const& request);

  Platform platform_;
  sync::CourierConfig config_;
  std::vector<sync::Answer> answers_;
};

}  // namespace carrel::tests

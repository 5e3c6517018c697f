#include "tests/support/fake_link.h"

namespace carrel::tests {

using sync::LinkReason;

namespace {

std::size_t size_of(sync::Headers const& headers) {
  std::size_t size = 0;
  for (auto const& [name, value] : headers) size += name.size() + value.size() + 4;
  return size;
}

sync::Answer nothing(LinkReason reason, std::string detail, int status = 0) {
  sync::Answer answer;
  answer.status = status;
  answer.reason = reason;
  answer.detail = std::move(detail);
  return answer;
}

}  // namespace

sync::Answer FakeLink::carry(sync::Request const& request) {
  auto const up = request.method.size() + request.path.size() + 14 + size_of(request.headers) + request.body.size();
  if (cut_request_at && *cut_request_at < up) return nothing(LinkReason::offline, "cut");
  auto answer = platform_(request);
  if (answer.reason != LinkReason::none) return nothing(answer.reason, answer.detail, 0);
  if (cut_answer_at && *cut_answer_at < 16 + size_of(answer.headers) + answer.body.size())
    return nothing(LinkReason::offline, "cut");
  if (answer.status >= 300 && answer.status < 400 && answer.status != 304) {
    auto portal = nothing(LinkReason::portal, "redirect", answer.status);
    portal.headers = answer.headers;
    return portal;
  }
  if (answer.body.size() > request.answer_bytes_max) return nothing(LinkReason::too_large, "announced");
  return answer;
}

void FakeLink::post(sync::Request request) {
  auto answer = carry(request);
  answer.ticket = request.ticket;
  answers_.push_back(std::move(answer));
}

}  // namespace carrel::tests

// A certificate shown to the real courier, and what became of the request: what the tests of trust begin from.
// The numbers C.. and P.. in their names are those of the list in docs/bad-days.md.
#pragma once

#include "tests/link/link_suite.h"

namespace carrel::tests {

struct Seen {
  sync::Answer answer;
  int requests = 0;
};

inline Seen show(Identity const& shown, sync::CourierConfig config, ServerSettings settings = {}) {
  TlsServer server(shown, [](HttpRequest const&) { return HttpReply{}; }, settings);
  auto link = platform::CourierLink::open(courier_program());
  REQUIRE(link);
  auto const colon = config.base_url.rfind(':');
  config.base_url.replace(colon, std::string::npos, ":" + std::to_string(server.port()));
  (*link)->configure(config);
  auto request = get("/v1/news");
  request.headers = {{"Authorization", "Bearer secret"}};
  auto answer = ask(**link, request);
  return {answer, server.requests()};
}

inline Seen show(Identity const& shown, Identity const& root = GoodPlatform::get().root, ServerSettings settings = {}) {
  return show(shown, config_for(1, root), settings);
}

inline Identity leaf(CertificateSpec const& spec) { return make_certificate(spec, &GoodPlatform::get().root); }

inline void refused(Seen const& seen, std::string const& word) {
  CHECK(seen.answer.reason == sync::LinkReason::tls);
  CHECK(seen.answer.detail == word);
  CHECK(seen.requests == 0);  // Not one byte of the request left.
}
inline void refused(Identity const& shown, std::string const& word, Identity const& root = GoodPlatform::get().root) {
  refused(show(shown, root), word);
}

inline CertificateSpec named(std::string const& names) { return CertificateSpec{}.with("subjectAltName", names); }

inline CertificateSpec keyed(KeyKind kind) {
  CertificateSpec spec;
  spec.key = kind;
  return spec;
}

}  // namespace carrel::tests

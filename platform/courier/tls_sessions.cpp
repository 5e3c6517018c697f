#include "platform/courier/tls_sessions.h"

#include <optional>

namespace carrel::platform {

using sync::Bytes;
using sync::BytesView;

namespace {

// A ticket and the platform's certificate take about two kilobytes; more than this was not made by us.
constexpr std::size_t sessions_bytes_max = 64 * 1024;

void put(Bytes& out, BytesView part) {
  for (int shift = 0; shift < 32; shift += 8) out.push_back(static_cast<std::uint8_t>(part.size() >> shift));
  out.insert(out.end(), part.begin(), part.end());
}

std::optional<BytesView> take(BytesView& in) {
  if (in.size() < 4) return {};
  std::size_t size = 0;
  for (std::size_t i = 4; i > 0; --i) size = size << 8 | in[i - 1];
  if (in.size() - 4 < size) return {};
  auto const part = in.subspan(4, size);
  in = in.subspan(4 + size);
  return part;
}

CURLcode keep(CURL*, void* out, char const* key, unsigned char const* mac, std::size_t mac_size,
              unsigned char const* data, std::size_t size, curl_off_t, int, char const*, std::size_t) {
  auto& sessions = *static_cast<Bytes*>(out);
  if (key == nullptr || sessions.size() + size > sessions_bytes_max) return CURLE_OK;
  put(sessions, sync::as_bytes(key));
  put(sessions, {mac, mac_size});
  put(sessions, {data, size});
  return CURLE_OK;
}

}  // namespace

Bytes export_sessions(CURL* handle) {
  Bytes sessions;
  if (curl_easy_ssls_export(handle, keep, &sessions) != CURLE_OK) sessions.clear();
  return sessions;
}

void import_sessions(CURL* handle, BytesView sessions) {
  if (sessions.size() > sessions_bytes_max) return;
  while (!sessions.empty()) {
    auto const key = take(sessions);
    auto const mac = take(sessions);
    auto const data = take(sessions);
    if (!key || !mac || !data) return;
    std::string const name(sync::as_text(*key));
    curl_easy_ssls_import(handle, name.c_str(), mac->data(), mac->size(), data->data(), data->size());
  }
}

}  // namespace carrel::platform

#include "platform/courier/transfer.h"

#include "platform/courier/certificates.h"
#include "platform/courier/wire_count.h"
#include "platform/link/frames.h"

namespace carrel::platform {

using sync::LinkReason;

namespace {

constexpr std::size_t header_bytes_max = 64 * 1024;

bool is_redirect(int status) { return status >= 300 && status < 400 && status != 304; }

std::string_view trimmed(std::string_view text) {
  auto const first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

// curl says "TLS failed" for a line cut during the handshake as well; only its text tells the two apart.
bool is_cut(std::string_view error) {
  return error.starts_with("Recv failure") || error.starts_with("Send failure") ||
         error.find("(-0x7280)") != std::string_view::npos;
}

// mbedTLS says by ranges of its codes what it could not read: from 0x2000 on a certificate, from 0x3000 on a key in one.
std::string_view handshake_word(std::string_view error) {
  if (error.find("(-0x2") != std::string_view::npos) return "certificate_form";
  return error.find("(-0x3") != std::string_view::npos ? "certificate_key" : "handshake";
}

struct Verdict {
  LinkReason reason;
  std::string_view detail;
};

Verdict verdict_of(CURLcode code, std::string_view error) {
  switch (code) {
    case CURLE_OK: return {LinkReason::none, ""};
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY: return {LinkReason::offline, "name_unknown"};
    case CURLE_COULDNT_CONNECT: return {LinkReason::offline, "not_reachable"};
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_GOT_NOTHING:
    case CURLE_PARTIAL_FILE: return {LinkReason::offline, "cut"};
    case CURLE_OPERATION_TIMEDOUT: return {LinkReason::timeout, "connecting"};
    case CURLE_SSL_CONNECT_ERROR:
      if (is_cut(error)) return {LinkReason::offline, "cut"};
      return {LinkReason::tls, handshake_word(error)};
    case CURLE_PEER_FAILED_VERIFICATION: return {LinkReason::tls, "certificate_refused"};
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CERTPROBLEM: return {LinkReason::tls, "roots_damaged"};
    case CURLE_FILESIZE_EXCEEDED: return {LinkReason::too_large, "announced"};
    default: return {LinkReason::broken, "not_http"};
  }
}

}  // namespace

Transfer::Transfer(sync::CourierConfig const& config, sync::Request request, TransferTools tools)
    : request_(std::move(request)), judge_(tools.judge), handle_(curl_easy_init()) {
  answer_.ticket = request_.ticket;
  set_request(config);
  set_safety(config, tools);
}

void Transfer::set_request(sync::CourierConfig const& config) {
  CURL* const h = handle_.get();
  curl_easy_setopt(h, CURLOPT_URL, (config.base_url + request_.path).c_str());
  curl_easy_setopt(h, CURLOPT_CUSTOMREQUEST, request_.method.c_str());
  curl_slist* list = nullptr;
  for (auto const& [name, value] : request_.headers) list = curl_slist_append(list, (name + ": " + value).c_str());
  if (request_.method != "GET") {
    curl_easy_setopt(h, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request_.body.size()));
    curl_easy_setopt(h, CURLOPT_POSTFIELDS, request_.body.data());
    // A question before the body would cost a round trip, and curl's guess at the type would be wrong.
    list = curl_slist_append(list, "Expect:");
    if (!sync::find_header(request_.headers, "content-type")) list = curl_slist_append(list, "Content-Type:");
  }
  list = curl_slist_append(list, "Accept:");
  headers_.reset(list);
  curl_easy_setopt(h, CURLOPT_HTTPHEADER, list);
}

void Transfer::set_safety(sync::CourierConfig const& config, TransferTools tools) {
  CURL* const h = handle_.get();
  curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, "https");
  curl_easy_setopt(h, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(h, CURLOPT_PROXY, config.proxy.c_str());  // Empty also means: do not ask the environment.
  curl_easy_setopt(h, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(h, CURLOPT_SSL_VERIFYHOST, 2L);
  curl_easy_setopt(h, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  // Roots are values: without these two curl would look for a folder of them.
  curl_easy_setopt(h, CURLOPT_CAPATH, nullptr);
  curl_easy_setopt(h, CURLOPT_CAINFO, nullptr);
  curl_blob roots{const_cast<char*>(config.ca_pem.data()), config.ca_pem.size(), CURL_BLOB_COPY};
  curl_easy_setopt(h, CURLOPT_CAINFO_BLOB, &roots);
  curl_easy_setopt(h, CURLOPT_SSL_CTX_FUNCTION, on_tls);
  curl_easy_setopt(h, CURLOPT_SSL_CTX_DATA, &tools.judge);
  curl_easy_setopt(h, CURLOPT_SHARE, tools.share);
  curl_easy_setopt(h, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
  curl_easy_setopt(h, CURLOPT_PIPEWAIT, 1L);
  curl_easy_setopt(h, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(config.connect_max.count()));
  curl_easy_setopt(h, CURLOPT_ACCEPT_ENCODING, "zstd, gzip");
  curl_easy_setopt(h, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(request_.answer_bytes_max));
  curl_easy_setopt(h, CURLOPT_WRITEFUNCTION, on_body);
  curl_easy_setopt(h, CURLOPT_WRITEDATA, this);
  curl_easy_setopt(h, CURLOPT_HEADERFUNCTION, on_header);
  curl_easy_setopt(h, CURLOPT_HEADERDATA, this);
  curl_easy_setopt(h, CURLOPT_ERRORBUFFER, error_);
  curl_easy_setopt(h, CURLOPT_PRIVATE, this);
  tools.wire.watch(h);
}

std::size_t Transfer::on_body(char* data, std::size_t size, std::size_t count, void* self) {
  auto& transfer = *static_cast<Transfer*>(self);
  auto const bytes = size * count;
  if (bytes > transfer.request_.answer_bytes_max - transfer.answer_.body.size()) {
    transfer.too_large_ = true;
    return CURL_WRITEFUNC_ERROR;
  }
  transfer.answer_.body.insert(transfer.answer_.body.end(), data, data + bytes);
  return bytes;
}

std::size_t Transfer::on_header(char* data, std::size_t size, std::size_t count, void* self) {
  auto& transfer = *static_cast<Transfer*>(self);
  auto const bytes = size * count;
  std::string_view const line{data, bytes};
  transfer.header_bytes_ += bytes;
  if (transfer.header_bytes_ > header_bytes_max) {
    transfer.too_large_ = true;
    return 0;
  }
  if (line.starts_with("HTTP/")) transfer.answer_.headers.clear();  // An interim answer, or a proxy's, went before.
  auto const colon = line.find(':');
  if (colon == std::string_view::npos || transfer.answer_.headers.size() >= frame_headers_max) return bytes;
  transfer.answer_.headers.emplace_back(trimmed(line.substr(0, colon)), trimmed(line.substr(colon + 1)));
  return bytes;
}

CURLcode Transfer::on_tls(CURL*, void* config, void* judge) {
  static_cast<CertificateJudge*>(judge)->install(static_cast<mbedtls_ssl_config*>(config));
  return CURLE_OK;
}

sync::Answer Transfer::finish(CURLcode code) {
  auto verdict = verdict_of(code, error_);
  auto const refusal = judge_.take_refusal();
  if (verdict.reason == LinkReason::tls && !refusal.empty()) verdict.detail = refusal;
  if (too_large_) verdict = {LinkReason::too_large, "received"};
  long status = 0;
  if (code == CURLE_OK) curl_easy_getinfo(handle_.get(), CURLINFO_RESPONSE_CODE, &status);
  if (code == CURLE_OK && is_redirect(static_cast<int>(status))) verdict = {LinkReason::portal, "redirect"};
  if (code == CURLE_OK && (status < 100 || status > 599)) verdict = {LinkReason::broken, "status"};
  answer_.status = static_cast<int>(verdict.reason == LinkReason::broken ? 0 : status);
  answer_.reason = verdict.reason;
  answer_.detail = std::string(verdict.detail);
  if (verdict.reason != LinkReason::none) answer_.body.clear();
  return std::move(answer_);
}

}  // namespace carrel::platform

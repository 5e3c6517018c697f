// One request on its way, and the answer as it comes in.
// The only place that makes a curl handle, so that every setting that keeps us safe stands in one list.
#pragma once

#include <curl/curl.h>

#include <memory>
#include <string>

#include "sync/ports.h"

namespace carrel::platform {

template <auto Close>
struct Closer {
  template <class H>
  void operator()(H* handle) const {
    Close(handle);
  }
};
using CurlHandle = std::unique_ptr<CURL, Closer<curl_easy_cleanup>>;
using CurlMulti = std::unique_ptr<CURLM, Closer<curl_multi_cleanup>>;
using CurlShare = std::unique_ptr<CURLSH, Closer<curl_share_cleanup>>;
using CurlList = std::unique_ptr<curl_slist, Closer<curl_slist_free_all>>;

class CertificateJudge;
class WireCount;

/// What a transfer borrows from the courier; all of it outlives every transfer.
struct TransferTools {
  CURLSH* share;
  CertificateJudge& judge;
  WireCount& wire;
};

class Transfer {
 public:
  /// Nothing is sent before the handle is given to a multi handle.
  Transfer(sync::CourierConfig const& config, sync::Request request, TransferTools tools);
  Transfer(Transfer const&) = delete;
  Transfer& operator=(Transfer const&) = delete;

  CURL* handle() const { return handle_.get(); }
  std::uint32_t ticket() const { return answer_.ticket; }

  /// Reads curl's verdict; to be called once, when the transfer is over.
  sync::Answer finish(CURLcode code);

 private:
  static std::size_t on_body(char* data, std::size_t size, std::size_t count, void* self);
  static std::size_t on_header(char* data, std::size_t size, std::size_t count, void* self);
  static CURLcode on_tls(CURL* handle, void* config, void* self);

  void set_request(sync::CourierConfig const& config);
  void set_safety(sync::CourierConfig const& config, TransferTools tools);

  sync::Request request_;
  sync::Answer answer_;
  CertificateJudge& judge_;
  std::size_t header_bytes_ = 0;
  bool too_large_ = false;
  char error_[CURL_ERROR_SIZE] = {};
  CurlList headers_;
  CurlHandle handle_;
};

}  // namespace carrel::platform

// TLS sessions as one opaque value, so that whoever starts the next courier can hand them in again.
// A resumed session saves most of a handshake, which is three quarters of the bytes of one complaint.
#pragma once

#include <curl/curl.h>

#include "sync/base/bytes.h"

namespace carrel::platform {

/// What the handle's cache or share holds; empty when it holds none.
sync::Bytes export_sessions(CURL* handle);

/// Puts sessions back. Whatever does not read, or has run out, is left aside: then the next handshake is a full one.
void import_sessions(CURL* handle, sync::BytesView sessions);

}  // namespace carrel::platform

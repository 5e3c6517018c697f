// The body of an action in few bytes, before zstd sees it: JSON in which frequent words are one number, and the members of a form that
// we know stand without their names. Uses the thirteen byte values that UTF-8 never holds, so no text needs escaping.
// Frozen with format 2 of an action (seal.h): words and forms may be appended, never changed or moved.
#pragma once

#include <string_view>

#include "sync/base/bytes.h"
#include "sync/base/json.h"

namespace carrel::sync {

/// What cannot be written this way (text that is no UTF-8, members out of order in a form) is written as JSON.
Bytes write_form(std::string_view kind, Json const& body);
/// Fault::corrupt when it is none, or goes on after its end.
struct ActionForm {
  std::string kind;
  Json body;
};
Result<ActionForm> read_form(BytesView bytes);

}  // namespace carrel::sync

// Where actions arrive: opened, checked, kept for ever by id, answered with a signed receipt.
// The same id with the same bytes is success again, however often and however late; with other bytes it is refused.
#pragma once

#include "sync/hub/books.h"
#include "sync/hub/http.h"
#include "sync/wire/letters.h"

namespace carrel::hub {

/// PUT /v1/actions/{id}
sync::Result<sync::Answer> put_action(Books& books, sync::DeviceId device, std::string_view id, sync::Json const& body,
                                      sync::WallTime now);

/// POST /v1/actions: one transaction, one signature; each action is judged by itself, in the order given.
sync::Result<sync::Answer> post_actions(Books& books, sync::DeviceId device, std::span<sync::wire::Letter const> letters,
                                        sync::WallTime now);

}  // namespace carrel::hub

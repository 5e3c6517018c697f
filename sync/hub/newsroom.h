// News: what the platform has to say to a learner or a device, kept until nobody asks for it any more.
// Reading moves nothing here; the cursor belongs to the client.
#pragma once

#include <string_view>

#include "sync/hub/books.h"
#include "sync/hub/http.h"

namespace carrel::hub {

/// States `content`, a JSON object: signed by the platform, bound to the learner (sync/trust/statement), and sealed to the learner's
/// key on every device the learner is bound to. Needs an open transaction.
sync::Done post_news(Books& books, sync::LearnerId learner, std::string_view kind, sync::Json const& content);

/// The same for one device only; for one that has just been bound.
sync::Done post_news_to(Books& books, sync::LearnerId learner, sync::DeviceId device, std::string_view kind,
                        sync::Json const& content);

/// The same plain text to every device; `envelope` carries its own signature. Needs an open transaction.
sync::Done post_device_news(Books& books, std::string_view kind, sync::Json const& envelope);

/// GET /v1/news for this device.
sync::Result<sync::Answer> serve_news(Books& books, sync::DeviceId device, Target const& target);

}  // namespace carrel::hub

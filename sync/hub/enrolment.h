// How devices and learners become known, and how a request shows which device it comes from.
#pragma once

#include <optional>
#include <string>

#include "sync/hub/books.h"
#include "sync/hub/http.h"

namespace carrel::hub {

/// POST /v1/devices. The same code with the same key gives the same device and token again.
sync::Result<sync::Answer> enrol_device(Books& books, sync::Json const& body, sync::WallTime now);

/// POST /v1/learners. What is known about the learner is posted as news to the device.
sync::Result<sync::Answer> claim_learner(Books& books, sync::DeviceId device, sync::Json const& body,
                                         sync::WallTime now);

/// The device whose token stands in the Authorization header, or nothing.
sync::Result<std::optional<sync::DeviceId>> device_of(Books& books, sync::Headers const& headers);

}  // namespace carrel::hub

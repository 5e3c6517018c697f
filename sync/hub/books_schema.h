// The tables of the hub, as steps that are appended and never edited.
#pragma once

#include <span>

#include "sync/db/db.h"

namespace carrel::hub {

std::span<sync::Migration const> hub_migrations();

}  // namespace carrel::hub

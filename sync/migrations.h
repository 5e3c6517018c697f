// The schema of the client's database: every step there ever was, in order. A feature appends its own step, its SQL in a file of its own,
// and one line in migrations.cpp. Steps are never edited: files in the field have been through them.
#pragma once

#include <span>

#include "sync/db/db.h"

namespace carrel::sync {

std::span<Migration const> client_migrations();

}  // namespace carrel::sync

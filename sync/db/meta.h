// Small values of the device that are nobody's secret and need no table of their own.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sync/db/db.h"

namespace carrel::sync {

Result<std::optional<std::string>> find_meta(Db& db, std::string_view key);
Done keep_meta(Db& db, std::string_view key, std::string_view value);

}  // namespace carrel::sync

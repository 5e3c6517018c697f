// A letter that makes sense only after another one arrived: a part of a file, after its complaint. Frozen: see sync/migrations.h.
#pragma once

#include <string_view>

namespace carrel::sync::migrations {

inline constexpr std::string_view waits_for_sql = R"sql(
ALTER TABLE action ADD COLUMN waits_for BLOB CHECK (waits_for IS NULL OR length(waits_for) = 16);
CREATE INDEX action_that_waits ON action (waits_for) WHERE waits_for IS NOT NULL;
)sql";

}  // namespace carrel::sync::migrations

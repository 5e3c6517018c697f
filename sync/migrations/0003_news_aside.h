// News that could not be taken: how often it was tried, and why it stands aside. Frozen: see sync/migrations.h.
#pragma once

#include <string_view>

namespace carrel::sync::migrations {

inline constexpr std::string_view news_aside_sql = R"sql(
ALTER TABLE news ADD COLUMN tries INTEGER NOT NULL DEFAULT 0;
-- Empty: still to be taken. Otherwise a code; the item is kept, and out of the way of what comes after it.
ALTER TABLE news ADD COLUMN aside TEXT NOT NULL DEFAULT '';
)sql";

}  // namespace carrel::sync::migrations

// Names leave the clear: what a learner's items are about, and of what kind a letter is. Frozen: see sync/migrations.h.
#pragma once

#include <string_view>

namespace carrel::sync::migrations {

inline constexpr std::string_view blind_items_sql = R"sql(
-- Kind and key are keyed hashes under the vault key. No rowid: the order of writing is nobody's business either.
ALTER TABLE vault_item RENAME TO named_vault_item;
CREATE TABLE vault_item (
  learner BLOB NOT NULL REFERENCES learner (id) ON DELETE CASCADE,
  kind    BLOB NOT NULL CHECK (length(kind) = 16),
  key     BLOB NOT NULL CHECK (length(key) = 16),
  sealed  BLOB NOT NULL,
  PRIMARY KEY (learner, kind, key)
) STRICT, WITHOUT ROWID;

-- The lane is all that sending needs; see sync/outbox/outbox.h.
UPDATE action SET priority = CASE
  WHEN state IN ('accepted', 'replaced') THEN 3
  WHEN priority <= 1 THEN 1 WHEN priority <= 4 THEN 3 ELSE 6 END;
)sql";

}  // namespace carrel::sync::migrations

// What the durable half itself keeps. Frozen: see sync/migrations.h.
#pragma once

#include <string_view>

namespace carrel::sync::migrations {

inline constexpr std::string_view base_sql = R"sql(
CREATE TABLE device (
  only_one     INTEGER PRIMARY KEY CHECK (only_one = 1),
  id           BLOB NOT NULL CHECK (length(id) = 16),
  name         TEXT NOT NULL,
  hub_url      TEXT NOT NULL,
  ca_pem       TEXT NOT NULL,
  anchor       BLOB NOT NULL CHECK (length(anchor) = 32),
  sealed_token BLOB NOT NULL,
  settings     TEXT NOT NULL
) STRICT;

CREATE TABLE device_secret (
  name   TEXT PRIMARY KEY,
  sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Small values of the device that are nobody's secret.
CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE learner (
  id                BLOB PRIMARY KEY CHECK (length(id) = 16),
  first_name        TEXT NOT NULL,
  emblem            TEXT NOT NULL,
  language          TEXT NOT NULL,
  seal_key          BLOB NOT NULL CHECK (length(seal_key) = 32),
  sign_key          BLOB NOT NULL CHECK (length(sign_key) = 32),
  wrapped_vault_key BLOB NOT NULL,
  sealed_keys       BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE vault_item (
  learner    BLOB NOT NULL REFERENCES learner (id) ON DELETE CASCADE,
  kind       TEXT NOT NULL,
  key        TEXT NOT NULL,
  sealed     BLOB NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (learner, kind, key)
) STRICT;

-- One row: the number the next action gets.
CREATE TABLE action_seq (
  only_one INTEGER PRIMARY KEY CHECK (only_one = 1),
  next     INTEGER NOT NULL
) STRICT;
INSERT INTO action_seq VALUES (1, 1);

-- Letters. A learner may be gone from the device while a letter of theirs still has to arrive: no foreign key.
CREATE TABLE action (
  seq            INTEGER PRIMARY KEY,
  id             BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
  learner        BLOB NOT NULL CHECK (length(learner) = 16),
  priority       INTEGER NOT NULL,
  state          TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'accepted', 'parked', 'replaced')),
  digest         BLOB NOT NULL CHECK (length(digest) = 32),
  size           INTEGER NOT NULL,
  sealed         BLOB CHECK (sealed IS NOT NULL OR state IN ('accepted', 'replaced')),
  attempts       INTEGER NOT NULL DEFAULT 0,
  filed_at       INTEGER NOT NULL,
  next_try       INTEGER,
  reason         TEXT NOT NULL DEFAULT '',
  replaced_by    BLOB,
  sealed_receipt BLOB CHECK (sealed_receipt IS NOT NULL OR state <> 'accepted')
) STRICT;
CREATE INDEX action_to_send ON action (priority, seq) WHERE state IN ('queued', 'sent');

-- News not yet settled. `content` is a sealed box for a learner, JSON for the device itself.
CREATE TABLE news (
  seq     INTEGER PRIMARY KEY,
  learner BLOB CHECK (learner IS NULL OR length(learner) = 16),
  kind    TEXT NOT NULL,
  content BLOB NOT NULL
) STRICT;
CREATE INDEX news_of_learner ON news (learner, seq);

CREATE TABLE news_cursor (
  only_one INTEGER PRIMARY KEY CHECK (only_one = 1),
  cursor   TEXT NOT NULL,
  last_seq INTEGER NOT NULL
) STRICT;
INSERT INTO news_cursor VALUES (1, '', 0);

CREATE TABLE time_evidence (
  only_one INTEGER PRIMARY KEY CHECK (only_one = 1),
  proven   INTEGER NOT NULL,
  awake_s  INTEGER NOT NULL
) STRICT;
INSERT INTO time_evidence VALUES (1, 0, 0);
)sql";

}  // namespace carrel::sync::migrations

#include "sync/hub/books_schema.h"

#include <array>

namespace carrel::hub {

namespace {

// Times are whole seconds since 1970, dates are ISO 8601 texts, ids are 16 bytes.
constexpr char const* base = R"sql(
CREATE TABLE device(
  id BLOB PRIMARY KEY CHECK(length(id) = 16),
  name TEXT NOT NULL,
  sign_key BLOB NOT NULL UNIQUE CHECK(length(sign_key) = 32),
  token_digest BLOB NOT NULL UNIQUE,   -- The token itself is kept nowhere.
  enrolment_code TEXT NOT NULL,
  enrolled_at INTEGER NOT NULL
) STRICT;

CREATE TABLE enrolment_code(
  code TEXT PRIMARY KEY,
  is_multi_use INTEGER NOT NULL,
  uses INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE learner(
  id BLOB PRIMARY KEY CHECK(length(id) = 16),
  first_name TEXT NOT NULL,
  emblem TEXT NOT NULL,
  language TEXT NOT NULL,
  claim_code TEXT NOT NULL UNIQUE,
  is_multi_use INTEGER NOT NULL
) STRICT;

-- A learner on a device: the public halves of the keys that this device made for this learner.
CREATE TABLE binding(
  learner BLOB NOT NULL REFERENCES learner(id),
  device BLOB NOT NULL REFERENCES device(id),
  sign_key BLOB NOT NULL CHECK(length(sign_key) = 32),
  seal_key BLOB NOT NULL CHECK(length(seal_key) = 32),
  bound_at INTEGER NOT NULL,
  PRIMARY KEY(learner, device)
) STRICT;

-- Never emptied: the primary key is what makes delivery idempotent for ever.
CREATE TABLE action(
  id BLOB PRIMARY KEY CHECK(length(id) = 16),
  digest BLOB NOT NULL CHECK(length(digest) = 32),
  device BLOB NOT NULL REFERENCES device(id),
  learner BLOB NOT NULL REFERENCES learner(id),
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  filed_at INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  reference TEXT,
  acknowledge_by TEXT,
  answer_by TEXT,
  body TEXT NOT NULL
) STRICT;

CREATE TABLE complaint(
  action BLOB PRIMARY KEY REFERENCES action(id),
  learner BLOB NOT NULL REFERENCES learner(id),
  year INTEGER NOT NULL,
  number INTEGER NOT NULL,
  reference TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL,
  answer_by TEXT,
  UNIQUE(year, number)
) STRICT;

CREATE TABLE complaint_event(
  n INTEGER PRIMARY KEY,
  complaint BLOB NOT NULL REFERENCES complaint(action),
  body TEXT NOT NULL
) STRICT;

CREATE TABLE consent(
  learner BLOB NOT NULL REFERENCES learner(id),
  purpose TEXT NOT NULL,
  state TEXT NOT NULL,
  at INTEGER NOT NULL,
  origin TEXT NOT NULL,
  PRIMARY KEY(learner, purpose)
) STRICT;

CREATE TABLE subscription(
  learner BLOB PRIMARY KEY REFERENCES learner(id),
  statement TEXT NOT NULL
) STRICT;

-- One row per device, because what is for a learner is sealed to the key that device made.
CREATE TABLE news(
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  device BLOB NOT NULL REFERENCES device(id),
  learner BLOB,
  kind TEXT NOT NULL,
  content BLOB NOT NULL
) STRICT;
CREATE INDEX news_of_device ON news(device, seq);

CREATE TABLE edition(
  course TEXT NOT NULL,
  edition TEXT NOT NULL,
  manifest TEXT NOT NULL,
  size INTEGER NOT NULL,
  title TEXT NOT NULL,
  language TEXT NOT NULL,
  summary TEXT NOT NULL,
  licence TEXT NOT NULL,
  published INTEGER NOT NULL,
  PRIMARY KEY(course, edition)
) STRICT;
)sql";

constexpr char const* statements = R"sql(
CREATE TABLE profile(
  learner BLOB PRIMARY KEY REFERENCES learner(id),
  body TEXT NOT NULL
) STRICT;

-- 0: everything the platform knows of the learner is still to be told to this device, in the form and by the key of today.
ALTER TABLE binding ADD COLUMN is_told INTEGER NOT NULL DEFAULT 0;
-- The first form was not signed: no device believes it any more, and all of it is told anew.
DELETE FROM news WHERE learner IS NOT NULL;
)sql";

constexpr char const* announcements = R"sql(
-- What the devices were told, and get at their enrolment. `generation` counts the keys, which lie in their own file.
CREATE TABLE announcement(
  revision INTEGER PRIMARY KEY,
  generation INTEGER NOT NULL,
  name TEXT NOT NULL,
  support_email TEXT NOT NULL,
  support_phone TEXT NOT NULL
) STRICT;
)sql";

constexpr char const* invoices = R"sql(
CREATE TABLE invoice(
  learner BLOB NOT NULL REFERENCES learner(id),
  number TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY(learner, number)
) STRICT;
)sql";

constexpr char const* evidence = R"sql(
-- Files that a complaint announces; their bytes come in parts.
CREATE TABLE evidence(
  complaint BLOB NOT NULL REFERENCES action(id),
  digest TEXT NOT NULL,
  place INTEGER NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  size INTEGER NOT NULL,
  parts INTEGER NOT NULL,
  received_at INTEGER,
  PRIMARY KEY(complaint, digest)
) STRICT;
CREATE TABLE evidence_part(
  complaint BLOB NOT NULL,
  digest TEXT NOT NULL,
  part INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY(complaint, digest, part),
  FOREIGN KEY(complaint, digest) REFERENCES evidence(complaint, digest)
) STRICT;
)sql";

constexpr std::array steps{sync::Migration{"0001_hub", base}, sync::Migration{"0002_statements", statements},
                           sync::Migration{"0003_announcements", announcements},
                           sync::Migration{"0004_invoices", invoices}, sync::Migration{"0005_evidence", evidence}};

}  // namespace

std::span<sync::Migration const> hub_migrations() { return steps; }

}  // namespace carrel::hub

#include "sync/hub/profile.h"

#include "sync/hub/newsroom.h"

namespace carrel::hub {

using sync::Done;
using sync::Json;

namespace {

Json consent_entry(std::string_view purpose, std::string_view state, sync::WallTime at, std::string_view origin) {
  return Json::object({{"purpose", purpose}, {"state", state}, {"at", sync::to_rfc3339(at)}, {"origin", origin}});
}

}  // namespace

Done set_subscription(Books& books, sync::LearnerId learner, Json const& statement) {
  auto const envelope = signed_json(books.keys, "application/vnd.carrel.subscription.v1+json", statement);
  TRY(row, books.db.prepare("INSERT INTO subscription(learner, statement) VALUES(?, ?) "
                            "ON CONFLICT(learner) DO UPDATE SET statement = excluded.statement"));
  CHECKED(row.bind(1, learner).bind(2, write_json(envelope)).run());
  return post_news(books, learner, "subscription", envelope);
}

Done set_consent(Books& books, sync::LearnerId learner, std::string_view purpose, std::string_view state,
                 sync::WallTime at, std::string_view origin) {
  TRY(change, books.db.prepare("INSERT INTO consent(learner, purpose, state, at, origin) VALUES(?, ?, ?, ?, ?) "
                               "ON CONFLICT(learner, purpose) DO UPDATE SET state = excluded.state, at = excluded.at, "
                               "origin = excluded.origin WHERE excluded.at >= consent.at"));
  CHECKED(change.bind(1, learner).bind(2, purpose).bind(3, state).bind(4, at).bind(5, origin).run());
  TRY(now, books.db.prepare("SELECT state, at, origin FROM consent WHERE learner = ? AND purpose = ?"));
  TRY(found, now.bind(1, learner).bind(2, purpose).step());
  if (!found) return sync::Error{sync::Fault::corrupt, "consent"};
  return post_news(books, learner, "consent_entry", consent_entry(purpose, now.text(0), now.time(1), now.text(2)));
}

Done post_profile(Books& books, sync::LearnerId learner, sync::DeviceId device) {
  TRY(statement, books.db.prepare("SELECT statement FROM subscription WHERE learner = ?"));
  TRY(found, statement.bind(1, learner).step());
  if (found) {
    TRY(envelope, sync::parse_json(statement.text(0)));
    CHECKED(post_news_to(books, learner, device, "subscription", envelope));
  }
  TRY(consents, books.db.prepare("SELECT purpose, state, at, origin FROM consent WHERE learner = ? ORDER BY purpose"));
  consents.bind(1, learner);
  for (;;) {
    TRY(more, consents.step());
    if (!more) return {};
    CHECKED(post_news_to(books, learner, device, "consent_entry",
                         consent_entry(consents.text(0), consents.text(1), consents.time(2), consents.text(3))));
  }
}

}  // namespace carrel::hub

#include "sync/hub/profile.h"

#include "sync/hub/casework.h"
#include "sync/hub/invoices.h"
#include "sync/hub/newsroom.h"

namespace carrel::hub {

using sync::Done;
using sync::Json;
using sync::Result;

namespace {

Json consent_entry(std::string_view purpose, std::string_view state, sync::WallTime at, std::string_view origin) {
  return Json::object({{"purpose", purpose}, {"state", state}, {"at", sync::to_rfc3339(at)}, {"origin", origin}});
}

/// A hub of the first version kept the signed envelope; what is kept now is what it says.
Result<Json> subscription_in(std::string const& text) {
  TRY(kept, sync::parse_json(text));
  if (!kept.find("payloadType")) return kept;
  TRY(envelope, sync::read_envelope(kept));
  return sync::parse_json(sync::as_text(envelope.payload));
}

Result<std::optional<Json>> account_of(Books& books, sync::LearnerId learner) {
  TRY(row, books.db.prepare("SELECT body FROM profile WHERE learner = ?"));
  TRY(found, row.bind(1, learner).step());
  if (!found) return std::optional<Json>{};
  TRY(account, sync::parse_json(row.text(0)));
  return std::optional(std::move(account));
}

bool says_the_same(Json account, Json const& other) {
  account.set("as_of", other.text_or("as_of", ""));
  return write_json(account) == write_json(other);
}

}  // namespace

Done set_profile(Books& books, sync::LearnerId learner, Json account, sync::WallTime now) {
  account.set("as_of", sync::to_rfc3339(now));
  TRY(before, account_of(books, learner));
  if (before && says_the_same(account, *before)) return {};
  TRY(row, books.db.prepare("INSERT INTO profile(learner, body) VALUES(?, ?) "
                            "ON CONFLICT(learner) DO UPDATE SET body = excluded.body"));
  CHECKED(row.bind(1, learner).bind(2, write_json(account)).run());
  return post_news(books, learner, "profile", account);
}

Done set_subscription(Books& books, sync::LearnerId learner, Json const& statement) {
  TRY(row, books.db.prepare("INSERT INTO subscription(learner, statement) VALUES(?, ?) "
                            "ON CONFLICT(learner) DO UPDATE SET statement = excluded.statement"));
  CHECKED(row.bind(1, learner).bind(2, write_json(statement)).run());
  return post_news(books, learner, "subscription", statement);
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
  TRY(account, account_of(books, learner));
  if (account) CHECKED(post_news_to(books, learner, device, "profile", *account));
  TRY(statement, books.db.prepare("SELECT statement FROM subscription WHERE learner = ?"));
  TRY(found, statement.bind(1, learner).step());
  if (found) {
    TRY(stated, subscription_in(statement.text(0)));
    CHECKED(post_news_to(books, learner, device, "subscription", stated));
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

Done tell_untold(Books& books, sync::DeviceId device) {
  std::vector<sync::LearnerId> untold;
  {
    TRY(rows, books.db.prepare("SELECT learner FROM binding WHERE device = ? AND NOT is_told ORDER BY learner"));
    rows.bind(1, device);
    for (;;) {
      TRY(more, rows.step());
      if (!more) break;
      untold.push_back(rows.id<sync::LearnerId>(0));
    }
  }
  if (untold.empty()) return {};
  TRY(tx, sync::Transaction::begin(books.db));
  for (auto const& learner : untold) {
    CHECKED(post_profile(books, learner, device));
    CHECKED(post_invoices(books, learner, device));
    CHECKED(post_case_history(books, learner, device));
  }
  TRY(told, books.db.prepare("UPDATE binding SET is_told = 1 WHERE device = ?"));
  CHECKED(told.bind(1, device).run());
  return tx.commit();
}

}  // namespace carrel::hub

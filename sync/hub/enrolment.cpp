#include "sync/hub/enrolment.h"

#include "sync/hub/announcements.h"
#include "sync/hub/casework.h"
#include "sync/hub/invoices.h"
#include "sync/hub/newsroom.h"
#include "sync/hub/profile.h"

namespace carrel::hub {

using sync::Answer;
using sync::Bytes;
using sync::Done;
using sync::Json;
using sync::Result;

namespace {

constexpr std::size_t name_bytes_max = 100;

/// What is kept of a token.
Bytes token_digest(std::string_view token) { return sync::to_bytes(sync::digest_of(sync::as_bytes(token)).bytes); }

Answer malformed(std::string title) { return problem({400, "body_malformed", std::move(title)}); }

std::optional<Bytes> key_member(Json const& body, std::string_view name) {
  auto key = sync::from_base64url(body.text_or(name, ""));
  if (!key || key->size() != 32) return std::nullopt;
  return std::move(*key);
}

Result<Answer> enrolled(Books& books, sync::DeviceId device, sync::WallTime now) {
  TRY(settings, present_settings(books));
  return json_answer(201, Json::object({{"device", device.text()},
                                        {"token", token_of(books.keys, device)},
                                        {"settings", signed_settings(books, settings, books.keys, now)}}));
}

/// The device that already has this key: the same for the same code, a refusal for another one.
Result<std::optional<Answer>> known_device(Books& books, Bytes const& key, std::string const& code, sync::WallTime now) {
  TRY(row, books.db.prepare("SELECT id, enrolment_code FROM device WHERE sign_key = ?"));
  TRY(found, row.bind(1, key).step());
  if (!found) return std::optional<Answer>{};
  if (row.text(1) != code)
    return std::optional{problem({403, "device_known", "This device is enrolled already, with another code."})};
  TRY(answer, enrolled(books, row.id<sync::DeviceId>(0), now));
  return std::optional{std::move(answer)};
}

/// True when the code may be used once more; counts the use.
Result<bool> use_code(Books& books, std::string const& code) {
  TRY(use, books.db.prepare("UPDATE enrolment_code SET uses = uses + 1 WHERE code = ? AND (is_multi_use OR uses = 0)"));
  CHECKED(use.bind(1, code).run());
  return books.db.changes() == 1;
}

Done bind(Books& books, sync::LearnerId learner, sync::DeviceId device, Bytes const& sign_key, Bytes const& seal_key,
          sync::WallTime now) {
  TRY(row, books.db.prepare("INSERT INTO binding(learner, device, sign_key, seal_key, bound_at, is_told) VALUES(?, ?, ?, ?, ?, 1)"));
  CHECKED(row.bind(1, learner).bind(2, device).bind(3, sign_key).bind(4, seal_key).bind(5, now).run());
  CHECKED(post_profile(books, learner, device));
  CHECKED(post_invoices(books, learner, device));
  return post_case_history(books, learner, device);
}

}  // namespace

Result<Answer> enrol_device(Books& books, Json const& body, sync::WallTime now) {
  auto const code = body.text_or("enrolment_code", "");
  auto const name = body.text_or("name", "");
  auto const key = key_member(body, "sign_key");
  if (code.empty() || name.empty() || name.size() > name_bytes_max || !key)
    return malformed("An enrolment needs enrolment_code, name and sign_key.");

  TRY(tx, sync::Transaction::begin(books.db));
  TRY(known, known_device(books, *key, code, now));
  if (known) return std::move(*known);
  TRY(usable, use_code(books, code));
  if (!usable) return problem({403, "enrolment_code_unknown", "This enrolment code is unknown, or was used before."});

  auto const device = sync::make_id<sync::DeviceId>(*books.entropy);
  TRY(row, books.db.prepare("INSERT INTO device(id, name, sign_key, token_digest, enrolment_code, enrolled_at) "
                            "VALUES(?, ?, ?, ?, ?, ?)"));
  CHECKED(row.bind(1, device).bind(2, name).bind(3, *key).bind(4, token_digest(token_of(books.keys, device)))
              .bind(5, code).bind(6, now).run());
  CHECKED(tx.commit());
  return enrolled(books, device, now);
}

Result<Answer> claim_learner(Books& books, sync::DeviceId device, Json const& body, sync::WallTime now) {
  auto const code = body.text_or("claim_code", "");
  auto const sign_key = key_member(body, "sign_key");
  auto const seal_key = key_member(body, "seal_key");
  if (code.empty() || !sign_key || !seal_key) return malformed("A claim needs claim_code, sign_key and seal_key.");

  TRY(tx, sync::Transaction::begin(books.db));
  TRY(learner, books.db.prepare("SELECT id, first_name, emblem, language, is_multi_use FROM learner WHERE claim_code = ?"));
  TRY(found, learner.bind(1, code).step());
  if (!found) return problem({403, "claim_code_unknown", "This code is unknown."});
  auto const id = learner.id<sync::LearnerId>(0);

  TRY(binding, books.db.prepare("SELECT device = ?, sign_key = ?, seal_key = ? FROM binding WHERE learner = ? "
                                "ORDER BY device = ? DESC LIMIT 1"));
  TRY(bound, binding.bind(1, device).bind(2, *sign_key).bind(3, *seal_key).bind(4, id).bind(5, device).step());
  bool const here = bound && binding.integer(0) != 0;
  bool const same_keys = here && binding.integer(1) != 0 && binding.integer(2) != 0;
  if ((here && !same_keys) || (bound && !here && learner.integer(4) == 0))
    return problem({403, "claim_code_used", "This code was used before."});
  if (!here) CHECKED(bind(books, id, device, *sign_key, *seal_key, now));
  auto answer = json_answer(201, Json::object({{"learner", id.text()},
                                               {"first_name", learner.text(1)},
                                               {"emblem", learner.text(2)},
                                               {"language", learner.text(3)}}));
  CHECKED(tx.commit());
  return answer;
}

Result<std::optional<sync::DeviceId>> device_of(Books& books, sync::Headers const& headers) {
  constexpr std::string_view scheme = "Bearer ";
  auto const value = sync::find_header(headers, "Authorization");
  if (!value || !value->starts_with(scheme)) return std::optional<sync::DeviceId>{};
  // Looked up by digest, so that the time it takes tells nothing about a token.
  auto const digest = token_digest(value->substr(scheme.size()));
  TRY(row, books.db.prepare("SELECT id FROM device WHERE token_digest = ?"));
  TRY(found, row.bind(1, digest).step());
  if (!found) return std::optional<sync::DeviceId>{};
  return std::optional{row.id<sync::DeviceId>(0)};
}

}  // namespace carrel::hub

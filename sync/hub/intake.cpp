#include "sync/hub/intake.h"

#include <algorithm>
#include <variant>

#include "sync/hub/action_rules.h"
#include "sync/hub/casework.h"
#include "sync/hub/evidence.h"
#include "sync/hub/profile.h"
#include "sync/trust/receipt.h"
#include "sync/trust/seal.h"

namespace carrel::hub {

using sync::ActionId;
using sync::Answer;
using sync::Done;
using sync::Json;
using sync::Receipt;
using sync::Result;

namespace {

using sync::wire::Letter;

struct Accepted {
  Receipt receipt;
  bool is_again = false;
};
using Judged = std::variant<Accepted, Refusal>;

constexpr char const* malformed = "body_malformed";

/// Nothing: not a Refusal of the action, for the request itself is not what the contract says. `room` holds the sealed bytes.
std::optional<Letter> read_letter(Json const& entry, std::string_view id_text, sync::Bytes& room) {
  auto const id = ActionId::parse(id_text);
  auto const seq = entry.number("seq");
  auto const sealed_text = entry.text("sealed");
  if (!id || id->text() != id_text || !seq || *seq < 1 || !sealed_text || sealed_text->empty()) return std::nullopt;
  auto sealed = sync::from_base64url(*sealed_text);
  if (!sealed) return std::nullopt;
  room = std::move(*sealed);
  return Letter{*id, *seq, room};
}

std::optional<Date> date_in(std::string const& text) {
  auto const date = sync::from_iso_date(text);
  return date ? std::optional{*date} : std::nullopt;
}

std::optional<std::string> text_of(std::optional<Date> const& date) {
  return date ? std::optional{sync::to_iso_date(*date)} : std::nullopt;
}

/// The judgement when the id is known already.
Result<std::optional<Judged>> known(Books& books, ActionId id, sync::LetterDigest const& digest) {
  TRY(row, books.db.prepare("SELECT digest, received_at, reference, acknowledge_by, answer_by FROM action WHERE id = ?"));
  TRY(found, row.bind(1, id).step());
  if (!found) return std::optional<Judged>{};
  if (row.blob(0) != sync::to_bytes(digest.bytes))
    return std::optional<Judged>{Refusal{422, "different_bytes", "Another action was received under this id."}};
  Receipt receipt{id, digest, row.time(1), {}, date_in(row.text(3)), date_in(row.text(4))};
  if (!row.is_null(2)) receipt.reference = row.text(2);
  return std::optional<Judged>{Accepted{std::move(receipt), true}};
}

using Opened = std::variant<sync::ActionPlain, Refusal>;

/// By whichever of the learners bound to this device it may be of.
Result<Opened> verified(Books& books, sync::DeviceId device, sync::OpenedAction const& action) {
  TRY(rows, books.db.prepare("SELECT learner, sign_key FROM binding WHERE device = ?"));
  rows.bind(1, device);
  bool is_known = false;
  for (;;) {
    TRY(row, rows.step());
    if (!row) break;
    auto const learner = rows.id<sync::LearnerId>(0);
    if (!action.may_be_of(learner)) continue;
    is_known = true;
    TRY(key, sync::SignPublicKey::from(rows.blob(1)));
    auto plain = action.verified_by(learner, key);
    if (plain) return Opened{std::move(*plain)};
  }
  if (!is_known) return Opened{Refusal{422, "learner_unknown", "This learner is not bound to this device."}};
  return Opened{Refusal{422, "signature_wrong", "The learner's key did not sign this action."}};
}

/// Unsealed, and signed by the key this learner has on this device.
Result<Opened> open_letter(Books& books, sync::DeviceId device, Letter const& letter) {
  auto const opened = open_action(books.keys, letter.sealed, {letter.id, device});
  if (!opened) {
    if (opened.error().fault == sync::Fault::stale)
      return Opened{Refusal{422, "schema_unknown", "This action has a form that the platform does not know yet."}};
    return Opened{Refusal{422, "cannot_open", "The platform cannot open this action."}};
  }
  if (opened->claimed_device() != device)
    return Opened{Refusal{422, "device_mismatch", "This action was made on another device."}};
  TRY(plain, verified(books, device, *opened));
  if (auto* refusal = std::get_if<Refusal>(&plain)) return Opened{std::move(*refusal)};
  auto& action = std::get<sync::ActionPlain>(plain);
  if (action.id != letter.id || action.seq != letter.seq)
    return Opened{Refusal{422, "id_mismatch", "The id or number outside is not the one inside."}};
  if (action.schema != 1)
    return Opened{Refusal{422, "schema_unknown", "This action has a form that the platform does not know yet."}};
  return Opened{std::move(action)};
}

Done keep(Books& books, sync::ActionPlain const& action, Receipt const& receipt) {
  TRY(row, books.db.prepare("INSERT INTO action(id, digest, device, learner, seq, kind, filed_at, received_at, reference, "
                            "acknowledge_by, answer_by, body) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
  row.bind(1, action.id).bind(2, sync::BytesView(receipt.digest.bytes)).bind(3, action.device).bind(4, action.learner);
  row.bind(5, action.seq).bind(6, action.kind).bind(7, action.filed_at).bind(8, receipt.received_at);
  row.bind(9, receipt.reference).bind(10, text_of(receipt.acknowledge_by)).bind(11, text_of(receipt.answer_by));
  return row.bind(12, write_json(action.body)).run();
}

/// The bytes of a file lie in a table of their own.
sync::ActionPlain without_bytes(sync::ActionPlain action) {
  action.body.set("bytes", Json());
  return action;
}

/// When the learner did it: by the time the platform vouched for where there is one, and never in the future.
sync::WallTime done_at(sync::ActionPlain const& action, sync::WallTime now) {
  bool const has_evidence = action.evidence.proven != sync::WallTime{};
  return std::min(has_evidence ? earliest_now(action.evidence) : action.filed_at, now);
}

/// Judges one letter. Only an accepted one leaves a trace.
Result<Judged> judge(Books& books, sync::DeviceId device, Letter const& letter, sync::WallTime now) {
  if (letter.sealed.size() > sync::limits::action_bytes_max)
    return Judged{Refusal{413, "too_large", "This action is longer than the platform takes."}};
  auto const digest = sync::digest_of(letter.sealed);
  TRY(before, known(books, letter.id, digest));
  if (before) return std::move(*before);
  TRY(opened, open_letter(books, device, letter));
  if (auto* refusal = std::get_if<Refusal>(&opened)) return Judged{std::move(*refusal)};
  auto& action = std::get<sync::ActionPlain>(opened);
  if (auto refusal = check_action(action.kind, action.body)) return Judged{std::move(*refusal)};

  Receipt receipt{action.id, digest, now, {}, {}, {}};
  if (is_about_a_complaint(action.kind)) {
    TRY(complaint, ActionId::parse(action.body.text_or("complaint", "")));
    TRY(refusal, move_case(books, action.kind, complaint, action.learner, now));
    if (refusal) return Judged{std::move(*refusal)};
  }
  if (action.kind == "evidence") {
    TRY(refusal, take_part(books, action, now));
    if (refusal) return Judged{std::move(*refusal)};
    CHECKED(keep(books, without_bytes(std::move(action)), receipt));
    return Judged{Accepted{std::move(receipt)}};
  }
  if (action.kind == "complaint") {
    TRY(dates, next_case(books, now));
    receipt.reference = dates.reference;
    receipt.acknowledge_by = dates.acknowledge_by;
    receipt.answer_by = dates.answer_by;
    CHECKED(keep(books, action, receipt));
    CHECKED(open_case(books, action.id, action.learner, dates, now));
    CHECKED(expect_files(books, action.id, action.body));
    return Judged{Accepted{std::move(receipt)}};
  }
  CHECKED(keep(books, action, receipt));
  if (action.kind == "consent_change")
    CHECKED(set_consent(books, action.learner, action.body.text_or("purpose", ""), action.body.text_or("state", ""),
                        done_at(action, now), "device"));
  return Judged{Accepted{std::move(receipt)}};
}

}  // namespace

Result<Answer> put_action(Books& books, sync::DeviceId device, std::string_view id, Json const& body, sync::WallTime now) {
  sync::Bytes room;
  auto const letter = read_letter(body, id, room);
  if (!letter) return problem({400, malformed, "An action needs an id in the path, seq and sealed."});
  TRY(tx, sync::Transaction::begin(books.db));
  TRY(judged, judge(books, device, *letter, now));
  if (auto const* refusal = std::get_if<Refusal>(&judged)) return problem(*refusal);
  auto const& accepted = std::get<Accepted>(judged);
  CHECKED(tx.commit());
  return json_answer(accepted.is_again ? 200 : 201,
                     Json::object({{"receipts", to_json(sign_receipts({device, now, {accepted.receipt}}, books.keys.sign))}}));
}

Result<Answer> post_actions(Books& books, sync::DeviceId device, std::span<Letter const> letters, sync::WallTime now) {
  if (letters.empty()) return problem({400, malformed, "A batch needs at least one action."});
  if (letters.size() > sync::limits::batch_actions_max)
    return problem({413, "too_many_actions", "A batch takes at most 100 actions."});

  TRY(tx, sync::Transaction::begin(books.db));
  sync::ReceiptBatch batch{device, now, {}};
  std::vector<sync::LetterName> asked;
  sync::JsonArray refused;
  for (auto const& letter : letters) {
    asked.push_back({letter.id, sync::digest_of(letter.sealed)});
    TRY(judged, judge(books, device, letter, now));
    if (auto* accepted = std::get_if<Accepted>(&judged)) {
      batch.receipts.push_back(std::move(accepted->receipt));
    } else {
      auto const& refusal = std::get<Refusal>(judged);
      refused.push_back(
          Json::object({{"id", letter.id.text()}, {"code", refusal.code}, {"title", refusal.title}}));
    }
  }
  CHECKED(tx.commit());
  auto body = Json::object({{"receipts", to_lean_json(batch, asked, books.keys.sign)}});
  if (!refused.empty()) body.set("refused", std::move(refused));
  return json_answer(200, body);
}

}  // namespace carrel::hub

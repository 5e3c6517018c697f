#include "sync/hub/casework.h"

#include <cstdio>

#include "sync/hub/newsroom.h"

namespace carrel::hub {

using sync::Done;
using sync::Error;
using sync::Fault;
using sync::Json;
using sync::Result;

namespace {

constexpr int acknowledge_days = 5;
constexpr int information_days = 5;
constexpr int answer_days = 28;
constexpr int appeal_days = 10;

struct Case {
  sync::ActionId complaint;
  sync::LearnerId learner;
  std::string reference;
  std::string state;
};

/// Nothing where the calendar ends: a date that nobody counted is not promised.
std::optional<Date> count(Books const& books, sync::WallTime from, int days) {
  auto const date = books.calendar.after_working_days(books.calendar.date_of(from), days);
  return date ? std::optional{*date} : std::nullopt;
}

std::optional<std::string> iso_text(std::optional<Date> const& date) {
  return date ? std::optional{sync::to_iso_date(*date)} : std::nullopt;
}

void set_date(Json& event, std::string_view name, std::optional<Date> const& date) {
  if (date) event.set(name, sync::to_iso_date(*date));
}

Json event_of(Case const& file, std::string_view event, sync::WallTime now) {
  return Json::object({{"complaint", file.complaint.text()},
                       {"event", event},
                       {"at", sync::to_rfc3339(now)},
                       {"reference", file.reference}});
}

/// Keeps the event, sets the state and tells the learner.
Done record(Books& books, Case const& file, std::string_view state, Json const& event) {
  TRY(row, books.db.prepare("INSERT INTO complaint_event(complaint, body) VALUES(?, ?)"));
  CHECKED(row.bind(1, file.complaint).bind(2, write_json(event)).run());
  TRY(change, books.db.prepare("UPDATE complaint SET state = ? WHERE action = ?"));
  CHECKED(change.bind(1, state).bind(2, file.complaint).run());
  return post_news(books, file.learner, "complaint_event", event);
}

Result<std::optional<Case>> case_by(Books& books, std::string_view column, auto const& value) {
  TRY(row, books.db.prepare("SELECT action, learner, reference, state FROM complaint WHERE " + std::string(column) + " = ?"));
  TRY(found, row.bind(1, value).step());
  if (!found) return std::optional<Case>{};
  return std::optional{Case{row.id<sync::ActionId>(0), row.id<sync::LearnerId>(1), row.text(2), row.text(3)}};
}

bool is_decided(Case const& file) { return file.state == "decided" || file.state == "appealed"; }

/// Why this deed does not fit the state; empty when it does.
std::string_view objection(Case const& file, Deed const& deed) {
  if (file.state == "withdrawn") return "this complaint was withdrawn";
  if (is_decided(file)) return "this complaint is decided";
  if (std::holds_alternative<Acknowledge>(deed) && file.state != "received") return "this complaint is acknowledged already";
  return {};
}

struct Told {
  std::string_view state;
  Json event;
};

Told tell(Books const& books, Case const& file, Deed const& deed, sync::WallTime now) {
  if (std::holds_alternative<Acknowledge>(deed)) return {"acknowledged", event_of(file, "acknowledged", now)};
  if (auto const* ask = std::get_if<AskInformation>(&deed)) {
    auto event = event_of(file, "information_requested", now);
    event.set("text", ask->text);
    set_date(event, "due", count(books, now, information_days));
    return {"information_requested", std::move(event)};
  }
  if (auto const* extend = std::get_if<Extend>(&deed)) {
    auto event = event_of(file, "extended", now);
    event.set("text", extend->text);
    event.set("due", sync::to_iso_date(extend->until));
    return {"extended", std::move(event)};
  }
  auto event = event_of(file, "decided", now);
  event.set("text", std::get<Decide>(deed).text);
  event.set("delivered_on", sync::to_iso_date(books.calendar.date_of(now)));
  set_date(event, "due", count(books, now, appeal_days));
  return {"decided", std::move(event)};
}

}  // namespace

Result<CaseDates> next_case(Books& books, sync::WallTime now) {
  int const year = static_cast<int>(books.calendar.date_of(now).year());
  TRY(row, books.db.prepare("SELECT coalesce(max(number), 0) + 1 FROM complaint WHERE year = ?"));
  TRY(found, row.bind(1, year).step());
  if (!found) return Error{Fault::corrupt, "complaint number"};
  char text[40];
  std::snprintf(text, sizeof text, "RC-%04d-%06lld", year, static_cast<long long>(row.integer(0)));
  return CaseDates{text, count(books, now, acknowledge_days), count(books, now, answer_days)};
}

Done open_case(Books& books, sync::ActionId complaint, sync::LearnerId learner, CaseDates const& dates,
               sync::WallTime now) {
  int const year = static_cast<int>(books.calendar.date_of(now).year());
  TRY(row, books.db.prepare("INSERT INTO complaint(action, learner, year, number, reference, state, answer_by) "
                            "VALUES(?, ?, ?, (SELECT coalesce(max(number), 0) + 1 FROM complaint WHERE year = ?), ?, 'received', ?)"));
  row.bind(1, complaint).bind(2, learner).bind(3, year).bind(4, year).bind(5, dates.reference);
  row.bind(6, iso_text(dates.answer_by));
  CHECKED(row.run());
  Case const file{complaint, learner, dates.reference, "received"};
  auto event = event_of(file, "received", now);
  set_date(event, "acknowledge_by", dates.acknowledge_by);
  set_date(event, "answer_by", dates.answer_by);
  return record(books, file, "received", event);
}

Result<std::optional<Refusal>> move_case(Books& books, std::string_view kind, sync::ActionId complaint,
                                         sync::LearnerId learner, sync::WallTime now) {
  using Verdict = std::optional<Refusal>;
  TRY(file, case_by(books, "action", complaint));
  if (!file || file->learner != learner)
    return Verdict{{422, "complaint_unknown", "The platform has no such complaint of this learner."}};
  if (file->state == "withdrawn") return Verdict{{422, "complaint_withdrawn", "This complaint was withdrawn."}};
  if (kind == "appeal") {
    if (file->state == "appealed") return Verdict{{422, "appeal_repeated", "This decision was appealed already."}};
    if (file->state != "decided") return Verdict{{422, "complaint_not_decided", "Only a decision can be appealed."}};
    CHECKED(record(books, *file, "appealed", event_of(*file, "appealed", now)));
    return Verdict{};
  }
  if (is_decided(*file)) return Verdict{{422, "complaint_decided", "This complaint is decided."}};
  if (kind == "complaint_withdrawal") {
    CHECKED(record(books, *file, "withdrawn", event_of(*file, "withdrawn", now)));
  } else {
    CHECKED(record(books, *file, "under_investigation", event_of(*file, "information_received", now)));
  }
  return Verdict{};
}

Done post_case_history(Books& books, sync::LearnerId learner, sync::DeviceId device) {
  TRY(rows, books.db.prepare("SELECT e.body FROM complaint_event e JOIN complaint c ON c.action = e.complaint "
                             "WHERE c.learner = ? ORDER BY e.n"));
  rows.bind(1, learner);
  for (;;) {
    TRY(more, rows.step());
    if (!more) return {};
    TRY(event, sync::parse_json(rows.text(0)));
    CHECKED(post_news_to(books, learner, device, "complaint_event", event));
  }
}

Done answer_case(Books& books, std::string_view reference, Deed const& deed, sync::WallTime now) {
  TRY(tx, sync::Transaction::begin(books.db));
  TRY(file, case_by(books, "reference", reference));
  if (!file) return Error{Fault::invalid, "no complaint has this reference"};
  if (auto const why = objection(*file, deed); !why.empty()) return Error{Fault::invalid, std::string(why)};
  auto const told = tell(books, *file, deed, now);
  CHECKED(record(books, *file, told.state, told.event));
  if (auto const* extend = std::get_if<Extend>(&deed)) {
    TRY(change, books.db.prepare("UPDATE complaint SET answer_by = ? WHERE action = ?"));
    CHECKED(change.bind(1, sync::to_iso_date(extend->until)).bind(2, file->complaint).run());
  }
  return tx.commit();
}

namespace {

constexpr char const* case_columns = "SELECT c.reference, l.first_name, c.state, a.received_at, a.acknowledge_by, "
                                     "c.answer_by, a.body, c.action "
                                     "FROM complaint c JOIN action a ON a.id = c.action JOIN learner l ON l.id = c.learner ";

CaseFile read_case(sync::Statement const& row) {
  auto const body = sync::parse_json(row.text(6));
  return {row.id<sync::ActionId>(7),
          {row.text(0), row.text(1), row.text(2), sync::to_rfc3339(row.time(3)), row.text(4), row.text(5),
           body ? body->text_or("nature", "") : ""},
          body ? *body : Json()};
}

}  // namespace

Result<CaseFile> find_case(Books& books, std::string_view reference) {
  TRY(row, books.db.prepare(std::string(case_columns) + "WHERE c.reference = ?"));
  TRY(found, row.bind(1, reference).step());
  if (!found) return Error{Fault::invalid, "no complaint has this reference"};
  return read_case(row);
}

Result<std::vector<CaseRow>> list_cases(Books& books) {
  TRY(rows, books.db.prepare(std::string(case_columns) + "ORDER BY c.year, c.number"));
  std::vector<CaseRow> cases;
  for (;;) {
    TRY(more, rows.step());
    if (!more) return cases;
    cases.push_back(read_case(rows).row);
  }
}

}  // namespace carrel::hub

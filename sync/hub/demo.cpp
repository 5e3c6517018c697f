#include "sync/hub/demo.h"

#include <array>
#include <initializer_list>

#include "sync/hub/invoices.h"
#include "sync/hub/profile.h"

namespace carrel::hub {

using sync::Done;
using sync::Json;
using sync::Result;
namespace chrono = std::chrono;

namespace {

constexpr chrono::days lease_length{45};
constexpr char const* terms = "fr-2025-09-25";

enum class DemoPlan { solo_active, plus_cancelled, member };
struct Person {
  char const* first_name;
  char const* family_name;
  char const* emblem;
  char const* language;
  char const* email;
  char const* phone;       ///< Empty: the account has none.
  char const* student_id;
  DemoPlan plan;
  std::initializer_list<char const*> consents_given;
};
// As accounts are: without a phone number, complete, and of somebody who never followed a path. Addresses and numbers are of the
// ranges kept for examples (RFC 2606; 06 39 98 xx xx, which France leaves to films).
constexpr std::array people{
    Person{"Awa", "Diop", "leaf", "fr", "awa.diop@example.org", "", "48213377", DemoPlan::solo_active,
           {"comm_newsletter", "cookies_functional"}},
    Person{"Lucas", "Martin", "boat", "en", "lucas.martin@example.org", "+33 6 39 98 21 07", "51790426", DemoPlan::plus_cancelled,
           {"comm_events_news", "surveys", "image_voice"}},
    Person{"Inès", "Haddad", "sun", "fr", "ines.haddad@example.org", "+33 6 39 98 64 35", "", DemoPlan::member, {}},
};
constexpr std::array purposes{"comm_newsletter",    "comm_events_news",    "surveys",
                              "cookies_functional", "cookies_advertising", "auto_application"};

/// 16 letters and digits without those that look alike (Crockford's base 32): 80 random bits.
std::string make_code(sync::Entropy& entropy) {
  constexpr std::string_view letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  std::array<std::uint8_t, 16> raw{};
  entropy.fill(raw);
  std::string code;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (i > 0 && i % 4 == 0) code += '-';
    code += letters[raw[i] % letters.size()];
  }
  return code;
}

/// Months are counted from the anchor; in a month without such a day its last day is taken.
Date months_after(Date anchor, int months) {
  auto const moved = anchor + chrono::months{months};
  return moved.ok() ? moved : moved.year() / moved.month() / chrono::last;
}

std::string text_of(Date date) { return sync::to_iso_date(date); }

struct Period {
  Date begins;
  Date ends;  ///< The first day after it: the renewal date, or the first day without the plan.
};

/// The monthly period that `today` lies in, for a subscription begun on `anchor`.
Period period_of(Date anchor, Date today) {
  int months = 0;
  while (months_after(anchor, months + 1) <= today) ++months;
  return {months_after(anchor, months), months_after(anchor, months + 1)};
}

Json texts(std::initializer_list<char const*> list) { return sync::JsonArray(list.begin(), list.end()); }

/// Everything that all statements have; the rest is null until a plan fills it. No document states a price, so none is stated.
Json bare_statement(char const* plan, char const* status, sync::WallTime now) {
  return Json::object({{"v", 1},           {"plan", plan},          {"status", status},    {"started", Json()},
                       {"period_start", Json()}, {"period_end", Json()}, {"renews_on", Json()}, {"ends_on", Json()},
                       {"price", Json()},  {"terms_version", terms},
                       {"valid_until", sync::to_rfc3339(now + lease_length)}, {"as_of", sync::to_rfc3339(now)}});
}

/// Solo for half a year, in the middle of a period; Plus for ten weeks, still inside the three months of early termination.
Date anchor_of(DemoPlan plan, Date today) {
  return Date{chrono::sys_days{today} - (plan == DemoPlan::solo_active ? chrono::days{194} : chrono::days{70})};
}

Json statement_for(DemoPlan plan, Date today, sync::WallTime now) {
  if (plan == DemoPlan::member) {
    auto statement = bare_statement("member", "member", now);
    statement.set("entitlements", texts({"courses", "quizzes"}));
    return statement;
  }
  bool const is_solo = plan == DemoPlan::solo_active;
  auto const anchor = anchor_of(plan, today);
  auto const period = period_of(anchor, today);
  auto statement = is_solo ? bare_statement("premium_solo", "active", now)
                           : bare_statement("premium_plus", "cancel_at_period_end", now);
  statement.set("started", text_of(anchor));
  statement.set("period_start", text_of(period.begins));
  statement.set("period_end", text_of(period.ends));
  if (is_solo) {
    statement.set("renews_on", text_of(period.ends));
    statement.set("entitlements", texts({"courses", "quizzes", "certificates", "forum"}));
    return statement;
  }
  statement.set("ends_on", text_of(period.ends));
  statement.set("cooling_off_until", text_of(Date{chrono::sys_days{anchor} + chrono::days{7}}));
  statement.set("early_termination_until", text_of(months_after(anchor, 3)));
  statement.set("entitlements", texts({"courses", "quizzes", "certificates", "forum", "mentoring"}));
  return statement;
}

/// What an account holds of the complainant (Global complaints policy, section 2); everything else of a complaint is the person's word.
Json account_of(Person const& person) {
  return Json::object({{"name", std::string(person.first_name) + ' ' + person.family_name},
                       {"email", person.email},
                       {"phone", person.phone},
                       {"student_id", person.student_id},
                       {"role", "learner"},
                       {"region", "FR"},
                       {"student", person.plan == DemoPlan::plus_cancelled}});
}

Done set_first_consents(Books& books, sync::LearnerId learner, Person const& person, sync::WallTime now) {
  for (auto const* purpose : purposes) CHECKED(set_consent(books, learner, purpose, "withdrawn", now - chrono::days{365}, "initial"));
  for (auto const* purpose : person.consents_given)
    CHECKED(set_consent(books, learner, purpose, "given", now - chrono::days{30}, "web"));
  return {};
}

/// One a period, the oldest first, in the form that the platform's older contracts (by subscription) and newer ones (by order) have. The
/// amounts are of this demo alone: no document states a price.
Done issue_demo_invoices(Books& books, sync::LearnerId learner, DemoPlan plan, Date today, sync::WallTime now) {
  TRY(has_some, has_invoices(books, learner));
  if (has_some || plan == DemoPlan::member) return {};
  bool const is_solo = plan == DemoPlan::solo_active;
  auto const anchor = anchor_of(plan, today);
  for (int n = 0; months_after(anchor, n) <= today; ++n) {
    auto const begins = months_after(anchor, n);
    auto const year = std::to_string(static_cast<int>(begins.year()));
    Invoice invoice;
    invoice.number = "F-" + year + "-" + std::to_string((is_solo ? 104'200 : 207'100) + 37 * n);
    invoice.issued = begins;
    invoice.amount = is_solo ? 20'00 : 300'00;
    invoice.tax = is_solo ? 3'33 : 50'00;
    invoice.currency = "EUR";
    invoice.period_start = begins;
    invoice.period_end = months_after(anchor, n + 1);
    if (!is_solo) invoice.order = "C-" + year + "-" + std::to_string(5'210 + n);
    invoice.plan = is_solo ? "premium_solo" : "premium_plus";
    invoice.state = "paid";
    CHECKED(issue_invoice(books, learner, invoice, now));
  }
  return {};
}

Result<std::string> demo_enrolment_code(Books& books) {
  TRY(row, books.db.prepare("SELECT code FROM enrolment_code WHERE is_multi_use LIMIT 1"));
  TRY(found, row.step());
  if (found) return row.text(0);
  auto const code = make_code(*books.entropy);
  TRY(insert, books.db.prepare("INSERT INTO enrolment_code(code, is_multi_use) VALUES(?, 1)"));
  CHECKED(insert.bind(1, code).run());
  return code;
}

Result<DemoLearner> set_up(Books& books, Person const& person, Date today, sync::WallTime now) {
  TRY(row, books.db.prepare("SELECT id, claim_code FROM learner WHERE first_name = ?"));
  TRY(found, row.bind(1, person.first_name).step());
  auto const id = found ? row.id<sync::LearnerId>(0) : sync::make_id<sync::LearnerId>(*books.entropy);
  auto const code = found ? row.text(1) : make_code(*books.entropy);
  if (!found) {
    TRY(insert, books.db.prepare("INSERT INTO learner(id, first_name, emblem, language, claim_code, is_multi_use) "
                                 "VALUES(?, ?, ?, ?, ?, 1)"));
    insert.bind(1, id).bind(2, person.first_name).bind(3, person.emblem).bind(4, person.language).bind(5, code);
    CHECKED(insert.run());
    CHECKED(set_first_consents(books, id, person, now));
  }
  CHECKED(set_profile(books, id, account_of(person), now));
  CHECKED(set_subscription(books, id, statement_for(person.plan, today, now)));
  CHECKED(issue_demo_invoices(books, id, person.plan, today, now));
  return DemoLearner{person.first_name, code};
}

}  // namespace

Result<Demo> set_up_demo(Books& books, sync::WallTime now) {
  TRY(tx, sync::Transaction::begin(books.db));
  Demo demo;
  TRY(code, demo_enrolment_code(books));
  demo.enrolment_code = code;
  for (auto const& person : people) {
    TRY(learner, set_up(books, person, books.calendar.date_of(now), now));
    demo.learners.push_back(learner);
  }
  CHECKED(tx.commit());
  return demo;
}

}  // namespace carrel::hub

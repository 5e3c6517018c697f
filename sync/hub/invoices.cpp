#include "sync/hub/invoices.h"

#include <algorithm>

#include "sync/base/limits.h"
#include "sync/hub/newsroom.h"

namespace carrel::hub {

using sync::Done;
using sync::Error;
using sync::Fault;
using sync::Json;
using sync::Result;

namespace {

Json amount_of(std::int64_t minor, std::string const& currency) { return Json::object({{"minor", minor}, {"currency", currency}}); }

bool is_currency(std::string const& code) {
  return code.size() == 3 && std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

Json statement_of(Invoice const& invoice, sync::WallTime now) {
  auto stated = Json::object({{"v", 1},
                              {"number", invoice.number},
                              {"issued", sync::to_iso_date(invoice.issued)},
                              {"amount", amount_of(invoice.amount, invoice.currency)}});
  if (invoice.tax) stated.set("tax", amount_of(*invoice.tax, invoice.currency));
  auto const day = [&](char const* name, std::optional<Date> const& date) {
    if (date) stated.set(name, sync::to_iso_date(*date));
  };
  day("period_start", invoice.period_start);
  day("period_end", invoice.period_end);
  day("due_on", invoice.due_on);
  for (auto const& [name, text] : {std::pair{"order", &invoice.order}, {"plan", &invoice.plan}, {"state", &invoice.state}})
    if (!text->empty()) stated.set(name, *text);
  stated.set("as_of", sync::to_rfc3339(now));
  return stated;
}

bool says_the_same(Json stated, Json const& other) {
  stated.set("as_of", other.text_or("as_of", ""));
  return write_json(stated) == write_json(other);
}

}  // namespace

Done issue_invoice(Books& books, sync::LearnerId learner, Invoice const& invoice, sync::WallTime now) {
  if (invoice.number.empty() || invoice.number.size() > sync::limits::short_text_bytes_max) return Error{Fault::invalid, "number"};
  if (!is_currency(invoice.currency)) return Error{Fault::invalid, "currency"};
  if (!invoice.issued.ok()) return Error{Fault::invalid, "issued"};
  if (invoice.period_start && invoice.period_end && *invoice.period_end <= *invoice.period_start) return Error{Fault::invalid, "period"};
  auto const stated = statement_of(invoice, now);
  TRY(held, books.db.prepare("SELECT body FROM invoice WHERE learner = ? AND number = ?"));
  TRY(found, held.bind(1, learner).bind(2, invoice.number).step());
  if (found) {
    TRY(before, sync::parse_json(held.text(0)));
    if (says_the_same(stated, before)) return {};
  }
  TRY(row, books.db.prepare("INSERT INTO invoice(learner, number, body) VALUES(?, ?, ?) "
                            "ON CONFLICT(learner, number) DO UPDATE SET body = excluded.body"));
  CHECKED(row.bind(1, learner).bind(2, invoice.number).bind(3, write_json(stated)).run());
  return post_news(books, learner, "invoice", stated);
}

Done post_invoices(Books& books, sync::LearnerId learner, sync::DeviceId device) {
  TRY(rows, books.db.prepare("SELECT body FROM invoice WHERE learner = ? ORDER BY number"));
  rows.bind(1, learner);
  for (;;) {
    TRY(more, rows.step());
    if (!more) return {};
    TRY(stated, sync::parse_json(rows.text(0)));
    CHECKED(post_news_to(books, learner, device, "invoice", stated));
  }
}

Result<bool> has_invoices(Books& books, sync::LearnerId learner) {
  TRY(row, books.db.prepare("SELECT 1 FROM invoice WHERE learner = ? LIMIT 1"));
  return row.bind(1, learner).step();
}

Result<sync::LearnerId> learner_called(Books& books, std::string_view name) {
  if (auto const id = sync::LearnerId::parse(name)) {
    TRY(row, books.db.prepare("SELECT 1 FROM learner WHERE id = ?"));
    TRY(found, row.bind(1, *id).step());
    if (found) return *id;
  }
  TRY(rows, books.db.prepare("SELECT id FROM learner WHERE first_name = ?"));
  TRY(found, rows.bind(1, name).step());
  if (!found) return Error{Fault::invalid, "no learner has this name"};
  auto const id = rows.id<sync::LearnerId>(0);
  TRY(another, rows.step());
  if (another) return Error{Fault::invalid, "several learners have this name; say the id"};
  return id;
}

}  // namespace carrel::hub

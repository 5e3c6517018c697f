#include "client/premium/invoice.h"

#include <doctest/doctest.h>

using namespace carrel;
using namespace carrel::client;
using sync::Json;

namespace {

Json stated() {
  return Json::object({{"v", 1}, {"number", "F-2026-17"}, {"issued", "2026-11-18"},
                       {"amount", Json::object({{"minor", 2000}, {"currency", "EUR"}})}, {"period_start", "2026-11-18"},
                       {"period_end", "2026-12-18"}, {"state", "paid"}, {"as_of", "2026-11-18T09:00:00Z"}});
}

}  // namespace

TEST_CASE("an invoice holds what was stated and nothing that was worked out") {
  auto const invoice = read_invoice(stated());
  CHECK(invoice.whole);
  CHECK(invoice.number == "F-2026-17");
  CHECK(invoice.amount == Amount{2000, "EUR"});
  CHECK_FALSE(invoice.tax);
  CHECK(invoice.order.empty());
  CHECK(invoice.period_end == read_date("2026-12-18"));
  CHECK(state_key(invoice) == "invoice.state.paid");
}

TEST_CASE("an invoice that cannot be read whole keeps what can be read, and says so") {
  struct Broken { char const* member; Json value; };
  for (auto const& [member, value] : {Broken{"number", 17}, Broken{"issued", "18 November"}, Broken{"issued", "2026-02-30"},
                                      Broken{"amount", "20 euros"}, Broken{"amount", Json::object({{"minor", 20.5}, {"currency", "EUR"}})},
                                      Broken{"amount", Json::object({{"minor", 2000}, {"currency", "euro"}})},
                                      Broken{"tax", Json::object({{"minor", 333}})}, Broken{"due_on", 7}, Broken{"v", 2}}) {
    CAPTURE(member);
    auto json = stated();
    json.set(member, value);
    auto const invoice = read_invoice(json);
    CHECK_FALSE(invoice.whole);
    CHECK(invoice.state == "paid");
  }
  CHECK_FALSE(read_invoice(Json()).whole);
  CHECK_FALSE(read_invoice(Json("paid")).whole);
}

TEST_CASE("a state of a newer platform has words of its own") {
  auto json = stated();
  json.set("state", "in_dispute");
  auto const invoice = read_invoice(json);
  CHECK(invoice.whole);
  CHECK(state_key(invoice) == "invoice.state.other");
}

TEST_CASE("the newest invoice is first, and one without a day is last") {
  std::vector<Invoice> invoices(4);
  invoices[0].number = "no day";
  invoices[1].issued = read_date("2026-10-18");
  invoices[2].issued = read_date("2026-11-18");
  invoices[2].as_of = *sync::from_rfc3339("2026-11-18T09:00:00Z");
  invoices[3].issued = read_date("2025-12-31");
  sort_invoices(invoices);
  CHECK(invoices[0].issued == read_date("2026-11-18"));
  CHECK(invoices[1].issued == read_date("2026-10-18"));
  CHECK(invoices[2].issued == read_date("2025-12-31"));
  CHECK(invoices[3].number == "no day");
  CHECK(stated_last(invoices) == invoices[0].as_of);
  CHECK_FALSE(stated_last({}));
}

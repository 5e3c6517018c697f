#include "client/premium/invoice.h"

#include <algorithm>
#include <array>

namespace carrel::client {
namespace {

using sync::Json;

constexpr std::array states{"paid", "due", "refunded", "cancelled"};

bool is_currency(std::string_view code) {
  return code.size() == 3 && std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// Nothing, and `whole` false, when a member is there and no amount.
std::optional<Amount> read_amount(Json const& stated, std::string_view name, bool& whole) {
  auto const* member = stated.find(name);
  if (!member || member->is_null()) return {};
  auto const minor = member->number("minor");
  auto const currency = member->text_or("currency", "");
  if (minor && is_currency(currency)) return Amount{*minor, currency};
  whole = false;
  return {};
}

std::optional<Date> read_day(Json const& stated, std::string_view name, bool& whole) {
  auto const* member = stated.find(name);
  if (!member || member->is_null()) return {};
  auto const date = member->string() ? read_date(*member->string()) : std::nullopt;
  if (!date) whole = false;
  return date;
}

}  // namespace

Invoice read_invoice(Json const& stated) {
  Invoice invoice;
  invoice.number = stated.text_or("number", "");
  invoice.key = invoice.number;
  invoice.order = stated.text_or("order", "");
  invoice.plan = stated.text_or("plan", "");
  invoice.state = stated.text_or("state", "");
  invoice.issued = read_day(stated, "issued", invoice.whole);
  invoice.period_start = read_day(stated, "period_start", invoice.whole);
  invoice.period_end = read_day(stated, "period_end", invoice.whole);
  invoice.due_on = read_day(stated, "due_on", invoice.whole);
  invoice.amount = read_amount(stated, "amount", invoice.whole);
  invoice.tax = read_amount(stated, "tax", invoice.whole);
  if (auto const as_of = sync::from_rfc3339(stated.text_or("as_of", ""))) invoice.as_of = *as_of;
  bool const of_this_form = stated.number_or("v", 0) == 1;
  if (!of_this_form || invoice.number.empty() || !invoice.issued || !invoice.amount) invoice.whole = false;
  return invoice;
}

void sort_invoices(std::vector<Invoice>& invoices) {
  std::stable_sort(invoices.begin(), invoices.end(), [](Invoice const& a, Invoice const& b) {
    if (a.issued != b.issued) return a.issued && (!b.issued || *a.issued > *b.issued);
    return a.number > b.number;
  });
}

std::optional<sync::WallTime> stated_last(std::vector<Invoice> const& invoices) {
  std::optional<sync::WallTime> last;
  for (auto const& one : invoices)
    if (one.as_of != sync::WallTime{} && (!last || one.as_of > *last)) last = one.as_of;
  return last;
}

std::string state_key(Invoice const& invoice) {
  bool const known = std::find(states.begin(), states.end(), invoice.state) != states.end();
  return "invoice.state." + (known ? invoice.state : std::string("other"));
}

}  // namespace carrel::client

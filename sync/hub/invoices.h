// Invoices that were issued to a learner. The reference hub states facts of an invoice that somebody else made: it works out no amount and
// keeps no document.
#pragma once

#include <string_view>

#include "sync/hub/books.h"

namespace carrel::hub {

/// What an invoice says; the members of news of kind `invoice` (sync/api). Amounts are whole minor units.
struct Invoice {
  std::string number;
  Date issued{};
  std::int64_t amount = 0;
  std::string currency;  ///< ISO 4217: "EUR".
  std::optional<std::int64_t> tax{};
  std::optional<Date> period_start{}, period_end{};  ///< The end is the first day that is not covered.
  std::optional<Date> due_on{};
  std::string order{}, plan{}, state{};  ///< Empty: not stated.
};

/// Keeps it under its number and tells the learner's devices, unless it says what it said before. Needs an open transaction.
/// Fault::invalid names what is wrong with it.
sync::Done issue_invoice(Books& books, sync::LearnerId learner, Invoice const& invoice, sync::WallTime now);

/// All of a learner's invoices, posted to one device.
sync::Done post_invoices(Books& books, sync::LearnerId learner, sync::DeviceId device);

sync::Result<bool> has_invoices(Books& books, sync::LearnerId learner);

/// The learner of that first name, or of that id in hexadecimal. Fault::invalid when there is none, or more than one of that name.
sync::Result<sync::LearnerId> learner_called(Books& books, std::string_view name);

}  // namespace carrel::hub

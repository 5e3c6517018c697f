// What the platform says of an invoice: a copy of the facts, to look up without a network. The document itself stays with the platform.
// Plain values and how to read them; no amount is worked out here. Whether the statement is signed was checked before (sync/trust).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/policies/dates.h"
#include "sync/base/json.h"

namespace carrel::client {

/// As stated: whole minor units (cents) and the ISO 4217 code. Negative for what is given back.
struct Amount {
  std::int64_t minor = 0;
  std::string currency;
  bool operator==(Amount const&) const = default;
};

struct Invoice {
  std::string key;           ///< Under which it is kept: its number; without one the flow makes one up.
  std::string number;        ///< Empty when none was stated.
  std::string order;         ///< Of the order it belongs to; empty for contracts that are invoiced by subscription.
  std::string plan;          ///< "premium_solo", …; empty when not stated.
  std::string state;         ///< "paid", "due", "refunded" or a word of a newer platform; empty when not stated.
  std::optional<Date> issued;
  std::optional<Date> period_start;
  std::optional<Date> period_end;  ///< The first day that it does not cover.
  std::optional<Date> due_on;
  std::optional<Amount> amount;    ///< What is invoiced in all.
  std::optional<Amount> tax;       ///< The tax within it.
  sync::WallTime as_of{};          ///< When the platform said so.
  bool whole = true;  ///< False: something is missing or cannot be read. What can be read is shown all the same.
  bool operator==(Invoice const&) const = default;
};

/// Never fails: a member that cannot be read is left out, and the invoice is then not whole.
Invoice read_invoice(sync::Json const& stated);

/// Newest first by the day of issue; those without a day come last, in the order of their numbers.
void sort_invoices(std::vector<Invoice>& invoices);

/// When the platform said the latest of it; nothing when there is none.
std::optional<sync::WallTime> stated_last(std::vector<Invoice> const& invoices);

/// The words for a state (invoice.state.NAME), or "invoice.state.other" for one that this program does not know.
std::string state_key(Invoice const& invoice);

}  // namespace carrel::client

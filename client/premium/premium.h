// What the Premium page says: the plan, its state in words, the dates by which something may be done, and how sure all of it is.
// Pure and free of language: keys, dates and their sources. A state never improves offline; it only degrades by a date already known.
//
// For the screen: premium_card(statement or nullptr, clocks, time). Title plan_key, then path, headline_key, and
// confirmation_key with {as_of}.
// Dates soonest first, as given: title and help by their keys, the date by line.key; tag "estimate" unless line.source is `stated`.
// `nothing_cancels` (when true) shows premium.nothing_cancels, with would_end below it. Amounts: only `price`, as stated.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/policies/policy.h"
#include "client/premium/subscription.h"

namespace carrel::client {

enum class Confirmation {
  never,          ///< The platform has said nothing to this device.
  confirmed,      ///< Signed, and vouched for until a moment that has not come.
  not_confirmed,  ///< Vouching ended, or a date passed that only the platform can confirm; still within the grace.
  lapsed,         ///< The grace is over: offline access to Premium courses rests until the next connection.
};

struct PremiumDate {
  std::string_view title_key, help_key;
  DateLine line;
  bool last_day_is_near = false;  ///< Today or tomorrow is the last day: amber.
};

struct PremiumCard {
  std::string_view plan_key, headline_key;
  std::optional<Date> headline_date;  ///< Fills {date} of the headline.
  std::string path, price;
  bool is_premium = false;            ///< Brass edge; none once it ended.
  Confirmation confirmation = Confirmation::never;
  std::string_view confirmation_key;
  std::optional<sync::WallTime> as_of;
  std::vector<PremiumDate> dates;       ///< Soonest first.
  std::optional<PremiumDate> next;      ///< For the small card: the end of a cancelled plan, else the soonest that asks for something.
  bool nothing_cancels = false;
  std::optional<DateLine> would_end;  ///< "If cancelled on the platform today, it would end on …": always an estimate.
  std::vector<std::string_view> notes;  ///< Sentences for the state: what can follow from a missed payment, whom to ask, …
};

/// `clocks` are the lengths of the service terms, for dates that the platform did not state.
PremiumCard premium_card(Subscription const* statement, Clocks const& clocks, sync::TimeEvidence const& time);

/// When the card next says something else by itself; nothing when only news can change it. For the frame gate.
std::optional<sync::WallTime> premium_changes_at(Subscription const& statement, Clocks const& clocks,
                                                 sync::TimeEvidence const& time);

}  // namespace carrel::client

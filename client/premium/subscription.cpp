#include "client/premium/subscription.h"

#include <array>

namespace carrel::client {
namespace {

using sync::Error;
using sync::Fault;
using sync::Json;
using sync::Result;

constexpr std::array<std::string_view, 4> plan_names{"member", "premium_solo", "premium_plus", "programme"};
constexpr std::array<std::string_view, 10> status_names{"member",        "pending",   "active", "sponsored", "cancel_at_period_end",
                                                        "past_due",      "formal_notice", "suspended", "ended", "programme"};
constexpr std::string_view older_terms = "older";

template <class E, std::size_t N>
Result<E> read_name(Json const& json, std::string_view member, std::array<std::string_view, N> const& names) {
  TRY(name, json.text(member));
  for (std::size_t i = 0; i < N; ++i)
    if (names[i] == name) return static_cast<E>(i);
  return Error{Fault::corrupt, std::string(member)};
}

Result<sync::WallTime> read_moment(Json const& json, std::string_view member) {
  TRY(text, json.text(member));
  auto moment = sync::from_rfc3339(text);
  if (!moment) return Error{Fault::corrupt, std::string(member)};
  return *moment;
}

// As stated and no other way: {"amount": "20.00", "currency": "EUR"}, or a text.
std::string read_price(Json const& payload) {
  auto const* price = payload.find("price");
  if (!price) return {};
  if (price->string()) return *price->string();
  auto const amount = price->text_or("amount", ""), currency = price->text_or("currency", "");
  return amount.empty() || currency.empty() ? std::string() : amount + "\xC2\xA0" + currency;
}

}  // namespace

std::string_view name_of(Plan plan) { return plan_names[static_cast<std::size_t>(plan)]; }
std::string_view name_of(SubscriptionStatus status) { return status_names[static_cast<std::size_t>(status)]; }

bool has_older_terms(Subscription const& subscription) { return subscription.terms_version == older_terms; }

Result<Subscription> parse_subscription(Json const& payload) {
  Subscription s;
  TRY(plan, read_name<Plan>(payload, "plan", plan_names));
  TRY(status, read_name<SubscriptionStatus>(payload, "status", status_names));
  TRY(as_of, read_moment(payload, "as_of"));
  TRY(valid_until, read_moment(payload, "valid_until"));
  s.plan = plan;
  s.status = status;
  s.as_of = as_of;
  s.valid_until = valid_until;
  s.annual = payload.text_or("term", "") == "annual";
  s.path = payload.text_or("path", "");
  s.price = read_price(payload);
  s.terms_version = payload.text_or("terms_version", "");
  for (auto const& one : payload.list("entitlements"))
    if (one.string()) s.entitlements.push_back(*one.string());
  auto const date = [&](std::string_view member) { return read_date(payload.text_or(member, "")); };
  s.started = date("started");
  s.period_start = date("period_start");
  s.period_end = date("period_end");
  s.renews_on = date("renews_on");
  s.ends_on = date("ends_on");
  s.due_on = date("due_on");
  s.suspended_on = date("suspended_on");
  s.accepted_on = date("accepted_on");
  s.contract_received_on = date("contract_received_on");
  s.effective_on = date("effective_on");
  s.new_terms_notice_on = date("new_terms_notice_on");
  s.formal_notice_on = date("formal_notice_on");
  s.cooling_off_until = date("cooling_off_until");
  s.early_termination_until = date("early_termination_until");
  return s;
}

bool may_replace(Subscription const* current, Subscription const& next) { return !current || next.as_of >= current->as_of; }

}  // namespace carrel::client

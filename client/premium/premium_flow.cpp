#include "client/premium/premium_flow.h"

#include "sync/trust/dsse.h"
#include "sync/trust/vault_items.h"

namespace carrel::client {
namespace {

using sync::Error;
using sync::Fault;

constexpr std::string_view kind = "premium", key = "subscription";

sync::Result<Subscription> verified(Desk const& desk, sync::Json const& json) {
  TRY(envelope, sync::read_envelope(json));
  // Whoever signed it was believed when it was taken (session_flow); a key that ended since does not take it back.
  TRY(payload, sync::verify_dsse(envelope, subscription_type, sync::ever_trusted(desk.platform)));
  return parse_subscription(payload);
}

}  // namespace

sync::Result<std::optional<Subscription>> current_subscription(Desk& desk) {
  if (!desk.vault) return Error{Fault::refused, "nobody is here"};
  TRY(json, sync::get_item(desk.db, *desk.vault, kind, key));
  if (!json) return std::optional<Subscription>();
  TRY(subscription, verified(desk, *json));
  return std::optional(std::move(subscription));
}

sync::Done absorb_subscription_news(Desk& desk, sync::Json const& envelope) {
  if (!desk.vault) return Error{Fault::refused, "nobody is here"};
  TRY(next, verified(desk, envelope));
  auto const current = current_subscription(desk);
  // One that no longer opens or verifies must not keep a good one out.
  auto const* held = current && *current ? &**current : nullptr;
  if (!may_replace(held, next)) return {};
  return sync::put_item(desk.db, *desk.vault, kind, key, envelope);
}

}  // namespace carrel::client

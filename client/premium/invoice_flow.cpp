#include "client/premium/invoice_flow.h"

#include "sync/trust/keys.h"
#include "sync/trust/vault_items.h"

namespace carrel::client {
namespace {

using sync::Error;
using sync::Fault;

constexpr std::string_view kind = "invoice";

// One without a number is kept all the same, and once.
std::string key_of(Invoice const& invoice, sync::Json const& stated) {
  if (!invoice.key.empty()) return invoice.key;
  return sync::to_base64url(sync::digest_of(sync::as_bytes(write_json(stated))).bytes);
}

}  // namespace

sync::Done absorb_invoice_news(Desk& desk, sync::Json const& stated) {
  if (!desk.vault) return Error{Fault::refused, "nobody is here"};
  auto const next = read_invoice(stated);
  auto const key = key_of(next, stated);
  TRY(held, sync::get_item(desk.db, *desk.vault, kind, key));
  if (held && next.as_of < read_invoice(*held).as_of) return {};
  return sync::put_item(desk.db, *desk.vault, kind, key, stated);
}

sync::Result<std::vector<Invoice>> list_invoices(Desk& desk) {
  if (!desk.vault) return Error{Fault::refused, "nobody is here"};
  TRY(entries, sync::list_items(desk.db, *desk.vault, kind));
  std::vector<Invoice> invoices;
  for (auto const& [key, json] : entries) {
    invoices.push_back(read_invoice(json));
    invoices.back().key = key;
  }
  sort_invoices(invoices);
  return invoices;
}

}  // namespace carrel::client

// The learner's invoices: taken from the news and kept sealed, whatever they hold. One that cannot be read today may be read by a newer
// program, so nothing that the platform stated is dropped.
#pragma once

#include <vector>

#include "client/app/desk_context.h"
#include "client/premium/invoice.h"

namespace carrel::client {

/// Takes news of kind "invoice". Inside the caller's transaction. The same number again replaces the older statement; one that is older
/// than what is at hand changes nothing.
sync::Done absorb_invoice_news(Desk& desk, sync::Json const& stated);

/// Newest first. Fault::refused: nobody is here.
sync::Result<std::vector<Invoice>> list_invoices(Desk& desk);

}  // namespace carrel::client

#include "sync/hub/session_shelf.h"

namespace carrel::hub {

namespace {

constexpr std::size_t sessions_max = 20'000;     // Some hundred bytes each; a kiosk leaves one a visit.
constexpr long session_seconds = 7 * 24 * 3600;  // RFC 8446 allows no more; a kiosk may have a link once a day.

SessionShelf& shelf_of(SSL* connection) { return *static_cast<SessionShelf*>(SSL_CTX_get_app_data(SSL_get_SSL_CTX(connection))); }

std::string text_of(unsigned char const* bytes, std::size_t size) { return std::string(sync::as_text({bytes, size})); }

}  // namespace

void SessionShelf::serve(SSL_CTX& context) {
  static constexpr unsigned char name[] = "carrel-hub";
  SSL_CTX_set_app_data(&context, this);
  SSL_CTX_set_session_id_context(&context, name, sizeof name - 1);
  SSL_CTX_set_options(&context, SSL_OP_NO_TICKET);  // In TLS 1.3 that is: tickets that name a session.
  SSL_CTX_set_num_tickets(&context, 1);             // A client that resumes gets the next one.
  SSL_CTX_set_timeout(&context, session_seconds);
  SSL_CTX_set_session_cache_mode(&context, SSL_SESS_CACHE_SERVER | SSL_SESS_CACHE_NO_INTERNAL);
  SSL_CTX_sess_set_new_cb(&context, on_new);
  SSL_CTX_sess_set_get_cb(&context, on_asked);
}

int SessionShelf::on_new(SSL* connection, SSL_SESSION* session) {
  unsigned id_size = 0;
  auto const* const id = SSL_SESSION_get_id(session, &id_size);
  int const size = i2d_SSL_SESSION(session, nullptr);
  if (id_size == 0 || size <= 0) return 0;
  sync::Bytes bytes(static_cast<std::size_t>(size));
  auto* to = bytes.data();
  i2d_SSL_SESSION(session, &to);
  shelf_of(connection).put(text_of(id, id_size), std::move(bytes));
  return 0;  // The session itself is not kept.
}

SSL_SESSION* SessionShelf::on_asked(SSL* connection, unsigned char const* id, int size, int* copied) {
  *copied = 0;
  auto const bytes = shelf_of(connection).find(text_of(id, static_cast<std::size_t>(size)));
  if (!bytes) return nullptr;
  auto const* from = bytes->data();
  return d2i_SSL_SESSION(nullptr, &from, static_cast<long>(bytes->size()));
}

void SessionShelf::put(std::string id, sync::Bytes session) {
  std::lock_guard const lock(mutex_);
  if (!sessions_.insert_or_assign(id, std::move(session)).second) return;
  in_order_.push_back(std::move(id));
  if (in_order_.size() <= sessions_max) return;
  sessions_.erase(in_order_.front());
  in_order_.pop_front();
}

std::optional<sync::Bytes> SessionShelf::find(std::string const& id) {
  std::lock_guard const lock(mutex_);
  auto const found = sessions_.find(id);
  return found == sessions_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace carrel::hub

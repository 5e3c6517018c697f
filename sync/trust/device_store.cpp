#include "sync/trust/device_store.h"

namespace carrel::sync {

Done keep_device(Db& db, DeviceRow const& row, DeviceKey const& key) {
  TRY(insert, db.prepare("INSERT OR REPLACE INTO device (only_one, id, name, hub_url, ca_pem, anchor, sealed_token, settings) "
                         "VALUES (1, ?, ?, ?, ?, ?, ?, ?)"));
  return insert.bind(1, row.id).bind(2, row.name).bind(3, row.hub_url).bind(4, row.ca_pem)
      .bind(5, BytesView(row.anchor.bytes)).bind(6, key.seal("token", as_bytes(row.token)))
      .bind(7, write_json(row.settings)).run();
}

Done replace_settings(Db& db, SignPublicKey const& signer, Json const& envelope) {
  TRY(update, db.prepare("UPDATE device SET anchor = ?, settings = ?"));
  CHECKED(update.bind(1, BytesView(signer.bytes)).bind(2, write_json(envelope)).run());
  if (db.changes() != 1) return Error{Fault::invalid, "not enrolled"};
  return {};
}

Result<std::optional<DeviceRow>> find_device(Db& db, DeviceKey const& key) {
  TRY(select, db.prepare("SELECT id, name, hub_url, ca_pem, anchor, sealed_token, settings FROM device"));
  TRY(there, select.step());
  if (!there) return std::optional<DeviceRow>();
  auto const anchor = SignPublicKey::from(select.blob(4));
  if (!anchor) return Error{Fault::corrupt, "device row"};
  TRY(token, key.open("token", select.blob(5)));
  TRY(settings, parse_json(select.text(6)));
  return std::optional(DeviceRow{select.id<DeviceId>(0), select.text(1), select.text(2), select.text(3), *anchor,
                                 std::string(as_text(token)), settings});
}

Done keep_secret(Db& db, DeviceKey const& key, std::string_view name, BytesView secret) {
  TRY(insert, db.prepare("INSERT OR REPLACE INTO device_secret (name, sealed) VALUES (?, ?)"));
  return insert.bind(1, name).bind(2, key.seal(name, secret)).run();
}

Result<std::optional<Bytes>> find_secret(Db& db, DeviceKey const& key, std::string_view name) {
  TRY(select, db.prepare("SELECT sealed FROM device_secret WHERE name = ?"));
  TRY(there, select.bind(1, name).step());
  if (!there) return std::optional<Bytes>();
  TRY(secret, key.open(name, select.blob(0)));
  return std::optional(std::move(secret));
}

Done erase_secret(Db& db, std::string_view name) {
  TRY(erase, db.prepare("DELETE FROM device_secret WHERE name = ?"));
  return erase.bind(1, name).run();
}

}  // namespace carrel::sync

#include "sync/hub/announcements.h"

#include "sync/hub/newsroom.h"

namespace carrel::hub {

using sync::Done;
using sync::Error;
using sync::Fault;
using sync::Json;
using sync::Result;
namespace fs = std::filesystem;

namespace {

constexpr int acknowledge_working_days = 5;   // K1 of the Global complaints policy.
constexpr int answer_working_days = 28;       // K3.

fs::path keys_file(Books const& books) { return books.folder / "keys.json"; }
fs::path next_keys_file(Books const& books) { return books.folder / "keys.json.next"; }

Result<std::int64_t> announced_generation(Books& books) {
  TRY(row, books.db.prepare("SELECT coalesce(max(generation), 0) FROM announcement"));
  TRY(found, row.step());
  return found ? row.integer(0) : std::int64_t{0};
}

Json former_keys(Keys const& keys) {
  sync::JsonArray list;
  for (auto const& one : keys.former_sign)
    list.push_back(Json::object({{"key", one.key.text()}, {"until", sync::to_rfc3339(one.until)}}));
  return list;
}

/// Keeps it and tells it. Needs an open transaction.
Done post(Books& books, HubSettings const& settings, Keys const& keys, sync::WallTime now) {
  TRY(row, books.db.prepare("INSERT INTO announcement(revision, generation, name, support_email, support_phone) VALUES(?, ?, ?, ?, ?)"));
  CHECKED(row.bind(1, settings.revision).bind(2, keys.generation).bind(3, settings.name).bind(4, settings.support_email)
              .bind(5, settings.support_phone).run());
  return post_device_news(books, "device_settings", signed_settings(books, settings, keys, now));
}

}  // namespace

Result<HubSettings> present_settings(Books& books) {
  TRY(row, books.db.prepare("SELECT revision, name, support_email, support_phone FROM announcement ORDER BY revision DESC LIMIT 1"));
  TRY(found, row.step());
  if (!found) return HubSettings{0, books.name, {}, {}};
  return HubSettings{row.integer(0), row.text(1), row.text(2), row.text(3)};
}

Json signed_settings(Books const& books, HubSettings const& settings, Keys const& keys, sync::WallTime now) {
  return signed_json(books.keys, sync::settings_type,
                     Json::object({{"v", 1},
                                   {"revision", settings.revision},
                                   {"hub_name", settings.name},
                                   {"support", Json::object({{"email", settings.support_email}, {"phone", settings.support_phone}})},
                                   {"seal_key", keys.seal.public_key.text()},
                                   {"seal_key_id", key_id(keys.seal.public_key)},
                                   {"sign_keys", sync::JsonArray{Json(keys.sign.public_key.text())}},
                                   {"former_sign_keys", former_keys(keys)},
                                   {"calendar", books.calendar.name()},
                                   {"acknowledge_working_days", acknowledge_working_days},
                                   {"answer_working_days", answer_working_days},
                                   {"time", sync::to_rfc3339(now)}}));
}

Done announce(Books& books, HubSettings wanted, sync::WallTime now) {
  TRY(tx, sync::Transaction::begin(books.db));
  TRY(before, present_settings(books));
  wanted.revision = before.revision + 1;
  CHECKED(post(books, wanted, books.keys, now));
  return tx.commit();
}

Done rotate_keys(Books& books, sync::WallTime until, sync::WallTime now) {
  CHECKED(follow_rotation(books));
  auto const next = books.keys.next(*books.entropy, until);
  std::error_code code;
  fs::remove(next_keys_file(books), code);  // Of a rotation that was cut before the books spoke of it.
  CHECKED(save_keys(next, next_keys_file(books)));
  {
    TRY(tx, sync::Transaction::begin(books.db));
    TRY(settings, present_settings(books));
    ++settings.revision;
    CHECKED(post(books, settings, next, now));
    CHECKED(books.db.exec("UPDATE binding SET is_told = 0"));
    CHECKED(tx.commit());
  }
  return follow_rotation(books);
}

Done follow_rotation(Books& books) {
  TRY(generation, announced_generation(books));
  if (generation == books.keys.generation) return {};
  auto const ready = load_keys(next_keys_file(books));
  std::error_code code;
  // Another process may be faster; then the file is in its place already.
  if (ready && ready->generation == generation) fs::rename(next_keys_file(books), keys_file(books), code);
  TRY(keys, load_keys(keys_file(books)));
  if (keys.generation != generation) return Error{Fault::corrupt, "the keys are not those that the books speak of"};
  books.keys = std::move(keys);
  return {};
}

}  // namespace carrel::hub

#include "sync/hub/newsroom.h"

#include <algorithm>
#include <charconv>

#include "sync/trust/seal.h"
#include "sync/trust/statement.h"

namespace carrel::hub {

using sync::Answer;
using sync::BytesView;
using sync::Done;
using sync::Json;
using sync::Result;

namespace {

constexpr std::int64_t page_max = 200;
constexpr std::int64_t page_usual = 100;
/// A page ends early beyond this, so that an answer stays far below what a client reads whole.
constexpr std::size_t page_bytes = sync::limits::answer_bytes_max / 4;

bool read_whole(std::string_view text, std::int64_t& out) {
  auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), out);
  return fault == std::errc{} && end == text.data() + text.size() && out >= 0;
}

Done insert(Books& books, sync::LearnerId learner, sync::DeviceId device, BytesView seal_key, std::string_view kind,
            Json const& content) {
  TRY(key, sync::SealPublicKey::from(seal_key));
  auto const sealed = sync::seal_news(sync::sign_statement(kind, learner, content, books.keys.sign), key);
  TRY(row, books.db.prepare("INSERT INTO news(device, learner, kind, content) VALUES(?, ?, ?, ?)"));
  return row.bind(1, device).bind(2, learner).bind(3, kind).bind(4, sealed).run();
}

}  // namespace

Done post_news(Books& books, sync::LearnerId learner, std::string_view kind, Json const& content) {
  TRY(bindings, books.db.prepare("SELECT device, seal_key FROM binding WHERE learner = ? ORDER BY device"));
  bindings.bind(1, learner);
  for (;;) {
    TRY(more, bindings.step());
    if (!more) return {};
    CHECKED(insert(books, learner, bindings.id<sync::DeviceId>(0), bindings.blob(1), kind, content));
  }
}

Done post_news_to(Books& books, sync::LearnerId learner, sync::DeviceId device, std::string_view kind,
                  Json const& content) {
  TRY(binding, books.db.prepare("SELECT seal_key FROM binding WHERE learner = ? AND device = ?"));
  TRY(found, binding.bind(1, learner).bind(2, device).step());
  if (!found) return sync::Error{sync::Fault::invalid, "binding"};
  return insert(books, learner, device, binding.blob(0), kind, content);
}

Done post_device_news(Books& books, std::string_view kind, Json const& envelope) {
  TRY(rows, books.db.prepare("INSERT INTO news(device, learner, kind, content) SELECT id, NULL, ?, ? FROM device ORDER BY id"));
  return rows.bind(1, kind).bind(2, sync::to_bytes(write_json(envelope))).run();
}

Result<Answer> serve_news(Books& books, sync::DeviceId device, Target const& target) {
  std::int64_t after = 0;
  std::int64_t limit = page_usual;
  if (auto const text = target.value("after"); text && !read_whole(*text, after))
    return problem({400, "cursor_unknown", "This cursor was not given by this platform."});
  if (auto const text = target.value("limit"); text && (!read_whole(*text, limit) || limit < 1 || limit > page_max))
    return problem({400, "limit_invalid", "The limit must be a number from 1 to 200."});

  TRY(rows, books.db.prepare("SELECT seq, learner, kind, content FROM news WHERE device = ? AND seq > ? ORDER BY seq LIMIT ?"));
  rows.bind(1, device).bind(2, after).bind(3, limit + 1);
  sync::JsonArray items;
  std::size_t bytes = 0;
  bool has_more = false;
  for (;;) {
    TRY(is_row, rows.step());
    if (!is_row) break;
    auto const content = rows.blob(3);
    if (static_cast<std::int64_t>(items.size()) == limit || (!items.empty() && bytes + content.size() > page_bytes)) {
      has_more = true;
      break;
    }
    bytes += content.size();
    after = rows.integer(0);
    auto item = Json::object({{"seq", after}, {"learner", Json()}, {"kind", rows.text(2)}});
    if (rows.is_null(1)) {
      TRY(body, sync::parse_json(sync::as_text(content)));
      item.set("body", body);
    } else {
      item.set("learner", rows.id<sync::LearnerId>(1).text());
      item.set("sealed", sync::to_base64url(content));
    }
    items.push_back(std::move(item));
  }
  return json_answer(
      200, Json::object({{"items", std::move(items)}, {"cursor", std::to_string(after)}, {"more", has_more}}));
}

}  // namespace carrel::hub

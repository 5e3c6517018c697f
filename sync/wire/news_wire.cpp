#include "sync/wire/news_wire.h"

namespace carrel::sync::wire {

namespace {

constexpr std::size_t cursor_max = 64;

Result<NewsItem> read_item(Json const& entry) {
  NewsItem item;
  TRY(seq, entry.number("seq"));
  TRY(kind, entry.text("kind"));
  item.seq = seq;
  item.kind = kind;
  auto const* learner = entry.find("learner");
  if (!learner || learner->is_null()) {
    auto const* body = entry.find("body");
    if (!body || !body->object()) return Error{Fault::corrupt, "news body"};
    item.body = *body;
    return item;
  }
  if (!learner->string()) return Error{Fault::corrupt, "news learner"};
  TRY(id, LearnerId::parse(*learner->string()));
  TRY(sealed_text, entry.text("sealed"));
  TRY(sealed, from_base64url(sealed_text));
  item.learner = id;
  item.sealed = std::move(sealed);
  return item;
}

Result<NewsPage> read_page(Json const& body) {
  NewsPage page;
  TRY(cursor, body.text("cursor"));
  TRY(more, body.flag("more"));
  if (!is_path_word(cursor, cursor_max)) return Error{Fault::corrupt, "news cursor"};
  auto const* items = body.find("items");
  if (!items || !items->array()) return Error{Fault::corrupt, "news items"};
  page.cursor = cursor;
  page.more = more;
  for (auto const& entry : *items->array()) {
    TRY(item, read_item(entry));
    if (!page.items.empty() && item.seq <= page.items.back().seq) return Error{Fault::corrupt, "news order"};
    page.items.push_back(std::move(item));
  }
  return page;
}

}  // namespace

Request get_news(std::string_view token, std::string_view cursor, int limit) {
  std::string path = "/v1/news?limit=" + std::to_string(limit);
  if (!cursor.empty()) path += "&after=" + std::string(cursor);
  return bare_request("GET", std::move(path), token);
}

NewsReply read_news(Answer const& answer) {
  NewsReply out;
  out.reply = read_reply(answer, json_type, {200});
  auto const body = read_object(answer, out.reply);
  if (out.reply.verdict != Verdict::yes) return out;
  if (auto page = read_page(body)) out.page = std::move(*page);
  else out.reply.verdict = Verdict::not_ours;  // A page is taken whole or not at all.
  return out;
}

}  // namespace carrel::sync::wire

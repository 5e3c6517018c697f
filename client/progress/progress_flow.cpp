#include "client/progress/progress_flow.h"

#include "client/requests/letter_flow.h"
#include "sync/trust/vault_items.h"

namespace carrel::client {
namespace {

using sync::Done;
using sync::Error;
using sync::Fault;
using sync::Json;
using sync::Result;

constexpr std::string_view kind = "progress", key = "gathered";

Json to_json(ChapterRead const& read) {
  return Json::object({{"course", read.course},
                       {"edition", read.edition},
                       {"chapter", read.chapter},
                       {"to_the_end", read.to_the_end},
                       {"at", sync::to_rfc3339(read.at)}});
}

Result<std::vector<ChapterRead>> gathered(Desk& desk) {
  if (!desk.vault) return Error{Fault::refused, "nobody is here"};
  TRY(json, sync::get_item(desk.db, *desk.vault, kind, key));
  std::vector<ChapterRead> reads;
  if (!json) return reads;
  for (auto const& one : json->list("reads")) {
    ChapterRead read{one.text_or("course", ""), one.text_or("edition", ""), one.text_or("chapter", ""),
                     one.flag_or("to_the_end", false), {}};
    if (auto const at = sync::from_rfc3339(one.text_or("at", ""))) read.at = *at;
    reads.push_back(std::move(read));
  }
  return reads;
}

Json statements(std::vector<ChapterRead> const& reads) {
  Json list{sync::JsonArray{}};
  for (auto const& read : reads) list.push(to_statement(read));
  return Json::object({{"statements", std::move(list)}});
}

Done make_letter(Desk& desk, std::vector<ChapterRead> const& reads) {
  CHECKED(put_letter(desk, sync::make_id<sync::ActionId>(desk.entropy), {"progress", {}, false, false}, statements(reads)));
  return sync::erase_item(desk.db, *desk.vault, kind, key);
}

}  // namespace

Done keep_reading(Desk& desk, ChapterRead const& read) {
  TRY(reads, gathered(desk));
  gather(reads, read);
  Json list{sync::JsonArray{}};
  for (auto const& one : reads) list.push(to_json(one));
  if (reads.size() >= gathered_max) return make_letter(desk, reads);
  return sync::put_item(desk.db, *desk.vault, kind, key, Json::object({{"reads", std::move(list)}}));
}

Done send_reading(Desk& desk) {
  TRY(reads, gathered(desk));
  if (reads.empty()) return {};
  TRY(tx, sync::Transaction::begin(desk.db));
  CHECKED(make_letter(desk, reads));
  return tx.commit();
}

Result<sync::ActionId> file_quiz_attempt(Desk& desk, QuizAttempt const& attempt, std::string const& quiz_title) {
  auto const id = sync::make_id<sync::ActionId>(desk.entropy);
  Json list{sync::JsonArray{}};
  list.push(to_statement(attempt));
  CHECKED(put_letter(desk, id, {"quiz_attempt", quiz_title, false, false}, Json::object({{"statements", std::move(list)}})));
  return id;
}

}  // namespace carrel::client

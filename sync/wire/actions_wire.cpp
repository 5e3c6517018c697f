#include "sync/wire/actions_wire.h"

namespace carrel::sync::wire {

namespace {

/// Receipts in one of their two forms; what they say is for sync/trust.
bool look_like_receipts(Json const* receipts) {
  if (!receipts) return false;
  if (receipts->find("payloadType")) return receipts->text("payload") && !receipts->list("signatures").empty();
  return receipts->text("time") && receipts->text("sig") && receipts->find("list") && receipts->find("list")->array();
}

ActionsReply read_receipts(Answer const& answer, std::initializer_list<int> expected, Json& body) {
  ActionsReply out;
  out.reply = read_reply(answer, json_type, expected);
  body = read_object(answer, out.reply);
  if (out.reply.verdict != Verdict::yes) return out;
  auto const* receipts = body.find("receipts");
  if (look_like_receipts(receipts)) out.receipts = *receipts;
  else out.reply.verdict = Verdict::not_ours;
  return out;
}

}  // namespace

Request put_action(std::string_view token, Letter const& letter) {
  return json_request("PUT", "/v1/actions/" + letter.id.text(), token,
                      Json::object({{"seq", letter.seq}, {"sealed", to_base64url(letter.sealed)}}));
}

Request post_actions(std::string_view token, std::span<Letter const> letters) {
  auto request = bare_request("POST", "/v1/actions", token);
  request.headers.emplace_back("Content-Type", std::string(letters_type));
  request.body = write_letters(letters);
  return request;
}

ActionsReply read_put_action(Answer const& answer) {
  Json body;
  return read_receipts(answer, {200, 201}, body);
}

ActionsReply read_post_actions(Answer const& answer) {
  Json body;
  auto out = read_receipts(answer, {200}, body);
  if (out.reply.verdict != Verdict::yes) return out;
  for (auto const& entry : body.list("refused")) {
    auto const id = ActionId::parse(entry.text_or("id", ""));
    Problem problem{entry.text_or("code", ""), entry.text_or("title", "")};
    // An entry that cannot be read refuses nothing: its letter stays, and is sent again.
    if (id && !problem.code.empty()) out.refused.push_back({*id, std::move(problem)});
  }
  return out;
}

}  // namespace carrel::sync::wire

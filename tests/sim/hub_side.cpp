#include "tests/sim/hub_side.h"

#include "sync/hub/books_schema.h"
#include "sync/hub/enrolment.h"
#include "sync/hub/newsroom.h"
#include "sync/trust/receipt.h"
#include "sync/wire/enrol_wire.h"
#include "sync/wire/letters.h"
#include "sync/wire/packing.h"

namespace carrel::sim {

using sync::Answer;
using sync::Json;
using sync::Request;

namespace {

constexpr std::size_t narrow_bytes = 1200;

// Enough of one for the days that are simulated.
constexpr char const* calendar = R"({"v":1,"calendar":"SIM","from":"2026-01-01","to":"2027-12-31",
  "zone":{"standard_minutes":60,"summer":"eu"},"holidays":[]})";

template <class T>
T opened(sync::Result<T> result, char const* what) {
  must(static_cast<bool>(result), what);
  return std::move(*result);
}

Answer problem(int status, char const* code) {
  Answer answer;
  answer.status = status;
  answer.headers = {{"Content-Type", "application/problem+json"}};
  answer.body = sync::to_bytes(write_json(Json::object({{"code", code}, {"title", "x"}})));
  return answer;
}

Answer serve_piece(Request const& request) {
  auto const digest = request.path.substr(request.path.rfind('/') + 1);
  for (std::uint64_t i = 0; i < piece_count; ++i)
    if (piece_digest(i) == digest) {
      Answer answer;
      answer.status = 200;
      answer.headers = {{"Content-Type", "application/octet-stream"}};
      answer.body = piece_bytes(i);
      return answer;
    }
  return problem(404, "not_found");
}

}  // namespace

sync::Bytes piece_bytes(std::uint64_t index) { return sync::Bytes(500 + index, static_cast<std::uint8_t>(index)); }

std::string piece_digest(std::uint64_t index) {
  return "sha256:" + sync::to_hex(sync::digest_of(piece_bytes(index)).bytes);
}

std::vector<sync::ActionId> letters_in(Request const& request) {
  std::vector<sync::ActionId> ids;
  constexpr std::string_view one = "/v1/actions/";
  if (request.method == "PUT" && request.path.starts_with(one))
    if (auto const id = sync::ActionId::parse(request.path.substr(one.size()))) ids.push_back(*id);
  if (request.method != "POST" || request.path != "/v1/actions") return ids;
  auto const letters = sync::wire::read_letters(request.body);
  must(static_cast<bool>(letters), "a batch that does not read");
  for (auto const& letter : *letters) ids.push_back(letter.id);
  return ids;
}

HubSide::HubSide(std::uint64_t seed) : dice_(seed), disk_(seed) {
  auto db = opened(sync::Db::open("hub.db", hub::hub_migrations(), {.vfs = disk_.vfs()}), "hub database");
  must(static_cast<bool>(db.exec("INSERT INTO enrolment_code(code, is_multi_use) VALUES('CODE', 1)")), "enrolment code");
  core_.emplace(hub::Books{std::move(db), hub::Keys::make(dice_), opened(hub::Calendar::parse(calendar), "calendar"),
                           "Simulated platform", "/nowhere", &dice_});
}

Answer HubSide::handle(Request const& request, sync::WallTime now) {
  if (request.path.starts_with("/v2/")) return serve_piece(request);
  auto const letters = letters_in(request);
  for (auto const& id : letters)
    if (breaks_on.contains(id)) return problem(500, "broken");
  if (narrow && letters.size() > 1 && request.body.size() > narrow_bytes) return problem(413, "too_large");
  auto answer = core_->handle(request, now);
  // The link unpacks.
  if (auto const coding = sync::find_header(answer.headers, "Content-Encoding")) {
    auto const packing = sync::wire::packing_named(*coding);
    answer.body = opened(sync::wire::unpack(*packing, answer.body, 64u << 20), "a packed answer");
  }
  return answer.status == 200 && !letters.empty() ? told_otherwise(request, std::move(answer)) : answer;
}

// Another platform than ours may refuse a request with one letter whole, and may answer with the whole statement, which names every
// letter by itself.
Answer HubSide::told_otherwise(Request const& request, Answer answer) {
  auto body = opened(sync::parse_json(sync::as_text(answer.body)), "an answer to letters");
  auto const& refused = body.list("refused");
  if (refused.size() == 1 && letters_in(request).size() == 1) return problem(422, refused[0].text_or("code", "").c_str());
  if (dice_.below(2) == 0) return answer;
  std::vector<sync::LetterName> names;
  for (auto const& letter : opened(sync::wire::read_letters(request.body), "letters"))
    names.push_back({letter.id, sync::digest_of(letter.sealed)});
  auto const device = opened(hub::device_of(core_->books(), request.headers), "device");
  body.set("receipts", to_json(opened(sync::read_answered_receipts(*body.find("receipts"), *device, names), "receipts")));
  answer.body = sync::to_bytes(write_json(body));
  return answer;
}

HubSide::Enrolled HubSide::enrol(sync::SignPublicKey const& device_key, sync::WallTime now) {
  auto const said = sync::wire::read_enrol_device(handle(sync::wire::enrol_device("CODE", "kiosk", device_key.bytes), now));
  must(said.reply.verdict == sync::wire::Verdict::yes, "enrolment");
  return {said.device, said.token};
}

sync::LearnerId HubSide::bind(std::string const& token, std::string const& name, sync::LearnerKeys const& keys,
                              sync::WallTime now) {
  {
    auto insert = opened(core_->books().db.prepare("INSERT INTO learner(id, first_name, emblem, language, claim_code, is_multi_use) "
                                                   "VALUES(?, ?, 'fox', 'fr', ?, 0)"), "learner");
    insert.bind(1, sync::make_id<sync::LearnerId>(dice_)).bind(2, name).bind(3, name);
    must(static_cast<bool>(insert.run()), "learner");
  }
  auto const said = sync::wire::read_claim_learner(
      handle(sync::wire::claim_learner(token, name, keys.sign.public_key.bytes, keys.seal.public_key.bytes), now));
  must(said.reply.verdict == sync::wire::Verdict::yes, "claim");
  return said.learner;
}

void HubSide::tell(sync::LearnerId const& learner, int number) {
  auto& books = core_->books();
  auto tx = opened(sync::Transaction::begin(books.db), "news");
  must(static_cast<bool>(hub::post_news(books, learner, "profile", Json::object({{"n", number}}))), "news");
  must(static_cast<bool>(tx.commit()), "news");
}

sync::PlatformKeys HubSide::platform() const {
  auto const& keys = const_cast<hub::Core&>(*core_).books().keys;
  return {keys.seal.public_key, {keys.sign.public_key}};
}

std::optional<sync::LetterDigest> HubSide::digest_of(sync::ActionId const& id) {
  auto select = opened(core_->books().db.prepare("SELECT digest FROM action WHERE id = ?"), "digest");
  if (!opened(select.bind(1, id).step(), "digest")) return {};
  return opened(sync::LetterDigest::from(select.blob(0)), "digest");
}

std::set<sync::ActionId> HubSide::received() {
  auto select = opened(core_->books().db.prepare("SELECT id FROM action"), "received");
  std::set<sync::ActionId> ids;
  while (opened(select.step(), "received")) ids.insert(select.id<sync::ActionId>(0));
  return ids;
}

std::vector<std::int64_t> HubSide::news_for(sync::DeviceId const& device) {
  auto select = opened(core_->books().db.prepare("SELECT seq FROM news WHERE device = ? ORDER BY seq"), "news");
  select.bind(1, device);
  std::vector<std::int64_t> seqs;
  while (opened(select.step(), "news")) seqs.push_back(select.integer(0));
  return seqs;
}

std::int64_t HubSide::count(std::string const& sql) {
  auto select = opened(core_->books().db.prepare(sql), "count");
  must(opened(select.step(), "count"), "count");
  return select.integer(0);
}

std::pair<std::int64_t, std::int64_t> HubSide::complaints() {
  return {count("SELECT count(*) FROM complaint"), count("SELECT count(*) FROM action WHERE kind = 'complaint'")};
}

}  // namespace carrel::sim

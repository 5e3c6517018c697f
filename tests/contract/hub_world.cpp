#include "tests/contract/hub_world.h"

#include <stdlib.h>

#include <iterator>

namespace carrel::test {

using sync::Json;

namespace {

std::string read_text(std::filesystem::path const& file) {
  std::ifstream in(file, std::ios::binary);
  REQUIRE_MESSAGE(in, file.string());
  return {std::istreambuf_iterator<char>(in), {}};
}

hub::Recorder open_record(std::string const& name) {
  auto recorder = hub::Recorder::open(std::filesystem::path(HOUSE_BUILD) / "contract" / (name + ".jsonl"));
  REQUIRE(recorder);
  return std::move(*recorder);
}

void write_file(std::filesystem::path const& file, std::string const& text) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << text;
}

Json add_blob(std::filesystem::path const& layout, std::string const& type, std::string const& text) {
  auto const hex = sync::to_hex(sync::digest_of(sync::as_bytes(text)).bytes);
  write_file(layout / "blobs" / "sha256" / hex, text);
  return Json::object({{"mediaType", type}, {"digest", "sha256:" + hex}, {"size", static_cast<std::int64_t>(text.size())}});
}

}  // namespace

void SeededEntropy::fill(std::span<std::uint8_t> room) {
  for (auto& byte : room) {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    byte = static_cast<std::uint8_t>(z ^ (z >> 31));
  }
}

TempFolder::TempFolder() {
  auto form = (std::filesystem::temp_directory_path() / "carrel-hub-XXXXXX").string();
  REQUIRE(::mkdtemp(form.data()));
  path = form;
}

TempFolder::~TempFolder() {
  std::error_code code;
  std::filesystem::remove_all(path, code);
}

HubWorld::HubWorld(std::string const& name) : recorder_(open_record(name)) {
  auto const keys = hub::Keys::make(entropy);
  platform_sign = keys.sign.public_key;
  platform_seal = keys.seal.public_key;
  REQUIRE(hub::save_keys(keys, folder.path / "keys.json"));
  open();
  auto set_up = hub::set_up_demo(books(), now);
  REQUIRE_MESSAGE(set_up, set_up.error().place);
  demo = *set_up;
}

void HubWorld::open() {
  auto keys = hub::load_keys(folder.path / "keys.json");
  REQUIRE(keys);
  auto calendar = hub::Calendar::parse(read_text(HOUSE_TOP "/assets/calendars/FR.json"));
  REQUIRE(calendar);
  auto books = hub::open_books(folder.path, "Test platform", std::move(*keys), *calendar, entropy);
  REQUIRE_MESSAGE(books, books.error().place);
  core_.emplace(std::move(*books));
}

void HubWorld::restart() {
  core_.reset();
  open();
}

sync::Answer HubWorld::ask(sync::Request const& request) {
  auto answer = core_->handle(request, now);
  recorder_.add(request, answer);
  return answer;
}

Device::Device(HubWorld& w, std::size_t learner_number, std::string const& name)
    : world(w),
      key(sync::SignKeyPair::make(w.entropy)),
      learner{{}, sync::SignKeyPair::make(w.entropy), sync::SealKeyPair::make(w.entropy)} {
  auto const enrolled =
      sync::wire::read_enrol_device(w.ask(sync::wire::enrol_device(w.demo.enrolment_code, name, key.public_key.bytes)));
  REQUIRE(enrolled.reply.verdict == sync::wire::Verdict::yes);
  id = enrolled.device;
  token = enrolled.token;
  auto const claimed = sync::wire::read_claim_learner(w.ask(sync::wire::claim_learner(
      token, w.demo.learners[learner_number].claim_code, learner.sign.public_key.bytes, learner.seal.public_key.bytes)));
  REQUIRE(claimed.reply.verdict == sync::wire::Verdict::yes);
  learner.id = claimed.learner;
}

sync::SealedAction Device::seal(std::string const& kind, Json const& body) {
  sync::ActionPlain plain;
  plain.id = sync::make_id<sync::ActionId>(world.entropy);
  plain.kind = kind;
  plain.device = id;
  plain.learner = learner.id;
  plain.seq = ++seq;
  plain.filed_at = world.now;
  plain.body = body;
  auto sealed = sync::seal_action(plain, learner.sign, world.platform_seal);
  REQUIRE(sealed);
  seqs[plain.id] = plain.seq;
  return std::move(*sealed);
}

std::vector<std::pair<std::string, Json>> Device::news() {
  std::vector<std::pair<std::string, Json>> all;
  std::string cursor;
  for (bool more = true; more;) {
    auto const page = sync::wire::read_news(world.ask(sync::wire::get_news(token, cursor, 5)));
    REQUIRE(page.reply.verdict == sync::wire::Verdict::yes);
    for (auto const& item : page.page.items) {
      auto const opened = sync::open_news(item.sealed, learner.seal);
      REQUIRE(opened);
      auto const stated = sync::read_statement(*opened, item.kind, learner.id, std::span(&world.platform_sign, 1));
      REQUIRE_MESSAGE(stated, stated.error().place);
      all.emplace_back(item.kind, *stated);
    }
    cursor = page.page.cursor;
    more = page.page.more;
  }
  return all;
}

Json good_complaint() {
  return Json::object({{"complainant_name", "Awa Diop"},
                       {"complainant_email", "awa@example.org"},
                       {"complainant_phone", "+221 33 123 45 67"},
                       {"student_id", "S-1042"},
                       {"nature", "mentoring"},
                       {"details", "Three sessions were cancelled without notice."},
                       {"already_spoken_to", "yes"},
                       {"spoken_to_whom", "Student Success"},
                       {"desired_outcome", "New sessions before the end of the month."}});
}

std::string problem_code(sync::Answer const& answer) {
  auto const body = sync::parse_json(sync::as_text(answer.body));
  return body ? body->text_or("code", "") : "";
}

sync::Result<sync::Receipt> receipt_in(Json const& envelope, HubWorld const& world, sync::SealedAction const& action) {
  TRY(read, sync::read_envelope(envelope));
  return sync::judge_receipt(read, std::span(&world.platform_sign, 1), action.id, action.digest);
}

sync::Result<sync::Receipt> lean_receipt_in(Json const& receipts, Device const& device,
                                            std::span<sync::SealedAction const> actions, std::size_t place) {
  std::vector<sync::LetterName> names;
  for (auto const& action : actions) names.push_back({action.id, action.digest});
  TRY(read, sync::read_answered_receipts(receipts, device.id, names));
  return sync::judge_receipt(read, std::span(&device.world.platform_sign, 1), names[place].id, names[place].digest);
}

void write_layout(std::filesystem::path const& folder, std::string const& edition, std::string const& text) {
  auto const config = Json::object({{"title", "Clouds"}, {"language", "en"}, {"licence", "CC-BY-SA-4.0"}});
  auto const manifest = Json::object(
      {{"schemaVersion", 2},
       {"mediaType", "application/vnd.oci.image.manifest.v1+json"},
       {"artifactType", "application/vnd.carrel.course.v1+json"},
       {"config", add_blob(folder, "application/vnd.carrel.course.config.v1+json", write_json(config))},
       {"layers", sync::JsonArray{add_blob(folder, "application/vnd.carrel.chapter.v1+json+zstd", text)}},
       {"annotations", Json::object({{"org.opencontainers.image.version", edition}})}});
  auto entry = add_blob(folder, "application/vnd.oci.image.manifest.v1+json", write_json(manifest));
  entry.set("annotations", Json::object({{"org.opencontainers.image.ref.name", "clouds:" + edition}}));
  write_file(folder / "index.json", write_json(Json::object({{"schemaVersion", 2}, {"manifests", sync::JsonArray{entry}}})));
  write_file(folder / "oci-layout", R"({"imageLayoutVersion":"1.0.0"})");
}

}  // namespace carrel::test

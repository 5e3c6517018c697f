// carrel-hub as people start it: over TLS, with the operator at work beside it, and an end that loses nothing.
#include <doctest/doctest.h>
#include <httplib.h>
#include <openssl/ssl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <thread>

#include "sync/base/json.h"
#include "sync/trust/receipt.h"
#include "sync/wire/packing.h"
#include "tests/contract/hub_world.h"

using namespace carrel;
using namespace carrel::test;
using sync::Json;

extern char** environ;

namespace {

std::string read_text(std::filesystem::path const& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

struct Outcome {
  int status;
  std::string said;
};

/// Runs a program to its end; `said` is what it wrote to both outputs.
Outcome run(std::vector<std::string> const& words) {
  std::string line;
  for (auto const& word : words) line += "'" + word + "' ";
  FILE* const pipe = popen((line + "2>&1").c_str(), "r");
  REQUIRE(pipe);
  Outcome outcome{};
  char part[512];
  while (auto const size = std::fread(part, 1, sizeof part, pipe)) outcome.said.append(part, size);
  outcome.status = WEXITSTATUS(pclose(pipe));
  return outcome;
}

/// A hub that serves; ended by its own signal, and by --max-seconds if the test dies.
class Serving {
 public:
  explicit Serving(std::filesystem::path const& folder) : folder_(folder) {
    std::filesystem::remove(folder / "port");
    std::vector<std::string> words{HOUSE_BIN "/carrel-hub", "serve", "--dir", folder, "--cert", folder / "ca/server.pem", "--key",
                                   folder / "ca/server.key", "--max-seconds", "60", "--record",
                                   HOUSE_BUILD "/contract/hub_program.jsonl"};
    std::vector<char*> argv;
    for (auto& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    REQUIRE(posix_spawn(&process_, argv[0], nullptr, nullptr, argv.data(), environ) == 0);
    auto const until = std::chrono::steady_clock::now() + std::chrono::seconds{20};
    while (!std::filesystem::exists(folder / "port") && std::chrono::steady_clock::now() < until)
      std::this_thread::sleep_for(std::chrono::milliseconds{10});  // Waits for another process, which cannot be told otherwise.
    auto const text = read_text(folder / "port");
    REQUIRE_FALSE(text.empty());
    port = std::stoi(text);
  }
  ~Serving() { end(SIGKILL); }

  /// The exit status after this signal; -1 when it was killed by it.
  int end(int number) {
    if (process_ == 0) return 0;
    kill(process_, number);
    int status = 0;
    waitpid(process_, &status, 0);
    process_ = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }
  int port = 0;

 private:
  std::filesystem::path folder_;
  pid_t process_ = 0;
};

/// A client that speaks to the program as the courier does: the same requests, over TLS with the hub's own authority.
class Talk {
 public:
  Talk(std::filesystem::path const& folder, int port) : client_("127.0.0.1", port) {
    client_.set_ca_cert_path((folder / "ca/ca.pem").c_str());
    client_.enable_server_certificate_verification(true);
    client_.set_keep_alive(true);
    client_.set_decompress(false);
  }
  sync::Answer ask(sync::Request const& request) {
    httplib::Request asked;
    asked.method = request.method;
    asked.path = request.path;
    for (auto const& [name, value] : request.headers) asked.set_header(name.c_str(), value);
    // Newer releases of httplib would ask for packed answers by themselves, and nobody unpacks them here.
    if (!asked.has_header("Accept-Encoding")) asked.set_header("Accept-Encoding", "identity");
    asked.body = std::string(sync::as_text(request.body));
    auto const result = client_.send(asked);
    sync::Answer answer;
    REQUIRE_MESSAGE(result, httplib::to_string(result.error()));
    answer.status = result->status;
    for (auto const& [name, value] : result->headers) answer.headers.emplace_back(name, value);
    answer.body = sync::to_bytes(result->body);
    return answer;
  }

 private:
  httplib::SSLClient client_;
};

struct Enrolled {
  sync::SignKeyPair sign;
  sync::SealKeyPair seal;
  std::string token;
  sync::DeviceId device;
  sync::LearnerId learner;
  sync::SignPublicKey platform;
  sync::SealPublicKey platform_seal;
};

Enrolled enrol(Talk& talk, Json const& provision, sync::Entropy& entropy) {
  Enrolled out{sync::SignKeyPair::make(entropy), sync::SealKeyPair::make(entropy), {}, {}, {}, {}, {}};
  auto const device = sync::wire::read_enrol_device(
      talk.ask(sync::wire::enrol_device(provision.text_or("enrolment_code", ""), "Kiosk", out.sign.public_key.bytes)));
  REQUIRE(device.reply.verdict == sync::wire::Verdict::yes);
  out.token = device.token;
  out.device = device.device;
  auto const platform = sync::SignPublicKey::parse(provision.text_or("sign_key", ""));
  REQUIRE(platform);
  out.platform = *platform;
  auto const settings = sync::verify_dsse(*sync::read_envelope(device.settings), "application/vnd.carrel.settings.v1+json",
                                          std::span(&out.platform, 1));
  REQUIRE(settings);
  out.platform_seal = *sync::SealPublicKey::parse(settings->text_or("seal_key", ""));
  auto const learner = sync::wire::read_claim_learner(talk.ask(sync::wire::claim_learner(
      out.token, provision.list("learners").at(0).text_or("claim_code", ""), out.sign.public_key.bytes, out.seal.public_key.bytes)));
  REQUIRE(learner.reply.verdict == sync::wire::Verdict::yes);
  CHECK(learner.first_name == "Awa");
  out.learner = learner.learner;
  return out;
}

sync::SealedAction complaint_of(Enrolled const& from, sync::Entropy& entropy) {
  sync::ActionPlain plain;
  plain.id = sync::make_id<sync::ActionId>(entropy);
  plain.kind = "complaint";
  plain.device = from.device;
  plain.learner = from.learner;
  plain.seq = 1;
  plain.filed_at = *sync::from_rfc3339("2026-01-02T09:00:00Z");
  plain.body = good_complaint();
  auto sealed = sync::seal_action(plain, from.sign, from.platform_seal);
  REQUIRE(sealed);
  return std::move(*sealed);
}

}  // namespace

TEST_CASE("a hub from nothing, a complaint over TLS, an operator beside it, and an end that loses nothing") {
  TempFolder folder;
  std::string const hub = HOUSE_BIN "/carrel-hub";
  std::string const dir = folder.path;
  REQUIRE(run({HOUSE_TOP "/toolchains/local-ca", dir + "/ca"}).status == 0);
  REQUIRE(run({hub, "init", "--dir", dir}).status == 0);
  CHECK(run({hub, "init", "--dir", dir}).status == 1);
  write_layout(folder.path / "clouds", "2026", std::string(100'000, 'x'));
  REQUIRE(run({hub, "publish", "--dir", dir, dir + "/clouds"}).status == 0);

  SeededEntropy entropy(7);
  Serving serving(folder.path);
  REQUIRE(run({hub, "demo", "--dir", dir}).status == 0);
  auto const provision = sync::parse_json(read_text(folder.path / "provision.json"));
  REQUIRE(provision);
  CHECK(provision->text_or("hub_url", "") == "https://127.0.0.1:" + std::to_string(serving.port));
  Talk talk(folder.path, serving.port);
  auto const device = enrol(talk, *provision, entropy);
  auto const action = complaint_of(device, entropy);
  sync::wire::Letter const letter{action.id, 1, action.sealed};
  auto const put = sync::wire::read_put_action(talk.ask(sync::wire::put_action(device.token, letter)));
  REQUIRE(put.reply.status == 201);
  auto const receipt = sync::judge_receipt(*sync::read_envelope(put.receipts), std::span(&device.platform, 1), action.id, action.digest);
  REQUIRE(receipt);
  REQUIRE(receipt->reference);

  auto const answered = run({hub, "answer", "--dir", dir, *receipt->reference, "acknowledge"});
  CHECK_MESSAGE(answered.status == 0, answered.said);
  CHECK(run({hub, "answer", "--dir", dir, "RC-1999-000001", "acknowledge"}).status == 1);
  CHECK(run({hub, "answer", "--dir", dir, *receipt->reference, "shout"}).status == 2);
  auto const listed = sync::parse_json(run({hub, "list", "--dir", dir, "--json"}).said);
  REQUIRE(listed);
  CHECK(listed->list("complaints").at(0).text_or("state", "") == "acknowledged");
  auto const page = sync::wire::read_news(talk.ask(sync::wire::get_news(device.token, "", 200)));
  REQUIRE_FALSE(page.page.items.empty());
  auto const& last = page.page.items.back();
  auto const said = sync::open_news(last.sealed, device.seal);
  REQUIRE(said);
  auto const stated = sync::read_statement(*said, last.kind, *last.learner, std::span(&device.platform, 1));
  REQUIRE(stated);
  CHECK(stated->text_or("event", "") == "acknowledged");

  auto const catalogue = sync::wire::read_catalogue(talk.ask(sync::wire::get_catalogue(device.token, "")));
  auto const payload = sync::parse_json(sync::as_text(sync::read_envelope(catalogue.catalogue)->payload));
  auto const manifest = sync::wire::read_manifest(talk.ask(
      sync::wire::get_manifest(device.token, "clouds", payload->list("editions").at(0).text_or("manifest", ""), 1 << 20)));
  auto const blob = sync::parse_json(sync::as_text(manifest.bytes))->list("layers").at(0).text_or("digest", "");
  auto const part = sync::wire::read_blob(talk.ask(sync::wire::get_blob(device.token, "clouds", blob, sync::wire::Piece{99'990, 10}, 10)));
  CHECK(part.reply.status == 206);
  CHECK(sync::as_text(part.bytes) == "xxxxxxxxxx");
  auto gzipped = sync::wire::get_news(device.token, "", 50);
  gzipped.headers.emplace_back("Accept-Encoding", "gzip");
  auto const small = talk.ask(gzipped);
  CHECK(sync::find_header(small.headers, "Content-Encoding") == "gzip");
  CHECK(sync::wire::unpack(sync::wire::Packing::gzip, small.body, 1 << 20));

  CHECK(serving.end(SIGTERM) == 0);
  CHECK_FALSE(std::filesystem::exists(folder.path / "port"));
  Serving again(folder.path);
  Talk later(folder.path, again.port);
  auto const repeated = sync::wire::read_put_action(later.ask(sync::wire::put_action(device.token, letter)));
  CHECK(repeated.reply.status == 200);
  auto const same = sync::judge_receipt(*sync::read_envelope(repeated.receipts), std::span(&device.platform, 1), action.id, action.digest);
  REQUIRE(same);
  CHECK(*same == *receipt);
  CHECK(again.end(SIGINT) == 0);
}

TEST_CASE("wrong words are answered with the right ones") {
  std::string const hub = HOUSE_BIN "/carrel-hub";
  CHECK(run({hub, "--help"}).said.find("carrel-hub serve") != std::string::npos);
  for (auto const* command : {"init", "serve", "publish", "demo", "answer", "list"}) {
    CAPTURE(command);
    CHECK(run({hub, command, "--help"}).status == 0);
    CHECK(run({hub, command, "--colour"}).status == 2);
  }
  CHECK(run({hub, "dance"}).status == 2);
  CHECK(run({hub, "init"}).status == 2);
  auto const nowhere = run({hub, "list", "--dir", "/nonexistent"});
  CHECK(nowhere.status == 1);
  CHECK(nowhere.said.find("carrel-hub init") != std::string::npos);
}

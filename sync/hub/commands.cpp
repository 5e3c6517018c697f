#include "sync/hub/commands.h"

#include <sodium.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <iterator>

#include "sync/hub/announcements.h"
#include "sync/hub/blob_folder.h"
#include "sync/hub/casework.h"
#include "sync/hub/demo.h"
#include "sync/hub/evidence.h"
#include "sync/hub/invoices.h"
#include "sync/hub/server.h"
#include "sync/hub/shelves.h"

namespace carrel::hub {

using sync::Json;
using sync::Result;
namespace fs = std::filesystem;

namespace {

class KernelEntropy final : public sync::Entropy {
 public:
  void fill(std::span<std::uint8_t> room) override { randombytes_buf(room.data(), room.size()); }
};

int fail(std::string const& words) {
  std::fprintf(stderr, "carrel-hub: %s\n", words.c_str());
  return 1;
}

int misused(std::string const& words) {
  std::fprintf(stderr, "carrel-hub: %s; carrel-hub --help says what it knows\n", words.c_str());
  return 2;
}

void say_json(Json const& json) { std::printf("%s\n", write_json(json).c_str()); }

sync::WallTime wall_now() { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }

Result<std::string> read_text(fs::path const& file) {
  TRY(bytes, read_part(file, 0, {}));
  return std::string(sync::as_text(bytes));
}

/// As it is laid out: beside the program, in ../share/carrel.
fs::path calendar_file(Arguments const& words) {
  if (words.has("calendar")) return words.value("calendar");
  std::error_code code;
  return fs::read_symlink("/proc/self/exe", code).parent_path().parent_path() / "share/carrel/calendars/FR.json";
}

struct Opened {
  KernelEntropy entropy;
  std::optional<Books> books;
};

/// Fills `out`; the words of the error otherwise.
std::string open_hub(Arguments const& words, Opened& out) {
  if (!words.has("dir")) return "--dir is missing";
  fs::path const folder = words.value("dir");
  auto const settings_text = read_text(folder / "hub.json");
  auto const settings = settings_text ? sync::parse_json(*settings_text) : settings_text.error();
  if (!settings) return "there is no hub in " + folder.string() + "; carrel-hub init --dir makes one";
  auto keys = load_keys(folder / "keys.json");
  if (!keys) return "the keys of this hub cannot be read";
  auto const file = calendar_file(words);
  auto const text = read_text(file);
  auto calendar = text ? Calendar::parse(*text) : text.error();
  if (!calendar) return "the calendar cannot be read: " + file.string();
  auto books = open_books(folder, settings->text_or("name", "Carrel"), std::move(*keys), std::move(*calendar), out.entropy);
  if (!books) return "the hub's database cannot be opened (" + std::string(name_of(books.error().fault)) + ": " + books.error().place + ")";
  out.books = std::move(*books);
  if (auto const keys_are_right = follow_rotation(*out.books); !keys_are_right) return keys_are_right.error().place;
  return {};
}

bool write_file(fs::path const& file, std::string const& text) {
  auto const staged = file.string() + ".part";
  std::ofstream out(staged, std::ios::binary | std::ios::trunc);
  out << text;
  out.close();
  std::error_code code;
  fs::permissions(staged, fs::perms::owner_read | fs::perms::owner_write, code);
  if (out) fs::rename(staged, file, code);
  return out && !code;
}

std::string first_line(std::string text) { return text.substr(0, text.find('\n')); }

}  // namespace

int command_init(Arguments const& words) {
  if (!words.has("dir")) return misused("--dir is missing");
  fs::path const folder = words.value("dir");
  std::error_code code;
  fs::create_directories(folder, code);
  if (fs::exists(folder / "keys.json")) return fail("there is a hub in " + folder.string() + " already");
  KernelEntropy entropy;
  auto const keys = Keys::make(entropy);
  auto const settings = Json::object({{"v", 1}, {"name", words.value("name", "Carrel demo platform")}});
  if (!write_file(folder / "hub.json", write_json_pretty(settings) + "\n")) return fail("cannot write in " + folder.string());
  if (auto const saved = save_keys(keys, folder / "keys.json"); !saved) return fail("cannot write in " + folder.string());
  Opened hub;
  if (auto const why = open_hub(words, hub); !why.empty()) return fail(why);
  std::printf("A hub is ready in %s.\n", folder.c_str());
  return 0;
}

int command_serve(Arguments const& words) {
  ServeOptions options;
  if (!words.has("cert") || !words.has("key")) return misused("--cert and --key are missing");
  options.host = words.value("host", options.host);
  options.certificate = words.value("cert");
  options.key = words.value("key");
  options.port_file = fs::path(words.value("dir")) / "port";
  if (words.has("record")) options.record = words.value("record");
  if (words.has("port")) {
    auto const port = words.number("port");
    if (!port || *port < 0 || *port > 65535) return misused("--port takes a number from 0 to 65535");
    options.port = static_cast<int>(*port);
  }
  if (words.has("max-seconds")) {
    auto const seconds = words.number("max-seconds");
    if (!seconds || *seconds < 1) return misused("--max-seconds takes a number from 1");
    options.max_seconds = std::chrono::seconds{*seconds};
  }
  Opened hub;
  if (auto const why = open_hub(words, hub); !why.empty()) return fail(why);
  Core core(std::move(*hub.books));
  return fail(serve(core, options));
}

int command_publish(Arguments const& words) {
  if (words.rest.empty()) return misused("publish needs at least one folder with an OCI image layout");
  Opened hub;
  if (auto const why = open_hub(words, hub); !why.empty()) return fail(why);
  sync::JsonArray list;
  for (auto const& layout : words.rest) {
    auto const published = publish(*hub.books, layout, wall_now());
    if (!published) return fail(layout + ": " + published.error().place);
    for (auto const& edition : *published) {
      list.push_back(Json::object({{"course", edition.course}, {"edition", edition.edition}, {"title", edition.title},
                                   {"manifest", edition.manifest}, {"size", edition.size}, {"new", edition.is_new}}));
      if (!words.has("json"))
        std::printf("%s %s, edition %s, %lld bytes: %s\n", edition.is_new ? "Published" : "Unchanged:", edition.course.c_str(),
                    edition.edition.c_str(), static_cast<long long>(edition.size), edition.title.c_str());
    }
  }
  if (words.has("json")) say_json(Json::object({{"editions", std::move(list)}}));
  return 0;
}

int command_demo(Arguments const& words) {
  Opened hub;
  if (auto const why = open_hub(words, hub); !why.empty()) return fail(why);
  fs::path const folder = words.value("dir");
  auto url = words.value("url");
  if (url.empty()) {
    auto const port = read_text(folder / "port");
    if (!port) return fail("the hub is not serving, so its address is not known; start it, or say --url");
    url = "https://127.0.0.1:" + first_line(*port);
  }
  auto const ca = read_text(words.value("ca", (folder / "ca/ca.pem").string()));
  if (!ca) return fail("the authority's certificate cannot be read; say where it is with --ca");
  auto const demo = set_up_demo(*hub.books, wall_now());
  if (!demo) return fail("the demo learners cannot be made: " + demo.error().place);
  sync::JsonArray learners;
  for (auto const& learner : demo->learners)
    learners.push_back(Json::object({{"first_name", learner.first_name}, {"claim_code", learner.claim_code}}));
  auto const provision = Json::object({{"v", 1},
                                       {"hub_url", url},
                                       {"ca_pem", *ca},
                                       {"sign_key", hub.books->keys.sign.public_key.text()},
                                       {"enrolment_code", demo->enrolment_code},
                                       {"learners", std::move(learners)}});
  auto const file = folder / "provision.json";
  if (!write_file(file, write_json_pretty(provision) + "\n")) return fail("cannot write " + file.string());
  if (words.has("json")) say_json(provision);
  else std::printf("Three demo learners are ready; a device enrols with %s\n", file.c_str());
  return 0;
}

int command_answer(Arguments const& words) {
  auto const& rest = words.rest;
  auto const deed_name = rest.size() > 1 ? rest[1] : "";
  std::optional<Deed> deed;
  if (deed_name == "acknowledge" && rest.size() == 2) deed = Acknowledge{};
  if (deed_name == "ask" && rest.size() == 3) deed = AskInformation{rest[2]};
  if (deed_name == "decide" && rest.size() == 3) deed = Decide{rest[2]};
  if (deed_name == "extend" && rest.size() == 4) {
    auto const until = sync::from_iso_date(rest[2]);
    if (!until) return misused("extend needs a date such as 2026-03-31");
    deed = Extend{*until, rest[3]};
  }
  for (auto const& word : rest)
    if (!sync::is_utf8(word)) return misused("a text is not UTF-8");
  if (!deed) return misused("answer needs REFERENCE and acknowledge, ask TEXT, extend DATE TEXT or decide TEXT");
  Opened hub;
  if (auto const why = open_hub(words, hub); !why.empty()) return fail(why);
  if (auto const done = answer_case(*hub.books, rest[0], *deed, wall_now()); !done)
    return fail(rest[0] + ": " + done.error().place);
  std::printf("%s: the learner will be told.\n", rest[0].c_str());
  return 0;
}

int command_invoice(Arguments const& words) {
  if (words.rest.size() != 1) return misused("invoice needs the learner it is for");
  Invoice invoice;
  invoice.number = words.value("number");
  invoice.currency = words.value("currency");
  invoice.order = words.value("order");
  invoice.plan = words.value("plan");
  invoice.state = words.value("state");
  for (auto const* text : {&invoice.number, &invoice.order, &invoice.plan, &invoice.state})
    if (!sync::is_utf8(*text)) return misused("a text is not UTF-8");
  auto const amount = words.number("amount");
  if (!amount) return misused("--amount takes whole minor units: 2000 for 20.00");
  invoice.amount = *amount;
  if (words.has("tax")) {
    invoice.tax = words.number("tax");
    if (!invoice.tax) return misused("--tax takes whole minor units");
  }
  for (auto const& [name, day] : {std::pair{"from", &invoice.period_start}, {"until", &invoice.period_end}, {"due", &invoice.due_on}})
    if (words.has(name)) {
      auto const date = sync::from_iso_date(words.value(name));
      if (!date) return misused("--" + std::string(name) + " takes a date such as 2026-03-31");
      *day = *date;
    }
  auto const issued = sync::from_iso_date(words.value("issued"));
  if (!issued) return misused("--issued takes a date such as 2026-03-31");
  invoice.issued = *issued;
  Opened hub;
  if (auto const why = open_hub(words, hub); !why.empty()) return fail(why);
  auto tx = sync::Transaction::begin(hub.books->db);
  if (!tx) return fail("the hub's database is busy");
  auto const learner = learner_called(*hub.books, words.rest[0]);
  if (!learner) return fail(words.rest[0] + ": " + learner.error().place);
  if (auto const done = issue_invoice(*hub.books, *learner, invoice, wall_now()); !done)
    return misused("the invoice is not complete or not right: " + done.error().place);
  if (auto const done = tx->commit(); !done) return fail("the invoice could not be kept");
  std::printf("Invoice %s: %s will be told.\n", invoice.number.c_str(), words.rest[0].c_str());
  return 0;
}

int command_case(Arguments const& words) {
  if (words.rest.size() != 1) return misused("case needs a REFERENCE");
  Opened hub;
  if (auto const why = open_hub(words, hub); !why.empty()) return fail(why);
  auto const file = find_case(*hub.books, words.rest[0]);
  if (!file) return fail(words.rest[0] + ": " + file.error().place);
  auto const files = list_files(*hub.books, file->complaint);
  if (!files) return fail("the files of this case cannot be read");
  fs::path const folder = words.value("files");
  std::error_code code;
  if (!folder.empty()) fs::create_directories(folder, code);
  sync::JsonArray list;
  for (std::size_t i = 0; i < files->size(); ++i) {
    auto const& one = (*files)[i];
    std::string written;
    if (!folder.empty() && one.received) {
      auto const bytes = file_bytes(*hub.books, file->complaint, one.digest);
      auto const to = folder / safe_file_name(i + 1, one);
      if (!bytes || !write_file(to, std::string(sync::as_text(*bytes)))) return fail("cannot write " + to.string());
      written = to.string();
    }
    list.push_back(Json::object({{"name", one.name}, {"type", one.type}, {"size", one.size}, {"sha256", one.digest}, {"parts", one.parts},
                                 {"arrived", one.arrived}, {"received_at", one.received ? sync::to_rfc3339(*one.received) : ""},
                                 {"written", written}}));
  }
  auto const whole = Json::object({{"reference", file->row.reference}, {"learner", file->row.learner}, {"state", file->row.state},
                                   {"received_at", file->row.received_at}, {"acknowledge_by", file->row.acknowledge_by},
                                   {"answer_by", file->row.answer_by}, {"complaint", file->body}, {"files", std::move(list)}});
  if (words.has("json")) say_json(whole);
  else std::printf("%s\n", write_json_pretty(whole).c_str());
  return 0;
}

int command_list(Arguments const& words) {
  Opened hub;
  if (auto const why = open_hub(words, hub); !why.empty()) return fail(why);
  auto const cases = list_cases(*hub.books);
  if (!cases) return fail("the cases cannot be read");
  if (!words.has("json")) {
    if (cases->empty()) std::printf("No complaint has been received.\n");
    for (auto const& row : *cases)
      std::printf("%-16s %-22s received %s  acknowledge by %s  answer by %s  %s: %s\n", row.reference.c_str(), row.state.c_str(),
                  row.received_at.c_str(), row.acknowledge_by.c_str(), row.answer_by.c_str(), row.learner.c_str(), row.nature.c_str());
    return 0;
  }
  sync::JsonArray list;
  for (auto const& row : *cases)
    list.push_back(Json::object({{"reference", row.reference}, {"learner", row.learner}, {"state", row.state},
                                 {"received_at", row.received_at}, {"acknowledge_by", row.acknowledge_by},
                                 {"answer_by", row.answer_by}, {"nature", row.nature}}));
  say_json(Json::object({{"complaints", std::move(list)}}));
  return 0;
}

int command_settings(Arguments const& words) {
  Opened hub;
  if (auto const why = open_hub(words, hub); !why.empty()) return fail(why);
  auto& books = *hub.books;
  auto settings = present_settings(books);
  if (!settings) return fail("the settings cannot be read");
  bool const changes = words.has("name") || words.has("support-email") || words.has("support-phone");
  if (changes) {
    settings->name = words.value("name", settings->name);
    settings->support_email = words.value("support-email", settings->support_email);
    settings->support_phone = words.value("support-phone", settings->support_phone);
    for (auto const* text : {&settings->name, &settings->support_email, &settings->support_phone})
      if (!sync::is_utf8(*text)) return misused("a text is not UTF-8");
    if (settings->name.empty()) return misused("--name cannot be empty");
    if (auto const done = announce(books, *settings, wall_now()); !done) return fail("the settings cannot be announced");
    settings = present_settings(books);
    if (!settings) return fail("the settings cannot be read");
  }
  if (words.has("json")) {
    say_json(Json::object({{"revision", settings->revision}, {"name", settings->name}, {"support_email", settings->support_email},
                           {"support_phone", settings->support_phone}, {"sign_key", books.keys.sign.public_key.text()}}));
    return 0;
  }
  std::printf("Name:           %s\nHelp by e-mail: %s\nHelp by phone:  %s\nAnnouncement:   %lld\n", settings->name.c_str(),
              settings->support_email.c_str(), settings->support_phone.c_str(), static_cast<long long>(settings->revision));
  if (changes) std::printf("Every device will be told.\n");
  return 0;
}

int command_rotate(Arguments const& words) {
  std::int64_t days = 30;
  if (words.has("old-key-days")) {
    auto const wanted = words.number("old-key-days");
    if (!wanted || *wanted < 0 || *wanted > 3650) return misused("--old-key-days takes a number from 0 to 3650");
    days = *wanted;
  }
  Opened hub;
  if (auto const why = open_hub(words, hub); !why.empty()) return fail(why);
  auto const now = wall_now();
  auto const until = now + std::chrono::days{days};
  if (auto const done = rotate_keys(*hub.books, until, now); !done) return fail("the keys were not replaced: " + done.error().place);
  std::printf("The keys are replaced, and every device will be told. What the old key signed is believed until %s.\n"
              "A provisioning file from before does not enrol any more; carrel-hub demo writes a new one.\n",
              sync::to_rfc3339(until).c_str());
  return 0;
}

}  // namespace carrel::hub

// status, sync, enrol, learners: the device and its way out.
#include <algorithm>
#include <charconv>
#include <iostream>
#include <sstream>

#include "client/app/office_inner.h"
#include "client/ctl/command.h"
#include "client/ctl/enrol.h"
#include "platform/clock/clock.h"
#include "sync/inbox/inbox.h"
#include "sync/outbox/outbox.h"
#include "sync/trust/learner_store.h"

namespace carrel::client {

using sync::Error;
using sync::Fault;
using sync::Json;

namespace {

struct Standings {
  sync::OutboxCounts letters;
  std::size_t learners = 0;
  sync::inbox::Standing news;
};

sync::Result<Standings> read_standings(Office::Inner& desk) {
  TRY(letters, sync::outbox::counts(desk.db, {}));
  TRY(learners, sync::list_learners(desk.db));
  TRY(news, sync::inbox::standing(desk.db));
  return Standings{letters, learners.size(), std::move(news)};
}

// What an operator can make of a reason; the code stands beside it.
char const* words_for_aside(std::string_view reason) {
  if (reason == "unsigned") return "not signed by the platform";
  if (reason == "unknown_signer") return "signed by a key that is not, or no longer, the platform's";
  if (reason == "signature_wrong") return "changed after it was signed";
  if (reason == "wrong_learner" || reason == "wrong_type") return "signed for somebody or something else";
  if (reason == "older") return "older than what is known";
  return "damaged";
}

Json news_json(sync::inbox::Standing const& news) {
  sync::JsonArray aside;
  for (auto const& [reason, count] : news.aside) aside.push_back(Json::object({{"reason", reason}, {"count", count}}));
  return Json::object({{"waiting", news.waiting}, {"aside", std::move(aside)}});
}

Json standings_json(Office::Inner& desk, Standings const& now) {
  auto json = Json::object({{"enrolled", desk.device.has_value()},
                            {"device", desk.device ? desk.device->name : ""},
                            {"platform", desk.platform_view.name},
                            {"support_email", desk.platform_view.support_email},
                            {"support_phone", desk.platform_view.support_phone},
                            {"learners", static_cast<std::int64_t>(now.learners)},
                            {"waiting", now.letters.waiting},
                            {"parked", now.letters.parked},
                            {"delivered", now.letters.accepted},
                            {"news", news_json(now.news)}});
  auto const room = desk.device_view().bytes_free;
  json.set("room_left", room ? Json(static_cast<std::int64_t>(*room)) : Json());
  json.set("last_contact", desk.last_contact ? Json(sync::to_rfc3339(*desk.last_contact)) : Json());
  return json;
}

std::string standings_text(Office::Inner& desk, Standings const& now) {
  std::ostringstream out;
  if (!desk.device) out << "Not enrolled yet: carrelctl enrol --provision FILE\n";
  else out << "Device:           " << desk.device->name << '\n';
  auto const& platform = desk.platform_view;
  if (!platform.name.empty()) out << "Platform:         " << platform.name << '\n';
  if (!platform.support_email.empty()) out << "Help by e-mail:   " << platform.support_email << '\n';
  if (!platform.support_phone.empty()) out << "Help by phone:    " << platform.support_phone << '\n';
  out << "Learners:         " << now.learners << '\n'
      << "Waiting to leave: " << now.letters.waiting << '\n'
      << "Need a person:    " << now.letters.parked << '\n'
      << "Delivered:        " << now.letters.accepted << '\n'
      << "Last connection:  " << (desk.last_contact ? sync::to_rfc3339(*desk.last_contact) : "none yet") << '\n';
  if (auto const room = desk.device_view().bytes_free)
    out << "Room for courses: " << *room / 1'000'000 << " MB\n";
  if (now.news.waiting > 0) out << "News to open:     " << now.news.waiting << ", when their learner sits down\n";
  for (auto const& [reason, count] : now.news.aside)
    out << "News put aside:   " << count << ", " << words_for_aside(reason) << " (" << reason << ")\n";
  return out.str();
}

// 0 for what is no number.
std::chrono::seconds read_seconds(std::string const& text) {
  int seconds = 0;
  auto const [end, code] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  return std::chrono::seconds{code == std::errc{} && end == text.data() + text.size() ? seconds : 0};
}

}  // namespace

int status_command(Call call) {
  if (!call.words.empty()) return refuse_usage("status takes no " + call.words.front());
  auto desk = open_desk(call);
  if (!desk) return refuse(call, desk.error());
  auto& inner = desk->office->inner();
  auto const now = read_standings(inner);
  if (!now) return refuse(call, now.error());
  answer(call, standings_json(inner, *now), standings_text(inner, *now));
  return 0;
}

int sync_command(Call call) {
  auto const asked_patience = call.take_option("--patience");
  if (!call.words.empty()) return refuse_usage("sync takes no " + call.words.front());
  auto const patience = asked_patience.empty() ? std::chrono::seconds{600} : read_seconds(asked_patience);
  if (patience.count() < 1) return refuse_usage("--patience takes a number of seconds, from 1");
  auto desk = open_desk(call);
  if (!desk) return refuse(call, desk.error());
  auto& inner = desk->office->inner();
  if (!inner.device) return refuse(call, Error{Fault::refused, "this device is not enrolled"});
  inner.driver.sync_now();
  bool asked = false;
  std::optional<Error> trouble;  // The first; what can still be asked after it is asked.
  // Ends when nothing is left to ask, or at the first sign that there is no way out: the next sync goes on from there.
  auto done = [&] {
    bool const stuck = inner.driver.link() != sync::LinkState::unknown && inner.driver.link() != sync::LinkState::up;
    asked = asked || inner.driver.link() != sync::LinkState::unknown;
    if (inner.trouble && !trouble) trouble = inner.trouble;
    return (inner.trouble && !inner.busy) || (asked && (stuck || inner.driver.is_resting()));
  };
  bool const ended = work_until(*desk, done, patience);
  if (trouble) return refuse(call, *trouble);
  auto const now = read_standings(inner);
  if (!now) return refuse(call, now.error());
  if (inner.driver.link() != sync::LinkState::up) return refuse(call, Error{Fault::offline, std::string(name_of(inner.driver.link()))});
  answer(call, standings_json(inner, *now), standings_text(inner, *now));
  if (!ended) std::cerr << "carrelctl: time is up and something is left to do; the next sync goes on from here\n";
  return ended ? 0 : static_cast<int>(Exit::failed);
}

int enrol_command(Call call) {
  auto const file = call.take_option("--provision");
  auto name = call.take_option("--name");
  if (file.empty() || !call.words.empty()) return refuse_usage("enrol needs --provision FILE");
  auto const provision = read_provision(file);
  if (!provision) return refuse(call, provision.error());
  auto desk = open_desk(call);
  if (!desk) return refuse(call, desk.error());
  auto& inner = desk->office->inner();
  desk->link->configure({.base_url = provision->hub_url, .ca_pem = provision->ca_pem, .tls_sessions = {}, .proxy = {}});
  std::uint32_t ticket = 0;
  AskPlatform const ask = [&](sync::Request request) {
    request.ticket = ++ticket;
    desk->link->post(std::move(request));
    std::optional<sync::Answer> got;
    while (!got) {
      wait_for(*desk->link);
      for (auto& one : desk->link->take())
        if (one.ticket == ticket) got = std::move(one);
    }
    return std::move(*got);
  };
  if (name.empty()) name = "kiosk";
  auto const done = enrol(inner.db, inner.device_key, *desk->entropy, *provision, name, ask);
  if (!done) return refuse(call, done.error());
  auto const json = Json::object({{"device_new", done->device_new},
                                  {"learners_new", done->learners_new},
                                  {"learners_known", done->learners_known}});
  std::ostringstream text;
  text << (done->device_new ? "This device is enrolled.\n" : "This device was enrolled before.\n")
       << "Learners added: " << done->learners_new << ", known before: " << done->learners_known << '\n';
  answer(call, json, text.str());
  return 0;
}

int learners_command(Call call) {
  if (!call.words.empty()) return refuse_usage("learners takes no " + call.words.front());
  auto desk = open_desk(call);
  if (!desk) return refuse(call, desk.error());
  auto const learners = sync::list_learners(desk->office->inner().db);
  if (!learners) return refuse(call, learners.error());
  sync::JsonArray list;
  std::ostringstream text;
  for (auto const& learner : *learners) {
    list.push_back(Json::object({{"id", learner.id.text()}, {"first_name", learner.first_name}, {"emblem", learner.emblem},
                                 {"language", learner.language}}));
    text << learner.first_name << " (" << learner.language << ")\n";
  }
  if (learners->empty()) text << "Nobody yet: carrelctl enrol --provision FILE\n";
  answer(call, Json::object({{"learners", std::move(list)}}), text.str());
  return 0;
}

}  // namespace carrel::client

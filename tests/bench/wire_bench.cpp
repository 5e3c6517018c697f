// Bytes on the wire, TLS and its handshake included, TCP and IP headers not: complaints, an unchanged catalogue, and a new edition
// of the shell course. Counted by the kernel at the courier's socket.
// The yardstick of the complaints is one POST of the same records as JSON, gzip at its best, over one fresh TLS 1.3 connection, by
// the same courier to the same hub with the same certificate. The hub refuses it in a few words, so these are taken off and an
// ordinary answer is put in their place: one that lists what was received, gzip at its best as well.
// Ours is what a kiosk does that has spoken to this hub before: it holds a TLS session of an earlier courier and opens a new
// connection. Its letters are sealed one by one as they are filed and leave together.
#include <poll.h>

#include "client/app/office_inner.h"
#include "client/complaints/complaint_wire.h"
#include "platform/clock/clock.h"
#include "sync/trust/device_store.h"
#include "sync/wire/catalogue_wire.h"
#include "sync/wire/packing.h"
#include "sync/wire/reply.h"
#include "tests/bench/complaints.h"
#include "tests/bench/measure.h"
#include "tests/bench/world.h"

using namespace carrel;
using namespace carrel::bench;

namespace {

Wire sum(std::map<std::string, Wire> const& counts) {
  Wire sum;
  for (auto const& [path, count] : counts) {
    sum.up += count.up;
    sum.down += count.down;
    sum.requests += count.requests;
  }
  return sum;
}

void report_wire(std::string const& name, Wire const& wire) {
  report(name + ".bytes", static_cast<double>(wire.all()), "B");
  tell(name + ": " + std::to_string(wire.up) + " up, " + std::to_string(wire.down) + " down, " + std::to_string(wire.requests) +
       " requests");
}

sync::Answer ask(sync::Link& link, sync::Request request) {
  request.ticket = 4'000'000'000;
  link.post(std::move(request));
  while (true) {
    for (auto& answer : link.take()) return std::move(answer);
    pollfd wait{link.wait_handle(), POLLIN, 0};
    poll(&wait, 1, 1000);
  }
}

// ---- complaints ----

sync::Json plain_record(Device& device, client::ComplaintDraft const& form, int number) {
  platform::OsEntropy entropy;
  auto& in = device.office().inner();
  // Filed one by one on the days before.
  auto const wall = platform::read_clocks().wall;
  auto const filed_at = sync::to_rfc3339(wall - std::chrono::seconds{6'791} * number);
  return sync::Json::object({{"v", 1},
                             {"id", sync::make_id<sync::ActionId>(entropy).text()},
                             {"kind", "complaint"},
                             {"schema", 1},
                             {"device", in.device->id.text()},
                             {"learner", in.session->card.id.text()},
                             {"seq", number},
                             {"filed_at", filed_at},
                             {"proven_at", sync::to_rfc3339(wall - std::chrono::hours{24 * 9})},
                             {"awake_s", 6'791 * (number + 1)},
                             {"body", client::complaint_body(form)}});
}

sync::Bytes gzip_of(sync::Json const& json) {
  auto packed = sync::wire::pack(sync::wire::Packing::gzip, sync::as_bytes(sync::write_json(json)));
  if (!packed) give_up("gzip");
  return std::move(*packed);
}

/// What a platform without seals would say to `records`.
sync::Json ordinary_answer(sync::JsonArray const& records) {
  sync::JsonArray received;
  for (auto const& record : records)
    received.push_back(sync::Json::object({{"id", record.text_or("id", "")},
                                           {"reference", "RC-2026-" + std::to_string(100'001 + received.size()).replace(0, 1, "0")},
                                           {"received_at", "2026-11-22T18:24:00Z"},
                                           {"acknowledge_by", "2026-11-27"},
                                           {"answer_by", "2027-01-05"}}));
  return sync::Json::object({{"received", std::move(received)}});
}

Wire gzip_post(Hub const& hub, Device& device, std::vector<client::ComplaintDraft> const& forms) {
  sync::JsonArray records;
  int number = 0;
  for (auto const& form : forms) records.push_back(plain_record(device, form, ++number));
  auto const packed = gzip_of(sync::Json::object({{"actions", records}}));
  auto const listed = gzip_of(ordinary_answer(records));
  auto link = platform::CourierLink::open(HOUSE_BIN "/carrel-courier");
  (*link)->configure({.base_url = hub.url(), .ca_pem = hub.ca_pem(), .tls_sessions = {}, .proxy = {}});
  auto const answer = ask(**link, {.method = "POST",
                                   .path = "/v1/actions",
                                   .headers = {{"Authorization", "Bearer " + device.office().inner().device->token},
                                               {"Content-Type", "application/json"},
                                               {"Content-Encoding", "gzip"}},
                                   .body = packed});
  if (answer.reason != sync::LinkReason::none) give_up("the yardstick was not sent: " + answer.detail);
  if (answer.status < 400 || answer.body.size() > 200) give_up("the yardstick was not refused in a few words");
  tell("gzip of " + std::to_string(forms.size()) + ": " + std::to_string(packed.size()) +
       " bytes, the answer " + std::to_string(listed.size()));
  return {answer.bytes_sent, answer.bytes_received - answer.body.size() + listed.size(), 1};
}

Wire deliver(Device& device, std::vector<client::ComplaintDraft> const& forms) {
  device.work_until_alone();
  static_cast<void>(device.link().take_counts());
  for (auto const& form : forms) static_cast<void>(device.ask(client::FileComplaint{form}));
  device.work_until_resting();
  auto const counts = device.link().take_counts();
  for (auto const& [path, wire] : counts)
    if (path != "/v1/actions") tell("beside the letters: " + path + " " + std::to_string(wire.all()));
  return counts.at("/v1/actions");
}

void measure_complaints(Hub const& hub, Device& device) {
  Complaints complaints;
  for (int const count : {1, 10, 100}) {
    auto const name = "wire.complaints_" + std::to_string(count);
    std::vector<client::ComplaintDraft> forms;
    for (int i = 0; i < count; ++i) forms.push_back(complaints.next());
    auto const ours = deliver(device, forms);
    auto const theirs = gzip_post(hub, device, forms);
    report_wire(name, ours);
    report_wire(name + ".gzip_post", theirs);
    report(name + ".of_gzip_post", static_cast<double>(ours.all()) / static_cast<double>(theirs.all()), "ratio");
    report(name + ".requests", ours.requests, "count");
  }
}

// ---- the catalogue ----

void measure_catalogue(Device& device) {
  auto& in = device.office().inner();
  device.work_until_alone();
  for (auto const* name : {"wire.catalogue_unchanged.new_connection", "wire.catalogue_unchanged.open_connection"}) {
    static_cast<void>(device.link().take_counts());
    auto const answer = ask(device.link(), sync::wire::get_catalogue(in.device->token, in.parcels->catalogue_etag()));
    if (answer.status != 304) give_up("the catalogue has changed");
    report_wire(name, sum(device.link().take_counts()));
  }
}

// ---- a new edition ----

void fetch(Device& device, std::string const& name) {
  device.work_until_alone();
  static_cast<void>(device.link().take_counts());
  auto const wall = wall_now(), cpu = cpu_now();
  device.office().inner().driver.sync_now();
  device.work_until_resting();
  auto const states = device.office().inner().parcels->courses();
  if (!states || states->empty()) give_up("no course is offered");
  if (!states->front().active) {
    static_cast<void>(device.ask(client::FetchCourse{states->front().course}));
    device.work_until_resting();
  }
  report(name + ".wall", ms(wall_now() - wall) / 1000, "s");
  report(name + ".desk_cpu", ms(cpu_now() - cpu) / 1000, "s");
  auto const counts = device.link().take_counts();
  report_wire(name, sum(counts));
  auto const now = device.office().inner().parcels->courses();
  if (!now || !now->front().active || !now->front().is_newest) give_up("the newest edition did not come whole");
}

void measure_editions() {
  auto const real = real_courses();
  if (!real) return tell("the shell course is not here: its editions are not measured (CARREL_COURSES names their folder)");
  Hub const hub;
  auto const before = hub.pack(*real / "shell-novice/edition-2024", "e2024");
  auto const after = hub.pack(*real / "shell-novice/edition-2026", "e2026");
  hub.publish(before);
  Device device(hub, "device");
  fetch(device, "wire.edition_2024.whole");
  hub.publish(after);
  fetch(device, "wire.edition_2024_to_2026.update");
  Device fresh(hub, "fresh");
  fetch(fresh, "wire.edition_2026.whole");
}

}  // namespace

int main() {
  {
    Hub const hub;
    hub.publish(hub.pack(HOUSE_TOP "/assets/courses/read-the-weather", "course"));
    Device device(hub, "device");
    static_cast<void>(device.sit());
    device.office().inner().driver.sync_now();
    device.work_until_resting();
    measure_complaints(hub, device);
    measure_catalogue(device);
  }
  measure_editions();
}

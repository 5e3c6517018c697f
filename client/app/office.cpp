#include "client/app/office.h"

#include <unistd.h>

#include <algorithm>

#include "client/app/office_inner.h"
#include "client/policies/explain.h"
#include "client/policies/policy_store.h"
#include "platform/keystore/keystore.h"
#include "platform/media/media.h"
#include "sync/db/meta.h"
#include "sync/db/time_store.h"
#include "sync/inbox/device_news.h"
#include "sync/migrations.h"
#include "sync/trust/learner_store.h"

namespace carrel::client {

using sync::Done;
using sync::Error;
using sync::Fault;
using sync::Now;
using sync::Result;

namespace {

constexpr char const* contact_key = "link.last_contact";
constexpr char const* sessions_key = "link.tls_sessions";

// An operator's command may write beside the window: each waits for the other's transaction, which is over in milliseconds.
constexpr std::chrono::milliseconds others_turn{3000};

// A medium that was full or failed is asked again: often enough for the queue to go on, rarely enough not to wear anybody out.
constexpr std::chrono::milliseconds after_trouble = std::chrono::minutes{1};

// What a pulled plug may take of the awake time that was counted.
constexpr std::chrono::milliseconds between_time_writes = std::chrono::minutes{10};

// Far below the life of any certificate.
constexpr std::chrono::seconds certificate_time_step = std::chrono::minutes{10};

// Nothing else would wake a desk that waits to be enrolled.
constexpr std::chrono::milliseconds look_for_enrolment = std::chrono::seconds{5};

Result<std::int64_t> writes_of_others(sync::Db& db) {
  TRY(asked, db.prepare("PRAGMA data_version"));
  TRY(row, asked.step());
  return row ? asked.integer(0) : std::int64_t{0};
}

bool same_device(std::optional<sync::DeviceRow> const& a, std::optional<sync::DeviceRow> const& b) {
  if (!a || !b) return !a && !b;
  return a->id == b->id && a->hub_url == b->hub_url && a->ca_pem == b->ca_pem && a->token == b->token && a->settings == b->settings;
}

// A key is made only together with the database: a new one would open nothing of an old one.
Result<sync::DeviceKey> open_device_key(OfficeSetup const& setup, sync::Entropy& entropy) {
  auto secret = platform::load_device_key(setup.keys);
  bool const first_start = !secret && secret.error().fault == Fault::invalid && !std::filesystem::exists(setup.data / "carrel.db");
  if (first_start) secret = platform::make_device_key(setup.keys, entropy);
  if (!secret) return secret.error();
  return sync::DeviceKey::from(std::move(*secret));
}

Result<Shelves> open_shelves(std::filesystem::path const& data) {
  Shelves shelves;
  TRY(db, sync::Db::open(data / "carrel.db", sync::client_migrations(), {.wait = others_turn}));
  shelves.db = std::make_unique<sync::Db>(std::move(db));
  shelves.blobs = std::make_unique<sync::BlobStore>(data / "blobs");
  TRY(parcels, sync::Parcels::open(*shelves.db, *shelves.blobs));
  shelves.parcels = std::move(parcels);
  return shelves;
}

// Boards with so little memory have a processor to match: what moves by itself comes late there.
bool is_slow_device() {
  constexpr std::int64_t small_board = 700'000'000;
  auto const pages = sysconf(_SC_PHYS_PAGES), page = sysconf(_SC_PAGESIZE);
  return pages > 0 && page > 0 && static_cast<std::int64_t>(pages) * page < small_board;
}

Settings kept_settings(sync::Db& db) {
  auto const text = sync::find_meta(db, settings_key);
  if (!text || !*text) {
    Settings first;
    first.reduced_motion = is_slow_device();
    return first;
  }
  auto const json = sync::parse_json(**text);
  return json ? read_settings(*json) : Settings{};
}

std::shared_ptr<sync::Media> media_for(OfficeSetup const& setup) {
  if (setup.media) return setup.media;
  auto places = setup.sticks ? std::vector<platform::MediaPlace>{{*setup.sticks, false}} : platform::usual_media_places();
  return std::make_shared<platform::MountedMedia>(std::move(places));
}

std::optional<sync::WallTime> kept_contact(sync::Db& db) {
  auto const text = sync::find_meta(db, contact_key);
  if (!text || !*text) return {};
  auto const time = sync::from_rfc3339(**text);
  return time ? std::optional(*time) : std::nullopt;
}

}  // namespace

Office::Inner::Inner(OfficeSetup setup_, sync::Link& link_, sync::Entropy& entropy_, sync::DeviceKey key, Shelves shelves_)
    : setup(std::move(setup_)),
      link(link_),
      entropy(entropy_),
      device_key(std::move(key)),
      shelves(std::move(shelves_)),
      db(*shelves.db),
      parcels(shelves.parcels.get()),
      policies(load_policies(setup.share / "policies", {}).policies),
      settings(kept_settings(db)),
      held(setup.hold_link),
      driver(db, entropy, parcels),
      last_contact(kept_contact(db)),
      media(media_for(setup)) {
  driver.hold(held);
}

Office::Office(std::unique_ptr<Inner> inner) : inner_(std::move(inner)) {}
Office::~Office() = default;

Result<std::unique_ptr<Office>> Office::open(OfficeSetup const& setup, sync::Link& link, sync::Entropy& entropy, Now now) {
  std::error_code failed;
  // A folder that was there before belongs to whoever made it.
  if (std::filesystem::create_directories(setup.data, failed))
    std::filesystem::permissions(setup.data, std::filesystem::perms::owner_all, failed);
  if (failed) return Error{Fault::refused, "data folder"};
  TRY(key, open_device_key(setup, entropy));
  TRY(shelves, open_shelves(setup.data));
  TRY(evidence, sync::read_time_evidence(*shelves.db));
  auto inner = std::make_unique<Inner>(setup, link, entropy, std::move(key), std::move(shelves));
  inner->evidence = evidence;
  inner->evidence_at = inner->evidence_kept = now.awake;
  TRY(others_writes, writes_of_others(inner->db));
  inner->others_writes = others_writes;
  CHECKED(inner->know_platform(now));
  Events untold;  // begin() tells what is so.
  CHECKED(inner->take_device_news(now, untold));
  return std::unique_ptr<Office>(new Office(std::move(inner)));
}

Done Office::Inner::know_platform(Now now) {
  TRY(row, sync::find_device(db, device_key));
  bool const same = device && row && device->id == row->id && device->token == row->token && platform;
  device = std::move(row);
  if (!device) return {};
  TRY(stated, sync::inbox::held_settings(*device));
  platform = std::move(stated.keys);
  platform_view = {std::move(stated.hub_name), std::move(stated.support_email), std::move(stated.support_phone)};
  // Without them, or with damaged ones, the next handshake is a full one; that is no reason to stay shut.
  auto const sessions = sync::find_secret(db, device_key, sessions_key);
  way = {.base_url = device->hub_url,
         .ca_pem = device->ca_pem,
         .tls_sessions = sessions && *sessions ? **sessions : sync::Bytes{},
         .proxy = {},
         .certificate_time = driver.certificate_time(now.wall, time(now))};
  link.configure(way);
  trusted = sync::trusted_at(*platform, sync::earliest_now(time(now)));
  if (same) driver.trust(trusted);
  else driver.identify(sync::DriverIdentity{device->id, device->token, trusted});
  return {};
}

void Office::Inner::tell_trusted(Now now) {
  if (!platform) return;
  auto keys = sync::trusted_at(*platform, sync::earliest_now(time(now)));
  if (keys == trusted) return;
  trusted = std::move(keys);
  driver.trust(trusted);
}

Done Office::Inner::take_device_news(Now now, Events& out) {
  if (!device) return {};
  TRY(news, sync::inbox::absorb_device_news(db, device_key));
  if (news.applied == 0) return {};
  CHECKED(know_platform(now));
  out.push_back(PlatformKnown{platform_view});
  driver.sync_now();  // What was signed by a key we did not know is asked again.
  return {};
}

void Office::Inner::tell_certificate_time(Now now) {
  auto const wanted = driver.certificate_time(now.wall, time(now));
  if (std::chrono::abs(wanted - way.certificate_time) < certificate_time_step) return;
  way.certificate_time = wanted;
  link.configure(way);
}

Done Office::Inner::notice_others(Now now, Events& out) {
  TRY(writes, writes_of_others(db));
  if (writes == others_writes) return {};
  others_writes = writes;
  TRY(row, sync::find_device(db, device_key));
  if (!same_device(row, device)) {
    CHECKED(know_platform(now));
    out.push_back(PlatformKnown{platform_view});
  }
  TRY(learners, learners_view());
  out.push_back(std::move(learners));
  driver.pieces_changed();
  CHECKED(take_news(now, out));
  return tell_session(now, out);
}

sync::TimeEvidence Office::Inner::time(Now now) const {
  auto const counted = std::chrono::floor<std::chrono::seconds>(now.awake - evidence_at);
  return {evidence.proven, evidence.awake_since_then + counted};
}

Done Office::Inner::prove(sync::WallTime at, Now now) {
  auto const known = time(now);
  evidence = at > sync::earliest_now(known) ? sync::TimeEvidence{at, {}} : known;
  evidence_at = evidence_kept = now.awake;
  return sync::keep_time_evidence(db, evidence);
}

Done Office::Inner::keep_time(Now now) {
  if (evidence.proven == sync::WallTime{}) return {};
  evidence_kept = now.awake;
  return sync::keep_time_evidence(db, time(now));
}

Done Office::Inner::note_contact(Now now) {
  bool const lately = last_contact && now.wall >= *last_contact && now.wall - *last_contact < std::chrono::minutes{1};
  last_contact = now.wall;
  return lately ? Done() : sync::keep_meta(db, contact_key, sync::to_rfc3339(now.wall));
}

Desk Office::Inner::desk(Now now) {
  auto const* aside = undoable ? std::get_if<KeptDraft>(&*undoable) : nullptr;
  return {db, entropy, policies, *platform, device->id, session ? &session->vault : nullptr, now, time(now), aside};
}

LinkView Office::Inner::link_view() const {
  LinkView view{.standing = LinkView::Standing::unknown, .last_contact = last_contact, .held = held, .busy = busy};
  switch (driver.link()) {
    case sync::LinkState::unknown: break;
    case sync::LinkState::up:
    case sync::LinkState::busy: view.standing = LinkView::Standing::reached; break;
    case sync::LinkState::down: view.standing = LinkView::Standing::no_connection; break;
    case sync::LinkState::portal:
    case sync::LinkState::untrusted: view.standing = LinkView::Standing::not_the_platform; break;
    case sync::LinkState::not_known: view.standing = LinkView::Standing::device_unknown; break;
  }
  return view;
}

bool Office::must_open_again() const { return inner_->db.is_wounded(); }

Done Office::end(Now now) {
  Events unseen;
  auto const saved = inner_->save_draft(now, unseen);
  auto const kept = inner_->keep_time(now);
  return saved ? kept : saved;
}

Events Office::begin(Now now) {
  auto& in = *inner_;
  Events out{SettingsKnown{in.shown()}, PoliciesKnown{in.policies}, LinkChanged{in.link_view()}, PlatformKnown{in.platform_view}};
  if (auto learners = in.learners_view()) out.push_back(std::move(*learners));
  else out.push_back(TroubleArose{std::string(explain(learners.error().fault))});
  static_cast<void>(now);
  return out;
}

Events Office::handle(Intent const& intent, Now now) {
  Events out;
  // Whatever comes next (another page, Leave, filing it) comes after the words that were typed before it.
  if (!std::holds_alternative<KeepComplaintDraft>(intent))
    if (auto done = inner_->save_draft(now, out); !done) out.push_back(TroubleArose{std::string(explain(done.error().fault))});
  // Without a platform nothing can be sealed; the first screen says so and offers no learner.
  if (auto done = std::visit([&](auto const& what) { return inner_->carry_out(what, now, out); }, intent); !done)
    out.push_back(TroubleArose{std::string(explain(done.error().fault))});
  return out;
}

Events Office::tick(Now now) {
  auto& in = *inner_;
  Events out;
  in.trouble.reset();
  auto note = [&](Done const& done) {
    if (done || in.trouble) return;  // One sentence a turn: the first fault brings the others.
    in.trouble = done.error();
    out.push_back(TroubleArose{std::string(explain(done.error().fault))});
  };
  bool answered = false;
  in.tell_trusted(now);
  for (auto const& answer : in.link.take()) {
    answered = true;
    auto facts = in.driver.absorb(answer, now);
    if (!facts) {
      note(facts.error());
      continue;
    }
    for (auto const& fact : *facts) note(in.follow(fact, now, out));
    if (in.driver.link() == sync::LinkState::up) note(in.note_contact(now));
  }
  if (auto sessions = in.link.take_tls_sessions()) {
    note(sync::keep_secret(in.db, in.device_key, sessions_key, *sessions));
    in.way.tls_sessions = std::move(*sessions);
  }
  note(in.notice_others(now, out));
  if (in.session && in.session->unsaved && now.awake >= in.session->unsaved->due) note(in.save_draft(now, out));
  if (in.file_on_its_way) note(in.read_on(now, out));
  if (now.awake - in.evidence_kept >= between_time_writes) note(in.keep_time(now));
  auto requests = in.driver.tick(now);
  for (auto const& fact : in.driver.take_facts()) note(in.follow(fact, now, out));
  if (!requests) note(requests.error());
  else if (!requests->empty()) {
    in.tell_certificate_time(now);
    for (auto& request : *requests) in.link.post(std::move(request));
  }
  bool const busy = requests && !in.driver.is_resting() && in.driver.next_wake() == std::nullopt && !in.held;
  if (answered || busy != in.busy) {
    in.busy = busy;
    out.push_back(LinkChanged{in.link_view()});
  }
  if (!busy && in.pieces_untold && in.session) note(in.tell_courses(now, out));
  if (!busy) note(in.db.tidy());
  in.try_again_at = in.trouble ? std::optional(now.awake + after_trouble)
                    : in.device ? std::nullopt
                                : std::optional(now.awake + look_for_enrolment);
  return out;
}

std::optional<sync::AwakeTime> Office::next_wake() const {
  auto next = inner_->driver.next_wake();
  auto const sooner = [&](std::optional<sync::AwakeTime> other) {
    if (other) next = next ? std::min(*next, *other) : *other;
  };
  sooner(inner_->try_again_at);
  if (inner_->session && inner_->session->unsaved) sooner(inner_->session->unsaved->due);
  if (inner_->file_on_its_way) sooner(sync::AwakeTime{});  // The next piece, at once.
  return next;
}

}  // namespace carrel::client

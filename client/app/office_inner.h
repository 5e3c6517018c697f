// What the desk owns. Only the sources of the office include it.
#pragma once

#include "client/app/desk_context.h"
#include "client/app/office.h"
#include "client/complaints/complaint_store.h"
#include "client/courses/course_flow.h"
#include "client/session/session_flow.h"
#include "sync/engine/driver.h"
#include "sync/trust/device_store.h"

namespace carrel::client {

inline constexpr char const* settings_key = "window.settings";

/// The words of a draft since its last save. A save is a sync of the medium: one a keystroke wears the card out and slows the hand.
struct UnsavedDraft {
  ComplaintDraft form;
  sync::AwakeTime due;  ///< Counted from the first unsaved key, so that no more than one pause's typing can be lost.
};
inline constexpr std::chrono::milliseconds draft_pause{2000};

/// The learner who is here, for as long as they are.
struct SittingLearner {
  sync::Vault vault;
  LearnerCard card;
  Profile profile;
  std::optional<Subscription> subscription;
  std::optional<UnsavedDraft> unsaved{};
};

/// A file that is read from a stick, a piece a turn, so that nothing else has to wait for a slow stick. Kept in memory until it is whole.
struct FileOnItsWay {
  std::unique_ptr<sync::MediaFile> file;
  std::string name;
  ComplaintDraft form;
  sync::Bytes bytes{};
};

/// What was done last, while it can be undone. In memory only: a desk that ends has made it final.
using Undoable = std::variant<sync::PutAside, KeptDraft>;

/// The database and the courses beside it. They refer to each other, so they are made in this order and never moved.
struct Shelves {
  std::unique_ptr<sync::Db> db;
  std::unique_ptr<sync::BlobStore> blobs;
  std::unique_ptr<sync::Parcels> parcels;
};

struct Office::Inner {
  Inner(OfficeSetup setup_, sync::Link& link_, sync::Entropy& entropy_, sync::DeviceKey key, Shelves shelves_);

  OfficeSetup setup;
  sync::Link& link;
  sync::Entropy& entropy;
  sync::DeviceKey device_key;
  Shelves shelves;
  sync::Db& db;
  sync::Parcels* parcels;
  Policies policies;
  Settings settings;                       // The device's, as kept.
  bool held = false;                       // Kept off on purpose.
  std::optional<sync::DeviceRow> device;
  std::optional<sync::PlatformKeys> platform;
  PlatformView platform_view;
  std::vector<sync::SignPublicKey> trusted;  // As the driver was told last: former keys end by time.
  sync::Driver driver;
  sync::CourierConfig way;                 // As the link was told last.
  std::int64_t others_writes = 0;          // Grows when another process, an operator's command, has written to the database.

  // The last word of the platform, and when (in awake time) the seconds since then began to count.
  sync::TimeEvidence evidence;
  sync::AwakeTime evidence_at;
  sync::AwakeTime evidence_kept;           // When it was last written.
  std::optional<sync::WallTime> last_contact;
  bool busy = false;                       // A request is out.
  std::optional<sync::Error> trouble;      // What the last turn ran into; an operator's command ends with it.
  std::optional<sync::AwakeTime> try_again_at;  // After trouble: nobody else would wake us.

  std::optional<SittingLearner> session;
  std::optional<FileOnItsWay> file_on_its_way;
  std::shared_ptr<sync::Media> media;
  std::optional<OpenedChapter> reading;
  std::shared_ptr<Quiz const> quiz;
  std::optional<Undoable> undoable;
  CourseFaces faces;                       // The device's, whoever is here.
  std::optional<sync::AwakeTime> pieces_told;
  bool pieces_untold = false;              // Came since then; told at the latest when nothing more comes.

  Desk desk(sync::Now now);
  sync::TimeEvidence time(sync::Now now) const;
  sync::Done know_platform(sync::Now now);  // Reads device, keys and address; configures link and driver.
  void tell_trusted(sync::Now now);
  sync::Done take_device_news(sync::Now now, Events& out);  // What the platform told the device itself.
  void tell_certificate_time(sync::Now now);  // A window may stay open for months, and a clock be set after the start.
  sync::Done notice_others(sync::Now now, Events& out);  // What an operator's command changed meanwhile.
  sync::Done prove(sync::WallTime at, sync::Now now);
  sync::Done keep_time(sync::Now now);
  sync::Done note_contact(sync::Now now);  // Kept at most once a minute.

  // What the window is to look like now: the language of --lang, else of the learner who is here, else the device's.
  Settings shown() const;
  void heed_operator();

  // Views: what the screens read, fresh from the stores.
  LinkView link_view() const;
  DeviceView device_view() const;
  sync::Result<Event> learners_view();
  sync::Done tell_session(sync::Now now, Events& out);   // Everything a learner sees; nothing when nobody is here.
  sync::Done tell_outbox(sync::Now now, Events& out);
  sync::Done tell_courses(sync::Now now, Events& out);
  sync::Done tell_complaints(sync::Now now, Events& out);
  sync::Done tell_consent(sync::Now now, Events& out);
  sync::Done tell_premium(sync::Now now, Events& out);
  sync::Done tell_invoices(sync::Now now, Events& out);

  sync::Done take_news(sync::Now now, Events& out);      // Gives waiting news to the learner who is here.
  sync::Done note_pieces(sync::Now now, Events& out);    // A course grew; told at most twice a second.
  sync::Done someone_is_here() const;
  sync::Done save_draft(sync::Now now, Events& out);     // What was typed since the last save, if anything.
  sync::Done read_on(sync::Now now, Events& out);        // A piece of the file that is on its way.
  sync::Done after_complaint_deed(sync::Now now, Events& out);

  // Deeds, one an intent. A fault becomes TroubleArose; what was written before stays.
  sync::Done carry_out(OpenSession const& intent, sync::Now now, Events& out);
  sync::Done carry_out(CloseSession const& intent, sync::Now now, Events& out);
  sync::Done carry_out(FetchCourse const& intent, sync::Now now, Events& out);
  sync::Done carry_out(RemoveCourse const& intent, sync::Now now, Events& out);
  sync::Done carry_out(OpenChapter const& intent, sync::Now now, Events& out);
  sync::Done carry_out(KeepPlace const& intent, sync::Now now, Events& out);
  sync::Done carry_out(OpenQuiz const& intent, sync::Now now, Events& out);
  sync::Done carry_out(SubmitQuiz const& intent, sync::Now now, Events& out);
  sync::Done carry_out(KeepComplaintDraft const& intent, sync::Now now, Events& out);
  sync::Done carry_out(DropComplaintDraft const& intent, sync::Now now, Events& out);
  sync::Done carry_out(FileComplaint const& intent, sync::Now now, Events& out);
  sync::Done carry_out(TakeBackComplaint const& intent, sync::Now now, Events& out);
  sync::Done carry_out(CorrectComplaint const& intent, sync::Now now, Events& out);
  sync::Done carry_out(WithdrawComplaint const& intent, sync::Now now, Events& out);
  sync::Done carry_out(AnswerQuestion const& intent, sync::Now now, Events& out);
  sync::Done carry_out(ListMedia const& intent, sync::Now now, Events& out);
  sync::Done carry_out(AttachFile const& intent, sync::Now now, Events& out);
  sync::Done carry_out(StopAttaching const& intent, sync::Now now, Events& out);
  sync::Done carry_out(RemoveAttachment const& intent, sync::Now now, Events& out);
  sync::Done carry_out(SetConsent const& intent, sync::Now now, Events& out);
  sync::Done carry_out(UndoLast const& intent, sync::Now now, Events& out);
  sync::Done carry_out(ForgetUndo const& intent, sync::Now now, Events& out);
  sync::Done carry_out(SendNow const& intent, sync::Now now, Events& out);
  sync::Done carry_out(HoldLink const& intent, sync::Now now, Events& out);
  sync::Done carry_out(ChangeSettings const& intent, sync::Now now, Events& out);

  // What came of an answer.
  sync::Done follow(sync::Fact const& fact, sync::Now now, Events& out);
};

}  // namespace carrel::client

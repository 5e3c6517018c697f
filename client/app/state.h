// Everything the screens read: plain values, filled from events (absorb.h) and from nowhere else.
// A learner's part is dropped whole at Leave.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "client/app/settings.h"
#include "client/complaints/complaint_life.h"
#include "client/consent/consent.h"
#include "client/courses/course.h"
#include "client/policies/policy.h"
#include "client/premium/invoice.h"
#include "client/premium/premium.h"
#include "client/quiz/quiz.h"
#include "client/reader/chapter.h"
#include "client/requests/outbox_view.h"
#include "client/session/session.h"
#include "client/voice/voice_view.h"
#include "sync/base/bytes.h"
#include "sync/base/id.h"

namespace carrel::client {

/// How the way out looks. `last_contact` is the last time the platform vouched for.
struct LinkView {
  enum class Standing { unknown, reached, no_connection, not_the_platform, device_unknown };
  Standing standing = Standing::unknown;
  std::optional<sync::WallTime> last_contact;
  bool held = false;   ///< Kept off on purpose (--offline, the tour).
  bool busy = false;   ///< Something travels now.
};

/// Who the platform says it is, and whom a person may ask. Empty where it says nothing.
struct PlatformView {
  std::string name, support_email, support_phone;
};

/// The chapter that is open. Text and figures are shared with the desk and never changed.
struct ReadingView {
  std::string course, edition, course_title, language, licence, authors;
  std::vector<CourseChapter> chapters;  ///< The course's table of contents, with what was read.
  int index = 0;                        ///< Which of them is open.
  std::shared_ptr<Chapter const> chapter;
  std::shared_ptr<std::map<std::string, sync::Bytes> const> pictures;  ///< PNG files by layer title.
  int block = 0;                        ///< Where the learner stopped: the first block to show.
};

struct QuizView {
  std::string course, chapter, layer;
  std::shared_ptr<Quiz const> quiz;
  std::optional<QuizResult> result;     ///< Marked on the spot, once submitted.
  bool kept = false;                    ///< The attempt is saved and waits to be sent.
};

struct ContinueView {
  std::string course, chapter, course_title, chapter_title;
  int index = 0, count = 0, minutes_left = 0;  ///< Which of the chapters, without the appendix.
};

struct ComplaintsView {
  std::optional<ComplaintDraft> draft;
  std::optional<sync::WallTime> draft_kept;
  ComplaintDraft fresh;  ///< A new form with what the platform knows of the person; kept as a draft only once something is written.
  std::vector<Complaint> all;
  std::vector<Attachment> draft_files;  ///< Those of the draft; the desk's, not the form's.
};

/// A stick or a folder on one, while a person looks for a file.
struct MediaRow {
  std::string name;   ///< For the path; may be no text.
  std::string shown;  ///< For a person.
  bool folder = false;
  std::uint64_t size = 0;
};
struct MediaView {
  std::string path;                 ///< Empty: the list of sticks.
  std::string shown;                ///< What the folder is called.
  std::optional<std::string> above; ///< The folder to go back to, if there is one.
  std::vector<MediaRow> rows;
  bool more = false;                ///< There are more than are shown.
  bool gone = false;                ///< It was there, and is not any more.
};
/// A file on its way from a stick into the draft.
struct FileReading {
  std::string shown;
  double done = 0;
};

struct SessionView {
  LearnerCard learner;
  PremiumCard premium;
  std::optional<Subscription> subscription;
  std::vector<Invoice> invoices;  ///< Newest first.
  std::vector<CourseRow> courses;
  std::optional<ContinueView> go_on;
  ComplaintsView complaints;
  ConsentView consent;
  OutboxView outbox;
  std::optional<ReadingView> reading;
  std::optional<QuizView> quiz;
  std::optional<MediaView> media;
  std::optional<FileReading> file_reading;
  std::optional<sync::ActionId> just_filed;  ///< The complaint that was saved last, for the page that says so.
};

/// Something went wrong and nothing was lost: a sentence of the words, shown where the person is.
struct Trouble {
  std::string sentence;  ///< A key.
  int count = 0;         ///< Grows, so that the same trouble twice is seen twice.
};

/// This device, for whoever looks after it or is asked about it on the phone.
struct DeviceView {
  std::string name;                         ///< As it was enrolled; empty before.
  std::string version;                      ///< Of the program: "0.1.0".
  std::optional<std::uint64_t> bytes_free;  ///< For courses, without what is kept free; nothing when the medium does not say.
};

struct AppState {
  Settings settings;
  LinkView link;
  DeviceView device;
  PlatformView platform;
  std::vector<LearnerCard> learners;
  Policies policies;
  std::optional<SessionView> session;
  std::optional<Trouble> trouble;
  VoiceView voice;                      ///< Of the window's own making, like the clock below.
  std::optional<sync::Fault> failed;    ///< The desk could not open; nothing else can be shown.
  sync::WallTime now{};                 ///< The wall clock at the last event or input; for greetings and "yesterday" only.
  std::chrono::seconds utc_offset{0};
};

}  // namespace carrel::client

// What a person asks for, as plain values: from the screens to the desk. The desk answers with events.h.
// One struct a deed, named as an order. Going from screen to screen is no intent; that is nav.h.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "client/app/settings.h"
#include "client/complaints/complaint.h"
#include "client/quiz/quiz.h"
#include "sync/base/id.h"

namespace carrel::client {

// ---- who is here ----
struct OpenSession { sync::LearnerId learner; };
struct CloseSession {};  ///< Leave: locks and clears, always.

// ---- courses ----
struct FetchCourse { std::string course; };
struct RemoveCourse { std::string course; };
/// An empty chapter opens the course where the learner stopped.
struct OpenChapter { std::string course, chapter; };
/// The first block that is seen, kept for the next visit. The number of blocks, one more than the last, says that the end was seen.
struct KeepPlace { std::string course, chapter; int block = 0; };
/// `quiz` is the title of the quiz's layer, as the chapter names it.
struct OpenQuiz { std::string course, chapter, quiz; };
struct SubmitQuiz { std::string course, chapter, quiz; QuizAnswers answers; };

// ---- complaints ----
/// At every keystroke; sealed before it is written. While the hand is `typing` it is written when a pause has passed, else at once.
struct KeepComplaintDraft { ComplaintDraft draft; bool typing = false; };
struct DropComplaintDraft {};
struct FileComplaint { ComplaintDraft draft; };
struct TakeBackComplaint { sync::ActionId id; bool edit = false; };  ///< Not sent yet: delete here, or edit again.
struct CorrectComplaint { sync::ActionId id; };                      ///< Refused: its text becomes the draft again.
struct WithdrawComplaint { sync::ActionId id; std::string sentence; };
struct AnswerQuestion { sync::ActionId id; std::string text; };
/// What is on the sticks, or in a folder of one (sync/base/media.h); "" for the sticks themselves.
struct ListMedia { std::string path; };
/// Reads it whole, a piece at a time, and adds it to the draft. `draft` is what stands in the form, should nothing be kept yet.
struct AttachFile { std::string path; ComplaintDraft draft; };
struct StopAttaching {};
/// Off the draft, or on again.
struct RemoveAttachment { std::string digest; bool removed = true; };

// ---- consent ----
struct SetConsent { std::string purpose; bool on = false; };

// ---- what was done just now ----
struct UndoLast {};    ///< A course that was removed, or a draft that was deleted, is there again.
struct ForgetUndo {};  ///< The person went on: it is final now.

// ---- the device ----
struct SendNow {};  ///< Try at once, whatever the back-off says.
struct HoldLink { bool held = false; };
struct ChangeSettings { Settings settings; };

using Intent = std::variant<OpenSession, CloseSession, FetchCourse, RemoveCourse, OpenChapter, KeepPlace, OpenQuiz, SubmitQuiz,
                            KeepComplaintDraft, DropComplaintDraft, FileComplaint, TakeBackComplaint, CorrectComplaint,
                            WithdrawComplaint, AnswerQuestion, ListMedia, AttachFile, StopAttaching, RemoveAttachment, SetConsent,
                            UndoLast, ForgetUndo, SendNow, HoldLink, ChangeSettings>;
using Intents = std::vector<Intent>;

}  // namespace carrel::client

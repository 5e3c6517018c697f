// What a person is in the middle of, on the screen only: kept by the window, cleared at Leave.
// What must survive is sent to the desk at each keystroke (KeepComplaintDraft), which saves it in the pauses, and comes back as state.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "client/complaints/complaint.h"
#include "client/quiz/quiz.h"
#include "client/kit/parts_more.h"
#include "client/reader/read_aloud.h"
#include "client/reader/reader_layout.h"

namespace carrel::client {

struct ComplaintFormDraft {
  ComplaintDraft form;
  bool loaded = false;          ///< The kept draft was taken over.
  bool show_problems = false;   ///< After the first try to go on.
  bool typing = false;          ///< What was sent to the desk last was typed, and its field still has the keyboard.
  bool filing = false;          ///< Asked for; the desk has not said "saved" yet.
  std::optional<sync::ActionId> filed_before;  ///< What was filed last when asking, to know the new one by.
  int troubles_before = 0;
  std::optional<sync::ActionId> filed;  ///< Shown as "saved" page until left.
  bool filed_question = false;  ///< It was a question to the team, not a complaint.
};

struct FilesDraft {
  std::optional<int> before;    ///< How many files there were when one was chosen: one more, and the form comes back.
};

struct TimelineDraft {
  std::string withdrawal_sentence, answer_text;
  bool withdrawing = false;
};

struct QuizDraft {
  std::string quiz{};           ///< Of which quiz; another one starts afresh.
  int question = 0;
  QuizAnswers answers{};        ///< The first answer to each question: these count.
  std::vector<int> chosen{};    ///< Of this question, before or after it was marked.
  bool marked = false;          ///< This question shows what to look at again.
  bool submitted = false;       ///< All were answered; the result is shown.
};

/// A chapter that is read aloud, or was: it goes on where it stopped while that is still in sight.
struct AloudDraft {
  ReadAloud text{};
  std::shared_ptr<Chapter const> chapter{};  ///< Into which its places point.
  int at = -1;                               ///< The sentence that was said last.
  int shown = -1;                            ///< The one that the page has come to.
};

struct ReaderDraft {
  std::string key{};            ///< Course, edition and chapter the following belongs to.
  std::set<std::string> open{}; ///< Foldables that were opened.
  std::string link{};           ///< A link being explained, above the page.
  bool contents = false;        ///< The list of chapters, on narrow screens.
  std::string figure{}, figure_alt{};  ///< A figure that is seen by itself, above the page: its picture and what it shows.
  kit::FigureView figure_view{};
  int kept_block = -1;
  ReaderLayout layout{};
  AloudDraft aloud{};
};

struct LibraryDraft {
  int filter = 0;               ///< Which chip is chosen; see library_screen.
  std::string search;
};

struct Drafts {
  ComplaintFormDraft complaint;
  FilesDraft files;
  TimelineDraft timeline;
  QuizDraft quiz;
  ReaderDraft reader;
  int troubles_seen = 0;        ///< Troubles up to this one were read and put away.
  LibraryDraft library;
  std::string undo;             ///< What was done just now and can be taken back, in words; until the next deed or another page.
  std::string confirm;          ///< The id of a question that is open, e.g. "remove:read-the-weather".
  std::set<std::string> shown;  ///< Sensitive things shown after an explicit tap.
};

}  // namespace carrel::client
